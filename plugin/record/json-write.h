/* Writes a record as JSON Lines (docs/reference/record-format.md). The only writer of the format.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_WRITE_H
#define PGL_JSON_WRITE_H

#include "record/json-text.h"
#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Passes RECORD's lines to SINK, each with its newline; equal records give equal bytes. Returns 0,
   or -1 with ERROR set: out of memory, or SINK stopped (ERROR is then unchanged). */
int pgl_json_write(const struct pgl_record *record, pgl_sink *sink, void *context,
		   struct pgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
