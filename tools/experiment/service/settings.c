/* See settings.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/settings.h"

#include <stdlib.h>

enum {
	USUAL_CONNECTIONS = 32,
	USUAL_SECONDS = 2,
	USUAL_WARM_UP = 1,
	USUAL_START = 30,
	USUAL_STOP = 10,
	MOST_SECONDS = 24 * 3600
};

static uint64_t or_usual(uint64_t value, uint64_t usual)
{
	return value ? value : usual;
}

static int read_signal(int *number, const char *name, struct pgl_error *error)
{
	*number = pgl_signal_number(name);
	if (*number)
		return 0;
	return pgl_error_set(error, "there is no signal '%s'", name);
}

static int check(const struct pgl_service_settings *settings, struct pgl_error *error)
{
	if (settings->core_hour && !settings->cores)
		pgl_error_set(error, "--core-hour needs --cores");
	else if (settings->load && settings->script)
		pgl_error_set(error, "--script is for wrk, not for the command of --load");
	else if (settings->dumps && !settings->dump)
		pgl_error_set(error, "--dumps needs --dump");
	else if (or_usual(settings->connections, USUAL_CONNECTIONS) <
		 or_usual(settings->threads, 1))
		pgl_error_set(error, "there are more --threads than --connections");
	else if (settings->seconds > MOST_SECONDS || settings->warm_up > MOST_SECONDS)
		pgl_error_set(error, "a load takes at most a day");
	else
		return 0;
	return -1;
}

int pgl_service_settings_take(const struct pgl_service_settings *settings,
			      struct pgl_rounds_options *options, char **ret_script,
			      struct pgl_error *error)
{
	struct pgl_service_options *service = &options->service;

	*ret_script = NULL;
	*service = (struct pgl_service_options){
		.url = settings->url ? settings->url : "http://127.0.0.1:$PORT/",
		.ready = settings->ready,
		.n_dumps = or_usual(settings->dumps, 1),
		.start_within = (double)or_usual(settings->start_within, USUAL_START),
		.stop_within = (double)or_usual(settings->stop_within, USUAL_STOP),
		.load = {.command = settings->load,
			 .connections = or_usual(settings->connections, USUAL_CONNECTIONS),
			 .threads = or_usual(settings->threads, 1)}};
	options->seconds = or_usual(settings->seconds, USUAL_SECONDS);
	options->warm_up = or_usual(settings->warm_up, USUAL_WARM_UP);
	options->rate = (double)settings->rate;
	if (check(settings, error) ||
	    read_signal(&service->stop, settings->stop ? settings->stop : "TERM", error) ||
	    (settings->dump && read_signal(&service->dump, settings->dump, error)))
		return -1;
	if (!settings->script)
		return 0;
	service->load.script = *ret_script = realpath(settings->script, NULL);
	if (*ret_script)
		return 0;
	return pgl_error_set(error, "cannot read '%s': %m", settings->script);
}
