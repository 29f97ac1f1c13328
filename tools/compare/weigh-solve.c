/* Solves callers first, until nothing changes. See weigh-solve.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh-solve.h"

#include <math.h>
#include <stdlib.h>

#include "base/xalloc.h"

enum { MOST_SWEEPS = 64, PATIENCE = 8 };

double pgl_times(double a, double b)
{
	return a == 0 || b == 0 ? 0 : a * b;
}

/* --- dependencies --- */

static void list_texts(struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	uint32_t *list = pgl_xunset(forest->n_functions);

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t body = solver->identity->body[solver->which][f];
		bool is_offline = pgl_forest_is_offline(forest, f);

		if (is_offline)
			list[f] = body;
		solver->side->is_inside[body] |= is_offline;
	}
	pgl_groups_init(&solver->texts, solver->identity->n_bodies, list, forest->n_functions);
	free(list);
}

static void list_feeders(struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	uint32_t *list = pgl_xunset(forest->n_sites);

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t callee = pgl_forest_callee(forest, s), body;

		if (callee == PGL_NONE || pgl_forest_is_gone(forest, s))
			continue;
		body = solver->identity->body[solver->which][callee];
		if (pgl_forest_is_early(forest, forest->nodes[s].base)) {
			if (pgl_forest_is_base(forest, s))
				pgl_add_known(&solver->early[body], solver->side->own[s]);
		} else if (pgl_forest_is_inlined(forest, s)) {
			solver->is_inlined_ever[body] = true;
			list[s] = body;
		} else if (pgl_forest_is_clone(forest, callee) ||
			   pgl_forest_is_without_code(forest, s)) {
			list[s] = body;
		}
	}
	pgl_groups_init(&solver->feeders, solver->identity->n_bodies, list, forest->n_sites);
	free(list);
}

/* Depth first along the feeders, without recursion of our own. */
static void find_order(struct pgl_solver *solver)
{
	uint32_t n = solver->identity->n_bodies, n_done = 0;
	uint32_t *next = pgl_xcalloc((size_t)n + 1, sizeof *next);
	uint32_t *stack = pgl_xcalloc((size_t)n + 1, sizeof *stack);
	bool *is_seen = pgl_xcalloc((size_t)n + 1, sizeof *is_seen);

	for (uint32_t b = 0; b < n; b++)
		next[b] = solver->feeders.first[b];
	for (uint32_t start = 0; start < n; start++) {
		uint32_t depth = 0;

		if (is_seen[start])
			continue;
		is_seen[start] = true;
		stack[depth++] = start;
		while (depth) {
			uint32_t body = stack[depth - 1], root;

			if (next[body] == solver->feeders.first[body + 1]) {
				solver->order[n_done++] = body;
				depth--;
				continue;
			}
			root = pgl_identity_root(solver->identity, solver->which,
						 solver->feeders.item[next[body]++]);
			if (is_seen[root])
				continue;
			is_seen[root] = true;
			stack[depth++] = root;
		}
	}
	free(next);
	free(stack);
	free(is_seen);
}

/* --- executions per entry of the root, left in EXECUTED --- */

static double rate_of(const struct pgl_solver *solver, uint32_t base)
{
	double own = solver->side->own[base];
	double entries = pgl_totals_entries(solver->totals, solver->weights, solver->which,
					    pgl_forest_root(solver->forest, base));

	return own == 0 ? 0 : entries > 0 ? own / entries : NAN;
}

static void multiply_rates(struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	double *executed = solver->side->executed;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		const struct pgl_node *node = &forest->nodes[s];
		double rate = rate_of(solver, node->base);

		executed[s] = node->body == PGL_NONE ? rate : pgl_times(rate, executed[node->body]);
	}
}

/* --- entries of the roots --- */

static double text_count(const struct pgl_solver *solver, uint32_t function)
{
	double count = solver->totals->text_count[solver->totals->text[solver->which][function]];

	return isnan(count) ? 0 : count;
}

/* Shares ENTRIES among the out-of-line copies of BODY: a clone gets the executions of its calls, the
   originals the rest, in proportion to their counts if several units have one. */
static void share_entries(struct pgl_solver *solver, uint32_t body, double entries)
{
	uint32_t first = solver->texts.first[body], end = solver->texts.first[body + 1];
	double clones = 0, originals = 0, rest;
	uint32_t n_originals = 0;

	if (end - first == 1) {
		solver->side->offline[solver->texts.item[first]] = entries;
		return;
	}
	for (uint32_t i = first; i < end; i++) {
		uint32_t f = solver->texts.item[i];

		if (pgl_forest_is_clone(solver->forest, f)) {
			clones += solver->direct[f];
		} else {
			n_originals++;
			originals += text_count(solver, f);
		}
	}
	rest = n_originals && entries > clones ? entries - clones : 0;
	for (uint32_t i = first; i < end; i++) {
		uint32_t f = solver->texts.item[i];
		double share;

		if (!pgl_forest_is_clone(solver->forest, f))
			share = originals > 0 ? rest * text_count(solver, f) / originals
					      : rest / n_originals;
		else if (clones > 0)
			share = (entries - rest) * solver->direct[f] / clones;
		else
			share = (entries - rest) / (end - first - n_originals);
		solver->side->offline[f] = share;
	}
}

/* Solves BODY from the present numbers of its feeders; returns the change of its entries. */
static double solve_body(struct pgl_solver *solver, uint32_t body, bool is_damped)
{
	uint32_t first = solver->texts.first[body], end = solver->texts.first[body + 1];
	const double *executed = solver->side->executed;
	double *offline = solver->side->offline, inlined = 0, itself = 0, before = 0, entries;

	for (uint32_t i = first; i < end; i++) {
		before += offline[solver->texts.item[i]];
		solver->direct[solver->texts.item[i]] = 0;
	}
	if (first == end)
		return 0;
	if (!pgl_identity_is_part(solver->identity, body))
		pgl_add_known(&inlined, solver->early[body]);
	for (uint32_t i = solver->feeders.first[body]; i < solver->feeders.first[body + 1]; i++) {
		uint32_t s = solver->feeders.item[i], root = pgl_forest_root(solver->forest, s);

		if (pgl_forest_is_call(solver->forest, s))
			pgl_add_known(&solver->direct[pgl_forest_callee(solver->forest, s)],
				      pgl_times(executed[s], offline[root]));
		else if (end - first == 1 && root == solver->texts.item[first])
			pgl_add_known(&itself, executed[s]);
		else
			pgl_add_known(&inlined, pgl_times(executed[s], offline[root]));
	}
	/* ITSELF: executions per entry of its instances inlined into itself. */
	entries = (solver->side->entered[body] - inlined) / (1 + itself);
	if (entries < 0)
		entries = 0;
	if (is_damped && !isnan(before))
		entries = (entries + before) / 2;
	share_entries(solver, body, entries);
	return isnan(entries) ? 0 : isnan(before) ? entries : fabs(entries - before);
}

static void solve(struct pgl_solver *solver)
{
	uint32_t n = solver->identity->n_bodies;

	for (uint32_t f = 0; f < solver->forest->n_functions; f++)
		solver->side->offline[f] = 0;
	for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
		bool is_settled = true;

		for (uint32_t i = 0; i < n; i++) {
			uint32_t body = solver->order[i];
			double change = solve_body(solver, body, sweep >= PATIENCE);

			if (change > 1e-9 * fmax(1, solver->side->entered[body]))
				is_settled = false;
		}
		if (is_settled)
			break;
	}
}

bool pgl_solver_is_in_one_place(const struct pgl_solver *solver, uint32_t base)
{
	const struct pgl_forest *forest = solver->forest;
	uint32_t root = pgl_forest_root(forest, base);
	uint32_t body = solver->identity->body[solver->which][root];

	if (!pgl_forest_is_base(forest, base))
		return false;
	return pgl_forest_is_early(forest, base) ||
	       (solver->texts.first[body + 1] - solver->texts.first[body] == 1 &&
		pgl_forest_is_offline(forest, root) && !solver->is_inlined_ever[body]);
}

/* --- the whole --- */

void pgl_solver_init(struct pgl_solver *solver, struct pgl_weights *weights,
		     const struct pgl_totals *totals, int which)
{
	const struct pgl_identity *identity = weights->match->identity;
	size_t n = (size_t)identity->n_bodies + 1;

	*solver = (struct pgl_solver){
		.weights = weights,
		.totals = totals,
		.identity = identity,
		.forest = identity->forest[which],
		.side = &weights->side[which],
		.which = which,
		.early = pgl_unknown_numbers(identity->n_bodies),
		.direct = pgl_unknown_numbers(identity->forest[which]->n_functions),
		.order = pgl_xcalloc(n, sizeof *solver->order),
		.is_inlined_ever = pgl_xcalloc(n, sizeof *solver->is_inlined_ever),
	};
	list_texts(solver);
	list_feeders(solver);
	if (weights->source < 0)
		return;
	find_order(solver);
	multiply_rates(solver);
	solve(solver);
}

void pgl_solver_release(struct pgl_solver *solver)
{
	free(solver->early);
	free(solver->direct);
	free(solver->order);
	free(solver->is_inlined_ever);
	pgl_groups_release(&solver->texts);
	pgl_groups_release(&solver->feeders);
	*solver = (struct pgl_solver){0};
}
