/* The inequality by which the inliner rejected a call, as data and as text.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INEQUALITY_H
#define PGL_INEQUALITY_H

#include "record/record.h"
#include "base/strbuf.h"

/* COMPARED for people: "growth", "frame" ... Static. */
const char *pgl_quantity_text(enum pgl_quantity compared);

/* How GCC derives its limit from the --param's value. */
enum pgl_limit_made {
	PGL_LIMIT_AS_IS,
	PGL_LIMIT_STRETCHED, /* raised by inline-heuristics-hint-percent, because the call has hints */
	PGL_LIMIT_GROWN,     /* a base size plus the --param's percentage of it */
	PGL_LIMIT_SHARE	     /* a share, in hundredths of a percent, that GCC computes from it */
};

/* ACTUAL > LIMIT (>=, or <= for a least probability), which held, so that GCC left the call. Sizes are in the inliner's units, frames
   in bytes, probabilities in hundredths of a percent. */
struct pgl_inequality {
	enum pgl_quantity measure;
	int64_t actual, limit;
	bool is_strict;	   /* the relation is >; else >=: reaching the limit is already too much */
	const char *param; /* the --param's name; borrowed from the record */
	int64_t param_value;
	enum pgl_limit_made made;
	struct pgl_integer growth; /* of the call, if known */
	/* CALLER_SIZE and UNIT_SIZE: ACTUAL - GROWTH, the size when GCC considered the call. */
	struct pgl_integer before;
	/* GROWTH_TIMES_CALLS: what the growth is multiplied by. GROWN: the size that the percentage refers to,
	 * rounded down. */
	struct pgl_integer factor, base;
};

/* Sets *RET to the inequality behind DECISION (may be NULL). False: DECISION is not a rejection, or the
   record has no numbers for it. */
bool pgl_inequality_of(const struct pgl_decision *decision, struct pgl_inequality *ret);
/* Adds the inequality with all its terms: "size 3,388 + growth 409 = 3,797 > 3,470 =
   1,735 + 100 % (large-function-growth)". */
void pgl_inequality_add(struct pgl_strbuf *text, const struct pgl_inequality *inequality);
/* ">", ">=" or "<=": how ACTUAL compares with LIMIT. Static. */
const char *pgl_inequality_relation(const struct pgl_inequality *inequality);
/* True if GCC would also reject the call if the left side were ACTUAL. */
bool pgl_inequality_holds(const struct pgl_inequality *inequality, int64_t actual);

/* Adds DECISION's inequality in short, for a table's cell: "growth 14 > early-inlining-insns 6". Adds
   nothing and returns false if there is none (see pgl_inequality_of()). */
bool pgl_add_limit(struct pgl_strbuf *text, const struct pgl_decision *decision);

#endif
