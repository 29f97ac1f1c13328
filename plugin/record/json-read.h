/* Reads records from JSON Lines (docs/reference/record-format.md). The only reader of the format.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_H
#define PGL_JSON_READ_H

#include <stdio.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Receives a whole, checked record and owns it from then on. Returns 0 to continue, anything else
   to stop. */
typedef int pgl_record_taker(void *context, struct pgl_record *record);

/* Reads the records in IN, which follow one another, and passes each to TAKE. NAME is IN's name for
   messages. In each record every id is in range, every parent precedes its children and has the
   same root, and copy_of leads to an original in at most two steps. Returns 0, or -1 with ERROR set
   to one sentence naming NAME, the line and the cause: not a record, another version, cut off
   before its end line, invalid, I/O, out of memory. If TAKE stopped, returns -1 and leaves ERROR
   unchanged. TAKE keeps the records it received before. */
int pgl_json_read(FILE *in, const char *name, pgl_record_taker *take, void *context,
		  struct pgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
