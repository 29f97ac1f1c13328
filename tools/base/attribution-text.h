/* What pgolens attribute --format=json printed, as text to be handed on as it is.

   Who hands it on answers for every byte: it is strict JSON in UTF-8, which json-c does not ask for, and
   what json-read-attribution.h takes for an attribution.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTION_TEXT_H
#define PGL_ATTRIBUTION_TEXT_H

#include "record/record.h"
#include "base/strbuf.h"

/* Reads the file at PATH into TEXT. 0, or -1 with ERROR set to one sentence that names file, line and cause:
   it cannot be read, is too large, no JSON in UTF-8, no attribution, or one of another version. */
int pgl_attribution_read(struct pgl_strbuf *text, const char *path, struct pgl_error *error);

#endif
