/* The IPA inliner's part of the replay (see replay.h): a queue of calls to inline, by when the recorded
   build did it.

   A call is looked up in the plan when its body comes to stand somewhere: all calls at the beginning, then
   those in each body that was just inlined. Nothing else is inlined meanwhile, so no call need be
   forbidden; that is done to all that are left, when the queue is empty and GCC's inliner is next.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/replay.h"

#include "gcc/legal.h"
#include "replay/state.h"
#include "watch/decisions.h"

namespace
{

/* A call that is to be inlined; AT: when. */
struct queued {
	uint32_t at;
	unsigned order;
	int uid;
	cgraph_edge *edge;
};

vec<queued> queue; /* a binary heap, the first on top */
unsigned n_queued;
number_set *removed; /* uids of edges that are no more */
cgraph_edge_hook_list *removal;

/* What GCC's own inliner has inlined since it was last asked, where only a part is replayed; and what it
   is about to consider. */
vec<queued> taken;
struct {
	tree caller, callee;
	bool is_forbidden;
} considered;

bool comes_before(const queued &a, const queued &b)
{
	return a.at != b.at ? a.at < b.at : a.order < b.order;
}

void push(cgraph_edge *e, uint32_t at)
{
	unsigned i = queue.length();

	queue.safe_push({at, n_queued++, e->get_uid(), e});
	while (i && comes_before(queue[i], queue[(i - 1) / 2])) {
		std::swap(queue[i], queue[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
}

queued pop(void)
{
	queued first = queue[0];

	queue[0] = queue.last();
	queue.pop();
	for (unsigned i = 0, child; (child = 2 * i + 1) < queue.length(); i = child) {
		if (child + 1 < queue.length() && comes_before(queue[child + 1], queue[child]))
			child++;
		if (!comes_before(queue[child], queue[i]))
			break;
		std::swap(queue[i], queue[child]);
	}
	return first;
}

void on_edge_removed(cgraph_edge *e, void *)
{
	removed->add(e->get_uid());
}

/* The site of E where it stands now. An indirect call may have become direct since. */
uint32_t call_site(cgraph_edge *e)
{
	uint32_t site = site_of(e, replay.made);

	if (site != PGL_NONE && e->callee && watch.record->sites[site].callee == PGL_NONE) {
		uint32_t callee = watch.extract->callee(e);

		watch.record->sites[site].callee = callee;
	}
	return site;
}

/* What the plan says of E where it stands now. */
pgl_planned_call planned(cgraph_edge *e)
{
	uint32_t site = call_site(e);

	if (site == PGL_NONE)
		return {PGL_PLANNED_UNKNOWN, PGL_NONE, 0, PGL_PHASE_UNKNOWN};
	return pgl_plan_find(replay.plan, site);
}

/* Is it for the plan to say what becomes of E? */
bool is_selected(cgraph_edge *e)
{
	uint32_t site = replay.is_partial ? call_site(e) : PGL_NONE;

	return site == PGL_NONE || pgl_plan_is_selected(replay.plan, site);
}

/* Queues what is to be inlined of the calls in NODE and in all that is inlined there. Among calls that look
   the same, those whose bodies are here already come first. */
void consider(cgraph_node *node)
{
	call_list calls;
	ordered_call *call;
	unsigned i;

	calls_in_order(node, &calls);
	FOR_EACH_VEC_ELT(calls, i, call)
	if (call->edge->callee) {
		uint32_t site = call_site(call->edge);

		if (site == PGL_NONE)
			return;
		if (watch.record->sites[site].parent != PGL_NONE)
			pgl_plan_find(replay.plan, watch.record->sites[site].parent);
		if (!call->edge->inline_failed) {
			note_copied(site);
			pgl_plan_find(replay.plan, site);
		}
	}
	FOR_EACH_VEC_ELT(calls, i, call)
	{
		cgraph_edge *e = call->edge;

		if (!e->callee)
			continue;
		if (!e->inline_failed) {
			consider(e->callee);
			continue;
		}
		pgl_planned_call found = planned(e);

		if (found.what == PGL_PLANNED_INLINE && is_selected(e))
			push(e, found.sequence);
	}
}

struct {
	cgraph_node *root, *clone;
} master;

void end_recursion(void)
{
	if (master.clone)
		room_drop_master_clone(master.clone);
	master.root = master.clone = NULL;
}

/* Inlines E. Recursive calls in one function that are inlined one after the other take its body as it was
   before the first. */
void inline_now(cgraph_edge *e, const pgl_planned_call *found)
{
	cgraph_node *root = root_node(e->caller);
	bool is_recursive = e->recursive_p();

	if (!is_recursive || master.root != root)
		end_recursion();
	if (is_recursive && !master.clone) {
		master.root = root;
		master.clone = room_master_clone(root);
	}
	replay.phase = found->phase;
	replay.is_inlining = true;
	room_inline(e, is_recursive ? master.clone : NULL);
	replay.is_inlining = false;
	replay.n_inlined++;
	consider(e->callee);
}

/* Is E still the call that was queued, and to be inlined now? */
bool is_due(const queued &next, pgl_planned_call *ret)
{
	if (removed->contains(next.uid) || !next.edge->inline_failed)
		return false;
	*ret = planned(next.edge);
	return ret->what == PGL_PLANNED_INLINE && ret->sequence == next.at;
}

/* Inlines what is due before END. */
void run_queue(uint32_t end)
{
	while (!queue.is_empty() && queue[0].at < end) {
		queued next = pop();
		pgl_planned_call found;

		if (!is_due(next, &found))
			continue;
		const char *reason = room_illegal(next.edge);

		if (reason)
			replay_refuse(found.site, reason);
		else
			inline_now(next.edge, &found);
	}
	end_recursion();
}

/* Calls of NODE, and of all that is inlined there. */
void for_each_call(cgraph_node *node, void (*take)(cgraph_edge *e))
{
	for (cgraph_edge *e = node->callees, *next; e; e = next) {
		next = e->next_callee;
		if (!e->inline_failed)
			for_each_call(e->callee, take);
		else
			take(e);
	}
}

void for_each_body(void (*take)(cgraph_node *node))
{
	cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node)
	if (!node->inlined_to && !node->alias)
		take(node);
}

bool is_always_inline(cgraph_edge *e)
{
	return DECL_DISREGARD_INLINE_LIMITS(e->callee->ultimate_alias_target()->decl);
}

void forbid_call(cgraph_edge *e)
{
	if (room_is_final(e) || is_always_inline(e) || !is_selected(e))
		return;
	replay.forbidden->add(e->get_uid());
	room_forbid(e);
}

void permit_call(cgraph_edge *e)
{
	if (room_is_forbidden(e))
		room_permit(e);
}

/* Forbids or permits a call in a body that GCC has inlined, by where it stands now. */
void revise_call(cgraph_edge *e)
{
	permit_call(e);
	if (planned(e).what == PGL_PLANNED_INLINE)
		return;
	forbid_call(e);
	if (room_is_forbidden(e) && root_node(e->caller)->decl == considered.caller &&
	    e->callee->ultimate_alias_target()->decl == considered.callee)
		considered.is_forbidden = true;
}

void forbid_calls(cgraph_node *node)
{
	for_each_call(node, forbid_call);
}

void permit_calls(cgraph_node *node)
{
	for_each_call(node, permit_call);
}

/* Is the guess E to be inlined, here or where the body it stands in comes to stand? */
bool is_awaited(cgraph_edge *e)
{
	pgl_planned_call found = planned(e);

	return found.what == PGL_PLANNED_INLINE ||
	       (found.site != PGL_NONE && pgl_plan_inlines_copy(replay.plan, found.site));
}

/* GCC's inliner begins by dropping guesses that are of no use but for inlining (inline_small_functions). */
void drop_guesses(cgraph_node *node)
{
	bool is_changed = false;

	for (cgraph_edge *e = node->callees, *next; e; e = next) {
		next = e->next_callee;
		if (!e->speculative || !e->inline_failed || is_awaited(e) ||
		    speculation_useful_p(e, false))
			continue;
		cgraph_edge::resolve_speculation(e, NULL);
		is_changed = true;
	}
	if (is_changed)
		ipa_update_overall_fn_summary(node);
}

bool is_optimized(cgraph_node *node)
{
	return opt_for_fn(node->decl, optimize);
}

void begin_with(cgraph_node *node)
{
	if (!is_optimized(node))
		return;
	drop_guesses(node);
	consider(node);
}

void before_inline(void)
{
	removal = symtab->add_edge_removal_hook(on_edge_removed, NULL);
	pgl_plan_find_all(replay.plan);
	for_each_body(begin_with);
	run_queue(pgl_plan_first_called_once(replay.plan));
	for_each_body(forbid_calls);
}

void after_inline(void)
{
	int before = replay.n_inlined;

	for_each_body(permit_calls);
	queue.truncate(0);
	for_each_body(begin_with);
	run_queue(UINT32_MAX);
	symtab->remove_edge_removal_hook(removal);
	if (replay.n_inlined != before) {
		symtab->remove_unreachable_nodes(NULL);
		room_dump_calls();
	}
}

void drop_unseen(number_set *seen)
{
	unsigned i;
	uint32_t *site;

	FOR_EACH_VEC_ELT(*replay.made, i, site)
	if (!seen->contains(*site) && !pgl_site_inlined(&watch.record->sites[*site]))
		pgl_sites_drop(watch.sites, *site);
}

void inlining(cgraph_edge *e)
{
	if (replay.is_partial && !replay.is_inlining && watch.inliner == PGL_INLINER_IPA)
		taken.safe_push({0, 0, e->get_uid(), e});
}

/* Forbids what the last inlinings brought along and should not be inlined. */
bool may_consider(tree caller, tree callee)
{
	if (taken.is_empty())
		return true;
	considered = {caller, callee, false};
	while (!taken.is_empty()) {
		queued last = taken.pop();

		if (!removed->contains(last.uid) && !last.edge->inline_failed)
			for_each_call(last.edge->callee, revise_call);
	}
	return !considered.is_forbidden;
}

const char *reason(cgraph_edge *e, enum pgl_inliner inliner)
{
	if (!replay.forbidden->contains(e->get_uid()) ||
	    e->inline_failed != CIF_FUNCTION_NOT_CONSIDERED)
		return NULL;
	return inliner == PGL_INLINER_EINLINE ? PGL_REASON_EARLY_REPLAY : PGL_REASON_REPLAY;
}

enum pgl_phase phase(void)
{
	return replay.is_inlining ? replay.phase : PGL_PHASE_UNKNOWN;
}

} /* namespace */

const watch_hooks replay_hooks = {
	replay_before_einline,
	replay_after_einline,
	replay_after_profile_estimate,
	before_inline,
	after_inline,
	may_consider,
	inlining,
	phase,
	reason,
	drop_unseen,
	replay_finish,
};

bool replay_begin(pgl_record *recorded, const char *filter, pgl_error *error)
{
	pgl_plan_filter *only = NULL;

	if (filter && !(only = pgl_plan_filter_new(filter, error)))
		return false;
	replay.plan = pgl_plan_new(recorded, watch.record);
	if (!replay.plan)
		return !pgl_error_set(error, "out of memory");
	if (only)
		pgl_plan_select(replay.plan, only);
	replay.is_partial = only != NULL;
	replay.made = new vec<uint32_t>();
	replay.forbidden = new number_set;
	replay.refused = new hash_map<int_hash<int, -1, -2>, const char *>;
	removed = new number_set;
	return true;
}
