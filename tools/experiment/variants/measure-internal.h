/* Shared by the measuring files alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MEASURE_INTERNAL_H
#define PGL_MEASURE_INTERNAL_H

#include "experiment/variants/measure.h"
#include "experiment/variants/pool.h"

/* One command run with one variant: a job's context. */
struct pgl_measuring {
	const struct pgl_experiment *experiment;
	const struct pgl_variant *variant;
	const char *command;
	const char *step; /* a word for it: "time" */
	bool with_cycles; /* simulated ones when counting, perf's when timing */
	char *result;	  /* the file for what comes of it; owned */
};

/* The file of results for COMMAND run with VARIANT's program; KIND tells measures apart. To be freed. */
char *pgl_measuring_result(const struct pgl_experiment *experiment,
			   const struct pgl_variant *variant, const char *command,
			   const char *kind);
/* Makes the folder that results are in. 0, or -1 with MESSAGE set. */
int pgl_measuring_folder(const struct pgl_experiment *experiment, struct pgl_strbuf *message);
/* RESULT with SUFFIX; to be freed. */
char *pgl_measuring_file(const struct pgl_measuring *measuring, const char *suffix);
/* In a job: runs the command at the place, PREFIX before it. 0, or -1: why not stands in the file of
   errors. */
int pgl_measuring_run(const struct pgl_measuring *measuring, const char *const *prefix,
		      struct pgl_shell_result *ret);
/* Notes why. Always -1. */
__attribute__((format(printf, 2, 3))) int pgl_measuring_fail(const struct pgl_measuring *measuring,
							     const char *format, ...);
/* Says in MESSAGE why it failed. Always -1. */
int pgl_measuring_explain(struct pgl_experiment *experiment, const struct pgl_measuring *measuring,
			  struct pgl_strbuf *message);

#endif
