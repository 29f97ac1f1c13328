/* What each reason means, for one who has not read GCC's source. Those of GCC are described in its
   cif-code.def and by where ipa-inline.c gives them; those of ours in docs/record-format.md.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/reason.h"

#include <string.h>

#include "base/banned.h"

static const struct {
	const char *reason, *sentence;
} sentences[] = {
	/* cif-code.def, in its order. */
	{"UNSPECIFIED", "the inliner forbids this call without giving a reason: mostly a recursion "
			"whose inlining it stopped, or a body that can't be copied"},
	{"FUNCTION_NOT_CONSIDERED", "no inliner came to look at the call"},
	{"FUNCTION_NOT_OPTIMIZED", "the caller is compiled without optimization (-O0)"},
	{"BODY_NOT_AVAILABLE",
	 "the callee's body is not in this unit: it is in another one, or in a "
	 "library; link-time optimization (-flto) would bring it here"},
	{"REDEFINED_EXTERN_INLINE",
	 "the callee is an extern inline function that was defined again"},
	{"FUNCTION_NOT_INLINABLE",
	 "the callee can't be inlined anywhere: it is declared noinline, or does what no copy of "
	 "it "
	 "could (variable arguments, a computed jump, setjmp, alloca in a loop ...)"},
	{"OVERWRITABLE", "another definition may replace the callee when the program is linked or "
			 "loaded (-fPIC without -fno-semantic-interposition, or a weak symbol)"},
	{"FUNCTION_NOT_INLINE_CANDIDATE", "the callee is not declared inline, and small functions "
					  "that are not are left alone at this optimization level"},
	{"LARGE_FUNCTION_GROWTH_LIMIT",
	 "the function that the call ends up in would become too large"},
	{"LARGE_STACK_FRAME_GROWTH_LIMIT",
	 "the function that the call ends up in would need too large a stack frame"},
	{"MAX_INLINE_INSNS_SINGLE_LIMIT",
	 "the callee is too large, even for a function declared inline"},
	{"MAX_INLINE_INSNS_AUTO_LIMIT",
	 "the callee is too large for a function that is not declared inline"},
	{"INLINE_UNIT_GROWTH_LIMIT", "the unit as a whole has grown as much as it may"},
	{"RECURSIVE_INLINING", "the call is recursive: its function may not be inlined into itself "
			       "further, or at all"},
	{"UNLIKELY_CALL", "the call is cold, hardly ever executed, and inlining it would make the "
			  "code larger"},
	{"NEVER_CALL", "the call is never executed, and inlining it would make the code larger"},
	{"NOT_DECLARED_INLINED",
	 "the callee is not declared inline, and at this optimization level "
	 "such functions are inlined only if that makes the code no larger"},
	{"LTO_MISMATCHED_DECLARATIONS",
	 "caller and callee disagree on the callee's arguments, in different units"},
	{"VARIADIC_THUNK", "the caller is a thunk for a function with variable arguments"},
	{"ORIGINALLY_INDIRECT_CALL",
	 "the call was an indirect one, and its target became known too late to look at it"},
	{"INDIRECT_UNKNOWN_CALL", "an indirect call, and the compiler does not know its target"},
	{"EH_PERSONALITY", "caller and callee handle exceptions in different ways (two languages)"},
	{"NON_CALL_EXCEPTIONS",
	 "in the callee an instruction may throw (-fnon-call-exceptions), in the caller none may"},
	{"TARGET_OPTION_MISMATCH",
	 "the callee is compiled for a processor with features that the caller's may lack"},
	{"OPTIMIZATION_MISMATCH",
	 "caller and callee are compiled with optimization options that do not go together"},
	{"USES_COMDAT_LOCAL", "the callee refers to symbols that only its own group can see"},
	{"SANITIZE_ATTRIBUTE_MISMATCH",
	 "one of caller and callee is checked by a sanitizer, the other is not"},
	{"EXTERN_LIVE_ONLY_STATIC", "live patching: only static functions may be inlined"},
	{"UNREACHABLE", "the compiler proved that the call is never reached"},
	{"MUST_REMAIN_IN_TU", "the callee must stay in its translation unit"},
	{"CALLBACK_EDGE", "the call is made by a library function that is given the callee"},
	/* Of the early inliner. */
	{"EARLY_INLINING_INSNS_LIMIT", "early inlining takes only what hardly makes the code "
				       "larger; the IPA inliner looks again"},
	{"EARLY_INLINING_INSNS_PER_CALL_LIMIT",
	 "the callee makes calls itself, and early inlining allows such a body the less growth the "
	 "more calls it makes; the IPA inliner looks again"},
	{"EARLY_CALL_IS_COLD",
	 "the call hardly ever runs, or its caller is optimized for size, and "
	 "inlining it would make the code larger"},
	{"EARLY_RECURSIVE", "the caller calls itself: the early inliner leaves that alone"},
	{"EARLY_NOT_DECLARED_INLINE",
	 "below -O2 only functions declared inline are looked at early"},
	{"EARLY_ITERATIONS_LIMIT",
	 "the call came with a body inlined in the last round of early inlining: it was not looked "
	 "at; the IPA inliner looks again"},
	{"EARLY_NOT_ANALYZED", "caller and callee call one another, and the callee comes later: "
			       "nothing was known of it yet; the IPA inliner looks again"},
	{"EARLY_NOT_IN_SSA_FORM", "the callee's body was not ready yet"},
	{"EARLY_INSTRUMENTATION_MISMATCH",
	 "of caller and callee one has no_profile_instrument_function, in an instrumented build"},
	/* Of a replay. */
	{PGL_REASON_EARLY_REPLAY, "the record that was put back left it a call"},
	{PGL_REASON_REPLAY, "the record that was put back left it a call"},
	{"unknown", "the record does not say why"},
};

const char *pgl_reason_sentence(const char *reason)
{
	for (size_t i = 0; reason && i < sizeof sentences / sizeof *sentences; i++)
		if (!strcmp(sentences[i].reason, reason))
			return sentences[i].sentence;
	return NULL;
}
