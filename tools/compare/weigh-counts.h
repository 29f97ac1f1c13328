/* The first half of weighing: what the profile recorded, and the same carried to the other build.
   The second, weigh.c, pushes it down the forests.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WEIGH_TOTALS_H
#define PGL_WEIGH_TOTALS_H

#include "compare/weigh.h"

struct pgl_totals {
	/* A unit's own text of a body: the same number for that text in both builds. */
	uint32_t *text[PGL_SIDES]; /* by function */
	uint32_t n_texts;
	double *text_count;    /* by text: how often the profile saw it entered from outside */
	double *carried_count; /* by text: likewise in the build without that profile */
	double *body_count;    /* by body: likewise, over all units */
	double *part_count;    /* by body: entries of the parts in the build without profile */
	bool *is_part_guessed; /* by body: this is estimated */
};

/* Fills in TOTAL, OWN and ENTERED of both sides of WEIGHTS, whose arrays are there and NAN. */
void pgl_totals_init(struct pgl_totals *totals, struct pgl_weights *weights);
void pgl_totals_release(struct pgl_totals *totals);

/* How often the body of FUNCTION of SIDE ran in all places but early-inlined ones. */
double pgl_totals_entries(const struct pgl_totals *totals, const struct pgl_weights *weights,
			  int side, uint32_t function);

/* An array of N numbers that are not known. */
double *pgl_unknown_numbers(size_t n);
/* Adds NUMBER to SUM if it is known. */
void pgl_add_known(double *sum, double number);

#endif
