/* Where a command's data goes: standard output or -o FILE, all of it or nothing.

   A FILE that does not exist or is a regular file is written beside itself and renamed when it is complete.
   Anything else (/dev/null, a FIFO, a file in a folder that cannot be written) is written in place and never
   replaced.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OUTPUT_H
#define PGL_OUTPUT_H

#include <stdio.h>

#include "base/colour.h"
#include "record/record.h"

struct pgl_output {
	FILE *stream;
	struct pgl_style style; /* what STREAM can show; the opener sets it */
	/* Private. */
	const char *path; /* NULL: standard output */
	char *target;	  /* PATH with its links followed, or NULL: written in place */
	char *temporary;
};

/* Opens PATH; NULL and "-" are standard output. Returns 0, or -1 with ERROR set. PATH must live until the
   output is closed. */
int pgl_output_open(struct pgl_output *output, const char *path, struct pgl_error *error);
/* Flushes the output and renames it to FILE. Returns 0, or -1 with ERROR set and FILE as it was before. ERROR is
   empty if the reader of a pipe went away, which needs no message. */
int pgl_output_close(struct pgl_output *output, struct pgl_error *error);
/* Closes without replacing FILE. */
void pgl_output_abandon(struct pgl_output *output);

#endif
