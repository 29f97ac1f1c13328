/* A command that runs beside us until we end it: a service, or what loads it.

   A supervisor process stands between us and the command. It adopts whatever the command leaves behind
   (PR_SET_CHILD_SUBREAPER), so that it knows all processes: those in other process groups, daemons, and those whose parents
   ended. When we end, in whatever way, the kernel signals the supervisor, and it kills them all.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SUPERVISOR_H
#define PGL_SERVICE_SUPERVISOR_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/strbuf.h"
#include "record/record.h"

struct pgl_supervised {
	pid_t leader;	  /* of the command's process group */
	pid_t supervisor; /* 0: not started, or it has ended */
	int news;	  /* from the supervisor; -1: closed */
	int log;	  /* what the command printed on both streams; -1: closed */
	int status;	  /* of the leader, as from waitpid(), once it has ended */
	bool is_gone;	  /* all its processes have ended */
	double cpu;	  /* seconds that all of them took, once they have ended; NAN: unknown */
};
#define PGL_SUPERVISED_NONE                                                                        \
	{                                                                                          \
		.news = -1, .log = -1                                                              \
	}

/* Starts COMMAND by sh with nothing to read, in FOLDER (NULL: the current one). It inherits the file descriptor PASS unless
   that is -1. 0, or -1 with ERROR set; then there is nothing to release. */
int pgl_supervised_start(struct pgl_supervised *supervised, const char *command, const char *folder,
			 int pass, struct pgl_error *error);
/* Waits up to SECONDS until all processes have ended; 0: does not wait. Have they? */
bool pgl_supervised_wait(struct pgl_supervised *supervised, double seconds);
/* CPU seconds, user and system, that all processes took so far. */
double pgl_supervised_cpu(const struct pgl_supervised *supervised);
/* Kills all processes and waits for their end. The log stays. */
void pgl_supervised_kill(struct pgl_supervised *supervised);
/* Kills all processes and drops the log. */
void pgl_supervised_release(struct pgl_supervised *supervised);

enum pgl_reach {
	PGL_REACH_FIRST, /* the processes nearest to the leader that handle the signal; all if none does */
	PGL_REACH_HANDLING /* all that handle it */
};
/* Sends signal NUMBER to the processes that REACH selects; returns how many handle it. A shell around the program that does
   not handle the signal is spared, unless it is SIGINT, which a terminal sends to all. */
unsigned pgl_supervised_signal(const struct pgl_supervised *supervised, int number,
			       enum pgl_reach reach);

/* Adds what the command printed so far. */
void pgl_supervised_add_log(const struct pgl_supervised *supervised, struct pgl_strbuf *text);
/* Sets ERROR to WHO, how the leader ended, and WHEN: "the service ended with exit status 3 while it was loaded". -1. */
int pgl_supervised_ended(const struct pgl_supervised *supervised, const char *who, const char *when,
			 struct pgl_error *error);

#endif
