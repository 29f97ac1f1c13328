/* The calls that the early inliner has left, entered into the forest of sites.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REMAINING_H
#define PGL_REMAINING_H

#include "watch/watch.h"

struct remaining_call {
	uint32_t callee, flags;
	pgl_location location;
	pgl_decision why; /* without a reason: the early inliner never considered it */
};

/* Record CALL, which SCOPES surround in ROOT. If it is deep inside inlined functions, this waits for
   the next two: each function of a long chain contains the code of all functions below it, and GCC
   removes nearly all of them before the IPA inliner begins. */
void note_remaining(tree root, const vec<inlined_scope> &scopes, const remaining_call *call);
/* Forget the deep calls of the functions that GCC removes from now on. */
void follow_deep_calls(void);
/* Record the deep calls in all functions that are left. */
void note_deep_calls(void);

#endif
