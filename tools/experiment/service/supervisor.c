/* See kept.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "experiment/service/process-tree.h"

/* Takes what the keeper tells. */
static void take_news(struct pgl_kept *kept)
{
	struct pgl_keeper_news news;
	ssize_t n = read(kept->news, &news, sizeof news);

	if (n < 0 && errno == EINTR)
		return;
	/* A keeper that was killed tells nothing any more. */
	if (n != (ssize_t)sizeof news)
		news = (struct pgl_keeper_news){PGL_KEEPER_GONE, 0, 0, NAN};
	switch (news.kind) {
	case PGL_KEEPER_STARTED: break;
	case PGL_KEEPER_ENDED: kept->status = news.status; break;
	case PGL_KEEPER_GONE:
		kept->is_gone = true;
		kept->cpu = news.cpu;
		while (waitpid(kept->keeper, NULL, 0) < 0 && errno == EINTR)
			;
		kept->keeper = 0;
		close(kept->news);
		kept->news = -1;
		break;
	}
}

int pgl_kept_start(struct pgl_kept *kept, const char *command, const char *folder, int pass,
		   struct pgl_strbuf *message)
{
	struct pgl_keeper_news news = {.leader = -1};
	struct pgl_keeping keeping;
	pid_t parent = getpid();
	int news_pipe[2];

	*kept = (struct pgl_kept){.news = -1, .log = memfd_create("log", MFD_CLOEXEC)};
	if (kept->log < 0 || fcntl(kept->log, F_SETFL, O_APPEND) || pipe2(news_pipe, O_CLOEXEC))
		goto fail;
	keeping = (struct pgl_keeping){command, folder, kept->log, news_pipe[1], pass};
	fflush(NULL);
	kept->keeper = fork();
	if (!kept->keeper) {
		close(news_pipe[0]);
		pgl_keep(&keeping, parent);
	}
	close(news_pipe[1]);
	kept->news = news_pipe[0];
	if (kept->keeper < 0) {
		kept->keeper = 0;
		goto fail;
	}
	errno = ECHILD;
	if (read(kept->news, &news, sizeof news) != (ssize_t)sizeof news || news.leader < 0) {
		errno = news.leader < 0 && news.status ? news.status : errno;
		goto fail;
	}
	kept->leader = news.leader;
	return 0;
fail:
	pgl_strbuf_addf(message, "cannot start '%s': %s", command, strerror(errno));
	pgl_kept_release(kept);
	return -1;
}

bool pgl_kept_wait(struct pgl_kept *kept, double seconds)
{
	double until = pgl_now() + seconds, left = seconds;

	while (!kept->is_gone && kept->keeper) {
		struct pollfd news = {.fd = kept->news, .events = POLLIN};
		int n = poll(&news, 1, left > 0 ? (int)ceil(fmin(left, 1e6) * 1000) : 0);

		if (n > 0)
			take_news(kept);
		else if (n == 0 && left <= 0)
			break;
		left = until - pgl_now();
	}
	return kept->is_gone;
}

double pgl_kept_cpu(const struct pgl_kept *kept)
{
	return kept->is_gone ? kept->cpu : pgl_cpu_time_below(kept->keeper);
}

void pgl_kept_kill(struct pgl_kept *kept)
{
	if (!kept->keeper)
		return;
	kill(kept->keeper, SIGTERM);
	while (!pgl_kept_wait(kept, 1))
		;
}

void pgl_kept_release(struct pgl_kept *kept)
{
	pgl_kept_kill(kept);
	if (kept->news >= 0)
		close(kept->news);
	if (kept->log >= 0)
		close(kept->log);
	kept->news = kept->log = -1;
}

unsigned pgl_kept_signal(const struct pgl_kept *kept, int number, enum pgl_reach reach)
{
	struct pgl_processes below;
	unsigned n = 0;
	bool *is_reached;

	if (!kept->keeper)
		return 0;
	pgl_processes_below(kept->keeper, &below);
	is_reached = pgl_xcalloc(below.n + 1, sizeof *is_reached);
	for (size_t i = 0; i < below.n; i++) {
		const struct pgl_process *process = &below.item[i];

		for (size_t above = 0; above < i && reach == PGL_REACH_FIRST; above++)
			is_reached[i] |=
				is_reached[above] && below.item[above].id == process->parent;
		/* To all, as a terminal sends it: shells catch it and wait for what it ends. */
		bool is_wanted = (number == SIGINT && reach == PGL_REACH_FIRST) ||
				 pgl_process_handles(process->id, number);

		if (number == SIGINT)
			is_reached[i] = false;
		if (is_reached[i] || process->is_zombie || !is_wanted)
			continue;
		is_reached[i] = true;
		n += !kill(process->id, number);
	}
	for (size_t i = 0; i < below.n && !n && reach == PGL_REACH_FIRST; i++)
		kill(below.item[i].id, number);
	free(is_reached);
	pgl_processes_release(&below);
	return n;
}

void pgl_kept_add_log(const struct pgl_kept *kept, struct pgl_strbuf *text)
{
	char buffer[4096];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(kept->log, buffer, sizeof buffer, at)) > 0) {
		pgl_strbuf_add_n(text, buffer, (size_t)n);
		at += n;
	}
}

void pgl_kept_add_status(const struct pgl_kept *kept, struct pgl_strbuf *text)
{
	if (WIFSIGNALED(kept->status))
		pgl_strbuf_addf(text, "was ended by signal %d (%s)", WTERMSIG(kept->status),
				strsignal(WTERMSIG(kept->status)));
	else
		pgl_strbuf_addf(text, "ended with exit status %d", WEXITSTATUS(kept->status));
}

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
