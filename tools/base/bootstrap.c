/* See bootstrap.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bootstrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/random.h"
#include "base/xalloc.h"

enum { N_SAMPLES = 2000 };

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return PGL_COMPARE(x, y);
}

double pgl_trimmed_mean(const double *numbers, size_t n)
{
	double *sorted, sum = 0;
	size_t cut = n / 5;

	if (!n)
		return NAN;
	sorted = pgl_xcalloc(n, sizeof *sorted);
	memcpy(sorted, numbers, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, compare_numbers);
	for (size_t i = cut; i < n - cut; i++)
		sum += sorted[i];
	free(sorted);
	return sum / (double)(n - 2 * cut);
}

/* The quantile PART of N sorted numbers, interpolated. */
static double quantile(const double *sorted, size_t n, double part)
{
	double place = part * (double)(n - 1);
	size_t below = (size_t)place;

	if (below + 1 >= n)
		return sorted[n - 1];
	return sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below]);
}

void pgl_bootstrap(pgl_statistics *statistics, void *context, size_t n_rounds, size_t n_values,
		   uint64_t seed, struct pgl_interval *ret)
{
	double *samples = pgl_xcalloc(N_SAMPLES * n_values + 1, sizeof *samples);
	double *values = pgl_xcalloc(n_values + 1, sizeof *values);
	size_t *rounds = pgl_xcalloc(n_rounds + 1, sizeof *rounds);
	struct pgl_random random;

	pgl_random_start(&random, seed);
	for (size_t sample = 0; sample < N_SAMPLES; sample++) {
		for (size_t i = 0; i < n_rounds; i++)
			rounds[i] = (size_t)pgl_random_below(&random, n_rounds);
		statistics(context, rounds, n_rounds, values);
		for (size_t i = 0; i < n_values; i++)
			samples[i * N_SAMPLES + sample] = values[i];
	}
	for (size_t i = 0; i < n_values; i++) {
		double *of_value = samples + i * N_SAMPLES;

		qsort(of_value, N_SAMPLES, sizeof *of_value, compare_numbers);
		ret[i] = (struct pgl_interval){quantile(of_value, N_SAMPLES, 0.025),
					       quantile(of_value, N_SAMPLES, 0.975)};
	}
	free(rounds);
	free(values);
	free(samples);
}

bool pgl_interval_has_zero(struct pgl_interval interval)
{
	return !(interval.low > 0) && !(interval.high < 0);
}

uint64_t pgl_rounds_to_resolve(double value, struct pgl_interval interval, size_t n_rounds)
{
	double half = value > 0 ? value - interval.low : interval.high - value;
	double factor = half / fabs(value);

	if (!isfinite(factor) || factor > 1e4)
		return 0;
	return (uint64_t)ceil((double)n_rounds * fmax(factor * factor, 1));
}
