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

static void plan(struct pgl_walk *walk)
{
	struct pgl_walk_progress *progress = &walk->progress;

	if (walk->settings->is_aa) {
		pgl_walk_progress_add(progress, BUILDING_TWICE, 2, NULL, 0);
	} else {
		pgl_walk_progress_add(progress, BUILDING, 2, NULL, 0);
		pgl_walk_progress_add(progress, "training", 1, NULL, 0);
		pgl_walk_progress_add(progress, BUILDING_NEW, 1, BUILDING, 1);
	}
	walk->measuring->plan(walk);
}

static int build_twice(struct pgl_walk *walk, struct pgl_error *error)
{
	struct pgl_variant *both[] = {walk->old, walk->new};

	walk->new->copy = 1;
	walk->new->is_measured_apart = true;
	if (walk->settings->new)
		walk->new->flags = pgl_xstrdup(walk->settings->new);
	return pgl_experiment_make(&walk->experiment, both, 2, BUILDING_TWICE, error);
}

static int build_trained(struct pgl_walk *walk, struct pgl_error *error)
{
	struct pgl_variant *first[2];

	walk->trained = pgl_variant_new("instrumented");
	walk->trained->is_instrumented = true;
	walk->new->trained = walk->trained;
	first[0] = walk->old;
	first[1] = walk->trained;
	if (pgl_experiment_make(&walk->experiment, first, 2, BUILDING, error) ||
	    pgl_experiment_make(&walk->experiment, &walk->new, 1, BUILDING_NEW, error))
		return -1;
	if (walk->new->n_found)
		return 0;
	return pgl_error_set(
		error,
		"the training produced no profile that NEW could use: none of its %llu "
		"units found one. The training command runs nothing of what was built, or "
		"the build command compiles elsewhere each time",
		(unsigned long long)walk->new->n_units);
}

static int build(struct pgl_walk *walk, struct pgl_error *error)
{
	walk->old = pgl_variant_new("OLD");
	walk->new = pgl_variant_new("NEW");
	walk->old->is_embedded = walk->new->is_embedded = true;
	walk->old->has_branches = walk->new->has_branches = true;
	if (walk->settings->is_aa ? build_twice(walk, error) : build_trained(walk, error))
		return -1;
	walk->is_same_program = !strcmp(walk->old->program, walk->new->program);
	return pgl_experiment_check_sources(&walk->experiment, NULL, error) ||
			       pgl_walk_check_sources(walk, error)
		       ? -1
		       : 0;
}

/* All --------------------------------------------------------------------------------------- */

int pgl_walk_run(struct pgl_walk *walk, struct pgl_error *error)
{
	walk->options.experiment.embed = true;
	walk->options.experiment.journal = &walk->journal;
	if (walk->measuring->check(walk, error) ||
	    pgl_experiment_init(&walk->experiment, &walk->options.experiment, error))
		return -1;
	walk->log = pgl_xasprintf("%s/log.jsonl", walk->experiment.work);
	walk->journal.path = walk->log;
	walk->built_with = pgl_xasprintf("%s %s", walk->experiment.cc, walk->experiment.old);
	plan(walk);
	pgl_walk_progress_start(&walk->progress);
	int failed = build(walk, error);

	if (!failed && walk->measures_anew)
		walk->measuring->forget(walk);
	failed = failed || walk->measuring->measure(walk, error);
	pgl_walk_progress_end(&walk->progress);
	return failed ? -1 : 0;
}

void pgl_walk_leave(struct pgl_walk *walk)
{
	char *source = walk->experiment.source, *work = walk->experiment.work;

	/* Reports name them later. */
	walk->experiment.source = walk->experiment.work = NULL;
	pgl_experiment_release(&walk->experiment);
	walk->experiment.source = source;
	walk->experiment.work = work;
}

void pgl_walk_release(struct pgl_walk *walk)
{
	for (size_t i = 0; i < walk->n_results; i++) {
		free(walk->results[i].what);
		free(walk->results[i].unit);
		free(walk->results[i].command);
	}
	free(walk->results);
	pgl_walk_difference_release(&walk->difference);
	pgl_variant_free(walk->old);
	pgl_variant_free(walk->trained);
	pgl_variant_free(walk->new);
	pgl_experiment_release(&walk->experiment);
	free(walk->training);
	free(walk->built_with);
	free(walk->log);
}

struct pgl_walk_result *pgl_walk_add_result(struct pgl_walk *walk, const char *what,
					    const char *unit, const char *command)
{
	PGL_GROW(walk->results, walk->n_results, walk->results_room);
	struct pgl_walk_result *result = &walk->results[walk->n_results++];

	*result = (struct pgl_walk_result){.what = pgl_xstrdup(what),
					   .unit = unit ? pgl_xstrdup(unit) : NULL,
					   .command = command ? pgl_xstrdup(command) : NULL};
	return result;
}
