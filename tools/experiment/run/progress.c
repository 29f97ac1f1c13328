/* See progress.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

static struct pgl_run_step *find(const struct pgl_run_progress *progress, const char *what)
{
	for (size_t i = 0; what && i < progress->n; i++)
		if (!strcmp(progress->steps[i].what, what))
			return (struct pgl_run_step *)&progress->steps[i];
	return NULL;
}

void pgl_run_progress_add(struct pgl_run_progress *progress, const char *what, size_t n,
			  const char *like, double factor)
{
	if (progress->n < PGL_MOST_STEPS && n)
		progress->steps[progress->n++] =
			(struct pgl_run_step){.what = what, .n = n, .like = like, .factor = factor};
}

/* The seconds that one job of STEP takes; NAN: unknown. */
static double job_seconds(const struct pgl_run_progress *progress, const struct pgl_run_step *step)
{
	const struct pgl_run_step *like;

	if (step->done && step->seconds > 0)
		return step->seconds / (double)step->done;
	like = find(progress, step->like);
	return like && like->done && like->seconds > 0
		       ? step->factor * like->seconds / (double)like->done
		       : NAN;
}

double pgl_run_progress_left(const struct pgl_run_progress *progress, double now)
{
	double left = 0;

	for (size_t i = 0; i < progress->n; i++) {
		const struct pgl_run_step *step = &progress->steps[i];
		double job = job_seconds(progress, step), of_step;

		if (step->done >= step->n || isnan(job))
			continue;
		of_step = job * (double)(step->n - step->done);
		/* The running job has taken a while already. */
		if (step->begun > 0)
			of_step -= fmin(now - step->begun - step->seconds, job);
		left += fmax(of_step, 0);
	}
	return left;
}

void pgl_run_progress_note(struct pgl_run_progress *progress, const char *what, size_t done,
			   size_t n, double now)
{
	struct pgl_run_step *step = find(progress, what);

	if (!(progress->begun > 0))
		progress->begun = now;
	if (!step) {
		pgl_run_progress_add(progress, what, n, NULL, 0);
		step = find(progress, what);
		if (!step)
			return;
	}
	if (!(step->begun > 0)) {
		step->begun = now;
		/* Without jobs whose results were there. */
		step->n = n;
		/* Steps run one after the other: the results of the steps before were there. */
		for (struct pgl_run_step *before = progress->steps; before < step; before++)
			before->n = before->done;
	}
	/* The step runs again, with more jobs. */
	if (done < step->done) {
		step->begun = now;
		step->n = n;
		step->done = 0;
	}
	if (done != step->done) {
		step->done = done;
		step->seconds = now - step->begun;
	}
}

static void tell(void *context, const char *what, size_t done, size_t n)
{
	struct pgl_run_progress *progress = context;
	double now = pgl_now(), left, gone;
	char counts[64];

	pgl_run_progress_note(progress, what, done, n, now);
	left = pgl_run_progress_left(progress, now);
	gone = now - progress->begun;
	snprintf(counts, sizeof counts, "%zu/%zu", done, n);
	pgl_progress_show(&progress->line, what, left > 0 ? gone / (gone + left) : 0, counts,
			  left > 0 ? left : NAN);
	/* Remove the line when the jobs are done: others may print then. */
	if (done == n)
		pgl_progress_end(&progress->line);
}

void pgl_run_progress_start(struct pgl_run_progress *progress)
{
	pgl_progress_start(&progress->line, "");
	progress->watcher = (struct pgl_pool_watcher){tell, progress};
	pgl_pool_watch(&progress->watcher);
}

void pgl_run_progress_end(struct pgl_run_progress *progress)
{
	pgl_pool_watch(NULL);
	pgl_progress_end(&progress->line);
}
