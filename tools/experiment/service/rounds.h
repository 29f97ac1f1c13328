/* OLD and NEW of a service under the same load, in rounds.

   In each round both are started afresh, one after the other in an order drawn at random, warmed up, loaded,
   and stopped. So what disturbs the machine for a while hits both alike, only one of them ever
   runs beside the load, and what a start decides for good (where its memory lies, which thread got which
   connection) is drawn again in each round and counts as the noise that it is.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_ROUNDS_H
#define PGL_SERVICE_ROUNDS_H

#include "experiment/service/service.h"

enum pgl_load_kind {
	PGL_LOAD_FULL,	/* as many requests as it answers */
	PGL_LOAD_EQUAL, /* the same number of requests per second for both */
	PGL_LOAD_KINDS
};
extern const char *const pgl_load_kind_words[]; /* "full", "equal" */

struct pgl_service_side {
	const char *command, *folder; /* as pgl_service_start () takes them */
};

struct pgl_rounds_options {
	struct pgl_service_options service; /* its folder is that of a side */
	struct pgl_service_side side[2];    /* OLD, NEW */
	bool kind[PGL_LOAD_KINDS];
	uint64_t n_rounds, seconds, warm_up, seed;
	double rate; /* of the equal load; 0: chosen, so that the slower side is busy for about 60 % */
};

struct pgl_rounds {
	uint64_t n_rounds;
	bool kind[PGL_LOAD_KINDS];
	double rate;
	/* Of each round, side and kind. */
	struct pgl_service_load (*load)[2][PGL_LOAD_KINDS];
	struct pgl_strbuf printed; /* as of a service, when one failed */
};

/* One life of SIDE: it is started, warmed up, loaded for SECONDS by each kind of load that RATES, requests per
   second, holds (0: full, NAN: none), and stopped. A request that fails is no failure of this. 0, or -1 with
   MESSAGE set, and PRINTED to what whoever is to blame printed. */
int pgl_service_live(const struct pgl_rounds_options *options, int side, const double *rates,
		     struct pgl_service_load *ret, struct pgl_strbuf *printed,
		     struct pgl_strbuf *message);
/* The rate of the equal load, from the full loads of OLD and NEW. */
double pgl_equal_rate(const struct pgl_service_load *const full[2]);

/* 0, or -1 with MESSAGE set. RET is to be released either way. */
int pgl_rounds_run(struct pgl_rounds *ret, const struct pgl_rounds_options *options,
		   struct pgl_strbuf *message);
void pgl_rounds_release(struct pgl_rounds *rounds);

#endif
