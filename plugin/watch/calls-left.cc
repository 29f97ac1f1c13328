/* Which calls still have a call instruction after the last pass. GCC expands many calls of built-in functions in
   place (memcpy of a few bytes, __atomic_load_8), and removes calls after inlining whose results nobody uses.

   A call is known by its location, which its statement and its instruction keep. Passes merge equal code: then one
   instruction, with one location, stands for several calls. So a call without an instruction at its location is
   gone only if

   - the callee is a built-in function, and its statement was there just before GCC expanded the function to RTL,
     and no call instruction right after it has its location; or
   - no call instruction in the function's final code has its callee or its location.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/calls-left.h"

#include "watch/watch.h"

namespace
{

struct seen_call {
	uint32_t callee; /* PGL_NONE: not known to the record */
	bool is_foreign; /* a function of the program, and not of the record; else a library function */
	pgl_location location;
};

typedef vec<seen_call> seen_calls;

seen_calls in_statements, after_expansion, in_final_code;

/* The sites of each root, listed when the first function is final: the inliner has run. */
vec<uint32_t> first_of_root, next_of_site;

void list_sites(void)
{
	const pgl_record *record = watch.record;

	first_of_root.safe_grow(record->n_functions);
	next_of_site.safe_grow(record->n_sites);
	for (uint32_t f = 0; f < record->n_functions; f++)
		first_of_root[f] = PGL_NONE;
	for (uint32_t s = 0; s < record->n_sites; s++) {
		next_of_site[s] = first_of_root[record->sites[s].root];
		first_of_root[record->sites[s].root] = s;
	}
}

seen_call seen_call_of(tree decl, location_t where)
{
	cgraph_node *node = decl ? cgraph_node::get(decl) : NULL;
	seen_call call = {PGL_NONE, false, watch.extract->location(where)};

	if (node)
		call.callee = watch.extract->known_function(node->ultimate_alias_target()->decl);
	if (decl && call.callee == PGL_NONE)
		call.callee = watch.extract->known_function(decl);
	return call;
}

/* The function that INSN calls; NULL: not known. */
tree called_by(rtx_insn *insn)
{
	rtx call = get_call_rtx_from(insn), note = find_reg_note(insn, REG_CALL_DECL, NULL_RTX);
	rtx symbol = note ? XEXP(note, 0) : NULL_RTX;

	if (!symbol && call && MEM_P(XEXP(call, 0)))
		symbol = XEXP(XEXP(call, 0), 0);
	return symbol && GET_CODE(symbol) == SYMBOL_REF ? SYMBOL_REF_DECL(symbol) : NULL_TREE;
}

void list_instructions(seen_calls *calls)
{
	calls->truncate(0);
	for (rtx_insn *insn = get_insns(); insn; insn = NEXT_INSN(insn))
		if (CALL_P(insn))
			calls->safe_push(seen_call_of(called_by(insn), INSN_LOCATION(insn)));
}

bool same_location(const pgl_location *a, const pgl_location *b)
{
	return a->file == b->file && a->line == b->line && a->column == b->column;
}

bool is_builtin(uint32_t function)
{
	return watch.extract->is_builtin(function);
}

/* True if one of CALLS may be SITE's: it is at its location, or has none; and calls the same function, or one that
   GCC may have put in its place. */
bool is_at_location(seen_calls *calls, const pgl_site *site)
{
	seen_call *call;
	unsigned i;

	FOR_EACH_VEC_ELT(*calls, i, call)
	{
		if (call->location.file != PGL_NONE &&
		    !same_location(&call->location, &site->location))
			continue;
		if (call->callee == PGL_NONE || call->callee == site->callee ||
		    !is_builtin(site->callee) || is_builtin(call->callee))
			return true;
	}
	return false;
}

bool has_callee(seen_calls *calls, uint32_t callee)
{
	seen_call *call;
	unsigned i;

	FOR_EACH_VEC_ELT(*calls, i, call)
	if (call->callee == callee)
		return true;
	return false;
}

bool was_statement(const pgl_site *site)
{
	seen_call *call;
	unsigned i;

	FOR_EACH_VEC_ELT(in_statements, i, call)
	if (call->callee == site->callee && same_location(&call->location, &site->location))
		return true;
	return false;
}

bool has_no_code(const pgl_site *site)
{
	if (is_builtin(site->callee) && was_statement(site))
		return !is_at_location(&after_expansion, site);
	return !has_callee(&in_final_code, site->callee) && !is_at_location(&in_final_code, site);
}

void mark(pgl_site *site)
{
	if (pgl_site_inlined(site) || site->callee == PGL_NONE || site->location.file == PGL_NONE ||
	    site->flags & (PGL_BIT(PGL_SITE_FLAG_GONE) | PGL_BIT(PGL_SITE_FLAG_COPY) |
			   PGL_BIT(PGL_SITE_FLAG_THUNK)))
		return;
	if (has_no_code(site))
		site->flags |= PGL_BIT(is_builtin(site->callee) ? PGL_SITE_FLAG_EXPANDED
								: PGL_SITE_FLAG_REMOVED);
}

} /* namespace */

void before_expand(void)
{
	basic_block block;

	in_statements.truncate(0);
	FOR_EACH_BB_FN(block, cfun)
	for (gimple_stmt_iterator i = gsi_start_bb(block); !gsi_end_p(i); gsi_next(&i))
		if (is_gimple_call(gsi_stmt(i)) && gimple_call_fndecl(gsi_stmt(i)))
			in_statements.safe_push(seen_call_of(gimple_call_fndecl(gsi_stmt(i)),
							     gimple_location(gsi_stmt(i))));
}

void after_expand(void)
{
	list_instructions(&after_expansion);
}

void mark_calls_without_code(void)
{
	uint32_t root = watch.extract->known_function(current_function_decl);

	if (root == PGL_NONE)
		return;
	if (!watch.record->unit.saw_code)
		list_sites();
	watch.record->unit.saw_code = true;
	list_instructions(&in_final_code);
	for (uint32_t s = root < first_of_root.length() ? first_of_root[root] : PGL_NONE;
	     s != PGL_NONE; s = next_of_site[s])
		mark(&watch.record->sites[s]);
}
