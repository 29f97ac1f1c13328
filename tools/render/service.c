/* One run of a service. See service.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/service.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/table.h"
#include "render/comparison.h"
#include "render/record-json.h"

static void add_duration(struct pgl_strbuf *text, double seconds)
{
	if (isnan(seconds))
		return;
	if (fabs(seconds) < 1e-3)
		pgl_strbuf_addf(text, "%.4g us", seconds * 1e6);
	else if (fabs(seconds) < 1)
		pgl_strbuf_addf(text, "%.4g ms", seconds * 1e3);
	else
		pgl_strbuf_addf(text, "%.4g s", seconds);
}

static void add_load_words(struct pgl_strbuf *text, const struct pgl_load_options *options)
{
	if (options->command)
		pgl_strbuf_add(text, options->command);
	else
		pgl_strbuf_addf(text, "wrk, %" PRIu64 " connections from %" PRIu64 " thread%s",
				options->connections, options->threads,
				options->threads == 1 ? "" : "s");
}

static void say(FILE *out, const char *what, struct pgl_strbuf *text)
{
	pgl_strbuf_defuse(text, 0);
	fprintf(out, "%-10s %s\n", what, text->text);
	pgl_strbuf_reset(text);
}

static void say_load(const struct pgl_service_run *run, struct pgl_strbuf *text, FILE *out)
{
	const struct pgl_load_numbers *numbers = &run->load.numbers;
	bool has_latency = false;

	add_load_words(text, &run->options->load);
	if (run->rate > 0)
		pgl_strbuf_addf(text, ", %g requests per second", run->rate);
	pgl_strbuf_addf(text, ", %.2f s", numbers->seconds);
	say(out, "load", text);
	pgl_add_unsigned(text, numbers->requests);
	pgl_strbuf_add(text, ", ");
	pgl_add_real(text, (double)numbers->requests / numbers->seconds);
	pgl_strbuf_add(text, " per second");
	say(out, "requests", text);
	if (numbers->failed)
		pgl_add_unsigned(text, numbers->failed);
	else
		pgl_strbuf_add(text, "none");
	say(out, "failed", text);
	for (int i = 0; i < PGL_PERCENTILES; i++) {
		if (isnan(numbers->latency[i]))
			continue;
		pgl_strbuf_addf(text, "%s%s ", has_latency ? ", " : "", pgl_percentile_words[i]);
		add_duration(text, numbers->latency[i]);
		has_latency = true;
	}
	if (has_latency)
		say(out, "latency", text);
	if (numbers->requests) {
		add_duration(text, pgl_cpu_per_request(&run->load));
		pgl_strbuf_addf(text, " per request, %.2f s while it was loaded", run->load.cpu);
		say(out, "CPU time", text);
	}
}

void pgl_service_run_text(const struct pgl_service_run *run, FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const struct pgl_service_options *options = run->options;

	pgl_strbuf_add(&text, run->command);
	say(out, "service", &text);
	pgl_strbuf_addf(&text, "at %s after ", run->url);
	add_duration(&text, run->ready_after);
	say(out, "ready", &text);
	say_load(run, &text, out);
	if (options->dump) {
		pgl_strbuf_addf(&text,
				"SIG%s while it ran: %" PRIu64 " time%s, %" PRIu64
				" signal%s to processes",
				sigabbrev_np(options->dump), options->n_dumps,
				options->n_dumps == 1 ? "" : "s", run->load.n_dumped,
				run->load.n_dumped == 1 ? "" : "s");
		say(out, "profile", &text);
	}
	pgl_strbuf_addf(&text, "by SIG%s after ", sigabbrev_np(options->stop));
	add_duration(&text, run->stopped_after);
	if (run->exit_status >= 0)
		pgl_strbuf_addf(&text, ", exit status %d", run->exit_status);
	else
		pgl_strbuf_add(&text, ", which it does not handle");
	pgl_strbuf_addf(&text, "; %.2f s of CPU time in all", run->cpu);
	say(out, "stopped", &text);
	pgl_strbuf_release(&text);
}

static void add_load_options(const struct pgl_load_options *options, struct pgl_json *json)
{
	pgl_json_text(json, "load", options->command ? options->command : "wrk");
	pgl_json_text(json, "script", options->script);
	pgl_json_unsigned(json, "connections", options->connections);
	pgl_json_unsigned(json, "threads", options->threads);
}

void pgl_service_run_json(const struct pgl_service_run *run, FILE *out)
{
	const struct pgl_service_options *options = run->options;
	const struct pgl_load_numbers *numbers = &run->load.numbers;
	struct pgl_json json;

	pgl_json_open(&json, out, 2, "pgolens-service");
	pgl_json_text(&json, "command", run->command);
	pgl_json_text(&json, "url", run->url);
	pgl_json_real(&json, "ready_after", run->ready_after);
	add_load_options(&options->load, &json);
	pgl_json_real(&json, "rate", run->rate > 0 ? run->rate : NAN);
	pgl_json_unsigned(&json, "requests", numbers->requests);
	pgl_json_unsigned(&json, "failed", numbers->failed);
	pgl_json_real(&json, "seconds", numbers->seconds);
	pgl_json_object(&json, "latency");
	for (int i = 0; i < PGL_PERCENTILES; i++)
		pgl_json_real(&json, pgl_percentile_words[i], numbers->latency[i]);
	pgl_json_end_object(&json);
	pgl_json_real(&json, "cpu_seconds", run->load.cpu);
	pgl_json_real(&json, "cpu_per_request", pgl_cpu_per_request(&run->load));
	pgl_json_text(&json, "dump_signal", options->dump ? sigabbrev_np(options->dump) : NULL);
	pgl_json_unsigned(&json, "dumps", options->dump ? options->n_dumps : 0);
	pgl_json_unsigned(&json, "dump_signals_sent", run->load.n_dumped);
	pgl_json_text(&json, "stop_signal", sigabbrev_np(options->stop));
	pgl_json_real(&json, "stopped_after", run->stopped_after);
	pgl_json_unsigned_or_null(&json, "status", (uint64_t)run->exit_status,
				  run->exit_status >= 0);
	pgl_json_real(&json, "cpu_seconds_in_all", run->cpu);
	pgl_json_close(&json);
}

/* Below this share of the wanted rate, the text says that the load was not equal. */
#define REACHED_ENOUGH 0.97

static const char *const figure_titles[PGL_FIGURES] = {
	"requests per second", "CPU time per request", "latency p50",
	"latency p90",	       "latency p99",	       "latency p99.9"};

static void add_value(struct pgl_strbuf *text, size_t figure, double value)
{
	if (isnan(value))
		return;
	if (figure == PGL_FIGURE_RATE)
		pgl_add_real(text, value);
	else
		add_duration(text, value);
}

static void add_percents(struct pgl_strbuf *text, struct pgl_interval interval)
{
	pgl_strbuf_addf(text, "%+.1f to %+.1f %%", 100 * interval.low, 100 * interval.high);
}

static void add_interval(struct pgl_strbuf *text, const struct pgl_comparison *figure)
{
	if (isnan(figure->change))
		return;
	if (!figure->has_interval) {
		pgl_strbuf_add(text, "unknown: one round");
		return;
	}
	add_percents(text, figure->interval);
	if (figure->difference != PGL_DIFFERENCE_NONE)
		return;
	if (pgl_interval_has_zero(figure->interval) || figure->p < PGL_MOST_CHANCE)
		pgl_strbuf_add(text, "  no difference seen");
	else
		pgl_strbuf_addf(text, "  no sure difference (chance: %.2g)", figure->p);
}

static void fill_figure(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct pgl_comparison *figure = (const struct pgl_comparison *)rows + row;
	struct pgl_strbuf *change;

	pgl_cell_text(cells, "", PGL_CUT_NOTHING, figure_titles[row]);
	add_value(pgl_cell_right(cells, "OLD"), row, figure->old);
	add_value(pgl_cell_right(cells, "NEW"), row, figure->new);
	change = pgl_cell_right(cells, "change");
	if (!isnan(figure->change))
		pgl_strbuf_addf(change, "%+.1f %%", 100 * figure->change);
	if (figure->difference != PGL_DIFFERENCE_NONE)
		pgl_cell_colour(cells, (figure->change < 0) == pgl_figure_is_cost((int)row)
					       ? PGL_COLOUR_GREEN
					       : PGL_COLOUR_RED);
	add_interval(pgl_cell_left(cells, "95 % interval", PGL_CUT_NOTHING), figure);
}

static void say_setting(const struct pgl_service_compared *compared, FILE *out)
{
	const struct pgl_rounds_options *options = compared->options;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (int side = 0; side < 2; side++) {
		pgl_strbuf_add(&text, options->side[side].command);
		if (options->side[side].folder)
			pgl_strbuf_addf(&text, "  (in %s)", options->side[side].folder);
		pgl_strbuf_defuse(&text, 0);
		fprintf(out, "%s  %s\n", side ? "NEW" : "OLD", text.text);
		pgl_strbuf_reset(&text);
	}
	add_load_words(&text, &options->service.load);
	pgl_strbuf_defuse(&text, 0);
	fprintf(out,
		"%" PRIu64 " rounds, in each OLD and NEW started afresh, %" PRIu64
		" s of each load; %s;\non the same machine of %ld processors, nothing pinned\n",
		compared->rounds->n_rounds, options->seconds, text.text,
		sysconf(_SC_NPROCESSORS_ONLN));
	pgl_strbuf_release(&text);
}

static void say_kind(const struct pgl_service_compared *compared, int kind,
		     const struct pgl_style *style, FILE *out)
{
	const struct pgl_figures *figures = compared->figures;

	if (kind == PGL_LOAD_FULL)
		fprintf(out, "\nfull load: as many requests as it answers\n");
	else
		fprintf(out, "\nequal load: %g requests per second\n", compared->rounds->rate);
	pgl_table_print(fill_figure, figures->figure[kind], PGL_FIGURES, style, out);
	for (int side = 0; side < 2; side++) {
		if (figures->failed[kind][side])
			fprintf(out, "%s: %" PRIu64 " requests FAILED\n", side ? "NEW" : "OLD",
				figures->failed[kind][side]);
		if (kind == PGL_LOAD_EQUAL && figures->reached[side] < REACHED_ENOUGH)
			fprintf(out,
				"%s did not keep up: %.0f %% of the rate was reached, so the load "
				"was not equal\n",
				side ? "NEW" : "OLD", 100 * figures->reached[side]);
	}
}

static void say_outcome(const struct pgl_service_compared *compared, FILE *out)
{
	enum pgl_load_kind kind = pgl_figures_main(compared->rounds);
	const struct pgl_comparison *figure = &compared->figures->figure[kind][PGL_FIGURE_CPU];
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "CPU time per request at %s load: ", pgl_load_kind_words[kind]);
	if (!figure->has_interval) {
		pgl_strbuf_add(&text, "unknown: one round cannot tell");
	} else if (figure->difference == PGL_DIFFERENCE_NONE) {
		pgl_strbuf_add(&text, "no difference seen (");
		add_percents(&text, figure->interval);
		pgl_strbuf_add(&text, ")");
	} else {
		pgl_strbuf_addf(&text, "NEW takes %.1f %% %s (", 100 * fabs(figure->change),
				figure->change < 0 ? "less" : "more");
		add_percents(&text, figure->interval);
		pgl_strbuf_add(&text, ")");
	}
	fprintf(out, "\n%s\n", text.text);
	if (compared->rounds->n_rounds < PGL_LEAST_ROUNDS)
		fprintf(out, "too few rounds to show a difference: at least %d are needed\n",
			PGL_LEAST_ROUNDS);
	pgl_strbuf_release(&text);
}

void pgl_service_compared_text(const struct pgl_service_compared *compared,
			       const struct pgl_style *style, FILE *out)
{
	say_setting(compared, out);
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++)
		if (compared->rounds->kind[kind])
			say_kind(compared, kind, style, out);
	say_outcome(compared, out);
	if (compared->savings)
		pgl_savings_text(compared->savings, out);
}

/* --- JSON --- */

static void add_figure(struct pgl_json *json, int which, const struct pgl_comparison *figure)
{
	pgl_json_object(json, pgl_figure_word(which));
	pgl_comparison_json(json, figure);
	pgl_json_text(json, "difference", pgl_difference_word(figure->difference));
	pgl_json_end_object(json);
}

static void add_kind(const struct pgl_service_compared *compared, int kind, struct pgl_json *json)
{
	static const char *const sides[] = {"old", "new"};
	const struct pgl_figures *figures = compared->figures;

	pgl_json_object(json, pgl_load_kind_words[kind]);
	pgl_json_real(json, "rate", kind == PGL_LOAD_EQUAL ? compared->rounds->rate : NAN);
	for (int side = 0; side < 2; side++) {
		pgl_json_object(json, sides[side]);
		pgl_json_unsigned(json, "requests", figures->requests[kind][side]);
		pgl_json_unsigned(json, "failed", figures->failed[kind][side]);
		pgl_json_array(json, "cpu_per_request");
		for (uint64_t round = 0; round < compared->rounds->n_rounds; round++)
			pgl_json_real(
				json, NULL,
				pgl_cpu_per_request(&compared->rounds->load[round][side][kind]));
		pgl_json_end_array(json);
		pgl_json_end_object(json);
	}
	for (int i = 0; i < PGL_FIGURES; i++)
		add_figure(json, i, &figures->figure[kind][i]);
	pgl_json_end_object(json);
}

static void add_members(const struct pgl_service_compared *compared, struct pgl_json *json)
{
	const struct pgl_rounds_options *options = compared->options;

	pgl_json_text(json, "old", options->side[0].command);
	pgl_json_text(json, "new", options->side[1].command);
	add_load_options(&options->service.load, json);
	pgl_json_unsigned(json, "rounds", compared->rounds->n_rounds);
	pgl_json_unsigned(json, "seconds", options->seconds);
	pgl_json_unsigned(json, "warm_up", options->warm_up);
	pgl_json_unsigned(json, "seed", options->seed);
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++)
		if (compared->rounds->kind[kind])
			add_kind(compared, kind, json);
	pgl_json_text(json, "stands_for_it",
		      pgl_load_kind_words[pgl_figures_main(compared->rounds)]);
	if (compared->savings)
		pgl_savings_json(compared->savings, json, "saves");
}

void pgl_service_compared_json(const struct pgl_service_compared *compared, FILE *out)
{
	struct pgl_json json;

	pgl_json_open(&json, out, 2, "pgolens-service-comparison");
	add_members(compared, &json);
	pgl_json_close(&json);
}
