/* See gcc/limits.h. GCC's ipa-inline.c describes what is computed here, in the functions named.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/limits.h"

#include <target.h>

/* When GCC considers a call -------------------------------------------------------------------- */

static struct {
	room_considered_taker *take;
	bool (*asked)(tree caller, tree callee);
} considered;

static bool answer_and_tell(tree caller, tree callee)
{
	return considered.take(caller, callee) && considered.asked(caller, callee);
}

/* can_inline_edge_p () asks the target about every call that has passed its other checks. */
void room_watch_considered(room_considered_taker *take)
{
	if (take && !considered.take) {
		considered.asked = targetm.target_option.can_inline_p;
		targetm.target_option.can_inline_p = answer_and_tell;
	} else if (!take && considered.take)
		targetm.target_option.can_inline_p = considered.asked;
	considered.take = take;
}

/* Common -------------------------------------------------------------------------------------- */

static cgraph_node *root_of(cgraph_node *node)
{
	return node->inlined_to ? node->inlined_to : node;
}

static void set_limit(pgl_decision *ret, enum pgl_limit_of of, enum pgl_quantity compared,
		      const char *param, int64_t own, int64_t value, int64_t actual)
{
	ret->limit = param;
	ret->limit_of = of;
	ret->compared = compared;
	ret->limit_param = {own, true};
	ret->limit_value = {value, true};
	ret->limit_actual = {actual, true};
}

/* The growth of E's caller, unless GCC would have to compute and cache it first. */
static bool known_growth(cgraph_edge *e, int *ret)
{
	if (!ipa_call_summaries || !ipa_call_summaries->get(e))
		return false;
	if (edge_growth_cache) {
		edge_growth_cache_entry *entry = edge_growth_cache->get(e);

		if (!entry || !entry->size)
			return false;
	}
	*ret = estimate_edge_growth(e);
	return true;
}

/* The least that E adds (estimate_min_edge_growth). */
static int least_growth(cgraph_edge *e, cgraph_node *callee)
{
	return ipa_fn_summaries->get(callee)->min_size - ipa_call_summaries->get(e)->call_stmt_size;
}

/* The size of the function TO once E, somewhere in it, is inlined
   (estimate_size_after_inlining). */
static int size_with(cgraph_node *to, cgraph_edge *e, int growth)
{
	ipa_call_summary *summary = ipa_call_summaries->get(e);
	int size = ipa_size_summaries->get(to)->size;

	return summary->predicate && *summary->predicate == false ? size : size + growth;
}

/* The caller's limits --------------------------------------------------------------------------- */

/* The largest of the functions from E's own up to the root it is inlined into. */
static cgraph_node *largest_bodies(cgraph_edge *e, int *ret_size, HOST_WIDE_INT *ret_frame)
{
	cgraph_node *to = e->caller;

	for (;; to = to->callers->caller) {
		ipa_size_summary *summary = ipa_size_summaries->get(to);

		*ret_size = MAX(*ret_size, summary->self_size);
		*ret_frame = MAX(*ret_frame, summary->estimated_self_stack_size);
		if (!to->inlined_to)
			return to;
	}
}

/* BASE grown by PERCENT (parameter GROWTH), at least FLOOR (parameter LEAST), must hold ACTUAL. */
static void set_growth_limit(pgl_decision *ret, enum pgl_quantity compared, const char *growth,
			     int64_t base, int64_t percent, const char *least, int64_t floor,
			     int64_t actual)
{
	int64_t grown = base + base * percent / 100;

	if (grown > floor)
		set_limit(ret, PGL_LIMIT_OF_CALLER, compared, growth, percent, grown, actual);
	else
		set_limit(ret, PGL_LIMIT_OF_CALLER, compared, least, floor, floor, actual);
}

static bool frame_limit(cgraph_edge *e, cgraph_node *to, HOST_WIDE_INT largest, cgraph_node *callee,
			pgl_decision *ret)
{
	HOST_WIDE_INT frame = ipa_get_stack_frame_offset(e->caller) +
			      ipa_size_summaries->get(e->caller)->estimated_self_stack_size +
			      ipa_fn_summaries->get(callee)->estimated_stack_size;

	ret->reason = "LARGE_STACK_FRAME_GROWTH_LIMIT";
	set_growth_limit(ret, PGL_QUANTITY_FRAME, "large-stack-frame-growth", largest,
			 opt_for_fn(to->decl, param_stack_frame_growth), "large-stack-frame",
			 opt_for_fn(to->decl, param_large_stack_frame), frame);
	return ipa_fn_summaries->get(callee)->estimated_stack_size &&
	       frame > ret->limit_value.value &&
	       frame > ipa_fn_summaries->get(to)->estimated_stack_size;
}

/* (caller_growth_limits) */
static bool growth_limit(cgraph_edge *e, int growth, pgl_decision *ret)
{
	cgraph_node *callee = e->callee->ultimate_alias_target();
	ipa_size_summary *callee_size = ipa_size_summaries->get(callee);
	int largest = 0;
	HOST_WIDE_INT frame = 0;
	cgraph_node *to = largest_bodies(e, &largest, &frame);
	int size = size_with(to, e, growth);

	ret->reason = "LARGE_FUNCTION_GROWTH_LIMIT";
	set_growth_limit(ret, PGL_QUANTITY_CALLER_SIZE, "large-function-growth",
			 MAX(largest, callee_size->self_size),
			 opt_for_fn(to->decl, param_large_function_growth), "large-function-insns",
			 opt_for_fn(to->decl, param_large_function_insns), size);
	return (size >= callee_size->size && size > ret->limit_value.value) ||
	       frame_limit(e, to, frame, callee, ret);
}

/* (recursive_inlining) */
static bool recursive_limit(cgraph_edge *e, int growth, pgl_decision *ret)
{
	cgraph_node *node = root_of(e->caller);
	const char *param;
	int64_t value = room_recursive_insns(node, &param);

	ret->reason = "RECURSIVE_INLINING";
	set_limit(ret, PGL_LIMIT_OF_CALLER, PGL_QUANTITY_CALLER_SIZE, param, value, value,
		  size_with(node, e, growth));
	if (e->recursive_p() && ret->limit_actual.value >= value)
		return true;
	*ret = {};
	return room_recursion_limit(e, NULL, ret) || room_peeling_limit(e, ret);
}

void room_recursion_of(cgraph_edge *e, room_recursion *ret)
{
	*ret = {0, 0};
	if (known_growth(e, &ret->growth))
		ret->size = size_with(root_of(e->caller), e, ret->growth);
}

bool room_caller_limit(cgraph_edge *e, pgl_decision *ret)
{
	int growth;

	if (!known_growth(e, &growth))
		return false;
	ret->growth = {growth, true};
	switch (e->inline_failed) {
	case CIF_LARGE_FUNCTION_GROWTH_LIMIT:
	case CIF_LARGE_STACK_FRAME_GROWTH_LIMIT:
		return growth_limit(e, growth, ret) && !strcmp(ret->reason, room_reason(e));
	case CIF_RECURSIVE_INLINING: return recursive_limit(e, growth, ret);
	default: return false;
	}
}

/* (inline_small_functions) */
int64_t room_unit_size(void)
{
	cgraph_node *node;
	int64_t size = 0;

	FOR_EACH_DEFINED_FUNCTION(node)
	if (!node->inlined_to && !node->alias && node->analyzed &&
	    (node->has_gimple_body_p() || node->thunk) && opt_for_fn(node->decl, optimize) &&
	    inline_account_function_p(node) && ipa_size_summaries && ipa_size_summaries->get(node))
		size += ipa_size_summaries->get(node)->size;
	return size;
}

/* (inline_small_functions, compute_max_insns) */
bool room_unit_limit(cgraph_edge *e, int64_t size, int64_t min_size, pgl_decision *ret)
{
	tree caller = e->caller->decl;
	int percent = opt_for_fn(caller, param_inline_unit_growth), growth;
	int64_t large = opt_for_fn(caller, param_large_unit_insns);

	if (!known_growth(e, &growth))
		return false;
	ret->reason = "INLINE_UNIT_GROWTH_LIMIT";
	ret->growth = {growth, true};
	set_limit(ret, PGL_LIMIT_OF_UNIT, PGL_QUANTITY_UNIT_SIZE, "inline-unit-growth", percent,
		  MAX(min_size, large) * (100 + percent) / 100, size + growth);
	return ret->limit_actual.value > ret->limit_value.value;
}

/* The limits on one call ------------------------------------------------------------------------ */

/* VALUE stretched for CALLER by HINTS, 0 to 2 groups of hints (inline_insns_single,
   inline_insns_auto). */
static int64_t stretched(tree caller, int value, int hints)
{
	int64_t percent = opt_for_fn(caller, param_inline_heuristics_hint_percent);

	if (hints == 2)
		return value * MIN(percent * percent, 1000000) / 100;
	return hints ? value * percent / 100 : value;
}

/* True if SIZE, described by COMPARED, exceeds max-inline-insns-single (max-inline-insns-auto if
   not IS_SINGLE), stretched for HINTS groups of hints. */
static bool exceeds(cgraph_edge *e, bool is_single, enum pgl_quantity compared, int64_t size,
		    int hints, pgl_decision *ret)
{
	tree caller = e->caller->decl;
	int own = is_single ? opt_for_fn(caller, param_max_inline_insns_single)
			    : opt_for_fn(caller, param_max_inline_insns_auto);

	set_limit(ret, PGL_LIMIT_OF_CALLEE, compared,
		  is_single ? "max-inline-insns-single" : "max-inline-insns-auto", own,
		  stretched(caller, own, hints), size);
	return size > ret->limit_value.value;
}

/* What the heap's cache holds for E or held before GCC freed it. Without the cache GCC answers
   differently: it ignores how often parameters change (do_estimate_edge_time, ..._size). */
static bool heap_estimates(cgraph_edge *e, int *ret_growth, ipa_hints *ret_hints)
{
	ipa_call_summary *summary = ipa_call_summaries->get(e);
	clause_t clause, nonspec_clause;
	ipa_auto_call_arg_values values;
	ipa_call_estimates estimates;

	if (edge_growth_cache) {
		if (!known_growth(e, ret_growth))
			return false;
		*ret_hints = estimate_edge_hints(e);
		return true;
	}
	evaluate_properties_for_edge(e, true, &clause, &nonspec_clause, &values, true);
	ipa_call_context(e->callee->ultimate_alias_target(), clause, nonspec_clause, summary->param,
			 &values)
		.estimate_size_and_time(&estimates);
	*ret_growth = estimates.size - summary->call_stmt_size;
	*ret_hints = estimates.hints;
	if (e->count.ipa().initialized_p() && e->maybe_hot_p() &&
	    e->count.ipa().apply_scale(2, 1) > root_of(e->caller)->count.ipa())
		*ret_hints |= INLINE_HINT_known_hot;
	return true;
}

/* How many of the two groups HINTS contains (want_inline_small_function_p). */
static int hint_groups(ipa_hints hints)
{
	return !!(hints & (INLINE_HINT_indirect_call | INLINE_HINT_known_hot |
			   INLINE_HINT_loop_iterations | INLINE_HINT_loop_stride)) +
	       !!(hints & INLINE_HINT_builtin_constant_p);
}

/* True if E's callee is too large whatever the hints. GCC checks this first, with the least
   growth. */
static bool hopeless(cgraph_edge *e, cgraph_node *callee, pgl_decision *ret)
{
	int least = least_growth(e, callee);
	bool is_inline = DECL_DECLARED_INLINE_P(callee->decl);

	if (!is_inline && (!e->count.ipa().initialized_p() || !e->maybe_hot_p()) &&
	    exceeds(e, false, PGL_QUANTITY_LEAST_GROWTH, least, 2, ret))
		return true;
	return (is_inline || e->count.ipa().nonzero_p()) &&
	       exceeds(e, true, PGL_QUANTITY_LEAST_GROWTH, least, 2, ret);
}

bool room_small_limit(cgraph_edge *e, pgl_decision *ret)
{
	cgraph_node *callee = e->callee->ultimate_alias_target();
	tree to = root_of(e->caller)->decl;
	enum cgraph_inline_failed_t reason = e->inline_failed;
	bool is_inline = reason == CIF_MAX_INLINE_INSNS_SINGLE_LIMIT;
	int growth;
	ipa_hints hints;

	ret->reason = room_reason(e);
	if (reason != CIF_MAX_INLINE_INSNS_SINGLE_LIMIT &&
	    reason != CIF_MAX_INLINE_INSNS_AUTO_LIMIT && reason != CIF_NOT_DECLARED_INLINED &&
	    reason != CIF_UNLIKELY_CALL)
		return false;
	if (!ipa_fn_summaries->get(callee) || !ipa_call_summaries->get(e))
		return false;
	if ((is_inline || reason == CIF_MAX_INLINE_INSNS_AUTO_LIMIT) && hopeless(e, callee, ret))
		return true;
	if (!heap_estimates(e, &growth, &hints))
		return false;
	ret->growth = {growth, true};
	if (reason == CIF_NOT_DECLARED_INLINED) {
		int small = opt_for_fn(to, param_max_inline_insns_small);

		set_limit(ret, PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH, "max-inline-insns-small",
			  small, small, growth);
		return growth >= small;
	}
	if (reason == CIF_UNLIKELY_CALL) {
		int none = opt_for_fn(to, param_max_inline_insns_size);

		set_limit(ret, PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH, "max-inline-insns-size",
			  none, none, growth);
		return growth > none;
	}
	exceeds(e, is_inline, PGL_QUANTITY_GROWTH, growth, hint_groups(hints), ret);
	return growth >= ret->limit_value.value;
}

/* The early inliner ----------------------------------------------------------------------------- */

bool room_early_considers(cgraph_node *node)
{
	return optimize && !flag_no_inline && flag_early_inlining &&
	       !(DECL_DISREGARD_INLINE_LIMITS(node->decl) &&
		 lookup_attribute("always_inline", DECL_ATTRIBUTES(node->decl)));
}

static int calls_in(cgraph_node *node)
{
	int n = 0;

	for (cgraph_edge *e = node->callees; e; e = e->next_callee)
		n += !is_inexpensive_builtin(e->callee->decl);
	return n;
}

/* (want_early_inline_function_p) */
static bool early_size_limit(cgraph_edge *e, cgraph_node *callee, int growth, pgl_decision *ret)
{
	int value = param_early_inlining_insns, free_of_charge = param_max_inline_insns_size, n;

	if (growth <= free_of_charge)
		return false;
	if (!e->maybe_hot_p()) {
		ret->reason = "EARLY_CALL_IS_COLD";
		set_limit(ret, PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH, "max-inline-insns-size",
			  free_of_charge, free_of_charge, growth);
		return true;
	}
	ret->reason = "EARLY_INLINING_INSNS_LIMIT";
	set_limit(ret, PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH, "early-inlining-insns", value,
		  value, growth);
	if (growth > value)
		return true;
	n = calls_in(callee);
	ret->reason = "EARLY_INLINING_INSNS_PER_CALL_LIMIT";
	ret->limit_actual.value = (int64_t)growth * (n + 1);
	ret->compared = PGL_QUANTITY_GROWTH_TIMES_CALLS;
	return n && ret->limit_actual.value > value;
}

bool room_early_rejection(cgraph_edge *e, pgl_decision *ret)
{
	cgraph_node *callee = e->callee->ultimate_alias_target();
	int growth;

	if (!ipa_fn_summaries->get(callee) || !ipa_call_summaries->get(e) ||
	    DECL_DISREGARD_INLINE_LIMITS(callee->decl))
		return false;
	growth = estimate_edge_growth(e);
	ret->growth = {growth, true};
	if (!lookup_attribute("flatten", DECL_ATTRIBUTES(root_of(e->caller)->decl)) &&
	    growth_limit(e, growth, ret))
		return true;
	*ret = {};
	if (e->recursive_p()) {
		ret->reason = "EARLY_RECURSIVE";
		return true;
	}
	if (!DECL_DECLARED_INLINE_P(callee->decl) &&
	    !opt_for_fn(e->caller->decl, flag_inline_small_functions))
		return false;
	if (least_growth(e, callee) > param_early_inlining_insns) {
		ret->reason = "EARLY_INLINING_INSNS_LIMIT";
		set_limit(ret, PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_LEAST_GROWTH,
			  "early-inlining-insns", param_early_inlining_insns,
			  param_early_inlining_insns, least_growth(e, callee));
		return true;
	}
	ret->growth = {growth, true};
	return early_size_limit(e, callee, growth, ret);
}

bool room_early_silence(cgraph_node *node, cgraph_edge *e, pgl_decision *ret)
{
	cgraph_node *callee = e->callee->ultimate_alias_target();
	bool is_flattened = lookup_attribute("flatten", DECL_ATTRIBUTES(node->decl));
	const char *spared = "no_profile_instrument_function";

	ret->reason = NULL;
	if (cgraph_inline_failed_type(e->inline_failed) == CIF_FINAL_ERROR)
		return false;
	if (!is_flattened && !DECL_DECLARED_INLINE_P(callee->decl) &&
	    !opt_for_fn(node->decl, flag_inline_small_functions) &&
	    !opt_for_fn(node->decl, flag_inline_functions))
		ret->reason = "EARLY_NOT_DECLARED_INLINE";
	else if (!gimple_has_body_p(callee->decl))
		return false;
	else if (!gimple_in_ssa_p(DECL_STRUCT_FUNCTION(callee->decl)))
		ret->reason = "EARLY_NOT_IN_SSA_FORM";
	else if (ROOM_EARLY_MINDS_INSTRUMENTATION && profile_arc_flag &&
		 !lookup_attribute(spared, DECL_ATTRIBUTES(node->decl)) !=
			 !lookup_attribute(spared, DECL_ATTRIBUTES(callee->decl)))
		ret->reason = "EARLY_INSTRUMENTATION_MISMATCH";
	else if (e->recursive_p() && e->inline_failed != CIF_RECURSIVE_INLINING)
		ret->reason = "EARLY_RECURSIVE";
	return ret->reason != NULL;
}

void room_early_iterations(cgraph_node *node, pgl_decision *ret)
{
	int value = opt_for_fn(node->decl, param_early_inliner_max_iterations);

	ret->reason = "EARLY_ITERATIONS_LIMIT";
	set_limit(ret, PGL_LIMIT_OF_CALLER, PGL_QUANTITY_ITERATION, "max-early-inliner-iterations",
		  value, value, value + 1);
}
