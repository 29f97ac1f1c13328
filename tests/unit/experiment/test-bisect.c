/* The search for the first bad state.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/attribute/bisect.h"

struct states {
	size_t first_bad, first_skip, last_skip, n_asked, trouble_at;
};

static enum pgl_test ask(void *context, size_t i)
{
	struct states *states = context;

	states->n_asked++;
	if (states->trouble_at && i == states->trouble_at)
		return PGL_TEST_TROUBLE;
	if (i >= states->first_skip && i <= states->last_skip)
		return PGL_TEST_SKIP;
	return i >= states->first_bad ? PGL_TEST_BAD : PGL_TEST_GOOD;
}

static void every_state_is_found(void **state)
{
	(void)state;
	for (size_t n = 1; n < 70; n++)
		for (size_t bad = 1; bad <= n; bad++) {
			struct states states = {bad, 1, 0, 0, 0};
			size_t first, last;

			assert_int_equal(pgl_bisect_search(0, n, ask, &states, &first, &last), 0);
			assert_int_equal(first, bad);
			assert_int_equal(last, bad);
			assert_true(states.n_asked <= 7);
		}
}

static void what_cannot_be_tested_is_left_open(void **state)
{
	struct states around = {50, 45, 55, 0, 0}, beside = {50, 20, 30, 0, 0};
	size_t first, last;

	(void)state;
	assert_int_equal(pgl_bisect_search(0, 100, ask, &around, &first, &last), 0);
	assert_int_equal(first, 45);
	assert_int_equal(last, 56);
	assert_int_equal(pgl_bisect_search(0, 100, ask, &beside, &first, &last), 0);
	assert_int_equal(first, 50);
	assert_int_equal(last, 50);
}

static void trouble_ends_it(void **state)
{
	struct states states = {50, 1, 0, 0, 25};
	size_t first, last;

	(void)state;
	assert_int_equal(pgl_bisect_search(0, 100, ask, &states, &first, &last), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_is_found),
		cmocka_unit_test(what_cannot_be_tested_is_left_open),
		cmocka_unit_test(trouble_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
