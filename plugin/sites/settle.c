/* The inline forest's other half: when all is decided, completes each tree by what inlined bodies
   brought along, and puts the sites into their final order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sites/settle.h"

#include <stdlib.h>
#include <string.h>

/* Completing --------------------------------------------------------------------------------- */

/* The forest as linked lists of site ids, kept up to date while sites are added. */
struct forest {
	struct pgl_sites *sites;
	struct pgl_record *record;
	uint32_t *first_tree, *last_tree; /* of function i */
	bool *is_split;	      /* function i lost a part of its body to a function of its own */
	bool *is_on_path;     /* inlined calls of function i surround the one examined now */
	unsigned char *state; /* of function i */
	uint32_t *first_child, *last_child, *sibling; /* of site i */
	uint32_t *taken;			      /* by which merge site i was taken last */
	uint32_t n, room, merge;
	uint32_t deepest; /* in the trees examined now: PGL_DEEP, or PGL_NONE for no limit */
	bool is_cut;	  /* something was left out there */
};

enum { TO_DO, BEGUN, COMPLETE, CUT };

static bool forest_room(struct forest *forest)
{
	uint32_t room = forest->room ? 2 * forest->room : 1024;
	uint32_t **arrays[] = {&forest->first_child, &forest->last_child, &forest->sibling,
			       &forest->taken};

	if (forest->n < forest->room)
		return true;
	while (room < forest->n + 1)
		room *= 2;
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
		uint32_t *larger = realloc(*arrays[i], room * sizeof *larger);

		if (!larger) {
			forest->record->out_of_memory = true;
			return false;
		}
		*arrays[i] = larger;
	}
	forest->room = room;
	return true;
}

/* Takes all sites that are not in yet into the lists. */
static bool forest_grow(struct forest *forest)
{
	for (; forest->n < forest->record->n_sites; forest->n++) {
		uint32_t i = forest->n;

		if (!forest_room(forest))
			return false;
		const struct pgl_site *site = &forest->record->sites[i];
		bool is_tree = site->parent == PGL_NONE;
		uint32_t *first = is_tree ? &forest->first_tree[site->root]
					  : &forest->first_child[site->parent];
		uint32_t *last = is_tree ? &forest->last_tree[site->root]
					 : &forest->last_child[site->parent];

		forest->first_child[i] = forest->last_child[i] = forest->sibling[i] = PGL_NONE;
		forest->taken[i] = PGL_NONE;
		if (*first == PGL_NONE)
			*first = i;
		else
			forest->sibling[*last] = i;
		*last = i;
	}
	return true;
}

static bool is_early(const struct pgl_site *site)
{
	const struct pgl_decision *final = pgl_final_decision(site);

	return final && final->inlined && final->inliner == PGL_INLINER_EINLINE;
}

/* The child of PARENT that stands for MODEL, an early inlined call; added if it is missing. */
static uint32_t bring(struct forest *forest, uint32_t parent, uint32_t model)
{
	struct pgl_record *record = forest->record;
	struct pgl_place place = {record->sites[parent].root, parent,
				  record->sites[model].location};
	uint32_t callee = record->sites[model].callee, at = forest->first_child[parent];

	while (at != PGL_NONE &&
	       (forest->taken[at] == forest->merge || !is_early(&record->sites[at]) ||
		!pgl_same_place(pgl_site_place(&record->sites[at]), place) ||
		!pgl_site_calls(record, &record->sites[at], callee)))
		at = forest->sibling[at];
	if (at == PGL_NONE) {
		at = pgl_sites_add(forest->sites, place, place.root, callee);
		if (at == PGL_NONE || !forest_grow(forest))
			return PGL_NONE;
		pgl_site_add_copied(record, at);
		record->sites[at].count.quality = record->functions[place.root].count.quality;
	}
	forest->taken[at] = forest->merge;
	if (record->sites[at].flags & PGL_BIT(PGL_SITE_FLAG_COPY) &&
	    record->sites[at].copy_of == PGL_NONE)
		record->sites[at].copy_of = pgl_sites_base(forest->sites, model);
	return at;
}

/* Copy all early inlined sites in the list from MODEL on, with their subtrees, below PARENT, which is
   below DEPTH inlined calls. */
static void merge(struct forest *forest, uint32_t parent, uint32_t model, uint32_t depth)
{
	for (; model != PGL_NONE; model = forest->sibling[model]) {
		if (!is_early(&forest->record->sites[model]))
			continue;
		if (depth >= forest->deepest) {
			forest->is_cut = true;
			return;
		}
		uint32_t copy = bring(forest, parent, model);

		if (copy == PGL_NONE)
			return;
		merge(forest, copy, forest->first_child[model], depth + 1);
	}
}

/* The function whose tree lists the calls in CALLEE's code; PGL_NONE if CALLEE was split, so that no tree does. */
static uint32_t model_root(const struct forest *forest, uint32_t callee)
{
	const struct pgl_record *record = forest->record;

	if (callee == PGL_NONE || forest->is_split[record->functions[callee].origin])
		return PGL_NONE;
	return forest->first_tree[callee] != PGL_NONE ? callee : record->functions[callee].origin;
}

/* Completes the trees of ROOT, after those of all it inlines. */
static void complete_root(struct forest *forest, uint32_t root);

/* Completes the list of sites from AT on, which are below DEPTH inlined calls. WHOLE: the merge that
   took sites from a complete tree, whose subtrees are complete then; or PGL_NONE. */
static void complete_list(struct forest *forest, uint32_t at, uint32_t depth, uint32_t whole)
{
	for (; at != PGL_NONE; at = forest->sibling[at]) {
		uint32_t below = whole, model;

		if (!pgl_site_inlined(&forest->record->sites[at]))
			continue;
		model = model_root(forest, forest->record->sites[at].callee);
		if ((whole != PGL_NONE && forest->taken[at] == whole) || model == PGL_NONE ||
		    forest->is_on_path[model]) {
			complete_list(forest, forest->first_child[at], depth + 1, below);
			continue;
		}
		complete_root(forest, model);
		below = ++forest->merge;
		merge(forest, at, forest->first_tree[model], depth + 1);
		if (forest->state[model] != COMPLETE)
			below = PGL_NONE;
		forest->is_on_path[model] = true;
		complete_list(forest, forest->first_child[at], depth + 1, below);
		forest->is_on_path[model] = false;
	}
}

/* True if ROOT has code when the IPA inliner begins. */
static bool reached_ipa(const struct pgl_function *root)
{
	return root->before.size.known || root->offline != PGL_OFFLINE_REMOVED;
}

static void complete_root(struct forest *forest, uint32_t root)
{
	uint32_t deepest = forest->deepest;
	bool is_cut = forest->is_cut;

	if (forest->state[root] != TO_DO)
		return;
	forest->state[root] = BEGUN;
	forest->deepest = reached_ipa(&forest->record->functions[root]) ? PGL_NONE : PGL_DEEP;
	forest->is_cut = false;
	forest->is_on_path[root] = true;
	complete_list(forest, forest->first_tree[root], 0, PGL_NONE);
	forest->is_on_path[root] = false;
	forest->state[root] = forest->is_cut ? CUT : COMPLETE;
	forest->deepest = deepest;
	forest->is_cut = is_cut;
}

static void complete(struct pgl_sites *sites)
{
	struct pgl_record *record = pgl_sites_record(sites);
	uint32_t n = record->n_functions;
	struct forest forest = {.sites = sites, .record = record};

	forest.first_tree = malloc((2 * (size_t)n + 1) * sizeof *forest.first_tree);
	forest.is_split = calloc(3 * (size_t)n + 1, 1);
	if (!forest.first_tree || !forest.is_split) {
		record->out_of_memory = true;
		goto out;
	}
	memset(forest.first_tree, 0xff, 2 * (size_t)n * sizeof *forest.first_tree);
	forest.last_tree = forest.first_tree + n;
	forest.is_on_path = forest.is_split + n;
	forest.state = (unsigned char *)forest.is_on_path + n;
	for (uint32_t i = 0; i < n; i++)
		if (record->functions[i].clone == PGL_CLONE_PART)
			forest.is_split[record->functions[i].origin] = true;
	if (forest_grow(&forest))
		for (uint32_t i = 0; i < n && !record->out_of_memory; i++)
			complete_root(&forest, i);
out:
	free(forest.first_tree);
	free(forest.is_split);
	free(forest.first_child);
	free(forest.last_child);
	free(forest.sibling);
	free(forest.taken);
}

/* Settling ---------------------------------------------------------------------------------- */

struct order {
	uint32_t *child, *sibling; /* first child of site i; next sibling */
	uint32_t *tree;		   /* first tree of function i */
	uint32_t *number;	   /* the new id of site i */
	uint32_t *sequence;	   /* the old id of new site i */
	uint32_t n;
};

/* Numbers the trees that start with AT depth first. Without recursion: chains of inlined calls can
   be long. */
static void number_trees(const struct pgl_sites *sites, struct order *order, uint32_t at)
{
	const struct pgl_site *site = pgl_sites_record(sites)->sites;

	while (at != PGL_NONE) {
		if (!pgl_sites_is_dropped(sites, at)) {
			order->number[at] = order->n;
			order->sequence[order->n++] = at;
		}
		if (order->child[at] != PGL_NONE) {
			at = order->child[at];
			continue;
		}
		while (at != PGL_NONE && order->sibling[at] == PGL_NONE)
			at = site[at].parent;
		if (at != PGL_NONE)
			at = order->sibling[at];
	}
}

static uint32_t renumber(const struct order *order, uint32_t site)
{
	return site == PGL_NONE ? PGL_NONE : order->number[site];
}

/* Returns the original of site AT: in a clone the same site of the cloned function, even if a copy;
   otherwise the site that is not a copy. */
static uint32_t final_original(const struct pgl_sites *sites, uint32_t at)
{
	const struct pgl_record *record = pgl_sites_record(sites);
	const struct pgl_site *site = &record->sites[at];
	uint32_t original = site->copy_of;

	if (original == PGL_NONE)
		return PGL_NONE;
	if (record->sites[original].root != record->functions[site->root].origin ||
	    record->sites[original].root == site->root || pgl_sites_is_dropped(sites, original))
		original = pgl_sites_base(sites, original);
	return original == at ? PGL_NONE : original;
}

/* The sites and events in their final order, in new arrays of RET. */
static void apply_order(const struct pgl_sites *sites, const struct order *order,
			struct pgl_record *ret)
{
	const struct pgl_record *record = pgl_sites_record(sites);

	for (uint32_t i = 0; i < order->n; i++) {
		struct pgl_site *site = &ret->sites[i];

		*site = record->sites[order->sequence[i]];
		site->id = i;
		site->parent = renumber(order, site->parent);
		site->copy_of = renumber(order, final_original(sites, order->sequence[i]));
	}
	ret->n_sites = order->n;
	for (uint32_t i = 0; i < record->n_events; i++) {
		ret->events[i] = record->events[i];
		ret->events[i].site = renumber(order, record->events[i].site);
	}
}

bool pgl_sites_snapshot(const struct pgl_sites *sites, struct pgl_record *ret)
{
	const struct pgl_record *record = pgl_sites_record(sites);
	uint32_t n = record->n_sites, n_functions = record->n_functions;
	uint32_t *memory = malloc(((size_t)4 * n + n_functions + 1) * sizeof *memory);
	struct order order = {.child = memory,
			      .sibling = memory + n,
			      .number = memory + (size_t)2 * n,
			      .sequence = memory + (size_t)3 * n,
			      .tree = memory + (size_t)4 * n};

	*ret = *record;
	ret->sites = malloc((n + (size_t)1) * sizeof *ret->sites);
	ret->events = malloc((record->n_events + (size_t)1) * sizeof *ret->events);
	if (!memory || !ret->sites || !ret->events) {
		free(memory);
		free(ret->sites);
		free(ret->events);
		return false;
	}
	memset(memory, 0xff, ((size_t)4 * n + n_functions) * sizeof *memory);
	for (uint32_t i = n; i-- > 0;) {
		const struct pgl_site *site = &record->sites[i];
		uint32_t *head = site->parent == PGL_NONE ? &order.tree[site->root]
							  : &order.child[site->parent];

		order.sibling[i] = *head;
		*head = i;
	}
	for (uint32_t i = 0; i < n_functions; i++)
		number_trees(sites, &order, order.tree[i]);
	apply_order(sites, &order, ret);
	free(memory);
	return true;
}

/* Only the counts of a call's copies and of split parts depend on ONCE, and it costs bytes. */
static void forget_once(struct pgl_record *record)
{
	bool *has_copies = calloc((size_t)record->n_sites + 1, sizeof *has_copies);

	if (!has_copies) {
		record->out_of_memory = true;
		return;
	}
	for (uint32_t i = 0; i < record->n_sites; i++)
		if (record->sites[i].copy_of != PGL_NONE)
			has_copies[record->sites[i].copy_of] = true;
	for (uint32_t i = 0; i < record->n_sites; i++)
		if (!has_copies[i] &&
		    record->functions[record->sites[i].root].clone != PGL_CLONE_PART)
			record->sites[i].flags &= ~PGL_BIT(PGL_SITE_FLAG_ONCE);
	free(has_copies);
}

void pgl_sites_settle(struct pgl_sites *sites)
{
	struct pgl_record *record = pgl_sites_record(sites), settled;

	complete(sites);
	if (!pgl_sites_snapshot(sites, &settled)) {
		record->out_of_memory = true;
		return;
	}
	free(record->sites);
	free(record->events);
	record->sites = settled.sites;
	record->n_sites = settled.n_sites;
	record->events = settled.events;
	/* No more may be added without moving. */
	record->sites_room = record->n_sites;
	record->events_room = record->n_events;
	forget_once(record);
}
