/* See plan/load.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "record/json-read.h"

/* True if RECORD is UNIT's. Editing or moving the source does not make it another unit. */
static bool is_of(const struct pgl_record *record, const struct pgl_plan_unit *unit)
{
	const struct pgl_unit *recorded = &record->unit;

	if (recorded->stage != PGL_STAGE_COMPILE)
		return false;
	if (!strcmp(recorded->source, unit->source))
		return true;
	return recorded->fingerprint && unit->fingerprint &&
	       !strcmp(recorded->fingerprint, unit->fingerprint) &&
	       !strcmp(basename(recorded->source), basename(unit->source));
}

struct search {
	const struct pgl_plan_unit *unit;
	struct pgl_record *found;
	char *other; /* the source of a record of another unit */
};

/* A pgl_record_taker: keeps the first record of the unit. */
static int take(void *context, struct pgl_record *record)
{
	struct search *search = context;

	if (!search->found && is_of(record, search->unit)) {
		search->found = record;
		return 0;
	}
	if (!search->other)
		search->other = strdup(record->unit.source);
	pgl_record_free(record);
	return 0;
}

static int read_file(const char *name, struct search *search, struct pgl_error *error)
{
	FILE *in = fopen(name, "re");
	int problem;

	if (!in)
		return pgl_error_set(error, "cannot read '%s': %s", name, strerror(errno));
	problem = pgl_json_read(in, name, take, search, error);
	fclose(in);
	if (problem) {
		pgl_record_free(search->found);
		search->found = NULL;
	}
	return problem;
}

/* True if `-dir` can name a record of BASE like NAME: "BASE.pgolens.jsonl" or
   "BASE.2.pgolens.jsonl". */
static bool is_named(const char *name, const char *base)
{
	size_t length = strlen(base);

	if (strncmp(name, base, length))
		return false;
	name += length;
	if (*name == '.' && name[1] >= '0' && name[1] <= '9')
		for (name++; *name >= '0' && *name <= '9'; name++)
			;
	return !strcmp(name, PGL_RECORD_SUFFIX);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	size_t x = strlen((*a)->d_name), y = strlen((*b)->d_name);

	if (x != y)
		return x < y ? -1 : 1;
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_record(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name), suffix = strlen(PGL_RECORD_SUFFIX);

	return length > suffix && !strcmp(entry->d_name + length - suffix, PGL_RECORD_SUFFIX);
}

static int search_folder(const char *path, struct search *search, struct pgl_error *error)
{
	const char *base = basename(search->unit->base);
	struct dirent **entries;
	int n = scandir(path, &entries, is_record, compare_names), problem = 0;

	if (n < 0)
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	for (int named = 1; named >= 0; named--)
		for (int i = 0; i < n && !search->found && !problem; i++) {
			char *name = NULL;

			if (is_named(entries[i]->d_name, base) != (named != 0))
				continue;
			if (asprintf(&name, "%s/%s", path, entries[i]->d_name) < 0)
				problem = pgl_error_set(error, "out of memory");
			else
				problem = read_file(name, search, error);
			free(name);
			/* Other files in the folder need not be records. */
			if (!named && problem && !search->found)
				problem = 0;
		}
	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
	if (!problem && !search->found)
		return pgl_error_set(error, "no record of '%s' in '%s'", search->unit->source,
				     path);
	return problem;
}

struct pgl_record *pgl_plan_load(const char *path, const struct pgl_plan_unit *unit,
				 struct pgl_error *error)
{
	struct search search = {.unit = unit};
	struct stat status;
	int problem;

	if (stat(path, &status)) {
		pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
		return NULL;
	}
	problem = S_ISDIR(status.st_mode) ? search_folder(path, &search, error)
					  : read_file(path, &search, error);
	if (!problem && !search.found)
		pgl_error_set(error, "'%s' is the record of '%s', not of '%s'", path,
			      search.other ? search.other : "nothing", unit->source);
	if (search.found && (!search.found->unit.compiler.version ||
			     strcmp(search.found->unit.compiler.version, unit->version))) {
		pgl_error_set(error, "'%s' has a record of GCC %s, and this is GCC %s", path,
			      search.found->unit.compiler.version
				      ? search.found->unit.compiler.version
				      : "of an unknown version",
			      unit->version);
		pgl_record_free(search.found);
		search.found = NULL;
	}
	free(search.other);
	return search.found;
}
