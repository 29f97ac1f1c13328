/* The numbers behind a rejection: the limits of ipa-inline.c, each with its --param, its value and
   what GCC compares with it.

   GCC prints some of these and keeps none. Each function repeats one comparison from the current
   estimates and fills in a decision's reason, growth and limit. All strings are static. Nothing in
   the compiler changes, not even its caches.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_LIMITS_H
#define PGL_GCC_ROOM_LIMITS_H

#include "gcc/recursion.h"

/* Call TAKE whenever GCC asks whether a call of CALLEE may be inlined into CALLER, which is its
   first step for each call it considers. If TAKE returns false, GCC may not inline it. NULL:
   stop. */
typedef bool room_considered_taker(tree caller, tree callee);
void room_watch_considered(room_considered_taker *take);

/* Why the early inliner, about to consider E as a small function, will not inline it. False: it
   will, or it will leave its reason in E. */
bool room_early_rejection(cgraph_edge *e, pgl_decision *ret);
/* Why the early inliner skipped E, or rejected it without a reason, though E was in NODE all the
   time. False: the reason, if any, is in E. */
bool room_early_silence(cgraph_node *node, cgraph_edge *e, pgl_decision *ret);
/* True if the early inliner considers calls in NODE (other than of always_inline functions). */
bool room_early_considers(cgraph_node *node);
/* E came with the last inlined function, and no iteration was left for it. */
void room_early_iterations(cgraph_node *node, pgl_decision *ret);

/* The limit that stopped E, by its reason: on the size or frame of the function it would go into,
   or on a recursive function. False: no such limit stops it now. */
bool room_caller_limit(cgraph_edge *e, pgl_decision *ret);
/* What GCC, about to inline E into the function that E calls, adds to it. */
void room_recursion_of(cgraph_edge *e, room_recursion *ret);
/* The unit's size as GCC counts it while it inlines small functions: all functions that may end up
   in the program and are not cold. */
int64_t room_unit_size(void);
/* The limit on the unit's growth. SIZE is the unit's size, MIN_SIZE the smallest it has been. */
bool room_unit_limit(cgraph_edge *e, int64_t size, int64_t min_size, pgl_decision *ret);
/* The limit on the growth by one call of a small function that stopped E, by its reason and the
   heap's cache. */
bool room_small_limit(cgraph_edge *e, pgl_decision *ret);

#endif
