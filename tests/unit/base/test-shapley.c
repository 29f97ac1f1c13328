/* Shapley values and rounding: games whose values are known on paper.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/shapley.h"

static void near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-9);
}

/* Each player adds its own value: there is nothing else to share. */
static double additive(const void *context, uint32_t s)
{
	static const double own[] = {5, -3, 0, 11};
	double sum = 100;

	(void)context;
	for (unsigned i = 0; i < 4; i++)
		if (s >> i & 1)
			sum += own[i];
	return sum;
}

/* Two gloves make a pair: players 0 and 1 have a left one, 2 has a right one. */
static double gloves(const void *context, uint32_t s)
{
	(void)context;
	return s >> 2 & 1 && s & 3 ? 1 : 0;
}

/* Only all eight together are worth something. */
static double unanimity(const void *context, uint32_t s)
{
	(void)context;
	return s == 0xff ? 8 : 0;
}

static void additive_games_are_split_as_they_are(void **state)
{
	double values[4];

	(void)state;
	pgl_shapley_exact(4, additive, NULL, values);
	near(values[0], 5);
	near(values[1], -3);
	near(values[2], 0);
	near(values[3], 11);
	near(pgl_shapley_interaction(4, 0, 3, additive, NULL), 0);
}

static void gloves_are_split(void **state)
{
	double values[3];

	(void)state;
	pgl_shapley_exact(3, gloves, NULL, values);
	near(values[0], 1.0 / 6);
	near(values[1], 1.0 / 6);
	near(values[2], 4.0 / 6);
	/* 0 and 1 stand in for each other, 0 and 2 need each other. */
	assert_true(pgl_shapley_interaction(3, 0, 1, gloves, NULL) < 0);
	assert_true(pgl_shapley_interaction(3, 0, 2, gloves, NULL) > 0);
}

static void equal_players_get_equal_shares(void **state)
{
	double values[8], sum = 0;

	(void)state;
	pgl_shapley_exact(8, unanimity, NULL, values);
	for (unsigned i = 0; i < 8; i++) {
		near(values[i], 1);
		sum += values[i];
	}
	near(sum, 8);
}

static void sampled_values_add_up(void **state)
{
	struct pgl_shapley_orders orders, again;
	double values[3], widths[3], exact[3];

	(void)state;
	pgl_shapley_orders_init(&orders, 3, 401, 7);
	pgl_shapley_orders_init(&again, 3, 401, 7);
	assert_int_equal(orders.n_orders, 402);
	assert_memory_equal(orders.at, again.at, 402 * 3);
	pgl_shapley_sampled(&orders, gloves, NULL, values, widths);
	pgl_shapley_exact(3, gloves, NULL, exact);
	near(values[0] + values[1] + values[2], 1);
	for (unsigned i = 0; i < 3; i++)
		assert_true(fabs(values[i] - exact[i]) <= 3 * widths[i] + 1e-9);
	/* A player that adds nothing but its own value is known after one order. */
	double additive_values[4], additive_widths[4];
	struct pgl_shapley_orders few;

	pgl_shapley_orders_init(&few, 4, 4, 1);
	pgl_shapley_sampled(&few, additive, NULL, additive_values, additive_widths);
	near(additive_values[3], 11);
	assert_true(additive_widths[3] < 1e-6);
	assert_int_equal(pgl_shapley_coalition(&few, 0, 4), 15);
	assert_int_equal(pgl_shapley_coalition(&few, 0, 0), 0);
	pgl_shapley_orders_release(&few);
	pgl_shapley_orders_release(&again);
	pgl_shapley_orders_release(&orders);
}

static void rounded_values_add_up(void **state)
{
	const double thirds[] = {10.0 / 3, 10.0 / 3, 10.0 / 3}, mixed[] = {-2.5, 7.75, 0.75};
	int64_t rounded[3];

	(void)state;
	pgl_round_to_sum(thirds, 3, 10, rounded);
	assert_int_equal(rounded[0], 4);
	assert_int_equal(rounded[1], 3);
	assert_int_equal(rounded[2], 3);
	pgl_round_to_sum(mixed, 3, 6, rounded);
	assert_int_equal(rounded[0], -3);
	assert_int_equal(rounded[1], 8);
	assert_int_equal(rounded[2], 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(additive_games_are_split_as_they_are),
		cmocka_unit_test(gloves_are_split),
		cmocka_unit_test(equal_players_get_equal_shares),
		cmocka_unit_test(sampled_values_add_up),
		cmocka_unit_test(rounded_values_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
