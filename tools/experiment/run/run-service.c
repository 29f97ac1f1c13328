/* Measures a service: OLD and NEW under the same loads, in rounds. See run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run-service.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "experiment/service/figures.h"
#include "experiment/service/rounds.h"
#include "experiment/variants/measure.h"
#include "experiment/service/settings.h"

enum { USUAL_ROUNDS = 12 };

/* Labels of steps. */
#define QUERYING "comparing answers"
#define PILOT "trying full load"
#define LOADING "loading"

struct measuring {
	struct pgl_whole_run *run;
	struct pgl_rounds_options options;
	struct pgl_rounds rounds;
	char *script;
	struct pgl_error *error;
};

/* Lives --------------------------------------------------------------------------------------- */

/* One life of a service, measured by a job, and cached by what it depends on. */
struct life {
	struct pgl_measuring measuring; /* its command starts the service */
	const struct pgl_rounds_options *options;
	int side;
	double rates[PGL_LOAD_KINDS];
	/* Runs while the service is up, in place of loads; its output is the result. Or NULL. */
	const char *query;
};

static const char *or_none(const char *text)
{
	return text ? text : "";
}

static void set_result(struct life *life, const char *kind)
{
	const struct pgl_rounds_options *options = life->options;
	const struct pgl_service_options *service = &options->service;
	PGL_AUTOFREE char *all = pgl_xasprintf(
		"service %s\n%s\n%s\n%s\n%s\n%s\n%d %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64
		" %.9g %.9g",
		kind, service->url, or_none(service->ready), or_none(service->load.command),
		or_none(service->load.script), or_none(life->query), service->stop,
		service->load.connections, service->load.threads, options->seconds,
		options->warm_up, life->rates[0], life->rates[1]);

	life->measuring.result = pgl_measuring_result(
		life->measuring.experiment, life->measuring.variant, life->measuring.command, all);
}

static void add_load(struct pgl_strbuf *text, const struct pgl_service_load *load)
{
	const struct pgl_load_numbers *numbers = &load->numbers;

	pgl_strbuf_addf(text, "%" PRIu64 " %" PRIu64 " %.17g %.17g", numbers->requests,
			numbers->failed, numbers->seconds, load->cpu);
	for (int i = 0; i < PGL_PERCENTILES; i++)
		pgl_strbuf_addf(text, " %.17g", numbers->latency[i]);
	pgl_strbuf_add_char(text, '\n');
}

static bool read_load(const char **at, struct pgl_service_load *ret)
{
	struct pgl_load_numbers *numbers = &ret->numbers;
	int n = 0;

	if (sscanf(*at, "%" SCNu64 " %" SCNu64 " %lf %lf%n", &numbers->requests, &numbers->failed,
		   &numbers->seconds, &ret->cpu, &n) != 4)
		return false;
	*at += n;
	for (int i = 0; i < PGL_PERCENTILES; i++) {
		if (sscanf(*at, "%lf%n", &numbers->latency[i], &n) != 1)
			return false;
		*at += n;
	}
	return true;
}

static bool read_result(const struct life *life, struct pgl_service_load ret[PGL_LOAD_KINDS])
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	const char *at;

	if (pgl_read_file(&text, life->measuring.result))
		return false;
	at = text.text;
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++)
		if (!isnan(life->rates[kind]) && !read_load(&at, &ret[kind]))
			return false;
	return true;
}

/* Runs the query against SERVICE, which is ready, and adds its output to RESULT. */
static int run_query(const struct life *life, struct pgl_service *service,
		     struct pgl_strbuf *result, struct pgl_strbuf *printed, struct pgl_error *error)
{
	PGL_AUTOFREE char *who = pgl_xasprintf("'%s'", life->query);
	struct pgl_supervised query;
	int failed = 0;

	setenv("URL", service->url, 1);
	if (pgl_supervised_start(&query, life->query, NULL, -1, error))
		return -1;
	while (!pgl_supervised_wait(&query, 0.1) && !pgl_supervised_wait(&service->process, 0))
		;
	pgl_supervised_kill(&query);
	pgl_supervised_add_log(&query, result);
	if (query.status) {
		failed = pgl_supervised_ended(&query, who, "", error);
		pgl_strbuf_add(printed, result->text);
	}
	pgl_supervised_release(&query);
	return failed;
}

/* Starts the service, runs the query, and stops the service. */
static int live_for_query(const struct life *life, struct pgl_strbuf *result,
			  struct pgl_strbuf *printed, struct pgl_error *error)
{
	struct pgl_service service;
	double seconds;
	int failed = pgl_service_start(&service, &life->options->service, life->measuring.command,
				       error) ||
		     run_query(life, &service, result, printed, error) ||
		     pgl_service_stop(&service, &seconds, error);

	if (failed && !printed->length)
		pgl_strbuf_add(printed, service.printed.text);
	pgl_service_release(&service);
	return failed;
}

static int live_for_load(const struct life *life, struct pgl_strbuf *result,
			 struct pgl_strbuf *printed, struct pgl_error *error)
{
	struct pgl_service_load loads[PGL_LOAD_KINDS];

	if (pgl_service_live(life->options, life->side, life->rates, loads, printed, error))
		return -1;
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++) {
		const struct pgl_load_numbers *numbers = &loads[kind].numbers;

		if (isnan(life->rates[kind]))
			continue;
		if (numbers->failed)
			return pgl_error_set(error, "%" PRIu64 " of %" PRIu64 " requests failed",
					     numbers->failed, numbers->requests);
		add_load(result, &loads[kind]);
	}
	return 0;
}

/* Runs in the sandbox. Writes the output of the process that failed to LOG. */
static int live(const struct life *life, const char *log, struct pgl_error *error)
{
	PGL_AUTO_STRBUF result = PGL_STRBUF_INIT;
	PGL_AUTO_STRBUF printed = PGL_STRBUF_INIT;
	struct pgl_error why;

	if (life->query ? live_for_query(life, &result, &printed, &why)
			: live_for_load(life, &result, &printed, &why)) {
		pgl_write_file(log, printed.text, printed.length);
		return pgl_error_set(error, "%s: %s", why.text, life->measuring.command);
	}
	return pgl_measuring_write(&life->measuring, result.text, result.length, error);
}

/* A job. Its context is the life's first member. */
static int run_life(void *context, struct pgl_error *error)
{
	const struct life *life = context;
	const struct pgl_measuring *measuring = &life->measuring;
	const struct pgl_experiment *experiment = measuring->experiment;
	PGL_AUTOFREE char *tree = pgl_variant_path(measuring->variant, "tree");
	PGL_AUTOFREE char *log = pgl_measuring_path(measuring, ".log");
	struct pgl_journal_entry entry = {.step = measuring->step,
					  .variant = measuring->variant->name,
					  .command = measuring->command,
					  .folder = tree,
					  .output = log};
	struct pgl_shell_result result = {.wall = pgl_now()};
	int failed;

	if (pgl_variant_enter(experiment, measuring->variant, error))
		return -1;
	pgl_journal_begin(experiment->given.journal, &entry);
	failed = live(life, log, error);
	result.wall = pgl_now() - result.wall;
	result.status = failed ? 1 << 8 : 0;
	pgl_journal_end(experiment->given.journal, &entry, &result);
	return pgl_variant_leave(experiment, measuring->variant, failed, error);
}

static void life_release(struct life *life)
{
	free(life->measuring.result);
	life->measuring.result = NULL;
}

/* Settings ------------------------------------------------------------------------------------ */

static int take(struct measuring *measuring, struct pgl_whole_run *run, struct pgl_error *error)
{
	const struct pgl_run_settings *settings = run->settings;
	struct pgl_rounds_options *options = &measuring->options;

	*measuring = (struct measuring){.run = run, .error = error};
	*options = (struct pgl_rounds_options){
		.side = {{settings->start, NULL}, {settings->start, NULL}},
		.kind = {true, true},
		.n_rounds = settings->runs ? settings->runs : USUAL_ROUNDS,
		.seed = settings->seed ? settings->seed : 1};
	return pgl_service_settings_take(&settings->service, options, &measuring->script, error);
}

static int check(struct pgl_whole_run *run, struct pgl_error *error)
{
	struct measuring measuring;
	int failed = take(&measuring, run, error);

	if (!failed && run->settings->service.cores && measuring.options.n_rounds < 2)
		failed = pgl_error_set(
			error, "--cores needs at least two --runs: one run has no interval");
	free(measuring.script);
	return failed;
}

static void plan(struct pgl_whole_run *run)
{
	const struct pgl_run_settings *settings = run->settings;

	if (settings->answers)
		pgl_run_progress_add(&run->progress, QUERYING, 2, NULL, 0);
	if (!settings->service.rate)
		pgl_run_progress_add(&run->progress, PILOT, 2, NULL, 0);
	pgl_run_progress_add(&run->progress, LOADING,
			     2 * (settings->runs ? settings->runs : USUAL_ROUNDS), PILOT, 1.7);
}

static void add_option(struct pgl_strbuf *text, const char *name, const char *value)
{
	if (!value)
		return;
	pgl_strbuf_addf(text, " --%s ", name);
	pgl_add_shell_word(text, value);
}

static void add_number(struct pgl_strbuf *text, const char *name, uint64_t value)
{
	if (value)
		pgl_strbuf_addf(text, " --%s %" PRIu64, name, value);
}

char *pgl_run_service_training(const struct pgl_run_settings *settings)
{
	const struct pgl_service_settings *service = &settings->service;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	char *self = realpath("/proc/self/exe", NULL);

	pgl_add_shell_word(&text, self ? self : "pgolens");
	pgl_strbuf_add(&text, " service");
	add_option(&text, "start", settings->start);
	add_option(&text, "url", service->url);
	add_option(&text, "ready", service->ready);
	add_option(&text, "stop", service->stop);
	add_option(&text, "dump", service->dump);
	add_number(&text, "dumps", service->dumps);
	add_number(&text, "start-within", service->start_within);
	add_number(&text, "stop-within", service->stop_within);
	add_option(&text, "load", service->load);
	add_option(&text, "script", service->script);
	add_number(&text, "connections", service->connections);
	add_number(&text, "threads", service->threads);
	add_number(&text, "seconds", settings->train_seconds ? settings->train_seconds : 5);
	free(self);
	return pgl_strbuf_detach(&text);
}

/* Rounds -------------------------------------------------------------------------------------- */

static void set_life(const struct measuring *measuring, struct life *life, int side,
		     const double *rates, const char *query, const char *kind)
{
	struct pgl_whole_run *run = measuring->run;

	*life = (struct life){.measuring = {.experiment = &run->experiment,
					    .variant = side ? run->new : run->old,
					    .command = measuring->options.side[side].command,
					    .step = query ? "answers" : "load"},
			      .options = &measuring->options,
			      .side = side,
			      .rates = {rates[0], rates[1]},
			      .query = query};
	set_result(life, kind);
}

/* Runs those of the N LIVES whose results are missing. */
static int run_lives(const struct measuring *measuring, struct life *lives, size_t n,
		     const char *what)
{
	PGL_AUTOFREE struct pgl_measuring **jobs = pgl_xcalloc(n + 1, sizeof *jobs);
	size_t n_jobs = 0;

	for (size_t i = 0; i < n; i++)
		if (access(lives[i].measuring.result, F_OK))
			jobs[n_jobs++] = &lives[i].measuring;
	/* One at a time: a job beside it would disturb the load. */
	return pgl_measuring_run_jobs(&measuring->run->experiment, jobs, n_jobs, run_life, 1, what,
				      measuring->error);
}

static int read_life(const struct measuring *measuring, const struct life *life,
		     struct pgl_service_load *ret)
{
	if (read_result(life, ret))
		return 0;
	return pgl_error_set(measuring->error, "cannot read '%s'", life->measuring.result);
}

/* The rate of the equal load. */
static int choose_rate(struct measuring *measuring)
{
	const double full[] = {0, NAN};
	struct pgl_service_load loads[2][PGL_LOAD_KINDS];
	const struct pgl_service_load *const its[] = {loads[0], loads[1]};
	struct life lives[2];
	int failed;

	measuring->rounds.rate = measuring->options.rate;
	if (measuring->rounds.rate > 0)
		return 0;
	for (int side = 0; side < 2; side++)
		set_life(measuring, &lives[side], side, full, NULL, "pilot");
	failed = run_lives(measuring, lives, 2, PILOT);
	for (int side = 0; side < 2 && !failed; side++)
		failed = read_life(measuring, &lives[side], loads[side]);
	if (!failed)
		measuring->rounds.rate = pgl_equal_rate(its);
	for (int side = 0; side < 2; side++)
		life_release(&lives[side]);
	return failed;
}

static void set_round(const struct measuring *measuring, struct life lives[2], uint64_t round)
{
	const double rates[] = {0, measuring->rounds.rate};
	PGL_AUTOFREE char *kind = pgl_xasprintf("round %" PRIu64, round);

	for (int side = 0; side < 2; side++)
		set_life(measuring, &lives[side], side, rates, NULL, kind);
}

static int run_rounds(struct measuring *measuring)
{
	uint64_t n = measuring->options.n_rounds;
	PGL_AUTOFREE struct life *lives = pgl_xcalloc(2 * n + 1, sizeof *lives);
	struct life moved;
	int failed;

	for (uint64_t round = 0; round < n; round++) {
		set_round(measuring, &lives[2 * round], round);
		/* Every other round reverses the order of the one before. */
		if (round % 2) {
			moved = lives[2 * round];
			lives[2 * round] = lives[2 * round + 1];
			lives[2 * round + 1] = moved;
		}
	}
	failed = run_lives(measuring, lives, 2 * n, LOADING);
	for (uint64_t i = 0; i < 2 * n; i++) {
		if (!failed)
			failed = read_life(measuring, &lives[i],
					   measuring->rounds.load[i / 2][lives[i].side]);
		life_release(&lives[i]);
	}
	return failed;
}

static void forget(struct pgl_whole_run *run)
{
	struct pgl_error unused;
	struct measuring measuring;
	struct life lives[2];
	const double full[] = {0, NAN};
	struct pgl_service_load loads[2][PGL_LOAD_KINDS];
	const struct pgl_service_load *const its[] = {loads[0], loads[1]};
	bool is_there = !take(&measuring, run, &unused);

	for (int side = 0; side < 2 && is_there; side++) {
		set_life(&measuring, &lives[side], side, full, NULL, "pilot");
		is_there = read_result(&lives[side], loads[side]) || measuring.options.rate > 0;
		unlink(lives[side].measuring.result);
		life_release(&lives[side]);
	}
	if (is_there)
		measuring.rounds.rate =
			measuring.options.rate > 0 ? measuring.options.rate : pgl_equal_rate(its);
	for (uint64_t round = 0; is_there; round++) {
		set_round(&measuring, lives, round);
		is_there = false;
		for (int side = 0; side < 2; side++) {
			is_there |= !unlink(lives[side].measuring.result);
			life_release(&lives[side]);
		}
	}
	free(measuring.script);
}

/* Results ------------------------------------------------------------------------------------- */

/* Fails unless OLD and NEW answer the query alike. */
static int compare_answers(struct measuring *measuring)
{
	struct pgl_whole_run *run = measuring->run;
	struct pgl_run_difference *seen = &run->difference;
	const double none[] = {NAN, NAN};
	const char *paths[2];
	struct life lives[2];
	int same = 1, failed;

	if (!run->settings->answers)
		return 0;
	for (int side = 0; side < 2; side++) {
		set_life(measuring, &lives[side], side, none, run->settings->answers, "answers");
		paths[side] = lives[side].measuring.result;
	}
	failed = run_lives(measuring, lives, 2, QUERYING);
	if (!failed)
		same = pgl_run_compare_files(paths, seen, measuring->error);
	failed = failed || same < 0;
	if (same == 0) {
		seen->command = run->settings->answers;
		if (!run->settings->allows_different_output)
			failed = pgl_error_set(
				measuring->error,
				"OLD and NEW answer different things to '%s', from line %zu, byte "
				"%zu on: OLD '%s', NEW '%s'; see all of it in '%s' and '%s'. Use "
				"--allow-different-output if the difference does not matter",
				seen->command, seen->line, seen->byte, seen->text[0], seen->text[1],
				paths[0], paths[1]);
	}
	for (int side = 0; side < 2; side++)
		life_release(&lives[side]);
	return failed ? -1 : 0;
}

static void add_results(struct measuring *measuring)
{
	struct pgl_whole_run *run = measuring->run;
	struct pgl_figures figures;
	PGL_AUTOFREE char *equal = pgl_xasprintf("%g requests per second", measuring->rounds.rate);

	pgl_figures_of(&figures, &measuring->rounds, measuring->options.seed);
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++)
		for (int i = 0; i < PGL_FIGURES; i++) {
			const struct pgl_comparison *figure = &figures.figure[kind][i];

			if (isnan(figure->old))
				continue;
			if (i == PGL_FIGURE_CPU &&
			    kind == (int)pgl_figures_main(&measuring->rounds))
				run->paid = run->n_results + 1;
			struct pgl_run_result *result = pgl_run_add_result(
				run, pgl_figure_word(i), i == PGL_FIGURE_RATE ? "/s" : "s",
				kind == PGL_LOAD_FULL ? "full load" : equal);

			result->more_is_better = !pgl_figure_is_cost(i);
			result->comparison = *figure;
		}
	pgl_compare_counts(
		&pgl_run_add_result(run, pgl_metric_words[PGL_METRIC_TEXT], "bytes", NULL)
			 ->comparison,
		(double)run->old->text, (double)run->new->text, 0);
}

static int measure(struct pgl_whole_run *run, struct pgl_error *error)
{
	struct measuring measuring;
	int failed = take(&measuring, run, error);

	measuring.rounds.n_rounds = measuring.options.n_rounds;
	memcpy(measuring.rounds.kind, measuring.options.kind, sizeof measuring.rounds.kind);
	measuring.rounds.load =
		pgl_xcalloc(measuring.rounds.n_rounds + 1, sizeof *measuring.rounds.load);
	failed = failed || compare_answers(&measuring) || choose_rate(&measuring) ||
		 run_rounds(&measuring);
	if (!failed)
		add_results(&measuring);
	free(measuring.rounds.load);
	free(measuring.script);
	return failed ? -1 : 0;
}

const struct pgl_run_method pgl_run_service = {
	.name = "service", .check = check, .plan = plan, .forget = forget, .measure = measure};
