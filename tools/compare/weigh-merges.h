/* Counts of functions that GCC merged with identical ones (pass icf).

   GCC adds the count of the function that it merges to the other's, and redirects the calls that it can. What
   it keeps of the merged function, a wrapper that calls the other, is entered only by the calls that are left;
   but its count stays as it was.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WEIGH_MERGES_H
#define PGL_WEIGH_MERGES_H

#include "compare/weigh-counts.h"

/* Corrects the counts of the build with the profile: TEXT_COUNT and BODY_COUNT of TOTALS, and OWN and TOTAL of the
   wrappers' calls. */
void pgl_merges_correct(struct pgl_totals *totals, struct pgl_weights *weights);

/* Sets OWN and TOTAL of the calls in SIDE's wrappers, each of which executes once an entry. */
void pgl_merges_set_wrappers(const struct pgl_totals *totals, struct pgl_weights *weights,
			     int side);

/* How many more entries the functions of the other build have, because it merged other functions; by KEY: TEXT of
   both sides, or BODY of the identity. COUNTS: the corrected counts by the same key. Returns an array of N numbers,
   to be freed. */
double *pgl_merges_difference(const struct pgl_weights *weights, uint32_t *const key[PGL_SIDES],
			      const double *counts, size_t n);

#endif
