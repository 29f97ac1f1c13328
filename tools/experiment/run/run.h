/* A whole run with one program: builds OLD, builds and trains an instrumented one, builds NEW with the profile, and measures
   both.

   variants/ caches all builds and results by their contents, so an interrupted run resumes where it stopped. Here are the
   order of the steps, the preconditions of a comparison, and the results. How a program is measured is a set of functions
   (struct pgl_run_method): a batch program's commands run in rounds (run-batch.c), a service is loaded in rounds
   (run-service.c).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_RUN_H
#define PGL_RUN_RUN_H

#include "experiment/attribute/attribute.h"
#include "base/paired-test.h"
#include "experiment/run/progress.h"
#include "experiment/run/run-settings.h"

/* One metric of OLD and NEW. */
struct pgl_run_result {
	char *what;    /* "user-time" */
	char *unit;    /* "s", "bytes"; NULL: a count */
	char *command; /* NULL: all together */
	bool more_is_better;
	struct pgl_comparison comparison;
};

struct pgl_whole_run;

/* A way to measure. Functions return 0, or -1 with ERROR set; if a command failed, experiment.log names its output. */
struct pgl_run_method {
	const char *name; /* "batch" */
	/* Checks the settings before anything is built. */
	int (*check)(struct pgl_whole_run *run, struct pgl_error *error);
	/* Adds its steps to run->progress. */
	void (*plan)(struct pgl_whole_run *run);
	/* Forgets cached rounds. */
	void (*forget)(struct pgl_whole_run *run);
	/* Compares what OLD and NEW, which are built, print or answer; then measures, and adds results. */
	int (*measure)(struct pgl_whole_run *run, struct pgl_error *error);
};

extern const struct pgl_run_method pgl_run_batch;

/* The first difference between the outputs of OLD and NEW. */
struct pgl_run_difference {
	const char *command; /* NULL: there is no difference */
	size_t line, byte;   /* from 1 */
	char *path[PGL_SIDES];
	char *text[PGL_SIDES]; /* the line, fit to print */
	bool is_usual;	       /* OLD's output varies from run to run, too */
};

struct pgl_whole_run {
	const struct pgl_run_settings *settings;
	const struct pgl_run_method *measuring;
	/* What to measure, and how to build. */
	struct pgl_attribute_options options;
	bool measures_anew;
	struct pgl_journal journal;
	char *log; /* the journal's path */
	struct pgl_run_progress progress;
	struct pgl_experiment experiment;
	struct pgl_variant *old, *trained, *new; /* TRAINED: NULL in an A/A test */
	char *built_with;			 /* "gcc -O2": compiler and flags of all builds */
	bool is_same_program;			 /* all loaded bytes are equal */
	struct pgl_run_difference difference;
	struct pgl_run_result *results;
	size_t n_results, results_room;
	/* The number of the result, from 1, whose CPU time is paid for; 0: there is none. */
	size_t paid;
	char *training; /* a training command made from the settings, or NULL */
};

/* Does all steps up to the results. The caller sets the members up to MEASURES_ANEW and journal.is_verbose, and zeroes the
   others. 0, or -1 with ERROR set. Release WALK in either case. */
int pgl_whole_run_steps(struct pgl_whole_run *run, struct pgl_error *error);
/* Unlocks the work folder; the results stay. */
void pgl_whole_run_unlock(struct pgl_whole_run *run);
void pgl_whole_run_release(struct pgl_whole_run *run);

/* Adds a result; texts are copied. For ways to measure. */
struct pgl_run_result *pgl_run_add_result(struct pgl_whole_run *run, const char *what,
					  const char *unit, const char *command);

/* Fails if OLD and NEW were not built from the same sources. */
int pgl_run_check_sources(const struct pgl_whole_run *run, struct pgl_error *error);
/* Compares the files PATH. 1: they are equal; 0: RET says where they differ, and is to be released; -1 with ERROR set. */
int pgl_run_compare_files(const char *const path[PGL_SIDES], struct pgl_run_difference *ret,
			  struct pgl_error *error);
void pgl_run_difference_release(struct pgl_run_difference *difference);

#endif
