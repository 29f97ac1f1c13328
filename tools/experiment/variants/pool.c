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

#include "base/clock.h"
#include "base/progress.h"
#include "base/xalloc.h"

enum { MOST_SLOTS = 1024, MOST_NAPS = 100 };

/* In memory that the jobs and the watchdog share with us. The signal handler reads it, too. */
static struct slot {
	volatile pid_t leader; /* of the job's process group; 0: the slot is free */
	struct pgl_error error;
} * slots;
static volatile sig_atomic_t n_slots;
static const struct pgl_pool_watcher *watcher;

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { N_SIGNALS = sizeof ending_signals / sizeof *ending_signals };

void pgl_pool_watch(const struct pgl_pool_watcher *wanted)
{
	watcher = wanted;
}

static void share_slots(void)
{
	void *memory;

	if (slots)
		return;
	memory = mmap(NULL, MOST_SLOTS * sizeof *slots, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	slots = memory == MAP_FAILED ? pgl_xcalloc(MOST_SLOTS, sizeof *slots) : memory;
}

static void kill_all(void)
{
	for (int i = 0; i < n_slots; i++)
		if (slots[i].leader > 0)
			kill(-slots[i].leader, SIGKILL);
}

static void on_signal(int number)
{
	kill_all();
	signal(number, SIG_DFL);
	raise(number);
}

static void nap(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
}

/* The watchdog -------------------------------------------------------------------------------- */

/* Our processes outlive us if we are killed: compilers would go on writing into a folder that the next run clears. So
   a child waits for our end, and then kills the process groups that are still at work. Locks that we hold, it holds
   until then. */
struct watchdog {
	int pipe; /* the end that is open as long as we live; -1: there is no watchdog */
	pid_t process;
};

static void wait_until_gone(pid_t leader)
{
	for (int i = 0; i < MOST_NAPS && !kill(-leader, 0); i++)
		nap();
}

static _Noreturn void watch_over(int pipe)
{
	char byte;

	/* Signals sent to our process group or terminal must not end the watchdog. */
	setsid();
	for (size_t i = 0; i < N_SIGNALS; i++)
		signal(ending_signals[i], SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	while (read(pipe, &byte, 1) < 0 && errno == EINTR)
		;
	kill_all();
	for (int i = 0; i < n_slots; i++)
		if (slots[i].leader > 0)
			wait_until_gone(slots[i].leader);
	_exit(0);
}

static struct watchdog start_watchdog(void)
{
	struct watchdog watchdog = {.pipe = -1};
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return watchdog;
	watchdog.process = fork();
	if (!watchdog.process) {
		close(ends[1]);
		watch_over(ends[0]);
	}
	close(ends[0]);
	if (watchdog.process > 0)
		watchdog.pipe = ends[1];
	else
		close(ends[1]);
	return watchdog;
}

static void dismiss_watchdog(const struct watchdog *watchdog)
{
	if (watchdog->pipe < 0)
		return;
	close(watchdog->pipe);
	while (waitpid(watchdog->process, NULL, 0) < 0 && errno == EINTR)
		;
}

/* Jobs ---------------------------------------------------------------------------------------- */

static pid_t start(const struct pgl_job *job, struct slot *slot, const struct watchdog *watchdog)
{
	pid_t parent = getpid(), child;

	slot->error.text[0] = 0;
	fflush(NULL);
	child = fork();
	if (child) {
		if (child > 0)
			setpgid(child, child);
		return child;
	}
	if (watchdog->pipe >= 0)
		close(watchdog->pipe);
	for (int i = 0; i < N_SIGNALS; i++)
		signal(ending_signals[i], SIG_DFL);
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	_exit(job->run(job->context, &slot->error) ? 1 : 0);
}

struct pool {
	const struct pgl_job *jobs;
	size_t n, next, done, failed; /* FAILED: which job did; N: none */
	size_t job_of[MOST_SLOTS];
	struct watchdog watchdog;
	struct pgl_error *error;
};

/* Starts a job in slot I if that is free, and takes note of one that has ended. False: nothing changed. */
static bool step(struct pool *pool, unsigned i)
{
	struct slot *slot = &slots[i];
	bool is_started = false;
	int status = 0;

	if (!slot->leader && pool->next < pool->n && pool->failed == pool->n) {
		pool->job_of[i] = pool->next++;
		slot->leader = start(&pool->jobs[pool->job_of[i]], slot, &pool->watchdog);
		is_started = true;
		if (slot->leader < 0)
			status = 1;
	}
	if (!slot->leader || (slot->leader > 0 && waitpid(slot->leader, &status, WNOHANG) == 0))
		return is_started;
	/* A job must not leave processes behind. */
	if (slot->leader > 0)
		kill(-slot->leader, SIGKILL);
	slot->leader = 0;
	pool->done++;
	if (status && pool->failed == pool->n) {
		pool->failed = pool->job_of[i];
		if (slot->error.text[0])
			*pool->error = slot->error;
		else
			pgl_error_set(pool->error, "its process was killed");
		kill_all();
	}
	return true;
}

static void run_all(struct pool *pool, const char *what)
{
	struct pgl_progress progress;

	pgl_progress_start(&progress, what);
	progress.tells_time = true;
	while (pool->done < pool->next || (pool->next < pool->n && pool->failed == pool->n)) {
		bool is_changed = false;

		for (unsigned i = 0; i < (unsigned)n_slots; i++)
			is_changed |= step(pool, i);
		if (watcher)
			watcher->tell(watcher->context, what, pool->done, pool->n);
		else
			pgl_progress_step(&progress, pool->done, pool->n);
		if (!is_changed)
			nap();
	}
	pgl_progress_end(&progress);
}

size_t pgl_pool_run(const struct pgl_job *jobs, size_t n, unsigned most, const char *what,
		    struct pgl_error *error)
{
	struct sigaction before[N_SIGNALS], action = {.sa_handler = on_signal};
	struct pool pool = {.jobs = jobs, .n = n, .failed = n, .error = error};

	if (!n)
		return n;
	share_slots();
	n_slots = most < MOST_SLOTS ? (sig_atomic_t)most : MOST_SLOTS;
	for (int i = 0; i < N_SIGNALS; i++)
		sigaction(ending_signals[i], &action, &before[i]);
	fflush(NULL);
	pool.watchdog = start_watchdog();
	run_all(&pool, what);
	dismiss_watchdog(&pool.watchdog);
	for (int i = 0; i < N_SIGNALS; i++)
		sigaction(ending_signals[i], &before[i], NULL);
	n_slots = 0;
	return pool.failed;
}

/* Commands ------------------------------------------------------------------------------------ */

static _Noreturn void become(const char *command, const char *const *prefix, const char *log)
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
		  struct pgl_shell_result *ret, struct pgl_error *error)
{
	double from = pgl_now();
	struct rusage usage;
	pid_t child = fork();

	if (!child)
		become(command, prefix, log);
	if (child < 0)
		return pgl_error_set(error, "cannot run a shell: %s", strerror(errno));
	while (wait4(child, &ret->status, 0, &usage) < 0)
		if (errno != EINTR)
			return pgl_error_set(error, "cannot run a shell: %s", strerror(errno));
	ret->wall = pgl_now() - from;
	ret->user = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
	return 0;
}

int pgl_shell_check(int status, const char *what, const char *command, struct pgl_error *error)
{
	if (WIFSIGNALED(status))
		return pgl_error_set(error, "the %s command was killed by signal %d: %s", what,
				     WTERMSIG(status), command);
	if (WEXITSTATUS(status))
		return pgl_error_set(error, "the %s command failed with exit status %d: %s", what,
				     WEXITSTATUS(status), command);
	return 0;
}
