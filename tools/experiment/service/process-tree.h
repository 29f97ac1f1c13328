/* The processes below one: which they are, what CPU time they took, how they take a signal. All of it is
   read from /proc, as it stands at that moment.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_PROCESS_TREE_H
#define PGL_SERVICE_PROCESS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pgl_processes {
	struct pgl_process {
		pid_t id, parent;
		/* Seconds that children took which it waited for: user and system. */
		double waited_for;
		bool is_zombie;
	} * item;
	size_t n;
};

/* All that descend from ROOT, parents before their children; ROOT itself is none of them. */
void pgl_processes_below(pid_t root, struct pgl_processes *ret);
void pgl_processes_release(struct pgl_processes *processes);

/* CPU seconds, user and system, that all below ROOT have taken so far: every thread of every process, and
   those that ended and were waited for by one of them or by ROOT. To the nanosecond for processes that
   live, to a tick of the clock (10 ms) for those that have ended. */
double pgl_cpu_time_below(pid_t root);

/* Does process ID do with signal NUMBER anything but what the system would: catch it, or wait for it
   (sigwait, signalfd)? */
bool pgl_process_handles(pid_t id, int number);

#endif
