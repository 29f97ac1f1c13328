/* experiment/service/load: reading the output of load commands.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/service/load.h"

static struct pgl_error error;

static int parse(struct pgl_load_numbers *numbers, const char *text)
{
	return pgl_load_parse(numbers, text, &error);
}

static void near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-12);
}

static void a_line_of_our_own(void **state)
{
	struct pgl_load_numbers numbers;

	(void)state;
	assert_int_equal(parse(&numbers, "warming up\npgolens-load requests=7 failed=0 seconds=1\n"
					 "pgolens-load\tp99.9=0.5 seconds=2.5 failed=3 p50=1e-3 "
					 "requests=36021 more=words\r\nbye"),
			 0);
	assert_int_equal(numbers.requests, 36021);
	assert_int_equal(numbers.failed, 3);
	near(numbers.seconds, 2.5);
	near(numbers.latency[PGL_P50], 1e-3);
	near(numbers.latency[PGL_P99_9], 0.5);
	assert_true(isnan(numbers.latency[PGL_P90]));
	assert_true(isnan(numbers.latency[PGL_P99]));
}

static void bad_lines(void **state)
{
	static const char *const bad[] = {"",
					  "hello",
					  "pgolens-loaded requests=1 failed=0 seconds=1",
					  " pgolens-load requests=1 failed=0 seconds=1",
					  "pgolens-load",
					  "pgolens-load requests=1 failed=0",
					  "pgolens-load requests=one failed=0 seconds=1",
					  "pgolens-load requests=-1 failed=0 seconds=1",
					  "pgolens-load requests=1x failed=0 seconds=1",
					  "pgolens-load requests=1 failed=0 seconds=nan",
					  "pgolens-load requests=1 failed=0 seconds=inf",
					  "pgolens-load requests=1 failed=0 seconds=0",
					  "pgolens-load requests= failed=0 seconds=1",
					  "pgolens-load p50=1\nrequests=1 failed=0 seconds=1"};
	struct pgl_load_numbers numbers;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(parse(&numbers, bad[i]), -1);
		assert_true(error.text[0] != 0);
	}
}

/* Output of wrk 4.1.0. */
static void what_wrk_prints(void **state)
{
	struct pgl_load_numbers numbers;

	(void)state;
	assert_int_equal(parse(&numbers,
			       "Running 1s test @ http://127.0.0.1:8765/nope\n"
			       "  1 threads and 4 connections\n"
			       "  Thread Stats   Avg      Stdev     Max   +/- Stdev\n"
			       "    Latency     5.46ms    3.56ms  17.65ms   63.75%\n"
			       "    Req/Sec   750.00    212.54     1.17k    72.73%\n"
			       "  Latency Distribution\n"
			       "     50%  498.00us\n"
			       "     75%    7.80ms\n"
			       "     90%   10.47ms\n"
			       "     99%    1.02s \n"
			       "  822 requests in 1.10s, 417.42KB read\n"
			       "  Socket errors: connect 1, read 20, write 300, timeout 4000\n"
			       "  Non-2xx or 3xx responses: 50000\n"
			       "Requests/sec:    746.91\n"
			       "Transfer/sec:    379.29KB\n"),
			 0);
	assert_int_equal(numbers.requests, 822);
	assert_int_equal(numbers.failed, 54321);
	near(numbers.seconds, 1.1);
	near(numbers.latency[PGL_P50], 498e-6);
	near(numbers.latency[PGL_P90], 10.47e-3);
	near(numbers.latency[PGL_P99], 1.02);
	assert_true(isnan(numbers.latency[PGL_P99_9]));
	assert_int_equal(parse(&numbers, "  12 requests in 2.00m, 3MB read\n"), 0);
	near(numbers.seconds, 120);
	assert_int_equal(numbers.failed, 0);
	assert_int_equal(parse(&numbers, "  12 requests in 2.00x, 3MB read\n"), -1);
}

/* Our output counts if both exist: wrk prints its own as well. */
static void ours_comes_first(void **state)
{
	struct pgl_load_numbers numbers;

	(void)state;
	assert_int_equal(parse(&numbers, "  12 requests in 2.00s, 3MB read\n"
					 "pgolens-load requests=11 failed=0 seconds=2.01\n"),
			 0);
	assert_int_equal(numbers.requests, 11);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_of_our_own),
		cmocka_unit_test(bad_lines),
		cmocka_unit_test(what_wrk_prints),
		cmocka_unit_test(ours_comes_first),
	};

	return cmocka_run_group_tests_name("load-parse", tests, NULL, NULL);
}
