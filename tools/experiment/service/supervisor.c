/* See kept.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "experiment/service/keeper.h"
#include "experiment/service/process-tree.h"
#include "base/clock.h"
#include "base/xalloc.h"

#include "base/banned.h"

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
