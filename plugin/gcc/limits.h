/* The room's sums behind a rejection: the limits of ipa-inline.c, each with the --param it comes
   from, its value and what GCC compares with it.

   GCC prints some of these and keeps none; each function does one comparison over, from the estimates
   as they are at the moment it is called, and fills in of a decision: reason, growth and limit. All
   strings are static. They change nothing in the compiler, caches included.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_LIMITS_H
#define PGL_GCC_ROOM_LIMITS_H

#include "gcc/room.h"

/* Calls TAKE whenever GCC asks whether a call of CALLEE may be inlined into the code of CALLER, which
   is the first thing it does for each call it considers; it may not if TAKE returns false. NULL: no
   more. */
typedef bool room_considered_taker(tree caller, tree callee);
void room_watch_considered(room_considered_taker *take);

/* Why the early inliner, that is about to look at E as a small function, will not inline it; false:
   it will, or its reason will be found in E. */
bool room_early_rejection(cgraph_edge *e, pgl_decision *ret);
/* Why it never looked, or looked and said nothing, though E stood in NODE's body all the time; false:
   the reason, if any, is in E. */
bool room_early_silence(cgraph_node *node, cgraph_edge *e, pgl_decision *ret);
/* Does the early inliner look at all at the calls in NODE (but for always_inline functions')? */
bool room_early_considers(cgraph_node *node);
/* E stood in a body inlined last, and no iteration was left for it. */
void room_early_iterations(cgraph_node *node, pgl_decision *ret);

/* The limit on the size or the frame of the function E's callee would end up in, which stopped E by
   its reason; or of a recursive function. False: it does not, as things are. */
bool room_caller_limit(cgraph_edge *e, pgl_decision *ret);
/* The unit's size as GCC accounts it while it inlines small functions: all bodies that may end up in
   the program and are not cold. */
int64_t room_unit_size(void);
/* The limit on the unit's growth. SIZE is the unit's, MIN_SIZE the smallest it has been. */
bool room_unit_limit(cgraph_edge *e, int64_t size, int64_t min_size, pgl_decision *ret);
/* The limit on what a single call of a small function may add, which stopped E by its reason, from
   what the heap's cache holds. */
bool room_small_limit(cgraph_edge *e, pgl_decision *ret);

#endif
