/* Replays guesses at the targets of indirect calls (see replay.h). Without a profile, GCC makes no
   guesses that come from one; with a profile, none from the types of classes. This makes those that
   the recorded build inlined.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/state.h"

#include "gcc/legal.h"
#include "watch/watch.h"

namespace
{

/* The function defined here that is the recorded build's FUNCTION, or NULL. */
cgraph_node *node_of(uint32_t function)
{
	cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node)
	if (!node->inlined_to && !node->alias && !node->clone_of && node->has_gimple_body_p() &&
	    pgl_plan_same_body(replay.plan, watch.extract->function(node), function))
		return node;
	return NULL;
}

bool is_guessed(cgraph_edge *indirect, cgraph_node *target)
{
	for (cgraph_edge *e = indirect->caller->callees; e; e = e->next_callee)
		if (e->speculative && e->call_stmt == indirect->call_stmt &&
		    e->callee->ultimate_alias_target() == target)
			return true;
	return false;
}

/* Add the recorded guess N for the calls at PLACE to the indirect call E, if the recorded build
   inlined that guess anywhere. False: there is no guess N. */
bool promote_call(cgraph_edge *e, pgl_place place, uint32_t n)
{
	const pgl_record *recorded = pgl_plan_recorded(replay.plan);
	uint32_t guess = pgl_plan_guess(replay.plan, place, n);

	if (guess == PGL_NONE)
		return false;
	if (!pgl_plan_inlines_copy(replay.plan, guess))
		return true;
	/* GCC makes this guess itself. */
	if (pgl_plan_is_by_type(replay.plan, guess) && room_guesses_by_type(e->caller))
		return true;
	cgraph_node *target = node_of(recorded->sites[guess].callee);

	if (target && !is_guessed(e, target))
		room_promote(e, target, pgl_plan_share(replay.plan, guess));
	return true;
}

/* Add the guesses that the recorded build inlined to NODE's indirect calls. A single call at a
   location gets all guesses; if a macro puts several calls there, each gets the guess of its
   rank. */
void promote_calls(cgraph_node *node)
{
	call_list calls;
	auto_vec<pgl_place> places;
	unsigned i, j;

	calls_in_order(node, &calls);
	for (i = 0; i < calls.length(); i++)
		places.safe_push(watch.extract->place(calls[i].edge));
	for (i = 0; i < calls.length(); i++) {
		unsigned n_before = 0, n_all = 0;

		if (calls[i].edge->callee)
			continue;
		for (j = 0; j < calls.length(); j++)
			if (!calls[j].edge->callee && pgl_same_place(places[i], places[j])) {
				n_all++;
				n_before += j < i;
			}
		if (n_all > 1)
			promote_call(calls[i].edge, places[i], n_before);
		else
			for (uint32_t n = 0; promote_call(calls[i].edge, places[i], n);)
				n++;
	}
	if (ipa_fn_summaries && ipa_fn_summaries->get(node))
		ipa_update_overall_fn_summary(node);
}

} /* namespace */

void replay_after_profile_estimate(void)
{
	cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node)
	if (!node->inlined_to && node->indirect_calls)
		promote_calls(node);
}
