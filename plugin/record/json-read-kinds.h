/* The readers of the kinds of lines that take most room, each in a file of its own; for json-read.c, which
   has the others.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_KINDS_H
#define PGL_JSON_READ_KINDS_H

#include "record/json-read-fields.h"

/* Each returns 0, or -1 with the reader's error set. */
int pgl_read_unit(struct pgl_reader *reader, struct pgl_object *line);
int pgl_read_site(struct pgl_reader *reader, struct pgl_object *line);
/* Is there the origin of each function so far? The first site asks, and the end. */
int pgl_check_origins(struct pgl_reader *reader);

#endif
