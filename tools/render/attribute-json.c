/* An attribution as JSON. See attribute-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/attribute-text.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "render/comparison.h"
#include "render/record-json.h"

/* Variants ---------------------------------------------------------------------------------- */

static void add_variant(struct pgl_json *json, const struct pgl_variant *variant,
			const uint32_t *set)
{
	pgl_json_object(json, NULL);
	pgl_json_text(json, "name", variant->name);
	if (set) {
		pgl_json_array(json, "causes");
		for (unsigned cause = 0; cause < PGL_CAUSE_N; cause++)
			if (*set >> cause & 1)
				pgl_json_text(json, NULL, pgl_cause_word((enum pgl_cause)cause));
		pgl_json_end_array(json);
	}
	pgl_json_text(json, "key", variant->key);
	pgl_json_text(json, "program", variant->program[0] ? variant->program : NULL);
	pgl_json_text(json, "flags", variant->flags ? variant->flags : "");
	pgl_json_text(json, "split", variant->split);
	pgl_json_text(json, "plan", variant->plan);
	pgl_json_text(json, "trained", variant->trained ? variant->trained->name : NULL);
	pgl_json_bool(json, "was_there", variant->was_there);
	if (!variant->is_instrumented) {
		pgl_json_unsigned(json, "units", variant->n_units);
		pgl_json_unsigned(json, "units_without_profile", variant->n_missing);
		pgl_json_unsigned(json, "functions_mismatched", variant->n_mismatched);
		pgl_json_unsigned(json, "inlinings_wanted", variant->n_wanted);
		pgl_json_unsigned(json, "inlinings_lost", variant->n_lost);
		pgl_json_unsigned(json, "text", variant->text);
	}
	pgl_json_end_object(json);
}

static void add_variants(struct pgl_json *json, const struct pgl_attribution *attribution)
{
	pgl_json_array(json, "variants");
	for (int i = 0; i < 2; i++)
		if (attribution->trained[i]->key[0])
			add_variant(json, attribution->trained[i], NULL);
	for (size_t i = 0; i < attribution->n_retrained; i++)
		add_variant(json, attribution->retrained[i], NULL);
	add_variant(json, attribution->old, NULL);
	add_variant(json, attribution->new, NULL);
	add_variant(json, attribution->options_alone, NULL);
	add_variant(json, attribution->unlaid, NULL);
	for (uint32_t set = 0; set < PGL_N_SETS; set++)
		if (attribution->variant[set])
			add_variant(json, attribution->variant[set], &set);
	pgl_json_end_array(json);
}

/* Measurements: by program, command and metric ----------------------------------------------- */

static void add_counted(struct pgl_json *json, const struct pgl_attribution *attribution,
			const struct pgl_variant *program, size_t command)
{
	bool with_cycles = attribution->options->metric[PGL_METRIC_CYCLES];
	struct pgl_counted counted;

	if (!pgl_measure_get(&attribution->experiment, program,
			     attribution->options->commands[command], with_cycles, &counted))
		return;
	pgl_json_unsigned(json, "instructions", counted.instructions);
	pgl_json_unsigned(json, "processes", counted.n_processes);
	if (!with_cycles)
		return;
	pgl_json_unsigned(json, "cycles", pgl_counted_cycles(&counted));
	pgl_json_unsigned(json, "first_level_misses", counted.first_misses);
	pgl_json_unsigned(json, "last_level_misses", counted.last_misses);
	pgl_json_unsigned(json, "mispredicted_branches", counted.mispredicted);
}

static void add_runs(struct pgl_json *json, const struct pgl_attribution *attribution,
		     size_t program, size_t command, enum pgl_metric metric)
{
	if (!attribution->has_split[metric])
		return;
	pgl_json_array(json, pgl_metric_words[metric]);
	for (size_t round = 0; round < attribution->n_rounds; round++) {
		const struct pgl_timed *run =
			&attribution->timed[(round * attribution->n_programs + program) *
						    attribution->options->n_commands +
					    command];

		pgl_json_real(json, NULL, pgl_timed_value(run, metric));
	}
	pgl_json_end_array(json);
}

static void add_measurements(struct pgl_json *json, const struct pgl_attribution *attribution)
{
	const struct pgl_attribute_options *options = attribution->options;

	pgl_json_array(json, "measurements");
	for (size_t p = 0; p < attribution->n_programs; p++)
		for (size_t c = 0; c < options->n_commands; c++) {
			pgl_json_object(json, NULL);
			pgl_json_text(json, "program", attribution->programs[p]->program);
			pgl_json_unsigned(json, "command", c);
			if (options->metric[PGL_METRIC_CYCLES] ||
			    options->metric[PGL_METRIC_INSTRUCTIONS])
				add_counted(json, attribution, attribution->programs[p], c);
			for (int metric = 0; metric < PGL_METRIC_N; metric++)
				if (pgl_metric_is_timed((enum pgl_metric)metric))
					add_runs(json, attribution, p, c, (enum pgl_metric)metric);
			pgl_json_end_object(json);
		}
	pgl_json_end_array(json);
}

/* Splits ------------------------------------------------------------------------------------ */

static void add_number(struct pgl_json *json, const char *key, enum pgl_metric metric, double value)
{
	if (pgl_metric_is_timed(metric) || isnan(value))
		pgl_json_real(json, key, value);
	else
		pgl_json_signed(json, key, llround(value));
}

static void add_cause(struct pgl_json *json, const struct pgl_attribution *attribution,
		      const struct pgl_split *split, enum pgl_cause cause)
{
	const struct pgl_share *share = &split->share[cause];
	bool is_timed = pgl_metric_is_timed(split->metric);
	double rounded = is_timed ? share->share : (double)share->rounded;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "cause", pgl_cause_word(cause));
	add_number(json, "share", split->metric, rounded);
	pgl_json_real(json, "exact_share", share->share);
	pgl_json_real(json, "percent_of_old",
		      split->old > 0 ? 100 * share->share / split->old : NAN);
	pgl_json_real(json, "percent_of_whole",
		      fabs(split->whole) > 0 ? 100 * share->share / split->whole : NAN);
	add_number(json, "alone", split->metric, share->alone);
	add_number(json, "interaction", split->metric, rounded - share->alone);
	add_number(json, "last", split->metric, share->last);
	pgl_json_bool(json, "changes_program", !attribution->is_null[cause]);
	pgl_json_bool(json, "resolved", share->is_resolved || attribution->is_null[cause]);
	if (share->has_interval)
		pgl_interval_json(json, "interval", share->interval);
	if (share->rounds_needed)
		pgl_json_unsigned(json, "runs_needed", share->rounds_needed);
	pgl_json_end_object(json);
}

static void add_set(struct pgl_json *json, const struct pgl_attribution *attribution,
		    enum pgl_metric metric, uint32_t set)
{
	const struct pgl_variant *variant = attribution->variant[set];

	if (!variant || !variant->program[0])
		return;
	pgl_json_object(json, NULL);
	pgl_json_array(json, "causes");
	for (unsigned cause = 0; cause < PGL_CAUSE_N; cause++)
		if (set >> cause & 1 && !attribution->is_null[cause])
			pgl_json_text(json, NULL, pgl_cause_word((enum pgl_cause)cause));
	pgl_json_end_array(json);
	pgl_json_text(json, "variant", variant->name);
	add_number(json, "cost", metric,
		   pgl_attribution_cost(attribution, variant, metric, PGL_ALL_COMMANDS, NULL, 0));
	pgl_json_end_object(json);
}

/* What each set of causes costs: the counts are in all but the first. */
static void add_sets(struct pgl_json *json, const struct pgl_attribution *attribution,
		     enum pgl_metric metric)
{
	pgl_json_array(json, "sets");
	add_set(json, attribution, metric, PGL_NO_CAUSES);
	for (uint32_t s = 0; s < 1u << attribution->n_active; s++)
		add_set(json, attribution, metric, pgl_attribution_set(attribution, s));
	pgl_json_end_array(json);
}

static void add_split(struct pgl_json *json, const struct pgl_attribution *attribution,
		      const struct pgl_split *split)
{
	enum pgl_metric metric = split->metric;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "metric", pgl_metric_words[metric]);
	add_number(json, "old", metric, split->old);
	add_number(json, "new", metric, split->new);
	add_number(json, "whole", metric, split->whole);
	pgl_json_real(json, "percent", split->old > 0 ? 100 * split->whole / split->old : NAN);
	if (pgl_metric_is_timed(metric))
		pgl_interval_json(json, "interval", split->interval);
	pgl_json_text(json, "verdict", pgl_split_outcome_word(split->outcome));
	pgl_json_array(json, "leading");
	for (unsigned i = 0; i < split->n_leading; i++)
		pgl_json_text(json, NULL, pgl_cause_word(split->leading[i]));
	pgl_json_end_array(json);
	pgl_json_array(json, "causes");
	for (int cause = 0; cause < PGL_CAUSE_N; cause++)
		add_cause(json, attribution, split, (enum pgl_cause)cause);
	pgl_json_end_array(json);
	add_number(json, "sum_of_shares", metric, split->none - split->all);
	add_number(json, "sum_of_alone", metric, split->sum_alone);
	add_number(json, "interaction", metric, split->interaction);
	add_number(json, "residue_old", metric, split->residue_old);
	add_number(json, "residue_new", metric, split->residue_new);
	add_number(json, "options_alone", metric, split->options_alone);
	add_number(json, "guessed_layout", metric, split->guessed_layout);
	pgl_json_array(json, "pairs");
	for (unsigned i = 0; i < split->n_pairs; i++) {
		pgl_json_object(json, NULL);
		pgl_json_text(json, "a", pgl_cause_word(split->pairs[i].a));
		pgl_json_text(json, "b", pgl_cause_word(split->pairs[i].b));
		pgl_json_real(json, "value", split->pairs[i].value);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	add_sets(json, attribution, metric);
	pgl_json_end_object(json);
}

/* The whole --------------------------------------------------------------------------------- */

static void add_options(struct pgl_json *json, const struct pgl_option_changes *changes)
{
	pgl_json_array(json, "options");
	for (size_t i = 0; i < changes->n; i++) {
		const struct pgl_option_change *change = &changes->item[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "name", change->name);
		pgl_json_text(json, "old", change->value[0]);
		pgl_json_text(json, "new", change->value[1]);
		pgl_json_text(json, "cause", pgl_cause_word(change->cause));
		pgl_json_text(json, "flag_old", change->flag[0]);
		pgl_json_text(json, "flag_new", change->flag[1]);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_experiment(struct pgl_json *json, const struct pgl_attribution *attribution)
{
	const struct pgl_experiment *experiment = &attribution->experiment;
	const struct pgl_attribute_options *options = attribution->options;

	pgl_json_object(json, "experiment");
	pgl_json_text(json, "compiler", experiment->cc);
	pgl_json_text(json, "version", experiment->version);
	pgl_json_text(json, "old", experiment->old);
	pgl_json_text(json, "new", experiment->new);
	pgl_json_text(json, "instrumented",
		      experiment->given.instrumented ? experiment->given.instrumented : "");
	pgl_json_text(json, "build", experiment->given.build);
	pgl_json_text(json, "train", experiment->given.train);
	pgl_json_array(json, "measure");
	for (size_t i = 0; i < options->n_commands; i++)
		pgl_json_text(json, NULL, options->commands[i]);
	pgl_json_end_array(json);
	pgl_json_text(json, "source", experiment->source);
	pgl_json_text(json, "work", experiment->work);
	pgl_json_unsigned(json, "runs", attribution->n_rounds);
	pgl_json_unsigned(json, "seed", options->seed);
	if (attribution->is_sampled)
		pgl_json_unsigned(json, "orders", attribution->orders.n_orders);
	else
		pgl_json_null(json, "orders");
	pgl_json_end_object(json);
}

void pgl_attribute_json(const struct pgl_attribution *attribution,
			const struct pgl_site_search *sites, FILE *out)
{
	struct pgl_json json;

	pgl_json_open(&json, out, 3, "pgolens-attribution");
	add_experiment(&json, attribution);
	add_options(&json, &attribution->changes);
	pgl_json_array(&json, "metrics");
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (attribution->has_split[metric])
			add_split(&json, attribution, &attribution->splits[metric]);
	pgl_json_end_array(&json);
	if (sites)
		pgl_attribute_sites_json(&json, attribution, sites);
	add_variants(&json, attribution);
	add_measurements(&json, attribution);
	pgl_json_close(&json);
}
