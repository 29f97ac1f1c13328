/* How sure a statistic of repeated runs is: bootstrap intervals (B. Efron 1979, the percentile method).

   Runs come in rounds: in each one every variant ran once, one after the other, so that what disturbs
   the machine for a while hits all alike. A round is drawn again as a whole.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BOOTSTRAP_H
#define PGL_BOOTSTRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pgl_interval {
	double low, high; /* 95 % */
};

/* The mean of N numbers without the lowest and the highest fifth of them: a run that was disturbed says
   nothing of the program. */
double pgl_trimmed_mean(const double *numbers, size_t n);

/* Computes N_VALUES statistics into RET from the rounds ROUNDS, N of them, which may repeat. */
typedef void pgl_statistics(void *context, const size_t *rounds, size_t n, double *ret);

/* The intervals of N_VALUES statistics of N_ROUNDS rounds. The same SEED gives the same ones. */
void pgl_bootstrap(pgl_statistics *statistics, void *context, size_t n_rounds, size_t n_values,
		   uint64_t seed, struct pgl_interval *ret);

/* Does INTERVAL hold zero, so that not even the sign is known? */
bool pgl_interval_has_zero(struct pgl_interval interval);
/* How many rounds would have to be run until the interval of a value that is VALUE would not hold zero
   any more, its width going with the root of their number; 0: none known, VALUE is zero. */
uint64_t pgl_rounds_to_resolve(double value, struct pgl_interval interval, size_t n_rounds);

#endif
