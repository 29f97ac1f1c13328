/* What let an inlining pass. A record has an inlining's growth and hints; which limit that met is worked
   out here as want_inline_small_function_p () of GCC's ipa-inline.c does (the same in GCC 11 to 16), and
   where the record leaves two ways open both are named.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/reason.h"

#include <inttypes.h>
#include <string.h>

#include "base/table.h"

#include "base/banned.h"

/* What an inlining is compared with. */
struct allowance {
	const struct pgl_record *record;
	const struct pgl_site *site;
	const struct pgl_function *callee;
	const struct pgl_decision *decision;
	int64_t growth;
	const char *param; /* max-inline-insns-auto or -single */
	int64_t own, percent;
	int groups; /* of hints that stretch it */
};

static bool has_flag(const struct pgl_function *function, enum pgl_function_flag flag)
{
	return function->flags & PGL_BIT(flag);
}

static int64_t param(const struct allowance *its, const char *name)
{
	return pgl_param_of(its->record, its->site->caller, name).value;
}

/* Is WORD one of the words of HINTS? */
static bool has_hint(const char *hints, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = hints; at && *at;) {
		size_t n = strcspn(at, " ");

		if (n == length && !memcmp(at, word, n))
			return true;
		at += n + strspn(at + n, " ");
	}
	return false;
}

/* The hints that stretch a limit, in two groups: the first that DECISION has of either. */
static int hint_groups(const struct pgl_decision *decision, const char *found[2])
{
	static const char *const first[] = {"indirect_call", "known_hot", "loop_iterations",
					    "loop_stride"};
	int n = 0;

	for (size_t i = 0; i < sizeof first / sizeof *first && !n; i++)
		if (has_hint(decision->hints, first[i]))
			found[n++] = first[i];
	if (has_hint(decision->hints, "builtin_constant_p"))
		found[n++] = "builtin_constant_p";
	return n;
}

static int64_t stretched(const struct allowance *its, int groups)
{
	int64_t percent = its->percent;

	if (groups == 2)
		percent = percent * percent > 1000000 ? 1000000 : percent * percent;
	return groups ? its->own * percent / 100 : its->own;
}

static void add_stretched(struct pgl_strbuf *text, const struct allowance *its, int groups)
{
	if (!groups) {
		pgl_strbuf_addf(text, "%s %" PRId64, its->param, its->own);
		return;
	}
	pgl_add_signed(text, stretched(its, groups));
	pgl_strbuf_addf(text, " = %s %" PRId64 " * %" PRId64 " %%", its->param, its->own,
			its->own ? stretched(its, groups) * 100 / its->own : its->percent);
}

/* The growth is not below the limit: why GCC let it pass nevertheless. */
static void add_exception(struct pgl_strbuf *text, const struct allowance *its)
{
	bool is_inline = has_flag(its->callee, PGL_FUNCTION_FLAG_DECLARED_INLINE);
	/* Its own copy stays whatever is inlined, so that inlining can't make the unit smaller. */
	bool stays = has_flag(its->callee, PGL_FUNCTION_FLAG_EXTERNAL) &&
		     !has_flag(its->callee, PGL_FUNCTION_FLAG_COMDAT);
	bool can_be_fast = !its->groups && its->growth < stretched(its, 1);
	bool can_shrink =
		!is_inline && !stays && its->growth < param(its, "max-inline-insns-single");

	if (!can_be_fast && !can_shrink)
		return;
	pgl_strbuf_add(text, "; GCC lets it pass, ");
	if (can_be_fast) {
		pgl_strbuf_add(text, "being < ");
		add_stretched(text, its, 1);
		pgl_strbuf_addf(text,
				", since it saves more than inline-min-speedup %" PRId64
				" %% of the caller's time",
				param(its, "inline-min-speedup"));
	}
	if (can_be_fast && can_shrink)
		pgl_strbuf_add(text, ", or ");
	if (can_shrink)
		pgl_strbuf_add(text, "since the unit gets no larger by inlining every call of it");
	if (can_be_fast && can_shrink)
		pgl_strbuf_add(text, " (the record does not say which)");
}

static void add_small(struct pgl_strbuf *text, struct allowance *its)
{
	bool is_inline = has_flag(its->callee, PGL_FUNCTION_FLAG_DECLARED_INLINE);
	const char *hints[2] = {NULL, NULL};

	its->param = is_inline ? "max-inline-insns-single" : "max-inline-insns-auto";
	its->own = param(its, its->param);
	its->percent = param(its, "inline-heuristics-hint-percent");
	its->groups = hint_groups(its->decision, hints);
	if (!is_inline && param(its, "finline-functions") != 1) {
		int64_t small = param(its, "max-inline-insns-small");

		if (its->growth < small)
			pgl_strbuf_addf(text, " < max-inline-insns-small %" PRId64, small);
		else
			pgl_strbuf_add(text, ", and the unit gets no larger by inlining every call "
					     "of it");
		return;
	}
	pgl_strbuf_add(text, its->growth < stretched(its, its->groups) ? " < " : " >= ");
	add_stretched(text, its, its->groups);
	if (its->groups)
		pgl_strbuf_addf(text, ", as the hint%s %s%s%s stretch%s it",
				its->groups == 2 ? "s" : "", hints[0], hints[1] ? " and " : "",
				hints[1] ? hints[1] : "", its->groups == 2 ? "" : "es");
	if (its->growth >= stretched(its, its->groups))
		add_exception(text, its);
}

void pgl_allowance_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		       const struct pgl_decision *decision)
{
	struct allowance its = {
		.record = record, .site = &record->sites[site], .decision = decision};

	if (!decision->inlined || !decision->growth.known)
		return;
	its.growth = decision->growth.value;
	pgl_strbuf_add(text, "growth ");
	pgl_add_signed(text, its.growth);
	if (its.site->callee == PGL_NONE || decision->phase == PGL_PHASE_ALWAYS_INLINE ||
	    decision->phase == PGL_PHASE_FLATTEN || decision->phase == PGL_PHASE_CALLED_ONCE)
		return;
	its.callee = &record->functions[its.site->callee];
	if (has_flag(its.callee, PGL_FUNCTION_FLAG_ALWAYS_INLINE))
		pgl_strbuf_add(text, ", declared always_inline");
	else if (its.growth <= param(&its, "max-inline-insns-size"))
		pgl_strbuf_add(text, ": the caller gets no larger");
	else if (decision->inliner == PGL_INLINER_EINLINE) {
		if (its.growth <= param(&its, "early-inlining-insns"))
			pgl_strbuf_addf(text, " <= early-inlining-insns %" PRId64,
					param(&its, "early-inlining-insns"));
	} else if (decision->phase == PGL_PHASE_SMALL &&
		   !(its.site->flags & PGL_BIT(PGL_SITE_FLAG_RECURSIVE)))
		add_small(text, &its);
}
