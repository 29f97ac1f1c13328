/* See plan.h. The recorded build's sites, by where they stand.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/plan-internal.h"

#include <stdlib.h>
#include <string.h>

bool pgl_plan_calls_part(const struct pgl_record *record, const struct pgl_site *site)
{
	return site->callee != PGL_NONE && pgl_plan_is_part(&record->functions[site->callee]);
}

uint32_t pgl_plan_slot(const struct pgl_plan *plan, struct context at, struct pgl_location location)
{
	return pgl_place_hash((struct pgl_place){at.root, at.parent, location}) &
	       (plan->n_slots - 1);
}

static const struct pgl_location nowhere = {PGL_NONE, 0, 0};

/* Calls of parts have no place of their own: the record gives them one at its end. */
static struct pgl_location place_of(const struct pgl_plan *plan, const struct pgl_site *site)
{
	return pgl_plan_calls_part(plan->recorded, site) ? nowhere : site->location;
}

bool pgl_plan_stands_at(const struct pgl_plan *plan, const struct pgl_site *site, struct context at,
			struct pgl_location location)
{
	return pgl_same_place((struct pgl_place){site->root, site->parent, place_of(plan, site)},
			      (struct pgl_place){at.root, at.parent, location});
}

bool pgl_plan_was_early(const struct pgl_site *site)
{
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (site->decisions[i].inlined && site->decisions[i].inliner == PGL_INLINER_EINLINE)
			return true;
	return false;
}

const struct pgl_decision *pgl_plan_decision(const struct pgl_site *site)
{
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (site->decisions[i].inlined && site->decisions[i].sequence)
			return &site->decisions[i];
	return NULL;
}

/* Notes where the bodies that were inlined early in a function went with its clone. */
static void find_moved(struct pgl_plan *plan)
{
	const struct pgl_record *recorded = plan->recorded;

	for (uint32_t i = 0; i < recorded->n_sites; i++) {
		uint32_t from = recorded->sites[i].copy_of, root = recorded->sites[i].root;

		if (from == PGL_NONE || recorded->functions[root].clone == PGL_CLONE_NONE)
			continue;
		uint32_t original = recorded->sites[from].root;

		if (plan->moved[from] == PGL_NONE && plan->origin[original] == plan->origin[root] &&
		    pgl_plan_is_replaced(&recorded->functions[original]))
			plan->moved[from] = i;
	}
}

struct pgl_plan *pgl_plan_new(struct pgl_record *recorded, const struct pgl_record *live)
{
	struct pgl_plan *plan = calloc(1, sizeof *plan);
	uint32_t n = recorded->n_sites;

	if (!plan)
		return NULL;
	plan->recorded = recorded;
	plan->live = live;
	for (plan->n_slots = 256; plan->n_slots < 2 * n;)
		plan->n_slots *= 2;
	plan->first = malloc(plan->n_slots * sizeof *plan->first);
	plan->next = malloc((n + (size_t)1) * sizeof *plan->next);
	plan->live_site = malloc((n + (size_t)1) * sizeof *plan->live_site);
	plan->moved = malloc((n + (size_t)1) * sizeof *plan->moved);
	plan->key = calloc(recorded->n_functions + (size_t)1, sizeof *plan->key);
	plan->origin = calloc(recorded->n_functions + (size_t)1, sizeof *plan->origin);
	plan->has_calls = calloc(recorded->n_functions + (size_t)1, sizeof *plan->has_calls);
	if (!plan->first || !plan->next || !plan->live_site || !plan->moved || !plan->key ||
	    !plan->origin || !plan->has_calls)
		return NULL;
	memset(plan->first, 0xff, plan->n_slots * sizeof *plan->first);
	memset(plan->live_site, 0xff, (n + (size_t)1) * sizeof *plan->live_site);
	memset(plan->moved, 0xff, (n + (size_t)1) * sizeof *plan->moved);
	for (uint32_t i = 0; i < recorded->n_functions; i++) {
		plan->key[i] = pgl_plan_body_key(plan, recorded, &recorded->functions[i]);
		plan->origin[i] = pgl_plan_origin_key(plan, recorded, &recorded->functions[i]);
	}
	for (uint32_t i = n; i-- > 0;) {
		const struct pgl_site *site = &recorded->sites[i];
		struct context at = {site->root, site->parent};
		uint32_t slot = pgl_plan_slot(plan, at, place_of(plan, site));

		plan->has_calls[site->root] = true;
		plan->next[i] = plan->first[slot];
		plan->first[slot] = i;
	}
	find_moved(plan);
	return recorded->out_of_memory ? NULL : plan;
}

const struct pgl_record *pgl_plan_recorded(const struct pgl_plan *plan)
{
	return plan->recorded;
}

uint32_t pgl_plan_first_called_once(const struct pgl_plan *plan)
{
	uint32_t first = UINT32_MAX;

	for (uint32_t i = 0; i < plan->recorded->n_sites; i++) {
		const struct pgl_decision *own = pgl_plan_decision(&plan->recorded->sites[i]);

		if (own && own->phase == PGL_PHASE_CALLED_ONCE && own->sequence < first)
			first = own->sequence;
	}
	return first;
}

uint32_t pgl_plan_base(const struct pgl_record *record, uint32_t site)
{
	while (site != PGL_NONE && record->sites[site].copy_of != PGL_NONE)
		site = record->sites[site].copy_of;
	return site;
}
