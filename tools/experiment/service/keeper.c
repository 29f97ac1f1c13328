/* See keeper.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "experiment/service/process-tree.h"

#include "base/banned.h"

static void tell(const struct pgl_keeping *keeping, const struct pgl_keeper_news *news)
{
	/* Nobody listens any more: the signal of the parent's end is on its way. */
	if (write(keeping->news, news, sizeof *news) < 0)
		return;
}

static _Noreturn void become_command(const struct pgl_keeping *keeping)
{
	sigset_t none;
	int in = open("/dev/null", O_RDONLY | O_CLOEXEC);

	setpgid(0, 0);
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (in < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(keeping->log, STDOUT_FILENO) < 0 ||
	    dup2(keeping->log, STDERR_FILENO) < 0)
		_exit(126);
	if (keeping->pass >= 0)
		fcntl(keeping->pass, F_SETFD, 0);
	if (keeping->folder && chdir(keeping->folder)) {
		dprintf(STDERR_FILENO, "cannot enter '%s': %s\n", keeping->folder, strerror(errno));
		_exit(126);
	}
	execl("/bin/sh", "sh", "-c", keeping->command, (char *)NULL);
	dprintf(STDERR_FILENO, "cannot run /bin/sh: %s\n", strerror(errno));
	_exit(127);
}

static void kill_all(void)
{
	struct pgl_processes below;

	pgl_processes_below(getpid(), &below);
	for (size_t i = 0; i < below.n; i++)
		kill(below.item[i].id, SIGKILL);
	pgl_processes_release(&below);
}

/* Takes the status of all that ended. False: there is no child any more. */
static bool reap(const struct pgl_keeping *keeping, pid_t leader)
{
	for (;;) {
		int status;
		pid_t ended = waitpid(-1, &status, WNOHANG);

		if (ended == leader)
			tell(keeping,
			     &(struct pgl_keeper_news){PGL_KEEPER_ENDED, leader, status, 0});
		if (ended == 0)
			return true;
		if (ended < 0 && errno != EINTR)
			return false;
	}
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double waited_for(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

_Noreturn void pgl_keep(const struct pgl_keeping *keeping, pid_t parent)
{
	static const int ends[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
	struct timespec soon = {.tv_nsec = 20 * 1000 * 1000};
	sigset_t signals;
	bool is_over = false;
	pid_t leader;

	setpgid(0, 0);
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaddset(&signals, ends[i]);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	signal(SIGCHLD, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	leader = fork();
	if (!leader)
		become_command(keeping);
	if (leader > 0)
		setpgid(leader, leader);
	tell(keeping, &(struct pgl_keeper_news){PGL_KEEPER_STARTED, leader, errno, 0});
	/* Those that are killed may have forked just before: again until there is none. */
	while (leader > 0 && reap(keeping, leader)) {
		int number = sigtimedwait(&signals, NULL, is_over ? &soon : NULL);

		is_over |= number > 0 && number != SIGCHLD;
		if (is_over)
			kill_all();
	}
	tell(keeping, &(struct pgl_keeper_news){PGL_KEEPER_GONE, leader, 0, waited_for()});
	_exit(0);
}
