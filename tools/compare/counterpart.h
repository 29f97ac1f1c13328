/* Where a call executes in the other build if it has no partner there: early inlining, splitting and
   duplication may differ.

   Say OLD inlined g early into f and NEW did not. Each call in g then stands twice in OLD, in g and in f,
   and once in NEW: the executions in f in OLD are part of those in g in NEW. The call in g is the
   *counterpart* of the one in f.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COUNTERPART_H
#define PGL_COUNTERPART_H

#include "compare/match.h"

struct pgl_counterparts {
	/* By site: the other build's base site that runs in its place; PGL_NONE: it has a partner
	 * that still exists, or none is known. */
	uint32_t *site;
	/* By site with a counterpart: the early-inlined site of its own build that it came through, in
	 * whose callee the counterpart stands; PGL_NONE: both stand in the same function. */
	uint32_t *through;
};

/* Finds counterparts for the sites of SIDE; HOMES does not refer to MATCH afterwards. Release HOMES. */
void pgl_counterparts_init(struct pgl_counterparts *homes, const struct pgl_match *match,
			   enum pgl_side side);
void pgl_counterparts_release(struct pgl_counterparts *homes);

#endif
