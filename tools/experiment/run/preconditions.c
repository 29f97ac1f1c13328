/* What must hold for two builds to be comparable. See run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compare/fairness.h"
#include "records/source-text.h"
#include "base/files.h"
#include "base/xalloc.h"

enum { MOST_OF_LINE = 60 };

/* Sources ----------------------------------------------------------------------------------- */

/* The end of the messages about different sources. */
#define WHY_NOT                                                                                    \
	". Is a source regenerated on every build, or was one edited in between? Use "             \
	"--allow-different-sources if the difference does not matter"

static int check_remarks(const struct pgl_fairness *fairness, struct pgl_error *error)
{
	for (size_t i = 0; i < fairness->n; i++) {
		const struct pgl_remark *remark = &fairness->item[i];
		PGL_AUTOFREE char *more =
			pgl_xasprintf(" (and %zu more units)", remark->n_units - 1);

		/* Who reads the comparison judges a unit that only one build has. */
		if (remark->is_of_text)
			return pgl_error_set(error,
					     "OLD and NEW are not of the same sources: '%s': "
					     "%s%s" WHY_NOT,
					     remark->source ? remark->source : "?", remark->detail,
					     remark->n_units > 1 ? more : "");
	}
	return 0;
}

/* Compares BUILDS, which are loaded. */
static int check_builds(const struct pgl_build *builds, struct pgl_error *error)
{
	struct pgl_compared compared;
	struct pgl_fairness fairness;
	int failed;

	if (pgl_compared_init(&compared, builds, error))
		return -1;
	pgl_fairness_init(&fairness, &compared.identity);
	failed = check_remarks(&fairness, error);
	pgl_fairness_release(&fairness);
	pgl_compared_release(&compared);
	return failed;
}

static int check_records(const struct pgl_whole_run *run, struct pgl_error *error)
{
	struct pgl_build builds[PGL_SIDES];
	int failed = -1;

	/* Flags of NEW's own may change the preprocessed text of the same source. */
	if (run->settings->new)
		return 0;
	if (pgl_variant_load(run->old, &builds[PGL_OLD], error))
		return -1;
	if (!pgl_variant_load(run->new, &builds[PGL_NEW], error)) {
		failed = check_builds(builds, error);
		pgl_build_release(&builds[PGL_NEW]);
	}
	pgl_build_release(&builds[PGL_OLD]);
	return failed;
}

struct generated {
	const char *tree[PGL_SIDES];
	struct pgl_error *error;
};

/* Dependency files and preprocessed texts are named like sources. */
static bool is_by_product(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (!strcmp(dot, ".d") || !strcmp(dot, ".i") || !strcmp(dot, ".ii"));
}

/* Compares the file PATH of OLD's tree with NEW's. 0, or 1 with the error set: it differs. */
static int compare_generated(void *context, const char *path, const struct stat *status)
{
	struct generated *generated = context;
	const char *name = path + strlen(generated->tree[PGL_OLD]);
	struct pgl_run_difference difference = {.command = NULL};
	PGL_AUTOFREE char *other = pgl_xasprintf("%s%s", generated->tree[PGL_NEW], name);
	const char *const paths[] = {path, other};
	int same;

	(void)status;
	if (!pgl_source_is_named_so(path) || is_by_product(path) || access(other, R_OK))
		return 0;
	same = pgl_run_compare_files(paths, &difference, generated->error);
	if (same == 0)
		pgl_error_set(generated->error,
			      "OLD and NEW are not of the same sources: '%s', from line %zu on: "
			      "OLD '%s', NEW '%s'" WHY_NOT,
			      name + 1, difference.line, difference.text[PGL_OLD],
			      difference.text[PGL_NEW]);
	pgl_run_difference_release(&difference);
	return same != 1;
}

/* Compares the sources that the builds left in their trees. */
static int check_generated(const struct pgl_whole_run *run, struct pgl_error *error)
{
	PGL_AUTOFREE char *old = pgl_variant_path(run->old, "tree");
	PGL_AUTOFREE char *new = pgl_variant_path(run->new, "tree");
	struct generated generated = {{old, new}, error};
	int result = pgl_visit_files(old, compare_generated, &generated);

	if (result < 0)
		pgl_error_set(error, "cannot read all of '%s': %s", old, strerror(errno));
	return result ? -1 : 0;
}

int pgl_run_check_sources(const struct pgl_whole_run *run, struct pgl_error *error)
{
	if (run->settings->allows_different_sources)
		return 0;
	return check_generated(run, error) || check_records(run, error) ? -1 : 0;
}

/* Outputs ----------------------------------------------------------------------------------- */

/* The line of TEXT around byte AT, shortened for printing; to be freed. */
static char *line_at(const struct pgl_strbuf *text, size_t at)
{
	struct pgl_strbuf line = PGL_STRBUF_INIT;
	size_t begin = at, end = at;

	while (begin > 0 && text->text[begin - 1] != '\n')
		begin--;
	if (at - begin > MOST_OF_LINE / 2)
		begin = at - MOST_OF_LINE / 2;
	while (end < text->length && text->text[end] != '\n' && end - begin < MOST_OF_LINE)
		end++;
	pgl_strbuf_add_n(&line, text->text + begin, end - begin);
	pgl_strbuf_defuse(&line, 0);
	return pgl_strbuf_detach(&line);
}

int pgl_run_compare_files(const char *const path[PGL_SIDES], struct pgl_run_difference *ret,
			  struct pgl_error *error)
{
	PGL_AUTO_STRBUF old = PGL_STRBUF_INIT;
	PGL_AUTO_STRBUF new = PGL_STRBUF_INIT;
	struct pgl_strbuf *const text[PGL_SIDES] = {&old, &new};
	size_t at = 0, line = 1;

	for (int side = 0; side < PGL_SIDES; side++)
		if (pgl_read_file(text[side], path[side]))
			return pgl_error_set(error, "cannot read '%s': %s", path[side],
					     strerror(errno));
	for (; at < old.length && at < new.length &&old.text[at] == new.text[at]; at++)
		line += old.text[at] == '\n';
	if (at == old.length && at == new.length)
		return 1;
	ret->line = line;
	ret->byte = at + 1;
	for (int side = 0; side < PGL_SIDES; side++) {
		ret->path[side] = pgl_xstrdup(path[side]);
		ret->text[side] = line_at(text[side], at);
	}
	return 0;
}

void pgl_run_difference_release(struct pgl_run_difference *difference)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(difference->path[side]);
		free(difference->text[side]);
	}
}
