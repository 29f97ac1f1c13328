/* Looks calls up by place in the other build. See counterpart.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/counterpart.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/xalloc.h"

/* The base sites of one build by where they stand and what they call. */
struct places {
	const struct pgl_match *match;
	int side;
	struct pgl_intern keys;
	uint32_t *site; /* by key: the first of them */
	size_t n, room;
};

/* Where a call stands: in a unit's function, or in the body that a site brought in. */
struct context {
	bool is_site;
	uint32_t a, b;
};

/* The number of the place {CONTEXT, location and callee of SITE of SIDE}. */
static uint32_t place_of(struct places *places, struct context context, int side, uint32_t site)
{
	const struct pgl_identity *identity = places->match->identity;
	const struct pgl_site *line = pgl_forest_site(identity->forest[side], site);
	uint32_t key[] = {context.is_site,
			  context.a,
			  context.b,
			  pgl_identity_file(identity, side, site),
			  line->location.line,
			  line->location.column,
			  pgl_identity_callee(identity, side, site)};

	return pgl_intern_add(&places->keys, key, sizeof key);
}

/* The text of SITE's own unit that has the body BODY, with its split parts. */
static struct context in_text(const struct pgl_identity *identity, int side, uint32_t site,
			      uint32_t body)
{
	uint32_t unit = identity->forest[side]->nodes[site].unit;

	return (struct context){false, identity->unit[side][unit], identity->origin[body]};
}

static void list_places(struct places *places)
{
	const struct pgl_identity *identity = places->match->identity;
	const struct pgl_forest *forest = identity->forest[places->side];

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t parent = forest->nodes[s].parent, place;
		struct context context;

		if (!pgl_forest_is_base(forest, s) || pgl_forest_is_gone(forest, s))
			continue;
		if (parent == PGL_NONE)
			context = in_text(identity, places->side, s,
					  pgl_identity_root(identity, places->side, s));
		else
			context = (struct context){true, forest->nodes[parent].base, 0};
		place = place_of(places, context, places->side, s);
		if (place == places->n) {
			PGL_GROW(places->site, places->n, places->room);
			places->site[places->n++] = s;
		}
	}
}

static uint32_t look_up(struct places *places, struct context context, int side, uint32_t site)
{
	uint32_t place = place_of(places, context, side, site);

	return place < places->n ? places->site[place] : PGL_NONE;
}

/* Finds the home of SITE of SIDE; those of its parents are found. */
static void find_home(struct pgl_homes *homes, struct places *places, int side, uint32_t site)
{
	const struct pgl_match *match = places->match;
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t parent = forest->nodes[site].parent, there, callee;
	bool parent_is_home;

	if (parent == PGL_NONE) {
		homes->site[site] = look_up(
			places,
			in_text(identity, side, site, pgl_identity_root(identity, side, site)),
			side, site);
		return;
	}
	parent = forest->nodes[parent].base;
	there = match->partner[side][parent];
	parent_is_home = there == PGL_NONE || pgl_forest_is_gone(identity->forest[!side], there);
	if (parent_is_home)
		there = homes->site[parent];
	if (there == PGL_NONE)
		return;
	if (pgl_forest_is_early(identity->forest[!side], there)) {
		homes->site[site] = look_up(places, (struct context){true, there, 0}, side, site);
		homes->through[site] = parent_is_home ? homes->through[parent] : PGL_NONE;
		if (homes->site[site] != PGL_NONE)
			return;
	}
	callee = pgl_identity_callee(identity, side, parent);
	if (callee == PGL_NONE)
		return;
	homes->site[site] = look_up(places, in_text(identity, side, site, callee), side, site);
	homes->through[site] = parent;
}

void pgl_homes_init(struct pgl_homes *homes, const struct pgl_match *match, enum pgl_side side)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	struct places places = {.match = match, .side = !side};

	homes->site = pgl_xunset(forest->n_sites);
	homes->through = pgl_xunset(forest->n_sites);
	list_places(&places);
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t partner = match->partner[side][s];
		uint32_t flags = pgl_forest_site(forest, s)->flags;

		if (!pgl_forest_is_base(forest, s) || pgl_forest_is_gone(forest, s) ||
		    flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE) ||
		    (partner != PGL_NONE && !pgl_forest_is_gone(identity->forest[!side], partner)))
			continue;
		find_home(homes, &places, side, s);
	}
	pgl_intern_release(&places.keys);
	free(places.site);
}

void pgl_homes_release(struct pgl_homes *homes)
{
	free(homes->site);
	free(homes->through);
	*homes = (struct pgl_homes){0};
}
