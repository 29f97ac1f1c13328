/* Records that travel in other files: the frames in the sections .pgolens of objects, of archives of
   objects, of shared libraries and of programs; or such a section by itself. Finds them and unpacks
   their text; does not read records.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EMBEDDED_H
#define PGL_EMBEDDED_H

#include <stdio.h>

#include "formats/byte-range.h"

/* True if such a file may begin with BYTE; the text of a record never does. */
bool pgl_embedded_may_begin(int byte);
/* True if RANGE, a whole file, is one of those. */
bool pgl_embedded_is(const struct pgl_range *range);

/* Receives the text of a frame, LENGTH bytes unless reading fails. CONTAINER is the file or member it is
   in ("libx.a(x.o)"), NAME the position in it, for messages. Returns 0 to go on, or -1 with ERROR set. */
typedef int pgl_embedded_taker(void *context, FILE *text, uint64_t length, const char *container,
			       const char *name, struct pgl_error *error);

/* Hands all of FILE's frames to TAKE, in order; RANGE is all of the file at PATH. Returns 0, or -1 with
   ERROR set: no frame, a damaged frame or file. */
int pgl_embedded_read(const struct pgl_range *range, const char *path, pgl_embedded_taker *take,
		      void *context, struct pgl_error *error);
/* True if the file at PATH, any regular file, has a frame. */
bool pgl_embedded_in(const char *path);

#endif
