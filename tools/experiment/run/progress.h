/* How far a walk is, over all its steps, and how long it takes yet.

   Each step consists of jobs that are like one another. One that is at work shows how long its jobs take;
   one that has not begun is taken to be like another, by a factor, if it was told so.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_PROGRESS_H
#define PGL_RUN_PROGRESS_H

#include "experiment/variants/pool.h"
#include "base/progress.h"

enum { PGL_MOST_STEPS = 16 };

struct pgl_walk_step {
	const char *what; /* as the pool has it */
	size_t n, done;	  /* jobs */
	double seconds;	  /* that those done took */
	double begun;	  /* or 0 */
	const char *like; /* the step its jobs are like, or NULL */
	double factor;	  /* that much longer */
};

struct pgl_walk_progress {
	struct pgl_walk_step steps[PGL_MOST_STEPS];
	size_t n;
	double begun; /* when the first job began */
	struct pgl_progress line;
	struct pgl_pool_watcher watcher;
};

/* PROGRESS begins zeroed. */
void pgl_walk_progress_add(struct pgl_walk_progress *progress, const char *what, size_t n,
			   const char *like, double factor);
/* From now on the line is shown while jobs run. */
void pgl_walk_progress_start(struct pgl_walk_progress *progress);
void pgl_walk_progress_end(struct pgl_walk_progress *progress);
/* Seconds that all that is left will take, as far as that is known. */
double pgl_walk_progress_left(const struct pgl_walk_progress *progress, double now);
/* What the pool tells: DONE of N jobs of step WHAT are done at time NOW. */
void pgl_walk_progress_note(struct pgl_walk_progress *progress, const char *what, size_t done,
			    size_t n, double now);

#endif
