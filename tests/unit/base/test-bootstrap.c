/* Intervals of repeated runs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bootstrap.h"
#include "base/random.h"

static void near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-9);
}

static void a_disturbed_run_says_nothing(void **state)
{
	const double runs[] = {10, 11, 9, 10, 1000};

	(void)state;
	near(pgl_trimmed_mean(runs, 5), (10 + 11 + 10) / 3.0);
	near(pgl_trimmed_mean(runs, 2), 10.5);
	assert_true(isnan(pgl_trimmed_mean(runs, 0)));
}

struct series {
	double a[200], b[200];
};

static void difference(void *context, const size_t *rounds, size_t n, double *ret)
{
	const struct series *series = context;

	ret[0] = 0;
	for (size_t i = 0; i < n; i++)
		ret[0] += series->a[rounds[i]] - series->b[rounds[i]];
	ret[0] /= (double)n;
}

/* Two programs that differ by GAP under noise from -1 to 1. */
static struct pgl_interval interval_of(double gap, size_t n, double *value)
{
	struct series series;
	struct pgl_interval interval;
	struct pgl_random random;
	size_t rounds[200];

	pgl_random_start(&random, 42);
	for (size_t i = 0; i < n; i++) {
		rounds[i] = i;
		series.a[i] = 50 + (double)pgl_random_below(&random, 1000) / 500 - 1;
		series.b[i] = 50 - gap + (double)pgl_random_below(&random, 1000) / 500 - 1;
	}
	difference(&series, rounds, n, value);
	pgl_bootstrap(difference, &series, n, 1, 3, &interval);
	return interval;
}

static void a_clear_gap_is_resolved(void **state)
{
	double value;
	struct pgl_interval interval = interval_of(2, 40, &value);

	(void)state;
	assert_false(pgl_interval_has_zero(interval));
	assert_true(interval.low < 2 && interval.high > 2);
	assert_true(interval.low < value && value < interval.high);
	assert_int_equal(pgl_rounds_to_resolve(value, interval, 40), 40);
}

static void a_small_gap_is_not(void **state)
{
	double value;
	struct pgl_interval interval = interval_of(0.02, 20, &value);

	(void)state;
	assert_true(pgl_interval_has_zero(interval));
	uint64_t n = pgl_rounds_to_resolve(value, interval, 20);

	assert_true(n == 0 || n > 20);
	assert_int_equal(pgl_rounds_to_resolve(1, (struct pgl_interval){-1, 3}, 10), 40);
	assert_int_equal(pgl_rounds_to_resolve(-1, (struct pgl_interval){-5, 2}, 10), 90);
	assert_int_equal(pgl_rounds_to_resolve(0, (struct pgl_interval){-1, 1}, 10), 0);
}

static void one_seed_gives_one_answer(void **state)
{
	double value;
	struct pgl_interval a = interval_of(1, 30, &value), b = interval_of(1, 30, &value);

	(void)state;
	near(a.low, b.low);
	near(a.high, b.high);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disturbed_run_says_nothing),
		cmocka_unit_test(a_clear_gap_is_resolved),
		cmocka_unit_test(a_small_gap_is_not),
		cmocka_unit_test(one_seed_gives_one_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
