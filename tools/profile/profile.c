/* See profile.h. Whether counts fit is decided as GCC does with -fprofile-use: it finds a function by its ident
   and drops counts whose flow graph has another checksum or another number of counters.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "profile/profile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "formats/gcov-blocks.h"

/* --- files --- */

static bool has_suffix(const char *path, const char *suffix)
{
	size_t length = strlen(path), n = strlen(suffix);

	return length > n && !strcmp(path + length - n, suffix);
}

/* The length of PATH without SUFFIX, if it has it. */
static size_t stem_length(const char *path, const char *suffix)
{
	return strlen(path) - (has_suffix(path, suffix) ? strlen(suffix) : 0);
}

/* Takes the file at PATH; NAME is the part of PATH below the folder that the user named. 0, or -1. */
typedef int file_taker(void *context, const char *path, const char *name, struct pgl_error *error);

struct visit {
	const char *suffix;
	size_t skip; /* the length of the folder's name */
	file_taker *take;
	void *context;
	struct pgl_error *error;
};

static int visit_file(void *context, const char *path, const struct stat *status)
{
	struct visit *visit = context;

	(void)status;
	return has_suffix(path, visit->suffix) &&
	       visit->take(visit->context, path, path + visit->skip, visit->error);
}

/* Calls TAKE for the file at PATH, or, if that is a folder, for all files below it that have SUFFIX. 0, or -1
   with ERROR set. */
static int each_file(const char *path, const char *suffix, file_taker *take, void *context,
		     struct pgl_error *error)
{
	struct visit visit = {.suffix = suffix, .take = take, .context = context, .error = error};
	size_t length = strlen(path);
	struct stat status;
	int failed;

	if (stat(path, &status))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (!S_ISDIR(status.st_mode)) {
		const char *slash = strrchr(path, '/');

		return take(context, path, slash ? slash + 1 : path, error);
	}
	while (length > 1 && path[length - 1] == '/')
		length--;
	char *folder = pgl_xasprintf("%.*s", (int)length, path);

	visit.skip = length + (length > 1 || *path != '/');
	failed = pgl_visit_files(folder, visit_file, &visit);
	free(folder);
	if (failed < 0)
		pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	return failed ? -1 : 0;
}

static int add_unit(void *context, const char *path, const char *name, struct pgl_error *error)
{
	struct pgl_profile *profile = context;
	struct pgl_profile_unit unit = {.name = NULL};

	if (pgl_gcov_read(&unit.data, path, error))
		return -1;
	if (!unit.data.is_data) {
		pgl_gcov_release(&unit.data);
		return pgl_error_set(
			error, "%s: the notes of a compile (.gcno), not counts (.gcda)", path);
	}
	unit.name = pgl_xasprintf("%.*s", (int)stem_length(name, ".gcda"), name);
	PGL_GROW(profile->units, profile->n, profile->room);
	profile->units[profile->n++] = unit;
	return 0;
}

/* --- notes --- */

static int add_notes(void *context, const char *path, const char *name, struct pgl_error *error)
{
	struct pgl_profile_notes *notes = context;

	(void)name;
	PGL_GROW(notes->item, notes->n, notes->room);
	if (pgl_gcov_read(&notes->item[notes->n], path, error))
		return -1;
	if (notes->item[notes->n].is_data) {
		pgl_gcov_release(&notes->item[notes->n]);
		return pgl_error_set(
			error, "%s: counts (.gcda), not the notes of a compile (.gcno)", path);
	}
	notes->n++;
	return 0;
}

int pgl_profile_notes_add(struct pgl_profile_notes *notes, const char *path,
			  struct pgl_error *error)
{
	size_t n = notes->n;

	if (each_file(path, ".gcno", add_notes, notes, error))
		return -1;
	return notes->n > n ? 0 : pgl_error_set(error, "no .gcno in '%s'", path);
}

void pgl_profile_notes_release(struct pgl_profile_notes *notes)
{
	for (size_t i = 0; i < notes->n; i++)
		pgl_gcov_release(&notes->item[i]);
	free(notes->item);
	*notes = (struct pgl_profile_notes){.item = NULL};
}

/* In a common folder for all counts (-fprofile-dir), GCC writes # for the slashes of a path. */
static bool is_slash(char c)
{
	return c == '/' || c == '#';
}

/* The number of names that the paths A and B have in common at their ends. */
static size_t common(const char *a, size_t length_a, const char *b, size_t length_b)
{
	size_t n = 0, names = 0;

	while (n < length_a && n < length_b) {
		char x = a[length_a - 1 - n], y = b[length_b - 1 - n];

		if (is_slash(x) != is_slash(y) || (!is_slash(x) && x != y))
			return names;
		names += is_slash(x);
		n++;
	}
	if ((n == length_a || is_slash(a[length_a - 1 - n])) &&
	    (n == length_b || is_slash(b[length_b - 1 - n])))
		names++;
	return names;
}

/* The notes of the counts at PATH: those whose path agrees with it in the most names, from the end. NULL: none,
   or several as good. */
static const struct pgl_gcov_file *notes_of(const struct pgl_profile_notes *notes, const char *path)
{
	const struct pgl_gcov_file *best = NULL;
	size_t length = stem_length(path, ".gcda"), most = 0;
	bool is_one = false;

	for (size_t i = 0; i < notes->n; i++) {
		const char *at = notes->item[i].path;
		size_t n = common(at, stem_length(at, ".gcno"), path, length);

		if (!n || n < most)
			continue;
		is_one = n > most;
		most = n;
		best = &notes->item[i];
	}
	return is_one ? best : NULL;
}

/* --- counts against notes --- */

const char *pgl_fit_word(enum pgl_fit fit)
{
	static const char *const words[PGL_FIT_N] = {"unknown",	   "fits",    "moved",
						     "mismatched", "missing", "stranger"};

	return words[fit];
}

static void add_counts(struct pgl_profile_unit *unit, struct pgl_profile_function *function,
		       const struct pgl_gcov_function *data)
{
	function->arcs = data->n_counts;
	for (uint32_t i = 0; i < data->n_counts; i++) {
		function->arcs_run += data->counts[i] > 0;
		unit->sum += (double)data->counts[i];
	}
	function->has_run = function->arcs_run > 0;
}

static enum pgl_fit fit_of(const struct pgl_profile_unit *unit,
			   struct pgl_profile_function *function,
			   const struct pgl_gcov_function *data)
{
	const struct pgl_gcov_function *notes =
		unit->notes ? pgl_gcov_find(unit->notes, data->ident) : NULL;
	struct pgl_gcov_blocks blocks;

	if (!unit->notes)
		return PGL_FIT_UNKNOWN;
	if (!notes)
		return PGL_FIT_STRANGER;
	function->name = notes->name;
	function->source = notes->source;
	function->line = notes->line;
	if (!pgl_gcov_blocks(&blocks, notes, data))
		return PGL_FIT_MISMATCHED;
	function->blocks = (struct pgl_integer){blocks.n, blocks.is_sound};
	function->blocks_run = (struct pgl_integer){blocks.n_run, blocks.is_sound};
	return notes->lines == data->lines ? PGL_FIT_FITS : PGL_FIT_MOVED;
}

static void add_missing(struct pgl_profile_unit *unit)
{
	for (size_t i = 0; unit->notes && i < unit->notes->n; i++) {
		const struct pgl_gcov_function *notes = &unit->notes->functions[i];

		if (pgl_gcov_find(&unit->data, notes->ident))
			continue;
		unit->functions[unit->n_functions++] =
			(struct pgl_profile_function){.name = notes->name,
						      .source = notes->source,
						      .line = notes->line,
						      .ident = notes->ident,
						      .fit = PGL_FIT_MISSING};
	}
}

static int compare_functions(const void *a, const void *b)
{
	const struct pgl_profile_function *x = a, *y = b;
	int order = pgl_compare_text(x->name, y->name);

	return order ? order : PGL_COMPARE(x->ident, y->ident);
}

/* Looks for a source that was changed after the counts were written. */
static void find_newer(struct pgl_profile_unit *unit)
{
	struct stat data, source;

	if (!unit->notes || stat(unit->data.path, &data))
		return;
	const char *last = NULL;

	for (size_t i = 0; i < unit->notes->n && !unit->newer; i++) {
		const char *name = unit->notes->functions[i].source;

		if (last && !strcmp(last, name))
			continue;
		last = name;
		char *path = *name == '/' ? pgl_xstrdup(name)
					  : pgl_xasprintf("%s/%s", unit->notes->folder, name);

		if (!stat(path, &source) &&
		    (source.st_mtim.tv_sec != data.st_mtim.tv_sec
			     ? source.st_mtim.tv_sec > data.st_mtim.tv_sec
			     : source.st_mtim.tv_nsec > data.st_mtim.tv_nsec))
			unit->newer = pgl_xstrdup(name);
		free(path);
	}
}

static void judge(struct pgl_profile_unit *unit)
{
	size_t n = unit->data.n + (unit->notes ? unit->notes->n : 0);

	unit->functions = pgl_xcalloc(n + 1, sizeof *unit->functions);
	unit->is_of_notes = unit->notes && unit->notes->stamp == unit->data.stamp;
	for (size_t i = 0; i < unit->data.n; i++) {
		const struct pgl_gcov_function *data = &unit->data.functions[i];
		struct pgl_profile_function *function = &unit->functions[unit->n_functions++];

		function->ident = data->ident;
		add_counts(unit, function, data);
		function->fit = fit_of(unit, function, data);
	}
	add_missing(unit);
	for (size_t i = 0; i < unit->n_functions; i++) {
		const struct pgl_profile_function *function = &unit->functions[i];

		unit->n_fit[function->fit]++;
		unit->n_run += function->has_run;
		unit->arcs += function->arcs;
		unit->arcs_run += function->arcs_run;
		unit->blocks += (uint64_t)function->blocks.value * function->blocks.known;
		unit->blocks_run +=
			(uint64_t)function->blocks_run.value * function->blocks_run.known;
	}
	if (unit->n_functions)
		qsort(unit->functions, unit->n_functions, sizeof *unit->functions,
		      compare_functions);
	find_newer(unit);
}

/* --- the whole profile --- */

/* Reads the notes beside the data of UNIT, if there are any; UNIT owns them. */
static int read_beside(struct pgl_profile_unit *unit, struct pgl_error *error)
{
	const char *path = unit->data.path;
	struct stat status;
	char *beside;
	int failed = 0;

	if (!has_suffix(path, ".gcda"))
		return 0;
	beside = pgl_xasprintf("%.*s.gcno", (int)stem_length(path, ".gcda"), path);
	if (!stat(beside, &status)) {
		unit->notes = unit->own_notes = pgl_xcalloc(1, sizeof *unit->own_notes);
		failed = pgl_gcov_read(unit->own_notes, beside, error);
	}
	free(beside);
	return failed;
}

static int compare_units(const void *a, const void *b)
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
	failed = each_file(path, ".gcda", add_unit, profile, error);
	if (!failed && !profile->n)
		failed = pgl_error_set(error, "no .gcda in '%s': no profile was written there",
				       path);
	if (!failed)
		qsort(profile->units, profile->n, sizeof *profile->units, compare_units);
	for (size_t u = 0; u < profile->n && !failed; u++) {
		struct pgl_profile_unit *unit = &profile->units[u];

		if (notes->n)
			unit->notes = notes_of(notes, unit->data.path);
		else
			failed = read_beside(unit, error);
		if (!failed)
			judge(unit);
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

/* --- overlap --- */

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
	/* Two named files are of one unit, whatever their names are. */
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
