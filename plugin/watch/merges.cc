/* Records functions that GCC's pass "icf" found to be identical and merged.

   The pass flags all functions involved, but does not say which was merged into which. The result
   shows it: a function is now an alias of another or a wrapper that calls it, or its callers now
   call another. The removal hook reports functions that disappear.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/merges.h"

#include "gcc/events.h"
#include "watch/events.h"

namespace
{

struct merge {
	int uid;
	uint32_t function, target;
	bool is_settled; /* HOW is known */
	enum pgl_how how;
};

typedef hash_map<int_hash<int, -1, -2>, unsigned> number_by_uid;

struct {
	auto_vec<merge> *list;
	number_by_uid *by_uid;	/* of a function: its index in the list */
	number_by_uid *callees; /* of an edge before the pass: the function's uid */
	hash_map<int_hash<int, -1, -2>, pgl_count> *counts; /* of a function before the pass */
} merges;

merge *merge_of(int uid)
{
	unsigned *known = merges.by_uid->get(uid);

	return known ? &(*merges.list)[*known] : NULL;
}

merge *add_merge(int uid, uint32_t function)
{
	merges.by_uid->put(uid, merges.list->length());
	return merges.list->safe_push({uid, function, PGL_NONE, false, PGL_HOW_REMOVED});
}

void settle(merge *merge, enum pgl_how how, cgraph_node *target)
{
	merge->how = how;
	merge->is_settled = true;
	if (target)
		merge->target = watch.extract->function(target->ultimate_alias_target());
}

/* Record what has become of NODE, which has changed. */
void settle_by_outcome(merge *merge, cgraph_node *node)
{
	if (node->body_removed)
		settle(merge, PGL_HOW_REMOVED, NULL);
	else if (node->alias && node->analyzed)
		settle(merge, PGL_HOW_ALIAS, node->get_alias_target());
	else
		settle(merge, PGL_HOW_WRAPPER, node->callees ? node->callees->callee : NULL);
}

/* The pass calls this itself before it empties a function, and may call it again when nobody needs
   the rest. */
void on_node_removed(cgraph_node *node, void *)
{
	if (!node->icf_merged || node->inlined_to || !room_in_pass("icf"))
		return;
	merge *known = merge_of(node->get_uid());

	if (!known && (node->body_removed || !node->alias)) {
		known = add_merge(node->get_uid(), watch.extract->function(node));
		if (node->body_removed)
			settle_by_outcome(known, node);
	} else if (known && !known->is_settled)
		settle_by_outcome(known, node);
}

/* E's callee has changed in the pass: the old one was merged with the new one. */
void follow_call(cgraph_edge *e)
{
	unsigned *before = merges.callees->get(e->get_uid());
	cgraph_node *target = e->callee->ultimate_alias_target();

	if (!before || (int)*before == target->get_uid())
		return;
	merge *known = merge_of(*before);

	if (known && known->target == PGL_NONE)
		known->target = watch.extract->function(target);
	if (known)
		return;
	cgraph_node *node;

	FOR_EACH_FUNCTION(node)
	if (node->get_uid() == (int)*before) {
		settle(add_merge(*before, watch.extract->function(node)), PGL_HOW_REDIRECTED,
		       target);
		return;
	}
}

void note_merge(const merge *merge)
{
	uint32_t id = note_event(PGL_EVENT_MERGED, merge->function);
	pgl_count *count = merges.counts->get(merge->uid);

	if (id == PGL_NONE)
		return;
	pgl_event *event = &watch.record->events[id];

	event->target = merge->target;
	set_how(event, merge->how);
	if (count)
		event->count = *count;
}

} /* namespace */

void before_icf(void)
{
	cgraph_node *node;

	if (!flag_ipa_icf_functions)
		return;
	merges.list = new auto_vec<merge>;
	merges.by_uid = new number_by_uid;
	merges.callees = new number_by_uid;
	merges.counts = new hash_map<int_hash<int, -1, -2>, pgl_count>;
	symtab->add_cgraph_removal_hook(on_node_removed, NULL);
	FOR_EACH_DEFINED_FUNCTION(node)
	{
		merges.counts->put(node->get_uid(), room_count(node->count));
		for (cgraph_edge *e = node->callees; e; e = e->next_callee)
			merges.callees->put(e->get_uid(),
					    e->callee->ultimate_alias_target()->get_uid());
	}
}

void after_icf(void)
{
	cgraph_node *node;
	merge *merge;
	unsigned i;

	if (!merges.list)
		return;
	FOR_EACH_FUNCTION(node)
	{
		struct merge *known = merge_of(node->get_uid());

		if (known && !known->is_settled)
			settle_by_outcome(known, node);
	}
	FOR_EACH_FUNCTION(node)
	for (cgraph_edge *e = node->callees; e; e = e->next_callee)
		follow_call(e);
	/* An entry that was never settled was removed for another reason. */
	FOR_EACH_VEC_ELT(*merges.list, i, merge)
	if (merge->is_settled)
		note_merge(merge);
	delete merges.list;
	delete merges.by_uid;
	delete merges.callees;
	delete merges.counts;
	merges.list = NULL;
}
