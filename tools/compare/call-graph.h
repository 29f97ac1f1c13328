/* Who calls whom how often: the executed calls of a build as a graph of bodies, for flame graphs.

   An edge is all instances that stayed calls, in the text of one body, of another one. Its calls are
   those that weigh.h gives its sites, so the edges of a build add up to the sites' calls. A body
   entered more often than the edges say is entered from outside: by the system, through pointers,
   from code without records.

   How many calls an entry of a body makes in the end solves

     below(f) = sum over the edges e of f: calls(e) / entries(f) * (1 + below(callee of e))

   exactly, recursion included, so that a flame graph may stop anywhere and still be as wide as what
   it leaves out. It is an estimate for other reasons: which caller a body was entered from plays no
   part in what it calls.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CALL_GRAPH_H
#define PGL_CALL_GRAPH_H

#include "compare/weigh.h"

struct pgl_flow_edge {
	uint32_t from, to; /* bodies; TO: PGL_NONE is a call of no known function */
	double calls;	   /* per run, above 0 */
};

struct pgl_call_flow {
	struct pgl_flow_edge *edges; /* by FROM, then TO */
	size_t n_edges;
	uint32_t *first_edge; /* by body; one more at the end */
	double *site;	      /* by site: calls of that instance, per run; 0: none, or not known */
	double *entries; /* by body: of its own text, per run; never less than the edges to it */
	double *from_outside; /* by body: entries that no edge accounts for */
	double *below;	      /* by body: calls made per entry, in the end; NAN: it can't be said */
	double calls;	      /* of all edges */
	uint32_t n_unknown;   /* sites whose calls are not known, and in no edge */
};

/* The calls of SIDE of WEIGHTS; FLOW keeps no reference. */
void pgl_call_flow_init(struct pgl_call_flow *flow, const struct pgl_weights *weights,
			enum pgl_side side);
void pgl_call_flow_release(struct pgl_call_flow *flow);

#endif
