/* The report's page: its head, the data, its tail. See report.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include <stdlib.h>
#include <string.h>

#include "render/record-json.h"
#include "explain/reason.h"
#include "base/xalloc.h"

/* What make's rule for tools/render/report/page/ leaves in the program. */
extern const char _binary_head_html_start[], _binary_head_html_end[];
extern const char _binary_tail_html_start[], _binary_tail_html_end[];

/* --- shared by the parts --- */

static struct pgl_report *report_of(const struct pgl_row_numbers *numbers)
{
	return (struct pgl_report *)(uintptr_t)numbers;
}

/* The number of the file LOCATION of RECORD is in, or PGL_NONE; the place is marked. */
static uint32_t number_of_file(const struct pgl_row_numbers *numbers,
			       const struct pgl_record *record, struct pgl_location location)
{
	struct pgl_report *report = report_of(numbers);
	const char *name;
	uint32_t file;

	if (location.file == PGL_NONE)
		return PGL_NONE;
	name = record->unit.files[location.file];
	file = pgl_intern_add(&report->files, name, strlen(name));
	PGL_GROW(report->marks, report->n_marks, report->marks_room);
	report->marks[report->n_marks++] = (struct pgl_report_mark){file, location.line};
	return file;
}

/* A decision as a row: its values are in the order of "decision" in "columns". */
static void add_decision(struct pgl_report *report, struct pgl_json *json,
			 const struct pgl_decision *decision)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const struct pgl_row row = {.decision = decision, .text = &text};

	pgl_json_array(json, NULL);
	for (size_t i = 0; i < pgl_decision_columns.n; i++) {
		const struct pgl_column *column = &pgl_decision_columns.item[i];

		if (!(column->in & PGL_IN_REPORT))
			continue;
		struct pgl_value value = pgl_column_value(column, &row);

		pgl_value_json(json, NULL, column, &value);
	}
	pgl_json_end_array(json);
	if (!decision->inlined && decision->reason)
		pgl_intern_add(&report->reasons, decision->reason, strlen(decision->reason));
	pgl_strbuf_release(&text);
}

/* Adds the decisions passed on SITE to JSON, those on the site it copies first. */
static size_t add_decisions(struct pgl_report *report, struct pgl_json *json,
			    const struct pgl_record *record, const struct pgl_site *site)
{
	size_t n = site->n_decisions;

	if (site->copy_of != PGL_NONE)
		n += add_decisions(report, json, record, &record->sites[site->copy_of]);
	for (uint32_t d = 0; d < site->n_decisions; d++)
		add_decision(report, json, &site->decisions[d]);
	return n;
}

/* The number of the decisions made on SITE of SIDE, those on what it copies included; PGL_NONE: none. */
static uint32_t number_of_history(const struct pgl_row_numbers *numbers, int side, uint32_t site)
{
	struct pgl_report *report = report_of(numbers);
	const struct pgl_forest *forest = report->identity->forest[side];
	char *text = NULL;
	size_t length, n;
	uint32_t number = PGL_NONE;
	FILE *out = open_memstream(&text, &length);
	struct pgl_json json;

	if (!out)
		return PGL_NONE;
	pgl_json_init(&json, out, 0);
	pgl_json_array(&json, NULL);
	n = add_decisions(report, &json, pgl_forest_record(forest, site),
			  pgl_forest_site(forest, site));
	pgl_json_end_array(&json);
	if (!fclose(out) && n)
		number = pgl_intern_add(&report->histories, text, length);
	free(text);
	return number;
}

void pgl_report_strings(struct pgl_json *json, const char *key, const struct pgl_intern *strings,
			bool is_raw)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t start = 0;

	pgl_json_array(json, key);
	for (uint32_t i = 0; i < strings->n; i++) {
		pgl_strbuf_reset(&text);
		pgl_strbuf_add_n(&text, (const char *)strings->bytes + start,
				 strings->ends[i] - start);
		(is_raw ? pgl_json_raw : pgl_json_text)(json, NULL, text.text);
		start = strings->ends[i];
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

/* "reasons": what each reason that was given means. */
static void add_reasons(struct pgl_report *report, struct pgl_json *json)
{
	size_t start = 0;

	pgl_json_object(json, "reasons");
	for (uint32_t i = 0; i < report->reasons.n; i++) {
		size_t end = report->reasons.ends[i];

		pgl_strbuf_reset(&report->scratch);
		pgl_strbuf_add_n(&report->scratch, (const char *)report->reasons.bytes + start,
				 end - start);
		pgl_json_text(json, report->scratch.text,
			      pgl_reason_sentence(report->scratch.text));
		start = end;
	}
	pgl_json_end_object(json);
}

/* --- the data --- */

/* "columns": by table, what the page says of each. */
static void add_columns(struct pgl_json *json, const char *key, const struct pgl_columns *columns)
{
	pgl_json_array(json, key);
	for (size_t i = 0; i < columns->n; i++)
		if (columns->item[i].in & PGL_IN_REPORT)
			pgl_column_describe(json, &columns->item[i]);
	pgl_json_end_array(json);
}

/* The outcomes of calls in the order in which the page lists them. */
static void add_outcomes(struct pgl_json *json)
{
	pgl_json_array(json, "outcomes");
	for (unsigned outcome = 0; outcome < PGL_CALL_N; outcome++) {
		pgl_json_object(json, NULL);
		pgl_json_text(json, "word", pgl_call_list_outcome_word(outcome));
		pgl_json_bool(json, "is_change", outcome < PGL_KIND_N);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_data(struct pgl_report *report, struct pgl_json *json)
{
	const struct pgl_report_view *view = report->view;

	pgl_json_text(json, "title", view->title);
	pgl_json_diff_head(json, &view->diff);
	add_outcomes(json);
	pgl_json_object(json, "columns");
	add_columns(json, "call", &pgl_call_columns);
	add_columns(json, "call_side", &pgl_call_side_columns);
	add_columns(json, "decision", &pgl_decision_columns);
	pgl_json_end_object(json);
	pgl_report_functions(report, json);
	pgl_report_calls(report, json);
	pgl_report_forest(report, json);
	pgl_report_flow(report, json);
	pgl_report_strings(json, "histories", &report->histories, true);
	add_reasons(report, json);
	pgl_report_strings(json, "statements", &report->statements, true);
	pgl_report_strings(json, "files", &report->files, false);
	pgl_report_sources(report, json);
	pgl_report_measured(report, json);
	pgl_json_raw(json, "attribution", view->attribution);
	pgl_json_close(json);
}

/* --- the page --- */

/* The diff's functions, which it has in an order of its own, by body. */
static const struct pgl_function_change **by_body(const struct pgl_diff *diff)
{
	const struct pgl_function_change **functions =
		pgl_xcalloc(diff->n_functions + 1, sizeof *functions);

	for (size_t i = 0; i < diff->n_functions; i++)
		functions[diff->functions[i].body] = &diff->functions[i];
	return functions;
}

bool pgl_report_is_built_in(void)
{
	return *_binary_head_html_start == '<'; /* else there is a word in its place */
}

void pgl_report_html(const struct pgl_report_view *view, FILE *out)
{
	const struct pgl_weights *weights = view->diff.diff->weights;
	struct pgl_report report = {
		.numbers = {number_of_file, number_of_history, view->calls->row},
		.view = view,
		.weights = weights,
		.identity = weights->match->identity,
		.by_body = by_body(view->diff.diff),
		.scratch = PGL_STRBUF_INIT};
	struct pgl_json json;

	fwrite(_binary_head_html_start, 1,
	       (size_t)(_binary_head_html_end - _binary_head_html_start), out);
	pgl_json_open(&json, out, 1, "pgolens-report");
	json.is_in_script = true;
	add_data(&report, &json);
	fwrite(_binary_tail_html_start, 1,
	       (size_t)(_binary_tail_html_end - _binary_tail_html_start), out);
	free(report.by_body);
	free(report.marks);
	pgl_intern_release(&report.files);
	pgl_intern_release(&report.histories);
	pgl_intern_release(&report.statements);
	pgl_intern_release(&report.reasons);
	pgl_strbuf_release(&report.scratch);
}
