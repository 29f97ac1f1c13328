/* See plan.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "plan/index.h"
#include "record/site-key.h"

/* GCC's probability of a guess by type (ipa_devirt in ipa-devirt.c). */
#define SHARE_BY_TYPE 0.8

/* A file of LIVE that the recorded build does not have. */
#define NO_FILE (PGL_NONE - 1)

/* The recorded counterpart of one site of LIVE. */
struct placed {
	bool is_known;
	bool is_transparent; /* a call of a part that the recorded build has not split off */
	uint32_t site;	     /* of the recorded build */
	struct context at;   /* where its children are, if it is transparent */
};

struct pgl_plan {
	struct index in;
	uint32_t *live_site; /* recorded site -> LIVE's, or PGL_NONE */
	struct pgl_plan_filter *filter;
	bool *is_selected;     /* recorded site -> does the filter select it? NULL: there is none */
	struct placed *placed; /* by LIVE's site */
	uint32_t n_placed;
	uint32_t *file, n_files; /* LIVE's file -> the recorded one, or NO_FILE */
};

/* The call to search for. */
struct wanted {
	struct pgl_location location;
	const char *callee; /* NULL: an indirect call */
	bool is_guess;	    /* a guess, whatever its callee */
	bool is_inlined;    /* by the early inliner, in LIVE */
	bool is_eh;
	uint32_t base; /* the recorded site that LIVE's original of the call was found to be */
};

typedef bool visitor(struct pgl_plan *plan, uint32_t site, const struct wanted *wanted,
		     void *context);

struct pgl_plan *pgl_plan_new(struct pgl_record *recorded, const struct pgl_record *live)
{
	struct pgl_plan *plan = calloc(1, sizeof *plan);
	size_t size = (recorded->n_sites + (size_t)1) * sizeof *plan->live_site;

	if (!plan || !pgl_index_make(&plan->in, recorded, live))
		return NULL;
	plan->live_site = malloc(size);
	if (!plan->live_site)
		return NULL;
	memset(plan->live_site, 0xff, size);
	return plan;
}

const struct pgl_record *pgl_plan_recorded(const struct pgl_plan *plan)
{
	return plan->in.recorded;
}

uint32_t pgl_plan_first_called_once(const struct pgl_plan *plan)
{
	uint32_t first = UINT32_MAX;

	for (uint32_t i = 0; i < plan->in.recorded->n_sites; i++) {
		const struct pgl_decision *own = pgl_plan_decision(&plan->in.recorded->sites[i]);

		if (own && own->phase == PGL_PHASE_CALLED_ONCE && own->sequence < first)
			first = own->sequence;
	}
	return first;
}

const struct pgl_decision *pgl_plan_decision(const struct pgl_site *site)
{
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (site->decisions[i].inlined && site->decisions[i].sequence)
			return &site->decisions[i];
	return NULL;
}

/* True if the early inliner inlined SITE. */
static bool was_early(const struct pgl_site *site)
{
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (site->decisions[i].inlined && site->decisions[i].inliner == PGL_INLINER_EINLINE)
			return true;
	return false;
}

/* Returns the original at the end of SITE's chain of copies. */
static uint32_t base_of(const struct pgl_record *record, uint32_t site)
{
	while (site != PGL_NONE && record->sites[site].copy_of != PGL_NONE)
		site = record->sites[site].copy_of;
	return site;
}

/* Finding a call ------------------------------------------------------------------------------- */

/* The recorded build's number of LIVE's FILE: the same path or, in a build that has moved, the only one
   with that name. */
static uint32_t find_file(const struct pgl_plan *plan, uint32_t file)
{
	const struct pgl_unit *recorded = &plan->in.recorded->unit;
	const char *name = plan->in.live->unit.files[file];
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
	uint32_t n = plan->in.live->unit.n_files;

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

/* True if SITE calls WANTED's callee, before or after an optimization replaced it. */
static bool calls_wanted(const struct pgl_plan *plan, const struct pgl_site *site,
			 const struct wanted *wanted)
{
	const char *callee = site->callee == PGL_NONE ? NULL : plan->in.key[site->callee];

	if (wanted->is_guess)
		return callee && site->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
	const char *was = site->was == PGL_NONE ? NULL : plan->in.key[site->was];

	return callee == wanted->callee || (was && was == wanted->callee);
}

/* Calls TAKE for all sites at WANTED's location in AT, including those of parts split off there,
   until it returns true. */
static bool visit(struct pgl_plan *plan, struct context at, const struct wanted *wanted,
		  visitor *take, void *context)
{
	const struct pgl_record *recorded = plan->in.recorded;
	uint32_t i;

	for (i = plan->in.first[pgl_index_slot(&plan->in, at, wanted->location)]; i != PGL_NONE;
	     i = plan->in.next[i])
		if (pgl_index_stands_at(&plan->in, &recorded->sites[i], at, wanted->location) &&
		    calls_wanted(plan, &recorded->sites[i], wanted) &&
		    take(plan, i, wanted, context))
			return true;
	/* At the root, parts are roots of their own (bodies_of). */
	for (i = plan->in.first[pgl_index_slot(&plan->in, at, nowhere)]; i != PGL_NONE;
	     i = plan->in.next[i]) {
		const struct pgl_site *site = &recorded->sites[i];
		struct context within = {site->root, i};

		if (!pgl_index_stands_at(&plan->in, site, at, nowhere) ||
		    !pgl_calls_part(recorded, site))
			continue;
		/* A call that was not inlined brings nothing in where its function is whole. */
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

/* Keeps the best site, the first among equals. */
static bool choose(struct pgl_plan *plan, uint32_t id, const struct wanted *wanted, void *context)
{
	struct choice *choice = context;
	const struct pgl_site *site = &plan->in.recorded->sites[id];
	bool is_inlined = pgl_site_inlined(site);
	bool is_gone = site->flags & PGL_BIT(PGL_SITE_FLAG_GONE) && !is_inlined;
	int score = 0;

	score += plan->live_site[id] == PGL_NONE ? 16 : 0;
	score += (wanted->is_inlined ? is_inlined : !is_gone) ? 8 : 0;
	score += wanted->base != PGL_NONE && base_of(plan->in.recorded, id) == wanted->base ? 4 : 0;
	score += !(site->flags & PGL_BIT(PGL_SITE_FLAG_EH)) == !wanted->is_eh ? 2 : 0;
	score += wanted->is_inlined && was_early(site) ? 1 : 0;
	if (score > choice->score) {
		choice->site = id;
		choice->score = score;
	}
	return false;
}

static struct placed *placed_of(struct pgl_plan *plan, uint32_t site)
{
	if (site >= plan->n_placed) {
		uint32_t n = 2 * plan->in.live->n_sites + 256;
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
	visit(plan, (struct context){plan->in.recorded->sites[site].root, site}, wanted, take,
	      context);
}

/* Calls TAKE for all sites that may be LIVE's call in ROOT, below PARENT, in the recorded build. */
static void visit_candidates(struct pgl_plan *plan, uint32_t root, uint32_t parent,
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
			if (plan->in.moved[above->site] != PGL_NONE)
				visit_below(plan, plan->in.moved[above->site], wanted, take,
					    context);
		} else if (above->at.root != PGL_NONE)
			visit(plan, above->at, wanted, take, context);
		/* The body of a part that stays in its function: that one's. */
		if (!above->is_transparent || above->at.root != PGL_NONE)
			return;
	}
	bodies = pgl_index_bodies(&plan->in, root);
	for (uint32_t i = 0; i < bodies->n; i++)
		visit(plan, (struct context){bodies->root[i], PGL_NONE}, wanted, take, context);
}

/* Returns the search for a call of CALLEE at LOCATION, both LIVE's. */
static struct wanted wanted_for(struct pgl_plan *plan, struct pgl_location location,
				uint32_t callee)
{
	const struct pgl_function *function =
		callee == PGL_NONE ? NULL : &plan->in.live->functions[callee];
	struct wanted wanted = {.base = PGL_NONE};

	wanted.location =
		function && pgl_is_part(function) ? nowhere : recorded_location(plan, location);
	wanted.callee = function ? pgl_index_body_key(&plan->in, plan->in.live, function) : NULL;
	return wanted;
}

/* True if the code that contains SITE comes from the function SITE calls. */
static bool is_within_itself(const struct pgl_plan *plan, const struct pgl_site *site)
{
	const struct pgl_record *live = plan->in.live;

	for (uint32_t at = site->parent; at != PGL_NONE; at = live->sites[at].parent)
		if (live->sites[at].callee == site->callee)
			return true;
	return site->root == site->callee;
}

/* True if SITE, which calls a part, is in code that the recorded build did not split. */
static bool is_whole(struct pgl_plan *plan, const struct pgl_site *site, struct context *ret)
{
	if (!pgl_calls_part(plan->in.live, site) || pgl_plan_is_split(plan, site->callee) ||
	    is_within_itself(plan, site))
		return false;
	*ret = (struct context){PGL_NONE, PGL_NONE};
	if (site->parent == PGL_NONE)
		return pgl_index_bodies(&plan->in, site->root)->n > 0;
	const struct placed *above = placed_of(plan, site->parent);

	if (!above || !above->is_known)
		return false;
	if (above->site == PGL_NONE) {
		*ret = above->at;
		return above->is_transparent;
	}
	if (!pgl_site_inlined(&plan->in.recorded->sites[above->site]))
		return false;
	*ret = (struct context){plan->in.recorded->sites[above->site].root, above->site};
	return true;
}

static void place_site(struct pgl_plan *plan, uint32_t id)
{
	const struct pgl_site *site = &plan->in.live->sites[id];
	struct wanted wanted = wanted_for(plan, site->location, site->callee);
	struct choice choice = {PGL_NONE, -1};
	struct context whole;

	wanted.is_inlined = pgl_site_inlined(site);
	wanted.is_eh = site->flags & PGL_BIT(PGL_SITE_FLAG_EH);
	if (site->copy_of != PGL_NONE) {
		const struct placed *original = placed_of(plan, base_of(plan->in.live, id));

		if (original && original->is_known)
			wanted.base = base_of(plan->in.recorded, original->site);
	}
	visit_candidates(plan, site->root, site->parent, &wanted, choose, &choice);
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

/* Returns the order in which to inline SITE: that of its decision; for a copy, that of the call
   that brought it in. */
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
		found.sequence = sequence_of(plan->in.recorded, placed->at.parent);
		return found;
	}
	const struct pgl_site *recorded = &plan->in.recorded->sites[placed->site];

	found.what = pgl_site_inlined(recorded) ? PGL_PLANNED_INLINE : PGL_PLANNED_LEAVE;
	if (found.what == PGL_PLANNED_INLINE) {
		const struct pgl_decision *own = pgl_plan_decision(recorded);

		found.sequence = sequence_of(plan->in.recorded, placed->site);
		if (own)
			found.phase = own->phase;
	}
	return found;
}

void pgl_plan_find_all(struct pgl_plan *plan)
{
	for (int inlined = 1; inlined >= 0; inlined--)
		for (uint32_t i = 0; i < plan->in.live->n_sites; i++) {
			const struct pgl_site *site = &plan->in.live->sites[i];

			if (pgl_site_inlined(site) == (inlined != 0) &&
			    (inlined || !(site->flags & PGL_BIT(PGL_SITE_FLAG_GONE))))
				pgl_plan_find(plan, i);
		}
}

/* Selection ------------------------------------------------------------------------------------ */

void pgl_plan_select(struct pgl_plan *plan, struct pgl_plan_filter *filter)
{
	const struct pgl_record *recorded = plan->in.recorded;

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

/* A call that the recorded build does not have has no key. */
static bool fits_unknown(const struct pgl_plan *plan, const struct pgl_site *site)
{
	return !plan->filter || (!pgl_plan_filter_has_keys(plan->filter) &&
				 pgl_plan_filter_fits(plan->filter, plan->in.live, site));
}

bool pgl_plan_is_selected(struct pgl_plan *plan, uint32_t site)
{
	struct pgl_planned_call found = pgl_plan_find(plan, site);

	return found.site != PGL_NONE ? pgl_plan_is_wanted(plan, found.site)
				      : fits_unknown(plan, &plan->in.live->sites[site]);
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
	early->is_early |= was_early(&plan->in.recorded->sites[site]);
	early->is_wanted |= pgl_plan_is_wanted(plan, site);
	return false;
}

bool pgl_plan_forbids_early(struct pgl_plan *plan, struct pgl_place place, uint32_t callee)
{
	struct wanted wanted = wanted_for(plan, place.location, callee);
	struct pgl_site site = {.root = place.root,
				.parent = place.parent,
				.location = place.location,
				.callee = callee};
	struct early early = {false, false, false};

	visit_candidates(plan, place.root, place.parent, &wanted, note_early, &early);
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
	struct wanted wanted = wanted_for(plan, place.location, PGL_NONE);
	struct guesses guesses = {PGL_NONE, n};

	wanted.is_guess = true;
	visit_candidates(plan, place.root, place.parent, &wanted, is_nth_guess, &guesses);
	return guesses.site;
}

/* The recorded build's event that made the guess SITE, or NULL. It names the call where the guess was made; one
   in a clone of that function is known by place and target. */
static const struct pgl_event *guessing_event(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->in.recorded;
	uint32_t base = base_of(recorded, site);
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
	const struct pgl_event *origin = guessing_event(plan, site);

	return origin && pgl_event_is(origin, PGL_EVENT_DEVIRTUALIZED);
}

bool pgl_plan_inlines_copy(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->in.recorded;
	uint32_t base = base_of(recorded, site);

	for (uint32_t i = 0; i < recorded->n_sites; i++)
		if (pgl_site_inlined(&recorded->sites[i]) && base_of(recorded, i) == base)
			return true;
	return false;
}

double pgl_plan_share(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->in.recorded;
	const struct pgl_site *guess = &recorded->sites[site];
	const struct pgl_event *origin = guessing_event(plan, site);

	if (origin)
		return origin->share.known ? origin->share.value : SHARE_BY_TYPE;
	for (uint32_t i = plan->in.first[pgl_index_slot(
		     &plan->in, (struct context){guess->root, guess->parent}, guess->location)];
	     i != PGL_NONE; i = plan->in.next[i]) {
		const struct pgl_site *indirect = &recorded->sites[i];

		if (pgl_index_stands_at(&plan->in, indirect,
					(struct context){guess->root, guess->parent},
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
	for (uint32_t i = 0; i < plan->in.live->n_functions; i++) {
		const struct pgl_function *live = &plan->in.live->functions[i];

		if (!strcmp(pgl_symbol(plan->in.live, i), pgl_symbol(plan->in.recorded, function)))
			return i;
		if (found == PGL_NONE && live->clone == PGL_CLONE_NONE &&
		    pgl_index_origin_key(&plan->in, plan->in.live, live) ==
			    plan->in.origin[function])
			found = i;
	}
	return found;
}

bool pgl_plan_same_body(struct pgl_plan *plan, uint32_t function, uint32_t other)
{
	return pgl_index_body_key(&plan->in, plan->in.live, &plan->in.live->functions[function]) ==
	       plan->in.key[other];
}

bool pgl_plan_is_split(struct pgl_plan *plan, uint32_t function)
{
	return pgl_index_is_split(&plan->in, function);
}
