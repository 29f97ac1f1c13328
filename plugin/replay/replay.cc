/* The IPA inliner's part of the replay (see replay.h): a queue of calls to inline, in the order of
   the recorded build.

   The plan is asked about all calls at the beginning, then about those that come with each inlined
   function. GCC inlines nothing meanwhile, so no call need be forbidden. Once the queue is empty,
   and before GCC's inliner runs, all remaining calls are forbidden.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/replay.h"

#include "gcc/legal.h"
#include "replay/state.h"
#include "watch/decisions.h"

namespace
{

/* A call to inline; AT: its sequence number in the recorded build. */
struct queued {
	uint32_t at;
	unsigned order;
	int uid;
	cgraph_edge *edge;
};

vec<queued> queue; /* a binary heap, the first on top */
unsigned n_queued;
number_set *removed; /* uids of removed edges */
cgraph_edge_hook_list *removal;

/* In a partial replay: what GCC's own inliner inlined since may_consider() last ran, and the call
   it considers next. */
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

/* The site of E at its current location. An indirect call may have become direct since. */
uint32_t call_site(cgraph_edge *e)
{
	uint32_t site = site_of(e, replay.made);

	if (site != PGL_NONE && e->callee && watch.record->sites[site].callee == PGL_NONE) {
		uint32_t callee = watch.extract->callee(e);

		watch.record->sites[site].callee = callee;
	}
	return site;
}

/* The plan's decision for E at its current location. */
pgl_planned_call planned(cgraph_edge *e)
{
	uint32_t site = call_site(e);

	if (site == PGL_NONE)
		return {PGL_PLANNED_UNKNOWN, PGL_NONE, 0, PGL_PHASE_UNKNOWN};
	return pgl_plan_find(replay.plan, site);
}

/* True if the plan decides E, not GCC. */
bool is_selected(cgraph_edge *e)
{
	uint32_t site = replay.is_partial ? call_site(e) : PGL_NONE;

	return site == PGL_NONE || pgl_plan_is_selected(replay.plan, site);
}

/* Queue the calls to inline in NODE and in all that is inlined there. Among calls that look the
   same, those already inlined here come first. */
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

/* Inline E. Successive recursive calls in one function are inlined from a copy of the function made
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

/* True if E is still the call that was queued, and its turn is now. */
bool is_due(const queued &next, pgl_planned_call *ret)
{
	if (removed->contains(next.uid) || !next.edge->inline_failed)
		return false;
	*ret = planned(next.edge);
	return ret->what == PGL_PLANNED_INLINE && ret->sequence == next.at;
}

/* Inline the queued calls whose sequence number is below END. */
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

/* Call TAKE for the calls in NODE and in all that is inlined there. */
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

/* Forbid or permit a call that came with a function GCC inlined, by its current location. */
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

/* True if the guess E is to be inlined here, or in a function that its caller is inlined into. */
bool is_awaited(cgraph_edge *e)
{
	pgl_planned_call found = planned(e);

	return found.what == PGL_PLANNED_INLINE ||
	       (found.site != PGL_NONE && pgl_plan_inlines_copy(replay.plan, found.site));
}

/* GCC's inliner first drops guesses that only serve inlining (inline_small_functions). */
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

/* Forbid the calls that came with the last inlinings and must not be inlined. */
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
