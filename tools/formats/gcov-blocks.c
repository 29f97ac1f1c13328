/* See gcov-blocks.h. What flows into a block flows out of it: a block whose arcs on one side are all known is
   known, and then an arc that is the last unknown one on its other side. The arcs without counters are a
   tree, so that this ends with everything known.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/gcov-blocks.h"

#include <stdlib.h>

#include "base/xalloc.h"

enum { IN, OUT, DIRECTIONS };

struct block {
	uint32_t n[DIRECTIONS], n_unknown[DIRECTIONS];
	/* Unsigned, because a damaged file may overflow it: a value above INT64_MAX counts as negative. */
	uint64_t sum[DIRECTIONS]; /* of the arcs that are known */
	uint64_t count;
	bool is_known, is_waiting;
};

struct solver {
	const struct pgl_gcov_function *notes;
	struct block *blocks;
	bool *is_known; /* by arc */
	/* Arcs by block: those of block B begin at FIRST[direction][B]. */
	uint32_t *first[DIRECTIONS], *list[DIRECTIONS];
	uint32_t *waiting;
	size_t n_waiting;
};

static void wait_for(struct solver *solver, uint32_t block)
{
	if (!solver->blocks[block].is_waiting) {
		solver->blocks[block].is_waiting = true;
		solver->waiting[solver->n_waiting++] = block;
	}
}

static void know_arc(struct solver *solver, size_t arc, uint64_t count)
{
	const struct pgl_gcov_arc *ends = &solver->notes->arcs[arc];

	solver->is_known[arc] = true;
	solver->blocks[ends->from].sum[OUT] += count;
	solver->blocks[ends->from].n_unknown[OUT]--;
	solver->blocks[ends->to].sum[IN] += count;
	solver->blocks[ends->to].n_unknown[IN]--;
	wait_for(solver, ends->from);
	wait_for(solver, ends->to);
}

static void index_arcs(struct solver *solver)
{
	const struct pgl_gcov_function *notes = solver->notes;

	for (int way = 0; way < DIRECTIONS; way++) {
		uint32_t *first = pgl_xcalloc((size_t)notes->n_blocks + 2, sizeof *first);

		solver->list[way] = pgl_xcalloc(notes->n_arcs + 1, sizeof *solver->list[way]);
		for (size_t a = 0; a < notes->n_arcs; a++)
			first[(way == IN ? notes->arcs[a].to : notes->arcs[a].from) + 2]++;
		for (uint32_t b = 0; b < notes->n_blocks; b++)
			first[b + 2] += first[b + 1];
		for (size_t a = 0; a < notes->n_arcs; a++)
			solver->list[way]
				    [first[(way == IN ? notes->arcs[a].to : notes->arcs[a].from) +
					   1]++] = (uint32_t)a;
		solver->first[way] = first;
	}
	for (size_t a = 0; a < notes->n_arcs; a++) {
		struct block *from = &solver->blocks[notes->arcs[a].from];
		struct block *to = &solver->blocks[notes->arcs[a].to];

		from->n[OUT]++;
		from->n_unknown[OUT]++;
		to->n[IN]++;
		to->n_unknown[IN]++;
	}
}

/* Nothing flows into the entry, and nothing out of the exit, that has an arc: there one side says nothing. */
static bool says(const struct block *block, int way)
{
	return block->n[way] && !block->n_unknown[way];
}

static void look_at(struct solver *solver, uint32_t number)
{
	struct block *block = &solver->blocks[number];

	block->is_waiting = false;
	for (int way = 0; way < DIRECTIONS && !block->is_known; way++)
		if (says(block, way)) {
			block->count = block->sum[way];
			block->is_known = true;
		}
	for (int way = 0; way < DIRECTIONS && block->is_known; way++) {
		if (block->n_unknown[way] != 1)
			continue;
		for (uint32_t i = solver->first[way][number]; i < solver->first[way][number + 1];
		     i++) {
			uint32_t arc = solver->list[way][i];

			if (!solver->is_known[arc]) {
				know_arc(solver, arc, block->count - block->sum[way]);
				break;
			}
		}
	}
}

static void solve(struct solver *solver, const struct pgl_gcov_function *counts)
{
	const struct pgl_gcov_function *notes = solver->notes;
	uint32_t c = 0;

	index_arcs(solver);
	for (size_t a = 0; a < notes->n_arcs; a++)
		if (!notes->arcs[a].is_on_tree)
			know_arc(solver, a, counts->counts[c++]);
	for (uint32_t b = 0; b < notes->n_blocks; b++)
		wait_for(solver, b);
	while (solver->n_waiting)
		look_at(solver, solver->waiting[--solver->n_waiting]);
}

bool pgl_gcov_blocks(struct pgl_gcov_blocks *blocks, const struct pgl_gcov_function *notes,
		     const struct pgl_gcov_function *counts)
{
	uint32_t n = notes->n_blocks, n_counters = 0;
	struct solver solver = {.notes = notes};

	for (size_t a = 0; a < notes->n_arcs; a++)
		n_counters += !notes->arcs[a].is_on_tree;
	*blocks = (struct pgl_gcov_blocks){.is_sound = true};
	if (notes->flow != counts->flow || n_counters != counts->n_counts || n < 2)
		return false;
	solver.blocks = pgl_xcalloc(n, sizeof *solver.blocks);
	solver.is_known = pgl_xcalloc(notes->n_arcs + 1, sizeof *solver.is_known);
	solver.waiting = pgl_xcalloc(n, sizeof *solver.waiting);
	solve(&solver, counts);
	for (uint32_t b = 0; b < n; b++) {
		const struct block *block = &solver.blocks[b];

		blocks->is_sound &= (block->is_known || (!block->n[IN] && !block->n[OUT])) &&
				    block->count <= INT64_MAX;
		blocks->n_run += b > 1 && block->is_known && block->count > 0;
	}
	blocks->n = n - 2;
	blocks->entered = blocks->is_sound ? solver.blocks[0].count : 0;
	for (int way = 0; way < DIRECTIONS; way++) {
		free(solver.first[way]);
		free(solver.list[way]);
	}
	free(solver.waiting);
	free(solver.is_known);
	free(solver.blocks);
	return true;
}
