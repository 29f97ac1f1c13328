/* A service: started, waited for, loaded, told to write its profile, stopped.

   Functions that can fail return 0, or -1 with MESSAGE set and the last lines of what whoever is to blame
   printed in service->printed. Whatever happened, pgl_service_release() ends all there is.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SERVICE_H
#define PGL_SERVICE_SERVICE_H

#include "experiment/service/ready.h"
#include "experiment/service/supervisor.h"
#include "experiment/service/load.h"

struct pgl_service_options {
	/* What is loaded. "$PORT" in it is the number in the start command's PORT, free on 127.0.0.1. */
	const char *url;
	const char *ready;  /* asked to see whether it is ready, in the same way; NULL: the URL */
	const char *folder; /* to start it in; NULL: the current one */
	int stop, dump;	    /* signals; no DUMP: 0 */
	uint64_t n_dumps;   /* while it is loaded and, the last, after it; 1 at least */
	double start_within, stop_within; /* seconds */
	struct pgl_load_options load;
};

struct pgl_service {
	const struct pgl_service_options *options;
	struct pgl_kept kept;
	char *url, *ready;
	double ready_after;	   /* seconds */
	struct pgl_strbuf printed; /* by whoever failed; its last lines */
};

int pgl_service_start(struct pgl_service *service, const struct pgl_service_options *options,
		      const char *command, struct pgl_strbuf *message);

/* What a load did. */
struct pgl_service_load {
	struct pgl_load_numbers numbers;
	double cpu;	   /* seconds, of all processes of the service while it was loaded */
	uint64_t n_dumped; /* processes that were told to write their profile, over all dumps */
};
/* Loads it for SECONDS, RATE requests a second; 0: as many as it answers. WITH_DUMPS: as options say. */
int pgl_service_load(struct pgl_service *service, uint64_t seconds, double rate, bool with_dumps,
		     struct pgl_service_load *ret, struct pgl_strbuf *message);

/* Tells it to stop and waits. A service that had to be killed is a failure, and one that crashed. */
int pgl_service_stop(struct pgl_service *service, double *ret_seconds, struct pgl_strbuf *message);
void pgl_service_release(struct pgl_service *service);

/* CPU seconds of one request that was answered. */
double pgl_cpu_per_request(const struct pgl_service_load *load);

/* The signal called NAME: "TERM", "SIGTERM" or "15". 0: there is none. */
int pgl_signal_number(const char *name);

#endif
