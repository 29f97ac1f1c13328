/* Where the executions of a call are in the other build, when the call itself is not there: early
   inlining, splitting and duplication stand differently in it.

   Say OLD inlined g early into f and NEW did not. The calls in g's body then stand twice in OLD, in
   g and in f, and once in NEW: what f's run in OLD is part of what g's run in NEW. The call in g is
   the *home* of the one in f.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COUNTERPART_H
#define PGL_COUNTERPART_H

#include "compare/match.h"

struct pgl_homes {
	/* By site: the other build's base site that runs in its place; PGL_NONE: it has a partner
	 * that is still there, or none is known. */
	uint32_t *site;
	/* By site that has a home: the early-inlined site of its own build through which it came and
	 * whose callee's own text the home stands in; PGL_NONE: home and site stand in the same
	 * function. */
	uint32_t *through;
};

/* Finds homes for the sites of SIDE. */
void pgl_homes_init(struct pgl_homes *homes, const struct pgl_match *match, enum pgl_side side);
void pgl_homes_release(struct pgl_homes *homes);

#endif
