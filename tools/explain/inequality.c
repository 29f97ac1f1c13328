/* See inequality.h. The plugin's gcc/limits.cc and docs/reference/record-format.md define how GCC
   computes both sides.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/inequality.h"

#include <inttypes.h>
#include <string.h>

#include "base/digits.h"

static const struct {
	const char *word, *text;
} measures[PGL_MEASURE_N] = {
	[PGL_MEASURE_GROWTH] = {"growth", "growth"},
	[PGL_MEASURE_LEAST] = {"least_growth", "growth of at least"},
	[PGL_MEASURE_CALLS] = {"growth_times_calls", "growth"},
	[PGL_MEASURE_SIZE] = {"caller_size", "size"},
	[PGL_MEASURE_FRAME] = {"frame", "frame"},
	[PGL_MEASURE_UNIT] = {"unit_size", "unit size"},
	[PGL_MEASURE_ITERATION] = {"iteration", "iteration"},
};

const char *pgl_measure_text(enum pgl_measure measure)
{
	return measures[measure].text;
}

const char *pgl_measure_word(enum pgl_measure measure)
{
	return measures[measure].word;
}

static enum pgl_measure measure_of(const struct pgl_decision *decision)
{
	int64_t growth = decision->growth.value, actual = decision->limit_actual.value;

	if (decision->limit_of == PGL_LIMIT_OF_UNIT)
		return PGL_MEASURE_UNIT;
	if (decision->limit_of == PGL_LIMIT_OF_CALLER) {
		if (strstr(decision->limit, "frame"))
			return PGL_MEASURE_FRAME;
		return strstr(decision->limit, "iterations") ? PGL_MEASURE_ITERATION
							     : PGL_MEASURE_SIZE;
	}
	if (!decision->growth.known)
		return PGL_MEASURE_LEAST;
	/* The early inliner divides its limit by the calls in the body. */
	return growth > 0 && actual > growth && actual % growth == 0 ? PGL_MEASURE_CALLS
								     : PGL_MEASURE_GROWTH;
}

/* True if GCC accepts a value equal to the limit. */
static bool is_strict(const struct pgl_decision *decision, enum pgl_measure measure)
{
	static const char *const reached[] = {"max-inline-insns-auto", "max-inline-insns-single",
					      "max-inline-insns-small"};

	if (measure == PGL_MEASURE_SIZE)
		return !strstr(decision->limit, "recursive");
	if (measure != PGL_MEASURE_GROWTH)
		return true;
	for (size_t i = 0; i < sizeof reached / sizeof *reached; i++)
		if (!strcmp(decision->limit, reached[i]))
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

static void find_derivation(struct pgl_inequality *inequality)
{
	const char *param = inequality->param;
	size_t length = strlen(param), tail = strlen("-growth");

	if (length > tail && !strcmp(param + length - tail, "-growth")) {
		inequality->made = PGL_LIMIT_GROWN;
		inequality->base = base_of(inequality->limit, inequality->param_value,
					   inequality->measure == PGL_MEASURE_UNIT);
	} else if (inequality->limit != inequality->param_value)
		inequality->made = PGL_LIMIT_STRETCHED;
}

bool pgl_inequality_of(const struct pgl_decision *decision, struct pgl_inequality *ret)
{
	if (!decision || decision->inlined || !decision->limit || !decision->limit_actual.known ||
	    !decision->limit_value.known)
		return false;
	*ret = (struct pgl_inequality){
		.measure = measure_of(decision),
		.actual = decision->limit_actual.value,
		.limit = decision->limit_value.value,
		.param = decision->limit,
		.param_value = decision->limit_param.known ? decision->limit_param.value
							   : decision->limit_value.value,
		.growth = decision->growth,
	};
	ret->is_strict = is_strict(decision, ret->measure);
	if ((ret->measure == PGL_MEASURE_SIZE || ret->measure == PGL_MEASURE_UNIT) &&
	    ret->growth.known)
		ret->before = (struct pgl_integer){ret->actual - ret->growth.value, true};
	if (ret->measure == PGL_MEASURE_CALLS)
		ret->factor = (struct pgl_integer){ret->actual / ret->growth.value, true};
	find_derivation(ret);
	return true;
}

bool pgl_inequality_holds(const struct pgl_inequality *inequality, int64_t actual)
{
	return inequality->is_strict ? actual > inequality->limit : actual >= inequality->limit;
}

static void add_left(struct pgl_strbuf *text, const struct pgl_inequality *its)
{
	int64_t growth = its->growth.value;

	pgl_strbuf_addf(text, "%s ", measures[its->measure].text);
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
	pgl_strbuf_addf(text, "%s ", measures[its.measure].text);
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
