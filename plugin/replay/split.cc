/* Where GCC splits functions, whatever the profile: where -split= says, or, in a replay, where the
   recorded build did, and only the functions it split. See replay.h.

   Without a profile, GCC splits functions right after early inlining; with one, after reading it.
   Splitting later does not harm a profile. Splitting earlier changes the functions the profile
   describes, so that happens only on request.

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

/* The pass in which this build splits functions. */
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

/* True unless a replayed record does not split the current function. */
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
	/* Nobody splits instrumented functions. */
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
