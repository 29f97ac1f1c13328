/* What still costs: the hot calls of NEW that stay calls, by the reason that stopped GCC.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REMAINS_H
#define PGL_REMAINS_H

#include "base/strbuf.h"
#include "compare/weigh.h"

/* The hot calls that stay calls for one reason. */
struct pgl_remaining {
	const char *reason;	/* borrowed; NULL: no inliner decided */
	bool body_is_elsewhere; /* BODY_NOT_AVAILABLE, and another unit of the build has the body */
	uint32_t n;		/* calls of the source, copies not counted */
	double executions;	/* as calls, in training */
	bool is_estimated;
	uint32_t most; /* the site of NEW, maybe a copy, that executes most */
};

struct pgl_remains {
	const struct pgl_weights *weights;
	struct pgl_remaining *item; /* most executions first */
	size_t n;
	double all; /* executions of all calls, inlined or not; those without code not counted */
};

/* Sums the calls of the NEW build of WEIGHTS, which must outlive REMAINS. Nothing remains to be said without a
   profile. Release REMAINS. */
void pgl_remains_init(struct pgl_remains *remains, const struct pgl_weights *weights);
void pgl_remains_release(struct pgl_remains *remains);

/* Adds what would let the calls of ONE be inlined: "a larger --param inline-unit-growth (now 40)". */
void pgl_remaining_add_remedy(struct pgl_strbuf *text, const struct pgl_remains *remains,
			      const struct pgl_remaining *one);

#endif
