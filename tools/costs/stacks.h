/* The calls that a run executes as stacks: who called, through which inlined bodies, from whom.

   A stack ends with a call. Its value is how often that call is executed with this stack, per run: the calls
   of a body are divided among those who enter it as they enter it, since a profile by function knows no
   more; so values are estimates. A stack ends where it calls a body that is in it already, where what is below is
   too little to be followed, or where nothing is known of what is called; its value then is that of all
   calls below it, too, so that no call gets lost.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_STACKS_H
#define PGL_STACKS_H

#include "compare/weigh.h"

/* A frame is a body, twice its number, and 1 more if it is inlined in the frame before. */
#define PGL_FRAME(body, is_inlined) (2 * (uint64_t)(body) + (is_inlined))

struct pgl_stack {
	size_t first, n; /* in FRAMES */
	double value[PGL_SIDES];
};

struct pgl_stacks {
	uint64_t *frames;
	struct pgl_stack *item; /* by their frames; none twice */
	size_t n;
	/* Private. */
	size_t n_frames, frames_room, room;
};

/* The body of FRAME: PGL_NONE is a call of no known function. */
uint32_t pgl_frame_body(uint64_t frame);
bool pgl_frame_is_inlined(uint64_t frame);

/* The stacks of NEW of WEIGHTS, and of OLD too if IS_PAIR; those below one part in DETAIL of all calls go no
   deeper. */
void pgl_stacks_init(struct pgl_stacks *stacks, const struct pgl_weights *weights, bool is_pair,
		     uint64_t detail);
void pgl_stacks_release(struct pgl_stacks *stacks);

#endif
