/* The inline forest while it grows (see sites.h): a chained hash table from place to sites, and a
   few facts beside each site that the record does not need.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sites/sites.h"

#include <stdlib.h>
#include <string.h>

/* Data about site number i that the record does not need. */
struct beside {
	uint32_t next;	   /* the next site with the same hash, in the order they were added */
	uint32_t moved_to; /* its place in a clone that took it over, or PGL_NONE */
	uint32_t met_by;   /* the root whose walk met it last, or PGL_NONE */
	const void *scope; /* the inlined body it stands for, or NULL */
};

struct pgl_sites {
	struct pgl_record *record;
	struct beside *beside;
	uint32_t room;
	/* Chains' first and last sites; n_slots is a power of two. */
	uint32_t *first, *last;
	uint32_t n_slots;
};

struct pgl_sites *pgl_sites_new(struct pgl_record *record)
{
	struct pgl_sites *sites = calloc(1, sizeof *sites);

	if (sites)
		sites->record = record;
	return sites;
}

struct pgl_record *pgl_sites_record(const struct pgl_sites *sites)
{
	return sites->record;
}

bool pgl_same_place(struct pgl_place a, struct pgl_place b)
{
	return a.root == b.root && a.parent == b.parent && a.location.line == b.location.line &&
	       a.location.column == b.location.column && a.location.file == b.location.file;
}

uint32_t pgl_place_hash(struct pgl_place place)
{
	const uint32_t part[] = {place.root, place.parent, place.location.file, place.location.line,
				 place.location.column};
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		hash = (hash ^ part[i]) * 0x9e3779b97f4a7c15u;
	return (uint32_t)(hash >> 32);
}

static uint32_t slot_of(const struct pgl_sites *sites, struct pgl_place place)
{
	return pgl_place_hash(place) & (sites->n_slots - 1);
}

struct pgl_place pgl_site_place(const struct pgl_site *site)
{
	return (struct pgl_place){site->root, site->parent, site->location};
}

/* Puts SITE at the end of its chain. */
static void chain(struct pgl_sites *sites, uint32_t site)
{
	uint32_t slot = slot_of(sites, pgl_site_place(&sites->record->sites[site]));

	sites->beside[site].next = PGL_NONE;
	if (sites->first[slot] == PGL_NONE)
		sites->first[slot] = site;
	else
		sites->beside[sites->last[slot]].next = site;
	sites->last[slot] = site;
}

/* Makes room beside one more site. */
static bool make_room(struct pgl_sites *sites)
{
	uint32_t n = sites->record->n_sites, room = sites->room ? 2 * sites->room : 256;

	if (n < sites->room)
		return true;
	struct beside *beside = realloc(sites->beside, room * sizeof *beside);

	if (!beside)
		return false;
	sites->beside = beside;
	sites->room = room;
	free(sites->first);
	free(sites->last);
	sites->n_slots = 2 * room;
	sites->first = malloc(sites->n_slots * sizeof *sites->first);
	sites->last = malloc(sites->n_slots * sizeof *sites->last);
	if (!sites->first || !sites->last)
		return false;
	memset(sites->first, 0xff, sites->n_slots * sizeof *sites->first);
	for (uint32_t i = 0; i < n; i++)
		chain(sites, i);
	return true;
}

uint32_t pgl_sites_add(struct pgl_sites *sites, struct pgl_place place, uint32_t caller,
		       uint32_t callee)
{
	struct pgl_record *record = sites->record;

	if (record->out_of_memory || !make_room(sites)) {
		record->out_of_memory = true;
		return PGL_NONE;
	}
	struct pgl_site *site = pgl_record_add_site(record);

	if (!site)
		return PGL_NONE;
	site->root = place.root;
	site->parent = place.parent;
	site->location = place.location;
	site->caller = caller;
	site->callee = callee;
	sites->beside[site->id] = (struct beside){
		.next = PGL_NONE, .moved_to = PGL_NONE, .met_by = PGL_NONE, .scope = NULL};
	chain(sites, site->id);
	return site->id;
}

/* The first site at PLACE from AT on (start with first_at), or PGL_NONE. */
static uint32_t at_place(const struct pgl_sites *sites, uint32_t at, struct pgl_place place)
{
	while (at != PGL_NONE && !pgl_same_place(pgl_site_place(&sites->record->sites[at]), place))
		at = sites->beside[at].next;
	return at;
}

static uint32_t first_at(const struct pgl_sites *sites, struct pgl_place place)
{
	return sites->n_slots ? at_place(sites, sites->first[slot_of(sites, place)], place)
			      : PGL_NONE;
}

static uint32_t next_at(const struct pgl_sites *sites, uint32_t at, struct pgl_place place)
{
	return at_place(sites, sites->beside[at].next, place);
}

static uint32_t origin_of(const struct pgl_record *record, uint32_t function)
{
	return function == PGL_NONE ? PGL_NONE : record->functions[function].origin;
}

bool pgl_site_calls(const struct pgl_record *record, const struct pgl_site *site, uint32_t callee)
{
	return origin_of(record, site->callee) == origin_of(record, callee);
}

uint32_t pgl_sites_base(const struct pgl_sites *sites, uint32_t site)
{
	const struct pgl_record *record = sites->record;

	while (site != PGL_NONE && record->sites[site].copy_of != PGL_NONE)
		site = record->sites[site].copy_of;
	return site;
}

void pgl_sites_meet(struct pgl_sites *sites, uint32_t site)
{
	sites->beside[site].met_by = sites->record->sites[site].root;
}

void pgl_sites_drop(struct pgl_sites *sites, uint32_t site)
{
	sites->beside[site].moved_to = site;
}

bool pgl_sites_is_dropped(const struct pgl_sites *sites, uint32_t site)
{
	return sites->beside[site].moved_to != PGL_NONE;
}

void pgl_sites_begin_walk(struct pgl_sites *sites)
{
	for (uint32_t i = 0; i < sites->record->n_sites; i++)
		sites->beside[i].met_by = PGL_NONE;
}

bool pgl_sites_was_met(const struct pgl_sites *sites, uint32_t site)
{
	return sites->beside[site].met_by != PGL_NONE || pgl_sites_is_dropped(sites, site);
}

/* PLACE's counterpart in the tree of the root's ORIGIN; its parent is PGL_NONE - 1 if there is none. */
static struct pgl_place place_in_origin(const struct pgl_sites *sites, struct pgl_place place,
					uint32_t origin)
{
	const struct pgl_record *record = sites->record;

	place.root = origin;
	if (place.parent == PGL_NONE)
		return place;
	uint32_t base = record->sites[place.parent].copy_of;

	place.parent = base != PGL_NONE && record->sites[base].root == origin ? base : PGL_NONE - 1;
	return place;
}

uint32_t pgl_sites_enter(struct pgl_sites *sites, struct pgl_place place, uint32_t callee,
			 const void *scope)
{
	struct pgl_record *record = sites->record;
	uint32_t free_one = PGL_NONE, at, original = PGL_NONE;

	for (at = first_at(sites, place); at != PGL_NONE; at = next_at(sites, at, place)) {
		if (!pgl_site_inlined(&record->sites[at]) ||
		    !pgl_site_calls(record, &record->sites[at], callee))
			continue;
		if (sites->beside[at].scope == scope)
			return at;
		if (!sites->beside[at].scope && free_one == PGL_NONE)
			free_one = at;
	}
	if (free_one != PGL_NONE) {
		sites->beside[free_one].scope = scope;
		return free_one;
	}
	uint32_t origin = origin_of(record, place.root);

	if (origin != place.root) {
		struct pgl_place there = place_in_origin(sites, place, origin);

		for (at = first_at(sites, there); at != PGL_NONE && original == PGL_NONE;
		     at = next_at(sites, at, there))
			if (pgl_site_inlined(&record->sites[at]) &&
			    pgl_site_calls(record, &record->sites[at], callee))
				original = at;
	}
	at = pgl_sites_add(sites, place, place.root, callee);
	if (at == PGL_NONE)
		return PGL_NONE;
	pgl_site_add_copied(record, at);
	record->sites[at].copy_of = original;
	sites->beside[at].scope = scope;
	return at;
}

/* The copy at PLACE of the inlined site MODEL, made if it is not there. */
static uint32_t enter_copy(struct pgl_sites *sites, struct pgl_place place, uint32_t model)
{
	/* Like any scope, it stands for one inlined function: PLACE is one instance of MODEL's root. */
	const void *scope = (const void *)((uintptr_t)model + 1);
	uint32_t at;

	for (at = first_at(sites, place); at != PGL_NONE; at = next_at(sites, at, place))
		if (sites->beside[at].scope == scope)
			return at;
	at = pgl_sites_add(sites, place, place.root, sites->record->sites[model].callee);
	if (at == PGL_NONE)
		return PGL_NONE;
	pgl_site_add_copied(sites->record, at);
	sites->record->sites[at].copy_of = model;
	sites->beside[at].scope = scope;
	return at;
}

struct pgl_place pgl_sites_place_of(struct pgl_sites *sites, struct pgl_place place, uint32_t model)
{
	const struct pgl_site *site = &sites->record->sites[model];
	struct pgl_location location = site->location;

	if (site->root == place.root && place.parent == PGL_NONE)
		return pgl_site_place(site);
	if (site->parent != PGL_NONE) {
		uint32_t parent = site->parent;

		place.parent = enter_copy(sites, pgl_sites_place_of(sites, place, parent), parent);
	}
	place.location = location;
	return place;
}

uint32_t pgl_sites_recognize(struct pgl_sites *sites, struct pgl_place place, uint32_t callee,
			     enum pgl_sites_want want)
{
	struct pgl_record *record = sites->record;
	uint32_t found = PGL_NONE;

	for (uint32_t at = first_at(sites, place); at != PGL_NONE; at = next_at(sites, at, place)) {
		const struct pgl_site *site = &record->sites[at];

		if (pgl_site_inlined(site) || pgl_sites_was_met(sites, at) ||
		    pgl_site_calls(record, site, callee) != (want == PGL_SITES_SAME_CALLEE))
			continue;
		if (want == PGL_SITES_OTHER_CALLEE && found != PGL_NONE)
			return PGL_NONE;
		found = at;
		if (want == PGL_SITES_SAME_CALLEE)
			break;
	}
	if (found == PGL_NONE)
		return PGL_NONE;
	sites->beside[found].met_by = place.root;
	if (want == PGL_SITES_OTHER_CALLEE) {
		record->sites[found].was = record->sites[found].callee;
		record->sites[found].callee = callee;
	}
	return found;
}

uint32_t pgl_sites_recognize_in_clone(struct pgl_sites *sites, struct pgl_place place,
				      uint32_t origin, uint32_t callee)
{
	struct pgl_record *record = sites->record;
	struct pgl_place there = place_in_origin(sites, place, origin);
	uint32_t at = first_at(sites, there);

	while (at != PGL_NONE &&
	       (pgl_site_inlined(&record->sites[at]) || sites->beside[at].met_by == place.root ||
		!pgl_site_calls(record, &record->sites[at], callee)))
		at = next_at(sites, at, there);
	return at == PGL_NONE ? PGL_NONE : pgl_sites_take_over(sites, at, place, callee);
}

uint32_t pgl_sites_take_over(struct pgl_sites *sites, uint32_t at, struct pgl_place place,
			     uint32_t callee)
{
	struct pgl_record *record = sites->record;
	bool is_lost = !pgl_sites_was_met(sites, at);
	uint32_t here = pgl_sites_add(sites, place, place.root, callee);

	if (here == PGL_NONE)
		return PGL_NONE;
	sites->beside[here].met_by = place.root;
	sites->beside[at].met_by = place.root;
	struct pgl_site *site = &record->sites[here], *original = &record->sites[at];

	if (is_lost) {
		site->flags = original->flags;
		site->decisions = original->decisions;
		site->n_decisions = original->n_decisions;
		sites->beside[at].moved_to = here;
	} else {
		uint32_t moved = sites->beside[at].moved_to;

		site->copy_of = pgl_sites_base(sites, moved != PGL_NONE ? moved : at);
	}
	return here;
}

uint32_t pgl_sites_copy(struct pgl_sites *sites, uint32_t from, struct pgl_place place,
			uint32_t caller)
{
	struct pgl_record *record = sites->record;
	uint32_t to = pgl_sites_add(sites, place, caller, record->sites[from].callee);

	if (to == PGL_NONE)
		return PGL_NONE;
	struct pgl_site *site = &record->sites[to], *original = &record->sites[from];

	site->copy_of = pgl_sites_base(sites, from);
	site->was = original->was;
	site->flags = original->flags &
		      ~(PGL_BIT(PGL_SITE_FLAG_COPY) | PGL_BIT(PGL_SITE_FLAG_GONE) |
			PGL_BIT(PGL_SITE_FLAG_EXPANDED) | PGL_BIT(PGL_SITE_FLAG_REMOVED));
	sites->beside[to].met_by = place.root;
	return to;
}
