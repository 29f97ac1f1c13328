/* Finds cascades. See cascade.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/cascade-internal.h"

#include <stdlib.h>

#include "explain/instances.h"
#include "base/xalloc.h"

#include "base/banned.h"

const char *pgl_budget_word(enum pgl_budget budget)
{
	static const char *const words[PGL_BUDGET_N] = {
		[PGL_BUDGET_CALLER] = "caller",
		[PGL_BUDGET_CALLEE] = "callee",
		[PGL_BUDGET_FRAME] = "frame",
		[PGL_BUDGET_UNIT] = "unit",
	};

	return words[budget];
}

struct pgl_cascades *pgl_cascades_new(const struct pgl_weights *weights)
{
	struct pgl_cascades *cascades = pgl_xcalloc(1, sizeof *cascades);

	cascades->weights = weights;
	for (int side = 0; side < PGL_SIDES; side++)
		cascades->history[side] = pgl_history_new(weights->match->identity->forest[side]);
	return cascades;
}

void pgl_cascades_free(struct pgl_cascades *cascades)
{
	if (!cascades)
		return;
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_history_free(cascades->history[side]);
	free(cascades);
}

void pgl_cascade_release(struct pgl_cascade *cascade)
{
	free(cascade->steps);
	cascade->steps = NULL;
	cascade->n_steps = 0;
}

/* --- one search --- */

/* Does SITE stand in a body that INLINING, or one inside it, brought? */
static bool is_around(const struct pgl_forest *forest, uint32_t inlining, uint32_t site)
{
	for (uint32_t at = forest->nodes[site].parent; at != PGL_NONE;
	     at = forest->nodes[at].parent)
		if (at == inlining)
			return true;
	return false;
}

/* What INLINING's call added in the other build, in *RET_ADDED: 0 if that leaves it a call there. False: it
   is not known, or the other build's has no number. */
static bool other_growth(const struct pgl_cascade_search *search,
			 const struct pgl_inlining *inlining, struct pgl_integer *ret_added)
{
	bool is_known;
	uint32_t there = pgl_counterpart(search->cascades->weights->match, search->found->side,
					 inlining->site, &is_known);

	*ret_added = (struct pgl_integer){0, false};
	if (there == PGL_NONE)
		return is_known;
	if (!pgl_forest_is_inlined(search->other, there))
		return true;
	const struct pgl_decision *decision =
		pgl_site_verdict(pgl_forest_site(search->other, there));

	if (!decision || !decision->inlined || !decision->growth.known)
		return false;
	*ret_added = decision->growth;
	return true;
}

void pgl_cascade_offer(struct pgl_cascade_search *search, const struct pgl_inlining *inlining,
		       int64_t growth, bool is_frame)
{
	struct pgl_cascade *found = search->found;
	struct pgl_integer other;

	if (is_around(search->forest, inlining->site, found->site) ||
	    !other_growth(search, inlining, &other) || (is_frame && other.known) ||
	    growth <= other.value)
		return;
	PGL_GROW(found->steps, found->n_steps, search->room);
	found->steps[found->n_steps++] = (struct pgl_cascade_step){.site = inlining->site,
								   .sequence = inlining->sequence,
								   .growth = {growth, true},
								   .other = other,
								   .added = growth - other.value};
	found->added += growth - other.value;
}

static int compare_steps(const void *a, const void *b)
{
	const struct pgl_cascade_step *one = a, *two = b;

	if (one->added != two->added)
		return one->added > two->added ? -1 : 1;
	return (one->sequence > two->sequence) - (one->sequence < two->sequence);
}

void pgl_cascade_sort(struct pgl_cascade *found)
{
	qsort(found->steps, found->n_steps, sizeof *found->steps, compare_steps);
}

bool pgl_cascade_is_one(struct pgl_cascade *found)
{
	int64_t left = found->inequality.actual;

	found->without = left - found->added;
	if (!found->n_steps || pgl_inequality_holds(&found->inequality, found->without))
		return false;
	pgl_cascade_sort(found);
	for (found->n_enough = 0; pgl_inequality_holds(&found->inequality, left); found->n_enough++)
		left -= found->steps[found->n_enough].added;
	return true;
}

int64_t pgl_growths_tolerance(size_t n)
{
	return 2 + (int64_t)n;
}

/* --- the function that the call ends up in, and the unit --- */

/* How many of INLININGS, by what ADDED tells of each, it took from START to REACHED: the fewest that come
   nearest. False: none comes near, or a number is not known. */
static bool count_before(const struct pgl_cascade_search *search, struct pgl_inlinings inlinings,
			 int64_t start, int64_t reached,
			 struct pgl_integer (*added)(const struct pgl_history *,
						     const struct pgl_inlining *),
			 size_t *ret_n)
{
	const struct pgl_history *history = search->cascades->history[search->found->side];
	int64_t size = start, nearest = llabs(start - reached);

	*ret_n = 0;
	for (size_t i = 0; i < inlinings.n; i++) {
		struct pgl_integer growth = added(history, &inlinings.item[i]);

		if (!growth.known)
			break;
		size += growth.value;
		if (llabs(size - reached) < nearest) {
			nearest = llabs(size - reached);
			*ret_n = i + 1;
		}
	}
	return nearest <= pgl_growths_tolerance(*ret_n);
}

static struct pgl_integer growth_of(const struct pgl_history *history,
				    const struct pgl_inlining *inlining)
{
	(void)history;
	return inlining->growth;
}

static bool find_grown(struct pgl_cascade_search *search, struct pgl_inlinings inlinings,
		       struct pgl_integer start, struct pgl_integer end,
		       struct pgl_integer (*added)(const struct pgl_history *,
						   const struct pgl_inlining *))
{
	struct pgl_cascade *found = search->found;
	const struct pgl_history *history = search->cascades->history[found->side];

	if (!start.known || !found->inequality.before.known)
		return false;
	found->start = start.value;
	found->reached = found->inequality.before.value;
	if (end.known && end.value == found->reached)
		found->n_before = inlinings.n; /* it did not grow any more */
	else if (!count_before(search, inlinings, found->start, found->reached, added,
			       &found->n_before))
		return false;
	for (size_t i = 0; i < found->n_before; i++) {
		struct pgl_integer growth = added(history, &inlinings.item[i]);

		if (growth.known)
			pgl_cascade_offer(search, &inlinings.item[i], growth.value, false);
	}
	return pgl_cascade_is_one(found);
}

static struct pgl_integer whole(struct pgl_real number)
{
	return (struct pgl_integer){number.known ? (int64_t)number.value : 0, number.known};
}

static bool find_in_caller(struct pgl_cascade_search *search)
{
	struct pgl_cascade *found = search->found;

	found->budget = PGL_BUDGET_CALLER;
	found->function = pgl_forest_root(search->forest, found->site);
	const struct pgl_function *root = pgl_forest_function(search->forest, found->function);

	return find_grown(search,
			  pgl_history_into(search->cascades->history[found->side], found->function),
			  whole(root->before.size), whole(root->after.size), growth_of);
}

static bool find_in_unit(struct pgl_cascade_search *search)
{
	struct pgl_cascade *found = search->found;
	uint32_t unit = search->forest->nodes[found->site].unit;
	struct pgl_integer none = {0, false};

	found->budget = PGL_BUDGET_UNIT;
	found->function = PGL_NONE;
	return find_grown(search, pgl_history_of_unit(search->cascades->history[found->side], unit),
			  search->forest->build->records[unit]->unit.size_before, none,
			  pgl_history_net);
}

/* --- all --- */

static bool find(struct pgl_cascade_search *search)
{
	switch (search->found->inequality.measure) {
	case PGL_MEASURE_SIZE: return find_in_caller(search);
	case PGL_MEASURE_UNIT: return find_in_unit(search);
	case PGL_MEASURE_FRAME: return pgl_cascade_find_in_frame(search);
	case PGL_MEASURE_GROWTH:
	case PGL_MEASURE_LEAST: return pgl_cascade_find_in_callee(search);
	default: return false;
	}
}

bool pgl_cascade_find(const struct pgl_cascades *cascades, enum pgl_side side, uint32_t site,
		      struct pgl_cascade *ret)
{
	const struct pgl_identity *identity = cascades->weights->match->identity;
	struct pgl_cascade_search search = {.cascades = cascades,
					    .forest = identity->forest[side],
					    .other = identity->forest[!side],
					    .found = ret};
	const struct pgl_decision *verdict = pgl_site_verdict(pgl_forest_site(search.forest, site));

	*ret = (struct pgl_cascade){.side = side, .site = site, .rejection = verdict};
	if (verdict && verdict->inliner == PGL_INLINER_IPA &&
	    pgl_inequality_of(verdict, &ret->inequality) && find(&search))
		return true;
	pgl_cascade_release(ret);
	return false;
}
