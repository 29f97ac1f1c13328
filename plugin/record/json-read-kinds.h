/* The readers of the larger kinds of lines, each in its own file, called by json-read.c, which
   reads the other kinds.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_KINDS_H
#define PGL_JSON_READ_KINDS_H

#include "record/json-read-fields.h"

/* Each returns 0, or -1 with the reader's error set. */
int pgl_read_unit(struct pgl_reader *reader, struct pgl_object *line);
int pgl_read_site(struct pgl_reader *reader, struct pgl_object *line);
/* Checks that the origin of each function read so far exists; called at the first site and at the
   end. */
int pgl_check_origins(struct pgl_reader *reader);

#endif
