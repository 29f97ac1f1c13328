/* Why GCC stops to inline a recursive call: the recursion's depth, its probability, or the size
   that a function inlined into itself may reach.

   All of this follows from the call graph around a call, which does not change once GCC has decided
   on the call. As in limits.h, all strings are static and nothing in the compiler changes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_RECURSION_H
#define PGL_GCC_ROOM_RECURSION_H

#include "gcc/room.h"

/* The last inlining of a function into itself: what it added, and the function's size with it. */
struct room_recursion {
	int size, growth;
};

/* The limit on the size of ROOT, inlined into itself; sets *RET_PARAM to its --param. */
int64_t room_recursive_insns(cgraph_node *root, const char **ret_param);

/* Why GCC does not inline E, a call in the function that E calls, once more: after LAST the size
   (LAST may be NULL), the depth or the probability of the recursion. Sets *RET without numbers if E
   is cold. False: E is not such a call, or none of these stops it. */
bool room_recursion_limit(cgraph_edge *e, const room_recursion *last, pgl_decision *ret);
/* The same for E within an inlined body of the function that E calls, in another function. */
bool room_peeling_limit(cgraph_edge *e, pgl_decision *ret);

#endif
