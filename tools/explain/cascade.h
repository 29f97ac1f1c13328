/* Cascades: a call was rejected because others, inlined before it in this build and not in the other,
   had used up the budget that it would have needed.

   What is claimed is arithmetic over the record: the inequality that stopped the call, what those
   inlinings had added to its left side by then, and that without them it would not have held. If it
   would still have held, or if the record does not show that they came first, there is no cascade.
   Growths are GCC's estimates at each decision, so the claim is "estimated": of the size that results
   they are off by about one for some inlinings.

   A cascade on OLD's side is the reverse: in NEW those calls stay calls, and that made room.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CASCADE_H
#define PGL_CASCADE_H

#include "explain/reason.h"
#include "compare/weigh.h"

/* What was used up. */
enum pgl_budget {
	PGL_BUDGET_CALLER, /* size of the function the call ends up in */
	PGL_BUDGET_CALLEE, /* the callee had grown itself: what one call of it may add */
	PGL_BUDGET_FRAME,  /* stack frame: the callee had taken others' frames */
	PGL_BUDGET_UNIT,   /* size of the unit */
	PGL_BUDGET_N
};

/* "caller", "callee", "frame", "unit". */
const char *pgl_budget_word(enum pgl_budget budget);

/* One inlining that used it. */
struct pgl_cascade_step {
	uint32_t site;	   /* on the cascade's side; an instance with a decision of its own */
	uint32_t sequence; /* the how-manieth inlining of its unit */
	/* What it added; of FRAME in bytes. Unknown: of frames only the largest counts, ADDED of them all. */
	struct pgl_integer growth;
	/* The other build inlines this call into that function, too, and there it added so much: only the
	 * difference counts. Unknown: the other build does not. */
	struct pgl_integer other;
	int64_t added; /* what counts: GROWTH - OTHER */
};

struct pgl_cascade {
	enum pgl_side side;
	uint32_t site; /* the call that was rejected, and why */
	const struct pgl_decision *rejection;
	struct pgl_inequality inequality;
	enum pgl_budget budget;
	uint32_t
		function; /* whose size or frame it is, by the side's forest's number; PGL_NONE: UNIT */
	/* Size of that function or unit before IPA inlining, and when the call was considered; of FRAME, the
	 * callee's frame without the steps and with them. */
	int64_t start, reached;
	size_t n_before; /* inlinings that made it so: the steps and those that the other build has, too */
	struct pgl_cascade_step *steps; /* owned; what added most first */
	size_t n_steps;
	size_t n_enough; /* without the first so many the inequality would not have held */
	int64_t added;	 /* by all steps */
	int64_t without; /* the inequality's left side without them */
};

struct pgl_cascades;

/* Makes ready to look for cascades in the builds of WEIGHTS, which must outlive CASCADES. Linear in
   sites. */
struct pgl_cascades *pgl_cascades_new(const struct pgl_weights *weights);
void pgl_cascades_free(struct pgl_cascades *cascades);

/* Was the last verdict on SITE of SIDE, base or copy, a rejection that a cascade explains? Fills RET, to be
   released, and returns true. */
bool pgl_cascade_find(const struct pgl_cascades *cascades, enum pgl_side side, uint32_t site,
		      struct pgl_cascade *ret);
void pgl_cascade_release(struct pgl_cascade *cascade);

/* Adds the cascade as one sentence with its arithmetic; at most N_NAMED steps by name. */
void pgl_cascade_add(struct pgl_strbuf *text, const struct pgl_cascades *cascades,
		     const struct pgl_cascade *cascade, size_t n_named);

#endif
