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

/* Copies the last lines of PROCESS's log to service->printed. Always -1. */
static int blame(struct pgl_service *service, const struct pgl_supervised *process)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	pgl_supervised_add_log(process, &text);
	pgl_strbuf_reset(&service->printed);
	pgl_strbuf_add(&service->printed, pgl_strbuf_last_lines(&text, LAST_LINES));
	return -1;
}

/* Fails, since the service ended. */
static int ended(struct pgl_service *service, const char *when, struct pgl_error *error)
{
	pgl_supervised_ended(&service->process, "the service", when, error);
	return blame(service, &service->process);
}

/* WITH_PORT with PORT in place of each "$PORT"; to be freed. */
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

static int wait_until_ready(struct pgl_service *service, const struct pgl_address *address,
			    struct pgl_error *error)
{
	double from = pgl_now(), until = from + service->options->start_within, left;
	struct pgl_error why = {.text = ""};

	while ((left = until - pgl_now()) > 0 && !pgl_is_ready(address, left, &why))
		if (pgl_supervised_wait(&service->process, fmin(ASK_AGAIN, left)))
			break;
	service->ready_after = pgl_now() - from;
	/* If the service could not listen, another program may have answered. */
	if (pgl_supervised_wait(&service->process, left > 0 ? ASK_AGAIN : 0))
		return ended(service, "before it was ready", error);
	if (left > 0)
		return 0;
	pgl_error_set(error, "the service was not ready at %s within %g s: %s", service->ready,
		      service->options->start_within, why.text);
	return blame(service, &service->process);
}

/* Starts COMMAND, unless another program answers at ADDRESS already. */
static int start(struct pgl_service *service, const char *command,
		 const struct pgl_address *address, struct pgl_error *error)
{
	if (pgl_is_ready(address, 1, NULL))
		return pgl_error_set(
			error,
			"something answers at %s before the service is started: another "
			"instance? Use '$PORT' in the URL to get a free port",
			service->ready);
	return pgl_supervised_start(&service->process, command, service->options->folder, -1,
				    error);
}

int pgl_service_start(struct pgl_service *service, const struct pgl_service_options *options,
		      const char *command, struct pgl_error *error)
{
	unsigned port = pgl_free_port();
	PGL_AUTOFREE char *port_text = pgl_xasprintf("%u", port);
	struct pgl_address address;
	int failed;

	*service = (struct pgl_service){.options = options, .process = PGL_SUPERVISED_NONE};
	pgl_strbuf_init(&service->printed);
	service->url = fill_port(options->url, port);
	service->ready = fill_port(options->ready ? options->ready : options->url, port);
	setenv("PORT", port_text, 1);
	if (pgl_address_parse(&address, service->ready, error))
		return -1;
	failed = start(service, command, &address, error) ||
		 wait_until_ready(service, &address, error);
	pgl_address_release(&address);
	return failed ? -1 : 0;
}

/* Profiles ------------------------------------------------------------------------------------ */

/* Waits until the service is idle: then it has written its profile. */
static void wait_until_idle(struct pgl_service *service)
{
	double until = pgl_now() + service->options->stop_within, before = -1, cpu;
	int n_idle = 0;

	while (n_idle < 4 && pgl_now() < until && !pgl_supervised_wait(&service->process, 0.05)) {
		cpu = pgl_supervised_cpu(&service->process);
		n_idle = cpu - before < 0.001 ? n_idle + 1 : 0;
		before = cpu;
	}
}

/* Sends the dump signal. */
static int dump(struct pgl_service *service, struct pgl_service_load *load, struct pgl_error *error)
{
	int number = service->options->dump;
	unsigned n = pgl_supervised_signal(&service->process, number, PGL_REACH_HANDLING);

	load->n_dumped += n;
	if (n)
		return 0;
	pgl_error_set(error,
		      "no process of the service handles signal %d (%s): the signal would kill it",
		      number, strsignal(number));
	return blame(service, &service->process);
}

/* Load ---------------------------------------------------------------------------------------- */

/* Waits until the load has ended, and sends the dump signals meanwhile. */
static int wait_for_load(struct pgl_service *service, struct pgl_load *load, uint64_t seconds,
			 bool with_dumps, struct pgl_service_load *ret, struct pgl_error *error)
{
	uint64_t n_dumps = with_dumps ? service->options->n_dumps : 0, n_done = 0;
	double from = pgl_now();

	while (!pgl_supervised_wait(&load->process, 0.02)) {
		if (pgl_supervised_wait(&service->process, 0)) {
			pgl_supervised_kill(&load->process);
			break;
		}
		if (n_done + 1 < n_dumps &&
		    pgl_now() - from >= (double)seconds * (double)(n_done + 1) / (double)n_dumps) {
			if (dump(service, ret, error))
				return -1;
			n_done++;
		}
	}
	return 0;
}

int pgl_service_load(struct pgl_service *service, uint64_t seconds, double rate, bool with_dumps,
		     struct pgl_service_load *ret, struct pgl_error *error)
{
	const struct pgl_load_options *options = &service->options->load;
	double before = pgl_supervised_cpu(&service->process);
	struct pgl_load load;
	int failed;

	*ret = (struct pgl_service_load){.cpu = NAN};
	with_dumps &= service->options->dump != 0;
	failed = pgl_load_start(&load, options, service->url, seconds, rate, error) ||
		 wait_for_load(service, &load, seconds, with_dumps, ret, error);
	if (!failed && pgl_supervised_wait(&service->process, 0)) {
		failed = ended(service, "while it was loaded", error);
	} else if (!failed) {
		ret->cpu = pgl_supervised_cpu(&service->process) - before;
		failed = pgl_load_numbers_of(&load, options, &ret->numbers, error) &&
			 blame(service, &load.process);
	}
	if (!failed && with_dumps) {
		failed = dump(service, ret, error);
		if (!failed)
			wait_until_idle(service);
	}
	pgl_load_release(&load);
	return failed ? -1 : 0;
}

double pgl_cpu_per_request(const struct pgl_service_load *load)
{
	return load->numbers.requests ? load->cpu / (double)load->numbers.requests : NAN;
}

/* The end ------------------------------------------------------------------------------------- */

int pgl_service_stop(struct pgl_service *service, double *ret_seconds, struct pgl_error *error)
{
	struct pgl_supervised *process = &service->process;
	int number = service->options->stop;
	double from = pgl_now();
	bool is_gone = true;

	if (pgl_supervised_wait(process, 0))
		return ended(service, "before it was told to stop", error);
	if (number == SIGKILL) {
		pgl_supervised_kill(process);
	} else {
		pgl_supervised_signal(process, number, PGL_REACH_FIRST);
		is_gone = pgl_supervised_wait(process, service->options->stop_within);
	}
	*ret_seconds = pgl_now() - from;
	if (!is_gone) {
		pgl_supervised_kill(process);
		pgl_error_set(error,
			      "the service did not stop within %g s of signal %d (%s) and was "
			      "killed: data it had not written is lost",
			      service->options->stop_within, number, strsignal(number));
		return blame(service, process);
	}
	if (WIFSIGNALED(process->status) && WTERMSIG(process->status) != number)
		return ended(service, "when it was told to stop", error);
	return 0;
}

void pgl_service_release(struct pgl_service *service)
{
	pgl_supervised_release(&service->process);
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
