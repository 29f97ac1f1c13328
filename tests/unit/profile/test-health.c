/* Counts that contradict each other, and units with another unit's profile.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include "profile/health.h"

static struct pgl_health health_of(struct two_builds *two)
{
	struct pgl_health health;

	compare(two);
	pgl_health_init(&health, &two->weights, NULL);
	return health;
}

/* NEW has main, which calls f CALLED times; f is entered ENTERED times. */
static struct two_builds *calls(double entered, double called, uint32_t flags)
{
	struct two_builds *two = builds_new();

	for (int side = 0; side < PGL_SIDES; side++) {
		double none = side == PGL_OLD ? -1 : 1;
		uint32_t main = add_function(two, side, "main", none);
		uint32_t f = add_function(two, side, "f", side == PGL_OLD ? -1 : entered);

		for (uint32_t i = main; i <= f && side == PGL_NEW; i++)
			two->record[side]->functions[i].profiled = PGL_PROFILED_READ;
		two->record[side]->functions[f].flags = flags;
		add_site(two, side, main, PGL_NONE, f, 3, side == PGL_OLD ? -1 : called);
	}
	use_profile(two, PGL_NEW, 1, 1000000);
	return two;
}

static size_t n_contradictions(double entered, double called, uint32_t flags)
{
	struct two_builds *two = calls(entered, called, flags);
	struct pgl_health health = health_of(two);
	size_t n = health.n_contradictions;

	if (n) {
		assert_int_equal(health.contradictions[0].entered, (uint64_t)entered);
		assert_int_equal(health.contradictions[0].called, (uint64_t)called);
	}
	pgl_health_release(&health);
	builds_free(two);
	return n;
}

static void test_contradictions(void **state)
{
	uint32_t local = PGL_BIT(PGL_FUNCTION_FLAG_LOCAL),
		 external = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL);

	(void)state;
	assert_int_equal(n_contradictions(100000, 100000, local), 0);
	assert_int_equal(n_contradictions(100000, 100008, local), 0); /* a fork may cause that */
	assert_int_equal(n_contradictions(90000, 100000, external), 1);
	assert_int_equal(n_contradictions(90000, 100000, local), 1);
	/* Other units may call a function that is not local. */
	assert_int_equal(n_contradictions(100000, 90000, external), 0);
	assert_int_equal(n_contradictions(100000, 90000, 0), 0);
	assert_int_equal(n_contradictions(100000, 90000, local), 1);
	/* The program uses another unit's copy. */
	assert_int_equal(n_contradictions(0, 90000, external | PGL_BIT(PGL_FUNCTION_FLAG_COMDAT)),
			 0);
}

static void test_units(void **state)
{
	struct two_builds *two = calls(5, 5, 0);
	struct pgl_unit *unit = &two->record[PGL_NEW]->unit;

	(void)state;
	two->record[PGL_NEW]->functions[0].flags = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL);
	two->record[PGL_NEW]->functions[1].profiled = PGL_PROFILED_MISMATCHED;
	unit->profile.n_in_file = (struct pgl_integer){2, true};
	unit->profile.n_strangers = (struct pgl_integer){0, true};
	struct pgl_health health = health_of(two);

	assert_int_equal(health.n_faulty, 1);
	assert_int_equal(health.units[0].fault, PGL_FAULT_PLACE);
	pgl_health_release(&health);
	two->record[PGL_NEW]->functions[1].flags = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL);
	pgl_health_init(&health, &two->weights, NULL);
	assert_int_equal(health.units[0].fault, PGL_FAULT_STALE);
	assert_int_equal(health.n_mismatched, 1);
	pgl_health_release(&health);
	two->record[PGL_NEW]->functions[0].profiled = PGL_PROFILED_MISMATCHED;
	unit->profile.n_strangers = (struct pgl_integer){2, true};
	pgl_health_init(&health, &two->weights, NULL);
	assert_int_equal(health.units[0].fault, PGL_FAULT_OTHER);
	pgl_health_release(&health);
	unit->profile.found = false;
	pgl_health_init(&health, &two->weights, NULL);
	assert_int_equal(health.units[0].fault, PGL_FAULT_MISSING);
	pgl_health_release(&health);
	builds_free(two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contradictions),
		cmocka_unit_test(test_units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
