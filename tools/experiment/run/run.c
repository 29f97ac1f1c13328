/* The steps of a run. See run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* Labels of steps. */
#define BUILDING "building OLD and the instrumented one"
#define BUILDING_TWICE "building OLD twice"
#define BUILDING_NEW "building NEW"

/* Building ---------------------------------------------------------------------------------- */

static void plan(struct pgl_whole_run *run)
{
	struct pgl_run_progress *progress = &run->progress;

	if (run->settings->is_aa) {
		pgl_run_progress_add(progress, BUILDING_TWICE, 2, NULL, 0);
	} else {
		pgl_run_progress_add(progress, BUILDING, 2, NULL, 0);
		pgl_run_progress_add(progress, PGL_STEP_TRAINING, 1, NULL, 0);
		pgl_run_progress_add(progress, BUILDING_NEW, 1, BUILDING, 1);
	}
	run->measuring->plan(run);
}

static int build_twice(struct pgl_whole_run *run, struct pgl_error *error)
{
	struct pgl_variant *both[] = {run->old, run->new};

	run->new->copy = 1;
	run->new->is_measured_apart = true;
	if (run->settings->new)
		run->new->flags = pgl_xstrdup(run->settings->new);
	return pgl_experiment_make(&run->experiment, both, 2, BUILDING_TWICE, error);
}

static int build_trained(struct pgl_whole_run *run, struct pgl_error *error)
{
	struct pgl_variant *first[2];

	run->trained = pgl_variant_new("instrumented");
	run->trained->is_instrumented = true;
	run->new->trained = run->trained;
	first[0] = run->old;
	first[1] = run->trained;
	if (pgl_experiment_make(&run->experiment, first, 2, BUILDING, error) ||
	    pgl_experiment_make(&run->experiment, &run->new, 1, BUILDING_NEW, error))
		return -1;
	if (run->new->n_found)
		return 0;
	return pgl_error_set(
		error,
		"the training produced no profile that NEW could use: none of its %llu "
		"units found one. The training command runs nothing of what was built, or "
		"each build compiles in another folder",
		(unsigned long long)run->new->n_units);
}

static int build(struct pgl_whole_run *run, struct pgl_error *error)
{
	run->old = pgl_variant_new("OLD");
	run->new = pgl_variant_new("NEW");
	run->old->is_embedded = run->new->is_embedded = true;
	run->old->has_branches = run->new->has_branches = true;
	if (run->settings->is_aa ? build_twice(run, error) : build_trained(run, error))
		return -1;
	run->is_same_program = !strcmp(run->old->program, run->new->program);
	return pgl_experiment_check_sources(&run->experiment, NULL, error) ||
			       pgl_run_check_sources(run, error)
		       ? -1
		       : 0;
}

/* All --------------------------------------------------------------------------------------- */

int pgl_whole_run_steps(struct pgl_whole_run *run, struct pgl_error *error)
{
	run->options.experiment.embed = true;
	run->options.experiment.journal = &run->journal;
	if (run->measuring->check(run, error) ||
	    pgl_experiment_init(&run->experiment, &run->options.experiment, error))
		return -1;
	run->log = pgl_xasprintf("%s/log.jsonl", run->experiment.work);
	run->journal.path = run->log;
	run->built_with = pgl_xasprintf("%s %s", run->experiment.cc, run->experiment.old);
	plan(run);
	pgl_run_progress_start(&run->progress);
	int failed = build(run, error);

	if (!failed && run->measures_anew)
		run->measuring->forget(run);
	failed = failed || run->measuring->measure(run, error);
	pgl_run_progress_end(&run->progress);
	return failed ? -1 : 0;
}

void pgl_whole_run_unlock(struct pgl_whole_run *run)
{
	char *source = run->experiment.source, *work = run->experiment.work;

	/* Reports name them later. */
	run->experiment.source = run->experiment.work = NULL;
	pgl_experiment_release(&run->experiment);
	run->experiment.source = source;
	run->experiment.work = work;
}

void pgl_whole_run_release(struct pgl_whole_run *run)
{
	for (size_t i = 0; i < run->n_results; i++) {
		free(run->results[i].what);
		free(run->results[i].unit);
		free(run->results[i].command);
	}
	free(run->results);
	pgl_run_difference_release(&run->difference);
	pgl_variant_free(run->old);
	pgl_variant_free(run->trained);
	pgl_variant_free(run->new);
	pgl_experiment_release(&run->experiment);
	free(run->training);
	free(run->built_with);
	free(run->log);
}

struct pgl_run_result *pgl_run_add_result(struct pgl_whole_run *run, const char *what,
					  const char *unit, const char *command)
{
	PGL_GROW(run->results, run->n_results, run->results_room);
	struct pgl_run_result *result = &run->results[run->n_results++];

	*result = (struct pgl_run_result){.what = pgl_xstrdup(what),
					  .unit = unit ? pgl_xstrdup(unit) : NULL,
					  .command = command ? pgl_xstrdup(command) : NULL};
	return result;
}
