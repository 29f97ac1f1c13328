/* Finding a call in the plan (see plan.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/plan-internal.h"

#include <stdlib.h>
#include <string.h>

/* The recorded build's number of LIVE's FILE: the same path or, in a build that has moved, the only one
   with that name. */
static uint32_t find_file(const struct pgl_plan *plan, uint32_t file)
{
	const struct pgl_unit *recorded = &plan->recorded->unit;
	const char *name = plan->live->unit.files[file];
	uint32_t found = NO_FILE;

	for (uint32_t i = 0; i < recorded->n_files; i++)
		if (!strcmp(recorded->files[i], name))
			return i;
	for (uint32_t i = 0; i < recorded->n_files; i++) {
		if (strcmp(basename(recorded->files[i]), basename(name)))
			continue;
		if (found != NO_FILE)
			return NO_FILE;
		found = i;
	}
	return found;
}

static struct pgl_location recorded_location(struct pgl_plan *plan, struct pgl_location location)
{
	uint32_t n = plan->live->unit.n_files;

	if (location.file == PGL_NONE)
		return location;
	if (n > plan->n_files) {
		uint32_t *larger = realloc(plan->file, n * sizeof *larger);

		if (!larger) {
			location.file = NO_FILE;
			return location;
		}
		plan->file = larger;
		for (; plan->n_files < n; plan->n_files++)
			plan->file[plan->n_files] = find_file(plan, plan->n_files);
	}
	location.file = plan->file[location.file];
	return location;
}

static const struct pgl_location nowhere = {PGL_NONE, 0, 0};

/* Does SITE call what WANTED does, before or after an optimization replaced its callee? */
static bool calls_wanted(const struct pgl_plan *plan, const struct pgl_site *site,
			 const struct wanted *wanted)
{
	const char *callee = site->callee == PGL_NONE ? NULL : plan->key[site->callee];

	if (wanted->is_guess)
		return callee && site->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
	const char *was = site->was == PGL_NONE ? NULL : plan->key[site->was];

	return callee == wanted->callee || (was && was == wanted->callee);
}

/* Calls TAKE for all sites at the place that WANTED tells of in AT, until it returns true; those of
   parts that were split off there included. */
static bool visit(struct pgl_plan *plan, struct context at, const struct wanted *wanted,
		  visitor *take, void *context)
{
	const struct pgl_record *recorded = plan->recorded;
	uint32_t i;

	for (i = plan->first[pgl_plan_slot(plan, at, wanted->location)]; i != PGL_NONE;
	     i = plan->next[i])
		if (pgl_plan_stands_at(plan, &recorded->sites[i], at, wanted->location) &&
		    calls_wanted(plan, &recorded->sites[i], wanted) &&
		    take(plan, i, wanted, context))
			return true;
	/* At the root, parts are roots of their own (bodies_of). */
	for (i = plan->first[pgl_plan_slot(plan, at, nowhere)]; i != PGL_NONE; i = plan->next[i]) {
		const struct pgl_site *site = &recorded->sites[i];
		struct context within = {site->root, i};

		if (!pgl_plan_stands_at(plan, site, at, nowhere) ||
		    !pgl_plan_calls_part(recorded, site))
			continue;
		/* One that stayed a call is not to come along where its function is whole. */
		if (!pgl_site_inlined(site))
			continue;
		if (visit(plan, within, wanted, take, context))
			return true;
	}
	return false;
}

struct choice {
	uint32_t site;
	int score;
};

/* Keeps the best of the sites, the first among equals. */
static bool choose(struct pgl_plan *plan, uint32_t id, const struct wanted *wanted, void *context)
{
	struct choice *choice = context;
	const struct pgl_site *site = &plan->recorded->sites[id];
	bool is_inlined = pgl_site_inlined(site);
	bool is_gone = site->flags & PGL_BIT(PGL_SITE_FLAG_GONE) && !is_inlined;
	int score = 0;

	score += plan->live_site[id] == PGL_NONE ? 16 : 0;
	score += (wanted->is_inlined ? is_inlined : !is_gone) ? 8 : 0;
	score += wanted->base != PGL_NONE && pgl_plan_base(plan->recorded, id) == wanted->base ? 4
											       : 0;
	score += !(site->flags & PGL_BIT(PGL_SITE_FLAG_EH)) == !wanted->is_eh ? 2 : 0;
	score += wanted->is_inlined && pgl_plan_was_early(site) ? 1 : 0;
	if (score > choice->score) {
		choice->site = id;
		choice->score = score;
	}
	return false;
}

static struct placed *placed_of(struct pgl_plan *plan, uint32_t site)
{
	if (site >= plan->n_placed) {
		uint32_t n = 2 * plan->live->n_sites + 256;
		struct placed *larger = realloc(plan->placed, n * sizeof *larger);

		if (!larger)
			return NULL;
		memset(larger + plan->n_placed, 0, (n - plan->n_placed) * sizeof *larger);
		plan->placed = larger;
		plan->n_placed = n;
	}
	return &plan->placed[site];
}

static void visit_below(struct pgl_plan *plan, uint32_t site, const struct wanted *wanted,
			visitor *take, void *context)
{
	visit(plan, (struct context){plan->recorded->sites[site].root, site}, wanted, take,
	      context);
}

/* Calls TAKE for all sites at the places where the recorded build may have LIVE's call in ROOT, below PARENT. */
void pgl_plan_visit(struct pgl_plan *plan, uint32_t root, uint32_t parent,
		    const struct wanted *wanted, visitor *take, void *context)
{
	const struct bodies *bodies;

	if (parent != PGL_NONE) {
		pgl_plan_find(plan, parent);
		struct placed *above = placed_of(plan, parent);

		if (!above || !above->is_known)
			return;
		if (above->site != PGL_NONE) {
			visit_below(plan, above->site, wanted, take, context);
			if (plan->moved[above->site] != PGL_NONE)
				visit_below(plan, plan->moved[above->site], wanted, take, context);
		} else if (above->at.root != PGL_NONE)
			visit(plan, above->at, wanted, take, context);
		/* The body of a part that stays in its function: that one's. */
		if (!above->is_transparent || above->at.root != PGL_NONE)
			return;
	}
	bodies = pgl_plan_bodies(plan, root);
	for (uint32_t i = 0; i < bodies->n; i++)
		visit(plan, (struct context){bodies->root[i], PGL_NONE}, wanted, take, context);
}

struct wanted pgl_plan_wanted(struct pgl_plan *plan, struct pgl_location location, uint32_t callee)
{
	const struct pgl_function *function =
		callee == PGL_NONE ? NULL : &plan->live->functions[callee];
	struct wanted wanted = {.base = PGL_NONE};

	wanted.location = function && pgl_plan_is_part(function)
				  ? nowhere
				  : recorded_location(plan, location);
	wanted.callee = function ? pgl_plan_body_key(plan, plan->live, function) : NULL;
	return wanted;
}

/* Does the body that holds SITE come from the function SITE calls? */
static bool is_within_itself(const struct pgl_plan *plan, const struct pgl_site *site)
{
	const struct pgl_record *live = plan->live;

	for (uint32_t at = site->parent; at != PGL_NONE; at = live->sites[at].parent)
		if (live->sites[at].callee == site->callee)
			return true;
	return site->root == site->callee;
}

/* Is SITE, that calls a part, in a body that the recorded build has in one piece? */
static bool is_whole(struct pgl_plan *plan, const struct pgl_site *site, struct context *ret)
{
	if (!pgl_plan_calls_part(plan->live, site) || pgl_plan_is_split(plan, site->callee) ||
	    is_within_itself(plan, site))
		return false;
	*ret = (struct context){PGL_NONE, PGL_NONE};
	if (site->parent == PGL_NONE)
		return pgl_plan_bodies(plan, site->root)->n > 0;
	const struct placed *above = placed_of(plan, site->parent);

	if (!above || !above->is_known)
		return false;
	if (above->site == PGL_NONE) {
		*ret = above->at;
		return above->is_transparent;
	}
	if (!pgl_site_inlined(&plan->recorded->sites[above->site]))
		return false;
	*ret = (struct context){plan->recorded->sites[above->site].root, above->site};
	return true;
}

static void place_site(struct pgl_plan *plan, uint32_t id)
{
	const struct pgl_site *site = &plan->live->sites[id];
	struct wanted wanted = pgl_plan_wanted(plan, site->location, site->callee);
	struct choice choice = {PGL_NONE, -1};
	struct context whole;

	wanted.is_inlined = pgl_site_inlined(site);
	wanted.is_eh = site->flags & PGL_BIT(PGL_SITE_FLAG_EH);
	if (site->copy_of != PGL_NONE) {
		const struct placed *original = placed_of(plan, pgl_plan_base(plan->live, id));

		if (original && original->is_known)
			wanted.base = pgl_plan_base(plan->recorded, original->site);
	}
	pgl_plan_visit(plan, site->root, site->parent, &wanted, choose, &choice);
	struct placed *placed = placed_of(plan, id);

	if (!placed)
		return;
	placed->site = choice.site;
	placed->at = (struct context){PGL_NONE, PGL_NONE};
	if (choice.site != PGL_NONE) {
		placed->is_known = true;
		if (plan->live_site[choice.site] == PGL_NONE)
			plan->live_site[choice.site] = id;
	} else if (is_whole(plan, site, &whole)) {
		placed = placed_of(plan, id);
		placed->is_known = placed->is_transparent = true;
		placed->at = whole;
	}
}

/* When SITE is to be inlined: as it was decided; what came along, with what it came along in. */
static uint32_t sequence_of(const struct pgl_record *record, uint32_t site)
{
	for (; site != PGL_NONE; site = record->sites[site].parent) {
		const struct pgl_decision *own = pgl_plan_decision(&record->sites[site]);

		if (own)
			return own->sequence;
	}
	return 0;
}

struct pgl_planned_call pgl_plan_find(struct pgl_plan *plan, uint32_t site)
{
	struct pgl_planned_call found = {PGL_PLANNED_UNKNOWN, PGL_NONE, 0, PGL_PHASE_UNKNOWN};
	struct placed *placed = placed_of(plan, site);

	if (placed && !placed->is_known) {
		place_site(plan, site);
		placed = placed_of(plan, site);
	}
	if (!placed || !placed->is_known)
		return found;
	found.site = placed->site;
	if (placed->is_transparent) {
		found.what = PGL_PLANNED_INLINE;
		found.sequence = sequence_of(plan->recorded, placed->at.parent);
		return found;
	}
	const struct pgl_site *recorded = &plan->recorded->sites[placed->site];

	found.what = pgl_site_inlined(recorded) ? PGL_PLANNED_INLINE : PGL_PLANNED_LEAVE;
	if (found.what == PGL_PLANNED_INLINE) {
		const struct pgl_decision *own = pgl_plan_decision(recorded);

		found.sequence = sequence_of(plan->recorded, placed->site);
		if (own)
			found.phase = own->phase;
	}
	return found;
}

void pgl_plan_find_all(struct pgl_plan *plan)
{
	for (int inlined = 1; inlined >= 0; inlined--)
		for (uint32_t i = 0; i < plan->live->n_sites; i++) {
			const struct pgl_site *site = &plan->live->sites[i];

			if (pgl_site_inlined(site) == (inlined != 0) &&
			    (inlined || !(site->flags & PGL_BIT(PGL_SITE_FLAG_GONE))))
				pgl_plan_find(plan, i);
		}
}
