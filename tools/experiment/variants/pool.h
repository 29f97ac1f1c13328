/* Runs jobs side by side, each in a process of its own, and shows their progress.

   A job is a function; its results are files. When the program ends, in whatever way, so do all processes that its
   jobs started: a watchdog process sees to it even after SIGKILL.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_POOL_H
#define PGL_VARIANTS_POOL_H

#include <stddef.h>

#include "record/record.h"

struct pgl_job {
	/* Runs in the job's process. 0, or -1 with ERROR set. */
	int (*run)(void *context, struct pgl_error *error);
	void *context;
};

/* Shows progress in the caller's own way. */
struct pgl_pool_watcher {
	/* DONE of the N jobs of step WHAT are done. Called at least every 10 ms. */
	void (*tell)(void *context, const char *what, size_t done, size_t n);
	void *context;
};
/* Calls WATCHER, which is borrowed, in place of drawing a bar; NULL: draw the bar again. */
void pgl_pool_watch(const struct pgl_pool_watcher *watcher);

/* Runs the N jobs, SLOTS at a time; WHAT labels the bar. Returns N, or the number of the job that failed first,
   with ERROR set to its error; the other jobs are then killed or never started. */
size_t pgl_pool_run(const struct pgl_job *jobs, size_t n, unsigned slots, const char *what,
		    struct pgl_error *error);

struct pgl_shell_result {
	int status;	   /* as from waitpid() */
	double user, wall; /* seconds, of the command and the processes it waited for */
};

/* Runs COMMAND by sh, with the words of PREFIX (NULL, or ended by NULL) before it and nothing to read, and appends
   what it prints to LOG. 0, or -1 with ERROR set: the shell could not be started. */
int pgl_shell_run(const char *command, const char *const *prefix, const char *log,
		  struct pgl_shell_result *ret, struct pgl_error *error);
/* 0 if STATUS is that of a success; else -1, and ERROR says how COMMAND ended, which is "the WHAT command". */
int pgl_shell_check(int status, const char *what, const char *command, struct pgl_error *error);

#endif
