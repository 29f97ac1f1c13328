/* pgolens service: a service under load, once, or OLD against NEW.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/service.h"
#include "experiment/service/settings.h"
#include "base/report.h"

enum { USUAL_ROUNDS = 12 };

struct values {
	const char *start, *old, *new, *folder, *log;
	struct pgl_service_settings service;
	uint64_t rounds, seed;
	bool only_full, only_equal;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("The service"),
	PGL_TEXT(struct values, start, 0, "start", "CMD",
		 "start the service on the free port in PORT, load it once and\n"
		 "stop it"),
	PGL_TEXT(struct values, old, 0, "old", "CMD", "start OLD, to compare it with NEW"),
	PGL_TEXT(struct values, new, 0, "new", "CMD", "start NEW"),
	PGL_TEXT(struct values, folder, 0, "folder", "DIR", "run all commands in DIR"),
	PGL_SERVICE_SWITCHES(struct values, service),
	PGL_TEXT(struct values, log, 0, "log", "FILE", "write the output of the service to FILE"),
	PGL_HEADING("The load"),
	PGL_LOAD_SWITCHES(struct values, service),
	PGL_HEADING("Comparing OLD and NEW"),
	PGL_NUMBER(struct values, rounds, 0, "rounds", "N",
		   "load each service in N rounds (default: 12)"),
	PGL_NUMBER(struct values, service.warm_up, 0, "warm-up", "SECONDS",
		   "load each service for SECONDS first (default: 1)"),
	PGL_FLAG(struct values, only_full, 0, "only-full", "compare at full load only"),
	PGL_FLAG(struct values, only_equal, 0, "only-equal", "compare at equal load only"),
	PGL_SAVINGS_SWITCHES(struct values, service),
	PGL_NUMBER(struct values, seed, 0, "seed", "N", "seed for sampling (default: 1)"),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "service",
	.synopsis = "[OPTION]... --start CMD | --old CMD --new CMD",
	.summary = "run a service under load, or compare two",
	.details = "Starts a service, waits until it is ready, loads it, makes it write its "
		   "profile if\n"
		   "requested, stops it, and reports the number of requests, their latency and the "
		   "CPU time.\n"
		   "With --old and --new, does this in rounds, at full load and at an equal rate, "
		   "and reports\n"
		   "the differences with confidence intervals. It leaves no process behind.",
	.switches = switches,
	.exit_status = "0  fine: no request failed\n"
		       "1  a request failed\n"
		       "2  trouble: wrong usage, a service that does not start, answer or stop",
	.examples =
		"pgolens service --start './server $PORT' --dump USR1\n"
		"pgolens service --old 'old/server $PORT' --new 'new/server $PORT' --cores 500"};

struct setting {
	struct pgl_rounds_options options;
	struct pgl_savings_options asked;
	char *script; /* owned */
};

static int check(const struct values *values, struct pgl_error *error)
{
	bool is_comparison = values->old || values->new;

	if (is_comparison == (values->start != NULL))
		pgl_error_set(error, "missing --start, or --old and --new (the commands that start "
				     "the service)");
	else if (is_comparison && !(values->old && values->new))
		pgl_error_set(error, "missing --%s (the command that starts the other service)",
			      values->old ? "new" : "old");
	else if (is_comparison && (values->service.dump || values->log))
		pgl_error_set(error, "--%s needs --start", values->service.dump ? "dump" : "log");
	else if (values->service.cores && !is_comparison)
		pgl_error_set(
			error,
			"--cores needs --old and --new: savings are a difference of two services");
	else if (values->only_full && values->only_equal)
		pgl_error_set(error, "--only-full and --only-equal contradict each other");
	else if (values->service.cores && values->rounds == 1)
		pgl_error_set(error,
			      "--cores needs at least --rounds=2: one round cannot show a saving");
	else
		return 0;
	return -1;
}

/* 0, or -1 with ERROR set. */
static int set_up(struct setting *setting, const struct values *values, struct pgl_error *error)
{
	struct pgl_rounds_options *options = &setting->options;

	*setting = (struct setting){.asked = {.of = PGL_SAVINGS_OF_REQUESTS}};
	*options = (struct pgl_rounds_options){
		.side = {{values->old, values->folder}, {values->new, values->folder}},
		.kind = {!values->only_equal, !values->only_full},
		.n_rounds = values->rounds ? values->rounds : USUAL_ROUNDS,
		.seed = values->seed ? values->seed : 1};
	if (check(values, error) ||
	    pgl_service_settings_take(&values->service, options, &setting->script, error))
		return -1;
	options->service.folder = options->service.load.folder = values->folder;
	return values->service.cores ? pgl_savings_parse(&setting->asked, values->service.cores,
							 values->service.core_hour, error)
				     : 0;
}

/* Reports what went wrong, and what whoever is to blame printed. */
static void report(const struct pgl_error *error, const struct pgl_strbuf *printed)
{
	pgl_report("%s", error->text);
	if (!printed->length)
		return;
	pgl_report("it printed:");
	fputs(printed->text, stderr);
	if (printed->text[printed->length - 1] != '\n')
		fputc('\n', stderr);
}

/* --- once --- */

static enum pgl_exit render_run(const struct values *values, const struct pgl_service_run *run)
{
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	if (values->output.format == PGL_FORMAT_TEXT)
		pgl_service_run_text(run, output.stream);
	else
		pgl_service_run_json(run, output.stream);
	return pgl_command_close(&output,
				 run->load.numbers.failed ? PGL_EXIT_DIFFERENT : PGL_EXIT_FINE);
}

/* Writes what the service printed. 0, or -1, reported. */
static int write_log(const struct values *values, const struct pgl_service *service)
{
	struct pgl_output_values where = {.path = values->log};
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_output output;
	int failed;

	if (!values->log || service->process.log < 0)
		return 0;
	pgl_supervised_add_log(&service->process, &text);
	failed = pgl_command_open(&where, &output);
	if (!failed) {
		fwrite(text.text, 1, text.length, output.stream);
		failed = pgl_command_close(&output, PGL_EXIT_FINE) != PGL_EXIT_FINE;
	}
	pgl_strbuf_release(&text);
	return failed ? -1 : 0;
}

static enum pgl_exit run_once(const struct values *values, const struct setting *setting)
{
	const struct pgl_rounds_options *options = &setting->options;
	struct pgl_service_run run = {
		.command = values->start, .options = &options->service, .rate = options->rate};
	struct pgl_error error;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_service service;
	int failed = pgl_service_start(&service, &options->service, values->start, &error);

	run.ready_after = service.ready_after;
	if (!failed)
		failed = pgl_service_load(&service, options->seconds, run.rate, true, &run.load,
					  &error);
	if (!failed && !run.load.numbers.requests && !run.load.numbers.failed) {
		pgl_error_set(&error, "no request was made");
		failed = -1;
	}
	if (!failed)
		failed = pgl_service_stop(&service, &run.stopped_after, &error);
	if (failed) {
		/* Its remaining processes may still print. */
		pgl_supervised_kill(&service.process);
		report(&error, &service.printed);
	}
	failed |= write_log(values, &service);
	if (!failed) {
		run.url = service.url;
		run.exit_status = pgl_supervised_exit_status(&service.process);
		run.cpu = service.process.cpu;
		status = render_run(values, &run);
		if (run.load.numbers.failed)
			pgl_report("%llu of %llu requests failed",
				   (unsigned long long)run.load.numbers.failed,
				   (unsigned long long)run.load.numbers.requests);
	}
	pgl_service_release(&service);
	return status;
}

/* --- OLD and NEW --- */

static enum pgl_exit render_compared(const struct values *values,
				     const struct pgl_service_compared *compared)
{
	enum pgl_exit status = PGL_EXIT_FINE;
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	if (values->output.format == PGL_FORMAT_TEXT)
		pgl_service_compared_text(compared, &output.style, output.stream);
	else
		pgl_service_compared_json(compared, output.stream);
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++)
		for (int side = 0; side < 2; side++)
			if (compared->figures->failed[kind][side])
				status = PGL_EXIT_DIFFERENT;
	return pgl_command_close(&output, status);
}

static enum pgl_exit compare(const struct values *values, const struct setting *setting)
{
	const struct pgl_rounds_options *options = &setting->options;
	struct pgl_error error;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_savings savings;
	struct pgl_figures figures;
	struct pgl_rounds rounds;
	bool with_savings = values->service.cores != NULL;

	if (pgl_rounds_run(&rounds, options, &error)) {
		report(&error, &rounds.printed);
	} else {
		pgl_figures_of(&figures, &rounds, options->seed);
		const struct pgl_comparison *cpu =
			&figures.figure[pgl_figures_main(&rounds)][PGL_FIGURE_CPU];

		if (with_savings && pgl_savings_of(&savings, &setting->asked, cpu, &error)) {
			pgl_report("%s", error.text);
			with_savings = false;
		}
		status = render_compared(
			values, &(struct pgl_service_compared){options, &rounds, &figures,
							       with_savings ? &savings : NULL});
	}
	pgl_rounds_release(&rounds);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	struct pgl_error error;
	enum pgl_exit status;
	struct setting setting;

	if (n_operands)
		return pgl_command_misused("service", "unexpected operand '%s'", operands[0]);
	if (set_up(&setting, values, &error))
		status = pgl_command_misused("service", "%s", error.text);
	else
		status = values->start ? run_once(values, &setting) : compare(values, &setting);
	free(setting.script);
	return status;
}

const struct pgl_command pgl_command_service = {&usage, sizeof(struct values), run};
