/* Where a command's data goes: standard output or -o FILE, whole or not at all.

   A FILE that does not exist or is a regular file is written beside itself and renamed when it is
   whole; anything else (/dev/null, a FIFO, a file in a folder that lets nothing be made) is written
   in place and never replaced.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OUTPUT_H
#define PGL_OUTPUT_H

#include <stdio.h>

#include "base/strbuf.h"

struct pgl_output {
	FILE *stream;
	/* Private. */
	const char *path; /* NULL: standard output */
	char *target;	  /* PATH with its links followed, or NULL: written in place */
	char *temporary;
};

/* Opens PATH; NULL and "-" are standard output. Returns 0, or -1 with one sentence in MESSAGE.
   PATH must live until the output is closed. */
int pgl_output_open(struct pgl_output *output, const char *path, struct pgl_strbuf *message);
/* Writes what is left and puts FILE in its place. Returns 0, or -1 with one sentence in MESSAGE
   (none if the reader of a pipe went away: that is no trouble worth a word); FILE is then as it
   was before. */
int pgl_output_close(struct pgl_output *output, struct pgl_strbuf *message);
/* Closes without putting anything in place. */
void pgl_output_abandon(struct pgl_output *output);

#endif
