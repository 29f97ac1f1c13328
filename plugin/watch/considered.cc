/* Finds out why GCC does not inline a call, with the numbers GCC compares, when it considers the
   call.

   GCC keeps at most a code, and its estimates go on changing: a caller grows, a callee's body is
   reused. Whenever GCC considers a call, it asks the target about it, which tells us when
   (room_watch_considered ()). The early inliner's decision follows from the estimates at that
   moment. The IPA inliner's decision is read from the call before GCC considers the next call or
   inlines the next function: nothing has changed in between.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/considered.h"

#include "gcc/limits.h"

namespace
{

/* A function with more callers than this: not all are examined each time GCC considers one. */
const int MANY_CALLERS = 64;

typedef hash_map<int_hash<int, -1, -2>, pgl_decision> decision_by_edge;
typedef hash_map<int_hash<int, -1, -2>, room_recursion> recursion_by_root;

struct {
	decision_by_edge *decisions;   /* by the edge's uid */
	recursion_by_root *recursions; /* by the uid of the function inlined into itself */
	cgraph_edge *at;	       /* the call considered last, as far as is known */
	cgraph_edge_hook_list *removed;
	/* IPA inliner: the caller and callee GCC asked about last; how many callers the callee
	   has. */
	tree caller, callee;
	int n_callers;
	bool is_small; /* and GCC was working on the heap then */
	/* Early inliner: the function; edges newer than NEWEST came with the last inlining. */
	cgraph_node *node;
	int newest;
	bool is_expanded;
} now;

/* The unit's size as GCC counts it while it works on the heap (overall_size in ipa-inline.c), and
   the inlining that this size does not include yet. */
struct {
	bool is_begun;
	int64_t size, min_size;
	cgraph_edge *inlining;
	cgraph_node *root, *callee;
	int root_size, callee_size, n_before;
} account;

void on_edge_removed(cgraph_edge *e, void *)
{
	if (watch.inliner == PGL_INLINER_EINLINE) {
		now.at = NULL;
		now.is_expanded = true;
	} else if (e == now.at)
		now.at = NULL;
	if (e == account.inlining)
		account.callee = NULL;
}

/* The early inliner -------------------------------------------------------------------------- */

/* The next call of CALLEE in the current function, in the order in which GCC considers them. */
cgraph_edge *next_call_of(tree callee)
{
	for (int again = now.at ? 0 : 1; again < 2; again++)
		for (cgraph_edge *e = again ? now.node->callees : now.at->next_callee; e;
		     e = e->next_callee)
			if (e->inline_failed &&
			    cgraph_inline_failed_type(e->inline_failed) != CIF_FINAL_ERROR &&
			    e->callee->ultimate_alias_target()->decl == callee)
				return e;
	return NULL;
}

void on_considered_early(tree caller, tree callee)
{
	pgl_decision why = {};

	if (caller != now.node->decl || lookup_attribute("flatten", DECL_ATTRIBUTES(caller)))
		return;
	if (now.is_expanded) {
		now.is_expanded = false;
		now.newest = INT_MAX;
	}
	now.at = next_call_of(callee);
	if (!now.at)
		return;
	if (!room_early_rejection(now.at, &why))
		why.reason = NULL;
	now.decisions->put(now.at->get_uid(), why);
}

/* The IPA inliner ----------------------------------------------------------------------------- */

/* Add the inlining that GCC has finished since to the unit's size (inline_call). */
void balance(void)
{
	/* Afterwards GCC removes functions, and nobody needs the size. */
	if (!room_in_small_functions()) {
		account.inlining = NULL;
		return;
	}
	if (!account.is_begun) {
		account.is_begun = true;
		account.size = account.min_size = room_unit_size();
	}
	if (!account.inlining || ncalls_inlined == account.n_before)
		return;
	/* The root is already gone if nothing refers to it after the last inlining of a small
	   function. */
	ipa_size_summary *grown = ipa_size_summaries->get(account.root);

	if (grown && inline_account_function_p(account.root))
		account.size += grown->size - account.root_size;
	/* GCC reused the body instead of copying it. */
	if (account.callee && account.inlining->callee == account.callee)
		account.size -= account.callee_size;
	account.min_size = MIN(account.min_size, account.size);
	account.inlining = NULL;
}

/* True if WHY is how GCC stopped a recursion. It then considers the call again, as any call of a
   function that has grown since, and what it finds then leaves its code in the call. */
bool is_of_recursion(const pgl_decision *why)
{
	return why && why->reason && !strcmp(why->reason, "RECURSIVE_INLINING");
}

/* Record the limit behind GCC's decision on E, if there is one. */
void note_limit(cgraph_edge *e)
{
	pgl_decision why = {}, *known;
	bool is_known;

	/* E is still, or again, in the heap. */
	if (e->aux && room_in_small_functions())
		return;
	known = now.decisions->get(e->get_uid());
	switch (e->inline_failed) {
	case CIF_UNSPECIFIED: is_known = room_peeling_limit(e, &why); break;
	case CIF_LARGE_FUNCTION_GROWTH_LIMIT:
	case CIF_LARGE_STACK_FRAME_GROWTH_LIMIT:
	case CIF_RECURSIVE_INLINING: is_known = room_caller_limit(e, &why); break;
	case CIF_INLINE_UNIT_GROWTH_LIMIT:
		is_known = room_unit_limit(e, account.size, account.min_size, &why);
		break;
	default:
		/* The decision on the last call in the heap is recorded after GCC has freed the
		   heap. */
		if (!now.is_small || is_of_recursion(known) ||
		    (!room_in_small_functions() && known && known->limit &&
		     !strcmp(known->reason, room_reason(e))))
			return;
		is_known = room_small_limit(e, &why);
	}
	if (is_known)
		now.decisions->put(e->get_uid(), why);
}

bool is_asked_about(cgraph_edge *e)
{
	return e->inline_failed && root_node(e->caller)->decl == now.caller;
}

void note_callers(cgraph_node *callee)
{
	ipa_ref *alias;

	FOR_EACH_ALIAS(callee, alias)
	note_callers(dyn_cast<cgraph_node *>(alias->referring));
	for (cgraph_edge *e = callee->callers; e; e = e->next_caller) {
		now.n_callers++;
		if (!is_asked_about(e))
			continue;
		note_limit(e);
		now.at = e;
	}
}

/* Record the outcome of the call GCC asked about last. GCC does not say which one it was if several
   match, so calls already decided are examined again. This is harmless where the caller has not
   changed. */
void note_last_considered(void)
{
	cgraph_node *callee = now.callee ? cgraph_node::get(now.callee) : NULL;
	cgraph_edge *e = NULL;

	now.callee = NULL;
	if (!callee)
		return;
	/* GCC goes through the callers of a function in order, repeatedly. */
	if (now.at && now.at->callee == callee && now.n_callers > MANY_CALLERS)
		for (e = now.at->next_caller; e && !is_asked_about(e);)
			e = e->next_caller;
	if (e) {
		note_limit(e);
		now.at = e;
		return;
	}
	now.n_callers = 0;
	note_callers(callee);
}

bool on_considered(tree caller, tree callee)
{
	if (watch.inliner == PGL_INLINER_EINLINE) {
		on_considered_early(caller, callee);
		return true;
	}
	balance();
	note_last_considered();
	now.caller = caller;
	now.callee = callee;
	now.is_small = room_in_small_functions();
	return watch.hooks->may_consider(caller, callee);
}

} /* namespace */

void start_considering(cgraph_node *node)
{
	if (!now.decisions) {
		now.decisions = new decision_by_edge;
		now.recursions = new recursion_by_root;
		now.removed = symtab->add_edge_removal_hook(on_edge_removed, NULL);
	}
	now.decisions->empty();
	now.recursions->empty();
	now.node = node;
	now.at = NULL;
	now.is_expanded = false;
	now.newest = INT_MAX;
	room_watch_considered(on_considered);
}

void stop_considering(void)
{
	room_watch_considered(NULL);
	if (watch.inliner == PGL_INLINER_IPA)
		note_last_considered();
}

void consider_inlining(cgraph_edge *e)
{
	cgraph_node *callee = e->callee->ultimate_alias_target();

	if (watch.inliner == PGL_INLINER_EINLINE) {
		/* GCC may inline other calls before it considers any call as a small function's. */
		if (now.newest == INT_MAX && !DECL_DISREGARD_INLINE_LIMITS(callee->decl))
			now.newest = symtab->edges_max_uid;
		return;
	}
	balance();
	note_last_considered();
	if (!room_in_small_functions())
		return;
	if (e->recursive_p()) {
		room_recursion last;

		room_recursion_of(e, &last);
		now.recursions->put(root_node(e->caller)->get_uid(), last);
	}
	account.inlining = e;
	account.root = root_node(e->caller);
	account.callee = callee;
	account.root_size = ipa_size_summaries->get(account.root)->size;
	account.callee_size = inline_account_function_p(callee) && callee->definition
				      ? ipa_size_summaries->get(callee)->size
				      : 0;
	account.n_before = ncalls_inlined;
}

/* Where GCC has inlined E's function into itself, each of its calls of itself was considered. */
static bool stopped_recursion(cgraph_edge *e, pgl_decision *ret)
{
	cgraph_node *root = root_node(e->caller);
	const room_recursion *last = now.recursions->get(root->get_uid());

	*ret = {};
	return last && e->callee && e->inline_failed &&
	       cgraph_inline_failed_type(e->inline_failed) != CIF_FINAL_ERROR &&
	       room_recursion_limit(e, last, ret);
}

void consider_copied(cgraph_edge *from, cgraph_edge *to)
{
	pgl_decision *why = now.decisions->get(from->get_uid()), copy = {};

	/* Where a function is inlined into itself, GCC has yet to consider TO. */
	if (root_node(from->caller) == root_node(to->caller) || !stopped_recursion(from, &copy))
		copy = why ? *why : pgl_decision{};
	if (copy.reason)
		now.decisions->put(to->get_uid(), copy);
}

/* True if GCC's own code in E tells more than WHY, found when GCC considered E. */
static bool has_code_of_its_own(cgraph_edge *e, const pgl_decision *why)
{
	switch (e->inline_failed) {
	case CIF_FUNCTION_NOT_CONSIDERED: return false;
	case CIF_OPTIMIZATION_MISMATCH:
	case CIF_TARGET_OPTION_MISMATCH:
	case CIF_SANITIZE_ATTRIBUTE_MISMATCH:
	case CIF_FUNCTION_NOT_INLINABLE:
	case CIF_EXTERN_LIVE_ONLY_STATIC:
	case CIF_FUNCTION_NOT_INLINE_CANDIDATE: return true;
	default: return !why || !why->reason;
	}
}

bool early_rejection_of(cgraph_edge *e, pgl_decision *ret)
{
	const pgl_decision *why = now.decisions->get(e->get_uid());
	cgraph_node *callee = e->callee ? e->callee->ultimate_alias_target() : NULL;
	ipa_fn_summary *summary = callee && ipa_fn_summaries ? ipa_fn_summaries->get(callee) : NULL;

	if (!callee || (summary && !summary->inlinable) || !room_early_considers(now.node))
		return false;
	*ret = {};
	if (!summary) {
		ret->reason = "EARLY_NOT_ANALYZED";
		return callee->has_gimple_body_p();
	}
	if (!why && e->get_uid() > now.newest &&
	    cgraph_inline_failed_type(e->inline_failed) != CIF_FINAL_ERROR)
		room_early_iterations(now.node, ret);
	else if (has_code_of_its_own(e, why))
		ret->reason = room_reason(e);
	else if (why && why->reason)
		*ret = *why;
	else if (!room_early_silence(now.node, e, ret))
		ret->reason = "unknown";
	return true;
}

void ipa_rejection_of(cgraph_edge *e, pgl_decision *ret)
{
	const pgl_decision *why = now.decisions->get(e->get_uid());

	*ret = {};
	if (stopped_recursion(e, ret))
		return;
	*ret = {};
	ret->reason = room_reason(e);
	if (why && why->reason && (!strcmp(why->reason, ret->reason) || is_of_recursion(why)))
		*ret = *why;
}
