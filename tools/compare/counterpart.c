/* Looks calls up by location in the other build. See counterpart.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/counterpart.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/xalloc.h"

/* The base sites of one build by context, location and callee. */
struct locations {
	const struct pgl_match *match;
	int side;
	struct pgl_intern keys;
	uint32_t *site; /* by key: the first of them */
	size_t n, room;
};

/* The code a call stands in: a unit's function, or the body that a site brought in. */
struct context {
	bool is_site;
	uint32_t a, b;
};

/* The number of {CONTEXT, location and callee of SITE of SIDE}. */
static uint32_t number_of(struct locations *locations, struct context context, int side,
			  uint32_t site)
{
	const struct pgl_identity *identity = locations->match->identity;
	const struct pgl_site *line = pgl_forest_site(identity->forest[side], site);
	uint32_t key[] = {context.is_site,
			  context.a,
			  context.b,
			  pgl_identity_file(identity, side, site),
			  line->location.line,
			  line->location.column,
			  pgl_identity_callee(identity, side, site)};

	return pgl_intern_add(&locations->keys, key, sizeof key);
}

/* The code of BODY in SITE's own unit, with its split parts. */
static struct context in_code(const struct pgl_identity *identity, int side, uint32_t site,
			      uint32_t body)
{
	uint32_t unit = identity->forest[side]->nodes[site].unit;

	return (struct context){false, identity->unit[side][unit], identity->origin[body]};
}

static void list_sites(struct locations *locations)
{
	const struct pgl_identity *identity = locations->match->identity;
	const struct pgl_forest *forest = identity->forest[locations->side];

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t parent = forest->nodes[s].parent, location;
		struct context context;

		if (!pgl_forest_is_base(forest, s) || pgl_forest_is_gone(forest, s))
			continue;
		if (parent == PGL_NONE)
			context = in_code(identity, locations->side, s,
					  pgl_identity_root(identity, locations->side, s));
		else
			context = (struct context){true, forest->nodes[parent].base, 0};
		location = number_of(locations, context, locations->side, s);
		if (location == locations->n) {
			PGL_GROW(locations->site, locations->n, locations->room);
			locations->site[locations->n++] = s;
		}
	}
}

static uint32_t look_up(struct locations *locations, struct context context, int side,
			uint32_t site)
{
	uint32_t location = number_of(locations, context, side, site);

	return location < locations->n ? locations->site[location] : PGL_NONE;
}

/* Finds the counterpart of SITE of SIDE; its parents' are known. */
static void find_counterpart(struct pgl_counterparts *found, struct locations *locations, int side,
			     uint32_t site)
{
	const struct pgl_match *match = locations->match;
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t parent = forest->nodes[site].parent, there, callee;
	bool parent_is_counterpart;

	if (parent == PGL_NONE) {
		found->site[site] = look_up(
			locations,
			in_code(identity, side, site, pgl_identity_root(identity, side, site)),
			side, site);
		return;
	}
	parent = forest->nodes[parent].base;
	there = match->partner[side][parent];
	parent_is_counterpart =
		there == PGL_NONE || pgl_forest_is_gone(identity->forest[!side], there);
	if (parent_is_counterpart)
		there = found->site[parent];
	if (there == PGL_NONE)
		return;
	if (pgl_forest_is_early(identity->forest[!side], there)) {
		found->site[site] =
			look_up(locations, (struct context){true, there, 0}, side, site);
		found->through[site] = parent_is_counterpart ? found->through[parent] : PGL_NONE;
		if (found->site[site] != PGL_NONE)
			return;
	}
	callee = pgl_identity_callee(identity, side, parent);
	if (callee == PGL_NONE)
		return;
	found->site[site] = look_up(locations, in_code(identity, side, site, callee), side, site);
	found->through[site] = parent;
}

void pgl_counterparts_init(struct pgl_counterparts *found, const struct pgl_match *match,
			   enum pgl_side side)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	struct locations locations = {.match = match, .side = !side};

	found->site = pgl_xunset(forest->n_sites);
	found->through = pgl_xunset(forest->n_sites);
	list_sites(&locations);
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t partner = match->partner[side][s];
		uint32_t flags = pgl_forest_site(forest, s)->flags;

		if (!pgl_forest_is_base(forest, s) || pgl_forest_is_gone(forest, s) ||
		    flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE) ||
		    (partner != PGL_NONE && !pgl_forest_is_gone(identity->forest[!side], partner)))
			continue;
		find_counterpart(found, &locations, side, s);
	}
	pgl_intern_release(&locations.keys);
	free(locations.site);
}

void pgl_counterparts_release(struct pgl_counterparts *found)
{
	free(found->site);
	free(found->through);
	*found = (struct pgl_counterparts){0};
}
