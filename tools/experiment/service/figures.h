/* What rounds of loads say of OLD and NEW: each figure's change, and how sure it is.

   Compared as comparison.h compares rounds, of which the interval is made wider here by what few rounds are known
   to understate (see pgl_widening ()): loads are long, and their rounds few.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_FIGURES_H
#define PGL_SERVICE_FIGURES_H

#include "base/paired-test.h"
#include "experiment/service/rounds.h"

enum pgl_figure_kind {
	PGL_FIGURE_RATE, /* requests per second */
	PGL_FIGURE_CPU,	 /* CPU seconds per request */
	PGL_FIGURE_LATENCY,
	PGL_FIGURES = PGL_FIGURE_LATENCY + PGL_PERCENTILES
};
/* "requests-per-second", "cpu-per-request", "p50" ... */
const char *pgl_figure_word(int figure);

/* Is less of FIGURE better? */
bool pgl_figure_is_cost(int figure);

struct pgl_figures {
	/* Values that are not known are NAN, and then the change is. */
	struct pgl_comparison figure[PGL_LOAD_KINDS][PGL_FIGURES];
	uint64_t requests[PGL_LOAD_KINDS][2], failed[PGL_LOAD_KINDS][2]; /* of all rounds */
	/* Of the equal load: what share of the rate was reached; NAN: there was none. */
	double reached[2];
};

/* The same SEED gives the same intervals. */
void pgl_figures_of(struct pgl_figures *figures, const struct pgl_rounds *rounds, uint64_t seed);

/* The load whose CPU time per request stands for the service: the equal one if there was one, where both sides
   did the same. */
enum pgl_load_kind pgl_figures_main(const struct pgl_rounds *rounds);

/* By how much the bootstrap interval of a mean of N values is to be made wider: it takes the spread of the
   sample for that of what it was drawn from, and the normal distribution for Student's. 1 for many. */
double pgl_widening(uint64_t n);

#endif
