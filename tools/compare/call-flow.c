/* The graph of executed calls. See call-flow.h; call-flow-below.c solves for what is below.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/call-flow.h"

#include <math.h>
#include <stdlib.h>

#include "compare/call-graph.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "base/banned.h"

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

/* Adds what FACTOR of its executions instance SITE of a call has, if it is one; else 0. */
static double add_instance(struct builder *builder, uint32_t site, double factor)
{
	double executed = builder->weights->side[builder->side].executed[site];

	if (!pgl_forest_is_call(builder->forest, site) || !(executed > 0))
		return 0;
	if (factor > 0)
		add_edge(builder, site, executed * factor);
	return executed;
}

/* All instances of BASE that are calls, FACTOR times; what they execute. */
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

/* Makes one of the edges between the same bodies. */
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
	pgl_call_flow_solve(flow, identity->n_bodies);
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
