/* What let an inlining pass, and the --params that the inliners compare with.

   A record has an inlining's growth and hints. Which limit that met is worked out here as
   want_inline_small_function_p () of GCC's ipa-inline.c does (the same in GCC 11 to 16); where the record
   leaves two ways open, the text names both.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/reason.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"

/* --- params --- */

/* GCC's own values, for what a record leaves out because it is as at -O0: the same from GCC 11 to 16
   (params.opt). tests/cli/why.t compares them with the compiler at hand. */
static const struct {
	const char *name;
	int64_t value;
} defaults[] = {
	{"early-inlining-insns", 6},
	{"inline-heuristics-hint-percent", 200},
	{"inline-min-speedup", 30},
	{"inline-unit-growth", 40},
	{"large-function-growth", 100},
	{"large-function-insns", 2700},
	{"large-stack-frame", 256},
	{"large-stack-frame-growth", 1000},
	{"large-unit-insns", 10000},
	{"max-early-inliner-iterations", 1},
	{"max-inline-insns-auto", 15},
	{"max-inline-insns-recursive", 450},
	{"max-inline-insns-recursive-auto", 450},
	{"max-inline-insns-single", 70},
	{"max-inline-insns-size", 0},
	{"max-inline-insns-small", 0},
};

/* The value of NAME in OPTIONS; unknown if it is not there or not a number. */
static struct pgl_integer option_value(const struct pgl_options *options, const char *name)
{
	for (size_t i = 0; i < options->n; i++) {
		char *end;

		if (strcmp(options->item[i].name, name))
			continue;
		errno = 0;
		int64_t value = strtoll(options->item[i].value, &end, 10);

		return (struct pgl_integer){value,
					    !errno && end != options->item[i].value && !*end};
	}
	return (struct pgl_integer){0, false};
}

struct pgl_integer pgl_param_of(const struct pgl_record *record, uint32_t function,
				const char *name)
{
	const struct pgl_function *its = function == PGL_NONE ? NULL : &record->functions[function];
	const struct pgl_unit *unit =
		its && its->unit != PGL_NONE ? &record->unit.units[its->unit] : &record->unit;
	struct pgl_integer value = {0, false};

	if (its)
		value = option_value(&its->options, name);
	if (!value.known)
		value = option_value(&unit->options, name);
	for (size_t i = 0; !value.known && i < sizeof defaults / sizeof *defaults; i++)
		if (!strcmp(defaults[i].name, name))
			value = (struct pgl_integer){defaults[i].value, true};
	return value;
}

/* --- allowances --- */

struct allowance {
	const struct pgl_record *record;
	const struct pgl_site *site;
	const struct pgl_function *callee;
	const struct pgl_decision *decision;
	int64_t growth;
	const char *param;    /* max-inline-insns-auto or -single */
	int64_t own, percent; /* its value; inline-heuristics-hint-percent */
	int groups;	      /* of hints that stretch it */
};

static bool has_flag(const struct pgl_function *function, enum pgl_function_flag flag)
{
	return function->flags & PGL_BIT(flag);
}

static int64_t param(const struct allowance *its, const char *name)
{
	return pgl_param_of(its->record, its->site->caller, name).value;
}

/* True if WORD is one of the words of HINTS. */
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

/* Hints that stretch a limit come in two groups. Sets FOUND to the first hint that DECISION has of each
   group; returns how many groups it has. */
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
	pgl_strbuf_addf(text, "%s = %s %" PRId64 " * %" PRId64 " %%",
			PGL_DIGITS(stretched(its, groups)), its->param, its->own,
			its->own ? stretched(its, groups) * 100 / its->own : its->percent);
}

/* The growth is not below the limit: adds why GCC accepted it nevertheless. */
static void add_exception(struct pgl_strbuf *text, const struct allowance *its)
{
	bool is_inline = has_flag(its->callee, PGL_FUNCTION_FLAG_DECLARED_INLINE);
	/* Its out-of-line body stays in any case, so inlining cannot make the unit smaller. */
	bool stays = has_flag(its->callee, PGL_FUNCTION_FLAG_EXTERNAL) &&
		     !has_flag(its->callee, PGL_FUNCTION_FLAG_COMDAT);
	bool can_be_fast = !its->groups && its->growth < stretched(its, 1);
	bool can_shrink =
		!is_inline && !stays && its->growth < param(its, "max-inline-insns-single");

	if (!can_be_fast && !can_shrink)
		return;
	pgl_strbuf_add(text, "; GCC accepts it ");
	if (can_be_fast) {
		pgl_strbuf_add(text, "because it is < ");
		add_stretched(text, its, 1);
		pgl_strbuf_addf(text,
				" and saves more than inline-min-speedup %" PRId64
				" %% of the caller's time",
				param(its, "inline-min-speedup"));
	}
	if (can_be_fast && can_shrink)
		pgl_strbuf_add(text, ", or ");
	if (can_shrink)
		pgl_strbuf_add(text,
			       "because inlining every call of it does not make the unit larger");
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
			pgl_strbuf_add(text, ", and inlining every call of it does not make the "
					     "unit larger");
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
	pgl_strbuf_addf(text, "growth %s", PGL_DIGITS(its.growth));
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
