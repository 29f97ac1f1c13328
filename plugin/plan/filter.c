/* See plan/filter.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/filter.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum part { FUNCTION, CALLEE, FILE_NAME, N_PARTS };

static const char *const part_names[] = {
	[FUNCTION] = "function=", [CALLEE] = "callee=", [FILE_NAME] = "file="};

struct term {
	enum part part;
	char *glob;
};

struct pgl_plan_filter {
	struct term *terms;
	size_t n_terms;
	char **keys; /* sorted */
	size_t n_keys;
	bool has_keys;
};

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int read_keys(struct pgl_plan_filter *filter, const char *name, struct pgl_error *error)
{
	FILE *in = fopen(name, "re");
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	int problem = 0;

	filter->has_keys = true;
	if (!in)
		return pgl_error_set(error, "cannot read '%s': %s", name, strerror(errno));
	while (!problem && (length = getline(&line, &size, in)) >= 0) {
		if (length && line[length - 1] == '\n')
			line[--length] = '\0';
		if (!length)
			continue;
		char **larger = realloc(filter->keys, (filter->n_keys + 1) * sizeof *filter->keys);

		if (larger)
			filter->keys = larger;
		if (!larger || !(filter->keys[filter->n_keys] = strdup(line)))
			problem = pgl_error_set(error, "out of memory");
		else
			filter->n_keys++;
	}
	if (!problem && ferror(in))
		problem = pgl_error_set(error, "cannot read '%s': %s", name, strerror(errno));
	free(line);
	fclose(in);
	if (!problem && filter->n_keys)
		qsort(filter->keys, filter->n_keys, sizeof *filter->keys, compare_keys);
	return problem;
}

static int read_term(struct pgl_plan_filter *filter, const char *text, size_t length,
		     struct pgl_error *error)
{
	for (int part = 0; part < N_PARTS; part++) {
		size_t n = strlen(part_names[part]);

		if (length <= n || strncmp(text, part_names[part], n))
			continue;
		struct term *larger =
			realloc(filter->terms, (filter->n_terms + 1) * sizeof *filter->terms);
		char *glob = strndup(text + n, length - n);

		if (larger)
			filter->terms = larger;
		if (!larger || !glob) {
			free(glob);
			return pgl_error_set(error, "out of memory");
		}
		filter->terms[filter->n_terms++] = (struct term){(enum part)part, glob};
		return 0;
	}
	return pgl_error_set(error,
			     "'%.*s' is not 'function=GLOB', 'callee=GLOB', 'file=GLOB' or '@FILE'",
			     (int)length, text);
}

struct pgl_plan_filter *pgl_plan_filter_new(const char *text, struct pgl_error *error)
{
	struct pgl_plan_filter *filter = calloc(1, sizeof *filter);
	int problem = 0;

	if (!filter) {
		pgl_error_set(error, "out of memory");
		return NULL;
	}
	if (*text == '@')
		problem = read_keys(filter, text + 1, error);
	else
		for (const char *at = text, *end; at && !problem; at = *end ? end + 1 : NULL) {
			end = strchrnul(at, ',');
			problem = read_term(filter, at, (size_t)(end - at), error);
		}
	if (problem) {
		pgl_plan_filter_free(filter);
		return NULL;
	}
	return filter;
}

void pgl_plan_filter_free(struct pgl_plan_filter *filter)
{
	if (!filter)
		return;
	for (size_t i = 0; i < filter->n_terms; i++)
		free(filter->terms[i].glob);
	for (size_t i = 0; i < filter->n_keys; i++)
		free(filter->keys[i]);
	free(filter->terms);
	free(filter->keys);
	free(filter);
}

bool pgl_plan_filter_has_keys(const struct pgl_plan_filter *filter)
{
	return filter->has_keys;
}

bool pgl_plan_filter_has(const struct pgl_plan_filter *filter, const char *key)
{
	return filter->n_keys &&
	       bsearch(&key, filter->keys, filter->n_keys, sizeof *filter->keys, compare_keys);
}

static bool names_fit(const char *glob, const char *name, const char *other)
{
	return (name && !fnmatch(glob, name, 0)) || (other && !fnmatch(glob, other, 0));
}

static bool function_fits(const char *glob, const struct pgl_record *record, uint32_t function)
{
	return function != PGL_NONE && names_fit(glob, record->functions[function].name,
						 record->functions[function].assembler);
}

static bool term_fits(const struct term *term, const struct pgl_record *record,
		      const struct pgl_site *site)
{
	if (term->part == FUNCTION)
		return function_fits(term->glob, record, site->root);
	if (term->part == CALLEE)
		return function_fits(term->glob, record, site->callee);
	if (site->location.file == PGL_NONE)
		return false;
	const char *path = record->unit.files[site->location.file], *slash = strrchr(path, '/');

	return names_fit(term->glob, path, slash ? slash + 1 : NULL);
}

bool pgl_plan_filter_fits(const struct pgl_plan_filter *filter, const struct pgl_record *record,
			  const struct pgl_site *site)
{
	bool is_asked[N_PARTS] = {false}, fits[N_PARTS] = {false};

	for (size_t i = 0; i < filter->n_terms; i++) {
		const struct term *term = &filter->terms[i];

		is_asked[term->part] = true;
		fits[term->part] |= term_fits(term, record, site);
	}
	for (int part = 0; part < N_PARTS; part++)
		if (is_asked[part] && !fits[part])
			return false;
	return true;
}
