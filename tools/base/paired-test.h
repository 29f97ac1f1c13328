/* Is there a difference between two programs that ran in the same rounds, and how large is it?

   In each round both ran, one after the other, in an order that is turned round from one round to the next.
   What counts is the ratio NEW / OLD within each round: what disturbs the machine for longer than a round
   falls out of it.

	change = exp (trimmed mean over rounds of ln (NEW / OLD)) - 1
	interval = 95 %, bootstrap over rounds (bootstrap.h)
	p = how often chance alone would speak as clearly for one of the two: if they were the same, each
	    round might as well have come out the other way round. Rounds count by the rank of their
	    difference, so that one that was disturbed does not count more than others: the signed-rank
	    test (F. Wilcoxon 1945), which assumes nothing of how the noise is distributed, computed exactly

   A difference is seen only if the interval does not hold 0, chance alone would show it in less than one of
   500 comparisons, and it is at least as large as what the mere place of a program in memory can
   make (T. Mytkowicz et al., "Producing wrong data without doing anything obviously wrong", 2009).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COMPARISON_H
#define PGL_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bootstrap.h"

/* Of chance: above it, no difference is seen. */
#define PGL_MOST_CHANCE 0.002
/* Of the change: below it, a difference may come from the place in memory, or, of counts, from what in a
   process differs from run to run. */
#define PGL_LEAST_TIMED 0.005
#define PGL_LEAST_COUNTED 0.0001
/* With fewer rounds chance alone is never that rare. */
enum { PGL_LEAST_ROUNDS = 10 };

enum pgl_difference { PGL_DIFFERENCE_NONE, PGL_DIFFERENCE_LESS, PGL_DIFFERENCE_MORE };
/* "none-seen", "less", "more". */
const char *pgl_difference_word(enum pgl_difference difference);

struct pgl_comparison {
	double old, new; /* trimmed means; of what was counted, the counts */
	double change;	 /* NEW / OLD - 1; NAN: OLD is 0 */
	/* Only of what was run in rounds. */
	bool has_interval;
	struct pgl_interval interval; /* of CHANGE */
	double p;
	size_t n_rounds;
	enum pgl_difference difference; /* NEW's is less, or more, than OLD's */
};

/* Compares N_ROUNDS rounds of runs, as above. The same SEED gives the same. */
void pgl_compare_rounds(struct pgl_comparison *comparison, const double *old, const double *new,
			size_t n_rounds, uint64_t seed);
/* Compares what does not differ from run to run; LEAST is the change below which no difference is seen. */
void pgl_compare_counts(struct pgl_comparison *comparison, double old, double new, double least);

#endif
