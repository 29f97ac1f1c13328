/* The report's tables: calls, functions, the inline forests, and measured costs; and its graph of executed
   calls. Their columns are those of export/columns.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include <stdlib.h>

#include "compare/call-graph.h"
#include "costs/samples.h"
#include "explain/contrast.h"
#include "render/record-json.h"

/* --- tables --- */

/* Makes ROW what number NUMBER of a table is, in SIDE. */
typedef void set_row(const struct pgl_report *report, int side, uint32_t number,
		     struct pgl_row *row);

static void add_value(struct pgl_json *json, const struct pgl_column *column,
		      const struct pgl_value *value)
{
	/* Bools are many, and short this way. */
	if (column->type == PGL_COLUMN_BOOL && value->kind == PGL_VALUE_INTEGER)
		pgl_json_signed(json, NULL, value->integer);
	else
		pgl_value_json(json, NULL, column, value);
}

/* The number of the word that VALUE is among WORDS, or PGL_NONE. */
static uint32_t number_of_word(struct pgl_intern *words, const struct pgl_column *column,
			       const struct pgl_value *value)
{
	struct pgl_value plain = *value;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	uint32_t number;

	if (value->kind == PGL_VALUE_NONE)
		return PGL_NONE;
	plain.shown = NULL;
	pgl_value_add_text(&text, column, &plain);
	number = pgl_intern_add(words, text.text, text.length);
	pgl_strbuf_release(&text);
	return number;
}

/* Is COLUMN an array of numbers of words, which stand beside it? */
static bool has_words(const struct pgl_column *column)
{
	return column->type == PGL_COLUMN_WORD || column->type == PGL_COLUMN_WORDS ||
	       column->type == PGL_COLUMN_PLACE;
}

static void add_column(struct pgl_report *report, struct pgl_json *json,
		       const struct pgl_column *column, int side, uint32_t n, set_row *set)
{
	struct pgl_intern words = {0};

	if (has_words(column))
		pgl_json_object(json, column->json);
	pgl_json_array(json, has_words(column) ? "of" : column->json);
	for (uint32_t i = 0; i < n; i++) {
		struct pgl_row row = {.diff = report->view->diff.diff,
				      .side = side,
				      .id = i,
				      .numbers = &report->numbers,
				      .text = &report->scratch};

		set(report, side, i, &row);
		struct pgl_value value = pgl_column_value(column, &row);

		if (has_words(column))
			pgl_json_id(json, NULL, number_of_word(&words, column, &value));
		else
			add_value(json, column, &value);
	}
	pgl_json_end_array(json);
	if (has_words(column)) {
		pgl_report_strings(json, "words", &words, false);
		pgl_json_end_object(json);
	}
	pgl_intern_release(&words);
}

/* An object of columns N rows long under KEY. */
static void add_table(struct pgl_report *report, struct pgl_json *json, const char *key,
		      const struct pgl_columns *columns, int side, uint32_t n, set_row *set)
{
	pgl_json_object(json, key);
	for (size_t i = 0; i < columns->n; i++)
		if (columns->item[i].in & PGL_IN_REPORT)
			add_column(report, json, &columns->item[i], side, n, set);
	pgl_json_end_object(json);
}

/* --- calls --- */

static void set_call(const struct pgl_report *report, int side, uint32_t number,
		     struct pgl_row *row)
{
	const struct pgl_call *call = &report->view->calls->item[number];

	(void)side;
	row->change = &call->change;
	row->outcome = call->outcome;
	row->is_changed = call->outcome < PGL_KIND_N;
	pgl_row_set_side(row, (int)pgl_change_side(row->diff, row->change));
}

static void set_call_side(const struct pgl_report *report, int side, uint32_t number,
			  struct pgl_row *row)
{
	set_call(report, side, number, row);
	pgl_row_set_side(row, side);
}

/* --- why --- */

/* The number of what there is to say of call ROW, if it is a change; PGL_NONE: nothing. */
static uint32_t explain(struct pgl_report *report, const struct pgl_cascades *cascades,
			uint32_t row)
{
	const struct pgl_call *call = &report->view->calls->item[row];
	const uint32_t sites[PGL_SIDES] = {call->change.outcome[PGL_OLD].site,
					   call->change.outcome[PGL_NEW].site};
	struct pgl_statements statements = {0};
	uint32_t number = PGL_NONE;
	char *text = NULL;
	size_t length;
	FILE *out;
	struct pgl_json json;

	if (call->outcome >= PGL_KIND_N ||
	    (sites[PGL_OLD] == PGL_NONE && sites[PGL_NEW] == PGL_NONE))
		return PGL_NONE;
	pgl_why_changed(&statements, report->weights, cascades, sites);
	out = statements.n ? open_memstream(&text, &length) : NULL;
	if (out) {
		pgl_json_init(&json, out, 0);
		pgl_json_array(&json, NULL);
		for (size_t i = 0; i < statements.n; i++) {
			pgl_json_array(&json, NULL);
			pgl_json_text(&json, NULL, pgl_evidence_word(statements.item[i].evidence));
			pgl_json_text(&json, NULL, statements.item[i].text);
			pgl_json_end_array(&json);
		}
		pgl_json_end_array(&json);
		if (!fclose(out))
			number = pgl_intern_add(&report->statements, text, length);
		free(text);
	}
	pgl_statements_release(&statements);
	return number;
}

static void add_explanations(struct pgl_report *report, struct pgl_json *json, uint32_t n)
{
	struct pgl_cascades *cascades = pgl_cascades_new(report->weights);

	pgl_json_array(json, "explained");
	for (uint32_t row = 0; row < n; row++)
		pgl_json_id(json, NULL, explain(report, cascades, row));
	pgl_json_end_array(json);
	pgl_cascades_free(cascades);
}

void pgl_report_calls(struct pgl_report *report, struct pgl_json *json)
{
	uint32_t n = (uint32_t)report->view->calls->n;

	pgl_json_unsigned(json, "n_calls", report->view->calls->n_all);
	add_table(report, json, "calls", &pgl_call_columns, 0, n, set_call);
	for (int side = 0; side < PGL_SIDES; side++)
		add_table(report, json, side ? "calls_new" : "calls_old", &pgl_call_side_columns,
			  side, n, set_call_side);
	add_explanations(report, json, n);
}

/* --- functions --- */

static void set_body(const struct pgl_report *report, int side, uint32_t body, struct pgl_row *row)
{
	*row = pgl_row_of_body(row->diff, report->by_body[body], row->text);
	row->numbers = &report->numbers;
	row->side = side;
}

void pgl_report_functions(struct pgl_report *report, struct pgl_json *json)
{
	uint32_t n = report->identity->n_bodies;

	add_table(report, json, "functions", &pgl_body_columns, 0, n, set_body);
	for (int side = 0; side < PGL_SIDES; side++)
		add_table(report, json, side ? "functions_new" : "functions_old",
			  &pgl_body_side_columns, side, n, set_body);
}

/* --- inline forests --- */

static void set_forest_function(const struct pgl_report *report, int side, uint32_t number,
				struct pgl_row *row)
{
	(void)report, (void)side, (void)number, (void)row;
}

static void set_forest_site(const struct pgl_report *report, int side, uint32_t number,
			    struct pgl_row *row)
{
	const struct pgl_forest *forest = report->identity->forest[side];

	row->record = pgl_forest_record(forest, number);
	row->site = pgl_forest_site(forest, number);
}

void pgl_report_forest(struct pgl_report *report, struct pgl_json *json)
{
	static const char *const keys[PGL_SIDES][2] = {{"forest_functions_old", "forest_old"},
						       {"forest_functions_new", "forest_new"}};

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = report->identity->forest[side];

		if (report->view->calls->n < report->view->calls->n_all) {
			pgl_json_null(json, keys[side][0]);
			pgl_json_null(json, keys[side][1]);
			continue;
		}
		add_table(report, json, keys[side][0], &pgl_forest_function_columns, side,
			  forest->n_functions, set_forest_function);
		add_table(report, json, keys[side][1], &pgl_forest_site_columns, side,
			  forest->n_sites, set_forest_site);
	}
}

/* --- who calls whom --- */

static void add_numbers(struct pgl_json *json, const char *key, const double *numbers, uint32_t n)
{
	pgl_json_array(json, key);
	for (uint32_t i = 0; i < n; i++)
		pgl_json_real(json, NULL, numbers[i]);
	pgl_json_end_array(json);
}

static void add_flow(struct pgl_report *report, struct pgl_json *json, const char *key,
		     enum pgl_side side)
{
	struct pgl_call_flow flow;
	uint32_t n = report->identity->n_bodies;

	pgl_call_flow_init(&flow, report->weights, side);
	pgl_json_object(json, key);
	pgl_json_real(json, "calls", flow.calls);
	pgl_json_unsigned(json, "unknown", flow.n_unknown);
	pgl_json_array(json, "edges");
	for (size_t e = 0; e < flow.n_edges; e++) {
		pgl_json_array(json, NULL);
		pgl_json_unsigned(json, NULL, flow.edges[e].from);
		pgl_json_id(json, NULL, flow.edges[e].to);
		pgl_json_real(json, NULL, flow.edges[e].calls);
		pgl_json_end_array(json);
	}
	pgl_json_end_array(json);
	add_numbers(json, "entries", flow.entries, n);
	add_numbers(json, "from_outside", flow.from_outside, n);
	add_numbers(json, "below", flow.below, n);
	pgl_json_end_object(json);
	pgl_call_flow_release(&flow);
}

void pgl_report_flow(struct pgl_report *report, struct pgl_json *json)
{
	if (report->weights->source < 0) {
		pgl_json_null(json, "flow_old");
		pgl_json_null(json, "flow_new");
		return;
	}
	add_flow(report, json, "flow_old", PGL_OLD);
	add_flow(report, json, "flow_new", PGL_NEW);
}

/* --- measured costs --- */

static void set_cost(const struct pgl_report *report, int side, uint32_t body, struct pgl_row *row)
{
	(void)side, (void)body;
	row->join = report->view->measured;
}

static void add_gaps(struct pgl_json *json, const struct pgl_cost_join *join)
{
	pgl_json_array(json, "unknown");
	for (int gap = 0; gap < PGL_GAP_N; gap++) {
		pgl_json_array(json, NULL);
		pgl_json_text(json, NULL, pgl_cost_gap_text((enum pgl_cost_gap)gap));
		for (int side = 0; side < PGL_SIDES; side++)
			pgl_json_unsigned(json, NULL, join->gap[side][gap]);
		pgl_json_end_array(json);
	}
	pgl_json_end_array(json);
}

/* Where both measurements are perf's samples: their stacks, as `pgolens export --samples` has them. */
static void add_samples(struct pgl_json *json, const struct pgl_cost_join *join)
{
	const char *paths[PGL_SIDES];
	struct pgl_error ignored;
	struct pgl_samples flame;

	for (int side = 0; side < PGL_SIDES; side++)
		paths[side] = join->measured[side]->path;
	if (!pgl_json_object_if(json, "samples",
				join->measured[PGL_OLD]->format == PGL_COSTS_PERF &&
					join->measured[PGL_NEW]->format == PGL_COSTS_PERF &&
					!pgl_samples_init(&flame, paths, &ignored)))
		return;
	pgl_json_array(json, "stacks");
	for (size_t i = 0; i < flame.n; i++) {
		pgl_json_array(json, NULL);
		pgl_json_text(json, NULL, flame.stacks[i].text);
		for (int side = 0; side < PGL_SIDES; side++)
			pgl_json_unsigned(json, NULL, flame.stacks[i].n[side]);
		pgl_json_end_array(json);
	}
	pgl_json_end_array(json);
	pgl_json_end_object(json);
	pgl_samples_release(&flame);
}

void pgl_report_measured(struct pgl_report *report, struct pgl_json *json)
{
	static const char *const sources[] = {"named", "lines", "texts"};
	const struct pgl_cost_join *join = report->view->measured;
	uint32_t n = report->identity->n_bodies;

	if (!join) {
		pgl_json_null(json, "measured");
		return;
	}
	const struct pgl_costs *measured = join->measured[PGL_NEW];

	pgl_json_object(json, "measured");
	pgl_json_text(json, "format", pgl_costs_format_word(measured->format));
	pgl_json_text(json, "metric", measured->metric.name);
	pgl_json_text(json, "unit", measured->metric.unit);
	pgl_json_bool(json, "sampled", measured->metric.is_sampled);
	pgl_json_text(json, "sources", sources[join->sources]);
	pgl_json_array(json, "total");
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_json_unsigned(json, NULL, join->total[side]);
	pgl_json_end_array(json);
	add_gaps(json, join);
	add_samples(json, join);
	for (int side = 0; side < PGL_SIDES; side++)
		add_table(report, json, side ? "new" : "old", &pgl_cost_columns, side, n, set_cost);
	pgl_json_end_object(json);
}
