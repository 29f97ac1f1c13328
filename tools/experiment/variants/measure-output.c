/* What commands print. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure-internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"

#include "base/banned.h"

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
