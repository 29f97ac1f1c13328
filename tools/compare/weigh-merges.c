/* See weigh-merges.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh-merges.h"

#include <math.h>
#include <stdlib.h>

#include "base/xalloc.h"

/* By site: the function that it called before GCC merged that, as numbers of the record; or PGL_NONE. A guess at an
   indirect call's target names it in its event only. To be freed. */
static uint32_t *find_callees_before(const struct pgl_forest *forest)
{
	uint32_t *before = pgl_xunset(forest->n_sites);

	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];
		uint32_t first = forest->first_site[u];

		for (uint32_t i = 0; i < record->n_sites; i++)
			before[first + i] = record->sites[i].was;
		for (uint32_t i = 0; i < record->n_events; i++)
			if (pgl_event_is(&record->events[i], PGL_EVENT_PROMOTED) &&
			    record->events[i].site != PGL_NONE)
				before[first + record->events[i].site] = record->events[i].target;
	}
	return before;
}

/* Adds the executions of the base sites of SIDE that called another function before to SUMS, by that function of the
   forest. */
static void sum_redirected(const struct pgl_weights *weights, int side, double *sums)
{
	const struct pgl_identity *identity = weights->match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t *before = find_callees_before(forest);

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t was = pgl_forest_function_of(forest, s, before[s]);

		if (was != PGL_NONE && pgl_forest_is_base(forest, s) &&
		    identity->body[side][was] != pgl_identity_callee(identity, side, s) &&
		    !isnan(weights->side[side].own[s]))
			sums[was] += weights->side[side].own[s];
	}
	free(before);
}

/* A function that was merged into another, as numbers of the forest, with its count before. */
struct merged {
	uint32_t function, into;
	double count;
};

/* Calls TAKE (MERGED, CONTEXT) for each function that SIDE merged. */
static void for_each_merged(const struct pgl_weights *weights, int side,
			    void (*take)(const struct merged *merged, void *context), void *context)
{
	const struct pgl_forest *forest = weights->match->identity->forest[side];

	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];
		uint32_t first = forest->first_function[u];

		for (uint32_t i = 0; i < record->n_events; i++) {
			const struct pgl_event *event = &record->events[i];

			if (!pgl_event_is(event, PGL_EVENT_MERGED) || event->function == PGL_NONE ||
			    event->target == PGL_NONE)
				continue;
			take(&(struct merged){first + event->function, first + event->target,
					      event->count.known ? (double)event->count.value
								 : NAN},
			     context);
		}
	}
}

/* --- wrappers --- */

static void mark(const struct merged *merged, void *is_merged)
{
	((bool *)is_merged)[merged->function] = true;
}

void pgl_merges_set_wrappers(const struct pgl_totals *totals, struct pgl_weights *weights, int side)
{
	const struct pgl_forest *forest = weights->match->identity->forest[side];
	const double *entries =
		side == weights->source ? totals->text_count : totals->carried_count;
	bool *is_merged = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *is_merged);

	for_each_merged(weights, side, mark, is_merged);
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t root = pgl_forest_root(forest, s);

		if (pgl_forest_is_base(forest, s) && is_merged[root])
			weights->side[side].own[s] = weights->side[side].total[s] =
				entries[totals->text[side][root]];
	}
	free(is_merged);
}

/* --- the build with the profile --- */

struct correction {
	struct pgl_totals *totals;
	const struct pgl_weights *weights;
	double *redirected; /* by function */
};

static void correct(const struct merged *merged, void *context)
{
	struct correction *c = context;
	int side = c->weights->source;
	const struct pgl_identity *identity = c->weights->match->identity;
	double *text = &c->totals->text_count[c->totals->text[side][merged->function]];
	double *body = &c->totals->body_count[identity->body[side][merged->function]];
	double taken = fmin(c->redirected[merged->function], *text);

	if (!pgl_forest_function(identity->forest[side], merged->function)->has_body ||
	    isnan(*text) || isnan(*body))
		return;
	*text -= taken;
	*body -= taken;
}

void pgl_merges_correct(struct pgl_totals *totals, struct pgl_weights *weights)
{
	int side = weights->source;
	size_t n = (size_t)weights->match->identity->forest[side]->n_functions + 1;
	struct correction c = {.totals = totals,
			       .weights = weights,
			       .redirected = pgl_xcalloc(n, sizeof *c.redirected)};

	sum_redirected(weights, side, c.redirected);
	for_each_merged(weights, side, correct, &c);
	free(c.redirected);
	pgl_merges_set_wrappers(totals, weights, side);
}

/* --- the other build --- */

struct difference {
	const uint32_t *key;
	double *redirected; /* by function */
	double *whole;	    /* by key: entries if nothing were merged */
	double *more;
};

static void add_whole(const struct merged *merged, void *context)
{
	struct difference *d = context;
	double *whole = &d->whole[d->key[merged->function]];

	if (isnan(*whole))
		*whole = merged->count;
	else
		*whole += d->redirected[merged->function];
}

static void take_away(const struct merged *merged, void *context)
{
	struct difference *d = context;
	uint32_t key = d->key[merged->function];

	if (isnan(d->whole[key]))
		return;
	d->more[d->key[merged->into]] -= d->whole[key];
	d->more[key] += d->redirected[merged->function];
}

static void add(const struct merged *merged, void *context)
{
	struct difference *d = context;
	uint32_t key = d->key[merged->function];

	if (isnan(d->whole[key]))
		return;
	d->more[d->key[merged->into]] += d->whole[key];
	d->more[key] -= d->redirected[merged->function];
}

double *pgl_merges_difference(const struct pgl_weights *weights, uint32_t *const key[PGL_SIDES],
			      const double *counts, size_t n)
{
	struct difference d = {.more = pgl_xcalloc(n + 1, sizeof *d.more),
			       .whole = pgl_xcalloc(n + 1, sizeof *d.whole)};

	for (size_t i = 0; i < n; i++)
		d.whole[i] = counts[i];
	for (int i = 0; i < PGL_SIDES; i++) {
		int side = i ? !weights->source : weights->source;
		const struct pgl_forest *forest = weights->match->identity->forest[side];

		d.key = key[side];
		d.redirected = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *d.redirected);
		sum_redirected(weights, side, d.redirected);
		if (side == weights->source) {
			for_each_merged(weights, side, add_whole, &d);
			for_each_merged(weights, side, take_away, &d);
		} else {
			for_each_merged(weights, side, add, &d);
		}
		free(d.redirected);
	}
	free(d.whole);
	return d.more;
}
