/* Searches directories for records: a list of directories still to do rather than recursion, and a
   set of what has been seen, so that neither depth nor loops of links matter.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/find.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intern.h"
#include "base/xalloc.h"
#include "records/embedded.h"

/* Searching --------------------------------------------------------------------------------- */

/* Notes the file of STATUS in SEEN; false: it had been noted before. */
static bool is_new(struct pgl_intern *seen, const struct stat *status)
{
	uint64_t key[] = {status->st_dev, status->st_ino};
	uint32_t n = seen->n;

	return pgl_intern_add(seen, key, sizeof key) == n;
}

struct search {
	struct pgl_found *found;
	struct pgl_found todo; /* directories */
	struct pgl_intern seen, seen_folders;
	bool is_for_embedded; /* looks into files instead of at names */
	size_t n_reached;     /* records, those seen before among them */
	struct pgl_error *error;
};

static int cannot_read(struct search *search, const char *path)
{
	return pgl_error_set(search->error, "cannot read '%s': %s", path, strerror(errno));
}

static void add(struct pgl_found *list, char *path)
{
	PGL_GROW(list->paths, list->n, list->room);
	list->paths[list->n++] = path;
}

static bool is_record_name(const char *name)
{
	size_t length = strlen(name), suffix = strlen(PGL_RECORD_SUFFIX);

	return length > suffix && !strcmp(name + length - suffix, PGL_RECORD_SUFFIX);
}

/* Looks at NAME in directory FOLDER. */
static int visit_entry(struct search *search, const char *folder, const struct dirent *entry)
{
	const char *name = entry->d_name;
	bool wanted = !search->is_for_embedded && is_record_name(name);
	struct stat status;

	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return 0;
	/* Saves a stat for each of the many other files of a build. */
	if (!wanted && entry->d_type != DT_DIR && entry->d_type != DT_LNK &&
	    entry->d_type != DT_UNKNOWN && !search->is_for_embedded)
		return 0;
	size_t end = strlen(folder);
	char *path =
		pgl_xasprintf("%s%s%s", folder, end && folder[end - 1] == '/' ? "" : "/", name);

	if (stat(path, &status)) {
		/* A link to nowhere matters only under a record's name: the reader says what is wrong. */
		search->n_reached += wanted;
		if (wanted)
			add(search->found, path);
		else
			free(path);
		return 0;
	}
	bool is_directory = S_ISDIR(status.st_mode);
	bool is_record = S_ISREG(status.st_mode) &&
			 (search->is_for_embedded ? pgl_embedded_in(path) : wanted);

	search->n_reached += is_record;
	if (is_directory && is_new(&search->seen_folders, &status))
		add(&search->todo, path);
	else if (is_record && is_new(&search->seen, &status))
		add(search->found, path);
	else
		free(path);
	return 0;
}

static int visit_directory(struct search *search, const char *path)
{
	DIR *directory = opendir(path);
	const struct dirent *entry;
	int failed = 0;

	if (!directory)
		return cannot_read(search, path);
	while (!failed && (errno = 0, entry = readdir(directory)))
		failed = visit_entry(search, path, entry);
	if (!failed && errno)
		failed = cannot_read(search, path);
	closedir(directory);
	return failed;
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Everything below PATH. */
static int search_tree_once(struct search *search, const char *path)
{
	int failed = visit_directory(search, path);

	while (!failed && search->todo.n) {
		char *next = search->todo.paths[--search->todo.n];

		failed = visit_directory(search, next);
		free(next);
	}
	return failed;
}

/* Adds all record files below PATH, by path, or else the files with embedded records. */
static int search_tree(struct search *search, const char *path, const struct stat *status)
{
	struct pgl_found *found = search->found;
	size_t before = found->n;

	search->n_reached = 0;
	int failed = search_tree_once(search, path);

	if (!failed && !search->n_reached) {
		search->is_for_embedded = true;
		pgl_intern_reset(&search->seen_folders);
		is_new(&search->seen_folders, status);
		failed = search_tree_once(search, path);
		search->is_for_embedded = false;
	}
	if (failed)
		return -1;
	if (!search->n_reached)
		return pgl_error_set(search->error,
				     "no records in '%s': no file is called *%s or has a "
				     "section .pgolens",
				     path, PGL_RECORD_SUFFIX);
	if (found->n > before)
		qsort(found->paths + before, found->n - before, sizeof *found->paths,
		      compare_paths);
	return 0;
}

static int search_path(struct search *search, const char *path)
{
	struct stat status;

	if (!strcmp(path, "-")) {
		add(search->found, pgl_xstrdup(path));
		return 0;
	}
	if (stat(path, &status))
		return cannot_read(search, path);
	if (S_ISDIR(status.st_mode))
		return is_new(&search->seen_folders, &status) ? search_tree(search, path, &status)
							      : 0;
	if (!S_ISREG(status.st_mode) || is_new(&search->seen, &status))
		add(search->found, pgl_xstrdup(path));
	return 0;
}

int pgl_find_records(struct pgl_found *found, char *const *paths, size_t n_paths,
		     struct pgl_error *error)
{
	struct search search = {.found = found, .error = error};
	int failed = 0;

	for (size_t i = 0; i < n_paths && !failed; i++)
		failed = search_path(&search, paths[i]);
	pgl_found_release(&search.todo);
	pgl_intern_release(&search.seen);
	pgl_intern_release(&search.seen_folders);
	return failed;
}

void pgl_found_release(struct pgl_found *found)
{
	for (size_t i = 0; i < found->n; i++)
		free(found->paths[i]);
	free(found->paths);
	*found = (struct pgl_found){.paths = NULL};
}
