/* What GCC's representation of a function's code tells: its calls in order, a fingerprint.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BODIES_H
#define PGL_BODIES_H

#include "gcc/room.h"

/* The calls of a function in the order of its basic blocks. */
struct ordered_call {
	cgraph_edge *edge;
	int rank;
	bool is_eh;   /* reached only by an exception */
	bool is_once; /* executes at most once per entry of the function */
};

/* The code of NODE: its own, or that of the function it is a virtual clone of; NULL: none. */
struct function *body_of(cgraph_node *node);
/* The location of the first statement of NODE that has one. */
location_t beginning_of(cgraph_node *node);
/* The location of the call that inlined SCOPE, an inlined function's outermost scope; UNKNOWN: the
   call had none. */
location_t call_of_scope(tree scope);
/* Append NODE's calls, direct and indirect, to *CALLS in a total order: by statement, then indirect
   before the guesses at it, then by callee. */
void calls_in_order(cgraph_node *node, auto_vec<ordered_call> *calls);
/* A hash of NODE's code as it is now: statements, constants, names and locations, but nothing that
   depends on options. */
uint64_t fingerprint_of(cgraph_node *node);
/* Mark in REACHED the blocks of BODY that normal control flow reaches. The others run only while an
   exception propagates. */
void reach_without_eh(struct function *body, sbitmap reached);
/* Mark in REPEATED the blocks of BODY from which control flow leads back to themselves. The others execute at
   most once per entry of the function. */
void find_repeated(struct function *body, sbitmap repeated);

#endif
