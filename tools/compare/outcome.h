/* The outcome of a call in one build, over all its instances.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OUTCOME_H
#define PGL_OUTCOME_H

#include "compare/weigh.h"

struct pgl_call_outcome {
	/* The instance that stands for the call: the base site, or the copy that executes most if the base
	 * site's function has no out-of-line body left. */
	uint32_t site;
	bool is_there; /* the call was there when the inliner came to it */
	bool inlined;
	/* Not inlined, and no call instruction is left of it: GCC removed it, or expanded it in place. */
	bool is_without_code, is_removed;
	const struct pgl_decision *decision; /* NULL: there is none */
	/* The inlined share of its executions, 0 to 1; NAN: unknown. */
	double share;
};

/* The decision that holds for the instance SITE: for a copy that came with an inlined body, its original's;
   NULL: there is none. */
const struct pgl_decision *pgl_decision_on(const struct pgl_forest *forest, uint32_t site);

/* The outcome of the base site BASE of SIDE. */
struct pgl_call_outcome pgl_call_outcome_of(const struct pgl_weights *weights, enum pgl_side side,
					    uint32_t base);

#endif
