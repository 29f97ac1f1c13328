/* The whole walk with one program: OLD, an instrumented build that is trained, NEW with the profile, and what
   the two cost.

   It builds and measures by experiment/, which keeps all that was made by its contents: a walk that was
   ended goes on where it was. What is here are the order of the steps, what is refused, and what is said of
   what was measured. How a program is measured is a set of functions (struct pgl_walk_measuring): a batch
   program's commands are run in rounds (walk-batch.c).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_RUN_H
#define PGL_RUN_RUN_H

#include "experiment/attribute/attribute.h"
#include "base/paired-test.h"
#include "experiment/run/progress.h"
#include "experiment/run/run-settings.h"

/* Something that was measured of OLD and NEW. */
struct pgl_walk_result {
	char *what;    /* "user-time" */
	char *unit;    /* "s", "bytes"; NULL: a count */
	char *command; /* of which alone, or NULL: of all together */
	bool more_is_better;
	struct pgl_comparison comparison;
};

struct pgl_walk;

/* A way to measure. Each: 0, or -1 with MESSAGE set, and walk->experiment.log if a command failed. */
struct pgl_walk_measuring {
	const char *name; /* "batch" */
	/* Is what the user said enough? Before anything is built. */
	int (*check)(struct pgl_walk *walk, struct pgl_strbuf *message);
	/* Tells walk->progress what will be done. */
	void (*plan)(struct pgl_walk *walk);
	/* Forgets what was measured in rounds. */
	void (*forget)(struct pgl_walk *walk);
	/* Measures, and adds results. OLD and NEW are built; what they print or answer is compared first. */
	int (*measure)(struct pgl_walk *walk, struct pgl_strbuf *message);
};

extern const struct pgl_walk_measuring pgl_walk_batch;

/* What the commands printed, if it was not the same. */
struct pgl_walk_difference {
	const char *command; /* the first one it is true of; NULL: none */
	size_t line, byte;   /* where they differ first, from 1 */
	char *path[PGL_SIDES];
	char *text[PGL_SIDES]; /* that line, made fit to be printed */
	bool is_usual;	       /* OLD's differ from run to run, too */
};

struct pgl_walk {
	const struct pgl_walk_settings *settings;
	const struct pgl_walk_measuring *measuring;
	/* What is to be measured; of it, EXPERIMENT says how to build. */
	struct pgl_attribute_options options;
	bool measures_anew;
	struct pgl_journal journal;
	char *log; /* the journal's path */
	struct pgl_walk_progress progress;
	struct pgl_experiment experiment;
	struct pgl_variant *old, *trained, *new; /* TRAINED: NULL in an A/A test */
	char *built_with;			 /* "gcc -O2": what all builds have */
	bool is_same_program;			 /* byte for byte, as far as it is loaded */
	struct pgl_walk_difference difference;
	struct pgl_walk_result *results;
	size_t n_results, results_room;
	/* The number of the result that is CPU time, which is what is paid for, from 1. 0: none. */
	size_t paid;
	char *training; /* the command that trains, if it was made of settings */
};

/* Does all steps up to the results. WALK begins zeroed but for its first members, up to MEASURES_ANEW, and
   journal.is_verbose; to be released in either case. 0, or -1 with MESSAGE set. */
int pgl_walk_run(struct pgl_walk *walk, struct pgl_strbuf *message);
/* Lets go of the work folder, so that another can use it; what was measured stays known. */
void pgl_walk_leave(struct pgl_walk *walk);
void pgl_walk_release(struct pgl_walk *walk);

/* For those who measure: a new result, whose texts are copied. */
struct pgl_walk_result *pgl_walk_add_result(struct pgl_walk *walk, const char *what,
					    const char *unit, const char *command);

/* Refuses builds whose records say that they are not of the same sources. */
int pgl_walk_check_sources(const struct pgl_walk *walk, struct pgl_strbuf *message);
/* Compares the files at PATH. True: they are the same; or RET, which the caller then releases, says where
   they differ. -1 with errno set if one can't be read. */
int pgl_walk_compare_files(const char *const path[PGL_SIDES], struct pgl_walk_difference *ret);
void pgl_walk_difference_release(struct pgl_walk_difference *difference);

#endif
