/* Applies the filters of query.h to changes. See diff-filter.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff-filter.h"

#include <stdlib.h>

#include "base/xalloc.h"

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

	return pgl_filter_location(filters[unit], site - forest->first_site[unit]);
}

bool pgl_change_filter_location(const struct pgl_change_filter *filter,
				const struct pgl_change *change, enum pgl_side side)
{
	const struct pgl_forest *forest = filter->diff->weights->match->identity->forest[side];
	uint32_t site = change->site[side];

	return site != PGL_NONE &&
	       (passes_place(forest, filter->filters[side], site) ||
		passes_place(forest, filter->filters[side], change->outcome[side].site));
}

bool pgl_change_filter_passes(const struct pgl_change_filter *filter,
			      const struct pgl_change *change)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest =
			filter->diff->weights->match->identity->forest[side];
		const struct pgl_call_outcome *outcome = &change->outcome[side];
		uint32_t site = change->site[side];

		if (!pgl_change_filter_location(filter, change, side))
			continue;
		uint32_t unit = forest->nodes[site].unit;

		if (pgl_filter_decision(filter->filters[side][unit],
					site - forest->first_site[unit],
					outcome->is_there ? outcome->decision : NULL))
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
