/* The load on a service: one command that makes requests, wrk or any other, and its results.

   wrk makes as many requests as it can. For a fixed rate it gets a schedule: each of its threads sends the next request
   when it is due, to the millisecond, on the next free connection. The rate is exact over seconds while the service keeps
   up; otherwise all connections wait, and the rate is lower. Latency counts from the sending, not from the due time.

   Any command reports its results in a line, of which the last one counts:

	pgolens-load requests=36021 failed=0 seconds=2.003 p50=0.00012 p90=0.00031 p99=0.0008 p99.9=0.002

   `requests` were answered, including failed ones; `failed` counts these and requests without an answer; `seconds` is the
   duration; latencies are in seconds. The first three keys are required. Without such a line, the output of wrk is
   understood.

   Functions that can fail return 0, or -1 with ERROR set.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_LOAD_H
#define PGL_SERVICE_LOAD_H

#include <stdint.h>

#include "experiment/service/supervisor.h"

enum pgl_percentile { PGL_P50, PGL_P90, PGL_P99, PGL_P99_9, PGL_PERCENTILES };
extern const char *const pgl_percentile_words[]; /* "p50" ... */

struct pgl_load_numbers {
	uint64_t requests, failed;
	double seconds;
	double latency[PGL_PERCENTILES]; /* seconds; NAN: not reported */
};

/* Finds the results in TEXT. Fails if they are missing or make no sense. */
int pgl_load_parse(struct pgl_load_numbers *numbers, const char *text, struct pgl_error *error);

struct pgl_load_options {
	/* Run by sh with URL, LOAD_SECONDS, CONNECTIONS, THREADS and RATE (empty: as fast as it can) in the environment; NULL:
	   wrk. */
	const char *command;
	const char *script; /* for wrk: Lua that makes the requests; or NULL */
	const char *folder; /* to run it in; NULL: the current one */
	uint64_t connections, threads;
};

struct pgl_load {
	struct pgl_supervised process;
	int script; /* file descriptor, or -1 */
};

/* Starts to load URL for SECONDS, with RATE requests a second (0: as fast as it can). Release LOAD in either case. */
int pgl_load_start(struct pgl_load *load, const struct pgl_load_options *options, const char *url,
		   uint64_t seconds, double rate, struct pgl_error *error);
/* The results of LOAD, whose processes have ended. */
int pgl_load_numbers_of(const struct pgl_load *load, const struct pgl_load_options *options,
			struct pgl_load_numbers *ret, struct pgl_error *error);
/* Ends the load if it runs. */
void pgl_load_release(struct pgl_load *load);

#endif
