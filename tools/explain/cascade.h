/* Cascades: GCC rejected a call because inlinings that it made earlier in this build, and not in the other
   build, had used up the budget that the call needed.

   The claim is arithmetic over the record: the inequality that stopped the call, what those inlinings had
   added to its left side by then, and that without them the inequality would not have held. If it would
   still have held, or if the record does not show that they came first, there is no cascade. Growths are
   GCC's estimates at each decision, so the claim is "estimated"; for some inlinings the resulting size
   differs by about one.

   A cascade on OLD's side is the reverse: NEW leaves those calls, and that makes room.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CASCADE_H
#define PGL_CASCADE_H

#include "explain/reason.h"
#include "compare/weigh.h"

/* The budget that was used up. */
enum pgl_budget {
	PGL_BUDGET_CALLER, /* size of the function that the call ends up in */
	PGL_BUDGET_CALLEE, /* size of the callee, which had grown by inlining */
	PGL_BUDGET_FRAME,  /* stack frame of the callee, grown by inlining */
	PGL_BUDGET_UNIT,   /* size of the unit */
	PGL_BUDGET_N
};

/* "caller", "callee", "frame", "unit". */
const char *pgl_budget_word(enum pgl_budget budget);

/* One inlining that used it up. */
struct pgl_cascade_step {
	uint32_t site;	   /* on the cascade's side; an instance with a decision of its own */
	uint32_t sequence; /* ordinal of the inlining within its unit, from 1 */
	/* What it added; FRAME: the inlined body's frame in bytes, of which only the largest counts. */
	struct pgl_integer growth;
	/* What the same inlining added in the other build; unknown if that build does not make it. */
	struct pgl_integer other;
	int64_t added; /* GROWTH - OTHER */
};

struct pgl_cascade {
	enum pgl_side side;
	uint32_t site; /* the rejected call */
	struct pgl_inequality inequality;
	enum pgl_budget budget;
	uint32_t function; /* whose size or frame it is (number in the forest); PGL_NONE for UNIT */
	/* Size of that function or unit before IPA inlining, and when GCC considered the call. FRAME: the
	 * callee's frame without the steps and with them. */
	int64_t start, reached;
	size_t n_before; /* all inlinings that led to REACHED; the steps are among them */
	struct pgl_cascade_step *steps; /* owned; largest ADDED first */
	size_t n_steps;
	size_t n_enough; /* leaving out this many, from the first, is enough */
	int64_t added;	 /* sum over the steps */
	int64_t without; /* the inequality's left side without them */
};

struct pgl_cascades;

/* Prepares the search for cascades in the builds of WEIGHTS, which must outlive the result. Time linear in
   sites. Free the result with pgl_cascades_free(). */
struct pgl_cascades *pgl_cascades_new(const struct pgl_weights *weights);
void pgl_cascades_free(struct pgl_cascades *cascades);

/* If the last decision on SITE of SIDE (a base site or a copy) is a rejection that a cascade explains, fills
   RET, to be released, and returns true. Else RET holds nothing. */
bool pgl_cascade_find(const struct pgl_cascades *cascades, enum pgl_side side, uint32_t site,
		      struct pgl_cascade *ret);
void pgl_cascade_release(struct pgl_cascade *cascade);

/* Adds CASCADE as one sentence with its arithmetic, naming at most N_NAMED steps. */
void pgl_cascade_add(struct pgl_strbuf *text, const struct pgl_cascades *cascades,
		     const struct pgl_cascade *cascade, size_t n_named);

#endif
