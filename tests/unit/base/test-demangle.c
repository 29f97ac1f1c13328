/* base/demangle.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/demangle.h"

static void symbols(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	assert_true(pgl_demangle("_ZN2ns1fEi", &text));
	assert_string_equal(text.text, "ns::f(int)");
	assert_true(pgl_demangle("_Z1fIiEvT_.constprop.0", &text));
	assert_string_equal(text.text, "void f<int>(int) [clone .constprop.0]");
	assert_false(pgl_demangle("main", &text));
	assert_string_equal(text.text, "");
	assert_false(pgl_demangle("_Z", &text));
	assert_false(pgl_demangle("_ZN2ns1f", &text));
	pgl_strbuf_release(&text);
}

/* f(A<X, X>, A<A<X, X>, A<X, X>>, ...): each argument is twice as long as the one before. */
static void bomb(void **state)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct pgl_strbuf symbol = PGL_STRBUF_INIT, text = PGL_STRBUF_INIT;

	(void)state;
	pgl_strbuf_add(&symbol, "_Z1f1AI1BS0_E");
	for (int i = 1; i < 36; i++)
		pgl_strbuf_addf(&symbol, "S_IS%c_S%c_E", digits[i], digits[i]);
	assert_false(pgl_demangle(symbol.text, &text));
	assert_string_equal(text.text, "");
	pgl_strbuf_release(&symbol);
	pgl_strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(symbols), cmocka_unit_test(bomb)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
