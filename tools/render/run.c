/* A walk's results as text. See run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/record-json.h"
#include "base/table.h"
#include "render/comparison.h"

struct printer {
	const struct pgl_run_view *view;
	const struct pgl_style *style;
	FILE *out;
};

static void say(const struct printer *printer, const char *what, struct pgl_strbuf *text)
{
	pgl_strbuf_defuse(text, 0);
	fprintf(printer->out, "%s%-9s%s%s\n", pgl_colour_start(printer->style, PGL_COLOUR_BOLD),
		what, pgl_colour_end(printer->style, PGL_COLOUR_BOLD), text->text);
	pgl_strbuf_reset(text);
}

/* What was built ---------------------------------------------------------------------------- */

static void say_build(const struct printer *printer, const char *what, const char *flags,
		      const char *more, const struct pgl_variant *variant)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "%s%s%s: ", flags, more && *more ? " " : "", more ? more : "");
	pgl_add_unsigned(&text, variant->n_units);
	pgl_strbuf_addf(&text, " unit%s, ", variant->n_units == 1 ? "" : "s");
	pgl_add_unsigned(&text, variant->text);
	pgl_strbuf_add(&text, " bytes of code");
	say(printer, what, &text);
	pgl_strbuf_release(&text);
}

static void say_profile(const struct printer *printer)
{
	const struct pgl_whole_run *walk = printer->view->walk;
	const struct pgl_variant *new = walk->new;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "%s: ", walk->options.experiment.train);
	if (new->n_missing) {
		pgl_add_unsigned(&text, new->n_missing);
		pgl_strbuf_add(&text, " of ");
		pgl_add_unsigned(&text, new->n_units);
		pgl_strbuf_add(&text, " units found no profile");
	} else {
		pgl_strbuf_add(&text, "all units found their profile");
	}
	if (new->n_mismatched) {
		pgl_strbuf_add(&text, "; that of ");
		pgl_add_unsigned(&text, new->n_mismatched);
		pgl_strbuf_addf(&text, " function%s did not fit",
				new->n_mismatched == 1 ? "" : "s");
	}
	say(printer, "trained", &text);
	pgl_strbuf_release(&text);
}

static void say_output(const struct printer *printer)
{
	const struct pgl_whole_run *walk = printer->view->walk;
	const struct pgl_run_difference *seen = &walk->difference;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (walk->settings->start && !walk->settings->answers) {
		pgl_strbuf_add(&text, "answers were not compared: there is no command that asks "
				      "for them (--answers)");
		say(printer, "output", &text);
		pgl_strbuf_release(&text);
		return;
	}
	if (!walk->options.n_commands && !walk->settings->start)
		return;
	if (seen->command)
		pgl_strbuf_addf(&text,
				"DIFFERENT from line %zu, byte %zu on, which was allowed: %s",
				seen->line, seen->byte, seen->command);
	else
		pgl_strbuf_addf(&text, "OLD and NEW %s the same",
				walk->settings->start ? "answer" : "print");
	say(printer, "output", &text);
	pgl_strbuf_release(&text);
}

static void say_builds(const struct printer *printer)
{
	const struct pgl_whole_run *walk = printer->view->walk;
	const struct pgl_experiment_options *options = &walk->options.experiment;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	say_build(printer, "OLD", walk->built_with, NULL, walk->old);
	if (walk->trained) {
		say_profile(printer);
		pgl_strbuf_addf(&text, "-fprofile-use%s%s", options->new ? " " : "",
				options->new ? options->new : "");
		say_build(printer, "NEW", walk->built_with, text.text, walk->new);
	} else {
		say_build(printer, "NEW", walk->built_with, options->new, walk->new);
	}
	pgl_strbuf_reset(&text);
	if (!walk->trained && walk->is_same_program) {
		pgl_strbuf_add(&text,
			       "OLD and NEW are the same program, built twice (an A/A test)");
		say(printer, "", &text);
	} else if (walk->is_same_program) {
		pgl_strbuf_add(&text, "the profile changed not one byte of what is loaded");
		say(printer, "", &text);
	}
	say_output(printer);
	pgl_strbuf_release(&text);
}

/* What was measured ------------------------------------------------------------------------- */

static void add_value(struct pgl_strbuf *text, const struct pgl_run_result *result, double value)
{
	if (isnan(value))
		return;
	if (!result->unit || !strcmp(result->unit, "bytes"))
		pgl_add_signed(text, llround(value));
	else if (!strcmp(result->unit, "s"))
		pgl_strbuf_addf(text,
				value < 1e-3 ? "%.2f us"
				: value < 1  ? "%.2f ms"
					     : "%.4g s",
				value < 1e-3 ? value * 1e6
				: value < 1  ? value * 1000
					     : value);
	else {
		pgl_add_real(text, value);
		pgl_strbuf_addf(text, " %s", result->unit);
	}
}

static bool is_better(const struct pgl_run_result *result)
{
	return (result->comparison.difference == PGL_DIFFERENCE_MORE) == result->more_is_better;
}

static void add_change(struct pgl_cells *cells, const struct pgl_run_result *result)
{
	const struct pgl_comparison *comparison = &result->comparison;
	struct pgl_strbuf *text = pgl_cell_right(cells, "change");

	if (isnan(comparison->change))
		return;
	pgl_strbuf_addf(text, "%+.2f %%", 100 * comparison->change);
	pgl_cell_colour(cells, comparison->difference == PGL_DIFFERENCE_NONE ? PGL_COLOUR_DIM
			       : is_better(result)			     ? PGL_COLOUR_GREEN
									     : PGL_COLOUR_RED);
}

/* Whether the change is for the better, if it is a change. */
static void add_finding(struct pgl_strbuf *text, const struct pgl_run_result *result, bool is_utf8)
{
	const struct pgl_comparison *comparison = &result->comparison;

	if (comparison->difference != PGL_DIFFERENCE_NONE) {
		pgl_strbuf_add(text, is_better(result) ? "NEW is better" : "NEW is worse");
	} else if (comparison->has_interval && comparison->p >= PGL_MOST_CHANCE &&
		   !pgl_interval_has_zero(comparison->interval)) {
		pgl_strbuf_addf(text, "no sure difference (chance: %.2g)", comparison->p);
	} else if (comparison->has_interval) {
		pgl_strbuf_addf(text, "no difference seen (%s%.1f %%)", is_utf8 ? "\302\261" : "+-",
				100 * fmax(fabs(comparison->interval.low),
					   fabs(comparison->interval.high)));
	} else if (comparison->n_rounds) {
		pgl_strbuf_add(text, "too little to be timed");
	} else {
		pgl_strbuf_add(text, "no difference");
	}
}

static void fill_result(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct printer *printer = rows;
	const struct pgl_run_result *result = &printer->view->walk->results[row];
	const struct pgl_comparison *comparison = &result->comparison;
	struct pgl_strbuf *interval;

	pgl_cell_text(cells, "measured", PGL_CUT_NOTHING, result->what);
	add_value(pgl_cell_right(cells, "OLD"), result, comparison->old);
	add_value(pgl_cell_right(cells, "NEW"), result, comparison->new);
	add_change(cells, result);
	interval = pgl_cell_right(cells, "95 % interval");
	if (comparison->has_interval)
		pgl_strbuf_addf(interval, "%+.2f to %+.2f", 100 * comparison->interval.low,
				100 * comparison->interval.high);
	add_finding(pgl_cell_left(cells, "", PGL_CUT_NOTHING), result, printer->style->utf8);
	pgl_cell_text(cells, "of", PGL_CUT_END, result->command);
}

static void say_results(const struct printer *printer)
{
	const struct pgl_whole_run *walk = printer->view->walk;
	uint64_t n_rounds = 0;

	fputc('\n', printer->out);
	pgl_table_print(fill_result, printer, walk->n_results, printer->style, printer->out);
	for (size_t i = 0; i < walk->n_results; i++)
		if (walk->results[i].comparison.n_rounds)
			n_rounds = walk->results[i].comparison.n_rounds;
	if (n_rounds)
		fprintf(printer->out,
			"%llu rounds, OLD and NEW in turn; change: NEW / OLD - 1, mean of the "
			"rounds' ratios, trimmed\n",
			(unsigned long long)n_rounds);
	if (n_rounds && n_rounds < PGL_LEAST_ROUNDS)
		fprintf(printer->out,
			"too few rounds to show a difference: at least %d are needed\n",
			PGL_LEAST_ROUNDS);
}

void pgl_run_text(const struct pgl_run_view *view, const struct pgl_style *style, FILE *out)
{
	const struct printer printer = {view, style, out};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	say_builds(&printer);
	say_results(&printer);
	if (view->savings) {
		fputc('\n', out);
		pgl_savings_text(view->savings, out);
	}
	fputc('\n', out);
	if (view->report) {
		pgl_strbuf_add(&text, view->report);
		say(&printer, "report", &text);
	}
	if (view->attribution) {
		pgl_strbuf_add(&text, view->attribution);
		say(&printer, "split", &text);
	}
	pgl_strbuf_add(&text, view->walk->log);
	say(&printer, "log", &text);
	pgl_strbuf_release(&text);
}

static void add_program(struct pgl_json *json, const struct pgl_whole_run *walk)
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

static void add_output(struct pgl_json *json, const struct pgl_whole_run *walk)
{
	const struct pgl_run_difference *seen = &walk->difference;

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

static void add_result(struct pgl_json *json, const struct pgl_run_result *result)
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
	const struct pgl_whole_run *walk = view->walk;
	struct pgl_json json;

	pgl_json_open(&json, out, 3, "pgolens-run");
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
	pgl_json_close(&json);
}
