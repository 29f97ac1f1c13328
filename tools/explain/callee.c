/* See callee.h. GCC's can_inline_edge_p () (ipa-inline.c) and tree_inlinable_function_p () (tree-inline.c)
   say which properties count, in which order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/callee.h"

#include <string.h>

#include "base/order.h"
#include "explain/reason.h"

/* What a function with a flag is, by the reason that the flag is the cause of. */
struct cause {
	enum pgl_function_flag flag;
	const char *sentence;
};

/* FUNCTION_NOT_INLINABLE. A function declared noinline may do the rest, too. */
static const struct cause not_inlinable[] = {
	{PGL_FUNCTION_FLAG_NAKED, "the callee is declared naked: it consists of assembly only"},
	{PGL_FUNCTION_FLAG_NOIPA, "the callee is declared noipa, so GCC never inlines it"},
	{PGL_FUNCTION_FLAG_TARGET_CLONES,
	 "the callee is declared target_clones: which of its versions runs is chosen when the "
	 "program is loaded"},
	{PGL_FUNCTION_FLAG_IFUNC,
	 "the callee is declared ifunc: its resolver chooses the function when the program is "
	 "loaded"},
	{PGL_FUNCTION_FLAG_NOINLINE, "the callee is declared noinline"},
	{PGL_FUNCTION_FLAG_USES_ALLOCA,
	 "the callee calls alloca: what it allocates would be freed only when the caller returns; "
	 "the attribute always_inline overrides this"},
	{PGL_FUNCTION_FLAG_USES_VARARGS,
	 "the callee reads variable arguments (va_start), which GCC never inlines"},
	{PGL_FUNCTION_FLAG_USES_SETJMP, "the callee calls setjmp, or another function that returns "
					"twice, which GCC never inlines"},
	{PGL_FUNCTION_FLAG_USES_LONGJMP,
	 "the callee calls __builtin_longjmp, which GCC never inlines"},
	{PGL_FUNCTION_FLAG_USES_APPLY,
	 "the callee uses __builtin_apply_args or __builtin_return, which GCC never inlines"},
	{PGL_FUNCTION_FLAG_USES_NONLOCAL_GOTO,
	 "the callee jumps out of a nested function (a nonlocal goto), which GCC never inlines"},
	{PGL_FUNCTION_FLAG_USES_NONLOCAL_LABEL,
	 "a nested function jumps to a label in the callee (a nonlocal goto): GCC cannot copy it"},
	{PGL_FUNCTION_FLAG_USES_LABEL_ADDRESS,
	 "the callee stores the address of a label in a static variable: GCC cannot copy it"},
	{PGL_FUNCTION_FLAG_USES_COMPUTED_GOTO,
	 "the callee has a computed goto, which GCC never inlines"},
};

static const struct cause overwritable[] = {
	{PGL_FUNCTION_FLAG_NAKED, "the callee is declared naked: it consists of assembly only"},
	{PGL_FUNCTION_FLAG_NOIPA,
	 "the callee is declared noipa: GCC treats it as if it knew nothing about it"},
	{PGL_FUNCTION_FLAG_TARGET_CLONES,
	 "the callee is declared target_clones: which of its versions runs is chosen when the "
	 "program is loaded"},
	{PGL_FUNCTION_FLAG_IFUNC,
	 "the callee is declared ifunc: its resolver chooses the function when the program is "
	 "loaded"},
	{PGL_FUNCTION_FLAG_WEAK, "the callee is a weak symbol: the linker may take another "
				 "definition"},
	{PGL_FUNCTION_FLAG_EXTERNAL,
	 "the loader may replace the callee by another definition, as it is visible outside and "
	 "compiled with -fPIC; -fno-semantic-interposition or hidden visibility allows inlining"},
};

static const struct cause target_mismatch[] = {
	{PGL_FUNCTION_FLAG_TARGET_CLONES,
	 "the callee is declared target_clones: it may use processor features that the caller may "
	 "not"},
	{PGL_FUNCTION_FLAG_TARGET,
	 "the callee is declared with the attribute target, for processor features that the caller "
	 "may not use"},
};

static const struct cause sanitize_mismatch[] = {
	{PGL_FUNCTION_FLAG_NO_SANITIZE,
	 "the callee is declared no_sanitize, and a sanitizer checks the caller"},
};

static const struct cause not_optimized[] = {
	{PGL_FUNCTION_FLAG_OPTIMIZE,
	 "the callee is compiled without optimization, by its attribute optimize"},
};

static const struct cause no_body[] = {
	{PGL_FUNCTION_FLAG_BUILTIN,
	 "a built-in function: GCC makes its code in place, or calls the library"},
};

static const struct {
	const char *reason;
	const struct cause *causes;
	size_t n;
} all[] = {
#define CAUSES(name) name, sizeof name / sizeof *name
	{"FUNCTION_NOT_INLINABLE", CAUSES(not_inlinable)},
	{"OVERWRITABLE", CAUSES(overwritable)},
	{"TARGET_OPTION_MISMATCH", CAUSES(target_mismatch)},
	{"SANITIZE_ATTRIBUTE_MISMATCH", CAUSES(sanitize_mismatch)},
	{"FUNCTION_NOT_OPTIMIZED", CAUSES(not_optimized)},
	{"BODY_NOT_AVAILABLE", CAUSES(no_body)},
#undef CAUSES
};

/* True if -fno-inline, not an attribute, makes FUNCTION one that GCC inlines nowhere. GCC stores that option
   under the name without "no-". */
static bool is_by_option(const struct pgl_record *record, uint32_t function)
{
	struct pgl_integer no_inline = pgl_param_of(record, function, "finline");

	return no_inline.known && no_inline.value;
}

const char *pgl_callee_sentence(const struct pgl_record *record, uint32_t callee,
				const char *reason)
{
	if (callee == PGL_NONE || !reason)
		return NULL;
	uint32_t flags = record->functions[callee].flags |
			 record->functions[record->functions[callee].origin].flags;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (size_t c = 0; !strcmp(all[i].reason, reason) && c < all[i].n; c++) {
			const struct cause *cause = &all[i].causes[c];

			if (flags & PGL_BIT(cause->flag))
				return cause->sentence;
		}
	return !strcmp(reason, "FUNCTION_NOT_INLINABLE") && is_by_option(record, callee)
		       ? "with -fno-inline, GCC inlines only functions declared always_inline"
		       : NULL;
}

static bool has_option(const struct pgl_options *options, const struct pgl_option *option)
{
	for (size_t i = 0; i < options->n; i++)
		if (!strcmp(options->item[i].name, option->name))
			return pgl_same_text(options->item[i].value, option->value);
	return false;
}

enum { SHOWN = 3 };

/* Adds "; only WHO has ..." for the options of ONE that OTHER does not have. */
static void add_own(struct pgl_strbuf *text, const char *who, const struct pgl_options *one,
		    const struct pgl_options *other)
{
	size_t n = 0;

	for (size_t i = 0; i < one->n; i++) {
		const struct pgl_option *option = &one->item[i];

		if (has_option(other, option))
			continue;
		if (!n)
			pgl_strbuf_addf(text, "; only the %s has ", who);
		if (n < SHOWN)
			pgl_strbuf_addf(text, "%s%s=%s", n ? ", " : "", option->name,
					option->value);
		n++;
	}
	if (n > SHOWN)
		pgl_strbuf_addf(text, " and %zu more", n - SHOWN);
}

void pgl_add_option_mismatch(struct pgl_strbuf *text, const struct pgl_record *record,
			     const struct pgl_site *site, const char *reason)
{
	if (!reason || strcmp(reason, "OPTIMIZATION_MISMATCH") || site->callee == PGL_NONE)
		return;
	const struct pgl_function *callee = &record->functions[site->callee],
				  *caller = &record->functions[site->caller];

	add_own(text, "callee", &callee->options, &caller->options);
	add_own(text, "caller", &caller->options, &callee->options);
	if (callee->flags & PGL_BIT(PGL_FUNCTION_FLAG_OPTIMIZE))
		pgl_strbuf_add(text, "; the callee has the attribute optimize");
	if (caller->flags & PGL_BIT(PGL_FUNCTION_FLAG_OPTIMIZE))
		pgl_strbuf_add(text, "; the caller has the attribute optimize");
}
