/* See guard.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum { MOST_NAPS = 100 }; /* of 10 ms */

static void wait_until_gone(pid_t leader)
{
	for (int i = 0; i < MOST_NAPS && !kill(-leader, 0); i++)
		nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
}

static void stand_by(int line, const volatile pid_t *leaders, size_t n)
{
	static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
	char byte;

	/* What is sent to our whole group or terminal is not for this one. */
	setsid();
	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		signal(ignored[i], SIG_IGN);
	while (read(line, &byte, 1) < 0 && errno == EINTR)
		;
	for (size_t i = 0; i < n; i++)
		if (leaders[i] > 0)
			kill(-leaders[i], SIGKILL);
	for (size_t i = 0; i < n; i++)
		if (leaders[i] > 0)
			wait_until_gone(leaders[i]);
	_exit(0);
}

void pgl_guard_start(struct pgl_guard *guard, const volatile pid_t *leaders, size_t n)
{
	int ends[2];

	*guard = (struct pgl_guard){.line = -1};
	if (pipe2(ends, O_CLOEXEC))
		return;
	guard->process = fork();
	if (!guard->process) {
		close(ends[1]);
		stand_by(ends[0], leaders, n);
	}
	close(ends[0]);
	if (guard->process > 0)
		guard->line = ends[1];
	else
		close(ends[1]);
}

void pgl_guard_end(struct pgl_guard *guard)
{
	if (guard->line < 0)
		return;
	close(guard->line);
	while (waitpid(guard->process, NULL, 0) < 0 && errno == EINTR)
		;
	guard->line = -1;
}
