/* Finds the files to read for the paths that the user names.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FIND_RECORDS_H
#define PGL_FIND_RECORDS_H

#include <stddef.h>

#include "record/record.h"

/* Ends the name of a record's file: <base>.pgolens.jsonl. */
#define PGL_RECORD_SUFFIX ".pgolens.jsonl"

struct pgl_found {
	char **paths; /* owned */
	size_t n, room;
};

/* Adds the files to read for N_PATHS paths to FOUND, which is zeroed or from an earlier call: a file as it is; for a
   directory the regular files below it that are called *.pgolens.jsonl, or if there are none those with
   embedded records, by path, links followed. A file or directory reached in two ways counts once. Returns 0,
   or -1 with ERROR set: a path that can't be read, a directory without a record. */
int pgl_find_records(struct pgl_found *found, char *const *paths, size_t n_paths,
		     struct pgl_error *error);
void pgl_found_release(struct pgl_found *found);

#endif
