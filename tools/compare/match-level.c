/* Contexts and order. See match-level.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/match-level.h"

#include <stdlib.h>

#include "base/intern.h"
#include "base/xalloc.h"
#include "base/banned.h"

/* A context: a unit's function, or the pair of the parent. PGL_NONE: the parent has no pair. */
static uint32_t context_of(const struct pgl_match *match, int side, uint32_t site,
			   struct pgl_intern *contexts)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_node *node = &identity->forest[side]->nodes[site];
	uint32_t key[3] = {0};

	if (node->parent == PGL_NONE) {
		key[0] = identity->unit[side][node->unit];
		key[1] = identity->origin[pgl_identity_root(identity, side, site)];
	} else {
		uint32_t parent = identity->forest[side]->nodes[node->parent].base;
		uint32_t partner = match->partner[side][parent];

		if (partner == PGL_NONE)
			return PGL_NONE;
		key[0] = side == PGL_OLD ? parent : partner;
		key[2] = 1;
	}
	return pgl_intern_add(contexts, key, sizeof key);
}

/* Orders ROW by context and leaves out who has none; otherwise the order stays. */
static void group_by_context(struct pgl_row *row, uint32_t n_contexts)
{
	uint32_t *start = pgl_xcalloc((size_t)n_contexts + 2, sizeof *start);
	uint32_t *site = pgl_xcalloc((size_t)row->n + 1, sizeof *site);
	uint32_t *context = pgl_xcalloc((size_t)row->n + 1, sizeof *context);

	for (uint32_t i = 0; i < row->n; i++)
		if (row->context[i] != PGL_NONE)
			start[row->context[i] + 2]++;
	for (uint32_t c = 0; c < n_contexts; c++)
		start[c + 2] += start[c + 1];
	for (uint32_t i = 0; i < row->n; i++) {
		uint32_t at;

		if (row->context[i] == PGL_NONE)
			continue;
		at = start[row->context[i] + 1]++;
		site[at] = row->site[i];
		context[at] = row->context[i];
	}
	row->n = start[n_contexts];
	free(row->site);
	free(row->context);
	free(start);
	row->site = site;
	row->context = context;
}

/* The sites at N places in FROM of SIDE: those in split parts stand after those in the header. */
static void fill_row(const struct pgl_match *match, int side, struct pgl_row *row,
		     const uint32_t *from, uint32_t n, struct pgl_intern *contexts)
{
	const struct pgl_identity *identity = match->identity;

	row->site = pgl_xcalloc((size_t)n + 1, sizeof *row->site);
	row->context = pgl_xcalloc((size_t)n + 1, sizeof *row->context);
	for (int in_part = 0; in_part < 2; in_part++) {
		for (uint32_t i = 0; i < n; i++) {
			uint32_t body = pgl_identity_root(identity, side, from[i]);

			if (pgl_identity_is_part(identity, body) != in_part)
				continue;
			row->site[row->n] = from[i];
			row->context[row->n++] = context_of(match, side, from[i], contexts);
		}
	}
}

void pgl_level_init(struct pgl_level *level, const struct pgl_match *match, uint32_t *const from[],
		    const uint32_t n[])
{
	struct pgl_intern contexts = {0};

	*level = (struct pgl_level){0};
	for (int side = 0; side < PGL_SIDES; side++)
		fill_row(match, side, &level->row[side], from[side], n[side], &contexts);
	level->n_contexts = contexts.n;
	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_row *row = &level->row[side];

		group_by_context(row, level->n_contexts);
		row->before = pgl_xcalloc((size_t)row->n + 1, sizeof *row->before);
		row->after = pgl_xcalloc((size_t)row->n + 1, sizeof *row->after);
	}
	pgl_intern_release(&contexts);
}

void pgl_level_release(struct pgl_level *level)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(level->row[side].site);
		free(level->row[side].context);
		free(level->row[side].before);
		free(level->row[side].after);
	}
}

void pgl_row_find_neighbours(const struct pgl_match *match, int side, struct pgl_row *row)
{
	uint32_t last = PGL_NONE;

	for (uint32_t i = 0; i < row->n; i++) {
		uint32_t partner = match->partner[side][row->site[i]];

		if (i && row->context[i] != row->context[i - 1])
			last = PGL_NONE;
		row->before[i] = last;
		if (partner != PGL_NONE)
			last = side == PGL_OLD ? row->site[i] : partner;
	}
	last = PGL_NONE;
	for (uint32_t i = row->n; i-- > 0;) {
		uint32_t partner = match->partner[side][row->site[i]];

		if (i + 1 < row->n && row->context[i] != row->context[i + 1])
			last = PGL_NONE;
		row->after[i] = last;
		if (partner != PGL_NONE)
			last = side == PGL_OLD ? row->site[i] : partner;
	}
}
