/* What can be read off a function's body as GCC holds it: its calls in order, a fingerprint.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BODIES_H
#define PGL_BODIES_H

#include "gcc/room.h"

/* The calls of a function in the order of its basic blocks. */
struct ordered_call {
	cgraph_edge *edge;
	int rank;
	bool is_eh; /* stands where only an exception leads */
};

/* The body of NODE: its own, or that of the function it is a virtual clone of; NULL: none. */
struct function *body_of(cgraph_node *node);
/* Where NODE's body begins in the source: the place of the first statement that has one. */
location_t beginning_of(cgraph_node *node);
/* Where the call stood by which the body of SCOPE, the outermost of an inlined function's, came in; UNKNOWN: it had
   no place. */
location_t call_of_scope(tree scope);
/* Appends NODE's calls, direct and indirect, to *CALLS in a total order: that of the statements,
   then indirect before the guesses at it, then by callee. */
void calls_in_order(cgraph_node *node, auto_vec<ordered_call> *calls);
/* A hash of NODE's body as it is now: statements, constants, names and places, but nothing that
   depends on options. */
uint64_t fingerprint_of(cgraph_node *node);
/* Marks in REACHED the blocks of BODY that normal control flow reaches; what is left runs only while an
   exception is on its way. */
void reach_without_eh(struct function *body, sbitmap reached);

#endif
