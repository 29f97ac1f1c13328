/* Compares OLD and NEW over rounds of loads: the change of each figure, and its interval.

   Compared as base/paired-test.h does, with wider intervals: loads are long and rounds few, and the bootstrap understates
   the interval of few rounds (see pgl_widening()).

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

/* Is a lower FIGURE better? */
bool pgl_figure_is_cost(int figure);

struct pgl_figures {
	/* Unknown values and their changes are NAN. */
	struct pgl_comparison figure[PGL_LOAD_KINDS][PGL_FIGURES];
	uint64_t requests[PGL_LOAD_KINDS][2], failed[PGL_LOAD_KINDS][2]; /* of all rounds */
	/* The part of the equal load's rate that was reached; NAN: there was no equal load. */
	double reached[2];
};

/* Sets FIGURES from ROUNDS. The intervals depend on SEED. */
void pgl_figures_of(struct pgl_figures *figures, const struct pgl_rounds *rounds, uint64_t seed);

/* The load whose CPU time per request stands for the service: the equal one if there was one, since both sides then did the
   same work. */
enum pgl_load_kind pgl_figures_main(const struct pgl_rounds *rounds);

/* The factor by which to widen the bootstrap interval of a mean of N values, which takes the spread of the sample for that
   of the population, and the normal distribution for Student's. About 1 for many. */
double pgl_widening(uint64_t n);

#endif
