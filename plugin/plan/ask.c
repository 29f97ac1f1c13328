/* What else is asked of the plan (see plan.h): which calls it is about, early inlining, guesses.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/plan-internal.h"

#include <stdlib.h>
#include <string.h>

#include "record/site-key.h"

/* What GCC takes a guess by type to be worth (ipa_devirt in ipa-devirt.c). */
#define SHARE_BY_TYPE 0.8

void pgl_plan_select(struct pgl_plan *plan, struct pgl_plan_filter *filter)
{
	const struct pgl_record *recorded = plan->recorded;

	plan->filter = filter;
	plan->is_selected = calloc(recorded->n_sites + (size_t)1, sizeof *plan->is_selected);
	for (uint32_t i = 0; plan->is_selected && i < recorded->n_sites; i++) {
		if (!pgl_plan_filter_has_keys(filter)) {
			plan->is_selected[i] =
				pgl_plan_filter_fits(filter, recorded, &recorded->sites[i]);
			continue;
		}
		char *key = pgl_site_key(recorded, i);

		plan->is_selected[i] = key && pgl_plan_filter_has(filter, key);
		free(key);
	}
}

bool pgl_plan_is_wanted(const struct pgl_plan *plan, uint32_t site)
{
	return !plan->is_selected || plan->is_selected[site];
}

/* A call that the recorded build does not have can have no key. */
static bool fits_unknown(const struct pgl_plan *plan, const struct pgl_site *site)
{
	return !plan->filter || (!pgl_plan_filter_has_keys(plan->filter) &&
				 pgl_plan_filter_fits(plan->filter, plan->live, site));
}

bool pgl_plan_is_selected(struct pgl_plan *plan, uint32_t site)
{
	struct pgl_planned_call found = pgl_plan_find(plan, site);

	return found.site != PGL_NONE ? pgl_plan_is_wanted(plan, found.site)
				      : fits_unknown(plan, &plan->live->sites[site]);
}

struct early {
	bool is_early, is_wanted, is_known;
};

static bool note_early(struct pgl_plan *plan, uint32_t site, const struct wanted *wanted,
		       void *context)
{
	struct early *early = context;

	(void)wanted;
	early->is_known = true;
	early->is_early |= pgl_plan_was_early(&plan->recorded->sites[site]);
	early->is_wanted |= pgl_plan_is_wanted(plan, site);
	return false;
}

bool pgl_plan_forbids_early(struct pgl_plan *plan, struct pgl_place place, uint32_t callee)
{
	struct wanted wanted = pgl_plan_wanted(plan, place.location, callee);
	struct pgl_site site = {.root = place.root,
				.parent = place.parent,
				.location = place.location,
				.callee = callee};
	struct early early = {false, false, false};

	pgl_plan_visit(plan, place.root, place.parent, &wanted, note_early, &early);
	return !early.is_early && (early.is_known ? early.is_wanted : fits_unknown(plan, &site));
}

struct guesses {
	uint32_t site, n;
};

static bool is_nth_guess(struct pgl_plan *plan, uint32_t site, const struct wanted *wanted,
			 void *context)
{
	struct guesses *guesses = context;

	(void)wanted;
	(void)plan;
	if (guesses->n-- == 0)
		guesses->site = site;
	return guesses->site != PGL_NONE;
}

uint32_t pgl_plan_guess(struct pgl_plan *plan, struct pgl_place place, uint32_t n)
{
	struct wanted wanted = pgl_plan_wanted(plan, place.location, PGL_NONE);
	struct guesses guesses = {PGL_NONE, n};

	wanted.is_guess = true;
	pgl_plan_visit(plan, place.root, place.parent, &wanted, is_nth_guess, &guesses);
	return guesses.site;
}

/* The recorded build's event that made the guess SITE, or NULL. It names the call where the guess was made; one
   in a clone of that function is known by place and target. */
static const struct pgl_event *origin_of(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->recorded;
	uint32_t base = pgl_plan_base(recorded, site);
	const struct pgl_location *at = &recorded->sites[base].location;
	const struct pgl_event *found = NULL;

	for (uint32_t i = 0; i < recorded->n_events; i++) {
		const struct pgl_event *event = &recorded->events[i];

		if (!event->share.known && !pgl_event_is(event, PGL_EVENT_DEVIRTUALIZED))
			continue;
		if (event->site != PGL_NONE && (event->site == site || event->site == base))
			return event;
		if (event->target == recorded->sites[base].callee && at->file != PGL_NONE &&
		    event->location.file == at->file && event->location.line == at->line &&
		    event->location.column == at->column)
			found = event;
	}
	return found;
}

bool pgl_plan_is_by_type(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_event *origin = origin_of(plan, site);

	return origin && pgl_event_is(origin, PGL_EVENT_DEVIRTUALIZED);
}

bool pgl_plan_inlines_copy(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->recorded;
	uint32_t base = pgl_plan_base(recorded, site);

	for (uint32_t i = 0; i < recorded->n_sites; i++)
		if (pgl_site_inlined(&recorded->sites[i]) && pgl_plan_base(recorded, i) == base)
			return true;
	return false;
}

double pgl_plan_share(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->recorded;
	const struct pgl_site *guess = &recorded->sites[site];
	const struct pgl_event *origin = origin_of(plan, site);

	if (origin)
		return origin->share.known ? origin->share.value : SHARE_BY_TYPE;
	for (uint32_t i = plan->first[pgl_plan_slot(
		     plan, (struct context){guess->root, guess->parent}, guess->location)];
	     i != PGL_NONE; i = plan->next[i]) {
		const struct pgl_site *indirect = &recorded->sites[i];

		if (pgl_plan_stands_at(plan, indirect, (struct context){guess->root, guess->parent},
				       guess->location) &&
		    indirect->callee == PGL_NONE && guess->count.known && indirect->count.known &&
		    guess->count.value)
			return (double)guess->count.value /
			       ((double)guess->count.value + (double)indirect->count.value);
	}
	return 0.5;
}

uint32_t pgl_plan_live_function(struct pgl_plan *plan, uint32_t function)
{
	uint32_t found = PGL_NONE;

	if (function == PGL_NONE)
		return PGL_NONE;
	for (uint32_t i = 0; i < plan->live->n_functions; i++) {
		const struct pgl_function *live = &plan->live->functions[i];

		if (!strcmp(pgl_symbol(plan->live, i), pgl_symbol(plan->recorded, function)))
			return i;
		if (found == PGL_NONE && live->clone == PGL_CLONE_NONE &&
		    pgl_plan_origin_key(plan, plan->live, live) == plan->origin[function])
			found = i;
	}
	return found;
}
