/* See inequality.h. The plugin's gcc/limits.cc and docs/reference/record-format.md define how GCC
   computes both sides.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/inequality.h"

#include <inttypes.h>
#include <string.h>

#include "base/digits.h"

const char *pgl_quantity_text(enum pgl_quantity compared)
{
	static const char *const texts[PGL_QUANTITY_N] = {
		[PGL_QUANTITY_UNKNOWN] = "unknown measure",
		[PGL_QUANTITY_GROWTH] = "growth",
		[PGL_QUANTITY_LEAST_GROWTH] = "growth of at least",
		[PGL_QUANTITY_GROWTH_TIMES_CALLS] = "growth",
		[PGL_QUANTITY_CALLER_SIZE] = "size",
		[PGL_QUANTITY_FRAME] = "frame",
		[PGL_QUANTITY_UNIT_SIZE] = "unit size",
		[PGL_QUANTITY_ITERATION] = "iteration",
		[PGL_QUANTITY_RECURSION_DEPTH] = "recursion depth",
		[PGL_QUANTITY_RECURSION_PROBABILITY] = "probability",
		[PGL_QUANTITY_RECURSION_TOO_PROBABLE] = "probability",
	};

	return texts[compared];
}

/* True if GCC accepts a value equal to the limit. */
static bool is_strict(const struct pgl_decision *decision)
{
	if (decision->compared == PGL_QUANTITY_RECURSION_TOO_PROBABLE)
		return false;
	static const struct {
		enum pgl_quantity compared;
		const char *param;
	} reached[] = {
		{PGL_QUANTITY_GROWTH, "max-inline-insns-auto"},
		{PGL_QUANTITY_GROWTH, "max-inline-insns-single"},
		{PGL_QUANTITY_GROWTH, "max-inline-insns-small"},
		{PGL_QUANTITY_CALLER_SIZE, "max-inline-insns-recursive"},
		{PGL_QUANTITY_CALLER_SIZE, "max-inline-insns-recursive-auto"},
	};

	for (size_t i = 0; i < sizeof reached / sizeof *reached; i++)
		if (decision->compared == reached[i].compared &&
		    !strcmp(decision->limit, reached[i].param))
			return false;
	return true;
}

/* The whole number that, grown by PERCENT and rounded down as GCC does, gives LIMIT; unknown if there is
   none. */
static struct pgl_integer base_of(int64_t limit, int64_t percent, bool is_unit)
{
	if (limit < 0 || percent < 0 || percent > INT32_MAX || limit > INT64_MAX / 200)
		return (struct pgl_integer){0, false};
	for (int64_t base = limit * 100 / (100 + percent), n = 0; n < 2; n++, base++) {
		int64_t grown =
			is_unit ? base * (100 + percent) / 100 : base + base * percent / 100;

		if (grown == limit)
			return (struct pgl_integer){base, true};
	}
	return (struct pgl_integer){0, false};
}

const char *pgl_inequality_relation(const struct pgl_inequality *its)
{
	if (its->measure == PGL_QUANTITY_RECURSION_PROBABILITY)
		return "<=";
	return its->is_strict ? ">" : ">=";
}

static bool is_share(enum pgl_quantity measure)
{
	return measure == PGL_QUANTITY_RECURSION_PROBABILITY ||
	       measure == PGL_QUANTITY_RECURSION_TOO_PROBABLE;
}

static void find_derivation(struct pgl_inequality *inequality)
{
	const char *param = inequality->param;
	size_t length = strlen(param), tail = strlen("-growth");

	if (length > tail && !strcmp(param + length - tail, "-growth")) {
		inequality->made = PGL_LIMIT_GROWN;
		inequality->base = base_of(inequality->limit, inequality->param_value,
					   inequality->measure == PGL_QUANTITY_UNIT_SIZE);
	} else if (is_share(inequality->measure))
		inequality->made = PGL_LIMIT_SHARE;
	else if (inequality->limit != inequality->param_value)
		inequality->made = PGL_LIMIT_STRETCHED;
}

bool pgl_inequality_of(const struct pgl_decision *decision, struct pgl_inequality *ret)
{
	if (!decision || decision->inlined || !decision->limit || !decision->limit_actual.known ||
	    !decision->limit_value.known)
		return false;
	*ret = (struct pgl_inequality){
		.measure = decision->compared,
		.actual = decision->limit_actual.value,
		.limit = decision->limit_value.value,
		.param = decision->limit,
		.param_value = decision->limit_param.known ? decision->limit_param.value
							   : decision->limit_value.value,
		.growth = decision->growth,
	};
	ret->is_strict = is_strict(decision);
	if ((ret->measure == PGL_QUANTITY_CALLER_SIZE || ret->measure == PGL_QUANTITY_UNIT_SIZE) &&
	    ret->growth.known)
		ret->before = (struct pgl_integer){ret->actual - ret->growth.value, true};
	if (ret->measure == PGL_QUANTITY_GROWTH_TIMES_CALLS && ret->growth.value)
		ret->factor = (struct pgl_integer){ret->actual / ret->growth.value, true};
	find_derivation(ret);
	return true;
}

bool pgl_inequality_holds(const struct pgl_inequality *inequality, int64_t actual)
{
	if (inequality->measure == PGL_QUANTITY_RECURSION_PROBABILITY)
		return actual <= inequality->limit;
	return inequality->is_strict ? actual > inequality->limit : actual >= inequality->limit;
}

/* Adds the inequality between shares, in hundredths of a percent. */
static void add_shares(struct pgl_strbuf *text, const struct pgl_inequality *its)
{
	pgl_strbuf_addf(text, "%s %s %% %s ", pgl_quantity_text(its->measure),
			PGL_REAL_DIGITS((double)its->actual / 100), pgl_inequality_relation(its));
	if (its->measure == PGL_QUANTITY_RECURSION_TOO_PROBABLE)
		pgl_strbuf_addf(text, "%s %%, from %s %s",
				PGL_REAL_DIGITS((double)its->limit / 100), its->param,
				PGL_DIGITS(its->param_value));
	else
		pgl_strbuf_addf(text, "%s %s %%", its->param, PGL_DIGITS(its->param_value));
}

static void add_left(struct pgl_strbuf *text, const struct pgl_inequality *its)
{
	int64_t growth = its->growth.value;

	pgl_strbuf_addf(text, "%s ", pgl_quantity_text(its->measure));
	if (its->before.known)
		pgl_strbuf_addf(text, "%s %s %s = ", PGL_DIGITS(its->before.value),
				growth < 0 ? "-" : "+ growth",
				PGL_DIGITS(growth < 0 ? -growth : growth));
	else if (its->factor.known)
		pgl_strbuf_addf(text, "%s * %s = ", PGL_DIGITS(growth),
				PGL_DIGITS(its->factor.value));
	pgl_strbuf_add(text, PGL_DIGITS(its->actual));
}

void pgl_inequality_add(struct pgl_strbuf *text, const struct pgl_inequality *its)
{
	int64_t limit = its->limit, value = its->param_value;

	if (is_share(its->measure)) {
		add_shares(text, its);
		return;
	}
	add_left(text, its);
	pgl_strbuf_add(text, its->actual > limit ? " > " : " >= ");
	if (its->made != PGL_LIMIT_AS_IS)
		pgl_strbuf_addf(text, "%s = ", PGL_DIGITS(limit));
	if (its->base.known) {
		pgl_strbuf_addf(text, "%s + %s %% (%s)", PGL_DIGITS(its->base.value),
				PGL_DIGITS(value), its->param);
		return;
	}
	pgl_strbuf_addf(text, "%s %s", its->param, PGL_DIGITS(value));
	if (its->made == PGL_LIMIT_GROWN)
		pgl_strbuf_add(text, " % more");
	else if (its->made == PGL_LIMIT_STRETCHED && value > 0 && limit * 100 % value == 0)
		pgl_strbuf_addf(text, " * %s %%", PGL_DIGITS(limit * 100 / value));
}

bool pgl_add_limit(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	struct pgl_inequality its;

	if (!pgl_inequality_of(decision, &its))
		return false;
	if (is_share(its.measure)) {
		add_shares(text, &its);
		return true;
	}
	pgl_strbuf_addf(text, "%s ", pgl_quantity_text(its.measure));
	if (its.factor.known)
		pgl_strbuf_addf(text, "%" PRId64 " * %" PRId64 " = ", its.growth.value,
				its.factor.value);
	pgl_strbuf_addf(text, "%" PRId64 " %s ", its.actual, its.actual > its.limit ? ">" : ">=");
	if (its.param_value != its.limit)
		pgl_strbuf_addf(text, "%" PRId64 ", from %s %" PRId64, its.limit, its.param,
				its.param_value);
	else
		pgl_strbuf_addf(text, "%s %" PRId64, its.param, its.limit);
	return true;
}
