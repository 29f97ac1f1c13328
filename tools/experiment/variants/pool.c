/* See pool.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/pool.h"

#include <errno.h>
#include <fcntl.h>
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

#include "base/progress.h"
#include "base/xalloc.h"

enum { MOST_SLOTS = 1024 };

/* The processes that run, each the leader of its group; 0: a free slot. For the handler, too. */
static volatile pid_t *running;
static volatile sig_atomic_t n_slots;
static struct pgl_guard the_guard;
static const struct pgl_pool_watcher *watcher;

void pgl_pool_watch(const struct pgl_pool_watcher *wanted)
{
	watcher = wanted;
}

/* In memory that the guard sees, too. */
static void make_room(void)
{
	void *memory;

	if (running)
		return;
	memory = mmap(NULL, MOST_SLOTS * sizeof *running, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	running = memory == MAP_FAILED ? pgl_xcalloc(MOST_SLOTS, sizeof *running) : memory;
}

static void end_all(void)
{
	for (int i = 0; i < n_slots; i++)
		if (running[i] > 0)
			kill(-running[i], SIGKILL);
}

static void on_signal(int number)
{
	end_all();
	signal(number, SIG_DFL);
	raise(number);
}

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { N_SIGNALS = sizeof signals / sizeof *signals };

static pid_t start(const struct pgl_job *job)
{
	pid_t parent = getpid(), child;

	fflush(NULL);
	child = fork();
	if (child) {
		if (child > 0)
			setpgid(child, child);
		return child;
	}
	if (the_guard.line >= 0)
		close(the_guard.line);
	for (int i = 0; i < N_SIGNALS; i++)
		signal(signals[i], SIG_DFL);
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	_exit(job->run(job->context) ? 1 : 0);
}

static void nap(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
}

size_t pgl_pool_run(const struct pgl_job *jobs, size_t n, unsigned slots, const char *what)
{
	struct sigaction before[N_SIGNALS], action = {.sa_handler = on_signal};
	size_t next = 0, done = 0, failed = n, *job_of;
	struct pgl_progress progress;

	if (!n)
		return n;
	if (slots > MOST_SLOTS)
		slots = MOST_SLOTS;
	job_of = pgl_xcalloc(slots, sizeof *job_of);
	make_room();
	n_slots = (sig_atomic_t)slots;
	for (int i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &action, &before[i]);
	fflush(NULL);
	pgl_guard_start(&the_guard, running, slots);
	pgl_progress_start(&progress, what);
	progress.tells_time = true;
	while (done < next || (next < n && failed == n)) {
		bool is_changed = false;

		for (unsigned i = 0; i < slots; i++) {
			int status = 0;

			if (!running[i] && next < n && failed == n) {
				job_of[i] = next++;
				running[i] = start(&jobs[job_of[i]]);
				is_changed = true;
				if (running[i] < 0)
					status = 1;
			}
			if (!running[i] ||
			    (running[i] > 0 && waitpid(running[i], &status, WNOHANG) == 0))
				continue;
			/* What a job left running has no business here any more. */
			if (running[i] > 0)
				kill(-running[i], SIGKILL);
			running[i] = 0;
			done++;
			is_changed = true;
			if (status && failed == n) {
				failed = job_of[i];
				end_all();
			}
		}
		if (watcher)
			watcher->tell(watcher->context, what, done, n);
		else
			pgl_progress_step(&progress, done, n);
		if (!is_changed)
			nap();
	}
	pgl_progress_end(&progress);
	pgl_guard_end(&the_guard);
	for (int i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	n_slots = 0;
	free(job_of);
	return failed;
}

/* Commands ---------------------------------------------------------------------------------- */

static double seconds(struct timespec from, struct timespec to)
{
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void become(const char *command, const char *const *prefix, const char *log)
{
	const char *words[64];
	size_t n = 0;
	int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);

	if (in < 0 || out < 0)
		_exit(126);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	for (; prefix && prefix[n] && n < 60; n++)
		words[n] = prefix[n];
	words[n++] = "/bin/sh";
	words[n++] = "-c";
	words[n++] = command;
	words[n] = NULL;
	execvp(words[0], (char *const *)words);
	dprintf(STDERR_FILENO, "cannot run '%s': %s\n", words[0], strerror(errno));
	_exit(127);
}

int pgl_shell_run(const char *command, const char *const *prefix, const char *log,
		  struct pgl_shell_result *ret)
{
	struct timespec from, to;
	struct rusage usage;
	pid_t child;

	clock_gettime(CLOCK_MONOTONIC, &from);
	child = fork();
	if (!child)
		become(command, prefix, log);
	if (child < 0)
		return -1;
	while (wait4(child, &ret->status, 0, &usage) < 0)
		if (errno != EINTR)
			return -1;
	clock_gettime(CLOCK_MONOTONIC, &to);
	ret->wall = seconds(from, to);
	ret->user = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
	return 0;
}

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
