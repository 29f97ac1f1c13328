/* Measures a batch program: its commands, in rounds. See run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* How much slower a program is under valgrind, about. */
#define COUNTING_FACTOR 40

/* Unless the user gives the number of rounds, there are more while the interval is wider than WIDEST, up to MOST_TIMES the
   usual number. */
#define WIDEST 0.03
enum { MOST_TIMES = 3 };

static bool has_counted(const struct pgl_whole_run *run)
{
	return run->options.metric[PGL_METRIC_INSTRUCTIONS] ||
	       run->options.metric[PGL_METRIC_CYCLES];
}

static int check(struct pgl_whole_run *run, struct pgl_error *error)
{
	return run->options.metric[PGL_METRIC_PERF_CYCLES] ? pgl_measure_check_perf(error) : 0;
}

static void plan(struct pgl_whole_run *run)
{
	size_t n = 2 * run->options.n_commands;

	pgl_run_progress_add(&run->progress, PGL_STEP_OUTPUTS, n, NULL, 0);
	if (has_counted(run))
		pgl_run_progress_add(&run->progress,
				     run->options.metric[PGL_METRIC_CYCLES] ? PGL_STEP_SIMULATING
									    : PGL_STEP_COUNTING,
				     n, PGL_STEP_OUTPUTS, COUNTING_FACTOR);
	if (pgl_attribute_is_timed(&run->options))
		pgl_run_progress_add(&run->progress, PGL_STEP_TIMING, n * run->options.rounds,
				     PGL_STEP_OUTPUTS, 1);
}

static void forget(struct pgl_whole_run *run)
{
	struct pgl_variant *variants[] = {run->old, run->new};

	pgl_measure_forget_timed(&run->experiment, variants, 2, run->options.commands,
				 run->options.n_commands,
				 run->options.metric[PGL_METRIC_PERF_CYCLES]);
}

/* Outputs ----------------------------------------------------------------------------------- */

/* Runs OLD again: does its output vary from run to run? */
static int run_again(struct pgl_whole_run *run, struct pgl_error *error)
{
	struct pgl_run_difference *seen = &run->difference, again = {.command = NULL};
	PGL_AUTOFREE char *path =
		pgl_measure_output_path(&run->experiment, run->old, seen->command, 1);
	const char *const paths[] = {seen->path[PGL_OLD], path};
	int same;

	if (pgl_measure_outputs(&run->experiment, &run->old, 1, &seen->command, 1, 1, error))
		return -1;
	same = pgl_run_compare_files(paths, &again, error);
	seen->is_usual = same == 0;
	pgl_run_difference_release(&again);
	return same < 0 ? -1 : 0;
}

static int refuse(const struct pgl_run_difference *seen, struct pgl_error *error)
{
	return pgl_error_set(
		error,
		"OLD and NEW print different things: '%s', from line %zu, byte %zu on: OLD '%s', "
		"NEW "
		"'%s'; see all of it in '%s' and '%s'. %s",
		seen->command, seen->line, seen->byte, seen->text[PGL_OLD], seen->text[PGL_NEW],
		seen->path[PGL_OLD], seen->path[PGL_NEW],
		seen->is_usual ? "OLD alone prints something else each time it is run: change the "
				 "command, or use --allow-different-output"
			       : "OLD prints the same each time: the profile exposed a bug in the "
				 "program or the compiler. Use --allow-different-output if the "
				 "difference does not matter");
}

static int compare_outputs(struct pgl_whole_run *run, struct pgl_error *error)
{
	const struct pgl_attribute_options *options = &run->options;
	struct pgl_variant *variants[] = {run->old, run->new};
	int same = 1;

	if (pgl_measure_outputs(&run->experiment, variants, 2, options->commands,
				options->n_commands, 0, error))
		return -1;
	for (size_t i = 0; i < options->n_commands && same == 1; i++) {
		PGL_AUTOFREE char *old = pgl_measure_output_path(&run->experiment, run->old,
								 options->commands[i], 0);
		PGL_AUTOFREE char *new = pgl_measure_output_path(&run->experiment, run->new,
								 options->commands[i], 0);
		const char *const paths[] = {old, new};

		same = pgl_run_compare_files(paths, &run->difference, error);
		if (same == 0)
			run->difference.command = options->commands[i];
	}
	if (same < 0 || (same == 0 && run_again(run, error)))
		return -1;
	return same == 0 && !run->settings->allows_different_output
		       ? refuse(&run->difference, error)
		       : 0;
}

/* Results ----------------------------------------------------------------------------------- */

static double counted_value(const struct pgl_counted *counted, enum pgl_metric metric)
{
	return metric == PGL_METRIC_CYCLES ? (double)pgl_counted_cycles(counted)
					   : (double)counted->instructions;
}

static void add_counted(struct pgl_whole_run *run, enum pgl_metric metric)
{
	const struct pgl_attribute_options *options = &run->options;
	bool with_cycles = options->metric[PGL_METRIC_CYCLES];
	double sum[PGL_SIDES] = {0, 0};
	struct pgl_counted old, new;

	for (size_t i = 0; i < options->n_commands; i++) {
		if (!pgl_measure_get(&run->experiment, run->old, options->commands[i], with_cycles,
				     &old) ||
		    !pgl_measure_get(&run->experiment, run->new, options->commands[i], with_cycles,
				     &new))
			continue;
		sum[PGL_OLD] += counted_value(&old, metric);
		sum[PGL_NEW] += counted_value(&new, metric);
		if (options->n_commands > 1)
			pgl_compare_counts(&pgl_run_add_result(run, pgl_metric_words[metric], NULL,
							       options->commands[i])
						    ->comparison,
					   counted_value(&old, metric), counted_value(&new, metric),
					   PGL_LEAST_COUNTED);
	}
	pgl_compare_counts(
		&pgl_run_add_result(run, pgl_metric_words[metric], NULL, NULL)->comparison,
		sum[PGL_OLD], sum[PGL_NEW], PGL_LEAST_COUNTED);
}

static int count(struct pgl_whole_run *run, struct pgl_error *error)
{
	const struct pgl_attribute_options *options = &run->options;
	struct pgl_variant *variants[] = {run->old, run->new};

	if (pgl_measure_counted(&run->experiment, variants, 2, options->commands,
				options->n_commands, options->metric[PGL_METRIC_CYCLES], error))
		return -1;
	if (options->metric[PGL_METRIC_INSTRUCTIONS])
		add_counted(run, PGL_METRIC_INSTRUCTIONS);
	if (options->metric[PGL_METRIC_CYCLES])
		add_counted(run, PGL_METRIC_CYCLES);
	return 0;
}

/* Compares the runs of command number COMMAND by METRIC; the number of commands stands for all together. */
static void compare_timed(const struct pgl_whole_run *run, const struct pgl_timed *runs,
			  enum pgl_metric metric, size_t command, struct pgl_comparison *ret)
{
	const struct pgl_attribute_options *options = &run->options;
	size_t n = options->n_commands, n_rounds = options->rounds;
	size_t first = command == n ? 0 : command, end = command == n ? n : command + 1;
	double *cost[PGL_SIDES];

	for (size_t side = 0; side < PGL_SIDES; side++) {
		cost[side] = pgl_xcalloc(n_rounds + 1, sizeof **cost);
		for (size_t round = 0; round < n_rounds; round++)
			for (size_t i = first; i < end; i++)
				cost[side][round] += pgl_timed_value(
					&runs[(round * PGL_SIDES + side) * n + i], metric);
	}
	pgl_compare_rounds(ret, cost[PGL_OLD], cost[PGL_NEW], n_rounds, options->seed);
	for (size_t side = 0; side < PGL_SIDES; side++)
		free(cost[side]);
}

static void add_timed(struct pgl_whole_run *run, const struct pgl_timed *runs,
		      enum pgl_metric metric, size_t command)
{
	const struct pgl_attribute_options *options = &run->options;
	bool is_all = command == options->n_commands;
	struct pgl_run_result *result = pgl_run_add_result(
		run, pgl_metric_words[metric], metric == PGL_METRIC_PERF_CYCLES ? NULL : "s",
		is_all ? NULL : options->commands[command]);

	if (is_all && metric == PGL_METRIC_USER_TIME)
		run->paid = run->n_results;
	compare_timed(run, runs, metric, command, &result->comparison);
}

/* Is the interval of all commands together too wide by a metric? Only the width may decide this: measuring until there is a
   difference finds one in the end. */
static bool is_too_wide(const struct pgl_whole_run *run, const struct pgl_timed *runs)
{
	const struct pgl_attribute_options *options = &run->options;
	struct pgl_comparison comparison;

	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		if (!options->metric[metric] || !pgl_metric_is_timed((enum pgl_metric)metric))
			continue;
		compare_timed(run, runs, (enum pgl_metric)metric, options->n_commands, &comparison);
		if (comparison.has_interval &&
		    comparison.interval.high - comparison.interval.low > WIDEST)
			return true;
	}
	return false;
}

static int time_rounds(struct pgl_whole_run *run, struct pgl_error *error)
{
	struct pgl_attribute_options *options = &run->options;
	struct pgl_variant *variants[] = {run->old, run->new};
	size_t n = options->n_commands, usual = options->rounds;
	struct pgl_timed *runs = NULL;
	int failed;

	for (;; options->rounds += usual) {
		free(runs);
		runs = pgl_xcalloc(options->rounds * PGL_SIDES * n + 1, sizeof *runs);
		failed = pgl_measure_timed(&run->experiment, variants, 2, options->commands, n,
					   options->rounds, options->metric[PGL_METRIC_PERF_CYCLES],
					   runs, error);
		if (failed || run->settings->runs || options->rounds >= MOST_TIMES * usual ||
		    !is_too_wide(run, runs))
			break;
	}
	for (int metric = 0; metric < PGL_METRIC_N && !failed; metric++) {
		if (!options->metric[metric] || !pgl_metric_is_timed((enum pgl_metric)metric))
			continue;
		for (size_t i = n > 1 ? 0 : 1; i <= n; i++)
			add_timed(run, runs, (enum pgl_metric)metric, i);
	}
	free(runs);
	return failed;
}

static int measure(struct pgl_whole_run *run, struct pgl_error *error)
{
	if (compare_outputs(run, error) || (has_counted(run) && count(run, error)) ||
	    (pgl_attribute_is_timed(&run->options) && time_rounds(run, error)))
		return -1;
	pgl_compare_counts(
		&pgl_run_add_result(run, pgl_metric_words[PGL_METRIC_TEXT], "bytes", NULL)
			 ->comparison,
		(double)run->old->text, (double)run->new->text, 0);
	return 0;
}

const struct pgl_run_method pgl_run_batch = {
	.name = "batch", .check = check, .plan = plan, .forget = forget, .measure = measure};
