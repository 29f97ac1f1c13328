/* A service: started, checked for readiness, loaded, told to write its profile, and stopped.

   Functions that can fail return 0, or -1 with ERROR set and service->printed holding the last lines of the output of the
   process at fault. pgl_service_release() ends everything in any state.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SERVICE_H
#define PGL_SERVICE_SERVICE_H

#include "experiment/service/load.h"
#include "experiment/service/ready.h"
#include "experiment/service/supervisor.h"

struct pgl_service_options {
	/* The URL to load. "$PORT" in it becomes a free port of 127.0.0.1, which the start command finds in PORT. */
	const char *url;
	const char *ready;  /* the URL of the readiness check; NULL: URL */
	const char *folder; /* to start it in; NULL: the current one */
	int stop, dump;	    /* signals; DUMP is 0 if there is none */
	uint64_t n_dumps;   /* signals DUMP per load, the last one after it; at least 1 */
	double start_within, stop_within; /* seconds */
	struct pgl_load_options load;
};

struct pgl_service {
	const struct pgl_service_options *options;
	struct pgl_supervised process;
	char *url, *ready;
	double ready_after; /* seconds */
	struct pgl_strbuf printed;
};

/* Starts the service by COMMAND and waits until it is ready. Release SERVICE in either case. */
int pgl_service_start(struct pgl_service *service, const struct pgl_service_options *options,
		      const char *command, struct pgl_error *error);

/* The results of a load. */
struct pgl_service_load {
	struct pgl_load_numbers numbers;
	double cpu;	   /* seconds that all processes of the service took meanwhile */
	uint64_t n_dumped; /* signals to write a profile, over all processes */
};
/* Loads the service for SECONDS with RATE requests a second (0: as many as it answers). WITH_DUMPS: sends the dump signals,
   if the options name one. */
int pgl_service_load(struct pgl_service *service, uint64_t seconds, double rate, bool with_dumps,
		     struct pgl_service_load *ret, struct pgl_error *error);

/* Tells the service to stop and waits. Fails if it crashed or had to be killed. */
int pgl_service_stop(struct pgl_service *service, double *ret_seconds, struct pgl_error *error);
void pgl_service_release(struct pgl_service *service);

/* CPU seconds per answered request; NAN if there was none. */
double pgl_cpu_per_request(const struct pgl_service_load *load);

/* The signal called NAME: "TERM", "SIGTERM" or "15"; 0: there is none. */
int pgl_signal_number(const char *name);

#endif
