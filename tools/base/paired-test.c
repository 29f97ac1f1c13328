/* See comparison.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/paired-test.h"

#include <math.h>
#include <stdlib.h>

#include "base/order.h"
#include "base/xalloc.h"

const char *pgl_difference_word(enum pgl_difference difference)
{
	static const char *const words[] = {"none-seen", "less", "more"};

	return words[difference];
}

struct ratios {
	const double *item; /* ln (NEW / OLD), by round */
	double *drawn;
};

static void mean_of_rounds(void *context, const size_t *rounds, size_t n, double *ret)
{
	struct ratios *ratios = context;

	for (size_t i = 0; i < n; i++)
		ratios->drawn[i] = ratios->item[rounds[i]];
	ret[0] = pgl_trimmed_mean(ratios->drawn, n);
}

static int compare_sizes(const void *a, const void *b)
{
	double x = fabs(*(const double *)a), y = fabs(*(const double *)b);

	return PGL_COMPARE(x, y);
}

/* Sorts the N numbers by size and gives each twice its rank, those of one size the mean of theirs. Returns
   twice the sum of the ranks of those above 0. */
static size_t rank(double *numbers, size_t n, size_t *ret_ranks)
{
	size_t sum = 0;

	qsort(numbers, n, sizeof *numbers, compare_sizes);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && fabs(numbers[end]) <= fabs(numbers[i]); end++)
			;
		for (size_t k = i; k < end; k++) {
			ret_ranks[k] = i + 1 + end;
			sum += numbers[k] > 0 ? ret_ranks[k] : 0;
		}
	}
	return sum;
}

/* The chance that a sum of ranks is as far from the middle as SUM if each of them is in it or not with the
   same right: exact, by the number of ways to each sum. All of them are twice what they are. */
static double chance_of_sum(const size_t *ranks, size_t n, size_t sum)
{
	size_t all = n * (n + 1), reached = 0;
	double *share = pgl_xcalloc(all + 1, sizeof *share), chance = 0;

	share[0] = 1;
	for (size_t i = 0; i < n; i++) {
		reached += ranks[i];
		for (size_t s = reached + 1; s-- > 0;)
			share[s] = (share[s] + (s >= ranks[i] ? share[s - ranks[i]] : 0)) / 2;
	}
	if (sum > all - sum)
		sum = all - sum;
	for (size_t s = 0; s <= sum; s++)
		chance += share[s] + share[all - s];
	free(share);
	return fmin(chance, 1);
}

/* LOGS are sorted. */
static double chance(double *logs, size_t n)
{
	size_t *ranks = pgl_xcalloc(n + 1, sizeof *ranks), n_zero = 0, sum;
	double chance;

	/* Rounds that came out alike speak for nobody. */
	qsort(logs, n, sizeof *logs, compare_sizes);
	while (n_zero < n && !(fabs(logs[n_zero]) > 0))
		n_zero++;
	sum = rank(logs + n_zero, n - n_zero, ranks);
	chance = chance_of_sum(ranks, n - n_zero, sum);
	free(ranks);
	return chance;
}

static enum pgl_difference side(double change)
{
	return change < 0 ? PGL_DIFFERENCE_LESS : PGL_DIFFERENCE_MORE;
}

void pgl_compare_rounds(struct pgl_comparison *comparison, const double *old, const double *new,
			size_t n_rounds, uint64_t seed)
{
	double *logs = pgl_xcalloc(n_rounds + 1, sizeof *logs), mean;
	struct ratios ratios = {logs, pgl_xcalloc(n_rounds + 1, sizeof *logs)};
	struct pgl_interval interval;

	*comparison = (struct pgl_comparison){.old = pgl_trimmed_mean(old, n_rounds),
					      .new = pgl_trimmed_mean(new, n_rounds),
					      .change = NAN,
					      .p = 1,
					      .n_rounds = n_rounds};
	bool is_finite = n_rounds > 0;

	for (size_t i = 0; i < n_rounds; i++) {
		logs[i] = log(new[i] / old[i]);
		is_finite &= isfinite(logs[i]) != 0;
	}
	if (is_finite) {
		mean = pgl_trimmed_mean(logs, n_rounds);
		pgl_bootstrap(mean_of_rounds, &ratios, n_rounds, 1, seed, &interval);
		comparison->change = expm1(mean);
		comparison->has_interval = true;
		comparison->interval =
			(struct pgl_interval){expm1(interval.low), expm1(interval.high)};
		comparison->p = chance(logs, n_rounds);
		if (comparison->p < PGL_MOST_CHANCE && !pgl_interval_has_zero(interval) &&
		    fabs(comparison->change) >= PGL_LEAST_TIMED)
			comparison->difference = side(comparison->change);
	}
	free(ratios.drawn);
	free(logs);
}

void pgl_compare_counts(struct pgl_comparison *comparison, double old, double new, double least)
{
	*comparison = (struct pgl_comparison){
		.old = old, .new = new, .change = old ? new / old - 1 : NAN, .p = 1};
	if (old != new && !(fabs(comparison->change) < least))
		comparison->difference = side(new - old);
}
