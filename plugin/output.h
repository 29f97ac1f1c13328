/* Where the record goes, and getting it there whole: a temporary file that is renamed when it is
   complete, unless the target is something one can only write into (/dev/null, a pipe).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OUTPUT_H
#define PGL_OUTPUT_H

#include <stddef.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PGL_DETAILS_SUFFIX ".pgolens.details"

struct pgl_output;

/* Opens the file called NAME for writing. Returns it, or NULL with ERROR set. */
struct pgl_output *pgl_output_open(const char *name, struct pgl_error *error);
/* Opens a file in DIR for what GCC calls BASE (which may have directories and is then known by the
   last component): BASE.pgolens.jsonl, or BASE.2.pgolens.jsonl and so on if that is taken at the end, even by
   another compiler at the same time. */
struct pgl_output *pgl_output_open_in(const char *dir, const char *base, struct pgl_error *error);

/* A pgl_sink; 0, or -1: remembered until the end. */
int pgl_output_write(void *output, const char *text, size_t length);

/* Makes the file whole and visible under its name. Returns 0, or -1 with ERROR set: there is no
   file then, and one that was there before is as it was. Frees OUTPUT. */
int pgl_output_finish(struct pgl_output *output, struct pgl_error *error);
/* Discards the file. Frees OUTPUT. */
void pgl_output_abandon(struct pgl_output *output);

#ifdef __cplusplus
}
#endif

#endif
