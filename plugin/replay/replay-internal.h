/* What the replay's files share; nobody else's business.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPLAY_INTERNAL_H
#define PGL_REPLAY_INTERNAL_H

#include "plan/plan.h"
#include "replay/replay.h"

struct replay {
	pgl_plan *plan;	     /* NULL: nothing is replayed */
	vec<uint32_t> *made; /* sites that the record would not have but for looking */
	hash_set<int_hash<int, -1, -2>> *forbidden; /* uids of calls */
	bool is_inlining;
	bool is_partial;      /* GCC decides on what the filter does not mean */
	enum pgl_phase phase; /* of what is being inlined */
	int n_inlined;
	/* Sites of the recorded build that could not be put back -> why. */
	hash_map<int_hash<int, -1, -2>, const char *> *refused;
	cgraph_2edge_hook_list *copied; /* while the early inliner is at work */
};

extern struct replay replay;

/* Notes that the call that is SITE in the recorded build, or PGL_NONE, can't be inlined for REASON. */
void replay_refuse(uint32_t site, const char *reason);

#endif
