/* Lines that are flags. See advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "compare/outcome.h"

#include "base/banned.h"

/* --params ---------------------------------------------------------------------------------- */

/* A call that a limit stopped in OLD. */
struct stopped {
	const char *limit;
	uint64_t needed; /* the --param's value with which it would not have been */
	uint32_t number; /* in the plans, or PGL_NONE: it is a call in NEW, too */
	double weight;	 /* its executions as a call in OLD */
};

struct stopped_calls {
	struct stopped *item;
	size_t n, room;
};

/* The value that the --param behind DECISION needs. A limit that GCC works out from the --param, in percent
   of something or stretched by hints, grows with it. 0: not known. */
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
	/* What reaches the limit is often stopped already. */
	return (uint64_t)ceil((double)(actual.value + 1) * param / value);
}

/* Limits to which more is fair in any unit; a --param for cold calls would hit all of these. */
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
		struct pgl_verdict verdict;
		const char *limit;

		if (!pgl_forest_is_base(old, s) || pgl_forest_is_gone(old, s))
			continue;
		if (number != PGL_NONE && !advice->plans->sites[number].is_newly_inlined)
			continue;
		verdict = pgl_verdict_of(weights, PGL_OLD, s);
		if (verdict.inlined || !verdict.decision)
			continue;
		limit = verdict.decision->limit ? verdict.decision->limit
						: pgl_usual_limit(verdict.decision->reason);
		if (!limit || !is_raisable(limit) || !needed_by(verdict.decision))
			continue;
		PGL_GROW(calls->item, calls->n, calls->room);
		calls->item[calls->n++] = (struct stopped){
			limit, needed_by(verdict.decision), number,
			isnan(weights->side[PGL_OLD].calls[s]) ? 0
							       : weights->side[PGL_OLD].calls[s]};
	}
}

static int compare_stopped(const void *a, const void *b)
{
	const struct stopped *x = a, *y = b;
	int order = strcmp(x->limit, y->limit);

	order = order ? order : PGL_COMPARE(x->needed, y->needed);
	return order ? order : PGL_COMPARE(x->number, y->number);
}

/* Of N calls that one limit stopped, by the value they need, where saved less overshot executions is highest: how
   many to let through. */
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

void pgl_advice_add_params(struct pgl_advice *advice)
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

/* Splitting a function before early inlining is what a build without a profile does alone. */
void pgl_advice_add_unsplit(struct pgl_advice *advice)
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

void pgl_advice_add_flags(struct pgl_advice *advice, const struct pgl_option_changes *changes)
{
	for (size_t i = 0; i < changes->n; i++) {
		const struct pgl_option_change *change = &changes->item[i];

		/* These do nothing without counts. */
		if (!change->flag[1] || change->cause == PGL_CAUSE_VALUE_PROFILE ||
		    change->cause == PGL_CAUSE_COUNTS ||
		    !strcmp(change->name, "fprofile-reorder-functions"))
			continue;
		pgl_advice_new_line(advice, PGL_ADVICE_FLAG)->flag = pgl_xstrdup(change->flag[1]);
	}
}
