/* The report's table of functions, by body, and its graph of executed calls.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report-internal.h"

#include <stdlib.h>

#include "compare/call-graph.h"
#include "records/names.h"
#include "base/xalloc.h"
#include "base/banned.h"

/* --- functions --- */

static const struct pgl_function *function_of(const struct pgl_report *report, uint32_t body)
{
	return pgl_diff_function(report->view->diff.diff, body);
}

/* The record that function_of () is in. */
static const struct pgl_record *record_of(const struct pgl_report *report, uint32_t body)
{
	int side = report->weights->source == PGL_OLD ? PGL_OLD : PGL_NEW;
	const struct pgl_forest *forest;

	if (report->identity->example[side][body] == PGL_NONE)
		side = !side;
	forest = report->identity->forest[side];
	return forest->build->records[forest->function_unit[report->identity->example[side][body]]];
}

static void put_name(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	(void)side;
	pgl_json_text(json, NULL, function_of(report, body)->name);
}

/* null: the same as its name. */
static void put_assembler(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	const struct pgl_function *function = function_of(report, body);

	(void)side;
	pgl_json_text(json, NULL,
		      function->assembler == function->name ? NULL : function->assembler);
}

static void put_file(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	const struct pgl_record *record = record_of(report, body);

	(void)side;
	pgl_json_id(json, NULL,
		    pgl_report_file(report, record, function_of(report, body)->location));
}

static void put_line(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	(void)side;
	pgl_json_unsigned(json, NULL, function_of(report, body)->location.line);
}

static void put_origin(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	(void)side;
	pgl_json_unsigned(json, NULL, report->identity->origin[body]);
}

static const struct pgl_report_column shared[] = {
	{"name", put_name}, {"assembler", put_assembler}, {"file", put_file},
	{"line", put_line}, {"origin", put_origin},
};

/* --- a function in one build --- */

static const struct pgl_function_change *change_of(const struct pgl_report *report, uint32_t body)
{
	return report->by_body[body];
}

/* 0: called only; 1: has a text in the build; null: not there at all. */
static void put_inside(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	if (report->identity->example[side][body] == PGL_NONE)
		pgl_json_null(json, NULL);
	else
		pgl_json_unsigned(json, NULL, report->weights->side[side].is_inside[body]);
}

static void put_entered(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_real(json, NULL, report->weights->side[side].entered[body]);
}

static void put_called(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_real_or_null(json, NULL, change_of(report, body)->calls[side]);
}

static void put_estimated(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_unsigned(json, NULL, change_of(report, body)->calls_is_estimated[side]);
}

static void put_size(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_real_or_null(json, NULL, change_of(report, body)->size[side]);
}

static void put_bytes(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_integer(json, NULL, change_of(report, body)->bytes[side].hot);
}

static void put_cold(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_integer(json, NULL, change_of(report, body)->bytes[side].cold);
}

/* The class of the text that speaks for BODY. */
static void put_hotness(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	uint32_t example = report->identity->example[side][body];

	if (example == PGL_NONE)
		pgl_json_null(json, NULL);
	else
		pgl_json_word(
			json, NULL, PGL_WORDS_HOTNESS,
			pgl_forest_function(report->identity->forest[side], example)->hotness);
}

static const struct pgl_report_column each[] = {
	{"inside", put_inside},	      {"entered", put_entered}, {"calls", put_called},
	{"estimated", put_estimated}, {"size", put_size},	{"bytes", put_bytes},
	{"cold", put_cold},	      {"hotness", put_hotness},
};

void pgl_report_functions(struct pgl_report *report, struct pgl_json *json)
{
	uint32_t n = report->identity->n_bodies;

	pgl_report_table(report, json, "functions", shared, sizeof shared / sizeof *shared, 0, n);
	pgl_report_table(report, json, "functions_old", each, sizeof each / sizeof *each, PGL_OLD,
			 n);
	pgl_report_table(report, json, "functions_new", each, sizeof each / sizeof *each, PGL_NEW,
			 n);
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
