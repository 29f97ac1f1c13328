/* Where function splitting runs, whatever the profile: as was asked for, or in a replay as in the record and
   only on the functions that were split there. See replay.h.

   GCC splits functions right after early inlining if there is to be no profile, else once the profile has
   been read. Splitting later does no harm to a profile; splitting earlier makes it that of other
   functions, so that is done only on request.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/replay.h"

#include "gcc/legal.h"
#include "replay/state.h"
#include "watch/watch.h"

namespace
{

enum pgl_split asked; /* by the user */

bool is_profiled(void)
{
	return room_profile_use() != PGL_PROFILE_NONE;
}

/* Where this build splits functions. */
enum pgl_split where(void)
{
	if (asked != PGL_SPLIT_USUAL || !replay.plan)
		return asked;
	if (is_profiled())
		return PGL_SPLIT_USUAL;
	return pgl_plan_recorded(replay.plan)->unit.profile.use == PGL_PROFILE_NONE
		       ? PGL_SPLIT_EARLY
		       : PGL_SPLIT_FEEDBACK;
}

/* Has the record, if one is replayed, a part of the function at hand? */
bool is_recorded(void)
{
	return !replay.plan || !current_function_decl ||
	       pgl_plan_is_split(replay.plan, watch.extract->function(current_function_decl));
}

void on_gate(void *gate, void *)
{
	bool *runs = (bool *)gate;
	bool is_early = !strcmp(current_pass->name, "fnsplit");
	bool is_late = !strcmp(current_pass->name, "feedback_fnsplit");

	if (room_is_splitting(current_pass)) {
		*runs = flag_partial_inlining && where() == PGL_SPLIT_FEEDBACK && !is_profiled();
		return;
	}
	if (!is_early && !is_late)
		return;
	if (where() != PGL_SPLIT_USUAL)
		*runs = flag_partial_inlining &&
			where() == (is_early ? PGL_SPLIT_EARLY : PGL_SPLIT_FEEDBACK);
	/* What is instrumented is split by nobody. */
	if (is_late && room_profile_use() == PGL_PROFILE_GENERATE)
		*runs = false;
	*runs = *runs && is_recorded();
}

} /* namespace */

void replay_register_split(const char *plugin, enum pgl_split split)
{
	asked = split;
	room_register_splitting(plugin, "profile");
	register_callback(plugin, PLUGIN_OVERRIDE_GATE, on_gate, NULL);
}
