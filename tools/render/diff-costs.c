/* See diff-costs.h. What a column means: docs/howto/measurements.md.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-costs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "render/record-json.h"
#include "base/order.h"
#include "base/table.h"
#include "base/xalloc.h"

/* The function that shows what BODY is. */
static const struct pgl_function *function_of(const struct pgl_cost_join *join, uint32_t body)
{
	const struct pgl_identity *identity = join->identity;
	enum pgl_side side = identity->example[PGL_NEW][body] != PGL_NONE ? PGL_NEW : PGL_OLD;

	return pgl_forest_function(identity->forest[side], identity->example[side][body]);
}

static bool was_measured(const struct pgl_cost_join *join, uint32_t body)
{
	for (int side = 0; side < PGL_SIDES; side++)
		if (pgl_cost_of(join, (enum pgl_side)side, body) ||
		    join->bodies[body].side[side].text || join->bodies[body].side[side].calls.value)
			return true;
	return false;
}

/* --- the table --- */

/* A line of it. */
struct row {
	const char *what; /* or NULL: a function */
	uint32_t body;
	uint64_t cost[PGL_SIDES], text[PGL_SIDES], moved;
	struct pgl_integer calls[PGL_SIDES];
};

static uint64_t magnitude(int64_t number)
{
	return number < 0 ? -(uint64_t)number : (uint64_t)number;
}

/* Most gained or lost first; then most moved. */
static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	uint64_t x_saved = magnitude((int64_t)(x->cost[PGL_OLD] - x->cost[PGL_NEW]));
	uint64_t y_saved = magnitude((int64_t)(y->cost[PGL_OLD] - y->cost[PGL_NEW]));

	if (x_saved != y_saved)
		return PGL_COMPARE(y_saved, x_saved);
	if (x->moved != y->moved)
		return PGL_COMPARE(y->moved, x->moved);
	return PGL_COMPARE(x->body, y->body);
}

static void fill_row(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct row *it = (const struct row *)rows + row;
	int64_t delta = (int64_t)(it->cost[PGL_NEW] - it->cost[PGL_OLD]);
	const struct pgl_integer *calls = it->calls;
	bool is_function = it->body != PGL_NONE;
	struct pgl_strbuf *text;

	pgl_cell_text(cells, "source measured", PGL_CUT_END, it->what);
	pgl_cell_unsigned(cells, "OLD", it->cost[PGL_OLD], true);
	pgl_cell_unsigned(cells, "NEW", it->cost[PGL_NEW], true);
	text = pgl_cell_right(cells, "difference");
	if (delta > 0)
		pgl_strbuf_add_char(text, '+');
	pgl_add_signed(text, delta);
	pgl_cell_colour(cells, delta < 0   ? PGL_COLOUR_GREEN
			       : delta > 0 ? PGL_COLOUR_RED
					   : PGL_COLOUR_PLAIN);
	pgl_cell_unsigned(cells, "moved", it->moved, it->moved);
	pgl_cell_unsigned(cells, "its code OLD", it->text[PGL_OLD], is_function);
	pgl_cell_unsigned(cells, "its code NEW", it->text[PGL_NEW], is_function);
	pgl_cell_unsigned(cells, "calls OLD", (uint64_t)calls[PGL_OLD].value, calls[PGL_OLD].known);
	pgl_cell_unsigned(cells, "calls NEW", (uint64_t)calls[PGL_NEW].value, calls[PGL_NEW].known);
}

/* If BODY is a part: adds the calls of it to those of the function it was split from. */
static void add_part_calls(const struct pgl_cost_join *join, uint32_t body, int64_t *sums)
{
	uint32_t origin = join->identity->origin[body];

	for (int side = 0; side < PGL_SIDES && origin != body; side++) {
		int64_t *sum = &sums[PGL_SIDES * origin + side];
		struct pgl_integer calls = join->bodies[body].side[side].calls;

		if (calls.known && calls.value <= INT64_MAX / 4 - *sum)
			*sum += calls.value;
	}
}

/* Rows for all functions that ran, in order. */
static struct row *function_rows(const struct pgl_cost_join *join, size_t *ret_n)
{
	struct row *rows =
		pgl_xcalloc((size_t)join->identity->n_bodies + PGL_GAP_N + 2, sizeof *rows);
	int64_t *part_calls =
		pgl_xcalloc(PGL_SIDES * ((size_t)join->identity->n_bodies + 1), sizeof *part_calls);
	size_t n = 0;

	for (uint32_t body = 0; body < join->identity->n_bodies; body++)
		add_part_calls(join, body, part_calls);
	for (uint32_t body = 0; body < join->identity->n_bodies; body++) {
		struct row *row = &rows[n];

		if (!was_measured(join, body) || pgl_identity_is_part(join->identity, body))
			continue;
		row->what = function_of(join, body)->name;
		row->body = body;
		row->moved = join->bodies[body].moved;
		for (int side = 0; side < PGL_SIDES; side++) {
			row->cost[side] = pgl_cost_of(join, (enum pgl_side)side, body);
			row->text[side] = join->bodies[body].side[side].text;
			row->calls[side] = join->bodies[body].side[side].calls;
			row->calls[side].value += part_calls[PGL_SIDES * body + side];
		}
		n++;
	}
	free(part_calls);
	if (n)
		qsort(rows, n, sizeof *rows, compare_rows);
	*ret_n = n;
	return rows;
}

static void print_head(const struct pgl_cost_join *join, FILE *out)
{
	const struct pgl_costs *measured = join->measured[PGL_NEW];
	const char *name = measured->metric.name, *unit = measured->metric.unit;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "Measured by %s: %s", pgl_costs_format_word(measured->format), name);
	if (strcmp(name, unit) != 0)
		pgl_strbuf_addf(&text, ", in %s", unit);
	if (measured->metric.is_sampled && measured->metric.n_samples) {
		pgl_strbuf_add(&text, ", from ");
		pgl_add_unsigned(&text, join->measured[PGL_OLD]->metric.n_samples);
		pgl_strbuf_add(&text, " and ");
		pgl_add_unsigned(&text, measured->metric.n_samples);
		pgl_strbuf_add(&text, " samples");
	}
	pgl_strbuf_defuse(&text, 0);
	fprintf(out, "\n%s\n\n", text.text);
	pgl_strbuf_release(&text);
}

void pgl_measured_print(const struct pgl_cost_join *join, size_t n, const struct pgl_style *style,
			FILE *out)
{
	size_t n_functions, n_rows;
	struct row *rows = function_rows(join, &n_functions);
	struct row others = {.body = PGL_NONE};
	char *what = NULL;

	n_rows = n && n < n_functions ? n : n_functions;
	for (size_t i = n_rows; i < n_functions; i++)
		for (int side = 0; side < PGL_SIDES; side++)
			others.cost[side] += rows[i].cost[side];
	if (n_rows < n_functions) {
		what = pgl_xasprintf("(%zu other functions)", n_functions - n_rows);
		others.what = what;
		rows[n_rows++] = others;
	}
	for (int gap = 0; gap < PGL_GAP_N; gap++) {
		struct row row = {.what = pgl_cost_gap_text(gap),
				  .body = PGL_NONE,
				  .cost = {join->gap[PGL_OLD][gap], join->gap[PGL_NEW][gap]}};

		if (row.cost[PGL_OLD] || row.cost[PGL_NEW])
			rows[n_rows++] = row;
	}
	rows[n_rows++] = (struct row){.what = "total",
				      .body = PGL_NONE,
				      .cost = {join->total[PGL_OLD], join->total[PGL_NEW]}};

	print_head(join, out);
	pgl_table_print(fill_row, rows, n_rows, style, out);
	free(rows);
	free(what);
}

/* --- JSON --- */

static void add_pair(struct pgl_json *json, const char *key, uint64_t old, uint64_t new)
{
	pgl_json_array(json, key);
	pgl_json_unsigned(json, NULL, old);
	pgl_json_unsigned(json, NULL, new);
	pgl_json_end_array(json);
}

static void add_function(struct pgl_json *json, const struct pgl_cost_join *join, uint32_t body)
{
	const struct pgl_cost_body *it = &join->bodies[body];
	const struct pgl_function *function = function_of(join, body);

#define ADD(member) add_pair(json, #member, it->side[PGL_OLD].member, it->side[PGL_NEW].member)
	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "body", body);
	pgl_json_text(json, "name", function->name);
	pgl_json_text(json, "assembler", function->assembler);
	ADD(own);
	ADD(inlined);
	ADD(text);
	ADD(unknown);
	pgl_json_signed(json, "saved", it->saved);
	pgl_json_unsigned(json, "moved", it->moved);
	pgl_json_integer(json, "calls_old", it->side[PGL_OLD].calls);
	pgl_json_integer(json, "calls_new", it->side[PGL_NEW].calls);
	pgl_json_end_object(json);
#undef ADD
}

static void add_cells(struct pgl_json *json, const struct pgl_cost_join *join)
{
	pgl_json_array(json, "cells");
	for (size_t i = 0; i < join->n_cells; i++) {
		const struct pgl_cost_cell *cell = &join->cells[i];

		pgl_json_object(json, NULL);
		pgl_json_id(json, "text", cell->text);
		pgl_json_id(json, "source", cell->body);
		add_pair(json, "cost", cell->cost[PGL_OLD], cell->cost[PGL_NEW]);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_edges(struct pgl_json *json, const struct pgl_cost_join *join)
{
	pgl_json_array(json, "calls");
	for (size_t i = 0; i < join->n_edges; i++) {
		const struct pgl_cost_edge *edge = &join->edges[i];

		pgl_json_object(json, NULL);
		pgl_json_id(json, "caller", edge->caller);
		pgl_json_id(json, "callee", edge->callee);
		pgl_json_integer(json, "count_old", edge->count[PGL_OLD]);
		pgl_json_integer(json, "count_new", edge->count[PGL_NEW]);
		pgl_json_integer(json, "inclusive_old", edge->inclusive[PGL_OLD]);
		pgl_json_integer(json, "inclusive_new", edge->inclusive[PGL_NEW]);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

void pgl_json_measured(struct pgl_json *json, const char *key, const struct pgl_cost_join *join)
{
	static const char *const gaps[PGL_GAP_N] = {"outside", "name", "no_line", "line",
						    "ambiguous"};
	static const char *const sources[] = {"named", "lines", "texts"};
	const struct pgl_costs *measured = join->measured[PGL_NEW];

	pgl_json_object(json, key);
	pgl_json_text(json, "format", pgl_costs_format_word(measured->format));
	pgl_json_text(json, "metric", measured->metric.name);
	pgl_json_text(json, "unit", measured->metric.unit);
	if (measured->metric.is_sampled)
		add_pair(json, "samples", join->measured[PGL_OLD]->metric.n_samples,
			 measured->metric.n_samples);
	pgl_json_text(json, "sources", sources[join->sources]);
	add_pair(json, "total", join->total[PGL_OLD], join->total[PGL_NEW]);
	pgl_json_object(json, "unknown");
	for (int gap = 0; gap < PGL_GAP_N; gap++)
		add_pair(json, gaps[gap], join->gap[PGL_OLD][gap], join->gap[PGL_NEW][gap]);
	pgl_json_end_object(json);
	pgl_json_array(json, "functions");
	for (uint32_t body = 0; body < join->identity->n_bodies; body++)
		if (was_measured(join, body))
			add_function(json, join, body);
	pgl_json_end_array(json);
	add_cells(json, join);
	add_edges(json, join);
	pgl_json_end_object(json);
}
