/* Why the compiler decided as it did on one call, in one build: the inequality it evaluated, with its
   numbers, as data and as text.

   A reason is GCC's code (or a name of ours, EARLY_..., for what its early inliner only prints). What
   it means is one of a table of sentences; the numbers are those of the decision's record, and where
   that has none there is none in the text.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REASON_H
#define PGL_REASON_H

#include "explain/inequality.h"

/* What REASON means, as a sentence without a full stop, or NULL: a later compiler's. Static. */
const char *pgl_reason_sentence(const char *reason);

/* Adds one line on DECISION about SITE of RECORD, any number of it recorded: who decided and how, the
   inequality, what the reason means; of an inlining its growth, time saved, badness and hints. */
void pgl_reason_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		    const struct pgl_decision *decision);

/* The value of option or --param NAME (GCC's, without dashes) for FUNCTION of RECORD, which may be PGL_NONE:
   its own, its unit's, or of those the inliners compare with GCC's default. Unknown: none of these. */
struct pgl_integer pgl_param_of(const struct pgl_record *record, uint32_t function,
				const char *name);

/* Adds what let the inlining DECISION of SITE pass: "growth 23 < 30 = max-inline-insns-auto 15 * 200 %, as
   the hint known_hot stretches it"; as far as the record tells. */
void pgl_allowance_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		       const struct pgl_decision *decision);

/* Adds how often SITE of RECORD runs: "2,100,000 times a run (precise), hot: at least 1,024 in all runs";
   without a profile "0.32 times per entry of f (guessed_local)"; nothing and false if neither is known. */
bool pgl_site_add_count(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site);

#endif
