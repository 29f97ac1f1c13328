/* See gcc/recursion.h. GCC's ipa-inline.c describes what is computed here:
   want_inline_self_recursive_call_p () and its callers, recursive_inlining () and
   inline_small_functions ().

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/recursion.h"

namespace
{

cgraph_node *root_of(cgraph_node *node)
{
	return node->inlined_to ? node->inlined_to : node;
}

tree callee_of(cgraph_edge *e)
{
	return e->callee->ultimate_alias_target()->decl;
}

/* Hundredths of a percent, rounded: a comparison of two such numbers keeps its direction. */
int64_t in_parts(sreal value)
{
	return (value * 10000 + (sreal)1 / (sreal)2).to_int();
}

/* The --param for the depth of a recursion through E, and its value in OUTER's options. */
const char *depth_param(cgraph_edge *e, cgraph_node *outer, int *ret_value)
{
	bool is_inline = DECL_DECLARED_INLINE_P(e->caller->decl);

	*ret_value = is_inline ? opt_for_fn(outer->decl, param_max_inline_recursive_depth)
			       : opt_for_fn(outer->decl, param_max_inline_recursive_depth_auto);
	return is_inline ? "max-inline-recursive-depth" : "max-inline-recursive-depth-auto";
}

void set_limit(pgl_decision *ret, enum pgl_quantity compared, const char *param, int64_t own,
	       int64_t value, int64_t actual)
{
	ret->limit = param;
	ret->limit_of = PGL_LIMIT_OF_CALLER;
	ret->compared = compared;
	ret->limit_param = {own, true};
	ret->limit_value = {value, true};
	ret->limit_actual = {actual, true};
}

/* A body that calls itself, inlined elsewhere: like the peeling of a loop, worth it only if the
   recursion soon ends. */
bool is_too_probable(cgraph_edge *e, sreal entered, const char *param, int max_depth, int depth,
		     pgl_decision *ret)
{
	sreal most = (sreal)1 - ((sreal)1 / (sreal)max_depth), frequency = e->sreal_frequency();

	for (int i = 1; i < depth; i++)
		most = most * most;
	set_limit(ret, PGL_QUANTITY_RECURSION_TOO_PROBABLE, param, max_depth, in_parts(most),
		  in_parts(frequency / entered));
	return frequency >= most * entered;
}

/* A function inlined into itself: like the unrolling of a loop, worth it only if the recursion goes
   on. */
bool is_too_improbable(cgraph_edge *e, sreal entered, cgraph_node *outer, pgl_decision *ret)
{
	int least = opt_for_fn(outer->decl, param_min_inline_recursive_probability);
	sreal frequency = e->sreal_frequency();

	set_limit(ret, PGL_QUANTITY_RECURSION_PROBABILITY, "min-inline-recursive-probability",
		  least, (int64_t)least * 100, in_parts(frequency / entered));
	return frequency * 100 <= entered * least;
}

/* (want_inline_self_recursive_call_p) */
bool is_refused(cgraph_edge *e, cgraph_node *outer, bool is_peeling, int depth, pgl_decision *ret)
{
	int max_depth;
	const char *param = depth_param(e, outer, &max_depth);
	sreal entered = 1;

	ret->reason = "RECURSIVE_INLINING";
	if (!e->maybe_hot_p())
		return true;
	if (depth > max_depth) {
		set_limit(ret, PGL_QUANTITY_RECURSION_DEPTH, param, max_depth, max_depth, depth);
		return true;
	}
	if (outer->inlined_to) {
		entered = outer->callers->sreal_frequency();
		if (entered == 0)
			return true;
	}
	return is_peeling ? is_too_probable(e, entered, param, max_depth, depth, ret)
			  : is_too_improbable(e, entered, outer, ret);
}

} /* namespace */

bool room_peeling_limit(cgraph_edge *e, pgl_decision *ret)
{
	cgraph_node *outer = NULL;
	int depth = 0;

	for (cgraph_node *at = e->caller; at->inlined_to; at = at->callers->caller)
		if (at->decl == callee_of(e)) {
			outer = at;
			depth++;
		}
	return outer && !e->recursive_p() && is_refused(e, outer, true, depth, ret);
}

int64_t room_recursive_insns(cgraph_node *root, const char **ret_param)
{
	bool is_inline = DECL_DECLARED_INLINE_P(root->decl);

	*ret_param = is_inline ? "max-inline-insns-recursive" : "max-inline-insns-recursive-auto";
	return is_inline ? opt_for_fn(root->decl, param_max_inline_insns_recursive)
			 : opt_for_fn(root->decl, param_max_inline_insns_recursive_auto);
}

bool room_recursion_limit(cgraph_edge *e, const room_recursion *last, pgl_decision *ret)
{
	cgraph_node *root = root_of(e->caller);
	int depth = 1;

	if (!e->recursive_p())
		return false;
	if (last) {
		const char *param;
		int64_t limit = room_recursive_insns(root, &param);

		ret->reason = "RECURSIVE_INLINING";
		ret->growth = {last->growth, true};
		set_limit(ret, PGL_QUANTITY_CALLER_SIZE, param, limit, limit,
			  last->size + last->growth);
		if (ret->limit_actual.value > limit)
			return true;
		*ret = {};
	}
	for (cgraph_node *at = e->caller; at->inlined_to; at = at->callers->caller)
		depth += root->decl == callee_of(e);
	return is_refused(e, root, false, depth, ret);
}
