/* Measures a service: OLD and NEW under the same loads, in rounds. See walk.h.

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
#include "experiment/service/settings.h"

enum { USUAL_ROUNDS = 12 };

#define ASKING "comparing answers"
#define PILOT "trying full load"
#define LOADING "loading"

struct measuring {
	struct pgl_walk *walk;
	struct pgl_rounds_options options;
	struct pgl_rounds rounds;
	char *script;
	struct pgl_strbuf *message;
};

/* --- what is asked for --- */

static int take(struct measuring *measuring, struct pgl_walk *walk, struct pgl_strbuf *message)
{
	const struct pgl_walk_settings *settings = walk->settings;
	struct pgl_rounds_options *options = &measuring->options;

	*measuring = (struct measuring){.walk = walk, .message = message};
	*options = (struct pgl_rounds_options){
		.side = {{settings->start, NULL}, {settings->start, NULL}},
		.kind = {true, true},
		.n_rounds = settings->runs ? settings->runs : USUAL_ROUNDS,
		.seed = settings->seed ? settings->seed : 1};
	return pgl_service_settings_take(&settings->service, options, &measuring->script, message);
}

static int check(struct pgl_walk *walk, struct pgl_strbuf *message)
{
	struct measuring measuring;
	int failed = take(&measuring, walk, message);

	if (!failed && walk->settings->service.cores && measuring.options.n_rounds < 2) {
		pgl_strbuf_add(message, "--cores wants two --runs at least: what is saved is never "
					"told from one run");
		failed = -1;
	}
	free(measuring.script);
	return failed;
}

static void plan(struct pgl_walk *walk)
{
	const struct pgl_walk_settings *settings = walk->settings;

	if (settings->answers)
		pgl_walk_progress_add(&walk->progress, ASKING, 2, NULL, 0);
	if (!settings->service.rate)
		pgl_walk_progress_add(&walk->progress, PILOT, 2, NULL, 0);
	pgl_walk_progress_add(&walk->progress, LOADING,
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

char *pgl_walk_service_training(const struct pgl_walk_settings *settings)
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

/* --- lives --- */

static void set_life(const struct measuring *measuring, struct pgl_life *life, int side,
		     const double *rates, const char *ask, const char *kind)
{
	struct pgl_walk *walk = measuring->walk;

	*life = (struct pgl_life){.measuring = {.experiment = &walk->experiment,
						.variant = side ? walk->new : walk->old,
						.command = measuring->options.side[side].command,
						.step = ask ? "answers" : "load"},
				  .options = &measuring->options,
				  .side = side,
				  .rates = {rates[0], rates[1]},
				  .ask = ask};
	pgl_life_set_result(life, kind);
}

/* Lives the N LIVES of which no result is there. */
static int live(const struct measuring *measuring, struct pgl_life *lives, size_t n,
		const char *what)
{
	struct pgl_experiment *experiment = &measuring->walk->experiment;
	struct pgl_job *jobs = pgl_xcalloc(n + 1, sizeof *jobs);
	size_t n_jobs = 0, bad;
	int failed = pgl_measuring_folder(experiment, measuring->message);

	for (size_t i = 0; i < n && !failed; i++)
		if (access(lives[i].measuring.result, F_OK))
			jobs[n_jobs++] = (struct pgl_job){pgl_life_run, &lives[i]};
	/* One at a time: what runs beside it would be measured, too. */
	bad = pgl_pool_run(jobs, n_jobs, 1, what);
	if (bad < n_jobs) {
		struct pgl_life *life = jobs[bad].context;

		failed = pgl_measuring_explain(experiment, &life->measuring, measuring->message);
	}
	free(jobs);
	return failed;
}

static int read_life(const struct measuring *measuring, const struct pgl_life *life,
		     struct pgl_service_load *ret)
{
	if (pgl_life_read(life, ret))
		return 0;
	pgl_strbuf_addf(measuring->message, "cannot read '%s'", life->measuring.result);
	return -1;
}

/* The rate of the equal load. */
static int choose_rate(struct measuring *measuring)
{
	const double full[] = {0, NAN};
	struct pgl_service_load loads[2][PGL_LOAD_KINDS];
	const struct pgl_service_load *const its[] = {loads[0], loads[1]};
	struct pgl_life lives[2];
	int failed;

	measuring->rounds.rate = measuring->options.rate;
	if (measuring->rounds.rate > 0)
		return 0;
	for (int side = 0; side < 2; side++)
		set_life(measuring, &lives[side], side, full, NULL, "pilot");
	failed = live(measuring, lives, 2, PILOT);
	for (int side = 0; side < 2 && !failed; side++)
		failed = read_life(measuring, &lives[side], loads[side]);
	if (!failed)
		measuring->rounds.rate = pgl_equal_rate(its);
	for (int side = 0; side < 2; side++)
		pgl_life_release(&lives[side]);
	return failed;
}

static void set_round(const struct measuring *measuring, struct pgl_life lives[2], uint64_t round)
{
	const double rates[] = {0, measuring->rounds.rate};
	char *kind = pgl_xasprintf("round %" PRIu64, round);

	for (int side = 0; side < 2; side++)
		set_life(measuring, &lives[side], side, rates, NULL, kind);
	free(kind);
}

static int run_rounds(struct measuring *measuring)
{
	uint64_t n = measuring->options.n_rounds;
	struct pgl_life *lives = pgl_xcalloc(2 * n + 1, sizeof *lives), turned;
	int failed;

	for (uint64_t round = 0; round < n; round++) {
		set_round(measuring, &lives[2 * round], round);
		/* Of two rounds one goes the other's way back. */
		if (round % 2) {
			turned = lives[2 * round];
			lives[2 * round] = lives[2 * round + 1];
			lives[2 * round + 1] = turned;
		}
	}
	failed = live(measuring, lives, 2 * n, LOADING);
	for (uint64_t i = 0; i < 2 * n; i++) {
		if (!failed)
			failed = read_life(measuring, &lives[i],
					   measuring->rounds.load[i / 2][lives[i].side]);
		pgl_life_release(&lives[i]);
	}
	free(lives);
	return failed;
}

static void forget(struct pgl_walk *walk)
{
	struct pgl_strbuf unused = PGL_STRBUF_INIT;
	struct measuring measuring;
	struct pgl_life lives[2];
	const double full[] = {0, NAN};
	struct pgl_service_load loads[2][PGL_LOAD_KINDS];
	const struct pgl_service_load *const its[] = {loads[0], loads[1]};
	bool is_there = !take(&measuring, walk, &unused);

	for (int side = 0; side < 2 && is_there; side++) {
		set_life(&measuring, &lives[side], side, full, NULL, "pilot");
		is_there = pgl_life_read(&lives[side], loads[side]) || measuring.options.rate > 0;
		unlink(lives[side].measuring.result);
		pgl_life_release(&lives[side]);
	}
	if (is_there)
		measuring.rounds.rate =
			measuring.options.rate > 0 ? measuring.options.rate : pgl_equal_rate(its);
	for (uint64_t round = 0; is_there; round++) {
		set_round(&measuring, lives, round);
		is_there = false;
		for (int side = 0; side < 2; side++) {
			is_there |= !unlink(lives[side].measuring.result);
			pgl_life_release(&lives[side]);
		}
	}
	free(measuring.script);
	pgl_strbuf_release(&unused);
}

/* --- results --- */

/* Do OLD and NEW answer the same? */
static int compare_answers(struct measuring *measuring)
{
	struct pgl_walk *walk = measuring->walk;
	struct pgl_walk_difference *seen = &walk->difference;
	const double none[] = {NAN, NAN};
	const char *paths[2];
	struct pgl_life lives[2];
	int same = 1, failed;

	if (!walk->settings->answers)
		return 0;
	for (int side = 0; side < 2; side++) {
		set_life(measuring, &lives[side], side, none, walk->settings->answers, "answers");
		paths[side] = lives[side].measuring.result;
	}
	failed = live(measuring, lives, 2, ASKING);
	if (!failed)
		same = pgl_walk_compare_files(paths, seen);
	if (same < 0) {
		pgl_strbuf_addf(measuring->message, "cannot read '%s' or '%s': %s", paths[0],
				paths[1], strerror(errno));
		failed = -1;
	} else if (same == 0) {
		seen->command = walk->settings->answers;
		if (!walk->settings->allows_different_output) {
			pgl_strbuf_addf(
				measuring->message,
				"OLD and NEW answer different things to '%s', from line %zu, byte "
				"%zu on: OLD '%s', NEW '%s'; all of it is in '%s' and '%s'. "
				"--allow-different-output lets it pass",
				seen->command, seen->line, seen->byte, seen->text[0], seen->text[1],
				paths[0], paths[1]);
			failed = -1;
		}
	}
	for (int side = 0; side < 2; side++)
		pgl_life_release(&lives[side]);
	return failed;
}

static void add_results(struct measuring *measuring)
{
	struct pgl_walk *walk = measuring->walk;
	struct pgl_figures figures;
	char *equal = pgl_xasprintf("%g requests per second", measuring->rounds.rate);

	pgl_figures_of(&figures, &measuring->rounds, measuring->options.seed);
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++)
		for (int i = 0; i < PGL_FIGURES; i++) {
			const struct pgl_comparison *figure = &figures.figure[kind][i];

			if (isnan(figure->old))
				continue;
			if (i == PGL_FIGURE_CPU &&
			    kind == (int)pgl_figures_main(&measuring->rounds))
				walk->paid = walk->n_results + 1;
			struct pgl_walk_result *result = pgl_walk_add_result(
				walk, pgl_figure_word(i), i == PGL_FIGURE_RATE ? "/s" : "s",
				kind == PGL_LOAD_FULL ? "full load" : equal);

			result->more_is_better = !pgl_figure_is_cost(i);
			result->comparison = *figure;
		}
	free(equal);
	pgl_compare_counts(
		&pgl_walk_add_result(walk, pgl_metric_words[PGL_METRIC_TEXT], "bytes", NULL)
			 ->comparison,
		(double)walk->old->text, (double)walk->new->text, 0);
}

static int measure(struct pgl_walk *walk, struct pgl_strbuf *message)
{
	struct measuring measuring;
	int failed = take(&measuring, walk, message);

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

const struct pgl_walk_measuring pgl_walk_service = {
	.name = "service", .check = check, .plan = plan, .forget = forget, .measure = measure};

static const char *or_none(const char *text)
{
	return text ? text : "";
}

void pgl_life_set_result(struct pgl_life *life, const char *kind)
{
	const struct pgl_rounds_options *options = life->options;
	const struct pgl_service_options *service = &options->service;
	char *all = pgl_xasprintf("service %s\n%s\n%s\n%s\n%s\n%s\n%d %" PRIu64 " %" PRIu64
				  " %" PRIu64 " %" PRIu64 " %.9g %.9g",
				  kind, service->url, or_none(service->ready),
				  or_none(service->load.command), or_none(service->load.script),
				  or_none(life->ask), service->stop, service->load.connections,
				  service->load.threads, options->seconds, options->warm_up,
				  life->rates[0], life->rates[1]);

	life->measuring.result = pgl_measuring_result(
		life->measuring.experiment, life->measuring.variant, life->measuring.command, all);
	free(all);
}

/* --- results --- */

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

bool pgl_life_read(const struct pgl_life *life, struct pgl_service_load ret[PGL_LOAD_KINDS])
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool is_there = !pgl_read_file(&text, life->measuring.result);
	const char *at = text.text;

	for (int kind = 0; kind < PGL_LOAD_KINDS && is_there; kind++)
		is_there = isnan(life->rates[kind]) || read_load(&at, &ret[kind]);
	pgl_strbuf_release(&text);
	return is_there;
}

/* --- living --- */

/* Adds what the service is asked for and answers. */
static int ask(const struct pgl_life *life, struct pgl_strbuf *result, struct pgl_strbuf *printed,
	       struct pgl_strbuf *why)
{
	const struct pgl_service_options *options = &life->options->service;
	struct pgl_kept asking = {.news = -1, .log = -1};
	struct pgl_service service;
	double seconds;
	int failed = pgl_service_start(&service, options, life->measuring.command, why);

	if (!failed) {
		setenv("URL", service.url, 1);
		failed = pgl_kept_start(&asking, life->ask, NULL, -1, why);
	}
	if (!failed) {
		while (!pgl_kept_wait(&asking, 0.1) && !pgl_kept_wait(&service.kept, 0))
			;
		pgl_kept_kill(&asking);
		pgl_kept_add_log(&asking, result);
		if (asking.status) {
			pgl_strbuf_addf(why, "'%s' ", life->ask);
			pgl_kept_add_status(&asking, why);
			pgl_strbuf_add(printed, result->text);
			failed = -1;
		}
	}
	if (!failed)
		failed = pgl_service_stop(&service, &seconds, why);
	if (failed && !printed->length)
		pgl_strbuf_add(printed, service.printed.text);
	pgl_kept_release(&asking);
	pgl_service_release(&service);
	return failed;
}

static int load(const struct pgl_life *life, struct pgl_strbuf *result, struct pgl_strbuf *printed,
		struct pgl_strbuf *why)
{
	struct pgl_service_load loads[PGL_LOAD_KINDS];

	if (pgl_service_live(life->options, life->side, life->rates, loads, printed, why))
		return -1;
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++) {
		if (isnan(life->rates[kind]))
			continue;
		if (loads[kind].numbers.failed) {
			pgl_strbuf_addf(why, "%" PRIu64 " of %" PRIu64 " requests failed",
					loads[kind].numbers.failed, loads[kind].numbers.requests);
			return -1;
		}
		add_load(result, &loads[kind]);
	}
	return 0;
}

/* At the place. */
static int live_there(const struct pgl_life *life, const char *log)
{
	struct pgl_strbuf result = PGL_STRBUF_INIT, printed = PGL_STRBUF_INIT,
			  why = PGL_STRBUF_INIT;
	int failed = life->ask ? ask(life, &result, &printed, &why)
			       : load(life, &result, &printed, &why);

	if (failed) {
		pgl_write_file(log, printed.text, printed.length);
		pgl_measuring_fail(&life->measuring, "%s: %s", why.text, life->measuring.command);
	} else if (pgl_write_file(life->measuring.result, result.text, result.length)) {
		failed = pgl_measuring_fail(&life->measuring, "cannot write '%s': %s",
					    life->measuring.result, strerror(errno));
	}
	pgl_strbuf_release(&why);
	pgl_strbuf_release(&printed);
	pgl_strbuf_release(&result);
	return failed;
}

int pgl_life_run(void *context)
{
	const struct pgl_life *life = context;
	const struct pgl_measuring *measuring = &life->measuring;
	const struct pgl_experiment *experiment = measuring->experiment;
	char *tree = pgl_variant_path(measuring->variant, "tree");
	char *log = pgl_measuring_file(measuring, ".log");
	struct pgl_journal_entry entry = {.step = measuring->step,
					  .variant = measuring->variant->name,
					  .command = measuring->command,
					  .folder = tree,
					  .output = log};
	struct pgl_shell_result result = {.wall = pgl_now()};
	int failed;

	if (pgl_place_enter(&experiment->place, tree)) {
		failed = pgl_measuring_fail(measuring, "cannot put '%s' at '%s': %s", tree,
					    experiment->place.path, strerror(errno));
	} else {
		pgl_experiment_environment(experiment);
		pgl_journal_begin(experiment->given.journal, &entry);
		failed = live_there(life, log);
		result.wall = pgl_now() - result.wall;
		result.status = failed ? 1 << 8 : 0;
		pgl_journal_end(experiment->given.journal, &entry, &result);
		if (pgl_place_leave(&experiment->place, tree) && !failed)
			failed = pgl_measuring_fail(measuring, "cannot put '%s' back: %s", tree,
						    strerror(errno));
	}
	free(log);
	free(tree);
	return failed;
}

void pgl_life_release(struct pgl_life *life)
{
	free(life->measuring.result);
	life->measuring.result = NULL;
}
