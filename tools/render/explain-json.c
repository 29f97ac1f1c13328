/* An explanation as JSON. See explain-text.h, docs/schema/explain.schema.json.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/explain-text.h"

#include <math.h>

#include "render/health.h"
#include "render/record-json.h"
#include "base/json-write.h"
#include "records/names.h"

static const char *const side_keys[PGL_SIDES] = {"old", "new"};

static void add_integers(struct pgl_json *json, const char *key,
			 const struct pgl_integer pair[PGL_SIDES])
{
	pgl_json_object(json, key);
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_json_integer(json, side_keys[side], pair[side]);
	pgl_json_end_object(json);
}

static void add_reals(struct pgl_json *json, const char *key, const struct pgl_real pair[PGL_SIDES])
{
	pgl_json_object(json, key);
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_json_real_or_null(json, side_keys[side], pair[side]);
	pgl_json_end_object(json);
}

/* --- the speedup --- */

static void add_attribution(struct pgl_json *json, const struct pgl_explain_view *view)
{
	const struct pgl_attributed *attributed = view->explanation->attributed;

	if (!pgl_json_object_if(json, "caused", attributed))
		return;
	pgl_json_text(json, "file", view->attribution);
	pgl_json_text(json, "metric", attributed->metric);
	pgl_json_real(json, "old", attributed->old);
	pgl_json_real(json, "new", attributed->new);
	pgl_json_real(json, "whole", attributed->whole);
	pgl_json_real_or_null(json, "percent", attributed->percent);
	pgl_json_text(json, "verdict", attributed->outcome);
	pgl_json_array(json, "causes");
	for (size_t i = 0; i < attributed->n_causes; i++) {
		const struct pgl_attributed_cause *cause = &attributed->causes[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "cause", cause->cause);
		pgl_json_real(json, "share", cause->share);
		pgl_json_real_or_null(json, "percent_of_old", cause->percent_of_old);
		pgl_json_bool(json, "changes_program", cause->changes_program);
		pgl_json_bool(json, "resolved", cause->is_resolved);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

static void add_measured(struct pgl_json *json, const struct pgl_cost_join *join)
{
	if (!pgl_json_object_if(json, "measured", join))
		return;
	pgl_json_text(json, "unit", join->measured[PGL_NEW]->metric.unit);
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_json_unsigned(json, side_keys[side], join->total[side]);
	pgl_json_end_object(json);
}

static void add_speedup(struct pgl_json *json, const struct pgl_explain_view *view)
{
	const struct pgl_weights *weights = view->explanation->diff->weights;

	pgl_json_object(json, "speedup");
	add_attribution(json, view);
	add_measured(json, view->explanation->join);
	pgl_json_object(json, "estimated");
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_json_real_or_null(json, side ? "calls_new" : "calls_old",
				      pgl_real_of(weights->side[side].inside));
	pgl_json_end_object(json);
	pgl_json_end_object(json);
}

/* --- changes --- */

static void add_change(struct pgl_json *json, const struct pgl_explanation *explanation,
		       const struct pgl_explained_change *made)
{
	const struct pgl_change *change = made->change;
	const struct pgl_diff *diff = explanation->diff;
	const struct pgl_function *callee = pgl_change_callee(diff, change);
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_forest *forest = diff->weights->match->identity->forest[side];
	const struct pgl_integer frame[PGL_SIDES] = {explanation->frames[PGL_OLD][made->caller],
						     explanation->frames[PGL_NEW][made->caller]};

	pgl_json_object(json, NULL);
	pgl_json_text(json, "kind", pgl_kind_word(change->kind));
	pgl_json_text(json, "caller", pgl_change_caller(diff, change)->name);
	pgl_json_text(json, "callee", callee ? callee->name : NULL);
	pgl_json_location(json, "location", pgl_forest_record(forest, change->site[side]),
			  pgl_forest_site(forest, change->site[side])->location);
	pgl_json_real_or_null(json, "executions", change->weight);
	pgl_json_bool(json, "executions_estimated", change->weight_is_estimated);
	add_reals(json, "calls", change->calls);
	add_integers(json, "caller_frame", frame);
	pgl_json_array(json, "why");
	for (size_t i = 0; i < made->why.n; i++) {
		pgl_json_object(json, NULL);
		pgl_json_text(json, "known", pgl_evidence_word(made->why.item[i].evidence));
		pgl_json_text(json, "text", made->why.item[i].text);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_json_real(json, "worth", made->worth ? made->worth->worth : NAN);
	pgl_json_end_object(json);
}

static void add_function(struct pgl_json *json, const struct pgl_explanation *explanation,
			 const struct pgl_explained_function *made)
{
	const struct pgl_function_change *function = made->function;
	const struct pgl_function *its = pgl_diff_function(explanation->diff, function->body);
	struct pgl_integer bytes[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++)
		bytes[side] = (struct pgl_integer){function->bytes[side].hot.value +
							   function->bytes[side].cold.value,
						   function->bytes[side].hot.known};
	pgl_json_object(json, NULL);
	pgl_json_text(json, "function", its->name);
	pgl_json_text(json, "assembler", its->assembler);
	add_reals(json, "calls", function->calls);
	pgl_json_bool(json, "calls_estimated",
		      function->calls_is_estimated[PGL_OLD] ||
			      function->calls_is_estimated[PGL_NEW]);
	add_reals(json, "size", function->size);
	add_integers(json, "bytes", bytes);
	add_integers(json, "frame", made->frame);
	if (pgl_json_object_if(json, "cost", explanation->join)) {
		for (int side = 0; side < PGL_SIDES; side++)
			pgl_json_unsigned(json, side_keys[side],
					  pgl_cost_of(explanation->join, (enum pgl_side)side,
						      function->body));
		pgl_json_end_object(json);
	}
	pgl_json_unsigned(json, "n_changes", made->n_all);
	pgl_json_array(json, "changes");
	for (size_t i = 0; i < made->n_changes; i++)
		add_change(json, explanation, &made->changes[i]);
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

/* --- the rest --- */

static void add_cascade(struct pgl_json *json, const struct pgl_explanation *explanation,
			const struct pgl_explained_cascade *one)
{
	const struct pgl_cascade *cascade = &one->cascade;
	const struct pgl_diff *diff = explanation->diff;
	const struct pgl_function *callee = pgl_change_callee(diff, one->change);
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const struct pgl_forest *forest =
		explanation->diff->weights->match->identity->forest[cascade->side];

	pgl_json_object(json, NULL);
	pgl_json_text(json, "kind", pgl_kind_word(one->change->kind));
	pgl_json_text(json, "caller", pgl_change_caller(diff, one->change)->name);
	pgl_json_text(json, "callee", callee ? callee->name : NULL);
	pgl_json_location(json, "location", pgl_forest_record(forest, cascade->site),
			  pgl_forest_site(forest, cascade->site)->location);
	pgl_json_text(json, "in", side_keys[cascade->side]);
	pgl_json_text(json, "budget", pgl_budget_word(cascade->budget));
	pgl_json_text(json, "param", cascade->inequality.param);
	pgl_json_signed(json, "actual", cascade->inequality.actual);
	pgl_json_signed(json, "limit", cascade->inequality.limit);
	pgl_json_signed(json, "added", cascade->added);
	pgl_json_signed(json, "without", cascade->without);
	pgl_cascade_add(&text, explanation->cascades, cascade, cascade->n_steps);
	pgl_json_text(json, "text", text.text);
	pgl_strbuf_release(&text);
	pgl_json_array(json, "steps");
	for (size_t i = 0; i < cascade->n_steps; i++) {
		const struct pgl_cascade_step *step = &cascade->steps[i];

		pgl_json_object(json, NULL);
		pgl_json_location(json, "location", pgl_forest_record(forest, step->site),
				  pgl_forest_site(forest, step->site)->location);
		pgl_json_unsigned(json, "sequence", step->sequence);
		pgl_json_integer(json, "growth", step->growth);
		pgl_json_signed(json, "added", step->added);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

static void add_uninlined(struct pgl_json *json, const struct pgl_explanation *explanation)
{
	const struct pgl_kind_sum *sum = &explanation->diff->kinds[PGL_KIND_UN_INLINED];
	const struct pgl_shrunk *shrunk = &explanation->shrunk;
	const struct pgl_real executions = {.value = sum->weight, .known = sum->n > sum->n_unknown};

	pgl_json_object(json, "un_inlined");
	pgl_json_unsigned(json, "calls", sum->n);
	pgl_json_unsigned(json, "callers", sum->n_callers);
	pgl_json_real_or_null(json, "executions", executions);
	pgl_json_integer(json, "growth", sum->growth);
	add_integers(json, "bytes", sum->bytes);
	pgl_json_text(json, "frame_of",
		      shrunk->body == PGL_NONE
			      ? NULL
			      : pgl_diff_function(explanation->diff, shrunk->body)->name);
	add_integers(json, "frame", shrunk->frame);
	pgl_json_end_object(json);
}

static void add_remains(struct pgl_json *json, const struct pgl_explanation *explanation)
{
	const struct pgl_remains *remains = &explanation->remains;
	const struct pgl_forest *forest =
		explanation->diff->weights->match->identity->forest[PGL_NEW];
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_array(json, "remaining");
	for (size_t i = 0; i < remains->n; i++) {
		const struct pgl_remaining *one = &remains->item[i];
		const struct pgl_record *record = pgl_forest_record(forest, one->most);
		const struct pgl_site *site = pgl_forest_site(forest, one->most);

		pgl_json_object(json, NULL);
		pgl_json_text(json, "reason", one->reason);
		pgl_json_bool(json, "body_is_elsewhere", one->body_is_elsewhere);
		pgl_json_unsigned(json, "calls", one->n);
		pgl_json_real(json, "executions", one->executions);
		pgl_json_bool(json, "executions_estimated", one->is_estimated);
		pgl_json_real(json, "share",
			      remains->all > 0 ? fmin(1, one->executions / remains->all) : NAN);
		pgl_json_text(json, "caller", record->functions[site->root].name);
		pgl_json_text(json, "callee", pgl_site_callee_name(record, site));
		pgl_json_location(json, "location", record,
				  pgl_forest_site(forest, forest->nodes[one->most].base)->location);
		pgl_strbuf_reset(&text);
		pgl_remaining_add_remedy(&text, remains, one);
		pgl_json_text(json, "remedy", text.text);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

static void add_health(struct pgl_json *json, const struct pgl_explain_view *view)
{
	struct pgl_health_lines lines;

	pgl_health_say(&lines, view->explanation, view->n_health, false);
	pgl_json_array(json, "health");
	for (size_t i = 0; i < lines.n; i++) {
		pgl_json_object(json, NULL);
		pgl_json_text(json, "what", lines.item[i].fault);
		pgl_json_bool(json, "is_fault", lines.item[i].is_fault);
		pgl_json_text(json, "known", pgl_evidence_word(lines.item[i].evidence));
		pgl_json_text(json, "text", lines.item[i].text);
		pgl_json_text(json, "command", lines.item[i].command);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_health_lines_release(&lines);
}

void pgl_explain_json(const struct pgl_explain_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_explanation *explanation = view->explanation;
	const struct pgl_identity *identity = explanation->diff->weights->match->identity;
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 3, "pgolens-explanation");
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_json_text(&json, side_keys[side], identity->forest[side]->build->name);
	add_speedup(&json, view);
	pgl_json_unsigned(&json, "n_functions", explanation->n_all);
	pgl_json_array(&json, "functions");
	for (size_t i = 0; i < explanation->n_functions; i++)
		add_function(&json, explanation, &explanation->functions[i]);
	pgl_json_end_array(&json);
	pgl_json_array(&json, "cascades");
	for (size_t i = 0; i < explanation->n_cascaded; i++)
		add_cascade(&json, explanation, &explanation->cascaded[i]);
	pgl_json_end_array(&json);
	add_uninlined(&json, explanation);
	add_remains(&json, explanation);
	add_health(&json, view);
	pgl_json_close(&json);
}
