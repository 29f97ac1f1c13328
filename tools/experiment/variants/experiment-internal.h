/* Shared by the experiment's files alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPERIMENT_INTERNAL_H
#define PGL_EXPERIMENT_INTERNAL_H

#include <stdbool.h>

#include "experiment/variants/experiment.h"

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

#endif
