/* The report's inline forests: every site of either build, and the functions as that build has them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include "base/order.h"

/* --- functions --- */

static const struct pgl_function *function_at(const struct pgl_report *report, int side,
					      uint32_t row)
{
	return pgl_forest_function(report->identity->forest[side], row);
}

static void put_body(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_unsigned(json, NULL, report->identity->body[side][row]);
}

/* null: that of its body, which clones have not. */
static void put_name(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	const struct pgl_function *function = function_at(report, side, row);
	const struct pgl_function *usual =
		pgl_diff_function(report->view->diff.diff, report->identity->body[side][row]);

	pgl_json_text(json, NULL,
		      pgl_same_text(function->name, usual->name) ? NULL : function->name);
}

static void put_offline(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_word(json, NULL, PGL_WORDS_OFFLINE, function_at(report, side, row)->offline);
}

static void put_profiled(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_word(json, NULL, PGL_WORDS_PROFILED, function_at(report, side, row)->profiled);
}

static void put_before(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_real_or_null(json, NULL, function_at(report, side, row)->before.size);
}

static void put_after(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_real_or_null(json, NULL, function_at(report, side, row)->after.size);
}

static void put_frame(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_integer(json, NULL, function_at(report, side, row)->frame);
}

static const struct pgl_report_column functions[] = {
	{"body", put_body},	    {"name", put_name},	    {"offline", put_offline},
	{"profiled", put_profiled}, {"before", put_before}, {"after", put_after},
	{"frame", put_frame},
};

/* --- sites --- */

static void put_parent(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_id(json, NULL, report->identity->forest[side]->nodes[row].parent);
}

static void put_root(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_id(json, NULL, pgl_forest_root(report->identity->forest[side], row));
}

static void put_callee(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_id(json, NULL, pgl_forest_callee(report->identity->forest[side], row));
}

/* The row of the call that it is an instance of. */
static void put_call(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	uint32_t base = report->identity->forest[side]->nodes[row].base;

	pgl_json_id(json, NULL, report->view->calls->row[side][base]);
}

/* 0: a call; 1: inlined; 2: gone before the inliner came to it. */
static void put_state(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	const struct pgl_forest *forest = report->identity->forest[side];

	pgl_json_unsigned(json, NULL,
			  pgl_forest_is_inlined(forest, row) ? 1
			  : pgl_forest_is_gone(forest, row)  ? 2
							     : 0);
}

static void put_executed(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_real(json, NULL, report->weights->side[side].executed[row]);
}

static void put_history(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_id(json, NULL, pgl_report_history(report, side, row));
}

static struct pgl_location location_of(const struct pgl_report *report, int side, uint32_t row)
{
	return pgl_forest_site(report->identity->forest[side], row)->location;
}

static void put_file(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	const struct pgl_forest *forest = report->identity->forest[side];

	pgl_json_id(json, NULL,
		    pgl_report_file(report, pgl_forest_record(forest, row),
				    location_of(report, side, row)));
}

static void put_line(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_unsigned(json, NULL, location_of(report, side, row).line);
}

static void put_column(struct pgl_report *report, struct pgl_json *json, int side, uint32_t row)
{
	pgl_json_unsigned(json, NULL, location_of(report, side, row).column);
}

static const struct pgl_report_column sites[] = {
	{"parent", put_parent},	  {"root", put_root},	{"callee", put_callee},
	{"call", put_call},	  {"state", put_state}, {"executed", put_executed},
	{"file", put_file},	  {"line", put_line},	{"column", put_column},
	{"history", put_history},
};

void pgl_report_forest(struct pgl_report *report, struct pgl_json *json)
{
	static const char *const keys[PGL_SIDES][2] = {{"forest_functions_old", "forest_old"},
						       {"forest_functions_new", "forest_new"}};
	bool is_cut = report->view->calls->n < report->view->calls->n_all;

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = report->identity->forest[side];

		if (is_cut) {
			pgl_json_null(json, keys[side][0]);
			pgl_json_null(json, keys[side][1]);
			continue;
		}
		pgl_report_table(report, json, keys[side][0], functions,
				 sizeof functions / sizeof *functions, side, forest->n_functions);
		pgl_report_table(report, json, keys[side][1], sites, sizeof sites / sizeof *sites,
				 side, forest->n_sites);
	}
}
