/* From what a user names to the files to read.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FIND_RECORDS_H
#define PGL_FIND_RECORDS_H

#include <stddef.h>

#include "record/record.h"

/* What the file of a record is called: <base>.pgolens.jsonl. */
#define PGL_RECORD_SUFFIX ".pgolens.jsonl"

struct pgl_found {
	char **paths; /* owned */
	size_t n, room;
};

/* Adds the files to read for N_PATHS paths: what is no directory as it is, a directory with the
   regular files below it that are called *.pgolens.jsonl, or if there is none with those that have
   records embedded, links followed, in the order of their paths. A file or directory that is reached in two ways counts once. Returns 0, or -1 with ERROR
   set: a path that can't be read, a directory without a record. */
int pgl_find_records(struct pgl_found *found, char *const *paths, size_t n_paths,
		     struct pgl_error *error);
void pgl_found_release(struct pgl_found *found);

#endif
