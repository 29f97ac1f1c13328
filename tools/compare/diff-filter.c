/* The filters of query.h, applied to changes. See diff-filter.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff-filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "base/order.h"
#include "base/xalloc.h"

const char *const pgl_diff_sort_words[] = {"executions", "delta", "location", "caller",
					   "callee",	 "kind",  NULL};
_Static_assert(sizeof pgl_diff_sort_words / sizeof *pgl_diff_sort_words == PGL_DIFF_SORT_N + 1,
	       "a word for each sort key");

/* --- filters --- */

/* One pgl_filter per unit of a build. */
static struct pgl_filter **filters_new(const struct pgl_query *query, const struct pgl_build *build)
{
	struct pgl_filter **filters = pgl_xcalloc(build->n + 1, sizeof *filters);

	for (size_t u = 0; u < build->n; u++)
		filters[u] = pgl_filter_new(query, build->records[u]);
	return filters;
}

static void filters_free(struct pgl_filter **filters, const struct pgl_build *build)
{
	for (size_t u = 0; u < build->n; u++)
		pgl_filter_free(filters[u]);
	free(filters);
}

void pgl_change_filter_init(struct pgl_change_filter *filter, const struct pgl_diff *diff,
			    const struct pgl_query *query)
{
	filter->diff = diff;
	filter->query = pgl_xcalloc(1, sizeof *filter->query);
	*filter->query = *query;
	filter->query->hot = false;
	for (int side = 0; side < PGL_SIDES; side++)
		filter->filters[side] = filters_new(
			filter->query, diff->weights->match->identity->forest[side]->build);
}

void pgl_change_filter_release(struct pgl_change_filter *filter)
{
	for (int side = 0; side < PGL_SIDES; side++)
		filters_free(filter->filters[side],
			     filter->diff->weights->match->identity->forest[side]->build);
	free(filter->query);
}

static bool passes_place(const struct pgl_forest *forest, struct pgl_filter *const *filters,
			 uint32_t site)
{
	uint32_t unit = forest->nodes[site].unit;

	return pgl_filter_place(filters[unit], site - forest->first_site[unit]);
}

bool pgl_change_filter_place(const struct pgl_change_filter *filter,
			     const struct pgl_change *change, enum pgl_side side)
{
	const struct pgl_forest *forest = filter->diff->weights->match->identity->forest[side];
	uint32_t site = change->site[side];

	return site != PGL_NONE &&
	       (passes_place(forest, filter->filters[side], site) ||
		passes_place(forest, filter->filters[side], change->verdict[side].site));
}

bool pgl_change_filter_passes(const struct pgl_change_filter *filter,
			      const struct pgl_change *change)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest =
			filter->diff->weights->match->identity->forest[side];
		const struct pgl_verdict *verdict = &change->verdict[side];
		uint32_t site = change->site[side];

		if (!pgl_change_filter_place(filter, change, side))
			continue;
		uint32_t unit = forest->nodes[site].unit;

		if (pgl_filter_verdict(filter->filters[side][unit], site - forest->first_site[unit],
				       verdict->is_there ? verdict->decision : NULL))
			return true;
	}
	return false;
}

bool pgl_change_filter_body(const struct pgl_change_filter *filter, uint32_t body)
{
	const struct pgl_identity *identity = filter->diff->weights->match->identity;
	int side = identity->example[PGL_OLD][body] == PGL_NONE ? PGL_NEW : PGL_OLD;
	uint32_t f = identity->example[side][body];
	uint32_t unit = identity->forest[side]->function_unit[f];

	return pgl_filter_function(filter->filters[side][unit],
				   f - identity->forest[side]->first_function[unit]);
}

int pgl_change_is_hot(const struct pgl_diff *diff, const struct pgl_change *change)
{
	int source = diff->weights->source;
	const struct pgl_match *match = diff->weights->match;
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_forest *forest = match->identity->forest[side];
	uint32_t unit;
	struct pgl_integer threshold;

	if (source < 0 || !change->weight.known)
		return -1;
	unit = match->identity->unit[side][forest->nodes[change->site[side]].unit];
	unit = match->identity->unit_back[source][unit];
	if (unit == PGL_NONE)
		return -1;
	threshold =
		match->identity->forest[source]->build->records[unit]->unit.profile.hot_threshold;
	if (!threshold.known)
		return -1;
	return change->weight.value * diff->weights->runs >= (double)threshold.value;
}

/* Takes out the functions that QUERY, about functions alone, does not let pass. */
static void filter_functions(struct pgl_diff *diff, const struct pgl_query *query)
{
	struct pgl_query as_caller = {.functions = query->functions, .files = query->files};
	struct pgl_query as_callee = {.functions = query->callees, .files = query->files};
	bool is_any = !query->functions.n == !query->callees.n;
	struct pgl_change_filter callers, callees;
	size_t n = 0;

	pgl_change_filter_init(&callers, diff, &as_caller);
	pgl_change_filter_init(&callees, diff, &as_callee);
	for (size_t i = 0; i < diff->n_functions; i++) {
		bool is_caller = pgl_change_filter_body(&callers, diff->functions[i].body);
		bool is_callee = pgl_change_filter_body(&callees, diff->functions[i].body);

		/* One glob alone lets only those pass that match it. */
		if (is_any ? is_caller || is_callee : query->functions.n ? is_caller : is_callee)
			diff->functions[n++] = diff->functions[i];
	}
	diff->n_functions = n;
	pgl_change_filter_release(&callers);
	pgl_change_filter_release(&callees);
}

void pgl_diff_filter(struct pgl_diff *diff, const struct pgl_query *query, bool only_changed)
{
	struct pgl_change_filter filter;
	size_t n = 0;

	pgl_change_filter_init(&filter, diff, query);
	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];
		struct pgl_real delta =
			pgl_real_minus(change->calls[PGL_NEW], change->calls[PGL_OLD]);

		if ((only_changed && delta.known && delta.value == 0) ||
		    (query->hot && pgl_change_is_hot(diff, change) != 1) ||
		    !pgl_change_filter_passes(&filter, change))
			continue;
		diff->changes[n++] = *change;
	}
	diff->n_changes = n;
	pgl_change_filter_release(&filter);
	filter_functions(diff, query);
	pgl_diff_sum(diff);
}

/* --- orders --- */

/* A change and where it stood. */
struct placed {
	struct pgl_change change;
	size_t place;
};

struct order {
	const struct pgl_diff *diff;
	enum pgl_diff_sort key;
};

static int compare_names(const struct pgl_function *a, const struct pgl_function *b)
{
	return strcmp(a && a->name ? a->name : PGL_INDIRECT, b && b->name ? b->name : PGL_INDIRECT);
}

static int compare_delta(const struct pgl_change *a, const struct pgl_change *b)
{
	struct pgl_real x = pgl_real_minus(a->calls[PGL_NEW], a->calls[PGL_OLD]);
	struct pgl_real y = pgl_real_minus(b->calls[PGL_NEW], b->calls[PGL_OLD]);

	return x.known != y.known ? PGL_COMPARE(y.known, x.known)
				  : PGL_COMPARE(fabs(y.value), fabs(x.value));
}

static int compare_placed(const void *a, const void *b, void *context)
{
	const struct placed *x = a, *y = b;
	const struct order *by = context;
	int order = 0;

	switch (by->key) {
	case PGL_DIFF_SORT_DELTA: order = compare_delta(&x->change, &y->change); break;
	case PGL_DIFF_SORT_LOCATION:
		order = pgl_change_compare_place(by->diff, &x->change, &y->change);
		break;
	case PGL_DIFF_SORT_CALLER:
		order = compare_names(pgl_change_caller(by->diff, &x->change),
				      pgl_change_caller(by->diff, &y->change));
		break;
	case PGL_DIFF_SORT_CALLEE:
		order = compare_names(pgl_change_callee(by->diff, &x->change),
				      pgl_change_callee(by->diff, &y->change));
		break;
	case PGL_DIFF_SORT_KIND: order = PGL_COMPARE(x->change.kind, y->change.kind); break;
	case PGL_DIFF_SORT_WEIGHT:
	case PGL_DIFF_SORT_N: break;
	}
	return order ? order : PGL_COMPARE(x->place, y->place);
}

void pgl_diff_sort(struct pgl_diff *diff, enum pgl_diff_sort key)
{
	struct order order = {.diff = diff, .key = key};
	struct placed *placed = pgl_xcalloc(diff->n_changes + 1, sizeof *placed);

	for (size_t i = 0; i < diff->n_changes; i++)
		placed[i] = (struct placed){.change = diff->changes[i], .place = i};
	if (diff->n_changes)
		qsort_r(placed, diff->n_changes, sizeof *placed, compare_placed, &order);
	for (size_t i = 0; i < diff->n_changes; i++)
		diff->changes[i] = placed[i].change;
	free(placed);
}
