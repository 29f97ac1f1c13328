/* Compares two builds' trees. See plan.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

/* Children ---------------------------------------------------------------------------------- */

/* The sites that stand in the body each site brought. */
struct children {
	uint32_t *first, *item;
};

static void children_init(struct children *children, const struct pgl_forest *forest)
{
	uint32_t n = forest->n_sites;

	children->first = pgl_xcalloc((size_t)n + 2, sizeof *children->first);
	children->item = pgl_xcalloc((size_t)n + 1, sizeof *children->item);
	for (uint32_t s = 0; s < n; s++)
		if (forest->nodes[s].parent != PGL_NONE)
			children->first[forest->nodes[s].parent + 2]++;
	for (uint32_t s = 0; s < n; s++)
		children->first[s + 2] += s ? children->first[s + 1] : 0;
	for (uint32_t s = 0; s < n; s++)
		if (forest->nodes[s].parent != PGL_NONE)
			children->item[children->first[forest->nodes[s].parent + 1]++] = s;
}

static void children_release(struct children *children)
{
	free(children->first);
	free(children->item);
}

/* Counterparts ------------------------------------------------------------------------------ */

/* Are OLD's base site A and NEW's B the same call of the source? Where a body was inlined early on one
   side only, its calls are base sites of the caller there and have their home in the body's own text. */
static bool is_same_call(const struct pgl_plans *plans, uint32_t a, uint32_t b)
{
	return plans->match->partner[PGL_OLD][a] == b || plans->homes[PGL_OLD].site[a] == b ||
	       plans->homes[PGL_NEW].site[b] == a;
}

static void join(struct pgl_plans *plans, uint32_t old, uint32_t new)
{
	plans->counterpart[PGL_OLD][old] = new;
	plans->counterpart[PGL_NEW][new] = old;
}

static void find_counterparts(struct pgl_plans *plans)
{
	const struct pgl_match *match = plans->match;
	const struct pgl_forest *old = match->identity->forest[PGL_OLD];
	const struct pgl_forest *new = match->identity->forest[PGL_NEW];
	struct children children;

	children_init(&children, new);
	for (uint32_t s = 0; s < old->n_sites; s++) {
		const struct pgl_node *node = &old->nodes[s];
		uint32_t partner = match->partner[PGL_OLD][node->base], there;

		if (node->parent == PGL_NONE) {
			/* In the text of a clone, calls are not the original's. */
			if (node->base == s && partner != PGL_NONE &&
			    new->nodes[partner].parent == PGL_NONE)
				join(plans, s, partner);
			continue;
		}
		there = plans->counterpart[PGL_OLD][node->parent];
		if (there == PGL_NONE)
			continue;
		for (uint32_t i = children.first[there]; i < children.first[there + 1]; i++) {
			uint32_t child = children.item[i];

			if (plans->counterpart[PGL_NEW][child] != PGL_NONE ||
			    !is_same_call(plans, node->base, new->nodes[child].base))
				continue;
			join(plans, s, child);
			break;
		}
	}
	children_release(&children);
}

/* Differences ------------------------------------------------------------------------------- */

static struct pgl_plan_site *site_of(struct pgl_plans *plans, uint32_t old, uint32_t new)
{
	struct pgl_plan_site *site;
	uint32_t number = plans->number[PGL_OLD][old];

	if (number == PGL_NONE)
		number = plans->number[PGL_NEW][new];
	if (number == PGL_NONE) {
		PGL_GROW(plans->sites, plans->n_sites, plans->sites_room);
		number = plans->n_sites++;
		plans->sites[number] = (struct pgl_plan_site){.site = {old, new}};
	}
	plans->number[PGL_OLD][old] = plans->number[PGL_NEW][new] = number;
	site = &plans->sites[number];
	return site;
}

static void list_differences(struct pgl_plans *plans)
{
	const struct pgl_forest *old = plans->match->identity->forest[PGL_OLD];
	const struct pgl_forest *new = plans->match->identity->forest[PGL_NEW];

	for (uint32_t s = 0; s < old->n_sites; s++) {
		uint32_t there = plans->counterpart[PGL_OLD][s];
		struct pgl_plan_site *site;
		bool is_new;

		if (there == PGL_NONE)
			continue;
		is_new = pgl_forest_is_inlined(new, there);
		/* A call that is gone was neither inlined nor left. */
		if (is_new == pgl_forest_is_inlined(old, s) || pgl_forest_is_gone(old, s) ||
		    pgl_forest_is_gone(new, there))
			continue;
		site = site_of(plans, old->nodes[s].base, new->nodes[there].base);
		site->is_both |= site->n_instances && site->is_newly_inlined != is_new;
		site->is_newly_inlined |= is_new;
		site->n_instances++;
	}
}

static uint32_t *no_sites(uint32_t n)
{
	size_t bytes = ((size_t)n + 1) * sizeof(uint32_t);
	uint32_t *numbers = pgl_xmalloc(bytes);

	memset(numbers, 0xff, bytes);
	return numbers;
}

void pgl_plans_init(struct pgl_plans *plans, const struct pgl_match *match)
{
	*plans = (struct pgl_plans){.match = match};
	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t n = match->identity->forest[side]->n_sites;

		pgl_homes_init(&plans->homes[side], match, (enum pgl_side)side);
		plans->counterpart[side] = no_sites(n);
		plans->number[side] = no_sites(n);
	}
	find_counterparts(plans);
	list_differences(plans);
}

void pgl_plans_release(struct pgl_plans *plans)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_homes_release(&plans->homes[side]);
		free(plans->counterpart[side]);
		free(plans->number[side]);
	}
	free(plans->sites);
	*plans = (struct pgl_plans){.match = NULL};
}
