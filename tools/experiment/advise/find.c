/* Finds all lines: calls each search, and adds the lines that are flags. See advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "compare/outcome.h"

/* --params ---------------------------------------------------------------------------------- */

/* A call that a limit stopped in OLD. */
struct stopped {
	const char *limit;
	uint64_t needed; /* the --param's value that would let it through */
	uint32_t number; /* in the plans; PGL_NONE: it is a call in NEW, too */
	double weight;	 /* its executions as a call in OLD */
};

struct stopped_calls {
	struct stopped *item;
	size_t n, room;
};

/* The value that the --param of DECISION's limit needs to let the call through; 0: unknown. GCC may scale the --param, by
   percent or for hints: then the limit grows in proportion. */
static uint64_t needed_by(const struct pgl_decision *decision)
{
	const char *limit = decision->limit ? decision->limit : pgl_usual_limit(decision->reason);
	struct pgl_integer actual =
		decision->limit_actual.known ? decision->limit_actual : decision->growth;
	double value, param;

	if (!limit || !actual.known || !decision->limit_value.known || actual.value < 0 ||
	    actual.value > 1000000)
		return 0;
	value = (double)decision->limit_value.value;
	param = decision->limit_param.known ? (double)decision->limit_param.value : value;
	if (!(value > 0))
		return 0;
	/* Some limits stop a call that just reaches them. */
	return (uint64_t)ceil((double)(actual.value + 1) * param / value);
}

/* Is LIMIT one that may be raised for a whole unit? Limits for cold calls would let all of these through. */
static bool is_raisable(const char *limit)
{
	static const char *const limits[] = {
		"max-inline-insns-auto",	"max-inline-insns-single",
		"max-inline-insns-small",	"early-inlining-insns",
		"large-function-growth",	"large-function-insns",
		"large-stack-frame-growth",	"large-stack-frame",
		"inline-unit-growth",		"large-unit-insns",
		"max-early-inliner-iterations", NULL};

	for (size_t i = 0; limits[i]; i++)
		if (!strcmp(limit, limits[i]))
			return true;
	return false;
}

static void read_stopped(const struct pgl_advice *advice, struct stopped_calls *calls)
{
	const struct pgl_forest *old = &advice->compared->forest[PGL_OLD];
	const struct pgl_weights *weights = &advice->compared->weights;

	for (uint32_t s = 0; s < old->n_sites; s++) {
		uint32_t number = advice->plans->number[PGL_OLD][s];
		struct pgl_call_outcome outcome;
		const char *limit;

		if (!pgl_forest_is_base(old, s) || pgl_forest_is_gone(old, s))
			continue;
		if (number != PGL_NONE && !advice->plans->sites[number].is_newly_inlined)
			continue;
		outcome = pgl_call_outcome_of(weights, PGL_OLD, s);
		if (outcome.inlined || !outcome.decision)
			continue;
		limit = outcome.decision->limit ? outcome.decision->limit
						: pgl_usual_limit(outcome.decision->reason);
		if (!limit || !is_raisable(limit) || !needed_by(outcome.decision))
			continue;
		PGL_GROW(calls->item, calls->n, calls->room);
		calls->item[calls->n++] =
			(struct stopped){limit, needed_by(outcome.decision), number,
					 pgl_or_zero(weights->side[PGL_OLD].calls[s])};
	}
}

static int compare_stopped(const void *a, const void *b)
{
	const struct stopped *x = a, *y = b;
	int order = strcmp(x->limit, y->limit);

	order = order ? order : PGL_COMPARE(x->needed, y->needed);
	return order ? order : PGL_COMPARE(x->number, y->number);
}

/* How many of the N CALLS, which one limit stopped and which are sorted by NEEDED, to let through: where saved - overshot
   executions is highest. */
static size_t best_cut(const struct stopped *calls, size_t n)
{
	double sum = 0, best = 0;
	size_t cut = 0;

	for (size_t i = 0; i < n; i++) {
		sum += calls[i].number == PGL_NONE ? -calls[i].weight : calls[i].weight;
		if ((i + 1 == n || calls[i + 1].needed > calls[i].needed) && sum > best) {
			best = sum;
			cut = i + 1;
		}
	}
	return cut;
}

static void add_params(struct pgl_advice *advice)
{
	struct stopped_calls calls = {.item = NULL};

	read_stopped(advice, &calls);
	if (calls.n)
		qsort(calls.item, calls.n, sizeof *calls.item, compare_stopped);
	for (size_t i = 0, end; i < calls.n; i = end) {
		struct pgl_advice_line *line;
		size_t cut;

		for (end = i; end < calls.n && !strcmp(calls.item[end].limit, calls.item[i].limit);)
			end++;
		cut = best_cut(calls.item + i, end - i);
		if (!cut)
			continue;
		line = pgl_advice_new_line(advice, PGL_ADVICE_PARAM);
		line->flag = pgl_xasprintf("--param=%s=%" PRIu64, calls.item[i].limit,
					   calls.item[i + cut - 1].needed);
		for (size_t k = i; k < i + cut; k++) {
			const struct stopped *call = &calls.item[k];

			if (call->number != PGL_NONE) {
				pgl_advice_add_site(advice, line, call->number);
			} else {
				line->n_overshot++;
				line->overshot += call->weight;
			}
		}
		line->rank = line->saved + line->spared - line->overshot;
	}
	free(calls.item);
}

/* Options ----------------------------------------------------------------------------------- */

/* Only a build without a profile splits functions before early inlining. */
static void add_unsplit(struct pgl_advice *advice)
{
	const struct pgl_match *match = &advice->compared->match;
	struct pgl_advice_line *line;
	uint32_t n_old = 0, n_both = 0;

	for (uint32_t body = 0; body < match->identity->n_bodies; body++) {
		n_old += match->is_split[PGL_OLD][body] && !match->is_split[PGL_NEW][body];
		n_both += match->is_split[PGL_OLD][body] && match->is_split[PGL_NEW][body];
	}
	if (!n_old)
		return;
	line = pgl_advice_new_line(advice, PGL_ADVICE_PARAM);
	line->flag = pgl_xstrdup("-fno-partial-inlining");
	line->n_functions = n_old;
	line->n_overshot = n_both;
}

static void add_flags(struct pgl_advice *advice, const struct pgl_option_changes *changes)
{
	for (size_t i = 0; i < changes->n; i++) {
		const struct pgl_option_change *change = &changes->item[i];

		/* They have no effect without counts. */
		if (!change->flag[1] || change->cause == PGL_CAUSE_VALUE_PROFILE ||
		    change->cause == PGL_CAUSE_COUNTS ||
		    !strcmp(change->name, "fprofile-reorder-functions"))
			continue;
		pgl_advice_new_line(advice, PGL_ADVICE_FLAG)->flag = pgl_xstrdup(change->flag[1]);
	}
}

/* The whole --------------------------------------------------------------------------------- */

/* Ranks are comparable within a family only. */
static int family_of(const struct pgl_advice_line *line)
{
	if (line->flag)
		return 3;
	if (line->is_placement)
		return line->kind == PGL_ADVICE_HOT ? 1 : 2;
	return 0;
}

static int compare_lines(const void *a, const void *b)
{
	const struct pgl_advice_line *x = a, *y = b;
	int order = PGL_COMPARE(family_of(x), family_of(y));

	order = order ? order : PGL_COMPARE(pgl_or_zero(y->caused), pgl_or_zero(x->caused));
	order = order ? order : PGL_COMPARE(y->rank, x->rank);
	order = order ? order : PGL_COMPARE(x->kind, y->kind);
	order = order ? order : PGL_COMPARE(x->edit.source, y->edit.source);
	order = order ? order : PGL_COMPARE(x->edit.at, y->edit.at);
	return order ? order : pgl_compare_text(x->flag, y->flag);
}

static int compare_refused(const void *a, const void *b)
{
	const struct pgl_advice_refused *x = a, *y = b;
	int order = PGL_COMPARE(y->rank, x->rank);

	order = order ? order : strcmp(x->place, y->place);
	order = order ? order : strcmp(x->function, y->function);
	return order ? order : PGL_COMPARE(x->kind, y->kind);
}

/* Adds the lines that ADD finds, and keeps the LIMIT of them (0: all) with the highest ranks. */
static void add_limited(struct pgl_advice *advice, void (*add)(struct pgl_advice *), uint64_t limit)
{
	size_t first = advice->n_lines, n;

	add(advice);
	n = advice->n_lines - first;
	if (n)
		qsort(advice->lines + first, n, sizeof *advice->lines, compare_lines);
	while (limit && advice->n_lines > first + limit) {
		pgl_advice_drop_line(advice);
		advice->n_left_out++;
	}
}

/* The worth of each site of PLANS that ATTRIBUTED names, by kind, location and call; NAN: it does not. To be freed. */
static double *read_caused(const struct pgl_plans *plans, const struct pgl_attributed *attributed)
{
	double *caused = pgl_xcalloc((size_t)plans->n_sites + 1, sizeof *caused);
	PGL_AUTO_STRBUF place = PGL_STRBUF_INIT;
	PGL_AUTO_STRBUF call = PGL_STRBUF_INIT;

	for (uint32_t i = 0; i < plans->n_sites; i++) {
		caused[i] = NAN;
		pgl_strbuf_reset(&place);
		pgl_strbuf_reset(&call);
		pgl_plan_site_add_location(plans, i, &place);
		pgl_plan_site_add_call(plans, i, &call);
		for (size_t k = 0; k < attributed->n_sites; k++) {
			const struct pgl_attributed_site *site = &attributed->sites[k];

			if (!strcmp(site->kind, pgl_plan_site_kind(&plans->sites[i])) &&
			    !strcmp(site->location, place.text) && !strcmp(site->call, call.text))
				caused[i] = site->worth;
		}
	}
	return caused;
}

int pgl_advice_init(struct pgl_advice *advice, const struct pgl_compared *compared,
		    const struct pgl_plans *plans, const struct pgl_option_changes *changes,
		    const struct pgl_advice_options *options)
{
	*advice = (struct pgl_advice){.compared = compared, .plans = plans};
	if (options->attributed)
		advice->caused = read_caused(plans, options->attributed);
	if (pgl_sources_init(&advice->sources, options->folder, options->place)) {
		free(advice->caused);
		return -1;
	}
	add_limited(advice, pgl_advice_add_lines, options->limit);
	if (advice->n_refused)
		qsort(advice->refused, advice->n_refused, sizeof *advice->refused, compare_refused);
	if (!options->is_inlining)
		add_limited(advice, pgl_advice_add_expectations, options->limit);
	if (options->is_placement && !options->is_inlining)
		add_limited(advice, pgl_advice_add_placement, options->limit);
	add_params(advice);
	add_unsplit(advice);
	if (!options->is_inlining)
		add_flags(advice, changes);
	if (advice->n_lines)
		qsort(advice->lines, advice->n_lines, sizeof *advice->lines, compare_lines);
	return 0;
}
