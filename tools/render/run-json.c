/* A walk's results as JSON. See render-run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/run.h"

#include <stdlib.h>

#include "render/comparison.h"
#include "render/savings.h"
#include "base/json-write.h"

#include "base/banned.h"

static void add_program(struct pgl_json *json, const struct pgl_walk *walk)
{
	const struct pgl_experiment_options *options = &walk->options.experiment;

	pgl_json_object(json, "program");
	pgl_json_text(json, "build", options->build);
	pgl_json_text(json, "train", walk->trained ? options->train : NULL);
	pgl_json_text(json, "source", walk->experiment.source);
	pgl_json_text(json, "work", walk->experiment.work);
	pgl_json_text(json, "compiler", walk->built_with);
	pgl_json_text(json, "new", options->new);
	pgl_json_text(json, "instrumented", options->instrumented);
	pgl_json_end_object(json);
}

static void add_path(struct pgl_json *json, const char *key, const struct pgl_variant *variant)
{
	char *path = pgl_variant_path(variant, key);

	pgl_json_text(json, key, path);
	free(path);
}

static void add_build(struct pgl_json *json, const struct pgl_variant *variant)
{
	if (!variant)
		return;
	pgl_json_object(json, NULL);
	pgl_json_text(json, "name", variant->name);
	pgl_json_bool(json, "was_there", variant->was_there);
	add_path(json, "log", variant);
	if (variant->is_instrumented) {
		add_path(json, "profile", variant);
	} else {
		add_path(json, "tree", variant);
		add_path(json, "records", variant);
		pgl_json_text(json, "program", variant->program[0] ? variant->program : NULL);
		pgl_json_unsigned(json, "text", variant->text);
		pgl_json_unsigned(json, "units", variant->n_units);
		pgl_json_unsigned(json, "units_without_profile", variant->n_missing);
		pgl_json_unsigned(json, "functions_mismatched", variant->n_mismatched);
	}
	pgl_json_end_object(json);
}

static void add_output(struct pgl_json *json, const struct pgl_walk *walk)
{
	const struct pgl_walk_difference *seen = &walk->difference;

	pgl_json_object(json, "output");
	pgl_json_bool(json, "same", !seen->command);
	if (seen->command) {
		pgl_json_text(json, "command", seen->command);
		pgl_json_unsigned(json, "line", seen->line);
		pgl_json_unsigned(json, "byte", seen->byte);
		pgl_json_text(json, "old", seen->path[PGL_OLD]);
		pgl_json_text(json, "new", seen->path[PGL_NEW]);
		pgl_json_bool(json, "old_differs_from_run_to_run", seen->is_usual);
	}
	pgl_json_end_object(json);
}

static void add_result(struct pgl_json *json, const struct pgl_walk_result *result)
{
	const struct pgl_comparison *comparison = &result->comparison;

	pgl_json_object(json, NULL);
	pgl_json_text(json, "what", result->what);
	pgl_json_text(json, "unit", result->unit);
	pgl_json_text(json, "command", result->command);
	pgl_json_bool(json, "more_is_better", result->more_is_better);
	pgl_comparison_json(json, comparison);
	pgl_json_unsigned(json, "rounds", comparison->n_rounds);
	pgl_json_text(json, "difference", pgl_difference_word(comparison->difference));
	pgl_json_end_object(json);
}

void pgl_run_json(const struct pgl_run_view *view, FILE *out)
{
	const struct pgl_walk *walk = view->walk;
	struct pgl_json json;

	pgl_json_init(&json, out, 3);
	pgl_json_object(&json, NULL);
	pgl_json_text(&json, "format", "pgolens-run");
	pgl_json_unsigned(&json, "version", 1);
	pgl_json_text(&json, "generator", "pgolens " PGOLENS_VERSION);
	pgl_json_text(&json, "measuring", walk->measuring->name);
	pgl_json_bool(&json, "aa", !walk->trained);
	add_program(&json, walk);
	pgl_json_array(&json, "builds");
	add_build(&json, walk->old);
	add_build(&json, walk->trained);
	add_build(&json, walk->new);
	pgl_json_end_array(&json);
	pgl_json_bool(&json, "same_program", walk->is_same_program);
	add_output(&json, walk);
	pgl_json_array(&json, "results");
	for (size_t i = 0; i < walk->n_results; i++)
		add_result(&json, &walk->results[i]);
	pgl_json_end_array(&json);
	if (view->savings)
		pgl_savings_json(view->savings, &json, "saves");
	pgl_json_text(&json, "report", view->report);
	pgl_json_text(&json, "attribution", view->attribution);
	pgl_json_text(&json, "log", walk->log);
	pgl_json_raw(&json, "explanation", view->explanation);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}
