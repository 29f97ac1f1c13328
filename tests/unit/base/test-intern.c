/* Numbers for byte strings.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/intern.h"

static void same_bytes_same_number(void **state)
{
	struct pgl_intern table = {0};

	assert_int_equal(pgl_intern_add(&table, "abc", 3), 0);
	assert_int_equal(pgl_intern_add(&table, "ab", 2), 1);
	assert_int_equal(pgl_intern_add(&table, "", 0), 2);
	assert_int_equal(pgl_intern_add(&table, "a\0c", 3), 3);
	assert_int_equal(pgl_intern_add(&table, "abcd", 3), 0);
	assert_int_equal(pgl_intern_add(&table, NULL, 0), 2);
	assert_int_equal(table.n, 4);
	pgl_intern_release(&table);
	(void)state;
}

static void many(void **state)
{
	struct pgl_intern table = {0};

	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 20000; i++)
			assert_int_equal(pgl_intern_add(&table, &i, sizeof i), i);
	pgl_intern_reset(&table);
	assert_int_equal(pgl_intern_add(&table, "again", 5), 0);
	pgl_intern_release(&table);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_bytes_same_number),
		cmocka_unit_test(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
