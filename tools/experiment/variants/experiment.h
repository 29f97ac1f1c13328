/* Variants of a program: how they are built, trained and kept.

   A variant is what one build command makes of one source tree with some flags. All that is made of it
   stands in a folder of its own in the work folder, under a name that is a digest of all it depends
   on: the commands, the flags, the sources, the compiler, the plugin, what profile and what plan of
   inlinings it is given. So what was made once is found again, by another variant or another run;
   and what was not finished has no file `done` and is made anew.

	WORK/lock		held while a run uses the folder
	WORK/bin		the compilers' names, as links to pgolens
	WORK/tree		the place at which all is built and run (place.h)
	WORK/v/KEY/tree		the copied sources and what was built in them
	WORK/v/KEY/records	what the plugin wrote
	WORK/v/KEY/profile	of an instrumented build: its counts
	WORK/v/KEY/built	of an instrumented build, until it is trained: what was built
	WORK/v/KEY/log		what the commands printed
	WORK/v/KEY/done		what came of it

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_EXPERIMENT_H
#define PGL_VARIANTS_EXPERIMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/strbuf.h"
#include "experiment/variants/journal.h"
#include "experiment/variants/sandbox.h"

/* What the user said; all borrowed. */
struct pgl_experiment_options {
	const char *build, *train;
	const char *source;	  /* the folder to copy; NULL: the current one */
	const char *work;	  /* NULL: pgolens-work in the current folder */
	const char *cc, *cxx;	  /* NULL: as CC and CXX say, or gcc and g++ */
	const char *plugin;	  /* NULL: found as `pgolens cc` does */
	const char *old, *new;	  /* flags of all builds; those added with the profile */
	const char *instrumented; /* flags added to instrumented builds, or NULL */
	uint64_t jobs;		  /* 0: as many as there are processors */
	/* Absolute paths that are no sources, whatever is in them; NULL ends them. NULL: none. */
	const char *const *skips;
	bool embed;			   /* OLD and NEW have their records in them, too */
	const struct pgl_journal *journal; /* gets each command that is run; NULL: none does */
};

struct pgl_experiment {
	struct pgl_experiment_options given;
	char *source, *work; /* absolute */
	char *cc, *cxx;	     /* their names */
	char *old, *new;     /* flags; never NULL */
	char *plugin, *plugin_name, *version;
	unsigned jobs;
	struct pgl_place place;
	char base[PGL_DIGEST_SIZE]; /* of all that variants have in common */
	const char **skips;	    /* the work folder, and those given */
	char *sources;		    /* a list of what is in SOURCE, with digests */
	int lock;
	/* If a command failed: what it printed, in this file. */
	char *log;
};

struct pgl_variant {
	/* What it is. Texts are owned, NULL for none. */
	char *name;			   /* for people */
	char *flags;			   /* options, beside those of all builds */
	char *plan;			   /* the folder of records to replay */
	char *split;			   /* where functions are split: the plugin's word */
	char *overlay;			   /* a folder of files that stand in the sources' place */
	const struct pgl_variant *trained; /* whose profile it uses; borrowed */
	bool is_instrumented;		   /* it is trained when built */
	bool is_embedded;		   /* its records are in its objects, too */
	bool has_branches;		   /* its records say which way conditions go */
	unsigned copy;			   /* another one of the same is built on its own */
	bool is_measured_apart;		   /* even if another variant's program is the same */
	/* What came of it. */
	char key[PGL_DIGEST_SIZE];
	char *folder;
	bool was_there;		       /* made before this run */
	char program[PGL_DIGEST_SIZE]; /* of what it would load; "": nothing */
	uint64_t text;		       /* bytes of .text */
	/* From the records: units, those that found a profile, those with code that found none, functions
	   whose profile did not fit, inlinings that were to be put back, and those that could not be. */
	uint64_t n_units, n_found, n_missing, n_mismatched, n_wanted, n_lost;
};

/* Prepares the work folder and finds compiler and plugin. 0, or -1 with MESSAGE set. To be released in
   either case. */
int pgl_experiment_init(struct pgl_experiment *experiment,
			const struct pgl_experiment_options *options, struct pgl_strbuf *message);
void pgl_experiment_release(struct pgl_experiment *experiment);

/* Is what is in the folder TREE, a copy of the sources or (NULL) the folder they are in, what they were when
   the experiment began? 0, or -1 with MESSAGE set. */
int pgl_experiment_check_sources(const struct pgl_experiment *experiment, const char *tree,
				 struct pgl_strbuf *message);

/* A new variant called NAME, which it copies. */
struct pgl_variant *pgl_variant_new(const char *name);
void pgl_variant_free(struct pgl_variant *variant);

/* Makes those of the N variants that are not there. 0, or -1 with MESSAGE set, and what the command
   printed named by experiment->log if one failed. */
int pgl_experiment_make(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *what, struct pgl_strbuf *message);
/* The same for one. */
int pgl_experiment_make_one(struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_strbuf *message);

/* PATH below the folder of VARIANT, to be freed. */
char *pgl_variant_path(const struct pgl_variant *variant, const char *name);
/* Sets what commands run for a variant find in the environment, in this process: a job's own. */
void pgl_experiment_environment(const struct pgl_experiment *experiment);
/* How many commands may run at once. */
unsigned pgl_experiment_slots(const struct pgl_experiment *experiment);

/* Adds to MESSAGE. Always -1. */
__attribute__((format(printf, 2, 3))) int pgl_say(struct pgl_strbuf *message, const char *format,
						  ...);
int pgl_variant_name_folder(const struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_strbuf *message);
/* Sets what the build of VARIANT finds in the environment, in this process: the flags by the variables
   that most builds honour, and by our wrapper for commands that did not get them. */
void pgl_experiment_build_environment(const struct pgl_experiment *experiment,
				      const struct pgl_variant *variant, unsigned jobs);

/* A job that makes a variant, or a part of it. */
struct pgl_making {
	const struct pgl_experiment *experiment;
	struct pgl_variant *variant;
	unsigned jobs; /* commands that it may run at once */
};

/* Notes why the job failed where its starter finds it. Always -1. */
__attribute__((format(printf, 2, 3))) int pgl_making_fail(const struct pgl_making *making,
							  const char *format, ...);
/* Runs COMMAND, which the step WHAT ("build") consists of. */
int pgl_making_run(const struct pgl_making *making, const char *what, const char *command);
/* Puts TREE at the place. */
int pgl_making_enter(const struct pgl_making *making, const char *tree);
/* Puts it back. FAILED if that is not 0. */
int pgl_making_leave(const struct pgl_making *making, const char *tree, int failed);
int pgl_making_write_done(const struct pgl_making *making);

/* What was built of an instrumented variant is kept until it is trained, so that a training that was ended
   begins with what the build left. */
bool pgl_variant_is_built(const struct pgl_variant *variant);
/* Keeps it: TREE moves. */
int pgl_making_keep_built(const struct pgl_making *making, const char *tree);
/* A job: trains a copy of it. CONTEXT is a struct pgl_making. */
int pgl_variant_train(void *context);

/* Puts each file below folder OVERLAY at its place below folder TREE, instead of what is there. 0, or -1
   with errno set. */
int pgl_overlay_apply(const char *overlay, const char *tree);

/* Fills in VARIANT's numbers. 0, or -1 with MESSAGE set: it has no records, so that its build took none of
   the flags it was given; or one can't be read. */
int pgl_variant_read_records(struct pgl_variant *variant, struct pgl_strbuf *message);

#endif
