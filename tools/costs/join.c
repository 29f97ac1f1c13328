/* See join.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/join.h"

#include <stdlib.h>
#include <string.h>

#include "costs/join-lines.h"
#include "costs/join-names.h"
#include "base/intern.h"
#include "base/order.h"
#include "base/xalloc.h"

const char *pgl_cost_gap_text(enum pgl_cost_gap gap)
{
	static const char *const texts[PGL_GAP_N] = {
		[PGL_GAP_OUTSIDE] = "in functions that the records do not have",
		[PGL_GAP_TEXT] = "in one of several functions of the same name",
		[PGL_GAP_NO_LINE] = "without a line number, where something was inlined",
		[PGL_GAP_LINE] = "on lines outside all functions that the records have there",
		[PGL_GAP_AMBIGUOUS] = "on lines that may belong to several functions inlined there",
	};

	return texts[gap];
}

/* A join in the making. */
struct joining {
	struct pgl_cost_join *join;
	struct pgl_intern cell_keys, edge_keys; /* {text, body}; {caller, callee} */
	size_t room_cells, room_edges;
};

/* --- costs --- */

static void add_cost(struct joining *joining, int side, uint32_t text, uint32_t body, uint64_t cost)
{
	struct pgl_cost_join *join = joining->join;
	uint32_t key[] = {text, body}, n = joining->cell_keys.n;
	uint32_t number = pgl_intern_add(&joining->cell_keys, key, sizeof key);

	if (number == n) {
		PGL_GROW(join->cells, (size_t)n, joining->room_cells);
		join->cells[n] = (struct pgl_cost_cell){.text = text, .body = body};
		join->n_cells++;
	}
	join->cells[number].cost[side] += cost;
	if (text != PGL_NONE)
		join->bodies[text].side[side].text += cost;
	if (text != PGL_NONE && body == PGL_NONE)
		join->bodies[text].side[side].unknown += cost;
	else if (text != PGL_NONE && text == body)
		join->bodies[body].side[side].own += cost;
	else if (body != PGL_NONE)
		join->bodies[body].side[side].inlined += cost;
}

/* The bodies that a name may mean. */
struct named {
	const struct pgl_cost_lines *lines;
	/* Those that can be executed there, and all: PGL_NONE, a body, or PGL_SEVERAL. */
	uint32_t possible, any;
};

static void take_named(void *context, uint32_t body)
{
	struct named *named = context;

	body = named->lines->identity->origin[body];
	if (named->any != body)
		named->any = named->any == PGL_NONE ? body : PGL_SEVERAL;
	if (!pgl_cost_lines_may_be(named->lines, body) || named->possible == body)
		return;
	named->possible = named->possible == PGL_NONE ? body : PGL_SEVERAL;
}

/* The body that the cost profile names; of several, the one that can be executed there and contains the
   line. */
static uint32_t find_named(struct pgl_cost_names *names, struct pgl_cost_lines *lines,
			   const struct pgl_costs_row *row, enum pgl_cost_gap *ret_gap)
{
	struct named named = {lines, PGL_NONE, PGL_NONE};
	uint32_t body;

	pgl_cost_names_each(names, pgl_costs_name(lines->measured, row->body), take_named, &named);
	body = named.possible != PGL_NONE ? named.possible : named.any;
	*ret_gap = PGL_GAP_LINE;
	if (body != PGL_SEVERAL)
		return body;
	body = pgl_cost_lines_find(lines, row->file, row->line, ret_gap);
	*ret_gap = PGL_GAP_AMBIGUOUS;
	return body;
}

static void join_rows(struct joining *joining, int side, struct pgl_cost_names *names,
		      const uint32_t *texts)
{
	struct pgl_cost_join *join = joining->join;
	const struct pgl_costs *measured = join->measured[side];
	struct pgl_cost_lines lines;

	pgl_cost_lines_init(&lines, join->identity, (enum pgl_side)side, measured);
	join->row_text[side] = pgl_xcalloc(measured->n_rows + 1, sizeof(uint32_t));
	join->row_body[side] = pgl_xcalloc(measured->n_rows + 1, sizeof(uint32_t));
	for (size_t i = 0; i < measured->n_rows; i++) {
		const struct pgl_costs_row *row = &measured->rows[i];
		uint32_t text = row->text == PGL_NONE ? PGL_NONE : texts[row->text];
		uint32_t body = PGL_NONE;
		enum pgl_cost_gap gap = text == PGL_SEVERAL ? PGL_GAP_TEXT : PGL_GAP_OUTSIDE;

		text = text == PGL_NONE || text == PGL_SEVERAL ? PGL_NONE
							       : join->identity->origin[text];
		if (text != PGL_NONE || row->text == PGL_NONE) {
			pgl_cost_lines_set_text(&lines, text);
			if (row->body == row->text && text != PGL_NONE)
				body = text;
			else if (row->body != PGL_NONE)
				body = find_named(names, &lines, row, &gap);
			else
				body = pgl_cost_lines_find(&lines, row->file, row->line, &gap);
		}
		if (body == PGL_NONE)
			join->gap[side][gap] += row->cost;
		join->row_text[side][i] = text;
		join->row_body[side][i] = body;
		add_cost(joining, side, text, body, row->cost);
	}
	pgl_cost_lines_release(&lines);
}

/* --- calls --- */

static void add_integer(struct pgl_integer *sum, struct pgl_integer more)
{
	if (!more.known)
		return;
	sum->known = true;
	/* Nested calls count their costs again, so the sum may exceed every total. */
	sum->value = more.value > INT64_MAX - sum->value ? INT64_MAX : sum->value + more.value;
}

static void add_edge(struct joining *joining, int side, uint32_t caller, uint32_t callee,
		     const struct pgl_costs_call *call)
{
	struct pgl_cost_join *join = joining->join;
	uint32_t key[] = {caller, callee}, n = joining->edge_keys.n;
	uint32_t number = pgl_intern_add(&joining->edge_keys, key, sizeof key);

	if (number == n) {
		PGL_GROW(join->edges, (size_t)n, joining->room_edges);
		join->edges[n] = (struct pgl_cost_edge){.caller = caller, .callee = callee};
		join->n_edges++;
	}
	add_integer(&join->edges[number].count[side], call->count);
	add_integer(&join->edges[number].inclusive[side], call->inclusive);
}

static void join_calls(struct joining *joining, int side, const uint32_t *texts)
{
	struct pgl_cost_join *join = joining->join;
	const struct pgl_costs *measured = join->measured[side];

	for (uint32_t body = 0; body < join->identity->n_bodies; body++)
		join->bodies[body].side[side].calls.known = measured->has_calls;
	for (size_t i = 0; i < measured->n_calls; i++) {
		const struct pgl_costs_call *call = &measured->calls[i];
		uint32_t caller = texts[call->caller], callee = texts[call->callee];

		caller = caller == PGL_SEVERAL ? PGL_NONE : caller;
		callee = callee == PGL_SEVERAL ? PGL_NONE : callee;
		/* A jump into a function's cold part or back is not a call. */
		if (caller != PGL_NONE && caller == callee &&
		    (pgl_is_cold_name(pgl_costs_name(measured, call->caller)) ||
		     pgl_is_cold_name(pgl_costs_name(measured, call->callee))))
			continue;
		add_edge(joining, side, caller, callee, call);
		if (callee != PGL_NONE && measured->has_calls)
			add_integer(&join->bodies[callee].side[side].calls, call->count);
	}
}

/* --- the whole --- */

static int compare_cells(const void *a, const void *b)
{
	const struct pgl_cost_cell *x = a, *y = b;

	return x->text != y->text ? PGL_COMPARE(x->text, y->text) : PGL_COMPARE(x->body, y->body);
}

static int compare_edges(const void *a, const void *b)
{
	const struct pgl_cost_edge *x = a, *y = b;

	return x->caller != y->caller ? PGL_COMPARE(x->caller, y->caller)
				      : PGL_COMPARE(x->callee, y->callee);
}

/* Finds where the cells of each body begin. */
static void index_cells(struct pgl_cost_join *join)
{
	uint32_t n = join->identity->n_bodies;
	size_t *at;

	join->first_text = pgl_xcalloc((size_t)n + 2, sizeof *join->first_text);
	join->first_source = pgl_xcalloc((size_t)n + 2, sizeof *join->first_source);
	join->by_source = pgl_xcalloc(join->n_cells + 1, sizeof *join->by_source);
	for (size_t i = 0; i < join->n_cells; i++) {
		const struct pgl_cost_cell *cell = &join->cells[i];

		join->first_text[(cell->text < n ? cell->text : n) + 1]++;
		join->first_source[(cell->body < n ? cell->body : n) + 1]++;
	}
	for (uint32_t body = 0; body <= n; body++) {
		join->first_text[body + 1] += join->first_text[body];
		join->first_source[body + 1] += join->first_source[body];
	}
	at = pgl_xcalloc((size_t)n + 1, sizeof *at);
	memcpy(at, join->first_source, ((size_t)n + 1) * sizeof *at);
	for (size_t i = 0; i < join->n_cells; i++) {
		uint32_t body = join->cells[i].body;

		join->by_source[at[body < n ? body : n]++] = (uint32_t)i;
	}
	free(at);
}

static void find_moved(struct pgl_cost_join *join)
{
	for (uint32_t body = 0; body < join->identity->n_bodies; body++) {
		uint64_t gained = 0, lost = 0;

		for (size_t i = join->first_source[body]; i < join->first_source[body + 1]; i++) {
			const uint64_t *cost = join->cells[join->by_source[i]].cost;

			if (cost[PGL_NEW] > cost[PGL_OLD])
				gained += cost[PGL_NEW] - cost[PGL_OLD];
			else
				lost += cost[PGL_OLD] - cost[PGL_NEW];
		}
		join->bodies[body].saved = (int64_t)(lost - gained);
		join->bodies[body].moved = gained < lost ? gained : lost;
	}
}

static enum pgl_cost_sources sources_of(const struct pgl_costs *measured)
{
	for (size_t i = 0; i < measured->n_rows; i++)
		if (measured->rows[i].body != PGL_NONE)
			return PGL_SOURCES_NAMED;
	return PGL_SOURCES_LINES;
}

static bool can_be_compared(const struct pgl_costs *old, const struct pgl_costs *new,
			    struct pgl_error *error)
{
	if (old->format == new->format && pgl_same_text(old->metric.name, new->metric.name) &&
	    pgl_same_text(old->metric.unit, new->metric.unit))
		return true;
	pgl_error_set(error, "'%s' has %s of %s, but '%s' has %s of %s: they cannot be compared",
		      old->path, old->metric.name, pgl_costs_format_word(old->format), new->path,
		      new->metric.name, pgl_costs_format_word(new->format));
	return false;
}

int pgl_cost_join_init(struct pgl_cost_join *join, const struct pgl_identity *identity,
		       const struct pgl_costs *old, const struct pgl_costs *new,
		       struct pgl_error *error)
{
	struct joining joining = {.join = join};

	if (!can_be_compared(old, new, error))
		return -1;
	*join = (struct pgl_cost_join){.identity = identity, .measured = {old, new}};
	join->sources = sources_of(old) < sources_of(new) ? sources_of(old) : sources_of(new);
	join->bodies = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *join->bodies);
	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_cost_names names;
		uint32_t *texts;

		pgl_cost_names_init(&names, identity, (enum pgl_side)side);
		texts = pgl_cost_names_resolve(&names, join->measured[side]);
		join->total[side] = join->measured[side]->total;
		join_rows(&joining, side, &names, texts);
		join_calls(&joining, side, texts);
		free(texts);
		pgl_cost_names_release(&names);
	}
	pgl_intern_release(&joining.cell_keys);
	pgl_intern_release(&joining.edge_keys);
	if (join->n_cells)
		qsort(join->cells, join->n_cells, sizeof *join->cells, compare_cells);
	if (join->n_edges)
		qsort(join->edges, join->n_edges, sizeof *join->edges, compare_edges);
	index_cells(join);
	find_moved(join);
	return 0;
}

void pgl_cost_join_release(struct pgl_cost_join *join)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(join->row_text[side]);
		free(join->row_body[side]);
	}
	free(join->bodies);
	free(join->cells);
	free(join->by_source);
	free(join->first_text);
	free(join->first_source);
	free(join->edges);
	*join = (struct pgl_cost_join){0};
}

uint64_t pgl_cost_of(const struct pgl_cost_join *join, enum pgl_side side, uint32_t body)
{
	return join->bodies[body].side[side].own + join->bodies[body].side[side].inlined;
}

int pgl_cost_pair_init(struct pgl_cost_pair *pair, const struct pgl_identity *identity,
		       const char *const *paths, struct pgl_error *error)
{
	*pair = (struct pgl_cost_pair){0};
	if (pgl_costs_read(&pair->measured[PGL_OLD], paths[PGL_OLD], NULL, error))
		return -1;
	if (!pgl_costs_read(&pair->measured[PGL_NEW], paths[PGL_NEW], NULL, error)) {
		if (!pgl_cost_join_init(&pair->join, identity, &pair->measured[PGL_OLD],
					&pair->measured[PGL_NEW], error))
			return 0;
		pgl_costs_release(&pair->measured[PGL_NEW]);
	}
	pgl_costs_release(&pair->measured[PGL_OLD]);
	return -1;
}

void pgl_cost_pair_release(struct pgl_cost_pair *pair)
{
	pgl_cost_join_release(&pair->join);
	pgl_costs_release(&pair->measured[PGL_OLD]);
	pgl_costs_release(&pair->measured[PGL_NEW]);
}
