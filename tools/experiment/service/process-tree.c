/* See process-tree.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/process-tree.h"

#include <ctype.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

static int read_of(struct pgl_strbuf *text, pid_t id, const char *name)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)id, name);
	return pgl_read_file(text, path);
}

/* False: process ID has ended. */
static bool read_process(pid_t id, struct pgl_process *ret)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	long parent, ticks = sysconf(_SC_CLK_TCK);
	unsigned long user, system;
	const char *rest;
	char state;

	/* The program's name, in parentheses, may hold any character. */
	if (read_of(&text, id, "stat") || !(rest = strrchr(text.text, ')')) ||
	    sscanf(rest, ") %c %ld %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %lu %lu", &state,
		   &parent, &user, &system) != 4)
		return false;
	*ret = (struct pgl_process){id, (pid_t)parent, (double)(user + system) / (double)ticks,
				    state == 'Z'};
	return true;
}

static void read_all(struct pgl_processes *ret)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	size_t room = 0;

	*ret = (struct pgl_processes){NULL, 0};
	while (folder && (entry = readdir(folder))) {
		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		PGL_GROW(ret->item, ret->n, room);
		ret->n += read_process((pid_t)strtol(entry->d_name, NULL, 10), &ret->item[ret->n]);
	}
	if (folder)
		closedir(folder);
}

void pgl_processes_below(pid_t root, struct pgl_processes *ret)
{
	struct pgl_processes all;
	pid_t parent = root;

	read_all(&all);
	*ret = (struct pgl_processes){pgl_xcalloc(all.n + 1, sizeof *ret->item), 0};
	for (size_t next = 0;; parent = ret->item[next++].id) {
		for (size_t i = 0; i < all.n; i++)
			if (all.item[i].parent == parent && all.item[i].id != root) {
				ret->item[ret->n++] = all.item[i];
				/* Never twice, even if a process number was reused meanwhile. */
				all.item[i].parent = -1;
			}
		if (next == ret->n)
			break;
	}
	pgl_processes_release(&all);
}

void pgl_processes_release(struct pgl_processes *processes)
{
	free(processes->item);
	*processes = (struct pgl_processes){NULL, 0};
}

static double cpu_time(pid_t id)
{
	struct timespec time;
	clockid_t clock;

	if (clock_getcpuclockid(id, &clock) || clock_gettime(clock, &time))
		return 0;
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double pgl_cpu_time_below(pid_t root)
{
	struct pgl_processes below;
	struct pgl_process own;
	double sum = read_process(root, &own) ? own.waited_for : 0;

	pgl_processes_below(root, &below);
	for (size_t i = 0; i < below.n; i++)
		sum += cpu_time(below.item[i].id) + below.item[i].waited_for;
	pgl_processes_release(&below);
	return sum;
}

/* Is the bit of signal NUMBER set in the line KEY of TEXT, a status file? */
static bool has_signal(const char *text, const char *key, int number)
{
	const char *line = strstr(text, key);

	return line && strtoull(line + strlen(key), NULL, 16) >> (number - 1) & 1;
}

/* Does the thread with the /proc folder PATH catch signal NUMBER, block it, or wait for it? The kernel does not show signals
   as blocked while a thread waits for them (sigwait). */
static bool thread_handles(const char *path, int number)
{
	PGL_AUTOFREE char *status = pgl_xasprintf("%s/status", path);
	PGL_AUTOFREE char *call = pgl_xasprintf("%s/syscall", path);
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	if (!pgl_read_file(&text, status) && (has_signal(text.text, "\nSigCgt:", number) ||
					      has_signal(text.text, "\nSigBlk:", number)))
		return true;
	pgl_strbuf_reset(&text);
	return !pgl_read_file(&text, call) && strtol(text.text, NULL, 10) == SYS_rt_sigtimedwait;
}

bool pgl_process_handles(pid_t id, int number)
{
	PGL_AUTOFREE char *tasks = pgl_xasprintf("/proc/%ld/task", (long)id);
	DIR *folder = opendir(tasks);
	struct dirent *entry;
	bool handles = false;

	while (folder && !handles && (entry = readdir(folder))) {
		PGL_AUTOFREE char *path = pgl_xasprintf("%s/%s", tasks, entry->d_name);

		handles = isdigit((unsigned char)entry->d_name[0]) && thread_handles(path, number);
	}
	if (folder)
		closedir(folder);
	return handles;
}
