/* What a change of CPU time is worth: cores, and money.

   The figure rests on the relative change of CPU time, per request of a service or per run of a program, and
   on its interval; from one number of one run nothing is worked out.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SAVINGS_H
#define PGL_SERVICE_SAVINGS_H

#include "base/paired-test.h"
#include "base/strbuf.h"

enum pgl_savings_of { PGL_SAVINGS_OF_REQUESTS, PGL_SAVINGS_OF_RUNS };

struct pgl_savings_asked {
	double cores;	  /* that run OLD now */
	double core_hour; /* the price of one core for one hour; NAN: not said */
	enum pgl_savings_of of;
};

struct pgl_savings {
	struct pgl_savings_asked asked;
	/* Positive: NEW needs fewer. */
	double cores;
	struct pgl_interval cores_interval;
	/* In a year, in the price's currency; NAN: no price was said. */
	double money;
	struct pgl_interval money_interval;
	bool is_seen; /* there is a difference */
};

/* From what was compared: CPU time. 0, or -1 with MESSAGE set: it is not enough for a figure. */
int pgl_savings_of(struct pgl_savings *savings, const struct pgl_savings_asked *asked,
		   const struct pgl_comparison *cpu, struct pgl_strbuf *message);

/* Reads "N" cores and a price, which may be NULL. 0, or -1 with MESSAGE set. */
int pgl_savings_parse(struct pgl_savings_asked *asked, const char *cores, const char *core_hour,
		      struct pgl_strbuf *message);

/* What the figure assumes: one sentence. */
const char *pgl_savings_assumption(const struct pgl_savings *savings);

#endif
