/* How far a long job is.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIRST_AFTER 500 /* ms */
#define AGAIN_AFTER 100
#define BAR 30

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void pgl_progress_start(struct pgl_progress *progress, const char *what)
{
	const char *term = getenv("TERM");

	*progress = (struct pgl_progress){.what = what};
	progress->silent = !isatty(STDERR_FILENO) || !term || !strcmp(term, "dumb");
	progress->begun = now();
	progress->next = progress->begun + FIRST_AFTER;
}

static void print_time(double seconds)
{
	if (seconds < 90)
		fprintf(stderr, ", %.0f s left", seconds);
	else
		fprintf(stderr, ", %.0f min left", seconds / 60);
}

void pgl_progress_show(struct pgl_progress *progress, const char *what, double part,
		       const char *counts, double left)
{
	char bar[BAR + 1];

	if (progress->silent || now() < progress->next)
		return;
	memset(bar, ' ', BAR);
	memset(bar, '#', part < 1 ? (size_t)(part * BAR) : BAR);
	bar[BAR] = '\0';
	fprintf(stderr, "\r%s [%s] %s", what, bar, counts);
	if (isfinite(left))
		print_time(left);
	fputs("\033[K", stderr);
	fflush(stderr);
	progress->shown = true;
	progress->next = now() + AGAIN_AFTER;
}

void pgl_progress_step(struct pgl_progress *progress, size_t done, size_t total)
{
	double left = NAN;
	char counts[64];

	if (progress->silent || !total || now() < progress->next)
		return;
	if (progress->tells_time && done)
		left = (double)(now() - progress->begun) / 1000 / (double)done *
		       (double)(total - done);
	snprintf(counts, sizeof counts, "%zu/%zu", done, total);
	pgl_progress_show(progress, progress->what, (double)done / (double)total, counts, left);
}

void pgl_progress_end(struct pgl_progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}
