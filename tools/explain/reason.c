/* See reason.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/reason.h"

#include <inttypes.h>
#include <string.h>

#include "base/digits.h"
#include "explain/callee.h"
#include "records/names.h"

static const struct {
	const char *reason, *sentence;
} sentences[] = {
	/* GCC's, described in its cif-code.def, in that order. */
	{"UNSPECIFIED", "GCC gives no reason: usually a recursion that it stopped inlining, or a "
			"body that cannot be copied"},
	{"FUNCTION_NOT_CONSIDERED", "no inliner considered the call"},
	{"FUNCTION_NOT_OPTIMIZED", "the callee is compiled without optimization (-O0)"},
	{"BODY_NOT_AVAILABLE", "the callee's body is in another unit or in a library; link-time "
			       "optimization (-flto) can bring another unit's body here"},
	{"REDEFINED_EXTERN_INLINE", "the callee is an extern inline function that was redefined"},
	{"FUNCTION_NOT_INLINABLE",
	 "GCC inlines the callee nowhere: it has an attribute such as noinline, or does what "
	 "forbids it (alloca, variable arguments, setjmp, a computed goto ...)"},
	{"OVERWRITABLE", "GCC does not rely on the callee's definition: the linker or loader may "
			 "replace it (-fPIC, a weak symbol), or an attribute says so (noipa)"},
	{"FUNCTION_NOT_INLINE_CANDIDATE", "the callee is not declared inline, and GCC does not "
					  "consider such functions at this optimization level"},
	{"LARGE_FUNCTION_GROWTH_LIMIT",
	 "the function that the call ends up in would become too large"},
	{"LARGE_STACK_FRAME_GROWTH_LIMIT",
	 "the function that the call ends up in would need too large a stack frame"},
	{"MAX_INLINE_INSNS_SINGLE_LIMIT",
	 "the callee is too large, even for a function declared inline"},
	{"MAX_INLINE_INSNS_AUTO_LIMIT",
	 "the callee is too large for a function that is not declared inline"},
	{"INLINE_UNIT_GROWTH_LIMIT", "the unit has already grown as much as it may"},
	{"RECURSIVE_INLINING",
	 "the call is recursive, and GCC does not inline its function into itself any further"},
	{"UNLIKELY_CALL",
	 "the call is cold (rarely executed), and inlining it would make the code larger"},
	{"NEVER_CALL", "the call is never executed, and inlining it would make the code larger"},
	{"NOT_DECLARED_INLINED",
	 "the callee is not declared inline, and at this optimization level GCC inlines such "
	 "functions only if the code gets no larger"},
	{"LTO_MISMATCHED_DECLARATIONS",
	 "caller and callee, in different units, disagree about the callee's arguments"},
	{"VARIADIC_THUNK", "the caller is a thunk for a function with variable arguments"},
	{"ORIGINALLY_INDIRECT_CALL",
	 "the call was indirect, and GCC found its target too late to consider it"},
	{"INDIRECT_UNKNOWN_CALL", "an indirect call whose target GCC does not know"},
	{"EH_PERSONALITY", "caller and callee handle exceptions in different ways (two languages)"},
	{"NON_CALL_EXCEPTIONS", "instructions of the callee may throw (-fnon-call-exceptions), "
				"those of the caller may not"},
	{"TARGET_OPTION_MISMATCH",
	 "the callee is compiled for processor features that the caller may not use"},
	{"OPTIMIZATION_MISMATCH",
	 "caller and callee are compiled with incompatible optimization options"},
	{"USES_COMDAT_LOCAL",
	 "the callee refers to symbols that are visible only in its own comdat group"},
	{"SANITIZE_ATTRIBUTE_MISMATCH",
	 "a sanitizer checks either the caller or the callee, but not both"},
	{"EXTERN_LIVE_ONLY_STATIC", "with live patching GCC inlines only static functions"},
	{"UNREACHABLE", "GCC proved that the call is never reached"},
	{"MUST_REMAIN_IN_TU", "the callee must stay in its translation unit"},
	{"CALLBACK_EDGE", "a library function calls the callee, which is passed to it"},
	/* Ours, for the early inliner: docs/reference/record-format.md describes them. */
	{"EARLY_INLINING_INSNS_LIMIT", "early inlining accepts only calls that hardly make the "
				       "code larger; the IPA inliner considers the call again"},
	{"EARLY_INLINING_INSNS_PER_CALL_LIMIT",
	 "the callee makes calls itself: the more it makes, the less growth early inlining "
	 "accepts; the IPA inliner considers the call again"},
	{"EARLY_CALL_IS_COLD", "the call is rarely executed, or its caller is optimized for size, "
			       "and inlining it would make the code larger"},
	{"EARLY_RECURSIVE",
	 "the caller calls itself, and early inlining does not touch such calls"},
	{"EARLY_NOT_DECLARED_INLINE",
	 "below -O2 early inlining considers only functions declared inline"},
	{"EARLY_ITERATIONS_LIMIT", "the call came with a body inlined in the last round of early "
				   "inlining, which did not consider it; the IPA inliner does"},
	{"EARLY_NOT_ANALYZED", "caller and callee call each other, and GCC had not analyzed the "
			       "callee yet; the IPA inliner considers the call again"},
	{"EARLY_NOT_IN_SSA_FORM", "the callee's body was not ready yet"},
	{"EARLY_INSTRUMENTATION_MISMATCH", "in an instrumented build, only one of caller and "
					   "callee has no_profile_instrument_function"},
	/* A replay. */
	{PGL_REASON_EARLY_REPLAY, "the replay plan leaves it a call"},
	{PGL_REASON_REPLAY, "the replay plan leaves it a call"},
	{"unknown", "the record does not say why"},
};

const char *pgl_reason_sentence(const char *reason)
{
	for (size_t i = 0; reason && i < sizeof sentences / sizeof *sentences; i++)
		if (!strcmp(sentences[i].reason, reason))
			return sentences[i].sentence;
	return NULL;
}

/* What stopped a recursion, by what GCC compared. */
static const char *recursion_sentence(const struct pgl_decision *decision)
{
	switch (decision->compared) {
	case PGL_QUANTITY_RECURSION_DEPTH:
		return "GCC has inlined the function into itself as often as it may";
	case PGL_QUANTITY_RECURSION_PROBABILITY:
		return "the function calls itself too rarely: inlining it into itself again would "
		       "hardly save a call";
	case PGL_QUANTITY_RECURSION_TOO_PROBABLE:
		return "the recursion usually goes on after this call: GCC inlines a recursive "
		       "function into another only as far as the recursion probably ends";
	case PGL_QUANTITY_CALLER_SIZE: return "inlined into itself, the function is too large";
	default: return NULL;
	}
}

void pgl_sentence_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		      const struct pgl_decision *decision)
{
	const struct pgl_site *its = &record->sites[site];
	const char *sentence = pgl_callee_sentence(record, its->callee, decision->reason);

	if (!sentence && decision->reason && !strcmp(decision->reason, "RECURSIVE_INLINING"))
		sentence = recursion_sentence(decision);
	if (!sentence)
		sentence = pgl_reason_sentence(decision->reason);
	if (sentence)
		pgl_strbuf_add(text, sentence);
	pgl_add_option_mismatch(text, record, its, decision->reason);
}

static const char *function_name(const struct pgl_record *record, uint32_t function)
{
	return function == PGL_NONE ? PGL_INDIRECT : record->functions[function].name;
}

static void add_phase(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	switch (decision->phase) {
	case PGL_PHASE_ALWAYS_INLINE:
		pgl_strbuf_add(text, "; the callee is declared always_inline");
		break;
	case PGL_PHASE_FLATTEN:
		pgl_strbuf_add(text,
			       "; the caller is declared flatten: GCC inlines all calls in it");
		break;
	case PGL_PHASE_CALLED_ONCE:
		pgl_strbuf_add(text,
			       "; GCC could inline every call of it, so that its out-of-line body "
			       "is not needed and the unit gets no larger");
		break;
	default: break;
	}
}

static void add_inlining(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
			 const struct pgl_decision *decision)
{
	size_t start;

	pgl_strbuf_addf(text, "inlined by %s", pgl_words(PGL_WORDS_INLINER)[decision->inliner]);
	if (decision->phase != PGL_PHASE_UNKNOWN)
		pgl_strbuf_addf(text, " (%s)", pgl_words(PGL_WORDS_PHASE)[decision->phase]);
	if (decision->sequence)
		pgl_strbuf_addf(text, ", inlining %s of its unit", PGL_DIGITS(decision->sequence));
	start = text->length;
	pgl_strbuf_add(text, ": ");
	pgl_allowance_add(text, record, site, decision);
	if (text->length == start + 2)
		pgl_strbuf_truncate(text, start);
	add_phase(text, decision);
	if (decision->time_saved.known)
		pgl_strbuf_addf(text, "; saves %s cycles per entry of %s",
				PGL_REAL_DIGITS(decision->time_saved.value),
				function_name(record, record->sites[site].caller));
	if (decision->badness.known)
		pgl_strbuf_addf(text, "; badness %s", PGL_REAL_DIGITS(decision->badness.value));
}

static void add_rejection(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
			  const struct pgl_decision *decision)
{
	struct pgl_inequality inequality;
	size_t start;

	pgl_strbuf_addf(text, "rejected by %s: %s", pgl_words(PGL_WORDS_INLINER)[decision->inliner],
			decision->reason);
	if (pgl_inequality_of(decision, &inequality)) {
		pgl_strbuf_add(text, ": ");
		pgl_inequality_add(text, &inequality);
	} else if (decision->growth.known) {
		pgl_strbuf_addf(text, ": growth %s", PGL_DIGITS(decision->growth.value));
	}
	start = text->length;
	pgl_strbuf_add(text, "; ");
	pgl_sentence_add(text, record, site, decision);
	if (text->length == start + 2)
		pgl_strbuf_truncate(text, start);
}

void pgl_reason_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		    const struct pgl_decision *decision)
{
	size_t start = text->length;

	if (decision->inlined)
		add_inlining(text, record, site, decision);
	else
		add_rejection(text, record, site, decision);
	if (decision->hints && *decision->hints)
		pgl_strbuf_addf(text, "; hints: %s", decision->hints);
	pgl_strbuf_defuse(text, start);
}

/* Adds the recorded count of SITE, of all training runs together. */
static void add_count(struct pgl_strbuf *text, const struct pgl_record *record,
		      const struct pgl_site *site)
{
	const char *quality = pgl_words(PGL_WORDS_QUALITY)[site->count.quality];
	struct pgl_integer threshold = record->unit.profile.hot_threshold;
	uint32_t runs = record->unit.profile.runs;
	uint64_t n = site->count.value;

	pgl_strbuf_addf(text, "executed %s %s in training (", PGL_UNSIGNED_DIGITS(n),
			n == 1 ? "time" : "times");
	if (runs > 1)
		pgl_strbuf_addf(text, "%" PRIu32 " runs, ", runs);
	pgl_strbuf_addf(text, "%s)", quality);
	if (threshold.known)
		pgl_strbuf_addf(text, ", %s %s",
				pgl_count_is_hot(record, site->count) ? "hot: at least"
								      : "not hot: below",
				PGL_DIGITS(threshold.value));
}

bool pgl_site_add_count(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];
	size_t start = text->length;

	if (site->count.known)
		add_count(text, record, site);
	else if (site->frequency.known)
		pgl_strbuf_addf(text, "executed %s %s per entry of %s (%s, no count)",
				PGL_REAL_DIGITS(site->frequency.value),
				site->frequency.value == 1 ? "time" : "times",
				function_name(record, site->caller),
				pgl_words(PGL_WORDS_QUALITY)[site->count.quality]);
	else
		return false;
	pgl_strbuf_defuse(text, start);
	return true;
}
