/* The key of a call: a text by which a person, or a list for -replay-only=, can name it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SITE_KEY_H
#define PGL_SITE_KEY_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* FUNCTION's symbol, or its name if it has none; "*" for PGL_NONE. */
const char *pgl_symbol(const struct pgl_record *record, uint32_t function);

/* The key of RECORD's SITE: the function in whose code the call ends up and, from the outside in, where
   each call stands and whom it calls, "main > a.c:40:9 work > a.c:12:3 step". To be freed; NULL: out of
   memory. */
char *pgl_site_key(const struct pgl_record *record, uint32_t site);

#ifdef __cplusplus
}
#endif

#endif
