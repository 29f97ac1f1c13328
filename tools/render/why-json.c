/* `pgolens why` as one JSON object (docs/schema/why.schema.json). Unknown values are null.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/why-text.h"

#include "explain/contrast.h"
#include "export/columns.h"
#include "explain/outcome.h"
#include "records/names.h"
#include "render/record-json.h"
#include "compare/outcome.h"

static const struct pgl_forest *forest_of(const struct pgl_why *why, int side)
{
	return why->weights->match->identity->forest[side];
}

static void add_function_keys(struct pgl_json *json, const char *name, const char *assembler,
			      const struct pgl_function *function)
{
	pgl_json_text(json, name, function ? function->name : NULL);
	pgl_json_text(json, assembler, function ? function->assembler : NULL);
}

static void add_build(struct pgl_json *json, const struct pgl_why *why, int side)
{
	const struct pgl_build *build = forest_of(why, side)->build;
	const struct pgl_unit *unit = NULL;

	for (size_t u = 0; u < build->n; u++)
		if (!unit || (!unit->profile.found && build->records[u]->unit.profile.found))
			unit = &build->records[u]->unit;
	pgl_json_object(json, side == PGL_OLD ? "old" : "new");
	pgl_json_text(json, "path", build->name);
	pgl_json_unsigned(json, "units", build->n);
	pgl_json_bool(json, "profile", unit && unit->profile.found);
	if (unit && unit->profile.found) {
		pgl_json_unsigned(json, "runs", unit->profile.runs);
		pgl_json_integer(json, "hot_threshold", unit->profile.hot_threshold);
	}
	pgl_json_end_object(json);
}

static void add_text(struct pgl_json *json, const char *key, struct pgl_strbuf *text)
{
	pgl_json_text(json, key, text->text);
	pgl_strbuf_release(text);
}

static void add_inequality(struct pgl_json *json, const struct pgl_decision *decision)
{
	struct pgl_inequality its;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (!pgl_json_object_if(json, "inequality", pgl_inequality_of(decision, &its)))
		return;
	pgl_json_text(json, "measure", pgl_words(PGL_WORDS_QUANTITY)[its.measure]);
	pgl_json_signed(json, "actual", its.actual);
	pgl_json_text(json, "relation", pgl_inequality_relation(&its));
	pgl_json_signed(json, "limit", its.limit);
	pgl_json_text(json, "param", its.param);
	pgl_json_signed(json, "param_value", its.param_value);
	pgl_json_integer(json, "before", its.before);
	pgl_json_integer(json, "growth", its.growth);
	pgl_json_integer(json, "times", its.factor);
	pgl_json_integer(json, "base", its.base);
	pgl_inequality_add(&text, &its);
	add_text(json, "text", &text);
	pgl_json_end_object(json);
}

static void add_decision(struct pgl_json *json, const struct pgl_record *record, uint32_t site,
			 const struct pgl_decision *decision)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	const struct pgl_row row = {.decision = decision, .text = &text};

	pgl_json_object(json, NULL);
	pgl_columns_json(json, &pgl_decision_columns, &row, PGL_IN_JSON, "");
	add_inequality(json, decision);
	pgl_strbuf_reset(&text);
	pgl_reason_add(&text, record, site, decision);
	add_text(json, "text", &text);
	pgl_json_text(json, "evidence", pgl_evidence_word(PGL_RECORDED));
	pgl_json_end_object(json);
}

static void add_events(struct pgl_json *json, const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_record *record = pgl_forest_record(forest, site);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_array(json, "events");
	for (uint32_t e = 0; e < record->n_events; e++) {
		if (!pgl_event_is_at(forest, site, &record->events[e]))
			continue;
		const struct pgl_row row =
			pgl_row_of_build(forest->build, forest->nodes[site].unit, e, &text);

		pgl_json_object(json, NULL);
		pgl_columns_json(json, &pgl_event_columns, &row, PGL_IN_JSON, "");
		pgl_json_arguments(json, &record->events[e]);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

/* Who inlined the instance SITE, or what it is a copy of; NULL: it is not inlined, or nobody is known. */
static const char *inliner_of(const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_decision *decision = pgl_decision_on(forest, site);

	return decision && decision->inlined ? pgl_words(PGL_WORDS_INLINER)[decision->inliner]
					     : NULL;
}

static void add_site(struct pgl_json *json, const struct pgl_why *why, int side, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(why, side);
	const struct pgl_record *record = pgl_forest_record(forest, site);
	const struct pgl_site *line = pgl_forest_site(forest, site);
	bool is_copy = line->flags & PGL_BIT(PGL_SITE_FLAG_COPY), is_estimated;
	struct pgl_real runs = pgl_executions(why->weights, side, site, &is_estimated);

	pgl_json_object(json, side == PGL_OLD ? "old" : "new");
	pgl_json_text(json, "source", pgl_function_source(record, &record->functions[line->root]));
	pgl_json_unsigned(json, "id", line->id);
	pgl_json_text(json, "fate", pgl_outcome_word(pgl_outcome_of(forest, site)));
	pgl_json_text(json, "inlined_by", inliner_of(forest, site));
	pgl_json_bool(json, "never_runs", pgl_outcome_never_runs(forest, site));
	pgl_json_text(json, "root", record->functions[line->root].name);
	pgl_json_text(json, "root_assembler", record->functions[line->root].assembler);
	pgl_json_text(json, "caller", record->functions[line->caller].name);
	add_function_keys(json, "callee", "callee_assembler",
			  line->callee == PGL_NONE ? NULL : &record->functions[line->callee]);
	pgl_json_text(json, "was",
		      line->was == PGL_NONE ? NULL : record->functions[line->was].name);
	pgl_json_stack(json, "stack", record, line->id);
	pgl_json_flags(json, "flags", PGL_WORDS_SITE_FLAG, line->flags);
	pgl_json_count(json, "count", line->count);
	pgl_json_word(json, "quality", PGL_WORDS_QUALITY, line->count.quality);
	pgl_json_bool(json, "hot", pgl_count_is_hot(record, line->count));
	pgl_json_real_or_null(json, "frequency", line->frequency);
	pgl_json_real_or_null(json, "executions", runs);
	pgl_json_text(json, "executions_evidence",
		      !runs.known ? NULL
				  : pgl_evidence_word(is_estimated ? PGL_ESTIMATED : PGL_RECORDED));
	pgl_json_array(json, "decisions");
	for (uint32_t i = 0; i < line->n_decisions; i++)
		if (!is_copy || !line->decisions[i].inlined)
			add_decision(json, record, line->id, &line->decisions[i]);
	pgl_json_end_array(json);
	add_events(json, forest, site);
	pgl_json_end_object(json);
}

static void add_contrast(struct pgl_json *json, const struct pgl_why *why,
			 const struct pgl_instance *instance)
{
	struct pgl_statements statements = {.item = NULL};

	pgl_why_changed(&statements, why->weights, NULL, instance->site);
	pgl_json_array(json, "why");
	for (size_t i = 0; i < statements.n; i++) {
		pgl_json_object(json, NULL);
		pgl_json_text(json, "evidence", pgl_evidence_word(statements.item[i].evidence));
		pgl_json_text(json, "text", statements.item[i].text);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_statements_release(&statements);
}

static void add_step(struct pgl_json *json, const struct pgl_forest *forest,
		     const struct pgl_cascade_step *step)
{
	const struct pgl_record *record = pgl_forest_record(forest, step->site);
	const struct pgl_site *line = pgl_forest_site(forest, step->site);

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "id", line->id);
	pgl_json_unsigned(json, "sequence", step->sequence);
	pgl_json_text(json, "root", record->functions[line->root].name);
	add_function_keys(json, "callee", "callee_assembler",
			  line->callee == PGL_NONE ? NULL : &record->functions[line->callee]);
	pgl_json_location(json, "location", record, line->location);
	pgl_json_integer(json, "growth", step->growth);
	pgl_json_integer(json, "growth_other", step->other);
	pgl_json_signed(json, "added", step->added);
	pgl_json_end_object(json);
}

static void add_cascade(struct pgl_json *json, const struct pgl_why *why,
			const struct pgl_cascade *cascade)
{
	const struct pgl_forest *forest = forest_of(why, cascade->side);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "evidence", pgl_evidence_word(PGL_ESTIMATED));
	pgl_json_text(json, "side", cascade->side == PGL_OLD ? "old" : "new");
	pgl_json_text(json, "budget", pgl_budget_word(cascade->budget));
	pgl_json_text(json, "function",
		      cascade->function == PGL_NONE
			      ? NULL
			      : pgl_forest_function(forest, cascade->function)->name);
	pgl_json_signed(json, "start", cascade->start);
	pgl_json_signed(json, "reached", cascade->reached);
	pgl_json_signed(json, "actual", cascade->inequality.actual);
	pgl_json_text(json, "relation", pgl_inequality_relation(&cascade->inequality));
	pgl_json_signed(json, "limit", cascade->inequality.limit);
	pgl_json_signed(json, "added", cascade->added);
	pgl_json_signed(json, "without", cascade->without);
	pgl_json_unsigned(json, "enough", cascade->n_enough);
	pgl_json_array(json, "steps");
	for (size_t i = 0; i < cascade->n_steps; i++)
		add_step(json, forest, &cascade->steps[i]);
	pgl_json_end_array(json);
	pgl_cascade_add(&text, why->cascades, cascade, SIZE_MAX);
	add_text(json, "text", &text);
	pgl_json_end_object(json);
}

static void add_cascades(struct pgl_json *json, const struct pgl_why *why,
			 const struct pgl_instance *instance)
{
	struct pgl_cascade cascade;

	pgl_json_array(json, "cascades");
	for (int side = 0; side < PGL_SIDES; side++)
		if (instance->site[side] != PGL_NONE &&
		    pgl_cascade_find(why->cascades, side, instance->site[side], &cascade)) {
			add_cascade(json, why, &cascade);
			pgl_cascade_release(&cascade);
		}
	pgl_json_end_array(json);
}

static void add_instance(struct pgl_json *json, const struct pgl_why *why,
			 const struct pgl_instance *instance)
{
	pgl_json_object(json, NULL);
	for (int side = 0; side < why->n_sides; side++)
		if (instance->site[side] != PGL_NONE)
			add_site(json, why, side, instance->site[side]);
		else
			pgl_json_null(json, side == PGL_OLD ? "old" : "new");
	if (why->n_sides > 1) {
		add_contrast(json, why, instance);
		add_cascades(json, why, instance);
	}
	pgl_json_end_object(json);
}

static void add_call(struct pgl_json *json, const struct pgl_why *why, const struct pgl_call *call)
{
	const struct pgl_forest *forest = forest_of(why, call->side);

	pgl_json_object(json, NULL);
	pgl_json_location(json, "location", pgl_forest_record(forest, call->site),
			  pgl_forest_site(forest, call->site)->location);
	add_function_keys(json, "caller", "caller_assembler",
			  pgl_text_function(forest, call->site));
	add_function_keys(json, "callee", "callee_assembler",
			  pgl_called_function(forest, call->site));
	pgl_json_array(json, "instances");
	for (size_t i = 0; i < call->instances.n && i < why->n_instances; i++)
		add_instance(json, why, &call->instances.item[i]);
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

void pgl_why_json(const struct pgl_why *why, const struct pgl_style *style, FILE *out)
{
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 2, "pgolens-why");
	for (int side = 0; side < why->n_sides; side++)
		add_build(&json, why, side);
	pgl_json_array(&json, "calls");
	for (size_t i = 0; i < why->calls->n; i++)
		add_call(&json, why, &why->calls->item[i]);
	pgl_json_end_array(&json);
	pgl_json_close(&json);
}
