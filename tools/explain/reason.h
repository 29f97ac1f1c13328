/* Why the compiler decided as it did on one call, in one build: the inequality it evaluated, with its
   numbers, as data and as text.

   A reason is GCC's code (or a name of ours, EARLY_..., for what its early inliner only prints). What
   it means is one of a table of sentences; the numbers are those of the decision's record, and where
   that has none there is none in the text.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REASON_H
#define PGL_REASON_H

#include "record/record.h"
#include "base/strbuf.h"

/* What the left side of an inequality is a measure of. */
enum pgl_measure {
	PGL_MEASURE_GROWTH,    /* what the call adds to the function it ends up in */
	PGL_MEASURE_LEAST,     /* the least it can add, whatever is known of its arguments */
	PGL_MEASURE_CALLS,     /* the growth times the calls in the callee and one */
	PGL_MEASURE_SIZE,      /* of the function the call ends up in, with the call inlined */
	PGL_MEASURE_FRAME,     /* bytes of stack at the call, with the callee inlined */
	PGL_MEASURE_UNIT,      /* of the whole unit, with the call inlined */
	PGL_MEASURE_ITERATION, /* of the early inliner */
	PGL_MEASURE_N
};

/* In a few words: "growth", "size of the caller" ...; the word of it in JSON. */
const char *pgl_measure_text(enum pgl_measure measure);
const char *pgl_measure_word(enum pgl_measure measure);

/* How GCC got its limit from the --param's own value. */
enum pgl_limit_made {
	PGL_LIMIT_AS_IS,
	PGL_LIMIT_STRETCHED, /* hints speak for the call: by inline-heuristics-hint-percent */
	PGL_LIMIT_GROWN	     /* so many percent on top of a base */
};

/* ACTUAL RELATION LIMIT, which held, and so the call was left. Sizes are in the inliner's units, frames
   in bytes. */
struct pgl_inequality {
	enum pgl_measure measure;
	int64_t actual, limit;
	bool is_strict;	   /* the relation is >; else >=: the limit itself is too much */
	const char *param; /* the --param, borrowed from the record */
	int64_t param_value;
	enum pgl_limit_made made;
	struct pgl_integer growth; /* of the call, where ACTUAL is not itself that */
	/* ACTUAL without GROWTH: the size when the call was considered. Of SIZE and UNIT. */
	struct pgl_integer before;
	/* CALLS: by what the growth was multiplied. GROWN: what the percent are of, rounded down. */
	struct pgl_integer factor, base;
};

/* The inequality behind the rejection DECISION. False: the record has none. */
bool pgl_inequality_of(const struct pgl_decision *decision, struct pgl_inequality *ret);
/* Adds it with its parts: "size 3,388 + growth 409 = 3,797 > 3,470 = 1,735 and large-function-growth 100 %
   more". */
void pgl_inequality_add(struct pgl_strbuf *text, const struct pgl_inequality *inequality);

/* Would it hold, the call be left, if its left side were ACTUAL? */
bool pgl_inequality_holds(const struct pgl_inequality *inequality, int64_t actual);

/* What REASON means, as a sentence without a full stop, or NULL: a later compiler's. Static. */
const char *pgl_reason_sentence(const char *reason);

/* Adds one line on DECISION about SITE of RECORD, any number of it recorded: who decided and how, the
   inequality, what the reason means; of an inlining its growth, time saved, rank and hints. */
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
