/* The report's table of calls: one row for each call of either build.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include <stdlib.h>

#include "explain/contrast.h"

static const struct pgl_change *change_of(const struct pgl_report *report, uint32_t row)
{
	return &report->view->calls->item[row].change;
}

/* The side that names a call, and its site there. */
static enum pgl_side named_on(const struct pgl_report *report, uint32_t row, uint32_t *ret_site)
{
	const struct pgl_change *change = change_of(report, row);
	enum pgl_side side = pgl_change_side(report->view->diff.diff, change);

	*ret_site = change->site[side];
	return side;
}

static void put_id(struct pgl_json *json, uint32_t id)
{
	pgl_json_id(json, NULL, id);
}

static void put_fate(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	(void)side;
	pgl_json_unsigned(json, NULL, report->view->calls->item[row].fate);
}

static void put_in_copies(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	(void)side;
	pgl_json_unsigned(json, NULL, change_of(report, row)->is_in_copies);
}

static void put_class(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	(void)side;
	pgl_json_unsigned(json, NULL, change_of(report, row)->class);
}

static void put_stage(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	(void)side;
	pgl_json_unsigned(json, NULL, change_of(report, row)->pairing);
}

/* The body whose text the call stands in by the dumps' account, the one it calls, the one it ends up in. */
static void put_caller(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	uint32_t site, function;
	const struct pgl_forest *forest;

	side = named_on(report, row, &site);
	forest = report->identity->forest[side];
	function = pgl_forest_function_of(forest, site, pgl_forest_site(forest, site)->caller);
	put_id(json, report->identity->body[side][function]);
}

static void put_callee(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	uint32_t site;

	side = named_on(report, row, &site);
	put_id(json, pgl_identity_callee(report->identity, side, site));
}

static void put_root(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	uint32_t site;

	side = named_on(report, row, &site);
	put_id(json, pgl_identity_root(report->identity, side, site));
}

static const struct pgl_record *record_of(const struct pgl_report *report, uint32_t row,
					  struct pgl_location *ret)
{
	uint32_t site;
	enum pgl_side side = named_on(report, row, &site);
	const struct pgl_forest *forest = report->identity->forest[side];

	*ret = pgl_forest_site(forest, site)->location;
	return pgl_forest_record(forest, site);
}

static void put_file(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	struct pgl_location location;
	const struct pgl_record *record = record_of(report, row, &location);

	(void)side;
	put_id(json, pgl_report_file(report, record, location));
}

static void put_line(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	struct pgl_location location;

	(void)side;
	record_of(report, row, &location);
	pgl_json_unsigned(json, NULL, location.line);
}

static void put_column(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	struct pgl_location location;

	(void)side;
	record_of(report, row, &location);
	pgl_json_unsigned(json, NULL, location.column);
}

static void put_weight(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	(void)side;
	pgl_json_real_or_null(json, NULL, change_of(report, row)->weight);
}

/* Bits: the weight, the calls in OLD, in NEW are estimated. */
static void put_estimated(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	const struct pgl_change *change = change_of(report, row);

	(void)side;
	pgl_json_unsigned(json, NULL,
			  change->weight_is_estimated |
				  (unsigned)change->calls_is_estimated[PGL_OLD] << 1 |
				  (unsigned)change->calls_is_estimated[PGL_NEW] << 2);
}

static const struct pgl_report_column shared[] = {
	{"fate", put_fate},	{"in_copies", put_in_copies}, {"class", put_class},
	{"stage", put_stage},	{"caller", put_caller},	      {"callee", put_callee},
	{"root", put_root},	{"file", put_file},	      {"line", put_line},
	{"column", put_column}, {"weight", put_weight},	      {"estimated", put_estimated},
};

/* --- what is of one build --- */

static void put_site(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	put_id(json, change_of(report, row)->site[side]);
}

/* null: not there; 0: a call; 1: inlined. */
static void put_inlined(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	const struct pgl_verdict *verdict = &change_of(report, row)->verdict[side];

	if (verdict->is_there)
		pgl_json_unsigned(json, NULL, verdict->inlined);
	else
		pgl_json_null(json, NULL);
}

static void put_calls(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_real_or_null(json, NULL, change_of(report, row)->calls[side]);
}

static void put_copies(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	const struct pgl_forest *forest = report->identity->forest[side];
	uint32_t site = change_of(report, row)->site[side];

	pgl_json_unsigned(
		json, NULL,
		site == PGL_NONE ? 0 : forest->first_copy[site + 1] - forest->first_copy[site]);
}

static void put_history(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	uint32_t site = change_of(report, row)->verdict[side].site;

	put_id(json, site == PGL_NONE ? PGL_NONE : pgl_report_history(report, side, site));
}

static const struct pgl_report_column each[] = {
	{"site", put_site},	{"inlined", put_inlined}, {"calls", put_calls},
	{"copies", put_copies}, {"history", put_history},
};

/* --- why --- */

/* The number of what there is to say of call ROW, if it is a change; PGL_NONE: nothing. */
static uint32_t explain(struct pgl_report *report, const struct pgl_cascades *cascades,
			uint32_t row)
{
	const struct pgl_call *call = &report->view->calls->item[row];
	const uint32_t sites[PGL_SIDES] = {call->change.verdict[PGL_OLD].site,
					   call->change.verdict[PGL_NEW].site};
	struct pgl_statements statements = {0};
	uint32_t number = PGL_NONE;
	char *text = NULL;
	size_t length;
	FILE *out;
	struct pgl_json json;

	if (call->fate >= PGL_KIND_N || (sites[PGL_OLD] == PGL_NONE && sites[PGL_NEW] == PGL_NONE))
		return PGL_NONE;
	pgl_contrast(&statements, report->weights, cascades, sites);
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
		put_id(json, explain(report, cascades, row));
	pgl_json_end_array(json);
	pgl_cascades_free(cascades);
}

void pgl_report_calls(struct pgl_report *report, struct pgl_json *json)
{
	uint32_t n = (uint32_t)report->view->calls->n;

	pgl_json_unsigned(json, "n_calls", report->view->calls->n_all);
	pgl_report_table(report, json, "calls", shared, sizeof shared / sizeof *shared, 0, n);
	pgl_report_table(report, json, "calls_old", each, sizeof each / sizeof *each, PGL_OLD, n);
	pgl_report_table(report, json, "calls_new", each, sizeof each / sizeof *each, PGL_NEW, n);
	add_explanations(report, json, n);
}
