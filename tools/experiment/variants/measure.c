/* Metrics, and what all ways to measure share. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"

const char *const pgl_metric_words[] = {"instructions", "cycles", "perf-cycles", "user-time",
					"wall-time",	"text",	  NULL};

bool pgl_metric_is_timed(enum pgl_metric metric)
{
	return metric == PGL_METRIC_PERF_CYCLES || metric == PGL_METRIC_USER_TIME ||
	       metric == PGL_METRIC_WALL_TIME;
}

uint64_t pgl_counted_cycles(const struct pgl_counted *counted)
{
	return counted->instructions + 10 * counted->first_misses + 100 * counted->last_misses +
	       10 * counted->mispredicted;
}

char *pgl_measuring_result(const struct pgl_experiment *experiment,
			   const struct pgl_variant *variant, const char *command, const char *kind)
{
	char key[PGL_DIGEST_SIZE];
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	/* What else stands in the folder may be the program's input. */
	pgl_digest_add_text(&digest, experiment->base);
	pgl_digest_add_text(&digest, variant->program);
	if (variant->is_measured_apart)
		pgl_digest_add_text(&digest, variant->key);
	pgl_digest_add_text(&digest, command);
	pgl_digest_add_text(&digest, kind);
	pgl_digest_end(&digest, key);
	return pgl_xasprintf("%s/m/%s", experiment->work, key);
}

int pgl_measuring_folder(const struct pgl_experiment *experiment, struct pgl_strbuf *message)
{
	char *folder = pgl_xasprintf("%s/m", experiment->work);
	int failed = pgl_make_folders(folder);

	if (failed)
		pgl_strbuf_addf(message, "cannot make '%s': %s", folder, strerror(errno));
	free(folder);
	return failed;
}

char *pgl_measuring_file(const struct pgl_measuring *measuring, const char *suffix)
{
	return pgl_xasprintf("%s%s", measuring->result, suffix);
}

int pgl_measuring_fail(const struct pgl_measuring *measuring, const char *format, ...)
{
	char *path = pgl_measuring_file(measuring, ".error");
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	pgl_write_file(path, text.text, text.length);
	pgl_strbuf_release(&text);
	free(path);
	return -1;
}

int pgl_measuring_explain(struct pgl_experiment *experiment, const struct pgl_measuring *measuring,
			  struct pgl_strbuf *message)
{
	char *path = pgl_measuring_file(measuring, ".error");
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (pgl_read_file(&text, path) || !text.length)
		pgl_strbuf_add(&text, "its process was ended");
	pgl_strbuf_addf(message, "variant %s: %s", measuring->variant->name, text.text);
	free(experiment->log);
	experiment->log = pgl_measuring_file(measuring, ".log");
	pgl_strbuf_release(&text);
	free(path);
	return -1;
}

int pgl_measuring_run(const struct pgl_measuring *measuring, const char *const *prefix,
		      struct pgl_shell_result *ret)
{
	const struct pgl_place *place = &measuring->experiment->place;
	char *tree = pgl_variant_path(measuring->variant, "tree");
	char *log = pgl_measuring_file(measuring, ".log");
	char *error = pgl_measuring_file(measuring, ".error");
	int failed = 0;

	unlink(log);
	unlink(error);
	if (pgl_place_enter(place, tree)) {
		failed = pgl_measuring_fail(measuring, "cannot put '%s' at '%s': %s", tree,
					    place->path, strerror(errno));
	} else {
		pgl_experiment_environment(measuring->experiment);
		struct pgl_journal_entry entry = {.step = measuring->step,
						  .variant = measuring->variant->name,
						  .command = measuring->command,
						  .prefix = prefix,
						  .folder = tree,
						  .output = log};

		if (pgl_journal_run(measuring->experiment->given.journal, &entry, ret))
			failed = pgl_measuring_fail(measuring, "cannot run a shell: %s",
						    strerror(errno));
		else if (WIFSIGNALED(ret->status))
			failed = pgl_measuring_fail(
				measuring, "the measured command was ended by signal %d: %s",
				WTERMSIG(ret->status), measuring->command);
		else if (WEXITSTATUS(ret->status))
			failed = pgl_measuring_fail(
				measuring, "the measured command failed with exit status %d: %s",
				WEXITSTATUS(ret->status), measuring->command);
		if (pgl_place_leave(place, tree) && !failed)
			failed = pgl_measuring_fail(measuring, "cannot put '%s' back: %s", tree,
						    strerror(errno));
	}
	free(error);
	free(log);
	free(tree);
	return failed;
}

char *pgl_measure_output_path(const struct pgl_experiment *experiment,
			      const struct pgl_variant *variant, const char *command, unsigned time)
{
	char *kind = pgl_xasprintf("output %u", time);
	char *path = pgl_measuring_result(experiment, variant, command, kind);

	free(kind);
	return path;
}

/* The log becomes the result when the command has ended well. */
static int run_once(void *context)
{
	const struct pgl_measuring *measuring = context;
	char *log = pgl_measuring_file(measuring, ".log");
	struct pgl_shell_result result;
	int failed = pgl_measuring_run(measuring, NULL, &result);

	if (!failed && rename(log, measuring->result))
		failed = pgl_measuring_fail(measuring, "cannot write '%s': %s", measuring->result,
					    strerror(errno));
	free(log);
	return failed;
}

int pgl_measure_outputs(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, unsigned time,
			struct pgl_strbuf *message)
{
	struct pgl_measuring *runs = pgl_xcalloc(n * n_commands + 1, sizeof *runs);
	struct pgl_job *jobs = pgl_xcalloc(n * n_commands + 1, sizeof *jobs);
	size_t n_jobs = 0, bad;
	int failed = pgl_measuring_folder(experiment, message);

	for (size_t i = 0; i < n * n_commands && !failed; i++) {
		struct pgl_measuring *run = &runs[n_jobs];

		*run = (struct pgl_measuring){.experiment = experiment,
					      .variant = variants[i / n_commands],
					      .command = commands[i % n_commands],
					      .step = "output"};
		run->result = pgl_measure_output_path(experiment, run->variant, run->command, time);
		if (access(run->result, F_OK))
			jobs[n_jobs++] = (struct pgl_job){run_once, run};
		else
			free(run->result);
	}
	/* One at a time: commands may use things there is one of. */
	bad = failed ? n_jobs : pgl_pool_run(jobs, n_jobs, 1, "comparing outputs");
	if (bad < n_jobs)
		failed = pgl_measuring_explain(experiment, jobs[bad].context, message);
	for (size_t i = 0; i < n_jobs; i++)
		free(runs[i].result);
	free(jobs);
	free(runs);
	return failed;
}
