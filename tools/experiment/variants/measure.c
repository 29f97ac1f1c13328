/* Metrics, what commands print, and what all ways to measure share. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* Shared -------------------------------------------------------------------------------------- */

char *pgl_measuring_result(const struct pgl_experiment *experiment,
			   const struct pgl_variant *variant, const char *command, const char *kind)
{
	char key[PGL_DIGEST_SIZE];
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	/* The base covers the other files of the folder: they may be input. */
	pgl_digest_add_text(&digest, experiment->base);
	pgl_digest_add_text(&digest, variant->program);
	pgl_digest_add_text(&digest, variant->is_measured_apart ? variant->key : NULL);
	pgl_digest_add_text(&digest, command);
	pgl_digest_add_text(&digest, kind);
	pgl_digest_end(&digest, key);
	return pgl_xasprintf("%s/m/%s", experiment->work, key);
}

char *pgl_measuring_path(const struct pgl_measuring *measuring, const char *suffix)
{
	return pgl_xasprintf("%s%s", measuring->result, suffix);
}

int pgl_measuring_run(const struct pgl_measuring *measuring, const char *const *prefix,
		      struct pgl_shell_result *ret, struct pgl_error *error)
{
	const struct pgl_experiment *experiment = measuring->experiment;
	PGL_AUTOFREE char *tree = pgl_variant_path(measuring->variant, "tree");
	PGL_AUTOFREE char *log = pgl_measuring_path(measuring, ".log");
	struct pgl_journal_entry entry = {.step = measuring->step,
					  .variant = measuring->variant->name,
					  .command = measuring->command,
					  .prefix = prefix,
					  .folder = tree,
					  .output = log};
	int failed;

	unlink(log);
	if (pgl_variant_enter(experiment, measuring->variant, error))
		return -1;
	failed = pgl_journal_run(experiment->given.journal, &entry, ret, error) ||
		 pgl_shell_check(ret->status, "measured", measuring->command, error);
	return pgl_variant_leave(experiment, measuring->variant, failed, error);
}

int pgl_measuring_write(const struct pgl_measuring *measuring, const char *text, size_t length,
			struct pgl_error *error)
{
	if (pgl_write_file(measuring->result, text, length))
		return pgl_error_set(error, "cannot write '%s': %s", measuring->result,
				     strerror(errno));
	return 0;
}

int pgl_measuring_run_jobs(struct pgl_experiment *experiment,
			   struct pgl_measuring *const *measurings, size_t n,
			   int (*run)(void *, struct pgl_error *), unsigned slots, const char *what,
			   struct pgl_error *error)
{
	PGL_AUTOFREE struct pgl_job *jobs = pgl_xcalloc(n + 1, sizeof *jobs);
	PGL_AUTOFREE char *folder = pgl_xasprintf("%s/m", experiment->work);
	struct pgl_error why;
	size_t bad;

	if (pgl_make_folders(folder))
		return pgl_error_set(error, "cannot make '%s': %s", folder, strerror(errno));
	for (size_t i = 0; i < n; i++)
		jobs[i] = (struct pgl_job){run, measurings[i]};
	bad = pgl_pool_run(jobs, n, slots, what, &why);
	return bad == n ? 0
			: pgl_experiment_blame(experiment, measurings[bad]->variant,
					       pgl_measuring_path(measurings[bad], ".log"), &why,
					       error);
}

/* Outputs ------------------------------------------------------------------------------------- */

char *pgl_measure_output_path(const struct pgl_experiment *experiment,
			      const struct pgl_variant *variant, const char *command, unsigned time)
{
	PGL_AUTOFREE char *kind = pgl_xasprintf("output %u", time);

	return pgl_measuring_result(experiment, variant, command, kind);
}

/* A job: runs the command; its log becomes the result. */
static int store_output(void *context, struct pgl_error *error)
{
	const struct pgl_measuring *measuring = context;
	PGL_AUTOFREE char *log = pgl_measuring_path(measuring, ".log");
	struct pgl_shell_result result;

	if (pgl_measuring_run(measuring, NULL, &result, error))
		return -1;
	if (rename(log, measuring->result))
		return pgl_error_set(error, "cannot write '%s': %s", measuring->result,
				     strerror(errno));
	return 0;
}

int pgl_measure_outputs(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, unsigned time,
			struct pgl_error *error)
{
	size_t n_all = n * n_commands, n_jobs = 0;
	PGL_AUTOFREE struct pgl_measuring *runs = pgl_xcalloc(n_all + 1, sizeof *runs);
	PGL_AUTOFREE struct pgl_measuring **jobs = pgl_xcalloc(n_all + 1, sizeof *jobs);
	int failed;

	for (size_t i = 0; i < n_all; i++) {
		struct pgl_measuring *run = &runs[i];

		*run = (struct pgl_measuring){.experiment = experiment,
					      .variant = variants[i / n_commands],
					      .command = commands[i % n_commands],
					      .step = "output"};
		run->result = pgl_measure_output_path(experiment, run->variant, run->command, time);
		if (access(run->result, F_OK))
			jobs[n_jobs++] = run;
	}
	/* One at a time: commands may use resources that exist once. */
	failed = pgl_measuring_run_jobs(experiment, jobs, n_jobs, store_output, 1, PGL_STEP_OUTPUTS,
					error);
	for (size_t i = 0; i < n_all; i++)
		free(runs[i].result);
	return failed;
}
