/* Which property of a callee, or of both functions, keeps GCC from inlining a call, as text.

   A reason such as FUNCTION_NOT_INLINABLE has many causes. The record has the callee's attributes and what
   its code does (PGL_FUNCTION_FLAG_...), and the options of both functions.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CALLEE_H
#define PGL_CALLEE_H

#include "base/strbuf.h"
#include "record/record.h"

/* The cause of REASON for calls of CALLEE (may be PGL_NONE) of RECORD, as a sentence without a full stop;
   NULL if its flags do not tell. Static. */
const char *pgl_callee_sentence(const struct pgl_record *record, uint32_t callee,
				const char *reason);

/* If REASON, of SITE of RECORD, is that options do not go together: adds "; only the callee has ...". */
void pgl_add_option_mismatch(struct pgl_strbuf *text, const struct pgl_record *record,
			     const struct pgl_site *site, const char *reason);

#endif
