/* The processes below one: their numbers, CPU times, and how they handle signals, read from /proc.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_PROCESS_TREE_H
#define PGL_SERVICE_PROCESS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pgl_processes {
	struct pgl_process {
		pid_t id, parent;
		/* CPU seconds, user and system, of the children it waited for. */
		double waited_for;
		bool is_zombie;
	} * item;
	size_t n;
};

/* All descendants of ROOT, without ROOT itself; parents come before their children. */
void pgl_processes_below(pid_t root, struct pgl_processes *ret);
void pgl_processes_release(struct pgl_processes *processes);

/* CPU seconds, user and system, of all descendants of ROOT so far, including those that ended and were waited for by one of
   them or by ROOT. Exact to the nanosecond for running processes, to a clock tick (10 ms) for those that have ended. */
double pgl_cpu_time_below(pid_t root);

/* Does process ID catch signal NUMBER or wait for it (sigwait, signalfd)? */
bool pgl_process_handles(pid_t id, int number);

#endif
