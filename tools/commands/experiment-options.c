/* See cmd-experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/experiment-options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/compile-commands.h"
#include "base/files.h"
#include "base/words.h"
#include "base/report.h"

enum { LAST_LINES = 30, USUAL_RUNS = 20 };

static int want(const char *value, const char *what, struct pgl_error *error)
{
	if (value && *value)
		return 0;
	return pgl_error_set(error, "%s", what);
}

int pgl_experiment_check(struct pgl_experiment_options *options, struct pgl_build_values *values,
			 struct pgl_error *error)
{
	if (values->compile_commands && options->build)
		return pgl_error_set(error, "--build and --compile-commands contradict each other");
	if (values->compile_commands) {
		if (want(values->link,
			 "missing --link (the command that links), which --compile-commands needs",
			 error))
			return -1;
		values->script = pgl_compile_commands(values->compile_commands, options->source,
						      values->link, error);
		options->build = values->script;
		if (!values->script)
			return -1;
	}
	if (want(options->build, "missing --build (the command that builds the program)", error))
		return -1;
	return want(options->train,
		    "missing --train (the command that runs the program for training)", error);
}

static int choose_metric(bool *metrics, const char *word, struct pgl_error *error)
{
	struct pgl_nearest nearest = {.word = NULL};

	if (!strcmp(word, "time")) {
		metrics[PGL_METRIC_USER_TIME] = metrics[PGL_METRIC_WALL_TIME] = true;
		return 0;
	}
	for (int i = 0; i < PGL_METRIC_N; i++) {
		if (!strcmp(word, pgl_metric_words[i])) {
			metrics[i] = true;
			return 0;
		}
		pgl_nearest_offer(&nearest, word, pgl_metric_words[i]);
	}
	if (nearest.word)
		return pgl_error_set(error, "unknown metric '%s'; did you mean '%s'?", word,
				     nearest.word);
	return pgl_error_set(error, "unknown metric '%s'", word);
}

int pgl_measure_choose(const struct pgl_measure_values *values, bool is_size_enough,
		       struct pgl_attribute_options *options, struct pgl_error *error)
{
	bool is_text_alone = true;

	options->commands = values->measure.item;
	options->n_commands = values->measure.n;
	options->rounds = values->runs ? values->runs : USUAL_RUNS;
	options->seed = values->seed ? values->seed : 1;
	for (size_t i = 0; i < values->metrics.n; i++)
		if (choose_metric(options->metric, values->metrics.item[i], error))
			return -1;
	if (!values->metrics.n)
		options->metric[PGL_METRIC_INSTRUCTIONS] = true;
	for (int i = 0; i < PGL_METRIC_N; i++)
		is_text_alone &= !options->metric[i] || i == PGL_METRIC_TEXT;
	if (values->measure.n || (is_text_alone && is_size_enough))
		return 0;
	return want(NULL, "missing --measure (the command to measure)", error);
}

void pgl_build_values_release(struct pgl_build_values *values)
{
	free(values->script);
	values->script = NULL;
}

void pgl_experiment_report(const struct pgl_experiment *experiment, const char *error)
{
	struct pgl_strbuf log = PGL_STRBUF_INIT;

	pgl_report("%s", error);
	if (!experiment->log || pgl_read_file(&log, experiment->log) || !log.length) {
		pgl_strbuf_release(&log);
		return;
	}
	pgl_report("it printed (all of it is in '%s'):", experiment->log);
	fputs(pgl_strbuf_last_lines(&log, LAST_LINES), stderr);
	if (log.text[log.length - 1] != '\n')
		fputc('\n', stderr);
	pgl_strbuf_release(&log);
}
