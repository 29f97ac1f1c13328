/* Reads the records of a build and puts them in order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../plugin/record/json-read.h"
#include "find-records.h"
#include "util/xalloc.h"

#include "util/banned.h"

/* One record while its build is being put together. */
struct loaded {
	struct pgl_record *record;
	char *path;
	size_t number; /* in the order of reading: the last resort of the sort */
};

struct loader {
	struct loaded *item;
	size_t n, room;
	const char *path; /* of the file that is being read */
};

static int take(void *context, struct pgl_record *record)
{
	struct loader *loader = context;

	PGL_GROW(loader->item, loader->n, loader->room);
	loader->item[loader->n] = (struct loaded){
		.record = record, .path = pgl_xstrdup(loader->path), .number = loader->n};
	loader->n++;
	return 0;
}

static int read_file(struct loader *loader, const char *path, struct pgl_error *error)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *in = is_stdin ? stdin : fopen(path, "re");

	if (!in)
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	loader->path = is_stdin ? "standard input" : path;
	int failed = pgl_json_read(in, loader->path, take, loader, error);

	if (!is_stdin)
		fclose(in);
	return failed;
}

static int compare_loaded(const void *a, const void *b)
{
	const struct loaded *x = a, *y = b;
	int order = strcmp(x->record->unit.source, y->record->unit.source);

	if (!order)
		order = strcmp(x->path, y->path);
	return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* Hands what LOADER holds over to BUILD. */
static void settle(struct loader *loader, struct pgl_build *build, char *const *paths,
		   size_t n_paths)
{
	if (loader->n)
		qsort(loader->item, loader->n, sizeof *loader->item, compare_loaded);
	*build = (struct pgl_build){.n = loader->n};
	build->name = n_paths > 1 ? pgl_xasprintf("%s and %zu more", paths[0], n_paths - 1)
				  : pgl_xstrdup(paths[0]);
	build->records = pgl_xcalloc(loader->n, sizeof *build->records);
	build->paths = pgl_xcalloc(loader->n, sizeof *build->paths);
	for (size_t i = 0; i < loader->n; i++) {
		build->records[i] = loader->item[i].record;
		build->paths[i] = loader->item[i].path;
	}
}

int pgl_build_load_watched(struct pgl_build *build, char *const *paths, size_t n_paths,
			   pgl_load_watch *watch, void *context, struct pgl_error *error)
{
	struct pgl_found found = {.paths = NULL};
	struct loader loader = {.item = NULL};
	int failed = pgl_find_records(&found, paths, n_paths, error);

	for (size_t i = 0; i < found.n && !failed; i++) {
		failed = read_file(&loader, found.paths[i], error);
		if (watch)
			watch(context, i + 1, found.n);
	}
	if (!failed) {
		settle(&loader, build, paths, n_paths);
	} else {
		for (size_t i = 0; i < loader.n; i++) {
			pgl_record_free(loader.item[i].record);
			free(loader.item[i].path);
		}
	}
	free(loader.item);
	pgl_found_release(&found);
	return failed ? -1 : 0;
}

int pgl_build_load(struct pgl_build *build, char *const *paths, size_t n_paths,
		   struct pgl_error *error)
{
	return pgl_build_load_watched(build, paths, n_paths, NULL, NULL, error);
}

void pgl_build_release(struct pgl_build *build)
{
	for (size_t i = 0; i < build->n; i++) {
		pgl_record_free(build->records[i]);
		free((char *)build->paths[i]);
	}
	free(build->records);
	free(build->paths);
	free((char *)build->name);
	*build = (struct pgl_build){.name = NULL};
}
