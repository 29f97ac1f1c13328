/* The state of a replay, which its files share.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPLAY_STATE_H
#define PGL_REPLAY_STATE_H

#include "gcc/room.h"
#include "plan/plan.h"
#include "watch/hooks.h"

struct replay {
	pgl_plan *plan;	       /* NULL: nothing is replayed */
	vec<uint32_t> *made;   /* sites that the record would not have but for looking */
	number_set *forbidden; /* uids of calls */
	bool is_inlining;
	bool is_partial;      /* GCC decides on what the filter leaves out */
	enum pgl_phase phase; /* of what is being inlined */
	int n_inlined;
	/* Why sites of the recorded build could not be inlined. */
	hash_map<int_hash<int, -1, -2>, const char *> *refused;
	cgraph_2edge_hook_list *copied; /* while the early inliner is at work */
};

extern struct replay replay;

/* Notes that the recorded build's SITE, unless it is PGL_NONE, can't be inlined for REASON. */
void replay_refuse(uint32_t site, const char *reason);

/* early.cc: hooks around the early inliner. */
void replay_before_einline(cgraph_node *node);
void replay_after_einline(cgraph_node *node);
/* guesses.cc: makes the recorded guesses at targets of indirect calls. */
void replay_after_profile_estimate(void);
/* report.cc: writes into the record what was done and what could not be. */
void replay_finish(void);

#endif
