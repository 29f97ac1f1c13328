/* The members of an ar archive: GNU's, thin ones too, and BSD's. Its index and its long names are no
   members.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ARCHIVE_H
#define PGL_ARCHIVE_H

#include <stdbool.h>

#include "formats/byte-range.h"

/* Do the N bytes START begin an archive? */
bool pgl_archive_begins(const void *start, size_t n);

/* Receives a member, whose range and name ("libx.a(x.o)") live until it returns; 0 to go on. */
typedef int pgl_archive_visitor(void *context, const struct pgl_range *member,
				struct pgl_error *error);

/* Calls VISIT for the members of ARCHIVE in order. PATH is where it is, for the members of a thin
   archive, which are files of their own. Returns 0, or -1 with ERROR set: not an archive, cut off, a
   file that can't be read, or what VISIT said. */
int pgl_archive_walk(const struct pgl_range *archive, const char *path, pgl_archive_visitor *visit,
		     void *context, struct pgl_error *error);

#endif
