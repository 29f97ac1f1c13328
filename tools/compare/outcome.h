/* What became of a call in one build, all its instances considered.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OUTCOME_H
#define PGL_OUTCOME_H

#include "compare/weigh.h"

struct pgl_verdict {
	/* The instance it is the verdict on: the base site, or the heaviest copy if the base site's
	 * function does not stand outside its callers any more. */
	uint32_t site;
	bool is_there; /* the call was there when the inliner came to it */
	bool inlined;
	const struct pgl_decision *decision; /* NULL: none was passed */
	/* Of its executions, how many went into a body; 0 to 1, or NAN. */
	double share;
};

/* The decision that holds for the instance SITE: of a copy that only came along, that on what it is a copy
   of; NULL: none was passed. */
const struct pgl_decision *pgl_decision_on(const struct pgl_forest *forest, uint32_t site);

/* The verdict on BASE of SIDE. */
struct pgl_verdict pgl_verdict_of(const struct pgl_weights *weights, enum pgl_side side,
				  uint32_t base);

#endif
