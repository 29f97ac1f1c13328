/* Who calls whom how often: the executed calls of a build as a graph of bodies, for flame graphs.

   An edge stands for all instances in one function's code that stayed calls of another function. Its calls are
   those that weigh.h gives its sites, so the edges of a build add up to the sites' calls. A body
   entered more often than the edges account for is entered from outside: by the system, through pointers,
   from code without records.

   The number of calls an entry of a function makes in the end solves

     below(f) = sum over the edges e of f: calls(e) / entries(f) * (1 + below(callee of e))

   exactly, recursion included, so that a flame graph may stop anywhere and still be as wide as what
   it leaves out. It is an estimate for other reasons: which caller a body was entered from plays no
   part in what it calls.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CALL_GRAPH_H
#define PGL_CALL_GRAPH_H

#include "compare/weigh.h"

struct pgl_flow_edge {
	uint32_t from, to; /* functions; TO: PGL_NONE is an unknown callee */
	double calls;	   /* in training, above 0 */
};

struct pgl_call_flow {
	struct pgl_flow_edge *edges; /* by FROM, then TO */
	size_t n_edges;
	uint32_t *first_edge; /* by body; one more at the end */
	double *site;	      /* by site: calls of that instance, in training; 0: none or unknown */
	double *entries; /* by function: of its out-of-line body, in training; at least the edges to it */
	double *from_outside; /* by body: entries that no edge accounts for */
	double *below;	      /* by function: calls made per entry, in the end; NAN: undetermined */
	double calls;	      /* of all edges */
	uint32_t n_unknown;   /* sites whose calls are unknown and in no edge */
};

/* Builds the graph of SIDE of WEIGHTS, which FLOW does not refer to afterwards. Release FLOW. */
void pgl_call_flow_init(struct pgl_call_flow *flow, const struct pgl_weights *weights,
			enum pgl_side side);
void pgl_call_flow_release(struct pgl_call_flow *flow);

#endif
