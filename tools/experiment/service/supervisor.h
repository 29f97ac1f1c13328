/* A command that is started, goes on running beside us, and never outlives us.

   Between us and the command stands a *keeper*, a process that adopts whatever the command leaves behind
   (PR_SET_CHILD_SUBREAPER), so that all its processes are known: those in other process groups, daemons,
   and those whose parents ended. When we end, in whatever way, the kernel tells the keeper, and it kills
   them all.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SUPERVISOR_H
#define PGL_SERVICE_SUPERVISOR_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/strbuf.h"

struct pgl_kept {
	pid_t leader; /* of the command's own process group */
	pid_t keeper; /* 0: not started, or all is over */
	int news;     /* from the keeper */
	int log;      /* what it printed, both streams */
	int status;   /* of the leader, as waitpid() has it, once it has ended */
	bool is_gone; /* none of its processes is left */
	double cpu;   /* seconds that all of them took, once they are gone */
};

/* Starts COMMAND by sh, with nothing to read, in FOLDER (NULL: the current one). PASS: a file descriptor that
   it inherits, or -1. 0, or -1 with MESSAGE set; then there is nothing to end. */
int pgl_kept_start(struct pgl_kept *kept, const char *command, const char *folder, int pass,
		   struct pgl_strbuf *message);
/* Waits SECONDS at most until all its processes are gone: are they? 0 only looks. */
bool pgl_kept_wait(struct pgl_kept *kept, double seconds);
/* CPU seconds, user and system, that all its processes took so far. */
double pgl_kept_cpu(const struct pgl_kept *kept);
/* Kills what is left of it, and waits until it is gone. What it printed stays until the release. */
void pgl_kept_kill(struct pgl_kept *kept);
/* Kills it and forgets what it printed. */
void pgl_kept_release(struct pgl_kept *kept);

enum pgl_reach {
	PGL_REACH_FIRST, /* the processes nearest to the leader that handle the signal, or all if none does */
	PGL_REACH_HANDLING /* all that handle it */
};
/* Sends signal NUMBER to its processes. To how many: a shell around the program does not handle it, and is
   not ended by it where the program does. */
unsigned pgl_kept_signal(const struct pgl_kept *kept, int number, enum pgl_reach reach);

/* Adds what it printed so far. */
void pgl_kept_add_log(const struct pgl_kept *kept, struct pgl_strbuf *text);
/* Adds "ended with exit status 3" or "was ended by signal 11". */
void pgl_kept_add_status(const struct pgl_kept *kept, struct pgl_strbuf *text);

/* What a keeper tells, in that order. */
struct pgl_keeper_news {
	enum { PGL_KEEPER_STARTED, PGL_KEEPER_ENDED, PGL_KEEPER_GONE } kind;
	pid_t leader; /* STARTED; -1: it could not be */
	int status;   /* ENDED: of the leader, as waitpid() has it; STARTED: errno */
	double cpu;   /* GONE: CPU seconds of all processes there were */
};

struct pgl_keeping {
	const char *command, *folder;
	int log;  /* for what the command prints */
	int news; /* to whom started the keeper */
	int pass; /* see pgl_kept_start () */
};

/* In a process that was forked for it by PARENT; SIGTERM makes it kill all. */
_Noreturn void pgl_keep(const struct pgl_keeping *keeping, pid_t parent);

#endif
