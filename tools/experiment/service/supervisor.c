/* See supervisor.h.

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

/* What the supervisor reports, in this order. */
struct news {
	enum { STARTED, ENDED, GONE } kind;
	pid_t leader; /* STARTED; -1: it could not be started */
	int status;   /* ENDED: of the leader, as from waitpid(); STARTED: errno */
	double cpu;   /* GONE: CPU seconds of all processes */
};

struct job {
	const char *command, *folder;
	int log;  /* gets what the command prints */
	int news; /* the pipe to our parent */
	int pass; /* as for pgl_supervised_start() */
};

/* The supervisor ------------------------------------------------------------------------------ */

static void tell(const struct job *job, const struct news *news)
{
	/* If our parent has ended, its signal is on the way. */
	if (write(job->news, news, sizeof *news) < 0)
		return;
}

static _Noreturn void become_command(const struct job *job)
{
	sigset_t none;
	int in = open("/dev/null", O_RDONLY | O_CLOEXEC);

	setpgid(0, 0);
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (in < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(job->log, STDOUT_FILENO) < 0 ||
	    dup2(job->log, STDERR_FILENO) < 0)
		_exit(126);
	if (job->pass >= 0)
		fcntl(job->pass, F_SETFD, 0);
	if (job->folder && chdir(job->folder)) {
		dprintf(STDERR_FILENO, "cannot enter '%s': %s\n", job->folder, strerror(errno));
		_exit(126);
	}
	execl("/bin/sh", "sh", "-c", job->command, (char *)NULL);
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

/* Collects the processes that ended. False: no child is left. */
static bool reap(const struct job *job, pid_t leader)
{
	for (;;) {
		int status;
		pid_t ended = waitpid(-1, &status, WNOHANG);

		if (ended == leader)
			tell(job, &(struct news){ENDED, leader, status, 0});
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

static _Noreturn void supervise(const struct job *job, pid_t parent)
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
		become_command(job);
	if (leader > 0)
		setpgid(leader, leader);
	tell(job, &(struct news){STARTED, leader, errno, 0});
	/* A process may fork just before it is killed: repeat until none is left. */
	while (leader > 0 && reap(job, leader)) {
		int number = sigtimedwait(&signals, NULL, is_over ? &soon : NULL);

		is_over |= number > 0 && number != SIGCHLD;
		if (is_over)
			kill_all();
	}
	tell(job, &(struct news){GONE, leader, 0, waited_for()});
	_exit(0);
}

/* Its parent ---------------------------------------------------------------------------------- */

/* Reads one report of the supervisor. */
static void take_news(struct pgl_supervised *supervised)
{
	struct news news;
	ssize_t n = read(supervised->news, &news, sizeof news);

	if (n < 0 && errno == EINTR)
		return;
	/* A supervisor that was killed reports nothing. */
	if (n != (ssize_t)sizeof news)
		news = (struct news){GONE, 0, 0, NAN};
	switch (news.kind) {
	case STARTED: break;
	case ENDED: supervised->status = news.status; break;
	case GONE:
		supervised->is_gone = true;
		supervised->cpu = news.cpu;
		while (waitpid(supervised->supervisor, NULL, 0) < 0 && errno == EINTR)
			;
		supervised->supervisor = 0;
		close(supervised->news);
		supervised->news = -1;
		break;
	}
}

int pgl_supervised_start(struct pgl_supervised *supervised, const char *command, const char *folder,
			 int pass, struct pgl_error *error)
{
	struct news news = {.leader = -1};
	struct job job;
	pid_t parent = getpid();
	int news_pipe[2];

	*supervised = (struct pgl_supervised){.news = -1, .log = memfd_create("log", MFD_CLOEXEC)};
	if (supervised->log < 0 || fcntl(supervised->log, F_SETFL, O_APPEND) ||
	    pipe2(news_pipe, O_CLOEXEC))
		goto fail;
	job = (struct job){command, folder, supervised->log, news_pipe[1], pass};
	fflush(NULL);
	supervised->supervisor = fork();
	if (!supervised->supervisor) {
		close(news_pipe[0]);
		supervise(&job, parent);
	}
	close(news_pipe[1]);
	supervised->news = news_pipe[0];
	if (supervised->supervisor < 0) {
		supervised->supervisor = 0;
		goto fail;
	}
	errno = ECHILD;
	if (read(supervised->news, &news, sizeof news) != (ssize_t)sizeof news || news.leader < 0) {
		errno = news.leader < 0 && news.status ? news.status : errno;
		goto fail;
	}
	supervised->leader = news.leader;
	return 0;
fail:
	pgl_error_set(error, "cannot start '%s': %s", command, strerror(errno));
	pgl_supervised_release(supervised);
	return -1;
}

bool pgl_supervised_wait(struct pgl_supervised *supervised, double seconds)
{
	double until = pgl_now() + seconds, left = seconds;

	while (!supervised->is_gone && supervised->supervisor) {
		struct pollfd news = {.fd = supervised->news, .events = POLLIN};
		int n = poll(&news, 1, left > 0 ? (int)ceil(fmin(left, 1e6) * 1000) : 0);

		if (n > 0)
			take_news(supervised);
		else if (n == 0 && left <= 0)
			break;
		left = until - pgl_now();
	}
	return supervised->is_gone;
}

double pgl_supervised_cpu(const struct pgl_supervised *supervised)
{
	return supervised->is_gone ? supervised->cpu : pgl_cpu_time_below(supervised->supervisor);
}

void pgl_supervised_kill(struct pgl_supervised *supervised)
{
	if (!supervised->supervisor)
		return;
	kill(supervised->supervisor, SIGTERM);
	while (!pgl_supervised_wait(supervised, 1))
		;
}

void pgl_supervised_release(struct pgl_supervised *supervised)
{
	pgl_supervised_kill(supervised);
	if (supervised->news >= 0)
		close(supervised->news);
	if (supervised->log >= 0)
		close(supervised->log);
	supervised->news = supervised->log = -1;
}

unsigned pgl_supervised_signal(const struct pgl_supervised *supervised, int number,
			       enum pgl_reach reach)
{
	struct pgl_processes below;
	unsigned n = 0;
	bool *is_reached;

	if (!supervised->supervisor)
		return 0;
	pgl_processes_below(supervised->supervisor, &below);
	is_reached = pgl_xcalloc(below.n + 1, sizeof *is_reached);
	for (size_t i = 0; i < below.n; i++) {
		const struct pgl_process *process = &below.item[i];

		for (size_t above = 0; above < i && reach == PGL_REACH_FIRST; above++)
			is_reached[i] |=
				is_reached[above] && below.item[above].id == process->parent;
		/* SIGINT goes to all, as from a terminal: shells handle it and wait for their children. */
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

void pgl_supervised_add_log(const struct pgl_supervised *supervised, struct pgl_strbuf *text)
{
	char buffer[4096];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(supervised->log, buffer, sizeof buffer, at)) > 0) {
		pgl_strbuf_add_n(text, buffer, (size_t)n);
		at += n;
	}
}

int pgl_supervised_ended(const struct pgl_supervised *supervised, const char *who, const char *when,
			 struct pgl_error *error)
{
	int status = supervised->status;

	if (WIFSIGNALED(status))
		return pgl_error_set(error, "%s was killed by signal %d (%s)%s%s", who,
				     WTERMSIG(status), strsignal(WTERMSIG(status)),
				     *when ? " " : "", when);
	return pgl_error_set(error, "%s ended with exit status %d%s%s", who, WEXITSTATUS(status),
			     *when ? " " : "", when);
}
