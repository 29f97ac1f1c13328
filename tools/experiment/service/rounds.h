/* OLD and NEW of a service under the same load, in rounds.

   Each round starts both, one after the other in random order, warms up, loads and stops each. So a disturbance of the
   machine hits both alike, only one of them runs beside the load, and what a start decides for its whole life (where its
   memory lies, which thread gets which connection) varies between rounds and counts as noise.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_ROUNDS_H
#define PGL_SERVICE_ROUNDS_H

#include "experiment/service/service.h"

enum pgl_load_kind {
	PGL_LOAD_FULL,	/* as many requests as the service answers */
	PGL_LOAD_EQUAL, /* the same number of requests per second for both */
	PGL_LOAD_KINDS
};
extern const char *const pgl_load_kind_words[]; /* "full", "equal" */

struct pgl_service_side {
	const char *command, *folder; /* as for pgl_service_start() */
};

struct pgl_rounds_options {
	struct pgl_service_options service; /* but its folder */
	struct pgl_service_side side[2];    /* OLD, NEW */
	bool kind[PGL_LOAD_KINDS];
	uint64_t n_rounds, seconds, warm_up, seed;
	double rate; /* of the equal load; 0: chosen so that the slower side is about 60 % busy */
};

struct pgl_rounds {
	uint64_t n_rounds;
	bool kind[PGL_LOAD_KINDS];
	double rate;
	/* By round, side and kind. */
	struct pgl_service_load (*load)[2][PGL_LOAD_KINDS];
	struct pgl_strbuf printed; /* of the service that failed; see service.h */
};

/* Starts SIDE, warms up, loads it by each kind whose entry of RATES, in requests per second, is not NAN (0: full load), and
   stops it. Failed requests are not an error. 0, or -1 with ERROR set, and PRINTED as service.h says. */
int pgl_service_live(const struct pgl_rounds_options *options, int side, const double *rates,
		     struct pgl_service_load *ret, struct pgl_strbuf *printed,
		     struct pgl_error *error);
/* The rate of the equal load, from the results of the full loads of OLD and NEW. */
double pgl_equal_rate(const struct pgl_service_load *const full[2]);

/* Runs all rounds. 0, or -1 with ERROR set. Release RET in either case. */
int pgl_rounds_run(struct pgl_rounds *ret, const struct pgl_rounds_options *options,
		   struct pgl_error *error);
void pgl_rounds_release(struct pgl_rounds *rounds);

#endif
