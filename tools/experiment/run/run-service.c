/* Measures a service: OLD and NEW under the same loads, in rounds. See walk.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run-service.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiment/service/figures.h"
#include "experiment/service/settings.h"
#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "experiment/run/walk-service-life.h"

#include "base/banned.h"

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
