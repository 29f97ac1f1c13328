/* The report's measured costs: what the source of each function cost a run of either build, and its text.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include "costs/samples.h"

static const struct pgl_measured_body *body_of(const struct pgl_report *report, uint32_t body)
{
	return &report->view->measured->bodies[body];
}

static void put_source(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_unsigned(json, NULL,
			  pgl_measured_cost(report->view->measured, (enum pgl_side)side, body));
}

static void put_text(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_unsigned(json, NULL, body_of(report, body)->side[side].text);
}

/* Of the text: whose source it was spent on is not known. */
static void put_unknown(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_unsigned(json, NULL, body_of(report, body)->side[side].unknown);
}

static void put_calls(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	pgl_json_integer(json, NULL, body_of(report, body)->side[side].calls);
}

static void put_moved(struct pgl_report *report, struct pgl_json *json, int side, uint32_t body)
{
	(void)side;
	pgl_json_unsigned(json, NULL, body_of(report, body)->moved);
}

static const struct pgl_report_column each[] = {
	{"source", put_source},
	{"text", put_text},
	{"unknown", put_unknown},
	{"calls", put_calls},
};
static const struct pgl_report_column both[] = {{"moved", put_moved}};

static void add_gaps(struct pgl_json *json, const struct pgl_measured_join *join)
{
	pgl_json_array(json, "unknown");
	for (int gap = 0; gap < PGL_GAP_N; gap++) {
		pgl_json_array(json, NULL);
		pgl_json_text(json, NULL, pgl_measured_gap_text((enum pgl_measured_gap)gap));
		for (int side = 0; side < PGL_SIDES; side++)
			pgl_json_unsigned(json, NULL, join->gap[side][gap]);
		pgl_json_end_array(json);
	}
	pgl_json_end_array(json);
}

/* Where both measurements are perf's samples: their stacks, as `pgolens export --samples` has them. */
static void add_samples(struct pgl_json *json, const struct pgl_measured_join *join)
{
	const char *paths[PGL_SIDES];
	struct pgl_error ignored;
	struct pgl_flame flame;

	for (int side = 0; side < PGL_SIDES; side++)
		paths[side] = join->measured[side]->path;
	if (join->measured[PGL_OLD]->format != PGL_MEASURED_PERF ||
	    join->measured[PGL_NEW]->format != PGL_MEASURED_PERF ||
	    pgl_flame_init(&flame, paths, &ignored)) {
		pgl_json_null(json, "samples");
		return;
	}
	pgl_json_object(json, "samples");
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
	pgl_flame_release(&flame);
}

void pgl_report_measured(struct pgl_report *report, struct pgl_json *json)
{
	static const char *const sources[] = {"named", "lines", "texts"};
	const struct pgl_measured_join *join = report->view->measured;
	uint32_t n = report->identity->n_bodies;

	if (!join) {
		pgl_json_null(json, "measured");
		return;
	}
	const struct pgl_measured *measured = join->measured[PGL_NEW];

	pgl_json_object(json, "measured");
	pgl_json_text(json, "format", pgl_measured_format_word(measured->format));
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
	pgl_report_table(report, json, "old", each, sizeof each / sizeof *each, PGL_OLD, n);
	pgl_report_table(report, json, "new", each, sizeof each / sizeof *each, PGL_NEW, n);
	pgl_report_table(report, json, "both", both, sizeof both / sizeof *both, 0, n);
	pgl_json_end_object(json);
}
