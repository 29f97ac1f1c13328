/* See service.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/service.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xalloc.h"

enum { LAST_LINES = 20 };
#define ASK_AGAIN 0.02 /* seconds */

/* Keeps the last lines of what KEPT printed. */
static void keep_printed(struct pgl_service *service, const struct pgl_kept *kept)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_kept_add_log(kept, &text);
	pgl_strbuf_reset(&service->printed);
	pgl_strbuf_add(&service->printed, pgl_strbuf_last_lines(&text, LAST_LINES));
	pgl_strbuf_release(&text);
}

/* WITH_PORT with the number of the port in it; to be freed. */
static char *fill_port(const char *with_port, unsigned port)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const char *at;

	for (; (at = strstr(with_port, "$PORT")); with_port = at + strlen("$PORT")) {
		pgl_strbuf_add_n(&text, with_port, (size_t)(at - with_port));
		pgl_strbuf_addf(&text, "%u", port);
	}
	pgl_strbuf_add(&text, with_port);
	return pgl_strbuf_detach(&text);
}

/* Always -1. */
static int ended(struct pgl_service *service, const char *when, struct pgl_strbuf *message)
{
	pgl_strbuf_add(message, "the service ");
	pgl_kept_add_status(&service->kept, message);
	pgl_strbuf_addf(message, " %s", when);
	keep_printed(service, &service->kept);
	return -1;
}

static int wait_until_ready(struct pgl_service *service, const struct pgl_place_asked *place,
			    struct pgl_strbuf *message)
{
	double from = pgl_now(), until = from + service->options->start_within, left;
	struct pgl_strbuf why = PGL_STRBUF_INIT;
	int failed = 0;

	while ((left = until - pgl_now()) > 0 && !pgl_answers(place, left, &why))
		if (pgl_kept_wait(&service->kept, fmin(ASK_AGAIN, left)))
			break;
	service->ready_after = pgl_now() - from;
	/* Something else may answer where one could not listen. */
	if (pgl_kept_wait(&service->kept, left > 0 ? ASK_AGAIN : 0)) {
		failed = ended(service, "before it answered", message);
	} else if (left <= 0) {
		pgl_strbuf_addf(message, "the service did not answer at %s within %g s: %s",
				service->ready, service->options->start_within, why.text);
		keep_printed(service, &service->kept);
		failed = -1;
	}
	pgl_strbuf_release(&why);
	return failed;
}

int pgl_service_start(struct pgl_service *service, const struct pgl_service_options *options,
		      const char *command, struct pgl_strbuf *message)
{
	struct pgl_place_asked place = {NULL, NULL, NULL};
	unsigned port = pgl_free_port();
	char *port_text = pgl_xasprintf("%u", port);
	int failed;

	*service = (struct pgl_service){.options = options, .kept = {.news = -1, .log = -1}};
	pgl_strbuf_init(&service->printed);
	service->url = fill_port(options->url, port);
	service->ready = fill_port(options->ready ? options->ready : options->url, port);
	setenv("PORT", port_text, 1);
	failed = pgl_place_asked_parse(&place, service->ready, message);
	if (!failed && pgl_answers(&place, 1, NULL)) {
		pgl_strbuf_addf(message,
				"something answers at %s before the service is started: another "
				"instance? '$PORT' in the URL stands for a free port",
				service->ready);
		failed = -1;
	}
	if (!failed)
		failed = pgl_kept_start(&service->kept, command, options->folder, -1, message) ||
			 wait_until_ready(service, &place, message);
	pgl_place_asked_release(&place);
	free(port_text);
	return failed ? -1 : 0;
}

/* --- profiles --- */

/* Waits until it does nothing any more: then it has written what it was told to. */
static void wait_until_idle(struct pgl_service *service)
{
	double until = pgl_now() + service->options->stop_within, before = -1, cpu;
	int n_idle = 0;

	while (n_idle < 4 && pgl_now() < until && !pgl_kept_wait(&service->kept, 0.05)) {
		cpu = pgl_kept_cpu(&service->kept);
		n_idle = cpu - before < 0.001 ? n_idle + 1 : 0;
		before = cpu;
	}
}

static int dump(struct pgl_service *service, struct pgl_service_load *load,
		struct pgl_strbuf *message)
{
	int number = service->options->dump;
	unsigned n = pgl_kept_signal(&service->kept, number, PGL_REACH_HANDLING);

	load->n_dumped += n;
	if (n)
		return 0;
	pgl_strbuf_addf(message,
			"no process of the service handles signal %d (%s): it would be ended by it",
			number, strsignal(number));
	keep_printed(service, &service->kept);
	return -1;
}

/* --- load --- */

/* Until the load is over, telling the service to write its profile at times. */
static int wait_for_load(struct pgl_service *service, struct pgl_load *load, uint64_t seconds,
			 bool with_dumps, struct pgl_service_load *ret, struct pgl_strbuf *message)
{
	uint64_t n_dumps = with_dumps ? service->options->n_dumps : 0, n_done = 0;
	double from = pgl_now();

	while (!pgl_kept_wait(&load->kept, 0.02)) {
		if (pgl_kept_wait(&service->kept, 0)) {
			pgl_kept_kill(&load->kept);
			break;
		}
		if (n_done + 1 < n_dumps &&
		    pgl_now() - from >= (double)seconds * (double)(n_done + 1) / (double)n_dumps) {
			if (dump(service, ret, message))
				return -1;
			n_done++;
		}
	}
	return 0;
}

int pgl_service_load(struct pgl_service *service, uint64_t seconds, double rate, bool with_dumps,
		     struct pgl_service_load *ret, struct pgl_strbuf *message)
{
	const struct pgl_load_options *options = &service->options->load;
	double before = pgl_kept_cpu(&service->kept);
	struct pgl_load load;
	int failed;

	*ret = (struct pgl_service_load){.cpu = NAN};
	with_dumps &= service->options->dump != 0;
	failed = pgl_load_start(&load, options, service->url, seconds, rate, message);
	if (!failed)
		failed = wait_for_load(service, &load, seconds, with_dumps, ret, message);
	if (!failed && pgl_kept_wait(&service->kept, 0)) {
		failed = ended(service, "while it was loaded", message);
	} else if (!failed) {
		ret->cpu = pgl_kept_cpu(&service->kept) - before;
		failed = pgl_load_numbers_of(&load, options, &ret->numbers, message);
		if (failed)
			keep_printed(service, &load.kept);
	}
	if (!failed && with_dumps) {
		failed = dump(service, ret, message);
		if (!failed)
			wait_until_idle(service);
	}
	pgl_load_release(&load);
	return failed;
}

double pgl_cpu_per_request(const struct pgl_service_load *load)
{
	return load->numbers.requests ? load->cpu / (double)load->numbers.requests : NAN;
}

/* --- the end --- */

int pgl_service_stop(struct pgl_service *service, double *ret_seconds, struct pgl_strbuf *message)
{
	struct pgl_kept *kept = &service->kept;
	int number = service->options->stop;
	double from = pgl_now();
	bool is_gone;

	if (pgl_kept_wait(kept, 0))
		return ended(service, "before it was told to stop", message);
	if (number == SIGKILL) {
		pgl_kept_kill(kept);
		*ret_seconds = pgl_now() - from;
		return 0;
	}
	pgl_kept_signal(kept, number, PGL_REACH_FIRST);
	is_gone = pgl_kept_wait(kept, service->options->stop_within);
	*ret_seconds = pgl_now() - from;
	if (!is_gone) {
		pgl_kept_kill(kept);
		pgl_strbuf_addf(message,
				"the service did not stop within %g s of signal %d (%s) and was "
				"killed: what it had not written is lost",
				service->options->stop_within, number, strsignal(number));
		keep_printed(service, kept);
		return -1;
	}
	if (WIFSIGNALED(kept->status) && WTERMSIG(kept->status) != number)
		return ended(service, "when it was told to stop", message);
	return 0;
}

void pgl_service_release(struct pgl_service *service)
{
	pgl_kept_release(&service->kept);
	free(service->url);
	free(service->ready);
	pgl_strbuf_release(&service->printed);
}

int pgl_signal_number(const char *name)
{
	char *end;
	long number = strtol(name, &end, 10);

	if (*name && !*end)
		return number > 0 && number < NSIG ? (int)number : 0;
	if (!strncmp(name, "SIG", 3))
		name += 3;
	for (int i = 1; i < NSIG; i++) {
		const char *known = sigabbrev_np(i);

		if (known && !strcmp(known, name))
			return i;
	}
	return 0;
}
