/* The state of a replay, shared by its files.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPLAY_STATE_H
#define PGL_REPLAY_STATE_H

#include "gcc/room.h"
#include "plan/plan.h"
#include "watch/hooks.h"

struct replay {
	pgl_plan *plan;	       /* NULL: no replay */
	vec<uint32_t> *made;   /* sites added only by looking calls up */
	number_set *forbidden; /* uids of calls */
	bool is_inlining;
	bool is_partial;      /* GCC decides the calls that the filter leaves out */
	enum pgl_phase phase; /* of the current inlining */
	int n_inlined;
	/* Why sites of the recorded build could not be inlined. */
	hash_map<int_hash<int, -1, -2>, const char *> *refused;
	cgraph_2edge_hook_list *copied; /* while the early inliner runs */
};

extern struct replay replay;

/* Note that the recorded build's SITE (PGL_NONE: ignored) cannot be inlined for REASON. */
void replay_refuse(uint32_t site, const char *reason);

/* early.cc: hooks around the early inliner. */
void replay_before_einline(cgraph_node *node);
void replay_after_einline(cgraph_node *node);
/* guesses.cc: make the recorded guesses at the targets of indirect calls. */
void replay_after_profile_estimate(void);
/* report.cc: add to the record what was replayed and what was not. */
void replay_finish(void);

#endif
