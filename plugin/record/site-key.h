/* The key of a call: a text by which a user, or a list for -replay-only=, identifies it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SITE_KEY_H
#define PGL_SITE_KEY_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Returns FUNCTION's symbol, or its name if it has none; "*" for PGL_NONE. */
const char *pgl_symbol(const struct pgl_record *record, uint32_t function);

/* Returns the key of RECORD's SITE: the function whose code contains the call and, from the
   outermost call inwards, each call's location and callee: "main > a.c:40:9 work > a.c:12:3 step".
   The caller frees it; NULL: out of memory. */
char *pgl_site_key(const struct pgl_record *record, uint32_t site);

#ifdef __cplusplus
}
#endif

#endif
