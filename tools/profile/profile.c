/* See profile.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "profile/profile-internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/xalloc.h"

#include "base/banned.h"

struct visit {
	struct pgl_profile *profile;
	size_t skip; /* the length of the folder's name */
	struct pgl_error *error;
};

/* NAME is the unit's, with the suffix. */
static int add_unit(struct pgl_profile *profile, const char *path, const char *name,
		    struct pgl_error *error)
{
	struct pgl_profile_unit unit = {.name = NULL};

	if (pgl_gcov_read(&unit.data, path, error))
		return -1;
	if (!unit.data.is_data) {
		pgl_gcov_release(&unit.data);
		return pgl_error_set(error, "%s: the notes of a compile, and no counts (.gcda)",
				     path);
	}
	size_t length = strlen(name);

	if (pgl_profile_has_suffix(name, ".gcda"))
		length -= strlen(".gcda");
	unit.name = pgl_xasprintf("%.*s", (int)length, name);
	PGL_GROW(profile->units, profile->n, profile->room);
	profile->units[profile->n++] = unit;
	return 0;
}

static int visit_file(void *context, const char *path, const struct stat *status)
{
	struct visit *visit = context;

	(void)status;
	return pgl_profile_has_suffix(path, ".gcda") &&
	       add_unit(visit->profile, path, path + visit->skip, visit->error);
}

static int read_units(struct pgl_profile *profile, const char *path, struct pgl_error *error)
{
	struct stat status;
	int failed;

	if (stat(path, &status))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (!S_ISDIR(status.st_mode)) {
		const char *slash = strrchr(path, '/');

		return add_unit(profile, path, slash ? slash + 1 : path, error);
	}
	/* Links are not followed, but for the one that a person named. */
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	char *folder = pgl_xasprintf("%.*s", (int)length, path);
	struct visit visit = {profile, length + (length > 1 || *path != '/'), error};

	failed = pgl_visit_files(folder, visit_file, &visit);
	free(folder);
	if (failed < 0)
		pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (!failed && !profile->n)
		failed = pgl_error_set(error, "no .gcda in '%s': no profile was written there",
				       path);
	return failed ? -1 : 0;
}

/* Reads the notes beside the data of UNIT, if there are any, which are then its own. */
static int read_beside(struct pgl_profile_unit *unit, struct pgl_error *error)
{
	const char *path = unit->data.path;
	struct stat status;
	char *beside;
	int failed = 0;

	if (!pgl_profile_has_suffix(path, ".gcda"))
		return 0;
	beside = pgl_xasprintf("%.*s.gcno", (int)(strlen(path) - strlen(".gcda")), path);
	if (!stat(beside, &status)) {
		unit->notes = unit->own_notes = pgl_xcalloc(1, sizeof *unit->own_notes);
		failed = pgl_gcov_read(unit->own_notes, beside, error);
	}
	free(beside);
	return failed;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct pgl_profile_unit *)a)->name,
		      ((const struct pgl_profile_unit *)b)->name);
}

static void add_up(struct pgl_profile *profile)
{
	for (size_t u = 0; u < profile->n; u++) {
		const struct pgl_profile_unit *unit = &profile->units[u];

		profile->n_functions += unit->n_functions;
		profile->n_run += unit->n_run;
		profile->n_with_notes += unit->notes != NULL;
		profile->n_other_notes += unit->notes && !unit->is_of_notes;
		profile->n_newer += unit->newer != NULL;
		profile->blocks += unit->blocks;
		profile->blocks_run += unit->blocks_run;
		profile->arcs += unit->arcs;
		profile->arcs_run += unit->arcs_run;
		profile->sum += unit->sum;
		for (int fit = 0; fit < PGL_FIT_N; fit++)
			profile->n_fit[fit] += unit->n_fit[fit];
		if (unit->data.runs > profile->runs)
			profile->runs = unit->data.runs;
		if (unit->data.sum_max > profile->sum_max)
			profile->sum_max = unit->data.sum_max;
		profile->has_two_versions |=
			strcmp(unit->data.version, profile->units[0].data.version) != 0;
	}
}

int pgl_profile_read(struct pgl_profile *profile, const char *path,
		     const struct pgl_profile_notes *notes, struct pgl_error *error)
{
	int failed;

	*profile = (struct pgl_profile){.path = pgl_xstrdup(path)};
	failed = read_units(profile, path, error);
	if (!failed)
		qsort(profile->units, profile->n, sizeof *profile->units, compare);
	for (size_t u = 0; u < profile->n && !failed; u++) {
		struct pgl_profile_unit *unit = &profile->units[u];

		if (notes->n)
			unit->notes = pgl_profile_notes_of(notes, unit->data.path);
		else
			failed = read_beside(unit, error);
		if (!failed)
			pgl_profile_judge(unit);
	}
	if (failed)
		pgl_profile_release(profile);
	else
		add_up(profile);
	return failed ? -1 : 0;
}

void pgl_profile_release(struct pgl_profile *profile)
{
	for (size_t u = 0; u < profile->n; u++) {
		struct pgl_profile_unit *unit = &profile->units[u];

		if (unit->own_notes)
			pgl_gcov_release(unit->own_notes);
		free(unit->own_notes);
		pgl_gcov_release(&unit->data);
		free(unit->functions);
		free((char *)unit->newer);
		free((char *)unit->name);
	}
	free(profile->units);
	free((char *)profile->path);
	*profile = (struct pgl_profile){.path = NULL};
}

/* Overlap ------------------------------------------------------------------------------------ */

static double overlap_of(const struct pgl_profile_unit *x, const struct pgl_profile_unit *y,
			 double sum_x, double sum_y)
{
	double common = 0;

	for (size_t i = 0; i < x->data.n; i++) {
		const struct pgl_gcov_function *f = &x->data.functions[i];
		const struct pgl_gcov_function *g = pgl_gcov_find(&y->data, f->ident);

		if (!g || g->flow != f->flow || g->n_counts != f->n_counts)
			continue;
		for (uint32_t c = 0; c < f->n_counts; c++) {
			double of_x = (double)f->counts[c] / sum_x;
			double of_y = (double)g->counts[c] / sum_y;

			common += of_x < of_y ? of_x : of_y;
		}
	}
	return common;
}

double pgl_profile_overlap(const struct pgl_profile *a, const struct pgl_profile *b)
{
	double common = 0;
	size_t j = 0;

	if (a->sum <= 0 || b->sum <= 0)
		return 0;
	/* Two files were named: they are of one unit, whatever they are called. */
	if (a->n == 1 && b->n == 1)
		return overlap_of(&a->units[0], &b->units[0], a->sum, b->sum);
	for (size_t i = 0; i < a->n; i++) {
		while (j < b->n && strcmp(b->units[j].name, a->units[i].name) < 0)
			j++;
		if (j < b->n && !strcmp(b->units[j].name, a->units[i].name))
			common += overlap_of(&a->units[i], &b->units[j], a->sum, b->sum);
	}
	return common;
}
