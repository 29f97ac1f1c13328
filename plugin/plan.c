/* See plan.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file of LIVE that the recorded build does not have. */
#define NO_FILE (PGL_NONE - 1)

/* What the recorded build has at one place: ROOT's calls that came in with PARENT. */
struct context {
	uint32_t root, parent;
};

/* What was found out about one site of LIVE. */
struct placed {
	bool is_known;
	bool is_transparent; /* a call of a part that the recorded build has not split off */
	uint32_t site;	     /* of the recorded build */
	struct context at;   /* where its children are, if it is transparent */
};

struct bodies {
	bool is_known;
	uint32_t n, *root; /* whose trees may tell of this function's calls, the best first */
};

struct pgl_plan {
	struct pgl_record *recorded;
	const struct pgl_record *live;
	/* Of the recorded build. */
	uint32_t *first, *next, n_slots; /* sites by where they stand */
	uint32_t *live_site;		 /* site -> LIVE's, or PGL_NONE */
	const char **key, **origin;	 /* function -> its body's name, its origin's */
	bool *has_calls;		 /* function -> is it the root of a call? */
	struct pgl_plan_filter *filter;
	bool *is_selected; /* site -> does the filter mean it? NULL: there is none */
	/* Of LIVE. */
	struct placed *placed;
	uint32_t n_placed;
	struct bodies *bodies;
	uint32_t n_bodies;
	uint32_t *file, n_files;
};

/* Names --------------------------------------------------------------------------------------- */

/* The length of "f.part.0" in "f.part.0.constprop.1"; 0: no part's name. */
static size_t part_length(const char *assembler)
{
	const char *at = assembler ? strstr(assembler, ".part.") : NULL;

	if (!at)
		return 0;
	for (at += strlen(".part."); isdigit((unsigned char)*at); at++)
		;
	return (size_t)(at - assembler);
}

static bool is_part(const struct pgl_function *function)
{
	return function->clone == PGL_CLONE_PART || part_length(function->assembler);
}

/* The name of FUNCTION's origin, one pointer for equal names of both builds. */
static const char *origin_key(struct pgl_plan *plan, const struct pgl_record *record,
			      const struct pgl_function *function)
{
	const struct pgl_function *origin = &record->functions[function->origin];
	const char *name = origin->assembler ? origin->assembler : origin->name;

	return pgl_record_intern(plan->recorded, name ? name : "");
}

/* The name of its body: that of its origin but for a part, which is a body of its own. */
static const char *body_key(struct pgl_plan *plan, const struct pgl_record *record,
			    const struct pgl_function *function)
{
	size_t length = part_length(function->assembler);

	if (length)
		return pgl_record_intern_n(plan->recorded, function->assembler, length);
	if (function->clone == PGL_CLONE_PART && function->assembler)
		return pgl_record_intern(plan->recorded, function->assembler);
	return origin_key(plan, record, function);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

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
		if (strcmp(base_name(recorded->files[i]), base_name(name)))
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

/* The recorded build's sites ------------------------------------------------------------------- */

static bool calls_part(const struct pgl_record *record, const struct pgl_site *site)
{
	return site->callee != PGL_NONE && is_part(&record->functions[site->callee]);
}

static uint32_t slot_of(const struct pgl_plan *plan, struct context at,
			struct pgl_location location)
{
	const uint32_t part[] = {at.root, at.parent, location.file, location.line, location.column};
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		hash = (hash ^ part[i]) * 0x9e3779b97f4a7c15u;
	return (uint32_t)(hash >> 32) & (plan->n_slots - 1);
}

static const struct pgl_location nowhere = {PGL_NONE, 0, 0};

/* Calls of parts have no place of their own: the record gives them one at its end. */
static struct pgl_location place_of(const struct pgl_plan *plan, const struct pgl_site *site)
{
	return calls_part(plan->recorded, site) ? nowhere : site->location;
}

static bool is_at(const struct pgl_plan *plan, const struct pgl_site *site, struct context at,
		  struct pgl_location location)
{
	struct pgl_location place = place_of(plan, site);

	return site->root == at.root && site->parent == at.parent && place.file == location.file &&
	       place.line == location.line && place.column == location.column;
}

static bool is_early(const struct pgl_site *site)
{
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (site->decisions[i].inlined &&
		    site->decisions[i].inliner == PGL_INLINER_EINLINE)
			return true;
	return false;
}

static const struct pgl_decision *own_decision(const struct pgl_site *site)
{
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (site->decisions[i].inlined && site->decisions[i].sequence)
			return &site->decisions[i];
	return NULL;
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
	plan->key = calloc(recorded->n_functions + (size_t)1, sizeof *plan->key);
	plan->origin = calloc(recorded->n_functions + (size_t)1, sizeof *plan->origin);
	plan->has_calls = calloc(recorded->n_functions + (size_t)1, sizeof *plan->has_calls);
	if (!plan->first || !plan->next || !plan->live_site || !plan->key || !plan->origin ||
	    !plan->has_calls)
		return NULL;
	memset(plan->first, 0xff, plan->n_slots * sizeof *plan->first);
	memset(plan->live_site, 0xff, (n + (size_t)1) * sizeof *plan->live_site);
	for (uint32_t i = 0; i < recorded->n_functions; i++) {
		plan->key[i] = body_key(plan, recorded, &recorded->functions[i]);
		plan->origin[i] = origin_key(plan, recorded, &recorded->functions[i]);
	}
	for (uint32_t i = n; i-- > 0;) {
		const struct pgl_site *site = &recorded->sites[i];
		struct context at = {site->root, site->parent};
		uint32_t slot = slot_of(plan, at, place_of(plan, site));

		plan->has_calls[site->root] = true;
		plan->next[i] = plan->first[slot];
		plan->first[slot] = i;
	}
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
		const struct pgl_decision *own = own_decision(&plan->recorded->sites[i]);

		if (own && own->phase == PGL_PHASE_CALLED_ONCE && own->sequence < first)
			first = own->sequence;
	}
	return first;
}

/* Functions ------------------------------------------------------------------------------------ */

/* In which order the recorded functions of one origin are asked about LIVE's FUNCTION; 0: not at all. */
static unsigned rank_of(struct pgl_plan *plan, const struct pgl_function *live,
			const struct pgl_function *recorded)
{
	const char *name = live->assembler ? live->assembler : live->name;
	const char *other = recorded->assembler ? recorded->assembler : recorded->name;

	if (is_part(recorded))
		return is_part(live) && body_key(plan, plan->live, live) ==
						plan->key[recorded->id]
			       ? 1
			       : 6;
	if (is_part(live))
		return recorded->clone == PGL_CLONE_NONE ? 2 : 5;
	if (name && other && !strcmp(name, other))
		return 1;
	if (recorded->clone == live->clone)
		return 2;
	if (recorded->clone == PGL_CLONE_NONE)
		return 3;
	return recorded->clone == PGL_CLONE_ISRA ? 4 : 5;
}

static const struct bodies *bodies_of(struct pgl_plan *plan, uint32_t function)
{
	static const struct bodies none;
	uint32_t n = plan->live->n_functions;

	if (n > plan->n_bodies) {
		struct bodies *larger = realloc(plan->bodies, 2 * (size_t)n * sizeof *larger);

		if (!larger)
			return &none;
		memset(larger + plan->n_bodies, 0,
		       (2 * (size_t)n - plan->n_bodies) * sizeof *larger);
		plan->bodies = larger;
		plan->n_bodies = 2 * n;
	}
	struct bodies *known = &plan->bodies[function];

	if (known->is_known)
		return known;
	const struct pgl_record *recorded = plan->recorded;
	const struct pgl_function *live = &plan->live->functions[function];
	const char *key = origin_key(plan, plan->live, live);
	uint32_t room = 0;

	for (uint32_t i = 0; i < recorded->n_functions; i++)
		if (plan->origin[i] == key)
			room++;
	known->root = malloc((room + (size_t)1) * sizeof *known->root);
	if (!known->root)
		return &none;
	known->is_known = true;
	for (unsigned rank = 1; rank <= 6; rank++) {
		/* Clones tell of a function only where it has no tree of its own. */
		if (known->n && rank > 1 && rank < 6)
			continue;
		for (uint32_t i = 0; i < recorded->n_functions; i++)
			if (plan->origin[i] == key &&
			    rank_of(plan, live, &recorded->functions[i]) == rank &&
			    plan->has_calls[i])
				known->root[known->n++] = i;
	}
	return known;
}

bool pgl_plan_same_body(struct pgl_plan *plan, uint32_t function, uint32_t other)
{
	return body_key(plan, plan->live, &plan->live->functions[function]) == plan->key[other];
}

bool pgl_plan_is_split(struct pgl_plan *plan, uint32_t function)
{
	const char *key = origin_key(plan, plan->live, &plan->live->functions[function]);

	for (uint32_t i = 0; i < plan->recorded->n_functions; i++)
		if (is_part(&plan->recorded->functions[i]) &&
		    plan->origin[i] == key)
			return true;
	return false;
}

/* Finding a call ------------------------------------------------------------------------------- */

/* What is looked for. */
struct wanted {
	struct pgl_location location;
	const char *callee; /* NULL: an indirect call */
	bool is_guess;	    /* whatever the callee, but a guess at it */
	bool is_inlined;    /* by the early inliner, in LIVE */
	bool is_eh;
	uint32_t base; /* the recorded site that LIVE's original of the call was found to be */
};

typedef bool visitor(struct pgl_plan *plan, uint32_t site, const struct wanted *wanted,
		     void *context);

static uint32_t base_of(const struct pgl_record *record, uint32_t site)
{
	while (site != PGL_NONE && record->sites[site].copy_of != PGL_NONE)
		site = record->sites[site].copy_of;
	return site;
}

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

	for (i = plan->first[slot_of(plan, at, wanted->location)]; i != PGL_NONE; i = plan->next[i])
		if (is_at(plan, &recorded->sites[i], at, wanted->location) &&
		    calls_wanted(plan, &recorded->sites[i], wanted) &&
		    take(plan, i, wanted, context))
			return true;
	/* At the root, parts are roots of their own (bodies_of). */
	for (i = plan->first[slot_of(plan, at, nowhere)]; i != PGL_NONE; i = plan->next[i]) {
		const struct pgl_site *site = &recorded->sites[i];
		struct context within = {site->root, i};

		if (!is_at(plan, site, at, nowhere) || !calls_part(recorded, site))
			continue;
		if (!pgl_site_inlined(site)) {
			if (at.parent == PGL_NONE)
				continue;
			within = (struct context){site->callee, PGL_NONE};
		}
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
	score += wanted->base != PGL_NONE && base_of(plan->recorded, id) == wanted->base ? 4 : 0;
	score += !(site->flags & PGL_BIT(PGL_SITE_FLAG_EH)) == !wanted->is_eh ? 2 : 0;
	score += wanted->is_inlined && is_early(site) ? 1 : 0;
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

/* Calls TAKE for all sites at the places where the recorded build may have LIVE's call in ROOT, below PARENT. */
static void visit_place(struct pgl_plan *plan, uint32_t root, uint32_t parent,
			const struct wanted *wanted, visitor *take, void *context)
{
	const struct bodies *bodies;

	if (parent != PGL_NONE) {
		pgl_plan_find(plan, parent);
		struct placed *above = placed_of(plan, parent);

		if (!above || !above->is_known)
			return;
		if (above->site != PGL_NONE)
			visit(plan,
			      (struct context){plan->recorded->sites[above->site].root,
					       above->site},
			      wanted, take, context);
		else if (above->at.root != PGL_NONE)
			visit(plan, above->at, wanted, take, context);
		/* The body of a part that stays in its function: that one's. */
		if (!above->is_transparent || above->at.root != PGL_NONE)
			return;
	}
	bodies = bodies_of(plan, root);
	for (uint32_t i = 0; i < bodies->n; i++)
		visit(plan, (struct context){bodies->root[i], PGL_NONE}, wanted, take, context);
}

static struct wanted wanted_of(struct pgl_plan *plan, struct pgl_location location, uint32_t callee)
{
	const struct pgl_function *function =
		callee == PGL_NONE ? NULL : &plan->live->functions[callee];
	struct wanted wanted = {.base = PGL_NONE};

	wanted.location = function && is_part(function) ? nowhere
							 : recorded_location(plan, location);
	wanted.callee = function ? body_key(plan, plan->live, function) : NULL;
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
	if (!calls_part(plan->live, site) || pgl_plan_is_split(plan, site->callee) ||
	    is_within_itself(plan, site))
		return false;
	*ret = (struct context){PGL_NONE, PGL_NONE};
	if (site->parent == PGL_NONE)
		return bodies_of(plan, site->root)->n > 0;
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
	struct wanted wanted = wanted_of(plan, site->location, site->callee);
	struct choice choice = {PGL_NONE, -1};
	struct context whole;

	wanted.is_inlined = pgl_site_inlined(site);
	wanted.is_eh = site->flags & PGL_BIT(PGL_SITE_FLAG_EH);
	if (site->copy_of != PGL_NONE) {
		const struct placed *original = placed_of(plan, base_of(plan->live, id));

		if (original && original->is_known)
			wanted.base = base_of(plan->recorded, original->site);
	}
	visit_place(plan, site->root, site->parent, &wanted, choose, &choice);
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
		const struct pgl_decision *own = own_decision(&record->sites[site]);

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
		const struct pgl_decision *own = own_decision(recorded);

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
		char *key = pgl_plan_key(plan, i);

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
	early->is_early |= is_early(&plan->recorded->sites[site]);
	early->is_wanted |= pgl_plan_is_wanted(plan, site);
	return false;
}

bool pgl_plan_forbids_early(struct pgl_plan *plan, struct pgl_place place, uint32_t callee)
{
	struct wanted wanted = wanted_of(plan, place.location, callee);
	struct pgl_site site = {.root = place.root,
				.parent = place.parent,
				.location = place.location,
				.callee = callee};
	struct early early = {false, false, false};

	visit_place(plan, place.root, place.parent, &wanted, note_early, &early);
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
	if (guesses->site != PGL_NONE || !pgl_site_inlined(&plan->recorded->sites[site]))
		return false;
	if (guesses->n-- == 0)
		guesses->site = site;
	return guesses->site != PGL_NONE;
}

uint32_t pgl_plan_guess(struct pgl_plan *plan, struct pgl_place place, uint32_t n)
{
	struct wanted wanted = wanted_of(plan, place.location, PGL_NONE);
	struct guesses guesses = {PGL_NONE, n};

	wanted.is_guess = true;
	visit_place(plan, place.root, place.parent, &wanted, is_nth_guess, &guesses);
	return guesses.site;
}

double pgl_plan_share(const struct pgl_plan *plan, uint32_t site)
{
	const struct pgl_record *recorded = plan->recorded;
	const struct pgl_site *guess = &recorded->sites[site];
	uint32_t base = base_of(recorded, site);

	for (uint32_t i = 0; i < recorded->n_events; i++) {
		const struct pgl_event *event = &recorded->events[i];

		if (event->share.known && event->site != PGL_NONE &&
		    (event->site == site || event->site == base))
			return event->share.value;
	}
	for (uint32_t i = plan->first[slot_of(plan, (struct context){guess->root, guess->parent},
					      guess->location)];
	     i != PGL_NONE; i = plan->next[i]) {
		const struct pgl_site *indirect = &recorded->sites[i];

		if (is_at(plan, indirect, (struct context){guess->root, guess->parent},
			  guess->location) &&
		    indirect->callee == PGL_NONE && guess->count.known && indirect->count.known &&
		    guess->count.value)
			return (double)guess->count.value /
			       ((double)guess->count.value + (double)indirect->count.value);
	}
	return 0.5;
}

static const char *symbol_of(const struct pgl_record *record, uint32_t function)
{
	const struct pgl_function *named =
		function == PGL_NONE ? NULL : &record->functions[function];

	return !named ? "*" : named->assembler ? named->assembler : named->name;
}

static void print_key(FILE *out, const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];

	if (site->parent == PGL_NONE)
		fputs(symbol_of(record, site->root), out);
	else
		print_key(out, record, site->parent);
	if (site->location.file == PGL_NONE)
		fprintf(out, " > - %s", symbol_of(record, site->callee));
	else
		fprintf(out, " > %s:%u:%u %s", record->unit.files[site->location.file],
			site->location.line, site->location.column,
			symbol_of(record, site->callee));
}

char *pgl_plan_key(const struct pgl_plan *plan, uint32_t site)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (!out)
		return NULL;
	print_key(out, plan->recorded, site);
	if (!fclose(out))
		return text;
	free(text);
	return NULL;
}

uint32_t pgl_plan_live_function(struct pgl_plan *plan, uint32_t function)
{
	uint32_t found = PGL_NONE;

	if (function == PGL_NONE)
		return PGL_NONE;
	for (uint32_t i = 0; i < plan->live->n_functions; i++) {
		const struct pgl_function *live = &plan->live->functions[i];

		if (!strcmp(symbol_of(plan->live, i), symbol_of(plan->recorded, function)))
			return i;
		if (found == PGL_NONE && live->clone == PGL_CLONE_NONE &&
		    origin_key(plan, plan->live, live) == plan->origin[function])
			found = i;
	}
	return found;
}

uint32_t pgl_plan_live(const struct pgl_plan *plan, uint32_t site)
{
	return plan->live_site[site];
}
