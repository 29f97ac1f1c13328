/* The outcome of one instance of a call in one build, and the events at it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPLAIN_OUTCOME_H
#define PGL_EXPLAIN_OUTCOME_H

#include "base/strbuf.h"
#include "compare/weigh.h"

enum pgl_outcome {
	PGL_OUTCOME_CALL,    /* stays a call */
	PGL_OUTCOME_INLINED, /* inlined by a decision of its own */
	PGL_OUTCOME_ALONG,   /* was inlined already in the body that brought it */
	PGL_OUTCOME_GONE,    /* removed before the IPA inliner considered it */
	/* Not inlined, and no call instruction is left of it. */
	PGL_OUTCOME_EXPANDED,	 /* GCC made the built-in function's code in place */
	PGL_OUTCOME_REMOVED,	 /* removed after inlining */
	PGL_OUTCOME_UNREACHABLE, /* removed, because GCC proved that it is never reached */
	PGL_OUTCOME_N
};

/* The outcome as a phrase: "inlined, with the body that it came in"; its word in JSON: "along". Both static. */
const char *pgl_outcome_text(enum pgl_outcome outcome);
const char *pgl_outcome_word(enum pgl_outcome outcome);

enum pgl_outcome pgl_outcome_of(const struct pgl_forest *forest, uint32_t site);
/* True if the out-of-line body that contains SITE was removed, so that SITE never runs. */
bool pgl_outcome_never_runs(const struct pgl_forest *forest, uint32_t site);

/* True if EVENT, of SITE's record, happened at SITE or made the clone that SITE calls. */
bool pgl_event_is_at(const struct pgl_forest *forest, uint32_t site, const struct pgl_event *event);

/* Adds where SITE ended up: "in f's own code", or "in main, through f > g". */
void pgl_add_whereabouts(struct pgl_strbuf *text, const struct pgl_forest *forest, uint32_t site);

/* Executions of SITE of SIDE in training, by the profile of the builds; unknown without one. *RET_IS_ESTIMATED:
   calculated, not a recorded count. */
struct pgl_real pgl_executions(const struct pgl_weights *weights, enum pgl_side side, uint32_t site,
			       bool *ret_is_estimated);

#endif
