/* Reads records from JSON Lines (docs/reference/record-format.md). The only reader of the format.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_H
#define PGL_JSON_READ_H

#include <stdio.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Receives a whole, checked record and owns it from then on: 0 to go on, anything else to stop. */
typedef int pgl_record_taker(void *context, struct pgl_record *record);

/* Reads the records that stand one after the other in IN and hands each to TAKE. NAME is IN's name
   for messages. Every id in a record handed over is in range, every parent comes before its
   children and stands in the same root, and copy_of leads to no copy in at most two steps. Returns
   0, or -1 with ERROR set to one sentence naming NAME, the line and the cause: not a record, another
   version, cut off before its end line, wrong in itself, I/O, out of memory. If TAKE stopped, -1
   with ERROR left as it was. Records handed over before stay the taker's. */
int pgl_json_read(FILE *in, const char *name, pgl_record_taker *take, void *context,
		  struct pgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
