/* The progress of a run over all its steps, and the time left.

   Each step consists of similar jobs. A running step shows how long its jobs take; the jobs of a step that has not begun are
   estimated from those of another step, times a factor.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_PROGRESS_H
#define PGL_RUN_PROGRESS_H

#include "experiment/variants/pool.h"
#include "base/progress.h"

enum { PGL_MOST_STEPS = 16 };

struct pgl_run_step {
	const char *what; /* the pool's label */
	size_t n, done;	  /* jobs */
	double seconds;	  /* that the finished jobs took */
	double begun;	  /* when, or 0 */
	const char *like; /* the step to estimate from, or NULL */
	double factor;	  /* of the time of a job of LIKE */
};

struct pgl_run_progress {
	struct pgl_run_step steps[PGL_MOST_STEPS];
	size_t n;
	double begun; /* when the first job began */
	struct pgl_progress line;
	struct pgl_pool_watcher watcher;
};

/* Adds a step of N jobs; see struct pgl_run_step. PROGRESS begins zeroed. */
void pgl_run_progress_add(struct pgl_run_progress *progress, const char *what, size_t n,
			  const char *like, double factor);
/* Show the line while jobs run, from _start() to _end(). */
void pgl_run_progress_start(struct pgl_run_progress *progress);
void pgl_run_progress_end(struct pgl_run_progress *progress);
/* Seconds left, without steps that cannot be estimated. */
double pgl_run_progress_left(const struct pgl_run_progress *progress, double now);
/* For the pool: DONE of N jobs of step WHAT are done at time NOW. */
void pgl_run_progress_note(struct pgl_run_progress *progress, const char *what, size_t done,
			   size_t n, double now);

#endif
