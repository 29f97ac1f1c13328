/* Variants of a program: how they are built, trained and stored.

   A variant is what one build command makes of one source tree with some flags. Its files stand in a folder of the
   work folder that is named by a digest of all they depend on: the commands, flags, sources, compiler, plugin, the
   profile and the decision set. So a later variant or run finds what was made before. A variant without a file `done`
   is unfinished, and is made again.

	WORK/lock		locked while a run uses the folder
	WORK/bin		the compilers' names, as links to pgolens
	WORK/tree		the path at which every variant is built and run (sandbox.h)
	WORK/v/KEY/tree		a copy of the sources, and what was built in it
	WORK/v/KEY/records	what the plugin wrote
	WORK/v/KEY/profile	counts of an instrumented build
	WORK/v/KEY/built	an instrumented build that waits for its training
	WORK/v/KEY/log		what the commands printed
	WORK/v/KEY/done		the results

   Functions that can fail return 0, or -1 with ERROR set.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_EXPERIMENT_H
#define PGL_VARIANTS_EXPERIMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "experiment/variants/journal.h"
#include "experiment/variants/sandbox.h"
#include "record/record.h"

/* The user's options; texts are borrowed. */
struct pgl_experiment_options {
	const char *build, *train;
	const char *source;	  /* the folder to copy; NULL: the current one */
	const char *work;	  /* NULL: pgolens-work in the current folder */
	const char *cc, *cxx;	  /* NULL: from CC and CXX, or gcc and g++ */
	const char *plugin;	  /* NULL: found as `pgolens cc` does */
	const char *old, *new;	  /* flags of all builds; flags added with the profile */
	const char *instrumented; /* flags added to instrumented builds, or NULL */
	uint64_t jobs;		  /* 0: one per processor */
	/* Absolute paths that are not sources, ended by NULL; or NULL. */
	const char *const *skips;
	bool embed;			   /* the objects of OLD and NEW hold their records, too */
	const struct pgl_journal *journal; /* notes each command; or NULL */
};

struct pgl_experiment {
	struct pgl_experiment_options given;
	char *source, *work; /* absolute */
	char *cc, *cxx;	     /* names */
	char *old, *new;     /* flags; never NULL */
	char *ldflags;	     /* of the user's environment; never NULL */
	char *plugin, *plugin_name, *version;
	unsigned jobs;
	struct pgl_sandbox sandbox;
	char base[PGL_DIGEST_SIZE]; /* of what all variants depend on */
	const char **skips;	    /* the work folder, and the given ones */
	char *sources;		    /* pgl_digest_tree()'s list of SOURCE */
	int lock;
	char *log; /* the file with the output of the command that failed, or NULL */
};

struct pgl_variant {
	/* Input. Texts are owned; NULL: none. */
	char *name;			   /* for people */
	char *flags;			   /* beside those of all builds */
	char *plan;			   /* the folder with the decision set to replay */
	char *split;			   /* the plugin's word for where GCC splits functions */
	char *overlay;			   /* a folder of files that replace sources */
	const struct pgl_variant *trained; /* whose profile it uses; borrowed */
	bool is_instrumented;		   /* it is trained after the build */
	bool is_embedded;		   /* its objects hold its records, too */
	bool has_branches;		   /* its records hold branches */
	unsigned copy;			   /* another number makes another build of the same */
	bool is_measured_apart;		   /* even if another variant has the same program */
	/* Results. */
	char key[PGL_DIGEST_SIZE];
	char *folder;
	bool was_there;		       /* an earlier run made it */
	char program[PGL_DIGEST_SIZE]; /* of all bytes that are loaded; "": it has no program */
	uint64_t text;		       /* bytes of .text */
	/* From the records: units, units that found a profile, units with code that found none, functions whose profile
	   did not fit, inlinings to replay, and those GCC could not do. */
	uint64_t n_units, n_found, n_missing, n_mismatched, n_wanted, n_lost;
};

/* Prepares the work folder, and finds compiler and plugin. Release EXPERIMENT in either case. */
int pgl_experiment_init(struct pgl_experiment *experiment,
			const struct pgl_experiment_options *options, struct pgl_error *error);
void pgl_experiment_release(struct pgl_experiment *experiment);

/* Fails if folder TREE, a copy of the sources or (NULL) the source folder, is not as it was at the beginning. */
int pgl_experiment_check_sources(const struct pgl_experiment *experiment, const char *tree,
				 struct pgl_error *error);

/* The label of the step that trains. */
#define PGL_STEP_TRAINING "training"

/* A variant called NAME (copied); pgl_variant_free() it. */
struct pgl_variant *pgl_variant_new(const char *name);
void pgl_variant_free(struct pgl_variant *variant);

/* Gives VARIANT its key and folder. Variants with equal keys are the same. */
int pgl_variant_name_folder(const struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_error *error);
/* Makes those of the N variants that are missing; WHAT labels the progress. If a command failed, experiment->log names
   its output. */
int pgl_experiment_make(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *what, struct pgl_error *error);
int pgl_experiment_make_one(struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_error *error);

/* The path of NAME in VARIANT's folder, to be freed. */
char *pgl_variant_path(const struct pgl_variant *variant, const char *name);
/* Sets VARIANT's numbers from its records. Fails if one cannot be read, or there is none: then the build ignored its
   flags. */
int pgl_variant_read_records(struct pgl_variant *variant, struct pgl_error *error);
/* Loads the records of VARIANT; pgl_build_release() them. */
struct pgl_build;
int pgl_variant_load(const struct pgl_variant *variant, struct pgl_build *ret,
		     struct pgl_error *error);

/* In a job: brings VARIANT's tree into the sandbox, goes there, and sets the environment of its commands. */
int pgl_variant_enter(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		      struct pgl_error *error);
/* In a job: the opposite. Returns FAILED if that is not 0. */
int pgl_variant_leave(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		      int failed, struct pgl_error *error);
/* Adds what a build finds in the environment, with up to JOBS parallel commands: the flags in the variables that most
   builds honour, and for our wrapper, which adds them to commands without them. */
void pgl_experiment_build_environment(const struct pgl_experiment *experiment,
				      const struct pgl_variant *variant, unsigned jobs);
/* How many jobs may run at once: 1 if the sandbox holds one variant at a time. */
unsigned pgl_experiment_slots(const struct pgl_experiment *experiment);
/* Puts "variant NAME: " before WHY in ERROR, and makes LOG, which it takes, the experiment's log. Always -1. */
int pgl_experiment_blame(struct pgl_experiment *experiment, const struct pgl_variant *variant,
			 char *log, const struct pgl_error *why, struct pgl_error *error);

#endif
