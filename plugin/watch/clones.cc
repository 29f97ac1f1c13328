/* Records which functions GCC makes out of others: clones for constant arguments (pass "cp") and
   with other parameters ("sra"), split parts ("fnsplit", with a profile "feedback_fnsplit"). The
   call graph's hooks report each one as GCC makes it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/clones.h"

#include "gcc/events.h"
#include "watch/events.h"

namespace
{

/* The events of this compile's constprop clones, by the clone's uid. */
hash_map<int_hash<int, -1, -2>, uint32_t> *specialized;

void take_argument(void *context, const pgl_argument *argument)
{
	pgl_argument *added = pgl_event_add_argument(watch.record, *(uint32_t *)context);

	if (!added)
		return;
	*added = *argument;
	added->name = pgl_record_intern(watch.record, argument->name);
	added->value = pgl_record_intern(watch.record, argument->value);
}

/* Record that WHAT made the function MADE out of OF. Return the event, or PGL_NONE. */
uint32_t note_made(enum pgl_event_kind what, uint32_t of, cgraph_node *made)
{
	uint32_t target = watch.extract->function(made), event = note_event(what, of);

	if (event == PGL_NONE)
		return PGL_NONE;
	watch.record->events[event].target = target;
	watch.record->events[event].count = room_count(made->count);
	return event;
}

void on_node_duplicated(cgraph_node *from, cgraph_node *to, void *)
{
	if (to->inlined_to || to->thunk)
		return;
	bool is_cp = room_in_pass("cp");

	if (!is_cp && !room_in_pass("sra"))
		return;
	uint32_t event = note_made(is_cp ? PGL_EVENT_CONSTPROP : PGL_EVENT_ISRA,
				   watch.extract->function(from), to);

	if (event == PGL_NONE)
		return;
	room_clone_arguments(to, take_argument, &event);
	if (is_cp)
		specialized->put(to->get_uid(), event);
}

void on_node_inserted(cgraph_node *node, void *)
{
	bool is_early = room_in_pass("fnsplit");

	if ((!is_early && !room_in_pass("feedback_fnsplit")) || !current_function_decl)
		return;
	uint32_t of = watch.extract->function(cgraph_node::get(current_function_decl));
	uint32_t event = note_made(PGL_EVENT_SPLIT, of, node);

	if (event != PGL_NONE)
		watch.record->events[event].pass =
			pgl_record_intern(watch.record, is_early ? "fnsplit" : "feedback_fnsplit");
}

} /* namespace */

void follow_clones(void)
{
	specialized = new hash_map<int_hash<int, -1, -2>, uint32_t>;
	symtab->add_cgraph_duplication_hook(on_node_duplicated, NULL);
	symtab->add_cgraph_insertion_hook(on_node_inserted, NULL);
}

/* When "cp" makes its clones, it has not yet stored what it knows of aggregates and of counts. */
void complete_clones(void)
{
	cgraph_node *node;

	if (specialized->elements())
		FOR_EACH_DEFINED_FUNCTION(node)
		{
			uint32_t *event = specialized->get(node->get_uid());

			if (!event)
				continue;
			room_clone_aggregates(node, take_argument, event);
			watch.record->events[*event].count = room_count(node->count);
		}
}

/* The count of a part is final only once the IPA inliner has recorded its functions. */
void complete_parts(void)
{
	const char *split = pgl_words(PGL_WORDS_EVENT)[PGL_EVENT_SPLIT];

	for (uint32_t i = 0; i < watch.record->n_events; i++) {
		pgl_event *event = &watch.record->events[i];

		if (!strcmp(event->what, split) && event->target != PGL_NONE)
			event->count = watch.record->functions[event->target].count;
	}
}
