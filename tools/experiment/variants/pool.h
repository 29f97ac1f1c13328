/* Runs jobs side by side, each in a process of its own, and shows how far they are.

   A job is a function: what it leaves behind are files. If the program is ended, all that its jobs
   started is ended, too, even if it was killed (guard.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_POOL_H
#define PGL_VARIANTS_POOL_H

#include <stddef.h>
#include <sys/types.h>

struct pgl_job {
	/* 0, or anything else: it failed, and CONTEXT is one who can find out why. */
	int (*run)(void *context);
	void *context;
};

/* Who wants to show in a way of its own how far pools are: is told often that DONE of N jobs are. */
struct pgl_pool_watcher {
	void (*tell)(void *context, const char *what, size_t done, size_t n);
	void *context;
};
/* From now on WATCHER is told, and no bar is drawn. NULL: the bar again. It is borrowed. */
void pgl_pool_watch(const struct pgl_pool_watcher *watcher);

/* Runs the N jobs, SLOTS at a time; WHAT stands before the bar. Returns N, or which one failed first:
   the others are then ended or never begun. */
size_t pgl_pool_run(const struct pgl_job *jobs, size_t n, unsigned slots, const char *what);

struct pgl_shell_result {
	int status;	   /* as waitpid() has it */
	double user, wall; /* seconds, of the command and all that it waited for */
};

/* Within a job: runs COMMAND by sh, with the words of PREFIX before it if there are any; all that it
   prints goes into LOG, at its end. 0, or -1 with errno set: it could not be run at all. */
int pgl_shell_run(const char *command, const char *const *prefix, const char *log,
		  struct pgl_shell_result *ret);

struct pgl_guard {
	int line; /* open as long as we live; to be closed in other children. -1: there is no guard */
	pid_t process;
};

/* Starts it. LEADERS are N numbers in memory that processes share, those above 0 of groups. */
void pgl_guard_start(struct pgl_guard *guard, const volatile pid_t *leaders, size_t n);
/* Dismisses it. */
void pgl_guard_end(struct pgl_guard *guard);

#endif
