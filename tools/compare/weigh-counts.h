/* The first half of weighing: recorded counts, and the same carried over to the other build. The second half
   (weigh-solve.h) distributes them over the forests.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WEIGH_COUNTS_H
#define PGL_WEIGH_COUNTS_H

#include "compare/weigh.h"

struct pgl_totals {
	/* Numbers the code that a unit has of a function, the same in both builds. */
	uint32_t *text[PGL_SIDES]; /* by function */
	uint32_t n_texts;
	double *text_count;    /* by text: how often the profile saw it entered from outside */
	double *carried_count; /* by text: likewise in the build without that profile */
	double *body_count;    /* by body: likewise, over all units */
	double *part_count;    /* by body: entries of the parts in the build without profile */
	struct pgl_span *part_range; /* by body: between what PART_COUNT must lie */
};

/* Fills in TOTAL, OWN and ENTERED of both sides of WEIGHTS, whose arrays are allocated and NAN. Release
   TOTALS. */
void pgl_totals_init(struct pgl_totals *totals, struct pgl_weights *weights);
void pgl_totals_release(struct pgl_totals *totals);

/* Executions in training of FUNCTION of SIDE, except where it was inlined early; NAN: unknown. */
double pgl_totals_entries(const struct pgl_totals *totals, const struct pgl_weights *weights,
			  int side, uint32_t function);

/* An array of N unknown numbers (NAN), to be freed. */
double *pgl_unknown_numbers(size_t n);
/* Adds NUMBER to SUM if it is known. */
void pgl_add_known(double *sum, double number);

#endif
