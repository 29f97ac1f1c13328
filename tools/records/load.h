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
	char **skipped; /* what is wrong with each file of a directory that has no record; owned */
	size_t n_skipped;
};

/* Reads every record at the N_PATHS paths into *BUILD. A record that several files have counts once if one
   of them has it embedded: an object and what was linked from it. Returns 0, or -1 with ERROR set and
   nothing kept: a path that can't be read, a bad record, a directory without any record. */
int pgl_build_load(struct pgl_build *build, char *const *paths, size_t n_paths,
		   struct pgl_error *error);
/* Called after each file with the number of files read and found. */
typedef void pgl_load_watch(void *context, size_t n_done, size_t n_total);
/* Like pgl_build_load(), reporting progress through WATCH (may be NULL). But a file that was found in a directory
   and can't be read, as an interrupted compile leaves it, is only listed in SKIPPED, unless there is no other. */
int pgl_build_load_watched(struct pgl_build *build, char *const *paths, size_t n_paths,
			   pgl_load_watch *watch, void *context, struct pgl_error *error);
/* Frees what BUILD holds, not BUILD itself. */
void pgl_build_release(struct pgl_build *build);

#endif
