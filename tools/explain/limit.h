/* A limit that stopped an inlining, as a sentence.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LIMIT_H
#define PGL_LIMIT_H

#include "record/record.h"
#include "base/strbuf.h"

/* Adds to TEXT what DECISION's limit was compared with: "growth 14 > early-inlining-insns 6"; nothing,
   and false, if no limit is known. */
bool pgl_add_limit(struct pgl_strbuf *text, const struct pgl_decision *decision);

#endif
