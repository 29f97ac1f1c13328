/* `pgolens check` as one JSON object. Unknown values are null.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/check-words.h"

#include "render/record-json.h"
#include "check/rule-kinds.h"

static void add_place(struct pgl_json *json, struct pgl_check_place place)
{
	pgl_json_text(json, "file", place.file);
	pgl_json_unsigned_or_null(json, "line", place.line, place.line);
	pgl_json_unsigned_or_null(json, "column", place.column, place.column);
}

static void add_call_side(struct pgl_json *json, const char *key, const struct pgl_change *change,
			  int side)
{
	const struct pgl_call_outcome *outcome = &change->outcome[side];

	if (!pgl_json_object_if(json, key, change->site[side] != PGL_NONE))
		return;
	pgl_json_bool(json, "there", outcome->is_there);
	pgl_json_bool(json, "inlined", outcome->inlined);
	pgl_json_decision(json, "decision", outcome->decision);
	pgl_json_real_or_null(json, "inlined_share", pgl_real_of(outcome->share));
	pgl_json_real_or_null(json, "calls", change->calls[side]);
	pgl_json_bool(json, "calls_estimated", change->calls_is_estimated[side]);
	pgl_json_end_object(json);
}

static void add_call(struct pgl_json *json, const struct pgl_check *check,
		     const struct pgl_change *change)
{
	const struct pgl_function *caller = pgl_change_caller(check->diff, change);
	const struct pgl_function *callee = pgl_change_callee(check->diff, change);

	pgl_json_text(json, "caller", caller->name);
	pgl_json_text(json, "callee", callee ? callee->name : NULL);
	pgl_json_text(json, "caller_assembler", caller->assembler);
	pgl_json_text(json, "callee_assembler", callee ? callee->assembler : NULL);
	pgl_json_real_or_null(json, "weight", change->executions);
	pgl_json_bool(json, "weight_estimated", change->executions_is_estimated);
	add_call_side(json, "old", change, PGL_OLD);
	add_call_side(json, "new", change, PGL_NEW);
}

static void add_numbers(struct pgl_json *json, const struct pgl_check_result *result,
			const struct pgl_finding *finding)
{
	pgl_json_text(json, "what", result->rule->kind->what);
	pgl_json_real_or_null(json, "old", finding->value[PGL_OLD]);
	pgl_json_real_or_null(json, "new", finding->value[PGL_NEW]);
	pgl_json_bool(json, "estimated",
		      finding->is_estimated[PGL_OLD] || finding->is_estimated[PGL_NEW]);
}

static void add_finding(struct pgl_json *json, const struct pgl_check *check,
			const struct pgl_check_result *result, const struct pgl_finding *finding)
{
	static const char *const subjects[] = {
		[PGL_SUBJECT_CALL] = "call",	 [PGL_SUBJECT_FUNCTION] = "function",
		[PGL_SUBJECT_UNIT] = "unit",	 [PGL_SUBJECT_BUILD] = "build",
		[PGL_SUBJECT_REMARK] = "remark",
	};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "about", subjects[finding->subject]);
	add_place(json, pgl_check_place(check, finding));
	pgl_check_add_subject(&text, check, finding);
	pgl_json_text(json, "subject", text.text);
	pgl_strbuf_reset(&text);
	pgl_check_add_detail(&text, check, result, finding);
	pgl_json_text(json, "detail", text.text);
	pgl_strbuf_release(&text);
	if (finding->subject == PGL_SUBJECT_CALL)
		add_call(json, check, &finding->change);
	else if (result->rule->kind->what)
		add_numbers(json, result, finding);
	pgl_json_end_object(json);
}

static void add_result(struct pgl_json *json, const struct pgl_check *check,
		       const struct pgl_check_result *result)
{
	const struct pgl_rule *rule = result->rule;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "file", rule->path);
	pgl_json_unsigned(json, "line", rule->line);
	pgl_json_text(json, "rule", rule->kind->name);
	pgl_json_text(json, "text", rule->text);
	pgl_json_text(json, "name", rule->name);
	pgl_json_text(json, "state", pgl_check_state_word(result->state));
	pgl_json_bool(json, "counts", pgl_check_counts(result));
	pgl_json_unsigned(json, "seen", result->n_seen);
	pgl_json_text(json, "unknown", result->unknown.length ? result->unknown.text : NULL);
	pgl_json_array(json, "findings");
	for (size_t i = 0; i < result->n; i++)
		add_finding(json, check, result, &result->findings[i]);
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

void pgl_check_as_json(const struct pgl_check_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_check *check = view->check;
	const struct pgl_identity *identity = check->diff->weights->match->identity;
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 2, "pgolens-check");
	pgl_json_text(&json, "old", identity->forest[PGL_OLD]->build->name);
	pgl_json_text(&json, "new", identity->forest[PGL_NEW]->build->name);
	pgl_json_bool(&json, "passes", !check->n_counted);
	for (int state = 0; state < PGL_CHECK_STATE_N; state++)
		pgl_json_unsigned(&json, pgl_check_state_word((enum pgl_check_state)state),
				  check->n_in_state[state]);
	pgl_json_unsigned(&json, "counted", check->n_counted);
	pgl_json_array(&json, "results");
	for (size_t i = 0; i < check->n; i++)
		add_result(&json, check, &check->results[i]);
	pgl_json_end_array(&json);
	pgl_json_close(&json);
}
