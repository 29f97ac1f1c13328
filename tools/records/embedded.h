/* Records that travel in other files: the frames in the sections .pgolens of objects, of archives of
   objects, of shared libraries and of programs; or such a section by itself. Finds them and unpacks
   their text; does not read records.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EMBEDDED_H
#define PGL_EMBEDDED_H

#include <stdio.h>

#include "formats/byte-range.h"

/* Could a file that begins with this byte be one of those? No text begins so that is a record. */
bool pgl_embedded_may_begin(int byte);
/* Is RANGE, a whole file, one of those? */
bool pgl_embedded_is(const struct pgl_range *range);

/* Receives the text of a frame, LENGTH bytes long if all is well. CONTAINER is the file or member that
   it stands in ("libx.a(x.o)"), NAME says where in it, for messages. Returns 0 to go on, or -1 with
   ERROR set. */
typedef int pgl_embedded_taker(void *context, FILE *text, uint64_t length, const char *container,
			       const char *name, struct pgl_error *error);

/* Hands all of FILE's frames to TAKE, in order; RANGE is all of the file at PATH. Returns 0, or -1 with
   ERROR set: no frame at all, a frame or file that is damaged. */
int pgl_embedded_read(const struct pgl_range *range, const char *path, pgl_embedded_taker *take,
		      void *context, struct pgl_error *error);
/* Is there a frame in the file at PATH, which may be any regular file? */
bool pgl_embedded_in(const char *path);

#endif
