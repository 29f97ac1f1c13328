/* The calls that training executes, as stacks: callers, inlined bodies and callee.

   A stack ends with a call. Its value is how often that call is executed with this stack, per training run. A
   profile by function cannot tell which caller made a body's calls, so these are divided in proportion to the
   entries: values are estimates. A stack ends early where it calls a body that it contains already, where too
   little is executed below, or where nothing is known of the callee. Its value then includes all calls
   below, so that none is lost.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_STACKS_H
#define PGL_STACKS_H

#include "compare/weigh.h"

/* A frame: twice the number of its body, plus 1 if it is inlined in the frame before. */
#define PGL_FRAME(body, is_inlined) (2 * (uint64_t)(body) + (is_inlined))

struct pgl_stack {
	size_t first, n; /* in FRAMES */
	double value[PGL_SIDES];
};

struct pgl_stacks {
	uint64_t *frames;
	struct pgl_stack *item; /* sorted by frames, without duplicates */
	size_t n;
	/* Private. */
	size_t n_frames, frames_room, room;
};

/* The body of FRAME; PGL_NONE: the called function is not known. */
uint32_t pgl_frame_body(uint64_t frame);
bool pgl_frame_is_inlined(uint64_t frame);

/* Makes the stacks of NEW, and of OLD if IS_PAIR, from WEIGHTS. Stacks with less than one in DETAIL of all calls
   go no deeper. Release STACKS. */
void pgl_stacks_init(struct pgl_stacks *stacks, const struct pgl_weights *weights, bool is_pair,
		     uint64_t detail);
void pgl_stacks_release(struct pgl_stacks *stacks);

#endif
