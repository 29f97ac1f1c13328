/* Reads the records of a build and puts them in order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "record/json-read.h"
#include "records/embedded.h"
#include "records/find.h"
#include "base/order.h"
#include "base/xalloc.h"

/* An object that comes through a pipe is copied; not more than this of it. */
#define PIPE_LIMIT ((size_t)1 << 30)

/* One record while its build is being put together. */
struct loaded {
	struct pgl_record *record;
	char *path;
	size_t file;   /* which of the files that were found it came from */
	size_t number; /* in the order of reading: the last resort of the sort */
	struct pgl_integer bytes;
	bool is_embedded;
};

struct loader {
	struct loaded *item;
	size_t n, room;
	const char *path; /* of the file that is being read, or of the archive's member */
	size_t file;
	struct pgl_integer bytes; /* of the text that is being read, until a record takes them */
	bool is_embedded;
};

static int take(void *context, struct pgl_record *record)
{
	struct loader *loader = context;

	PGL_GROW(loader->item, loader->n, loader->room);
	loader->item[loader->n] = (struct loaded){.record = record,
						  .path = pgl_xstrdup(loader->path),
						  .file = loader->file,
						  .number = loader->n,
						  .bytes = loader->bytes,
						  .is_embedded = loader->is_embedded};
	loader->n++;
	if (loader->bytes.known)
		loader->bytes.value = 0;
	return 0;
}

static int take_embedded(void *context, FILE *text, uint64_t length, const char *container,
			 const char *name, struct pgl_error *error)
{
	struct loader *loader = context;

	loader->path = container;
	loader->is_embedded = true;
	loader->bytes = (struct pgl_integer){(int64_t)length, true};
	return pgl_json_read(text, name, take, loader, error);
}

/* Copies the rest of IN to a temporary file; NULL with ERROR set. */
static FILE *copy_of(FILE *in, const char *name, struct pgl_error *error)
{
	FILE *copy = tmpfile();
	size_t left = PIPE_LIMIT, n;
	char block[65536];

	while (copy && left && (n = fread(block, 1, sizeof block, in)) > 0) {
		if (fwrite(block, 1, n, copy) != n)
			break;
		left -= n < left ? n : left;
	}
	if (copy && left && !ferror(in) && !ferror(copy) && !fflush(copy)) {
		rewind(copy);
		return copy;
	}
	pgl_error_set(error, "cannot read '%s': %s", name,
		      left ? strerror(errno) : "more than 1 GB from a pipe");
	if (copy)
		fclose(copy);
	return NULL;
}

/* Reads the records in IN: text, or a file that has them embedded. */
static int read_stream(struct loader *loader, FILE *in, const char *path, struct pgl_error *error)
{
	struct pgl_range range;
	struct stat status;

	if (pgl_range_of_file(&range, fileno(in), loader->path, error))
		return -1;
	if (pgl_embedded_is(&range))
		return pgl_embedded_read(&range, path, take_embedded, loader, error);
	loader->bytes.value = (int64_t)range.size;
	loader->bytes.known = !fstat(fileno(in), &status) && S_ISREG(status.st_mode);
	return pgl_json_read(in, loader->path, take, loader, error);
}

/* The same for IN that may be a pipe: an embedded record needs a file to seek in. */
static int read_any(struct loader *loader, FILE *in, const char *path, struct pgl_error *error)
{
	int first = getc(in);

	if (first != EOF)
		ungetc(first, in);
	if (!pgl_embedded_may_begin(first) || !fseeko(in, 0, SEEK_CUR))
		return read_stream(loader, in, path, error);
	FILE *copy = copy_of(in, loader->path, error);
	int failed = copy ? read_stream(loader, copy, path, error) : -1;

	if (copy)
		fclose(copy);
	return failed;
}

static int read_file(struct loader *loader, const char *path, size_t number,
		     struct pgl_error *error)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *in = is_stdin ? stdin : fopen(path, "re");

	if (!in)
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	loader->path = is_stdin ? "standard input" : path;
	loader->file = number;
	loader->is_embedded = false;
	int failed = read_any(loader, in, path, error);

	if (!is_stdin)
		fclose(in);
	return failed;
}

/* The same record in several files ----------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
	const struct loaded *x = a, *y = b;

	int order = PGL_COMPARE(x->record->text_hash, y->record->text_hash);

	return order ? order : PGL_COMPARE(x->number, y->number);
}

/* The N items have one text and are in the order of reading: keeps those of the file that has most of
   them. */
static void keep_of_one_file(struct loaded *item, size_t n)
{
	size_t best = item[0].file, n_best = 0, n_same;
	bool is_embedded = false;

	for (size_t i = 0; i < n; i += n_same) {
		for (n_same = 0; i + n_same < n && item[i + n_same].file == item[i].file; n_same++)
			is_embedded |= item[i + n_same].is_embedded;
		if (n_same > n_best) {
			best = item[i].file;
			n_best = n_same;
		}
	}
	for (size_t i = 0; i < n && is_embedded; i++)
		if (item[i].file != best) {
			pgl_record_free(item[i].record);
			item[i].record = NULL;
		}
}

/* An object and the program linked from it have the same record; so has its record file. One file may
   have it more than once: then it was linked more than once. */
static void drop_repeated(struct loader *loader)
{
	struct loaded *item = loader->item;
	bool is_embedded = false;
	size_t n = 0, n_same;

	for (size_t i = 0; i < loader->n; i++)
		is_embedded |= item[i].is_embedded;
	if (!is_embedded || item[0].file == item[loader->n - 1].file)
		return;
	qsort(item, loader->n, sizeof *item, compare_texts);
	for (size_t i = 0; i < loader->n; i += n_same) {
		n_same = 1;
		while (i + n_same < loader->n &&
		       item[i + n_same].record->text_hash == item[i].record->text_hash)
			n_same++;
		keep_of_one_file(item + i, n_same);
	}
	for (size_t i = 0; i < loader->n; i++) {
		if (item[i].record)
			item[n++] = item[i];
		else
			free(item[i].path);
	}
	loader->n = n;
}

static int compare_loaded(const void *a, const void *b)
{
	const struct loaded *x = a, *y = b;
	int order = strcmp(x->record->unit.source, y->record->unit.source);

	if (!order)
		order = strcmp(x->path, y->path);
	return order ? order : PGL_COMPARE(x->number, y->number);
}

/* Moves the records of LOADER to BUILD. */
static void settle(struct loader *loader, struct pgl_build *build, char *const *paths,
		   size_t n_paths)
{
	if (loader->n)
		qsort(loader->item, loader->n, sizeof *loader->item, compare_loaded);
	build->n = loader->n;
	build->bytes = (struct pgl_integer){0, true};
	build->name = n_paths > 1 ? pgl_xasprintf("%s and %zu more", paths[0], n_paths - 1)
				  : pgl_xstrdup(paths[0]);
	build->records = pgl_xcalloc(loader->n, sizeof *build->records);
	build->paths = pgl_xcalloc(loader->n, sizeof *build->paths);
	for (size_t i = 0; i < loader->n; i++) {
		build->records[i] = loader->item[i].record;
		build->paths[i] = loader->item[i].path;
		if (!loader->item[i].bytes.known ||
		    __builtin_add_overflow(build->bytes.value, loader->item[i].bytes.value,
					   &build->bytes.value))
			build->bytes.known = false;
	}
}

/* Frees the records from number N on. */
static void forget(struct loader *loader, size_t n)
{
	while (loader->n > n) {
		loader->n--;
		pgl_record_free(loader->item[loader->n].record);
		free(loader->item[loader->n].path);
	}
}

static bool is_named(const char *path, char *const *paths, size_t n_paths)
{
	for (size_t i = 0; i < n_paths; i++)
		if (!strcmp(path, paths[i]))
			return true;
	return false;
}

static void skip(struct pgl_build *build, const struct pgl_error *error)
{
	build->skipped =
		pgl_xreallocarray(build->skipped, build->n_skipped + 1, sizeof *build->skipped);
	build->skipped[build->n_skipped++] = pgl_xstrdup(error->text);
}

int pgl_build_load_watched(struct pgl_build *build, char *const *paths, size_t n_paths,
			   pgl_load_watch *watch, void *context, struct pgl_error *error)
{
	struct pgl_found found = {.paths = NULL};
	struct loader loader = {.item = NULL};
	int failed = pgl_find_records(&found, paths, n_paths, error);

	*build = (struct pgl_build){.name = NULL};
	for (size_t i = 0; i < found.n && !failed; i++) {
		size_t n = loader.n;

		failed = read_file(&loader, found.paths[i], i, error);
		if (failed && !is_named(found.paths[i], paths, n_paths)) {
			forget(&loader, n);
			skip(build, error);
			failed = 0;
		}
		if (watch)
			watch(context, i + 1, found.n);
	}
	if (!failed && !loader.n && build->n_skipped)
		failed = pgl_error_set(error, "%s", build->skipped[0]);
	if (!failed) {
		drop_repeated(&loader);
		settle(&loader, build, paths, n_paths);
	} else {
		forget(&loader, 0);
		pgl_build_release(build);
	}
	free(loader.item);
	pgl_found_release(&found);
	return failed ? -1 : 0;
}

int pgl_build_load(struct pgl_build *build, char *const *paths, size_t n_paths,
		   struct pgl_error *error)
{
	if (pgl_build_load_watched(build, paths, n_paths, NULL, NULL, error))
		return -1;
	if (!build->n_skipped)
		return 0;
	pgl_error_set(error, "%s", build->skipped[0]);
	pgl_build_release(build);
	return -1;
}

void pgl_build_release(struct pgl_build *build)
{
	for (size_t i = 0; i < build->n; i++) {
		pgl_record_free(build->records[i]);
		free((char *)build->paths[i]);
	}
	for (size_t i = 0; i < build->n_skipped; i++)
		free(build->skipped[i]);
	free(build->skipped);
	free(build->records);
	free(build->paths);
	free((char *)build->name);
	*build = (struct pgl_build){.name = NULL};
}
