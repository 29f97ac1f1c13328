/* `pgolens diff` as one JSON object. Unknown values are null.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-text.h"

#include <math.h>

#include "export/columns.h"
#include "render/diff-events.h"
#include "render/diff-costs.h"
#include "render/record-json.h"

static const char *const side_keys[PGL_SIDES] = {"old", "new"};

static void add_profile(struct pgl_json *json, const struct pgl_build_summary *summary)
{
	pgl_json_object(json, "profile");
	pgl_json_bool(json, "found", summary->n_found);
	pgl_json_unsigned(json, "units_used", summary->n_used);
	pgl_json_unsigned(json, "units_found", summary->n_found);
	pgl_json_unsigned(json, "units_instrumented", summary->n_instrumented);
	if (summary->n_found) {
		pgl_json_unsigned(json, "runs", summary->runs);
		pgl_json_unsigned(json, "runs_least", summary->runs_least);
		pgl_json_unsigned(json, "sum_max", summary->sum_max);
		pgl_json_integer(json, "hot_threshold", summary->hot_threshold);
	}
	pgl_json_end_object(json);
}

static void add_build(struct pgl_json *json, const char *key, const struct pgl_diff *diff,
		      enum pgl_side side)
{
	struct pgl_build_summary summary = pgl_build_summarize(diff, side);

	pgl_json_object(json, key);
	pgl_json_text(json, "path", diff->weights->match->identity->forest[side]->build->name);
	pgl_json_unsigned(json, "units", summary.n_units);
	pgl_json_unsigned(json, "sites", summary.n_sites);
	add_profile(json, &summary);
	pgl_json_end_object(json);
}

static void add_match(struct pgl_json *json, const struct pgl_match *match)
{
	const uint32_t *old = match->n[PGL_OLD], *new = match->n[PGL_NEW];

	pgl_json_object(json, "match");
	pgl_json_unsigned(json, "paired", pgl_match_n_paired(match));
	pgl_json_unsigned(json, "exact", old[PGL_PAIRING_EXACT]);
	pgl_json_unsigned(json, "order", old[PGL_PAIRING_ORDER]);
	pgl_json_unsigned(json, "neighbour", old[PGL_PAIRING_NEIGHBOUR]);
	pgl_json_unsigned(json, "ambiguous",
			  old[PGL_PAIRING_AMBIGUOUS] + (uint64_t) new[PGL_PAIRING_AMBIGUOUS]);
	pgl_json_unsigned(json, "ambiguous_old", old[PGL_PAIRING_AMBIGUOUS]);
	pgl_json_unsigned(json, "ambiguous_new", new[PGL_PAIRING_AMBIGUOUS]);
	pgl_json_unsigned(json, "only_old", old[PGL_PAIRING_ALONE]);
	pgl_json_unsigned(json, "only_new", new[PGL_PAIRING_ALONE]);
	pgl_json_unsigned(json, "parts_old", old[PGL_PAIRING_PART]);
	pgl_json_unsigned(json, "parts_new", new[PGL_PAIRING_PART]);
	pgl_json_unsigned(json, "guesses_old", old[PGL_PAIRING_GUESS]);
	pgl_json_unsigned(json, "guesses_new", new[PGL_PAIRING_GUESS]);
	pgl_json_unsigned(json, "duplicates_old", old[PGL_PAIRING_DUPLICATE]);
	pgl_json_unsigned(json, "duplicates_new", new[PGL_PAIRING_DUPLICATE]);
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_json_object(json, side == PGL_OLD ? "only_old_classes" : "only_new_classes");
		for (int class = PGL_CLASS_NONE + 1; class < PGL_CLASS_N; class ++)
			if (class != PGL_CLASS_AMBIGUOUS)
				pgl_json_unsigned(json, pgl_class_word(class),
						  pgl_match_n_class(match, side, class));
		pgl_json_end_object(json);
	}
	pgl_json_end_object(json);
}

/* A number of an object that may be estimated. */
struct mark {
	const char *key;
	bool is_estimated;
};

/* The keys of the object's numbers that a formula gave; the others are recorded. */
static void add_estimated(struct pgl_json *json, const struct mark *marks, size_t n)
{
	pgl_json_array(json, "estimated");
	for (size_t i = 0; i < n; i++)
		if (marks[i].is_estimated)
			pgl_json_text(json, NULL, marks[i].key);
	pgl_json_end_array(json);
}

#define ADD_ESTIMATED(json, marks) add_estimated(json, marks, sizeof(marks) / sizeof *(marks))

static void add_number(struct pgl_json *json, const char *key, double number)
{
	pgl_json_real_or_null(json, key, pgl_real_of(number));
}

static void add_summary(struct pgl_json *json, const struct pgl_diff *diff,
			const struct pgl_event_diff *events)
{
	static const char *const keys[] = {"calls_old", "calls_new"};

	pgl_json_object(json, "summary");
	for (int kind = 0; kind < PGL_KIND_N; kind++) {
		const struct pgl_kind_sum *sum = &diff->kinds[kind];
		struct mark marks[] = {{"weight", sum->is_estimated}};

		pgl_json_object(json, pgl_kind_word(kind));
		pgl_json_unsigned(json, "count", sum->n);
		pgl_json_real(json, "weight", diff->weights->source >= 0 ? sum->weight : NAN);
		pgl_json_unsigned(json, "unknown", sum->n_unknown);
		pgl_json_unsigned(json, "callers", sum->n_callers);
		pgl_json_integer(json, "growth", sum->growth);
		pgl_json_integer(json, "bytes_old", sum->bytes[PGL_OLD]);
		pgl_json_integer(json, "bytes_new", sum->bytes[PGL_NEW]);
		ADD_ESTIMATED(json, marks);
		pgl_json_end_object(json);
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_side_weights *its = &diff->weights->side[side];
		struct mark marks[] = {{"inside", its->estimated.inside},
				       {"outside", its->estimated.outside}};

		pgl_json_object(json, keys[side]);
		add_number(json, "inside", its->inside);
		add_number(json, "outside", its->outside);
		ADD_ESTIMATED(json, marks);
		pgl_json_end_object(json);
	}
	pgl_json_event_sums(json, "events", events);
	pgl_json_end_object(json);
}

static void add_fairness(struct pgl_json *json, const struct pgl_fairness *fairness)
{
	pgl_json_array(json, "fairness");
	for (size_t i = 0; i < fairness->n; i++) {
		const struct pgl_remark *remark = &fairness->item[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "severity", remark->is_unfair ? "unfair" : "note");
		pgl_json_text(json, "what", remark->what);
		pgl_json_text(json, "detail", remark->detail);
		pgl_json_text(json, "source", remark->source);
		if (remark->source)
			pgl_json_unsigned(json, "units", remark->n_units);
		else
			pgl_json_null(json, "units");
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

/* What became of the call of ROW in one build. */
static void add_side(struct pgl_json *json, struct pgl_row *row, int side)
{
	struct mark marks[] = {{"calls", row->change->calls_is_estimated[side]},
			       {"inlined_share", row->change->calls_is_estimated[side]}};

	pgl_row_set_side(row, side);
	if (!pgl_json_object_if(json, side_keys[side], row->site))
		return;
	pgl_columns_json(json, &pgl_call_side_columns, row, PGL_IN_JSON, "");
	ADD_ESTIMATED(json, marks);
	pgl_json_end_object(json);
}

static void add_change(struct pgl_json *json, const struct pgl_diff *diff,
		       const struct pgl_change *change, struct pgl_strbuf *text)
{
	struct pgl_row row = pgl_row_of_call(diff, change, true, text);
	struct mark marks[] = {{"weight", change->weight_is_estimated},
			       {"calls_old", change->calls_is_estimated[PGL_OLD]},
			       {"calls_new", change->calls_is_estimated[PGL_NEW]}};

	pgl_json_object(json, NULL);
	pgl_columns_json(json, &pgl_call_columns, &row, PGL_IN_JSON, "");
	pgl_json_stack(json, "stack", row.record, row.site->id);
	for (int side = 0; side < PGL_SIDES; side++)
		add_side(json, &row, side);
	pgl_json_real_or_null(json, "calls_old", change->calls[PGL_OLD]);
	pgl_json_real_or_null(json, "calls_new", change->calls[PGL_NEW]);
	ADD_ESTIMATED(json, marks);
	pgl_json_end_object(json);
}

static void add_function(struct pgl_json *json, const struct pgl_diff *diff,
			 const struct pgl_function_change *change, struct pgl_strbuf *text)
{
	struct pgl_row row = pgl_row_of_body(diff, change, text);
	struct mark marks[] = {{"calls_old", change->calls_is_estimated[PGL_OLD]},
			       {"calls_new", change->calls_is_estimated[PGL_NEW]}};

	pgl_json_object(json, NULL);
	pgl_columns_json(json, &pgl_body_columns, &row, PGL_IN_JSON, "");
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_row_set_side(&row, side);
		pgl_columns_json(json, &pgl_body_side_columns, &row, PGL_IN_JSON,
				 side ? "_new" : "_old");
	}
	ADD_ESTIMATED(json, marks);
	pgl_json_end_object(json);
}

void pgl_json_diff_head(struct pgl_json *json, const struct pgl_diff_view *view)
{
	const struct pgl_diff *diff = view->diff;

	add_build(json, "old", diff, PGL_OLD);
	add_build(json, "new", diff, PGL_NEW);
	pgl_json_text(json, "weights_from",
		      diff->weights->source < 0		 ? NULL
		      : diff->weights->source == PGL_OLD ? "old"
							 : "new");
	add_match(json, diff->weights->match);
	add_summary(json, diff, view->events);
	add_fairness(json, view->fairness);
}

void pgl_diff_json(const struct pgl_diff_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_diff *diff = view->diff;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 2, "pgolens-diff");
	pgl_json_diff_head(&json, view);
	pgl_json_array(&json, "changes");
	for (size_t i = 0; i < view->n_changes; i++)
		add_change(&json, diff, &diff->changes[i], &text);
	pgl_json_end_array(&json);
	pgl_json_event_changes(&json, "events", view->events, view->n_events);
	pgl_json_array(&json, "functions");
	for (size_t i = 0; i < diff->n_functions; i++)
		add_function(&json, diff, &diff->functions[i], &text);
	pgl_json_end_array(&json);
	if (view->measured)
		pgl_json_measured(&json, "measured", view->measured);
	pgl_json_close(&json);
	pgl_strbuf_release(&text);
}
