/* The load on a service: one command that makes requests, wrk or any other, and the numbers it gives.

   wrk makes as many requests as it can. For a fixed rate it is given a schedule: each of its threads sends the
   next request when that is due, to the millisecond, on the next connection that is free. The rate is
   kept exactly over seconds as long as the service keeps up; if it does not, all connections wait, and the
   rate that was reached is lower. Latency counts from the sending, not from when it was due.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_LOAD_H
#define PGL_SERVICE_LOAD_H

#include <stdint.h>

#include "base/strbuf.h"
#include "experiment/service/supervisor.h"

enum pgl_percentile { PGL_P50, PGL_P90, PGL_P99, PGL_P99_9, PGL_PERCENTILES };
extern const char *const pgl_percentile_words[]; /* "p50" ... */

struct pgl_load_numbers {
	uint64_t requests, failed;
	double seconds;
	double latency[PGL_PERCENTILES]; /* seconds; NAN: not said */
};

/* Finds the numbers in TEXT. 0, or -1 with MESSAGE set: they are not there, or make no sense. */
int pgl_load_parse(struct pgl_load_numbers *numbers, const char *text, struct pgl_strbuf *message);

struct pgl_load_options {
	/* Run by sh with URL, LOAD_SECONDS, CONNECTIONS, THREADS and RATE (empty: as fast as it can) in the
	   environment; NULL: wrk. */
	const char *command;
	const char *script; /* of wrk: Lua that makes the requests; or NULL */
	const char *folder; /* that the command runs in; NULL: the current one */
	uint64_t connections, threads;
};

struct pgl_load {
	struct pgl_kept kept;
	int script; /* file descriptor, or -1 */
};

/* Begins to load URL for SECONDS, RATE requests a second; 0: as fast as it can. 0, or -1 with MESSAGE set. */
int pgl_load_start(struct pgl_load *load, const struct pgl_load_options *options, const char *url,
		   uint64_t seconds, double rate, struct pgl_strbuf *message);
/* Once all of it is gone: its numbers. 0, or -1 with MESSAGE set. */
int pgl_load_numbers_of(const struct pgl_load *load, const struct pgl_load_options *options,
			struct pgl_load_numbers *ret, struct pgl_strbuf *message);
/* Ends it, if it runs. */
void pgl_load_release(struct pgl_load *load);

#endif
