/* The early inliner's part of the replay (see replay.h). While the early inliner works on a
   function, it forbids the calls that the recorded build did not inline early. The IPA inliner's
   part replays what the early inliner was permitted and did not inline.

   Off in builds with a profile: early inlining must match the build that gathered the profile.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/state.h"

#include "gcc/legal.h"
#include "watch/watch.h"

namespace
{

void forbid(cgraph_edge *e)
{
	if (!e->callee || !e->inline_failed || room_is_final(e) ||
	    DECL_DISREGARD_INLINE_LIMITS(e->callee->ultimate_alias_target()->decl))
		return;
	if (pgl_plan_forbids_early(replay.plan, watch.extract->place(e),
				   watch.extract->callee(e))) {
		room_forbid(e);
		replay.forbidden->add(e->get_uid());
	}
}

/* Forbid calls that come with an inlined function. */
void on_edge_copied(cgraph_edge *, cgraph_edge *to, void *node)
{
	if (to->caller == node && to->call_stmt)
		forbid(to);
}

} /* namespace */

void replay_before_einline(cgraph_node *node)
{
	if (room_profile_use() != PGL_PROFILE_NONE)
		return;
	for (cgraph_edge *e = node->callees; e; e = e->next_callee)
		forbid(e);
	replay.copied = symtab->add_edge_duplication_hook(on_edge_copied, node);
}

void replay_after_einline(cgraph_node *node)
{
	if (!replay.copied)
		return;
	symtab->remove_edge_duplication_hook(replay.copied);
	replay.copied = NULL;
	for (cgraph_edge *e = node->callees; e; e = e->next_callee)
		if (room_is_forbidden(e))
			room_permit(e);
}
