/* See gcc/uninlinable.h. inline_forbidden_p_stmt () and copy_forbidden () in GCC's tree-inline.c
   describe what is looked for.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/uninlinable.h"

#include <calls.h>

static uint32_t of_builtin(tree callee)
{
	if (!fndecl_built_in_p(callee, BUILT_IN_NORMAL))
		return 0;
	switch (DECL_FUNCTION_CODE(callee)) {
	case BUILT_IN_VA_START:
	case BUILT_IN_NEXT_ARG: return PGL_BIT(PGL_FUNCTION_FLAG_USES_VARARGS);
	case BUILT_IN_LONGJMP: return PGL_BIT(PGL_FUNCTION_FLAG_USES_LONGJMP);
	case BUILT_IN_NONLOCAL_GOTO: return PGL_BIT(PGL_FUNCTION_FLAG_USES_NONLOCAL_GOTO);
	case BUILT_IN_RETURN:
	case BUILT_IN_APPLY_ARGS: return PGL_BIT(PGL_FUNCTION_FLAG_USES_APPLY);
	default: return 0;
	}
}

static uint32_t of_call(gcall *call)
{
	tree callee = gimple_call_fndecl(call);
	uint32_t found = callee ? of_builtin(callee) : 0;

	/* GCC frees an array of variable length where its scope ends. */
	if (gimple_maybe_alloca_call_p(call) && !gimple_call_alloca_for_var_p(call))
		found |= PGL_BIT(PGL_FUNCTION_FLAG_USES_ALLOCA);
	if (gimple_call_flags(call) & ECF_RETURNS_TWICE)
		found |= PGL_BIT(PGL_FUNCTION_FLAG_USES_SETJMP);
	return found;
}

static uint32_t of_statement(gimple *statement)
{
	if (gcall *call = dyn_cast<gcall *>(statement))
		return of_call(call);
	if (gimple_code(statement) == GIMPLE_GOTO &&
	    TREE_CODE(gimple_goto_dest(statement)) != LABEL_DECL)
		return PGL_BIT(PGL_FUNCTION_FLAG_USES_COMPUTED_GOTO);
	return 0;
}

uint32_t room_uninlinable_uses(struct function *body)
{
	uint32_t found = 0;
	basic_block bb;

	if (body->has_nonlocal_label)
		found |= PGL_BIT(PGL_FUNCTION_FLAG_USES_NONLOCAL_LABEL);
	if (body->has_forced_label_in_static)
		found |= PGL_BIT(PGL_FUNCTION_FLAG_USES_LABEL_ADDRESS);
	FOR_EACH_BB_FN(bb, body)
	for (gimple_stmt_iterator i = gsi_start_bb(bb); !gsi_end_p(i); gsi_next(&i))
		found |= of_statement(gsi_stmt(i));
	return found;
}

uint32_t room_attribute_flags(tree decl)
{
	static const struct {
		const char *name;
		enum pgl_function_flag flag;
	} all[] = {
		{"noipa", PGL_FUNCTION_FLAG_NOIPA},
		{"naked", PGL_FUNCTION_FLAG_NAKED},
		{"ifunc", PGL_FUNCTION_FLAG_IFUNC},
		{"target", PGL_FUNCTION_FLAG_TARGET},
		{"target_clones", PGL_FUNCTION_FLAG_TARGET_CLONES},
		{"optimize", PGL_FUNCTION_FLAG_OPTIMIZE},
		{"no_sanitize", PGL_FUNCTION_FLAG_NO_SANITIZE},
	};
	uint32_t found = DECL_WEAK(decl) ? PGL_BIT(PGL_FUNCTION_FLAG_WEAK) : 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (lookup_attribute(all[i].name, DECL_ATTRIBUTES(decl)))
			found |= PGL_BIT(all[i].flag);
	return found;
}
