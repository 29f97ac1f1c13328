/* Times, in rounds. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bootstrap.h"
#include "base/files.h"
#include "base/random.h"
#include "base/xalloc.h"

/* The sum of the lines that count cycles in the output of perf stat -x, at PATH; NAN: there are none. */
static double read_cycles(const char *path)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	double cycles = NAN;

	if (pgl_read_file(&text, path))
		return NAN;
	for (const char *line = text.text; *line;) {
		char *end;
		double number = strtod(line, &end);
		size_t length = strcspn(line, "\n");

		if (end > line && *end == ',' && memmem(line, length, "cycles", 6))
			cycles = isnan(cycles) ? number : cycles + number;
		line += length;
		line += *line == '\n';
	}
	return cycles;
}

int pgl_measure_check_perf(struct pgl_error *error)
{
	char path[] = "/tmp/pgolens-perf-XXXXXX";
	PGL_AUTOFREE char *command = NULL;
	int file = mkstemp(path);
	bool has = false;

	if (file >= 0) {
		close(file);
		command =
			pgl_xasprintf("perf stat -x, -e cycles:u -o %s true >/dev/null 2>&1", path);
		has = !system(command) && read_cycles(path) > 0;
		unlink(path);
	}
	return has ? 0
		   : pgl_error_set(error, "perf cannot count cycles on this machine: it has no "
					  "hardware counters that perf may use");
}

/* A job. */
static int time_once(void *context, struct pgl_error *error)
{
	const struct pgl_measuring *measuring = context;
	PGL_AUTOFREE char *counts = pgl_measuring_path(measuring, ".perf");
	PGL_AUTOFREE char *log = pgl_measuring_path(measuring, ".log");
	const char *perf[] = {"perf", "stat", "-x,", "-e", "cycles:u", "-o", counts, "--", NULL};
	struct pgl_shell_result result;

	if (pgl_measuring_run(measuring, measuring->with_cycles ? perf : NULL, &result, error)) {
		unlink(counts);
		return -1;
	}
	PGL_AUTOFREE char *text = pgl_xasprintf("%.6f %.6f %.0f\n", result.user, result.wall,
						measuring->with_cycles ? read_cycles(counts) : NAN);

	unlink(counts);
	/* There would be many logs. */
	unlink(log);
	return pgl_measuring_write(measuring, text, strlen(text), error);
}

static bool read_timed(const char *path, struct pgl_timed *ret)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	return !pgl_read_file(&text, path) &&
	       sscanf(text.text, "%lf %lf %lf", &ret->user, &ret->wall, &ret->cycles) == 3;
}

static void swap(size_t *a, size_t *b)
{
	size_t moved = *a;

	*a = *b;
	*b = moved;
}

/* The order of round NUMBER. Every other round reverses the one before, so that over all rounds none comes earlier than
   others. */
static void shuffle(size_t *order, size_t n, size_t number)
{
	struct pgl_random random;

	pgl_random_start(&random, number / 2 + 1);
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n; i > 1; i--)
		swap(&order[i - 1], &order[pgl_random_below(&random, i)]);
	for (size_t i = 0; number % 2 && i < n / 2; i++)
		swap(&order[i], &order[n - 1 - i]);
}

static char *kind_of_round(size_t round, bool with_perf)
{
	return pgl_xasprintf("time %zu%s", round, with_perf ? " perf" : "");
}

int pgl_measure_timed(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
		      size_t n, const char *const *commands, size_t n_commands, size_t n_rounds,
		      bool with_perf, struct pgl_timed *ret, struct pgl_error *error)
{
	size_t n_in_round = n * n_commands, n_all = n_rounds * n_in_round, n_jobs = 0;
	PGL_AUTOFREE struct pgl_measuring *runs = pgl_xcalloc(n_all + 1, sizeof *runs);
	PGL_AUTOFREE struct pgl_measuring **jobs = pgl_xcalloc(n_all + 1, sizeof *jobs);
	PGL_AUTOFREE size_t *order = pgl_xcalloc(n_in_round + 1, sizeof *order);
	int failed;

	for (size_t round = 0; round < n_rounds; round++) {
		PGL_AUTOFREE char *kind = kind_of_round(round, with_perf);

		shuffle(order, n_in_round, round);
		for (size_t i = 0; i < n_in_round; i++) {
			size_t which = round * n_in_round + order[i];
			struct pgl_measuring *run = &runs[which];

			*run = (struct pgl_measuring){experiment,
						      variants[order[i] / n_commands],
						      commands[order[i] % n_commands],
						      "time",
						      with_perf,
						      NULL};
			run->result =
				pgl_measuring_result(experiment, run->variant, run->command, kind);
			if (!read_timed(run->result, &ret[which]))
				jobs[n_jobs++] = run;
		}
	}
	/* One at a time: a job beside it would disturb the times. */
	failed = pgl_measuring_run_jobs(experiment, jobs, n_jobs, time_once, 1, PGL_STEP_TIMING,
					error);
	for (size_t i = 0; i < n_all; i++) {
		if (!failed && !read_timed(runs[i].result, &ret[i]))
			failed = pgl_error_set(error, "cannot read '%s'", runs[i].result);
		free(runs[i].result);
	}
	return failed;
}

void pgl_measure_forget_timed(const struct pgl_experiment *experiment,
			      struct pgl_variant *const *variants, size_t n,
			      const char *const *commands, size_t n_commands, bool with_perf)
{
	bool is_there = true;

	for (size_t round = 0; is_there; round++) {
		PGL_AUTOFREE char *kind = kind_of_round(round, with_perf);

		is_there = false;
		for (size_t i = 0; i < n * n_commands; i++) {
			PGL_AUTOFREE char *path =
				pgl_measuring_result(experiment, variants[i / n_commands],
						     commands[i % n_commands], kind);

			is_there |= !unlink(path);
		}
	}
}

double pgl_timed_value(const struct pgl_timed *run, enum pgl_metric metric)
{
	return metric == PGL_METRIC_USER_TIME	? run->user
	       : metric == PGL_METRIC_WALL_TIME ? run->wall
						: run->cycles;
}

double pgl_timed_mean(const struct pgl_timed *runs, size_t n_in_round, size_t which,
		      enum pgl_metric metric, const size_t *rounds, size_t n_rounds)
{
	PGL_AUTOFREE double *costs = pgl_xcalloc(n_rounds + 1, sizeof *costs);

	for (size_t i = 0; i < n_rounds; i++)
		costs[i] = pgl_timed_value(&runs[(rounds ? rounds[i] : i) * n_in_round + which],
					   metric);
	return pgl_trimmed_mean(costs, n_rounds);
}

double pgl_timing_cost(const struct pgl_timing *timing, size_t variant, const size_t *rounds,
		       size_t n_rounds)
{
	double sum = 0;

	for (size_t command = 0; command < timing->n_commands; command++)
		sum += pgl_timed_mean(timing->runs, timing->n_variants * timing->n_commands,
				      variant * timing->n_commands + command, timing->metric,
				      rounds, n_rounds);
	return sum;
}
