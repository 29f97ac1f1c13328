/* Advice as JSON. See advice-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/advice-text.h"

#include <math.h>
#include <stdlib.h>

#include "experiment/variants/plan.h"
#include "render/record-json.h"

static void add_sites(struct pgl_json *json, const struct pgl_advice *advice,
		      const struct pgl_advice_line *line)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_array(json, "reproduces");
	for (uint32_t i = 0; i < line->n_sites; i++) {
		uint32_t number = line->sites[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "kind", pgl_plan_site_kind(&advice->plans->sites[number]));
		pgl_strbuf_reset(&text);
		pgl_plan_site_add_location(advice->plans, number, &text);
		pgl_json_text(json, "location", text.text);
		pgl_strbuf_reset(&text);
		pgl_plan_site_add_call(advice->plans, number, &text);
		pgl_json_text(json, "call", text.text);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

static void add_cost(struct pgl_json *json, const char *key, enum pgl_metric metric, double value)
{
	if (isnan(value) || isinf(value))
		pgl_json_null(json, key);
	else if (pgl_metric_is_timed(metric))
		pgl_json_real(json, key, value);
	else
		pgl_json_signed(json, key, llround(value));
}

/* PART of WHOLE in percent; null if there is no whole. */
static void add_percent(struct pgl_json *json, const char *key, double part, double whole)
{
	pgl_json_real(json, key, whole > 0 ? 100 * part / whole : NAN);
}

static void add_result(struct pgl_json *json, const struct pgl_advice_check *check, size_t i)
{
	const struct pgl_advice_result *result = &check->results[i];

	pgl_json_text(json, "fate", pgl_advice_outcome_word(result->outcome));
	add_cost(json, "alone", check->metric, result->alone);
	add_cost(json, "left_out", check->metric, result->left_out);
	pgl_json_unsigned(json, "group_size", result->group_size);
	add_cost(json, "group", check->metric, result->group);
	pgl_json_text(json, "why", result->why);
	pgl_json_object(json, "decisions");
	pgl_json_unsigned(json, "as_in_new", result->n_reproduced);
	pgl_json_unsigned(json, "otherwise", result->n_other);
	pgl_json_unsigned(json, "not_there", result->n_unknown);
	pgl_json_end_object(json);
}

static void add_condition(struct pgl_json *json, const struct pgl_advice_line *line)
{
	if (!pgl_json_object_if(json, "condition", line->kind == PGL_ADVICE_EXPECT))
		return;
	pgl_json_text(json, "text", line->condition);
	pgl_json_real(json, "asked", line->asked);
	pgl_json_real(json, "holds", line->holds);
	pgl_json_real(json, "guessed", line->guessed);
	pgl_json_real(json, "expected", line->expected);
	pgl_json_end_object(json);
}

static void add_line(struct pgl_json *json, const struct pgl_advice *advice,
		     const struct pgl_advice_check *check, size_t i)
{
	const struct pgl_advice_line *line = &advice->lines[i];
	bool is_edit = line->edit.source != PGL_NONE;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "kind", pgl_advice_word(line->kind));
	pgl_json_bool(json, "inlining", pgl_advice_is_inlining(line));
	pgl_json_text(json, "function", line->function);
	pgl_json_text(json, "flag", line->flag);
	pgl_json_text(json, "file", is_edit ? advice->sources.item[line->edit.source].path : NULL);
	pgl_json_unsigned_or_null(json, "line", line->edit.line, is_edit);
	pgl_json_text(json, "inserts", line->edit.text);
	pgl_json_text(json, "closes", line->edit.replacement);
	add_condition(json, line);
	add_sites(json, advice, line);
	pgl_json_real(json, "caused", line->caused);
	pgl_json_unsigned(json, "functions_not_split", line->n_functions);
	pgl_json_unsigned(json, "overshoots", line->n_overshot);
	pgl_json_object(json, "estimated");
	pgl_json_real(json, "saved", line->saved);
	pgl_json_real(json, "spared", line->spared);
	pgl_json_real(json, "overshot", line->overshot);
	pgl_json_real(json, "rank", line->rank);
	pgl_json_end_object(json);
	if (check)
		add_result(json, check, i);
	pgl_json_end_object(json);
}

static void add_refused(struct pgl_json *json, const struct pgl_advice *advice)
{
	pgl_json_array(json, "refused");
	for (size_t i = 0; i < advice->n_refused; i++) {
		const struct pgl_advice_refused *refused = &advice->refused[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "kind", pgl_advice_word(refused->kind));
		pgl_json_text(json, "function", refused->function);
		pgl_json_text(json, "location", refused->place);
		pgl_json_text(json, "why", refused->why);
		pgl_json_unsigned(json, "decisions", refused->n_sites);
		pgl_json_real(json, "rank", refused->rank);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_gain(struct pgl_json *json, const char *key, struct pgl_gain gain)
{
	pgl_json_object(json, key);
	pgl_json_real(json, "value", gain.value);
	pgl_json_real(json, "low", gain.interval.low);
	pgl_json_real(json, "high", gain.interval.high);
	pgl_json_end_object(json);
}

static void add_timed(struct pgl_json *json, const struct pgl_advice_check *check)
{
	pgl_json_array(json, "timed");
	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		const struct pgl_advice_timed *timed = &check->timed[metric];

		if (!timed->is_measured)
			continue;
		pgl_json_object(json, NULL);
		pgl_json_text(json, "metric", pgl_metric_words[metric]);
		pgl_json_real(json, "old", timed->old);
		add_gain(json, "gain", timed->gain);
		add_gain(json, "kept", timed->keeps);
		add_gain(json, "share", timed->share);
		pgl_json_array(json, "steps");
		for (size_t i = 0; i < check->n_kept; i++)
			add_gain(json, NULL, timed->steps[i]);
		pgl_json_end_array(json);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_parts(struct pgl_json *json, const char *key, enum pgl_metric metric,
		      const double *costs)
{
	pgl_json_object(json, key);
	for (int i = 0; i < PGL_PART_N; i++)
		add_cost(json, pgl_part_word((enum pgl_advice_part)i), metric, costs[i]);
	pgl_json_end_object(json);
}

static void add_part(struct pgl_json *json, const struct pgl_advice_check *check)
{
	if (!pgl_json_object_if(json, "inlining", check->has_part))
		return;
	add_cost(json, "without", check->metric, check->without);
	add_parts(json, "with", check->metric, check->with);
	pgl_json_text(json, "best", pgl_part_word(check->best));
	add_cost(json, "part", check->metric, check->part);
	add_cost(json, "patched", check->metric, check->inlining_cost);
	add_cost(json, "kept", check->metric, check->old - check->inlining_cost);
	add_percent(json, "percent_of_part", check->old - check->inlining_cost, check->part);
	add_cost(json, "patched_without_flags", check->metric, check->cost_without_flags);
	add_cost(json, "kept_without_flags", check->metric, check->old - check->cost_without_flags);
	add_percent(json, "percent_without_flags", check->old - check->cost_without_flags,
		    check->part);
	add_parts(json, "replayed", check->metric, check->replayed);
	add_cost(json, "replayed_part", check->metric, check->replayed_part);
	add_percent(json, "percent_of_replayed", check->old - check->inlining_cost,
		    check->replayed_part);
	pgl_json_end_object(json);
}

static void add_check(struct pgl_json *json, const struct pgl_advice_check *check)
{
	double patched = check->n_kept ? check->costs[check->n_kept - 1] : check->old;

	pgl_json_object(json, "measured");
	pgl_json_text(json, "metric", pgl_metric_words[check->metric]);
	add_cost(json, "old", check->metric, check->old);
	add_cost(json, "new", check->metric, check->new);
	add_cost(json, "gain", check->metric, check->gain);
	add_cost(json, "patched", check->metric, patched);
	add_cost(json, "kept", check->metric, check->old - patched);
	add_percent(json, "percent_of_gain", check->old - patched, check->gain);
	pgl_json_array(json, "steps");
	for (size_t i = 0; i < check->n_kept; i++) {
		double before = i ? check->costs[i - 1] : check->old;

		pgl_json_object(json, NULL);
		pgl_json_unsigned(json, "line", check->kept[i]);
		add_cost(json, "cost", check->metric, check->costs[i]);
		add_cost(json, "step", check->metric, before - check->costs[i]);
		add_percent(json, "percent_of_gain", before - check->costs[i], check->gain);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	add_part(json, check);
	add_timed(json, check);
	pgl_json_unsigned(json, "builds", check->n_builds);
	pgl_json_bool(json, "budget_spent", check->is_spent);
	pgl_json_end_object(json);
}

void pgl_advice_json(const struct pgl_advice *advice, const struct pgl_advice_check *check,
		     FILE *out)
{
	bool *chosen = check ? pgl_advice_chosen(check) : NULL;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_json json;

	pgl_json_open(&json, out, 2, "pgolens-advice");
	pgl_json_unsigned(&json, "calls_that_differ", advice->plans->n_sites);
	pgl_json_array(&json, "lines");
	for (size_t i = 0; i < advice->n_lines; i++)
		add_line(&json, advice, check, i);
	pgl_json_end_array(&json);
	pgl_json_unsigned(&json, "left_out", advice->n_left_out);
	add_refused(&json, advice);
	if (check)
		add_check(&json, check);
	pgl_advice_flags(advice, chosen, &text);
	pgl_json_text(&json, "flags", text.text);
	pgl_strbuf_reset(&text);
	pgl_advice_patch(advice, chosen, &text);
	pgl_json_text(&json, "patch", text.text);
	pgl_json_close(&json);
	pgl_strbuf_release(&text);
	free(chosen);
}
