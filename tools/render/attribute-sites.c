/* The sites that account for the inlining part, as text and as JSON. See attribute-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/attribute-text.h"

#include <math.h>

#include "render/comparison.h"
#include "experiment/variants/plan.h"
#include "base/table.h"

void pgl_add_cost(struct pgl_strbuf *text, enum pgl_metric metric, double value, bool is_gain)
{
	if (isnan(value)) {
		pgl_strbuf_add(text, "?");
	} else if (metric == PGL_METRIC_USER_TIME || metric == PGL_METRIC_WALL_TIME) {
		pgl_strbuf_addf(text, is_gain ? "%+.2f ms" : "%.2f ms", value * 1000);
	} else {
		int64_t rounded = llround(value);

		if (is_gain && rounded > 0)
			pgl_strbuf_add_char(text, '+');
		pgl_add_signed(text, rounded);
	}
}

void pgl_add_percent(struct pgl_strbuf *text, double part, double whole)
{
	/* No "-0.00". */
	double percent = whole > 0 || whole < 0 ? 100 * part / whole : 0;

	if (fabs(percent) < 0.005)
		percent = 0;
	pgl_strbuf_addf(text, "%+.2f %%", percent);
}

struct rows {
	const struct pgl_attribution *attribution;
	const struct pgl_site_search *search;
	enum pgl_metric timed; /* shown beside; PGL_METRIC_N: none */
};

static void add_time(struct pgl_strbuf *text, const struct rows *rows, size_t row)
{
	const struct pgl_site_search *search = rows->search;
	enum pgl_metric timed = rows->timed;

	if (timed == PGL_METRIC_N)
		return;
	pgl_add_cost(text, timed, search->timed[timed].worth[row + 2], true);
	if (pgl_interval_has_zero(search->timed[timed].interval[row + 2]))
		pgl_strbuf_add(text, ", not resolved");
}

static void fill_site(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct rows *all = rows;
	const struct pgl_site_search *search = all->search;
	const struct pgl_named_site *named = &search->named[row];
	const struct pgl_plans *plans = &all->attribution->plans;

	pgl_add_cost(pgl_cell_right(cells, "worth"), search->metric, named->worth, true);
	pgl_add_percent(pgl_cell_right(cells, "of the part"), named->worth, search->part);
	pgl_add_cost(pgl_cell_right(cells, "as the last"), search->metric, named->last, true);
	add_time(pgl_cell_right(cells, "in time"), all, row);
	pgl_add_real(pgl_cell_right(cells, "executions"), named->weight);
	pgl_cell_text(cells, "kind", PGL_CUT_NOTHING,
		      pgl_plan_site_kind(&plans->sites[named->number]));
	pgl_plan_site_add_location(plans, named->number,
				   pgl_cell_left(cells, "location", PGL_CUT_START));
	pgl_plan_site_add_call(plans, named->number, pgl_cell_left(cells, "call", PGL_CUT_END));
}

static void add_gain(struct pgl_strbuf *text, const struct pgl_site_search *search, double gain)
{
	pgl_add_cost(text, search->metric, gain, true);
	pgl_strbuf_add(text, " (");
	pgl_add_percent(text, gain, search->part);
	pgl_strbuf_add(text, " of the part)");
}

void pgl_attribute_sites_text(const struct pgl_attribution *attribution,
			      const struct pgl_site_search *sites, const struct pgl_style *style,
			      FILE *out)
{
	struct rows rows = {attribution, sites, PGL_METRIC_N};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (int metric = PGL_METRIC_N - 1; metric >= 0; metric--)
		if (sites->timed[metric].worth)
			rows.timed = (enum pgl_metric)metric;
	pgl_add_cost(&text, sites->metric, sites->part, true);
	fprintf(out,
		"\n%sInlining in NEW, all else as it is: %s %s%s\n%zu call%s differ%s; %zu group%s "
		"of them "
		"%s replayed\n",
		pgl_colour_start(style, PGL_COLOUR_BOLD), text.text,
		pgl_metric_words[sites->metric], pgl_colour_end(style, PGL_COLOUR_BOLD),
		sites->n_candidates, sites->n_candidates == 1 ? "" : "s",
		sites->n_candidates == 1 ? "s" : "", sites->n_tests, sites->n_tests == 1 ? "" : "s",
		sites->n_tests == 1 ? "was" : "were");
	if (!sites->n_named) {
		fputs("no single call accounts for any of it\n", out);
		pgl_strbuf_release(&text);
		return;
	}
	fputc('\n', out);
	pgl_table_print(fill_site, &rows, sites->n_named, style, out);
	pgl_strbuf_reset(&text);
	add_gain(&text, sites, sites->together);
	fprintf(out, "\n%zu replayed, and no other: %s; %s\n", sites->n_named, text.text,
		!sites->is_explained ? "the rest is spread over many, each below the floor"
		: sites->together / sites->part > PGL_OVERDONE
			? "they account for it; what works against it is spread over many"
			: "they account for it");
	pgl_strbuf_reset(&text);
	add_gain(&text, sites, sites->confirmed);
	fprintf(out, "built again on its own: %s, %s\n", text.text,
		sites->is_confirmed ? "the same program" : "NOT the same program");
	pgl_strbuf_release(&text);
}

/* JSON -------------------------------------------------------------------------------------- */

static void add_number(struct pgl_json *json, const char *key, double value)
{
	if (isnan(value))
		pgl_json_null(json, key);
	else
		pgl_json_signed(json, key, llround(value));
}

static void add_timed(struct pgl_json *json, const struct pgl_site_search *sites, size_t which)
{
	pgl_json_array(json, "timed");
	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		const struct pgl_timed_sites *timed = &sites->timed[metric];

		if (!timed->worth)
			continue;
		pgl_json_object(json, NULL);
		pgl_json_text(json, "metric", pgl_metric_words[metric]);
		pgl_json_real(json, "worth", timed->worth[which]);
		pgl_interval_json(json, "interval", timed->interval[which]);
		pgl_json_bool(json, "resolved", !pgl_interval_has_zero(timed->interval[which]));
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_site(struct pgl_json *json, const struct pgl_attribution *attribution,
		     const struct pgl_site_search *sites, size_t i)
{
	const struct pgl_named_site *site = &sites->named[i];
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "site", site->number);
	pgl_json_text(json, "kind", pgl_plan_site_kind(&attribution->plans.sites[site->number]));
	pgl_plan_site_add_location(&attribution->plans, site->number, &text);
	pgl_json_text(json, "location", text.text);
	pgl_strbuf_reset(&text);
	pgl_plan_site_add_call(&attribution->plans, site->number, &text);
	pgl_json_text(json, "call", text.text);
	pgl_json_real(json, "executions", site->weight);
	add_number(json, "worth", site->worth);
	pgl_json_real(json, "percent_of_part", 100 * site->worth / sites->part);
	add_number(json, "last", site->last);
	add_timed(json, sites, i + 2);
	pgl_json_end_object(json);
	pgl_strbuf_release(&text);
}

void pgl_attribute_sites_json(struct pgl_json *json, const struct pgl_attribution *attribution,
			      const struct pgl_site_search *sites)
{
	pgl_json_object(json, "sites");
	pgl_json_text(json, "metric", pgl_metric_words[sites->metric]);
	add_number(json, "without", sites->without);
	add_number(json, "with", sites->with);
	add_number(json, "part", sites->part);
	pgl_json_real(json, "floor", sites->floor);
	pgl_json_unsigned(json, "candidates", sites->n_candidates);
	pgl_json_array(json, "named");
	for (size_t i = 0; i < sites->n_named; i++)
		add_site(json, attribution, sites, i);
	pgl_json_end_array(json);
	add_number(json, "together", sites->together);
	pgl_json_bool(json, "explained", sites->is_explained);
	add_number(json, "confirmed", sites->confirmed);
	pgl_json_bool(json, "same_program", sites->is_confirmed);
	if (sites->n_named) {
		pgl_json_object(json, "part_in_time");
		add_timed(json, sites, 0);
		pgl_json_end_object(json);
		pgl_json_object(json, "together_in_time");
		add_timed(json, sites, 1);
		pgl_json_end_object(json);
	}
	pgl_json_array(json, "tests");
	for (size_t i = 0; i < sites->n_tests; i++) {
		pgl_json_object(json, NULL);
		pgl_json_array(json, "sites");
		for (size_t k = 0; k < sites->tests[i].n; k++)
			pgl_json_unsigned(json, NULL, sites->tests[i].numbers[k]);
		pgl_json_end_array(json);
		add_number(json, "worth", sites->tests[i].worth);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}
