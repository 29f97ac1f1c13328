/* The members of an ar archive: GNU (also thin) and BSD. The index and the table of long names are skipped.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ARCHIVE_H
#define PGL_ARCHIVE_H

#include <stdbool.h>

#include "formats/byte-range.h"

/* True if the N bytes START begin an archive. */
bool pgl_archive_begins(const void *start, size_t n);

/* Receives a member; its range and name ("libx.a(x.o)") live until it returns. Returns 0 to continue. */
typedef int pgl_archive_visitor(void *context, const struct pgl_range *member,
				struct pgl_error *error);

/* Calls VISIT for the members of ARCHIVE in order. PATH is the path of the archive, which locates the members of a
   thin one: they are separate files. Returns 0, or -1 with ERROR set: not an archive, cut off, an unreadable
   member, or an error of VISIT. */
int pgl_archive_walk(const struct pgl_range *archive, const char *path, pgl_archive_visitor *visit,
		     void *context, struct pgl_error *error);

#endif
