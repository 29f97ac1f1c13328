/* Records indirect calls whose target GCC finds or guesses: promoted by the profile (in pass
   "profile_estimate"), devirtualized ("devirt", "cp", while inlining, or by early optimizations).

   The calls are examined after each pass. Between these passes and the IPA inliner GCC keeps its
   edges, so an edge's uid tells what is new. The events get their sites when the inliner begins.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/targets.h"

#include "watch/events.h"

namespace
{

typedef hash_map<int_hash<int, -1, -2>, uint32_t> event_by_edge;
typedef hash_map<int_hash<int, -1, -2>, bool> flag_by_edge;

struct {
	event_by_edge *guesses; /* speculative calls that have an event, or are copies of one */
	flag_by_edge *open;	/* calls without a certain target yet: are they virtual? */
	flag_by_edge *copies; /* copies, made by inlining, of calls that already had their target */
} targets;

bool is_virtual(cgraph_edge *indirect)
{
	return indirect && watch.extract->flags(indirect) & PGL_BIT(PGL_SITE_FLAG_VIRTUAL);
}

/* The same for a call that has its target: its statement has not changed. */
bool was_virtual(cgraph_edge *e)
{
	tree function = e->call_stmt ? gimple_call_fn(e->call_stmt) : NULL_TREE;

	return function && TREE_CODE(function) == OBJ_TYPE_REF && virtual_method_call_p(function);
}

/* True if the indirect call is virtual, or was when examined last. GCC's devirt pass clears this
   for calls that it gives up on. */
bool is_or_was_virtual(cgraph_edge *indirect)
{
	bool *before = targets.open->get(indirect->get_uid());

	return is_virtual(indirect) || (before && *before);
}

/* The share of its call's executions in which the guess E was right. */
pgl_real share_of(cgraph_edge *e)
{
	cgraph_edge *indirect = e->speculative_call_indirect_edge();
	pgl_count own = room_count(e->count), all = room_count(indirect->count);

	for (cgraph_edge *guess = e->first_speculative_call_target(); guess && all.known;
	     guess = guess->next_speculative_call_target())
		all.value += room_count(guess->count).value;
	if (!own.known || !all.known || !all.value)
		return {0, false};
	return known_real((double)own.value / all.value);
}

uint32_t note_target(cgraph_edge *e, enum pgl_event_kind what, const char *pass)
{
	uint32_t function = watch.extract->function(root_node(e->caller));
	uint32_t target = watch.extract->callee(e), id = note_event(what, function);

	if (id == PGL_NONE)
		return PGL_NONE;
	pgl_location where = watch.extract->location(e->call_stmt ? gimple_location(e->call_stmt)
								  : UNKNOWN_LOCATION);
	pgl_event *event = &watch.record->events[id];

	event->target = target;
	event->location = where;
	event->count = room_count(e->count);
	event->pass = pgl_record_intern(watch.record, pass);
	if (what != PGL_EVENT_PROMOTED)
		set_how(event, e->speculative ? PGL_HOW_SPECULATIVE : PGL_HOW_KNOWN);
	else if ((event->share = share_of(e)).known && event->share.value > 0)
		/* How often the indirect call ran, as for other guesses at values. */
		event->count.value = (uint64_t)(event->count.value / event->share.value + 0.5);
	return id;
}

/* Record what PASS has done to the calls of NODE since they were last examined. */
void look_at_calls(cgraph_node *node, const char *pass)
{
	for (cgraph_edge *e = node->callees; e; e = e->next_callee) {
		if (e->speculative) {
			if (targets.guesses->get(e->get_uid()))
				continue;
			bool is_promoted = !strcmp(pass, "profile_estimate");
			bool virtual_call = is_or_was_virtual(e->speculative_call_indirect_edge());

			targets.guesses->put(e->get_uid(),
					     note_target(e,
							 is_promoted	? PGL_EVENT_PROMOTED
							 : virtual_call ? PGL_EVENT_DEVIRTUALIZED
									: PGL_EVENT_MADE_DIRECT,
							 is_promoted ? NULL : pass));
			targets.open->put(e->get_uid(), virtual_call);
			continue;
		}
		bool *open = targets.open->get(e->get_uid());

		if (!open)
			continue;
		targets.guesses->put(
			e->get_uid(),
			note_target(e, *open ? PGL_EVENT_DEVIRTUALIZED : PGL_EVENT_MADE_DIRECT,
				    pass));
		targets.open->remove(e->get_uid());
	}
	for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
		targets.open->put(e->get_uid(), is_or_was_virtual(e));
}

void on_edge_duplicated(cgraph_edge *from, cgraph_edge *to, void *)
{
	if (from->indirect_inlining_edge)
		targets.copies->put(to->get_uid(), true);
	/* GCC makes a new guess as a duplicate of the indirect call. */
	else if (to->speculative && to->callee && from->callee)
		targets.guesses->put(to->get_uid(), PGL_NONE);
	if (watch.is_inlining)
		return;
	bool *open = targets.open->get(from->get_uid());

	if (open) {
		bool virtual_call = *open;

		targets.open->put(to->get_uid(), virtual_call);
	}
}

} /* namespace */

void follow_targets(void)
{
	targets.guesses = new event_by_edge;
	targets.open = new flag_by_edge;
	targets.copies = new flag_by_edge;
	symtab->add_edge_duplication_hook(on_edge_duplicated, NULL);
}

void look_at_targets(const char *pass)
{
	cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node)
	look_at_calls(node, pass);
}

void tie_target(cgraph_edge *e, uint32_t site)
{
	uint32_t *event = targets.guesses->get(e->get_uid());

	if (event && *event != PGL_NONE)
		watch.record->events[*event].site = site;
}

void note_early_target(cgraph_edge *e, uint32_t site)
{
	bool virtual_call = watch.record->sites[site].flags & PGL_BIT(PGL_SITE_FLAG_VIRTUAL);

	if (targets.guesses->get(e->get_uid()))
		return;
	uint32_t event = note_target(
		e, virtual_call ? PGL_EVENT_DEVIRTUALIZED : PGL_EVENT_MADE_DIRECT, NULL);

	if (event != PGL_NONE)
		watch.record->events[event].site = site;
}

void note_inline_target(cgraph_edge *e, uint32_t site)
{
	if (!e->indirect_inlining_edge || targets.copies->get(e->get_uid()))
		return;
	uint32_t event = note_target(
		e, was_virtual(e) ? PGL_EVENT_DEVIRTUALIZED : PGL_EVENT_MADE_DIRECT, "inline");

	if (event != PGL_NONE)
		watch.record->events[event].site = site;
}
