/* See shapley.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/shapley.h"

#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/xalloc.h"

/* K! for K up to PGL_SHAPLEY_MOST, all exact in a double. */
static double factorial(unsigned k)
{
	double product = 1;

	for (unsigned i = 2; i <= k; i++)
		product *= i;
	return product;
}

static unsigned size_of(uint32_t coalition)
{
	return (unsigned)__builtin_popcount(coalition);
}

/* The sum over all coalitions S without I of |S|! (n - |S| - 1)! (worth(S + I) - worth(S)), then the
   division: the weights and most sums are whole numbers that a double holds exactly. */
void pgl_shapley_exact(unsigned n, pgl_worth *worth, const void *context, double *ret_values)
{
	uint32_t all = (1u << n) - 1;
	double *worths = pgl_xcalloc((size_t)all + 1, sizeof *worths);

	for (uint32_t s = 0; s <= all; s++)
		worths[s] = worth(context, s);
	for (unsigned i = 0; i < n; i++) {
		long double sum = 0;

		for (uint32_t s = 0; s <= all; s++)
			if (!(s >> i & 1))
				sum += (long double)(factorial(size_of(s)) *
						     factorial(n - size_of(s) - 1)) *
				       (long double)(worths[s | 1u << i] - worths[s]);
		ret_values[i] = (double)(sum / (long double)factorial(n));
	}
	free(worths);
}

double pgl_shapley_interaction(unsigned n, unsigned i, unsigned j, pgl_worth *worth,
			       const void *context)
{
	uint32_t all = (1u << n) - 1, both = 1u << i | 1u << j;
	long double sum = 0;

	for (uint32_t s = 0; s <= all; s++) {
		if (s & both)
			continue;
		double difference = worth(context, s | both) - worth(context, s | 1u << i) -
				    worth(context, s | 1u << j) + worth(context, s);

		sum += (long double)(factorial(size_of(s)) * factorial(n - size_of(s) - 2)) *
		       (long double)difference;
	}
	return (double)(sum / (long double)factorial(n - 1));
}

/* Sampling ---------------------------------------------------------------------------------- */

void pgl_shapley_orders_init(struct pgl_shapley_orders *orders, unsigned n, size_t n_orders,
			     uint64_t seed)
{
	struct pgl_random random;

	n_orders += n_orders % 2;
	*orders = (struct pgl_shapley_orders){
		.n = n, .n_orders = n_orders, .at = pgl_xcalloc(n_orders * n + 1, 1)};
	pgl_random_start(&random, seed);
	for (size_t order = 0; order < n_orders; order += 2) {
		unsigned char *there = orders->at + order * n, *back = there + n;

		for (unsigned i = 0; i < n; i++)
			there[i] = (unsigned char)i;
		for (unsigned i = n; i > 1; i--) {
			unsigned other = (unsigned)pgl_random_below(&random, i);
			unsigned char moved = there[i - 1];

			there[i - 1] = there[other];
			there[other] = moved;
		}
		for (unsigned i = 0; i < n; i++)
			back[i] = there[n - 1 - i];
	}
}

void pgl_shapley_orders_release(struct pgl_shapley_orders *orders)
{
	free(orders->at);
	*orders = (struct pgl_shapley_orders){.n = 0};
}

uint32_t pgl_shapley_coalition(const struct pgl_shapley_orders *orders, size_t i, unsigned k)
{
	uint32_t coalition = 0;

	for (unsigned place = 0; place < k; place++)
		coalition |= 1u << orders->at[i * orders->n + place];
	return coalition;
}

void pgl_shapley_sampled(const struct pgl_shapley_orders *orders, pgl_worth *worth,
			 const void *context, double *ret_values, double *ret_half_widths)
{
	unsigned n = orders->n;
	size_t n_pairs = orders->n_orders / 2;
	double *sum = pgl_xcalloc(n, sizeof *sum), *squares = pgl_xcalloc(n, sizeof *squares);
	double *pair = pgl_xcalloc(n, sizeof *pair);

	for (size_t order = 0; order < orders->n_orders; order++) {
		double before = worth(context, 0);

		if (order % 2 == 0)
			for (unsigned i = 0; i < n; i++)
				pair[i] = 0;
		for (unsigned k = 0; k < n; k++) {
			double after = worth(context, pgl_shapley_coalition(orders, order, k + 1));

			pair[orders->at[order * n + k]] += (after - before) / 2;
			before = after;
		}
		for (unsigned i = 0; order % 2 && i < n; i++) {
			sum[i] += pair[i];
			squares[i] += pair[i] * pair[i];
		}
	}
	for (unsigned i = 0; i < n; i++) {
		double mean = sum[i] / (double)n_pairs;
		double spread = squares[i] / (double)n_pairs - mean * mean;

		ret_values[i] = mean;
		/* An order and its reverse are no two samples: their mean is one. */
		ret_half_widths[i] =
			n_pairs < 2 ? INFINITY
				    : 1.96 * sqrt(spread > 0 ? spread / (double)(n_pairs - 1) : 0);
	}
	free(pair);
	free(squares);
	free(sum);
}

/* Rounding ---------------------------------------------------------------------------------- */

void pgl_round_to_sum(const double *values, size_t n, int64_t whole, int64_t *ret)
{
	bool *is_up = pgl_xcalloc(n ? n : 1, sizeof *is_up);
	int64_t left = whole;

	for (size_t i = 0; i < n; i++) {
		ret[i] = (int64_t)floor(values[i]);
		left -= ret[i];
	}
	while (left > 0 && n) {
		size_t best = n;

		for (size_t i = 0; i < n; i++)
			if (!is_up[i] && (best == n || values[i] - floor(values[i]) >
							       values[best] - floor(values[best])))
				best = i;
		if (best == n) { /* the values do not add up to WHOLE */
			ret[0] += left;
			break;
		}
		is_up[best] = true;
		ret[best]++;
		left--;
	}
	if (left < 0 && n)
		ret[0] += left;
	free(is_up);
}
