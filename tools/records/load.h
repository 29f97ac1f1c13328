/* From the paths a user names to records: a file of records, one that has them embedded (embedded.h),
   or a directory of such (find-records.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LOAD_H
#define PGL_LOAD_H

#include "record/record.h"

/* The records of one build, in the order of their units' names (total: source, then path). */
struct pgl_build {
	const char *name; /* as the user named it; owned */
	struct pgl_record **records;
	const char **paths; /* records[i] came from paths[i]; owned */
	size_t n;
	struct pgl_integer bytes; /* of the records' text; unknown from a pipe */
};

/* Reads every record at the N_PATHS paths into *BUILD. Records that are the same in several files, one
   of which has them embedded, count once: an object and what was linked from it. Returns 0, or -1 with ERROR set and nothing
   kept: a path that can't be read, a bad record, a directory without any record. */
int pgl_build_load(struct pgl_build *build, char *const *paths, size_t n_paths,
		   struct pgl_error *error);
/* Is told after each file how many of the files found have been read. */
typedef void pgl_load_watch(void *context, size_t n_done, size_t n_total);
/* pgl_build_load() for one who wants to show how far it is; WATCH may be NULL. */
int pgl_build_load_watched(struct pgl_build *build, char *const *paths, size_t n_paths,
			   pgl_load_watch *watch, void *context, struct pgl_error *error);
/* Frees what BUILD holds, not BUILD itself. */
void pgl_build_release(struct pgl_build *build);

#endif
