/* The keeper's own life. See kept.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_KEEPER_H
#define PGL_KEEPER_H

#include <sys/types.h>

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
