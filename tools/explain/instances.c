/* See instances.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/instances.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

static const struct pgl_forest *forest_of(const struct pgl_match *match, int side)
{
	return match->identity->forest[side];
}

/* True if both are in the same function (a clone counts for its origin), and both in a clone or both not. */
static bool same_root(const struct pgl_match *match, int side, uint32_t site, uint32_t other)
{
	return pgl_identity_root(match->identity, side, site) ==
		       pgl_identity_root(match->identity, !side, other) &&
	       pgl_forest_is_clone(forest_of(match, side),
				   pgl_forest_root(forest_of(match, side), site)) ==
		       pgl_forest_is_clone(forest_of(match, !side),
					   pgl_forest_root(forest_of(match, !side), other));
}

/* The copy of BASE of SIDE that came with BODY (PGL_NONE: in a clone's own code) into the function of LIKE, a site of
   the other side. */
static uint32_t copy_with(const struct pgl_match *match, int side, uint32_t base, uint32_t body,
			  uint32_t like, bool *ret_is_known)
{
	const struct pgl_forest *forest = forest_of(match, side);
	uint32_t found = PGL_NONE;

	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
		uint32_t copy = forest->copies[i];

		if (forest->nodes[copy].body != body || !same_root(match, !side, like, copy))
			continue;
		if (found != PGL_NONE) {
			*ret_is_known = false;
			return PGL_NONE;
		}
		found = copy;
	}
	return found;
}

/* The counterpart of the instance AT; BODY is the counterpart of the instance that brought AT. */
static uint32_t next_counterpart(const struct pgl_match *match, int side, uint32_t at,
				 uint32_t body, bool *ret_is_known)
{
	const struct pgl_forest *forest = forest_of(match, side);
	uint32_t base = forest->nodes[at].base, partner = match->partner[side][base];

	if (partner == PGL_NONE) {
		/* A promoted call exists in its build alone. Any other call without partner may exist
		 * there in another form. */
		*ret_is_known = match->pairing[side][base] == PGL_PAIRING_GUESS;
		return PGL_NONE;
	}
	if (pgl_forest_is_base(forest, at))
		return partner;
	return copy_with(match, !side, partner, body, at, ret_is_known);
}

uint32_t pgl_counterpart(const struct pgl_match *match, enum pgl_side side, uint32_t site,
			 bool *ret_is_known)
{
	const struct pgl_forest *forest = forest_of(match, side);
	uint32_t *path = NULL, body = PGL_NONE;
	size_t depth = 0, room = 0;
	bool is_known = true;

	/* The instances from SITE out to the root: each was brought by the next. */
	for (uint32_t at = site; at != PGL_NONE; at = forest->nodes[at].body) {
		PGL_GROW(path, depth, room);
		path[depth++] = at;
	}
	while (depth) {
		body = next_counterpart(match, side, path[--depth], body, &is_known);
		if (body == PGL_NONE)
			break;
	}
	free(path);
	if (ret_is_known)
		*ret_is_known = is_known;
	return body;
}

/* By the name of the root, then by number. */
static int compare_instances(const void *a, const void *b, void *context)
{
	const struct pgl_match *match = context;
	const struct pgl_instance *one = a, *two = b;
	int side_one = one->site[PGL_NEW] != PGL_NONE ? PGL_NEW : PGL_OLD;
	int side_two = two->site[PGL_NEW] != PGL_NONE ? PGL_NEW : PGL_OLD;
	const struct pgl_forest *f1 = forest_of(match, side_one), *f2 = forest_of(match, side_two);
	int order = strcmp(pgl_forest_function(f1, pgl_forest_root(f1, one->site[side_one]))->name,
			   pgl_forest_function(f2, pgl_forest_root(f2, two->site[side_two]))->name);

	if (order)
		return order;
	if (side_one != side_two)
		return side_two - side_one;
	return (one->site[side_one] > two->site[side_two]) -
	       (one->site[side_one] < two->site[side_two]);
}

static void add(struct pgl_instances *instances, size_t *room, uint32_t old, uint32_t new)
{
	PGL_GROW(instances->item, instances->n, *room);
	instances->item[instances->n++] = (struct pgl_instance){{old, new}};
}

void pgl_instances_init(struct pgl_instances *instances, const struct pgl_match *match,
			const uint32_t base[PGL_SIDES])
{
	size_t room = 0;

	*instances = (struct pgl_instances){.item = NULL};
	add(instances, &room, base[PGL_OLD], base[PGL_NEW]);
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = forest_of(match, side);

		if (base[side] == PGL_NONE)
			continue;
		for (uint32_t i = forest->first_copy[base[side]];
		     i < forest->first_copy[base[side] + 1]; i++) {
			uint32_t copy = forest->copies[i];
			uint32_t other = pgl_counterpart(match, side, copy, NULL);

			if (side == PGL_OLD)
				add(instances, &room, copy, other);
			else if (other == PGL_NONE)
				add(instances, &room, PGL_NONE, copy);
		}
	}
	if (instances->n > 2)
		qsort_r(instances->item + 1, instances->n - 1, sizeof *instances->item,
			compare_instances, (void *)match);
}

void pgl_instances_release(struct pgl_instances *instances)
{
	free(instances->item);
	*instances = (struct pgl_instances){.item = NULL};
}
