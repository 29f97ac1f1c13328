/* experiment/service/savings: cores and money, and when there is no figure.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "experiment/service/savings.h"

static struct pgl_error error;

static void near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-6);
}

static struct pgl_comparison compared(double change, double low, double high)
{
	return (struct pgl_comparison){.change = change,
				       .has_interval = true,
				       .interval = {low, high},
				       .n_rounds = 12,
				       .difference = low > 0	? PGL_DIFFERENCE_MORE
						     : high < 0 ? PGL_DIFFERENCE_LESS
								: PGL_DIFFERENCE_NONE};
}

static void ask(struct pgl_savings_options *asked, const char *cores, const char *price)
{
	*asked = (struct pgl_savings_options){.of = PGL_SAVINGS_OF_REQUESTS};
	assert_int_equal(pgl_savings_parse(asked, cores, price, &error), 0);
}

/* A tenth less, of 500 cores at 5 cents: 50 cores, for 8766 hours. */
static void a_tenth_less(void **state)
{
	struct pgl_comparison cpu = compared(-0.1, -0.12, -0.07);
	struct pgl_savings_options asked;
	struct pgl_savings savings;

	(void)state;
	ask(&asked, "500", "0.05");
	assert_int_equal(pgl_savings_of(&savings, &asked, &cpu, &error), 0);
	near(savings.cores, 50);
	near(savings.cores_interval.low, 35);
	near(savings.cores_interval.high, 60);
	near(savings.money, 21915);
	near(savings.money_interval.low, 15340.5);
	near(savings.money_interval.high, 26298);
	assert_true(savings.is_seen);
	assert_non_null(strstr(pgl_savings_assumption(&savings), "per request"));
}

static void more_is_no_saving(void **state)
{
	struct pgl_comparison cpu = compared(0.04, 0.01, 0.07);
	struct pgl_savings_options asked;
	struct pgl_savings savings;

	(void)state;
	ask(&asked, "50", NULL);
	assert_int_equal(pgl_savings_of(&savings, &asked, &cpu, &error), 0);
	near(savings.cores, -2);
	near(savings.cores_interval.low, -3.5);
	near(savings.cores_interval.high, -0.5);
	assert_true(isnan(savings.money));
	assert_true(savings.is_seen);
}

static void what_is_not_seen(void **state)
{
	struct pgl_comparison cpu = compared(-0.01, -0.03, 0.01);
	struct pgl_savings_options asked;
	struct pgl_savings savings;

	(void)state;
	ask(&asked, "100", NULL);
	assert_int_equal(pgl_savings_of(&savings, &asked, &cpu, &error), 0);
	assert_false(savings.is_seen);
	near(savings.cores_interval.low, -1);
	near(savings.cores_interval.high, 3);
}

static void refused(struct pgl_comparison cpu)
{
	struct pgl_savings_options asked;
	struct pgl_savings savings;

	ask(&asked, "100", NULL);
	assert_int_equal(pgl_savings_of(&savings, &asked, &cpu, &error), -1);
	assert_true(error.text[0] != 0);
}

static void never_from_one_number(void **state)
{
	struct pgl_comparison cpu = compared(-0.1, -0.12, -0.07);

	(void)state;
	cpu.n_rounds = 1;
	refused(cpu);
	cpu.n_rounds = 0;
	refused(cpu);
	cpu = compared(-0.1, -0.12, -0.07);
	cpu.has_interval = false;
	refused(cpu);
	refused(compared(NAN, -0.12, -0.07));
	refused(compared(-0.1, -0.12, NAN));
	refused(compared(-0.1, -INFINITY, 0.1));
}

static void bad_words(void **state)
{
	static const char *const bad[] = {"", "0", "-3", "many", "5x", "nan", "inf", "1,5"};
	struct pgl_savings_options asked;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(pgl_savings_parse(&asked, bad[i], NULL, &error), -1);
		assert_int_equal(pgl_savings_parse(&asked, "1", bad[i], &error), -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tenth_less),	    cmocka_unit_test(more_is_no_saving),
		cmocka_unit_test(what_is_not_seen), cmocka_unit_test(never_from_one_number),
		cmocka_unit_test(bad_words),
	};

	return cmocka_run_group_tests_name("savings", tests, NULL, NULL);
}
