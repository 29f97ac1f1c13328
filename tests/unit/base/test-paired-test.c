/* Whether two programs that ran in the same rounds differ: on noise like a machine's, where the
   truth is known.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/paired-test.h"
#include "base/random.h"

enum { N_ROUNDS = 20, MANY_ROUNDS = 60, N_TRIALS = 100 };

static double uniform(struct pgl_random *random)
{
	return (double)pgl_random_below(random, 1u << 30) / (double)(1u << 30);
}

/* A run: mostly a little late, now and then very late; later still while others use the machine. */
static double noisy(struct pgl_random *random, double drift)
{
	double late = -0.02 * log(1 - uniform(random));

	if (uniform(random) < 0.1)
		late += 0.5 * uniform(random);
	return 1 + late + drift;
}

static void make_rounds(struct pgl_random *random, double factor, size_t n, double *old,
			double *new)
{
	double drift = 0;

	for (size_t i = 0; i < n; i++) {
		drift = 0.9 * drift + 0.05 * uniform(random);
		old[i] = noisy(random, drift);
		new[i] = factor *noisy(random, drift);
	}
}

/* Trials that see OLD and a NEW that takes FACTOR as long differ, and on the right side. */
static int n_seen(double factor, size_t n_rounds, uint64_t seed)
{
	double old[MANY_ROUNDS], new[MANY_ROUNDS];
	struct pgl_comparison comparison;
	struct pgl_random random;
	int n = 0;

	pgl_random_start(&random, seed);
	for (int i = 0; i < N_TRIALS; i++) {
		make_rounds(&random, factor, n_rounds, old, new);
		pgl_compare_rounds(&comparison, old, new, n_rounds, 1);
		n += comparison.difference != PGL_DIFFERENCE_NONE;
		if (factor > 1)
			assert_int_not_equal(comparison.difference, PGL_DIFFERENCE_LESS);
		if (factor < 1)
			assert_int_not_equal(comparison.difference, PGL_DIFFERENCE_MORE);
	}
	return n;
}

static void the_same_is_the_same(void **state)
{
	(void)state;
	/* One of 500 by chance: two of a hundred happen once in 60 times, and the seed is fixed. */
	assert_true(n_seen(1, N_ROUNDS, 1) <= 1);
	assert_true(n_seen(1, MANY_ROUNDS, 2) <= 1);
}

static void five_percent_are_seen(void **state)
{
	(void)state;
	/* A fifth of the rounds is disturbed, so the test needs the maximum number of rounds. */
	assert_true(n_seen(1.05, MANY_ROUNDS, 3) >= 98);
	assert_true(n_seen(1 / 1.05, MANY_ROUNDS, 4) >= 98);
}

static void turned_round_it_is_the_mirror(void **state)
{
	double old[N_ROUNDS], new[N_ROUNDS];
	struct pgl_comparison there, back;
	struct pgl_random random;

	(void)state;
	pgl_random_start(&random, 4);
	make_rounds(&random, 1.1, N_ROUNDS, old, new);
	pgl_compare_rounds(&there, old, new, N_ROUNDS, 1);
	pgl_compare_rounds(&back, new, old, N_ROUNDS, 1);
	assert_int_equal(there.difference, PGL_DIFFERENCE_MORE);
	assert_int_equal(back.difference, PGL_DIFFERENCE_LESS);
	assert_true(fabs((1 + there.change) * (1 + back.change) - 1) < 1e-9);
	assert_true(fabs((1 + there.interval.low) * (1 + back.interval.high) - 1) < 1e-9);
	assert_true(there.p == back.p);
}

/* However clear it looks. */
static void few_rounds_show_nothing(void **state)
{
	const double old[] = {10, 10.1, 10.2, 10, 10.1, 10, 10.2, 10.1, 10, 10.1};
	const double new[] = {20, 20.1, 20.2, 20, 20.1, 20, 20.2, 20.1, 20, 20.1};
	struct pgl_comparison comparison;

	(void)state;
	pgl_compare_rounds(&comparison, old, new, 7, 1);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_NONE);
	pgl_compare_rounds(&comparison, old, new, PGL_LEAST_ROUNDS, 1);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_MORE);
	assert_true(fabs(comparison.change - 0.99) < 0.01);
}

/* A difference that is certain, but that the position in memory can cause. */
static void little_is_nothing(void **state)
{
	double old[N_ROUNDS], new[N_ROUNDS];
	struct pgl_comparison comparison;

	(void)state;
	for (int i = 0; i < N_ROUNDS; i++) {
		old[i] = 1;
		new[i] = 1.004;
	}
	pgl_compare_rounds(&comparison, old, new, N_ROUNDS, 1);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_NONE);
	new[0] = 1.0061;
	for (int i = 1; i < N_ROUNDS; i++)
		new[i] = 1.006;
	pgl_compare_rounds(&comparison, old, new, N_ROUNDS, 1);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_MORE);
}

/* The table of the signed-rank test: of ten rounds, those of ranks 1 to 3 on the other side (sum 6, which 14
   of 1,024 sets of ranks do not exceed); both sides count. */
static void chance_is_that_of_the_table(void **state)
{
	double old[10], new[10];
	struct pgl_comparison comparison;

	(void)state;
	for (int i = 0; i < 10; i++) {
		old[i] = 1;
		new[i] = i < 3 ? 1 - 0.01 * (i + 1) : 1 + 0.02 * (i + 1);
	}
	pgl_compare_rounds(&comparison, old, new, 10, 1);
	assert_true(fabs(comparison.p - 2 * 14 / 1024.0) < 1e-12);
	/* No difference at all has the highest probability. */
	pgl_compare_rounds(&comparison, old, old, 10, 1);
	assert_true(comparison.p == 1);
	assert_true(comparison.change == 0);
}

static void what_took_no_time_is_not_known(void **state)
{
	const double old[] = {0, 1, 1}, new[] = {1, 1, 1};
	struct pgl_comparison comparison;

	(void)state;
	pgl_compare_rounds(&comparison, old, new, 3, 1);
	assert_true(isnan(comparison.change));
	assert_false(comparison.has_interval);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_NONE);
}

static void counts_are_what_they_are(void **state)
{
	struct pgl_comparison comparison;

	(void)state;
	pgl_compare_counts(&comparison, 1000000, 1000001, PGL_LEAST_COUNTED);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_NONE);
	pgl_compare_counts(&comparison, 1000000, 999000, PGL_LEAST_COUNTED);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_LESS);
	assert_true(fabs(comparison.change + 0.001) < 1e-12);
	pgl_compare_counts(&comparison, 100, 101, 0);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_MORE);
	pgl_compare_counts(&comparison, 100, 100, 0);
	assert_int_equal(comparison.difference, PGL_DIFFERENCE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_is_the_same),
		cmocka_unit_test(five_percent_are_seen),
		cmocka_unit_test(turned_round_it_is_the_mirror),
		cmocka_unit_test(few_rounds_show_nothing),
		cmocka_unit_test(little_is_nothing),
		cmocka_unit_test(chance_is_that_of_the_table),
		cmocka_unit_test(what_took_no_time_is_not_known),
		cmocka_unit_test(counts_are_what_they_are),
	};

	return cmocka_run_group_tests_name("comparison", tests, NULL, NULL);
}
