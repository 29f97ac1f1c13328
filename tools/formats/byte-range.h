/* A part of a file, read with pread(): an object, or the member of an archive. Nothing is read that is
   not asked for, and nothing past the end; a file that shrinks meanwhile is an error and no signal.

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
/* Is there room for SIZE bytes from OFFSET on? */
bool pgl_range_has(const struct pgl_range *range, uint64_t offset, uint64_t size);
/* Reads SIZE bytes from OFFSET on. Returns 0, or -1 with ERROR set: not there, I/O. */
int pgl_range_read(const struct pgl_range *range, uint64_t offset, void *bytes, size_t size,
		   struct pgl_error *error);

#endif
