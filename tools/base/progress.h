/* A progress line on standard error: only on a terminal, only for jobs that take long, removed at the end.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROGRESS_H
#define PGL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pgl_progress {
	const char *what; /* "reading records" */
	bool tells_time;  /* estimates the time left from the speed so far */
	/* Private. */
	bool shown, silent;
	int64_t begun, next; /* when the line may be drawn again, in ms */
};

void pgl_progress_start(struct pgl_progress *progress, const char *what);
/* Shows DONE of TOTAL. Cheap: draws only a few times a second. */
void pgl_progress_step(struct pgl_progress *progress, size_t done, size_t total);
/* Shows a job whose PART (0 to 1) is done, described by COUNTS, with LEFT seconds to go (NAN: unknown). */
void pgl_progress_show(struct pgl_progress *progress, const char *what, double part,
		       const char *counts, double left);
/* Removes the line. */
void pgl_progress_end(struct pgl_progress *progress);

#endif
