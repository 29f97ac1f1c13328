/* What a load command says of the requests that it made.

   Any command says it by a line, of which the last counts:

	pgolens-load requests=36021 failed=0 seconds=2.003 p50=0.00012 p90=0.00031 p99=0.0008 p99.9=0.002

   `requests` that were answered, those that failed among them; `failed`: of them, and those that got no
   answer; `seconds` that it took; latencies in seconds. The first three must be there. Without such a line,
   what wrk prints is understood.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LOAD_PARSE_H
#define PGL_LOAD_PARSE_H

#include <stdint.h>

#include "base/strbuf.h"

enum pgl_percentile { PGL_P50, PGL_P90, PGL_P99, PGL_P99_9, PGL_PERCENTILES };
extern const char *const pgl_percentile_words[]; /* "p50" ... */

struct pgl_load_numbers {
	uint64_t requests, failed;
	double seconds;
	double latency[PGL_PERCENTILES]; /* seconds; NAN: not said */
};

/* Finds the numbers in TEXT. 0, or -1 with MESSAGE set: they are not there, or make no sense. */
int pgl_load_parse(struct pgl_load_numbers *numbers, const char *text, struct pgl_strbuf *message);

#endif
