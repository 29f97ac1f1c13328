/* What a change of CPU time saves: cores, and money.

   The figure follows from the relative change of CPU time, per request of a service or per run of a program, and its
   interval. A single run has no interval, so there is no figure.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SAVINGS_H
#define PGL_SERVICE_SAVINGS_H

#include "base/paired-test.h"
#include "record/record.h"

enum pgl_savings_of { PGL_SAVINGS_OF_REQUESTS, PGL_SAVINGS_OF_RUNS };

struct pgl_savings_options {
	double cores;	  /* that run OLD today */
	double core_hour; /* the price of one core for one hour; NAN: unknown */
	enum pgl_savings_of of;
};

struct pgl_savings {
	struct pgl_savings_options asked;
	/* Above 0: NEW needs fewer. */
	double cores;
	struct pgl_interval cores_interval;
	/* Per year, in the price's currency; NAN: there is no price. */
	double money;
	struct pgl_interval money_interval;
	bool is_seen; /* there is a difference */
};

/* Computes SAVINGS from the comparison CPU of CPU times. 0, or -1 with ERROR set: it has no interval. */
int pgl_savings_of(struct pgl_savings *savings, const struct pgl_savings_options *asked,
		   const struct pgl_comparison *cpu, struct pgl_error *error);

/* Parses the number of cores, and the price CORE_HOUR (may be NULL). 0, or -1 with ERROR set. */
int pgl_savings_parse(struct pgl_savings_options *asked, const char *cores, const char *core_hour,
		      struct pgl_error *error);

/* What the figure assumes, as a sentence. */
const char *pgl_savings_assumption(const struct pgl_savings *savings);

#endif
