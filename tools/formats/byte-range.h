/* A part of a file, read with pread(): an object, or a member of an archive. Reads only what is requested and
   never past the end. A file that shrinks meanwhile is an error, not a signal.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BYTE_RANGE_H
#define PGL_BYTE_RANGE_H

#include <stddef.h>
#include <stdint.h>

#include "record/record.h"

struct pgl_range {
	const char *name; /* for messages: "libx.a(x.o)"; borrowed */
	int file;	  /* borrowed */
	uint64_t start, size;
};

/* All of the open FILE. Returns 0, or -1 with ERROR set. */
int pgl_range_of_file(struct pgl_range *range, int file, const char *name, struct pgl_error *error);
/* True if SIZE bytes from OFFSET on are within RANGE. */
bool pgl_range_has(const struct pgl_range *range, uint64_t offset, uint64_t size);
/* Reads SIZE bytes from OFFSET on. Returns 0, or -1 with ERROR set: not there, I/O. */
int pgl_range_read(const struct pgl_range *range, uint64_t offset, void *bytes, size_t size,
		   struct pgl_error *error);

#endif
