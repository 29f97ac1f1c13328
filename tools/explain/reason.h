/* Why GCC decided as it did on one call, in one build, as text.

   A reason is GCC's code, or one of our names (EARLY_...) for what its early inliner only prints. A table
   gives each a sentence; the numbers are those of the decision's record. A number that the record does
   not have is not in the text.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REASON_H
#define PGL_REASON_H

#include "explain/inequality.h"

/* The meaning of REASON as a sentence without a full stop; NULL if it is NULL or a later compiler's.
   Static. */
const char *pgl_reason_sentence(const char *reason);

/* Adds the same for the rejection DECISION on SITE of RECORD, by what is known of the call: which attribute
   of the callee it is, what stopped a recursion. Nothing if there is no sentence for its reason. */
void pgl_sentence_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		      const struct pgl_decision *decision);

/* Adds one line about DECISION, one of those on SITE of RECORD. A rejection: the inliner, the reason, the
   inequality, the sentence. An inlining: the inliner, what let it pass, what it saves, its hints. */
void pgl_reason_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		    const struct pgl_decision *decision);

/* The value of option or --param NAME (without dashes) for FUNCTION of RECORD, which may be PGL_NONE: the
   function's own, its unit's, or GCC's default if the inliners compare with it. Else unknown. */
struct pgl_integer pgl_param_of(const struct pgl_record *record, uint32_t function,
				const char *name);

/* Adds what let the inlining DECISION of SITE pass, as far as the record tells: "growth 23 < 30 =
   max-inline-insns-auto 15 * 200 %, as the hint known_hot stretches it". Nothing for a rejection. */
void pgl_allowance_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		       const struct pgl_decision *decision);

/* Adds how often SITE of RECORD is executed: "executed 2,100,000 times in training (precise), hot: at least
   1,024"; without a profile "executed 0.32 times per entry of f (guessed_local, no count)". Adds nothing
   and returns false if neither is known. */
bool pgl_site_add_count(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site);

#endif
