/* See index.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/index.h"

#include <stdlib.h>
#include <string.h>

#include "record/site-key.h"
#include "sites/sites.h"

/* Names --------------------------------------------------------------------------------------- */

bool pgl_is_part(const struct pgl_function *function)
{
	return function->clone == PGL_CLONE_PART || pgl_part_length(function->assembler);
}

bool pgl_calls_part(const struct pgl_record *record, const struct pgl_site *site)
{
	return site->callee != PGL_NONE && pgl_is_part(&record->functions[site->callee]);
}

const char *pgl_index_origin_key(struct index *index, const struct pgl_record *record,
				 const struct pgl_function *function)
{
	return pgl_record_intern(index->recorded, pgl_symbol(record, function->origin));
}

const char *pgl_index_body_key(struct index *index, const struct pgl_record *record,
			       const struct pgl_function *function)
{
	size_t length = pgl_part_length(function->assembler);

	if (length)
		return pgl_record_intern_n(index->recorded, function->assembler, length);
	if (function->clone == PGL_CLONE_PART && function->assembler)
		return pgl_record_intern(index->recorded, function->assembler);
	return pgl_index_origin_key(index, record, function);
}

/* Functions ------------------------------------------------------------------------------------ */

/* Returns the rank of RECORDED among the functions searched for LIVE's calls; 0: not searched. */
static unsigned rank_of(struct index *index, const struct pgl_function *live,
			const struct pgl_function *recorded)
{
	if (pgl_is_part(recorded))
		return pgl_is_part(live) && pgl_index_body_key(index, index->live, live) ==
						    index->key[recorded->id]
			       ? 1
			       : 6;
	if (pgl_is_part(live))
		return recorded->clone == PGL_CLONE_NONE ? 2 : 5;
	if (!strcmp(pgl_symbol(index->live, live->id), pgl_symbol(index->recorded, recorded->id)))
		return 1;
	if (recorded->clone == live->clone)
		return 2;
	if (recorded->clone == PGL_CLONE_NONE)
		return 3;
	return recorded->clone == PGL_CLONE_ISRA ? 4 : 5;
}

static bool is_replaced(const struct pgl_function *function)
{
	return function->clone == PGL_CLONE_NONE && function->offline == PGL_OFFLINE_REMOVED;
}

static bool are_replaced(const struct index *index, const struct bodies *known)
{
	for (uint32_t i = 0; i < known->n; i++)
		if (!is_replaced(&index->recorded->functions[known->root[i]]))
			return false;
	return true;
}

const struct bodies *pgl_index_bodies(struct index *index, uint32_t function)
{
	static const struct bodies none;
	uint32_t n = index->live->n_functions;

	if (n > index->n_bodies) {
		struct bodies *larger = realloc(index->bodies, 2 * (size_t)n * sizeof *larger);

		if (!larger)
			return &none;
		memset(larger + index->n_bodies, 0,
		       (2 * (size_t)n - index->n_bodies) * sizeof *larger);
		index->bodies = larger;
		index->n_bodies = 2 * n;
	}
	struct bodies *known = &index->bodies[function];

	if (known->is_known)
		return known;
	const struct pgl_record *recorded = index->recorded;
	const struct pgl_function *live = &index->live->functions[function];
	const char *key = pgl_index_origin_key(index, index->live, live);
	uint32_t room = 0;

	for (uint32_t i = 0; i < recorded->n_functions; i++)
		if (index->origin[i] == key)
			room++;
	known->root = malloc((room + (size_t)1) * sizeof *known->root);
	if (!known->root)
		return &none;
	known->is_known = true;
	for (unsigned rank = 1; rank <= 6; rank++) {
		/* Clones are used only where the function has no tree of its own, or an incomplete
		 * one. */
		if (known->n && rank > 1 && rank < 6 && !(rank > 3 && are_replaced(index, known)))
			continue;
		for (uint32_t i = 0; i < recorded->n_functions; i++)
			if (index->origin[i] == key &&
			    rank_of(index, live, &recorded->functions[i]) == rank &&
			    index->has_calls[i])
				known->root[known->n++] = i;
	}
	return known;
}

bool pgl_index_is_split(struct index *index, uint32_t function)
{
	const char *key =
		pgl_index_origin_key(index, index->live, &index->live->functions[function]);

	for (uint32_t i = 0; i < index->recorded->n_functions; i++)
		if (pgl_is_part(&index->recorded->functions[i]) && index->origin[i] == key)
			return true;
	return false;
}

/* Sites ---------------------------------------------------------------------------------------- */

uint32_t pgl_index_slot(const struct index *index, struct context at, struct pgl_location location)
{
	return pgl_place_hash((struct pgl_place){at.root, at.parent, location}) &
	       (index->n_slots - 1);
}

static const struct pgl_location nowhere = {PGL_NONE, 0, 0};

/* Calls of parts have no location of their own: the record gives them one at its end. */
static struct pgl_location place_of(const struct index *index, const struct pgl_site *site)
{
	return pgl_calls_part(index->recorded, site) ? nowhere : site->location;
}

bool pgl_index_stands_at(const struct index *index, const struct pgl_site *site, struct context at,
			 struct pgl_location location)
{
	return pgl_same_place((struct pgl_place){site->root, site->parent, place_of(index, site)},
			      (struct pgl_place){at.root, at.parent, location});
}

/* Notes where the functions inlined early into a function moved with its clone. */
static void find_moved(struct index *index)
{
	const struct pgl_record *recorded = index->recorded;

	for (uint32_t i = 0; i < recorded->n_sites; i++) {
		uint32_t from = recorded->sites[i].copy_of, root = recorded->sites[i].root;

		if (from == PGL_NONE || recorded->functions[root].clone == PGL_CLONE_NONE)
			continue;
		uint32_t original = recorded->sites[from].root;

		if (index->moved[from] == PGL_NONE &&
		    index->origin[original] == index->origin[root] &&
		    is_replaced(&recorded->functions[original]))
			index->moved[from] = i;
	}
}

bool pgl_index_make(struct index *ret, struct pgl_record *recorded, const struct pgl_record *live)
{
	uint32_t n = recorded->n_sites;

	*ret = (struct index){.recorded = recorded, .live = live, .n_slots = 256};
	while (ret->n_slots < 2 * n)
		ret->n_slots *= 2;
	ret->first = malloc(ret->n_slots * sizeof *ret->first);
	ret->next = malloc((n + (size_t)1) * sizeof *ret->next);
	ret->moved = malloc((n + (size_t)1) * sizeof *ret->moved);
	ret->key = calloc(recorded->n_functions + (size_t)1, sizeof *ret->key);
	ret->origin = calloc(recorded->n_functions + (size_t)1, sizeof *ret->origin);
	ret->has_calls = calloc(recorded->n_functions + (size_t)1, sizeof *ret->has_calls);
	if (!ret->first || !ret->next || !ret->moved || !ret->key || !ret->origin ||
	    !ret->has_calls)
		return false;
	memset(ret->first, 0xff, ret->n_slots * sizeof *ret->first);
	memset(ret->moved, 0xff, (n + (size_t)1) * sizeof *ret->moved);
	for (uint32_t i = 0; i < recorded->n_functions; i++) {
		ret->key[i] = pgl_index_body_key(ret, recorded, &recorded->functions[i]);
		ret->origin[i] = pgl_index_origin_key(ret, recorded, &recorded->functions[i]);
	}
	for (uint32_t i = n; i-- > 0;) {
		const struct pgl_site *site = &recorded->sites[i];
		struct context at = {site->root, site->parent};
		uint32_t slot = pgl_index_slot(ret, at, place_of(ret, site));

		ret->has_calls[site->root] = true;
		ret->next[i] = ret->first[slot];
		ret->first[slot] = i;
	}
	find_moved(ret);
	return !recorded->out_of_memory;
}
