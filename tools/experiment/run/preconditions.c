/* What makes a comparison of two builds void. See walk.h.

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

static int load(struct pgl_build *build, const struct pgl_variant *variant, struct pgl_error *error)
{
	char *path = pgl_variant_path(variant, "records");
	int failed = pgl_build_load(build, &path, 1, error);

	free(path);
	return failed;
}

static void say_why_not(struct pgl_strbuf *message)
{
	pgl_strbuf_add(message,
		       ". Is something made anew in each build, or changed meanwhile? Builds of "
		       "different sources can't be compared; if it is of no account, "
		       "--allow-different-sources lets it pass");
}

/* A remark that units of the two builds have other texts; one of a unit that is not there at all is left to
   those who read the comparison. */
static bool is_of_sources(const struct pgl_remark *remark)
{
	return remark->is_unfair && !strcmp(remark->what, "sources") &&
	       strncmp(remark->detail, "a unit is in ", strlen("a unit is in ")) != 0;
}

static int check_remarks(const struct pgl_fairness *fairness, struct pgl_strbuf *message)
{
	for (size_t i = 0; i < fairness->n; i++) {
		const struct pgl_remark *remark = &fairness->item[i];

		if (!is_of_sources(remark))
			continue;
		pgl_strbuf_addf(message, "OLD and NEW are not of the same sources: '%s': %s",
				remark->source ? remark->source : "?", remark->detail);
		if (remark->n_units > 1)
			pgl_strbuf_addf(message, " (and %zu units more)", remark->n_units - 1);
		say_why_not(message);
		return -1;
	}
	return 0;
}

static int check_records(const struct pgl_walk *walk, struct pgl_strbuf *message)
{
	struct pgl_build builds[PGL_SIDES];
	struct pgl_compared compared;
	struct pgl_fairness fairness;
	struct pgl_error error;
	int failed = -1;

	/* Flags of NEW's own may well make another text of the same source. */
	if (walk->settings->new)
		return 0;
	if (load(&builds[PGL_OLD], walk->old, &error)) {
		pgl_strbuf_add(message, error.text);
		return -1;
	}
	if (load(&builds[PGL_NEW], walk->new, &error)) {
		pgl_strbuf_add(message, error.text);
	} else {
		if (pgl_compared_init(&compared, builds, &error)) {
			pgl_strbuf_add(message, error.text);
		} else {
			pgl_fairness_init(&fairness, &compared.identity);
			failed = check_remarks(&fairness, message);
			pgl_fairness_release(&fairness);
			pgl_compared_release(&compared);
		}
		pgl_build_release(&builds[PGL_NEW]);
	}
	pgl_build_release(&builds[PGL_OLD]);
	return failed;
}

struct generated {
	const char *tree[PGL_SIDES];
	struct pgl_strbuf *message;
};

/* Notes on what a file was made of, and preprocessed texts, are named like sources and are none. */
static bool is_by_product(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (!strcmp(dot, ".d") || !strcmp(dot, ".i") || !strcmp(dot, ".ii"));
}

/* For each file of OLD's tree: is NEW's of that name the same? */
static int compare_generated(void *context, const char *path, const struct stat *status)
{
	struct generated *generated = context;
	const char *name = path + strlen(generated->tree[PGL_OLD]);
	struct pgl_walk_difference ignored = {.command = NULL};
	char *other;
	int same = 1;

	(void)status;
	if (!pgl_source_is_named_so(path) || is_by_product(path))
		return 0;
	other = pgl_xasprintf("%s%s", generated->tree[PGL_NEW], name);
	const char *const paths[] = {path, other};

	if (!access(other, R_OK))
		same = pgl_walk_compare_files(paths, &ignored);
	if (same == 0) {
		pgl_strbuf_addf(
			generated->message,
			"OLD and NEW are not of the same sources: '%s', from line %zu on: OLD "
			"has '%s' there, NEW '%s'",
			name + 1, ignored.line, ignored.text[PGL_OLD], ignored.text[PGL_NEW]);
		say_why_not(generated->message);
	}
	pgl_walk_difference_release(&ignored);
	free(other);
	return same == 0;
}

/* What the builds left in their trees. */
static int check_generated(const struct pgl_walk *walk, struct pgl_strbuf *message)
{
	char *old = pgl_variant_path(walk->old, "tree"), *new = pgl_variant_path(walk->new, "tree");
	struct generated generated = {{old, new}, message};
	int result = pgl_visit_files(old, compare_generated, &generated);

	if (result < 0)
		pgl_strbuf_addf(message, "cannot read all of '%s': %s", old, strerror(errno));
	free(new);
	free(old);
	return result ? -1 : 0;
}

int pgl_walk_check_sources(const struct pgl_walk *walk, struct pgl_strbuf *message)
{
	if (walk->settings->allows_different_sources)
		return 0;
	return check_generated(walk, message) || check_records(walk, message) ? -1 : 0;
}

/* Outputs ----------------------------------------------------------------------------------- */

/* The line of TEXT that byte AT is in, cut to what a person looks at. */
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

int pgl_walk_compare_files(const char *const path[PGL_SIDES], struct pgl_walk_difference *ret)
{
	struct pgl_strbuf text[PGL_SIDES] = {PGL_STRBUF_INIT, PGL_STRBUF_INIT};
	const struct pgl_strbuf *old = &text[PGL_OLD], *new = &text[PGL_NEW];
	size_t at = 0, line = 1;
	int result = -1;

	if (!pgl_read_file(&text[PGL_OLD], path[PGL_OLD]) &&
	    !pgl_read_file(&text[PGL_NEW], path[PGL_NEW])) {
		for (; at < old->length && at < new->length && old->text[at] == new->text[at]; at++)
			line += old->text[at] == '\n';
		result = at == old->length && at == new->length;
		if (!result) {
			ret->line = line;
			ret->byte = at + 1;
			for (int side = 0; side < PGL_SIDES; side++) {
				ret->path[side] = pgl_xstrdup(path[side]);
				ret->text[side] = line_at(&text[side], at);
			}
		}
	}
	int problem = errno;

	for (int side = 0; side < PGL_SIDES; side++)
		pgl_strbuf_release(&text[side]);
	errno = problem;
	return result;
}

void pgl_walk_difference_release(struct pgl_walk_difference *difference)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(difference->path[side]);
		free(difference->text[side]);
	}
}
