/* Builds the graph of executed calls and solves for the calls below each function. See call-graph.h.

   Functions that call each other in a circle are solved together, as linear equations, after the circles
   they call, in the order in which Tarjan's algorithm finds them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/call-graph.h"

#include <math.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "base/order.h"

/* Larger circles are solved by iteration instead of exactly. */
#define LARGEST_EXACT 400
#define MOST_ROUNDS 2000
/* The relative change at which iteration stops. */
#define SETTLED 1e-9

struct solver {
	struct pgl_call_flow *flow;
	uint32_t *index, *low; /* by body, from 1; 0: not seen yet */
	uint32_t *stack, n_stack;
	struct step *steps; /* the recursion, on the heap: call chains are as deep as they like */
	uint32_t *place; /* by body: where it is in the circle that is being solved, or PGL_NONE */
	uint32_t n_seen;
};

struct step {
	uint32_t body;
	uint32_t edge; /* the next one to look at */
};

/* Calls along EDGE per entry of the body it starts from. */
static double rate(const struct pgl_call_flow *flow, const struct pgl_flow_edge *edge)
{
	double entries = flow->entries[edge->from];

	return entries > 0 ? edge->calls / entries : NAN;
}

/* The calls below an entry of BODY through calls that leave its circle. */
static double made_outside(const struct solver *solver, uint32_t body)
{
	const struct pgl_call_flow *flow = solver->flow;
	double sum = 0;

	for (uint32_t e = flow->first_edge[body]; e < flow->first_edge[body + 1]; e++) {
		const struct pgl_flow_edge *edge = &flow->edges[e];
		double calls = rate(flow, edge);

		sum += calls;
		if (edge->to != PGL_NONE && solver->place[edge->to] == PGL_NONE)
			sum += calls * flow->below[edge->to];
	}
	return sum;
}

/* Gauss-Jordan elimination of N equations in ROWS, each of N + 1 numbers. False: no unique solution. */
static bool eliminate(double **rows, size_t n)
{
	for (size_t c = 0; c < n; c++) {
		size_t best = c;

		for (size_t r = c + 1; r < n; r++)
			if (fabs(rows[r][c]) > fabs(rows[best][c]))
				best = r;
		if (!(fabs(rows[best][c]) > 1e-12))
			return false;
		double *row = rows[best];

		rows[best] = rows[c];
		rows[c] = row;
		for (size_t r = 0; r < n; r++) {
			double factor = r == c ? 0 : rows[r][c] / row[c];

			for (size_t k = c; factor != 0 && k <= n; k++)
				rows[r][k] -= factor * row[k];
		}
	}
	return true;
}

/* Solves the circle of N BODIES, whose places are set, exactly. */
static void solve_exactly(struct solver *solver, const uint32_t *bodies, size_t n)
{
	struct pgl_call_flow *flow = solver->flow;
	double *numbers = pgl_xcalloc(n * (n + 1), sizeof *numbers);
	double **rows = pgl_xcalloc(n, sizeof *rows);
	bool is_solved;

	for (size_t r = 0; r < n; r++) {
		rows[r] = numbers + r * (n + 1);
		rows[r][r] = 1;
		rows[r][n] = made_outside(solver, bodies[r]);
		for (uint32_t e = flow->first_edge[bodies[r]]; e < flow->first_edge[bodies[r] + 1];
		     e++) {
			const struct pgl_flow_edge *edge = &flow->edges[e];

			if (edge->to != PGL_NONE && solver->place[edge->to] != PGL_NONE)
				rows[r][solver->place[edge->to]] -= rate(flow, edge);
		}
	}
	is_solved = eliminate(rows, n);
	for (size_t r = 0; r < n; r++) {
		double below = is_solved ? rows[r][n] / rows[r][r] : NAN;

		flow->below[bodies[r]] = below >= 0 ? below : NAN;
	}
	free(rows);
	free(numbers);
}

/* One iteration over the circle; returns the largest relative change. */
static double go_round(struct solver *solver, const uint32_t *bodies, size_t n,
		       const double *outside)
{
	struct pgl_call_flow *flow = solver->flow;
	double change = 0;

	for (size_t i = n; i-- > 0;) {
		uint32_t body = bodies[i];
		double below = outside[i];

		for (uint32_t e = flow->first_edge[body]; e < flow->first_edge[body + 1]; e++) {
			const struct pgl_flow_edge *edge = &flow->edges[e];

			if (edge->to != PGL_NONE && solver->place[edge->to] != PGL_NONE)
				below += rate(flow, edge) * flow->below[edge->to];
		}
		change = fmax(change, fabs(below - flow->below[body]) / (1 + below));
		flow->below[body] = below;
	}
	return change;
}

static void solve_by_rounds(struct solver *solver, const uint32_t *bodies, size_t n)
{
	double *outside = pgl_xcalloc(n, sizeof *outside);
	double change = 1;

	for (size_t i = 0; i < n; i++) {
		outside[i] = made_outside(solver, bodies[i]);
		solver->flow->below[bodies[i]] = 0;
	}
	for (int round = 0; round < MOST_ROUNDS && change > SETTLED; round++)
		change = go_round(solver, bodies, n, outside);
	for (size_t i = 0; i < n && !(change <= SETTLED); i++)
		solver->flow->below[bodies[i]] = NAN;
	free(outside);
}

static void solve(struct solver *solver, const uint32_t *bodies, size_t n)
{
	for (size_t i = 0; i < n; i++)
		solver->place[bodies[i]] = (uint32_t)i;
	if (n <= LARGEST_EXACT)
		solve_exactly(solver, bodies, n);
	else
		solve_by_rounds(solver, bodies, n);
	for (size_t i = 0; i < n; i++)
		solver->place[bodies[i]] = PGL_NONE;
}

/* --- the order of circles --- */

static void enter(struct solver *solver, uint32_t *depth, uint32_t body)
{
	solver->index[body] = solver->low[body] = ++solver->n_seen;
	solver->stack[solver->n_stack++] = body;
	solver->steps[(*depth)++] = (struct step){body, solver->flow->first_edge[body]};
}

/* All edges of BODY have been followed: if it closes a circle, solves that. */
static void leave(struct solver *solver, uint32_t body)
{
	uint32_t start = solver->n_stack;

	if (solver->low[body] != solver->index[body])
		return;
	do
		start--;
	while (solver->stack[start] != body);
	solve(solver, solver->stack + start, solver->n_stack - start);
	for (uint32_t i = start; i < solver->n_stack; i++)
		solver->low[solver->stack[i]] = UINT32_MAX; /* off the stack */
	solver->n_stack = start;
}

static void lower(struct solver *solver, uint32_t body, uint32_t low)
{
	if (low < solver->low[body])
		solver->low[body] = low;
}

static void walk(struct solver *solver, uint32_t body)
{
	const struct pgl_call_flow *flow = solver->flow;
	uint32_t depth = 0;

	enter(solver, &depth, body);
	while (depth) {
		struct step *step = &solver->steps[depth - 1];
		uint32_t to;

		if (step->edge == flow->first_edge[step->body + 1]) {
			uint32_t done = step->body, low = solver->low[done];

			leave(solver, done);
			if (--depth)
				lower(solver, solver->steps[depth - 1].body, low);
			continue;
		}
		to = flow->edges[step->edge++].to;
		if (to == PGL_NONE)
			continue;
		if (!solver->index[to])
			enter(solver, &depth, to);
		else if (solver->low[to] != UINT32_MAX)
			lower(solver, step->body, solver->index[to]);
	}
}

static void find_below(struct pgl_call_flow *flow, uint32_t n_bodies)
{
	size_t n = (size_t)n_bodies + 1;
	struct solver solver = {.flow = flow};

	flow->below = pgl_xcalloc(n, sizeof *flow->below);
	solver.index = pgl_xcalloc(n, sizeof *solver.index);
	solver.low = pgl_xcalloc(n, sizeof *solver.low);
	solver.stack = pgl_xcalloc(n, sizeof *solver.stack);
	solver.steps = pgl_xcalloc(n, sizeof *solver.steps);
	solver.place = pgl_xunset(n);
	for (uint32_t body = 0; body < n_bodies; body++)
		if (!solver.index[body])
			walk(&solver, body);
	free(solver.index);
	free(solver.low);
	free(solver.stack);
	free(solver.steps);
	free(solver.place);
}

/* Entries that are fewer than this part of all are rounding. */
#define LEAST_PART 1e-9

struct builder {
	const struct pgl_weights *weights;
	enum pgl_side side;
	const struct pgl_forest *forest;
	struct pgl_call_flow *flow;
	size_t room;
};

static void add_edge(struct builder *builder, uint32_t site, double calls)
{
	const struct pgl_identity *identity = builder->weights->match->identity;
	struct pgl_call_flow *flow = builder->flow;

	flow->site[site] = calls;
	PGL_GROW(flow->edges, flow->n_edges, builder->room);
	flow->edges[flow->n_edges++] = (struct pgl_flow_edge){
		.from = pgl_identity_root(identity, builder->side, site),
		.to = pgl_identity_callee(identity, builder->side, site),
		.calls = calls,
	};
}

/* If instance SITE stays a call, adds FACTOR times its executions as an edge; returns the executions, else
   0. */
static double add_instance(struct builder *builder, uint32_t site, double factor)
{
	double executed = builder->weights->side[builder->side].executed[site];

	if (!pgl_forest_is_call(builder->forest, site) || !(executed > 0))
		return 0;
	if (factor > 0)
		add_edge(builder, site, executed * factor);
	return executed;
}

/* The same for all instances of BASE; returns the sum. */
static double add_instances(struct builder *builder, uint32_t base, double factor)
{
	const struct pgl_forest *forest = builder->forest;
	double sum = add_instance(builder, base, factor);

	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++)
		sum += add_instance(builder, forest->copies[i], factor);
	return sum;
}

/* The calls of BASE, divided among its instances as they execute. */
static void add_site(struct builder *builder, uint32_t base)
{
	double calls = builder->weights->side[builder->side].calls[base];
	double executed;

	if (isnan(calls)) {
		builder->flow->n_unknown += !pgl_forest_is_gone(builder->forest, base);
		return;
	}
	if (!(calls > 0))
		return;
	executed = add_instances(builder, base, 0);
	if (executed > 0)
		add_instances(builder, base, calls / executed);
	else if (pgl_forest_is_call(builder->forest, base))
		add_edge(builder, base, calls);
	else
		builder->flow->n_unknown++;
}

static int compare_edges(const void *a, const void *b)
{
	const struct pgl_flow_edge *x = a, *y = b;
	int order = PGL_COMPARE(x->from, y->from);

	if (!order)
		order = PGL_COMPARE(x->to, y->to);
	/* Sums of doubles depend on their order. */
	return order ? order : PGL_COMPARE(x->calls, y->calls);
}

/* Joins the edges between the same functions. */
static void join_edges(struct pgl_call_flow *flow)
{
	size_t n = 0;

	if (flow->n_edges)
		qsort(flow->edges, flow->n_edges, sizeof *flow->edges, compare_edges);
	for (size_t e = 0; e < flow->n_edges; e++) {
		const struct pgl_flow_edge *edge = &flow->edges[e];

		flow->calls += edge->calls;
		if (n && flow->edges[n - 1].from == edge->from && flow->edges[n - 1].to == edge->to)
			flow->edges[n - 1].calls += edge->calls;
		else
			flow->edges[n++] = *edge;
	}
	flow->n_edges = n;
}

static void index_edges(struct pgl_call_flow *flow, uint32_t n_bodies)
{
	size_t e = 0;

	flow->first_edge = pgl_xcalloc((size_t)n_bodies + 1, sizeof *flow->first_edge);
	for (uint32_t body = 0; body <= n_bodies; body++) {
		while (e < flow->n_edges && flow->edges[e].from < body)
			e++;
		flow->first_edge[body] = (uint32_t)e;
	}
}

static void find_entries(struct pgl_call_flow *flow, const struct pgl_side_weights *weights,
			 uint32_t n_bodies)
{
	flow->entries = pgl_xcalloc((size_t)n_bodies + 1, sizeof *flow->entries);
	flow->from_outside = pgl_xcalloc((size_t)n_bodies + 1, sizeof *flow->from_outside);
	for (size_t e = 0; e < flow->n_edges; e++)
		if (flow->edges[e].to != PGL_NONE)
			flow->entries[flow->edges[e].to] += flow->edges[e].calls;
	for (uint32_t body = 0; body < n_bodies; body++) {
		double called = weights->called[body];
		double rest = isnan(called) ? 0 : called - flow->entries[body];

		if (!weights->is_inside[body] || rest <= called * LEAST_PART)
			continue;
		flow->from_outside[body] = rest;
		flow->entries[body] = called;
	}
}

void pgl_call_flow_init(struct pgl_call_flow *flow, const struct pgl_weights *weights,
			enum pgl_side side)
{
	const struct pgl_identity *identity = weights->match->identity;
	struct builder builder = {weights, side, identity->forest[side], flow, 0};

	*flow = (struct pgl_call_flow){0};
	flow->site = pgl_xcalloc((size_t)builder.forest->n_sites + 1, sizeof *flow->site);
	for (uint32_t s = 0; s < builder.forest->n_sites; s++)
		if (pgl_forest_is_base(builder.forest, s))
			add_site(&builder, s);
	join_edges(flow);
	index_edges(flow, identity->n_bodies);
	find_entries(flow, &weights->side[side], identity->n_bodies);
	find_below(flow, identity->n_bodies);
}

void pgl_call_flow_release(struct pgl_call_flow *flow)
{
	free(flow->edges);
	free(flow->first_edge);
	free(flow->site);
	free(flow->entries);
	free(flow->from_outside);
	free(flow->below);
	*flow = (struct pgl_call_flow){0};
}
