/* One run of a service. See render-service.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/service.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>

#include "base/table.h"

#include "base/banned.h"

void pgl_add_duration(struct pgl_strbuf *text, double seconds)
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

void pgl_add_load_words(struct pgl_strbuf *text, const struct pgl_load_options *options)
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

	pgl_add_load_words(text, &run->options->load);
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
		pgl_add_duration(text, numbers->latency[i]);
		has_latency = true;
	}
	if (has_latency)
		say(out, "latency", text);
	if (numbers->requests) {
		pgl_add_duration(text, pgl_cpu_per_request(&run->load));
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
	pgl_add_duration(&text, run->ready_after);
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
	pgl_add_duration(&text, run->stopped_after);
	if (WIFEXITED(run->status))
		pgl_strbuf_addf(&text, ", exit status %d", WEXITSTATUS(run->status));
	else
		pgl_strbuf_add(&text, ", which it does not handle");
	pgl_strbuf_addf(&text, "; %.2f s of CPU time in all", run->cpu);
	say(out, "stopped", &text);
	pgl_strbuf_release(&text);
}

void pgl_load_options_json(const struct pgl_load_options *options, struct pgl_json *json)
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

	pgl_json_init(&json, out, 2);
	pgl_json_object(&json, NULL);
	pgl_json_text(&json, "format", "pgolens-service");
	pgl_json_unsigned(&json, "version", 1);
	pgl_json_text(&json, "generator", "pgolens " PGOLENS_VERSION);
	pgl_json_text(&json, "command", run->command);
	pgl_json_text(&json, "url", run->url);
	pgl_json_real(&json, "ready_after", run->ready_after);
	pgl_load_options_json(&options->load, &json);
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
	if (WIFEXITED(run->status))
		pgl_json_signed(&json, "status", WEXITSTATUS(run->status));
	else
		pgl_json_null(&json, "status");
	pgl_json_real(&json, "cpu_seconds_in_all", run->cpu);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}
