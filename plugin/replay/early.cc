/* The early inliner's part of the replay (see replay.h): what its recorded self did not inline is forbidden,
   for as long as it is at work on one function. What it is left and does not inline is put back by the
   IPA inliner's part.

   Not in builds with a profile: the bodies would not be those that the profile was gained from.

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

/* The calls that an inlined body brings along. */
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
