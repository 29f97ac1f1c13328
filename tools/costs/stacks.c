/* See stacks.h. First the calls of each body are collected, with the inlined bodies around them; then the bodies
   are walked, from those entered from outside.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/stacks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/call-graph.h"
#include "base/order.h"
#include "base/xalloc.h"

enum { DEEPEST = 200 };

/* A call within a body: the frames from the body (exclusive) to the callee. */
struct local {
	uint32_t body;
	size_t first, n; /* frames */
	double calls;
};

struct walk {
	struct pgl_stacks *stacks;
	const struct pgl_weights *weights;
	enum pgl_side side;
	struct pgl_call_flow flow;
	double least; /* calls below which a stack goes no deeper */
	struct local *locals;
	size_t n_locals, locals_room;
	size_t *first_local; /* by body; one more at the end */
	uint64_t *frames;    /* of the locals */
	size_t n_frames, frames_room;
	bool *is_open; /* by body: it is in the path */
	uint64_t *path;
	size_t n_path, path_room;
};

uint32_t pgl_frame_body(uint64_t frame)
{
	return (uint32_t)(frame / 2);
}

bool pgl_frame_is_inlined(uint64_t frame)
{
	return frame % 2;
}

static int compare_frames(const uint64_t *a, size_t n_a, const uint64_t *b, size_t n_b)
{
	for (size_t i = 0; i < n_a && i < n_b; i++)
		if (a[i] != b[i])
			return PGL_COMPARE(a[i], b[i]);
	return PGL_COMPARE(n_a, n_b);
}

/* --- the calls of bodies --- */

static void add_local(struct walk *walk, uint32_t site)
{
	const struct pgl_identity *identity = walk->weights->match->identity;
	const struct pgl_forest *forest = identity->forest[walk->side];
	struct local local = {.body = pgl_identity_root(identity, walk->side, site),
			      .first = walk->n_frames,
			      .calls = walk->flow.site[site]};
	uint32_t at = site;

	do {
		PGL_GROW(walk->frames, walk->n_frames, walk->frames_room);
		walk->frames[walk->n_frames++] =
			PGL_FRAME(pgl_identity_callee(identity, walk->side, at), at != site);
		at = forest->nodes[at].parent;
	} while (at != PGL_NONE);
	local.n = walk->n_frames - local.first;
	/* From the outermost inwards. */
	for (size_t i = 0; i < local.n / 2; i++) {
		uint64_t *a = &walk->frames[local.first + i],
			 *b = &walk->frames[walk->n_frames - 1 - i];
		uint64_t frame = *a;

		*a = *b;
		*b = frame;
	}
	PGL_GROW(walk->locals, walk->n_locals, walk->locals_room);
	walk->locals[walk->n_locals++] = local;
}

static int compare_locals(const void *a, const void *b, void *frames)
{
	const struct local *x = a, *y = b;
	const uint64_t *all = frames;
	int order = PGL_COMPARE(x->body, y->body);

	if (!order)
		order = compare_frames(&all[x->first], x->n, &all[y->first], y->n);
	return order ? order : PGL_COMPARE(x->first, y->first);
}

static void find_locals(struct walk *walk)
{
	const struct pgl_identity *identity = walk->weights->match->identity;
	size_t n = 0;

	for (uint32_t s = 0; s < identity->forest[walk->side]->n_sites; s++)
		if (walk->flow.site[s] > 0)
			add_local(walk, s);
	if (walk->n_locals)
		qsort_r(walk->locals, walk->n_locals, sizeof *walk->locals, compare_locals,
			walk->frames);
	/* Calls with the same frames are one. */
	for (size_t i = 0; i < walk->n_locals; i++) {
		const struct local *local = &walk->locals[i];
		struct local *last = n ? &walk->locals[n - 1] : NULL;

		if (last && last->body == local->body &&
		    !compare_frames(&walk->frames[last->first], last->n,
				    &walk->frames[local->first], local->n))
			last->calls += local->calls;
		else
			walk->locals[n++] = *local;
	}
	walk->n_locals = n;
	walk->first_local = pgl_xcalloc((size_t)identity->n_bodies + 2, sizeof *walk->first_local);
	n = 0;
	for (uint32_t body = 0; body <= identity->n_bodies; body++) {
		while (n < walk->n_locals && walk->locals[n].body < body)
			n++;
		walk->first_local[body] = n;
	}
}

/* --- the walk --- */

static void push(struct walk *walk, uint64_t frame)
{
	PGL_GROW(walk->path, walk->n_path, walk->path_room);
	walk->path[walk->n_path++] = frame;
}

static void add_stack(struct walk *walk, double value)
{
	struct pgl_stacks *stacks = walk->stacks;
	struct pgl_stack *stack;

	PGL_GROW(stacks->item, stacks->n, stacks->room);
	stack = &stacks->item[stacks->n++];
	*stack = (struct pgl_stack){.first = stacks->n_frames, .n = walk->n_path};
	stack->value[walk->side] = value;
	for (size_t i = 0; i < walk->n_path; i++) {
		PGL_GROW(stacks->frames, stacks->n_frames, stacks->frames_room);
		stacks->frames[stacks->n_frames++] = walk->path[i];
	}
}

static void walk_body(struct walk *walk, uint32_t body, double entries);

/* Adds VALUE calls of BODY, which is the last frame of the path. */
static void walk_call(struct walk *walk, uint32_t body, double value)
{
	double below;

	if (body == PGL_NONE || walk->first_local[body] == walk->first_local[body + 1]) {
		add_stack(walk, value);
		return;
	}
	below = walk->flow.below[body];
	if (isnan(below))
		below = 0;
	if (walk->is_open[body] || walk->n_path >= DEEPEST || value * (1 + below) < walk->least) {
		add_stack(walk, value * (1 + below));
		return;
	}
	add_stack(walk, value);
	walk_body(walk, body, value);
}

static void walk_body(struct walk *walk, uint32_t body, double entries)
{
	double share = entries / walk->flow.entries[body];

	walk->is_open[body] = true;
	for (size_t i = walk->first_local[body]; i < walk->first_local[body + 1]; i++) {
		const struct local *local = &walk->locals[i];
		size_t depth = walk->n_path;

		for (size_t f = 0; f < local->n; f++)
			push(walk, walk->frames[local->first + f]);
		walk_call(walk, pgl_frame_body(walk->frames[local->first + local->n - 1]),
			  local->calls * share);
		walk->n_path = depth;
	}
	walk->is_open[body] = false;
}

static void walk_side(struct pgl_stacks *stacks, const struct pgl_weights *weights,
		      enum pgl_side side, uint64_t detail)
{
	struct walk walk = {.stacks = stacks, .weights = weights, .side = side};
	uint32_t n_bodies = weights->match->identity->n_bodies;

	pgl_call_flow_init(&walk.flow, weights, side);
	walk.least = walk.flow.calls / (double)detail;
	walk.is_open = pgl_xcalloc((size_t)n_bodies + 1, sizeof *walk.is_open);
	find_locals(&walk);
	for (uint32_t body = 0; body < n_bodies; body++) {
		if (!(walk.flow.from_outside[body] > 0))
			continue;
		walk.n_path = 0;
		push(&walk, PGL_FRAME(body, false));
		walk_body(&walk, body, walk.flow.from_outside[body]);
	}
	pgl_call_flow_release(&walk.flow);
	free(walk.locals);
	free(walk.first_local);
	free(walk.frames);
	free(walk.is_open);
	free(walk.path);
}

/* --- both builds --- */

static int compare_stacks(const void *a, const void *b, void *frames)
{
	const struct pgl_stack *x = a, *y = b;
	const uint64_t *all = frames;
	int order = compare_frames(&all[x->first], x->n, &all[y->first], y->n);

	return order ? order : PGL_COMPARE(x->first, y->first);
}

/* Sorts the stacks and joins equal ones. */
static void join(struct pgl_stacks *stacks)
{
	size_t n = 0;

	if (stacks->n)
		qsort_r(stacks->item, stacks->n, sizeof *stacks->item, compare_stacks,
			stacks->frames);
	for (size_t i = 0; i < stacks->n; i++) {
		const struct pgl_stack *stack = &stacks->item[i];
		struct pgl_stack *last = n ? &stacks->item[n - 1] : NULL;

		if (!last || compare_frames(&stacks->frames[last->first], last->n,
					    &stacks->frames[stack->first], stack->n)) {
			stacks->item[n++] = *stack;
			continue;
		}
		for (int side = 0; side < PGL_SIDES; side++)
			last->value[side] += stack->value[side];
	}
	stacks->n = n;
}

void pgl_stacks_init(struct pgl_stacks *stacks, const struct pgl_weights *weights, bool is_pair,
		     uint64_t detail)
{
	*stacks = (struct pgl_stacks){.n = 0};
	for (int side = is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++)
		walk_side(stacks, weights, (enum pgl_side)side, detail);
	join(stacks);
}

void pgl_stacks_release(struct pgl_stacks *stacks)
{
	free(stacks->frames);
	free(stacks->item);
	*stacks = (struct pgl_stacks){.n = 0};
}
