/* A line on standard error that says how far a long job is: only on a terminal, only once it takes
   long enough to be worth it, gone when it is done.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROGRESS_H
#define PGL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pgl_progress {
	const char *what; /* "reading records" */
	bool tells_time;  /* how long it will take yet, if all that is left is like what is done */
	/* Private. */
	bool shown, silent;
	int64_t begun, next; /* when the line may be drawn again, in ms */
};

void pgl_progress_start(struct pgl_progress *progress, const char *what);
/* DONE of TOTAL are done. Cheap: draws a few times a second. */
void pgl_progress_step(struct pgl_progress *progress, size_t done, size_t total);
/* The same for who knows more: PART (0 to 1) of all is done, COUNTS are words for it, LEFT the seconds it takes
   yet; NAN: not known. */
void pgl_progress_show(struct pgl_progress *progress, const char *what, double part,
		       const char *counts, double left);
/* Takes the line away. */
void pgl_progress_end(struct pgl_progress *progress);

#endif
