/* The report's page: its head, the data, its tail. See render-report.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include <stdlib.h>
#include <string.h>

#include "explain/inequality.h"
#include "records/names.h"
#include "explain/reason.h"
#include "render/report/report-internal.h"
#include "base/json-write.h"
#include "base/xalloc.h"
#include "base/banned.h"

/* What make's rule for tools/render/report/page/ leaves in the program. */
extern const char _binary_head_html_start[], _binary_head_html_end[];
extern const char _binary_tail_html_start[], _binary_tail_html_end[];

/* --- shared by the parts --- */

void pgl_report_table(struct pgl_report *report, struct pgl_json *json, const char *key,
		      const struct pgl_report_column *columns, size_t n_columns, int side,
		      uint32_t n_rows)
{
	pgl_json_object(json, key);
	for (size_t c = 0; c < n_columns; c++) {
		pgl_json_array(json, columns[c].key);
		for (uint32_t row = 0; row < n_rows; row++)
			columns[c].put(report, json, side, row);
		pgl_json_end_array(json);
	}
	pgl_json_end_object(json);
}

uint32_t pgl_report_file(struct pgl_report *report, const struct pgl_record *record,
			 struct pgl_location location)
{
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

/* A decision as a row: its numbers are in the order of "decision" in "words". */
static void add_decision(struct pgl_report *report, struct pgl_json *json,
			 const struct pgl_decision *decision)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool has_limit = pgl_add_limit(&text, decision);

	pgl_json_array(json, NULL);
	pgl_json_word(json, NULL, PGL_WORDS_INLINER, decision->inliner);
	pgl_json_text(json, NULL, pgl_decision_phase(decision));
	pgl_json_unsigned(json, NULL, decision->inlined);
	pgl_json_text(json, NULL, decision->inlined ? NULL : decision->reason);
	if (!decision->inlined && decision->reason)
		pgl_intern_add(&report->reasons, decision->reason, strlen(decision->reason));
	pgl_json_integer(json, NULL, decision->growth);
	pgl_json_real_or_null(json, NULL, decision->time_saved);
	pgl_json_real_or_null(json, NULL, decision->badness);
	pgl_json_text(json, NULL, decision->hints);
	pgl_json_text(json, NULL, has_limit ? text.text : NULL);
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

static const char *const decision_words[] = {"inliner", "phase",  "inlined",
					     "reason",	"growth", "time_saved",
					     "badness", "hints",  "limit_text"};

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

uint32_t pgl_report_history(struct pgl_report *report, int side, uint32_t site)
{
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

/* Adds STRINGS, which are text or, if IS_RAW, JSON. */
static void add_strings(struct pgl_report *report, struct pgl_json *json, const char *key,
			const struct pgl_intern *strings, bool is_raw)
{
	size_t start = 0;

	pgl_json_array(json, key);
	for (uint32_t i = 0; i < strings->n; i++) {
		size_t end = strings->ends[i];

		pgl_strbuf_reset(&report->scratch);
		pgl_strbuf_add_n(&report->scratch, (const char *)strings->bytes + start,
				 end - start);
		(is_raw ? pgl_json_raw : pgl_json_text)(json, NULL, report->scratch.text);
		start = end;
	}
	pgl_json_end_array(json);
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

static void add_words(struct pgl_json *json)
{
	pgl_json_object(json, "words");
	pgl_json_array(json, "fates");
	for (unsigned fate = 0; fate < PGL_CALL_N; fate++)
		pgl_json_text(json, NULL, pgl_call_fate_word(fate));
	pgl_json_end_array(json);
	pgl_json_array(json, "classes");
	for (int class = 0; class < PGL_CLASS_N; class ++)
		pgl_json_text(json, NULL,
			      class == PGL_CLASS_NONE ? NULL
						      : pgl_class_word((enum pgl_class) class));
	pgl_json_end_array(json);
	pgl_json_array(json, "decision");
	for (size_t i = 0; i < sizeof decision_words / sizeof *decision_words; i++)
		pgl_json_text(json, NULL, decision_words[i]);
	pgl_json_end_array(json);
	pgl_json_array(json, "stages");
	for (int pairing = 0; pairing < PGL_PAIRING_N; pairing++)
		pgl_json_text(json, NULL, pgl_pairing_word((enum pgl_pairing)pairing));
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

static void add_data(struct pgl_report *report, struct pgl_json *json)
{
	const struct pgl_report_view *view = report->view;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "format", "pgolens-report");
	pgl_json_unsigned(json, "version", 1);
	pgl_json_text(json, "generator", "pgolens " PGOLENS_VERSION);
	pgl_json_text(json, "title", view->title);
	pgl_json_diff_head(json, &view->diff);
	pgl_json_real(json, "runs", report->weights->runs);
	add_words(json);
	pgl_report_functions(report, json);
	pgl_report_calls(report, json);
	pgl_report_forest(report, json);
	pgl_report_flow(report, json);
	add_strings(report, json, "histories", &report->histories, true);
	add_reasons(report, json);
	add_strings(report, json, "statements", &report->statements, true);
	add_strings(report, json, "files", &report->files, false);
	pgl_report_sources(report, json);
	pgl_report_measured(report, json);
	pgl_json_raw(json, "attribution", view->attribution);
	pgl_json_end_object(json);
	pgl_json_finish(json);
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
	struct pgl_report report = {.view = view,
				    .weights = weights,
				    .identity = weights->match->identity,
				    .by_body = by_body(view->diff.diff),
				    .scratch = PGL_STRBUF_INIT};
	struct pgl_json json;

	fwrite(_binary_head_html_start, 1,
	       (size_t)(_binary_head_html_end - _binary_head_html_start), out);
	pgl_json_init(&json, out, 1);
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
