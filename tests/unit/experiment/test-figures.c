/* experiment/service/figures: results of rounds of loads, where the true result is known.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "experiment/service/figures.h"
#include "base/random.h"

enum { MOST_ROUNDS = 30 };

static struct pgl_service_load loads[MOST_ROUNDS][2][PGL_LOAD_KINDS];
static struct pgl_rounds rounds;
static struct pgl_random source;

/* Normal, as the sum of twelve uniform numbers nearly is. */
static double noise(void)
{
	double sum = 0;

	for (int i = 0; i < 12; i++)
		sum += (double)pgl_random_below(&source, 1000000) / 1e6;
	return sum - 6;
}

/* N rounds: NEW takes 1 + CHANGE of OLD's CPU time, each with NOISE of its own, and both with the
   noise of the round. */
static void draw(size_t n, double change, double spread)
{
	rounds = (struct pgl_rounds){.n_rounds = n, .kind = {true, false}, .load = loads};
	for (size_t round = 0; round < n; round++) {
		double common = 1 + (double)pgl_random_below(&source, 1000) / 1000;

		for (int side = 0; side < 2; side++) {
			double cost =
				20e-6 * common * (side ? 1 + change : 1) * exp(spread * noise());

			loads[round][side][PGL_LOAD_FULL] = (struct pgl_service_load){
				.numbers = {.requests = 10000,
					    .failed = (uint64_t)side,
					    .seconds = 2,
					    .latency = {1e-3, NAN, 2e-3, 3e-3}},
				.cpu = 10000 * cost};
		}
	}
}

static void near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-9);
}

static void figures_of_known_loads(void **state)
{
	struct pgl_figures figures;
	const struct pgl_comparison *figure = figures.figure[PGL_LOAD_FULL];

	(void)state;
	pgl_random_start(&source, 1);
	draw(12, -0.2, 0);
	pgl_figures_of(&figures, &rounds, 1);
	near(figure[PGL_FIGURE_CPU].change, -0.2);
	near(figure[PGL_FIGURE_CPU].interval.low, -0.2);
	assert_int_equal(figure[PGL_FIGURE_CPU].difference, PGL_DIFFERENCE_LESS);
	near(figure[PGL_FIGURE_RATE].old, 5000);
	assert_int_equal(figure[PGL_FIGURE_RATE].difference, PGL_DIFFERENCE_NONE);
	near(figure[PGL_FIGURE_LATENCY + PGL_P99].new, 2e-3);
	assert_true(isnan(figure[PGL_FIGURE_LATENCY + PGL_P90].change));
	assert_int_equal(figures.failed[PGL_LOAD_FULL][0], 0);
	assert_int_equal(figures.failed[PGL_LOAD_FULL][1], 12);
	assert_int_equal(figures.requests[PGL_LOAD_FULL][0], 120000);
	assert_true(isnan(figures.reached[0]));
	assert_int_equal(pgl_figures_main(&rounds), PGL_LOAD_FULL);
}

static void one_round_says_nothing(void **state)
{
	struct pgl_figures figures;

	(void)state;
	draw(1, -0.5, 0);
	pgl_figures_of(&figures, &rounds, 1);
	assert_false(figures.figure[PGL_LOAD_FULL][PGL_FIGURE_CPU].has_interval);
	assert_int_equal(figures.figure[PGL_LOAD_FULL][PGL_FIGURE_CPU].difference,
			 PGL_DIFFERENCE_NONE);
}

/* Of 100 sets of N rounds with the change CHANGE, returns how many intervals miss it; RET_SEEN: how
   many sets show a difference. */
static int misses(size_t n, double change, int *ret_seen)
{
	int n_missed = 0;

	*ret_seen = 0;
	for (uint64_t set = 0; set < 100; set++) {
		struct pgl_figures figures;
		const struct pgl_comparison *cpu = &figures.figure[PGL_LOAD_FULL][PGL_FIGURE_CPU];

		draw(n, change, 0.02);
		pgl_figures_of(&figures, &rounds, set);
		n_missed += change < cpu->interval.low || change > cpu->interval.high;
		*ret_seen += cpu->difference != PGL_DIFFERENCE_NONE;
	}
	return n_missed;
}

/* 5 % of 100 are 5; 14 are four standard deviations more. */
static void intervals_hold_what_is_true(void **state)
{
	int seen;

	(void)state;
	pgl_random_start(&source, 5);
	assert_in_range(misses(12, 0, &seen), 0, 14);
	assert_in_range(seen, 0, 3);
	assert_in_range(misses(12, -0.1, &seen), 0, 14);
	assert_in_range(seen, 97, 100);
	assert_in_range(misses(24, 0.05, &seen), 0, 14);
	assert_in_range(seen, 97, 100);
}

/* Student's t for 95 %, from tables: 12.706, 2.776, 2.262, 2.045 with 1, 4, 9 and 29 degrees of freedom. */
static void widening_is_students(void **state)
{
	(void)state;
	assert_true(isinf(pgl_widening(1)));
	assert_true(fabs(pgl_widening(5) - 2.776 / 1.960 * sqrt(5 / 4.0)) < 0.02);
	assert_true(fabs(pgl_widening(10) - 2.262 / 1.960 * sqrt(10 / 9.0)) < 0.005);
	assert_true(fabs(pgl_widening(30) - 2.045 / 1.960 * sqrt(30 / 29.0)) < 0.005);
	assert_true(fabs(pgl_widening(1000000) - 1) < 1e-4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_of_known_loads),
		cmocka_unit_test(one_round_says_nothing),
		cmocka_unit_test(intervals_hold_what_is_true),
		cmocka_unit_test(widening_is_students),
	};

	return cmocka_run_group_tests_name("service-figures", tests, NULL, NULL);
}
