/* Times, in rounds. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bootstrap.h"
#include "base/files.h"
#include "base/random.h"
#include "base/xalloc.h"

/* The sum of the lines of perf stat -x, that count cycles; NAN: none. */
static double read_cycles(const char *path)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	double cycles = NAN;

	if (!pgl_read_file(&text, path))
		for (const char *line = text.text; *line;) {
			char *end;
			double number = strtod(line, &end);
			size_t length = strcspn(line, "\n");

			if (end > line && *end == ',' && memmem(line, length, "cycles", 6))
				cycles = isnan(cycles) ? number : cycles + number;
			line += length;
			line += *line == '\n';
		}
	pgl_strbuf_release(&text);
	return cycles;
}

bool pgl_measure_has_perf(void)
{
	char path[] = "/tmp/pgolens-perf-XXXXXX";
	int file = mkstemp(path);
	char *command;
	bool has;

	if (file < 0)
		return false;
	close(file);
	command = pgl_xasprintf("perf stat -x, -e cycles:u -o %s true >/dev/null 2>&1", path);
	has = !system(command) && read_cycles(path) > 0;
	free(command);
	unlink(path);
	return has;
}

static int time_once(void *context)
{
	const struct pgl_measuring *measuring = context;
	char *counts = pgl_measuring_file(measuring, ".perf"), *log, *text;
	const char *perf[] = {"perf", "stat", "-x,", "-e", "cycles:u", "-o", counts, "--", NULL};
	struct pgl_shell_result result;
	int failed = pgl_measuring_run(measuring, measuring->with_cycles ? perf : NULL, &result);

	if (!failed) {
		text = pgl_xasprintf("%.6f %.6f %.0f\n", result.user, result.wall,
				     measuring->with_cycles ? read_cycles(counts) : NAN);
		failed = pgl_write_file(measuring->result, text, strlen(text));
		if (failed)
			pgl_measuring_fail(measuring, "cannot write '%s': %s", measuring->result,
					   strerror(errno));
		/* One log for each run would be a lot of them. */
		log = pgl_measuring_file(measuring, ".log");
		unlink(log);
		free(log);
		free(text);
	}
	unlink(counts);
	free(counts);
	return failed;
}

static bool read_timed(const char *path, struct pgl_timed *ret)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool is_there = !pgl_read_file(&text, path) &&
			sscanf(text.text, "%lf %lf %lf", &ret->user, &ret->wall, &ret->cycles) == 3;

	pgl_strbuf_release(&text);
	return is_there;
}

/* The order of round NUMBER: of two rounds one goes the other's way back, so that nobody comes earlier than
   others on the whole. */
static void shuffle(size_t *order, size_t n, size_t number)
{
	struct pgl_random random;

	pgl_random_start(&random, number / 2 + 1);
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n; i > 1; i--) {
		size_t other = (size_t)pgl_random_below(&random, i), moved = order[i - 1];

		order[i - 1] = order[other];
		order[other] = moved;
	}
	for (size_t i = 0; number % 2 && i < n / 2; i++) {
		size_t moved = order[i];

		order[i] = order[n - 1 - i];
		order[n - 1 - i] = moved;
	}
}

static char *kind_of_round(size_t round, bool with_perf)
{
	return pgl_xasprintf("time %zu%s", round, with_perf ? " perf" : "");
}

int pgl_measure_timed(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
		      size_t n, const char *const *commands, size_t n_commands, size_t n_rounds,
		      bool with_perf, struct pgl_timed *ret, struct pgl_strbuf *message)
{
	size_t n_in_round = n * n_commands, n_all = n_rounds * n_in_round, n_jobs = 0, bad;
	struct pgl_measuring *runs = pgl_xcalloc(n_all + 1, sizeof *runs);
	struct pgl_job *jobs = pgl_xcalloc(n_all + 1, sizeof *jobs);
	size_t *order = pgl_xcalloc(n_in_round + 1, sizeof *order);
	int failed = pgl_measuring_folder(experiment, message);

	for (size_t round = 0; round < n_rounds; round++) {
		char *kind = kind_of_round(round, with_perf);

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
				jobs[n_jobs++] = (struct pgl_job){time_once, run};
		}
		free(kind);
	}
	/* One at a time: what runs beside it would be measured, too. */
	bad = failed ? n_jobs : pgl_pool_run(jobs, n_jobs, 1, "timing");
	if (bad < n_jobs)
		failed = pgl_measuring_explain(experiment, jobs[bad].context, message);
	for (size_t i = 0; i < n_all; i++) {
		if (!failed && !read_timed(runs[i].result, &ret[i]))
			failed = pgl_measuring_explain(experiment, &runs[i], message);
		free(runs[i].result);
	}
	free(order);
	free(jobs);
	free(runs);
	return failed;
}

void pgl_measure_forget_timed(const struct pgl_experiment *experiment,
			      struct pgl_variant *const *variants, size_t n,
			      const char *const *commands, size_t n_commands, bool with_perf)
{
	bool is_there = true;

	for (size_t round = 0; is_there; round++) {
		char *kind = kind_of_round(round, with_perf);

		is_there = false;
		for (size_t i = 0; i < n * n_commands; i++) {
			char *path = pgl_measuring_result(experiment, variants[i / n_commands],
							  commands[i % n_commands], kind);

			is_there |= !unlink(path);
			free(path);
		}
		free(kind);
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
	double *costs = pgl_xcalloc(n_rounds + 1, sizeof *costs), mean;

	for (size_t i = 0; i < n_rounds; i++)
		costs[i] = pgl_timed_value(&runs[(rounds ? rounds[i] : i) * n_in_round + which],
					   metric);
	mean = pgl_trimmed_mean(costs, n_rounds);
	free(costs);
	return mean;
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
