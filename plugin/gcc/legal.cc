/* See gcc/legal.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/legal.h"

#include <asan.h>
#include <pass_manager.h>
#include <target.h>
#include <trans-mem.h>

/* Legality ------------------------------------------------------------------------------------- */

/* (sanitize_attrs_match_for_inline_p in ipa-inline.c) */
static bool same_sanitizers(tree caller, tree callee)
{
	static const unsigned codes[] = {SANITIZE_ADDRESS,	   SANITIZE_THREAD,
					 SANITIZE_UNDEFINED,	   SANITIZE_UNDEFINED_NONDEFAULT,
					 SANITIZE_POINTER_COMPARE, SANITIZE_POINTER_SUBTRACT};

	if (lookup_attribute("always_inline", DECL_ATTRIBUTES(callee)))
		return true;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (sanitize_flags_p(codes[i], caller) != sanitize_flags_p(codes[i], callee))
			return false;
#if ROOM_HAS_SANITIZE_COVERAGE_P
	return sanitize_coverage_p(caller) == sanitize_coverage_p(callee);
#else
	return true;
#endif
}

/* True if the options of both functions allow the callee's code in the caller. What GCC permits
   only for always_inline functions is not permitted here. (can_inline_edge_by_limits_p) */
static bool options_fit(cgraph_node *caller, cgraph_node *callee)
{
	if (DECL_FUNCTION_SPECIFIC_OPTIMIZATION(caller->decl) ==
	    DECL_FUNCTION_SPECIFIC_OPTIMIZATION(callee->decl))
		return true;
	ipa_fn_summary *outer = ipa_fn_summaries->get(caller);
	ipa_fn_summary *inner = ipa_fn_summaries->get(callee);
#define DIFFER(flag) (opts_for_fn(caller->decl)->x_##flag != opts_for_fn(callee->decl)->x_##flag)
#if ROOM_HAS_CX_LIMITED_RANGE
#define COMPLEX_DIFFERS DIFFER(flag_cx_limited_range)
#else
#define COMPLEX_DIFFERS DIFFER(flag_complex_method)
#endif
	if (DIFFER(flag_wrapv) || DIFFER(flag_trapv) || DIFFER(flag_pcc_struct_return) ||
	    DIFFER(optimize_debug) || DIFFER(flag_devirtualize))
		return false;
	if (outer && inner && outer->fp_expressions && inner->fp_expressions &&
	    (DIFFER(flag_rounding_math) || DIFFER(flag_trapping_math) ||
	     DIFFER(flag_unsafe_math_optimizations) || DIFFER(flag_finite_math_only) ||
	     DIFFER(flag_signaling_nans) || COMPLEX_DIFFERS || DIFFER(flag_signed_zeros) ||
	     DIFFER(flag_associative_math) || DIFFER(flag_reciprocal_math) ||
	     DIFFER(flag_fp_int_builtin_inexact) || DIFFER(flag_errno_math)))
		return false;
	if ((DIFFER(flag_non_call_exceptions) || DIFFER(flag_exceptions)) &&
	    DECL_FUNCTION_PERSONALITY(callee->decl))
		return false;
	return !lookup_attribute("optimize", DECL_ATTRIBUTES(callee->decl)) ||
	       opts_for_fn(caller->decl) == opts_for_fn(callee->decl);
#undef DIFFER
#undef COMPLEX_DIFFERS
}

/* (can_inline_edge_p) */
static enum cgraph_inline_failed_t fault_of(cgraph_edge *e)
{
	cgraph_node *caller = e->caller->inlined_to ? e->caller->inlined_to : e->caller;
	enum availability available;
	cgraph_node *callee = e->callee->ultimate_alias_target(&available, caller);
	tree outer = caller->decl, inner = callee->decl;
	ipa_fn_summary *summary = ipa_fn_summaries->get(callee);

	if (!callee->definition)
		return CIF_BODY_NOT_AVAILABLE;
	if (!opt_for_fn(inner, optimize) || !opt_for_fn(outer, optimize))
		return CIF_FUNCTION_NOT_OPTIMIZED;
	if (callee->calls_comdat_local)
		return CIF_USES_COMDAT_LOCAL;
	if (available <= AVAIL_INTERPOSABLE)
		return CIF_OVERWRITABLE;
	if (DECL_FUNCTION_PERSONALITY(outer) && DECL_FUNCTION_PERSONALITY(inner) &&
	    DECL_FUNCTION_PERSONALITY(outer) != DECL_FUNCTION_PERSONALITY(inner))
		return CIF_EH_PERSONALITY;
	if (is_tm_pure(inner) && !is_tm_pure(outer))
		return CIF_UNSPECIFIED;
	if (!targetm.target_option.can_inline_p(outer, inner))
		return CIF_TARGET_OPTION_MISMATCH;
	if (!summary || !summary->inlinable || !ipa_size_summaries->get(callee) ||
	    !ipa_call_summaries->get(e))
		return CIF_FUNCTION_NOT_INLINABLE;
	if (!same_sanitizers(outer, inner))
		return CIF_SANITIZE_ATTRIBUTE_MISMATCH;
	return options_fit(caller, callee) ? CIF_OK : CIF_OPTIMIZATION_MISMATCH;
}

bool room_is_final(cgraph_edge *e)
{
	return e->call_stmt_cannot_inline_p ||
	       cgraph_inline_failed_type(e->inline_failed) == CIF_FINAL_ERROR;
}

const char *room_illegal(cgraph_edge *e)
{
	if (room_is_final(e))
		return room_reason(e);
	enum cgraph_inline_failed_t fault = fault_of(e);

	if (fault == CIF_OK)
		return NULL;
	e->inline_failed = fault;
	return room_reason(e);
}

/* This error is final and names no reason; can_inline_edge_p () stops at it. */
void room_forbid(cgraph_edge *e)
{
	e->inline_failed = CIF_UNSPECIFIED;
}

void room_permit(cgraph_edge *e)
{
	e->inline_failed = CIF_FUNCTION_NOT_CONSIDERED;
}

bool room_is_forbidden(cgraph_edge *e)
{
	return e->inline_failed == CIF_UNSPECIFIED && !e->call_stmt_cannot_inline_p;
}

/* Inlining ------------------------------------------------------------------------------------- */

void room_inline(cgraph_edge *e, cgraph_node *master)
{
	auto_vec<cgraph_edge *> made;

	if (master)
		e->redirect_callee(master);
	inline_call(e, !master, &made, NULL, true);
}

/* (recursive_inlining) */
cgraph_node *room_master_clone(cgraph_node *root)
{
#if ROOM_HAS_CLONE_SUFFIX
	cgraph_node *master =
		root->create_clone(root->decl, root->count, false, vNULL, true, NULL, NULL, NULL);
#else
	cgraph_node *master =
		root->create_clone(root->decl, root->count, false, vNULL, true, NULL, NULL);
#endif

	for (cgraph_edge *e = master->callees; e; e = e->next_callee)
		if (!e->inline_failed)
#if ROOM_HAS_CLONE_SUFFIX
			/* The third argument: GCC must not reuse the callee's body itself. */
			clone_inlined_nodes(e, true, true, false, NULL);
#else
			clone_inlined_nodes(e, true, false, NULL);
#endif
	return master;
}

/* GCC queued the clones inlined into it before it. (recursive_inlining) */
void room_drop_master_clone(cgraph_node *master)
{
	cgraph_node *node, *next;

	for (node = symtab->first_function(); node != master; node = next) {
		next = symtab->next_function(node);
		if (node->inlined_to == master)
			node->remove();
	}
	master->remove();
}

/* (ipa_inline, at its end) */
void room_dump_calls(void)
{
	opt_pass *pass = g->get_passes()->get_pass_by_name("ipa-inline");
	dump_flags_t flags;
	FILE *dump = pass && pass->static_pass_number > 0
			     ? dump_begin(pass->static_pass_number, &flags)
			     : NULL;

	if (!dump)
		return;
	fprintf(dump, "\nWhy inlining failed?\n");
	ipa_dump_fn_summaries(dump);
	dump_end(pass->static_pass_number, dump);
}

/* Guesses -------------------------------------------------------------------------------------- */

/* True if the call passes as many arguments as TARGET takes. */
static bool arguments_fit(gimple *call, tree target)
{
	unsigned n = 0;

	if (stdarg_p(TREE_TYPE(target)))
		return false;
	for (tree parameter = DECL_ARGUMENTS(target); parameter; parameter = DECL_CHAIN(parameter))
		n++;
	return gimple_call_num_args(call) == n;
}

/* (ipa_devirt in ipa-devirt.c) */
bool room_guesses_by_type(cgraph_node *node)
{
	return opt_for_fn(node->decl, flag_devirtualize) &&
	       opt_for_fn(node->decl, flag_devirtualize_speculatively);
}

/* (ipa_profile in ipa-profile.c) */
cgraph_edge *room_promote(cgraph_edge *e, cgraph_node *target, double share)
{
	int parts = (int)(share * REG_BR_PROB_BASE + 0.5);

	parts = MAX(1, MIN(parts, REG_BR_PROB_BASE));
	if (!e->call_stmt || !e->indirect_info || !arguments_fit(e->call_stmt, target->decl))
		return NULL;
	if (!target->can_be_discarded_p()) {
		cgraph_node *alias = dyn_cast<cgraph_node *>(target->noninterposable_alias());

		if (alias)
			target = alias;
	}
	profile_count count = e->count.apply_scale(parts, REG_BR_PROB_BASE);

	return e->make_speculative(target, count, e->indirect_info->num_speculative_call_targets);
}

/* Splitting ------------------------------------------------------------------------------------ */

namespace
{

/* In builds with a profile this pass runs inside the one that reads the profile; others have no
   such pass. */
class splitting_pass : public simple_ipa_opt_pass
{
      public:
	splitting_pass(const pass_data &data) : simple_ipa_opt_pass(data, g)
	{
		sub = make_pass_feedback_split_functions(g);
	}
};

} /* namespace */

static opt_pass *splitting;

bool room_is_splitting(opt_pass *pass)
{
	return pass == splitting;
}

void room_register_splitting(const char *plugin, const char *reference)
{
	static const pass_data data = {
		SIMPLE_IPA_PASS, "pgolens_split", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0};
	splitting = new splitting_pass(data);
	struct register_pass_info info = {splitting, reference, 1, PASS_POS_INSERT_AFTER};

	register_callback(plugin, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}
