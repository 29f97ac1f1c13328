/* Ends what a run began if the run itself is ended in a way that it cannot answer to.

   A process that is killed takes nobody with it: compilers go on writing into a folder that the next run
   makes anew, a program being trained leaves its counts among others. So a process stands by that does
   nothing but wait for the end of ours, and then ends the groups of processes that were at work. What
   locks ours holds, it holds until then.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GUARD_H
#define PGL_GUARD_H

#include <stddef.h>
#include <sys/types.h>

struct pgl_guard {
	int line; /* open as long as we live; to be closed in other children. -1: there is no guard */
	pid_t process;
};

/* Starts it. LEADERS are N numbers in memory that processes share, those above 0 of groups. */
void pgl_guard_start(struct pgl_guard *guard, const volatile pid_t *leaders, size_t n);
/* Dismisses it. */
void pgl_guard_end(struct pgl_guard *guard);

#endif
