/* What the names of symbols and sections tell.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "costs/size.h"

static void test_symbols(void **state)
{
	static const struct {
		const char *symbol;
		size_t length;
		enum pgl_own own;
	} cases[] = {{"f", 1, PGL_OWN_MAIN},
		     {"f.cold", 1, PGL_OWN_COLD},
		     {"f.cold.7", 1, PGL_OWN_COLD},
		     {"f.constprop.0", 1, PGL_OWN_CLONE},
		     {"f.isra.0.cold", 1, PGL_OWN_COLD},
		     {"f.part.0.constprop.12", 1, PGL_OWN_CLONE},
		     {"f.part.0", 1, PGL_OWN_PART},
		     {"f.lto_priv.3", 1, PGL_OWN_MAIN},
		     {"nested.1", 8, PGL_OWN_MAIN},
		     {"nested.1.cold", 8, PGL_OWN_COLD},
		     {"f.colder", 8, PGL_OWN_MAIN},
		     {"f.part.x", 8, PGL_OWN_MAIN},
		     {"", 0, PGL_OWN_MAIN}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum pgl_own own;

		assert_int_equal(pgl_size_base(cases[i].symbol, &own), cases[i].length);
		assert_int_equal(own, cases[i].own);
	}
}

static void test_sections(void **state)
{
	(void)state;
	assert_int_equal(pgl_size_heat_of(".text"), PGL_HEAT_USUAL);
	assert_int_equal(pgl_size_heat_of(".text.f"), PGL_HEAT_USUAL);
	assert_int_equal(pgl_size_heat_of(".text.hot.f"), PGL_HEAT_HOT);
	assert_int_equal(pgl_size_heat_of(".text.hotel"), PGL_HEAT_USUAL);
	assert_int_equal(pgl_size_heat_of(".text.unlikely"), PGL_HEAT_COLD);
	assert_int_equal(pgl_size_heat_of(".text.startup"), PGL_HEAT_STARTUP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_symbols),
					   cmocka_unit_test(test_sections)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
