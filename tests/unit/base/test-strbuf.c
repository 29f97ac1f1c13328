/* base/strbuf.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"

static void empty_is_a_string(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	assert_string_equal(text.text, "");
	pgl_strbuf_truncate(&text, 0);
	pgl_strbuf_reset(&text);
	char *own = pgl_strbuf_detach(&text);

	assert_string_equal(own, "");
	free(own);
	pgl_strbuf_release(&text);
}

static void grows(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		pgl_strbuf_addf(&text, "%03d", i);
	assert_int_equal(text.length, 3000);
	assert_int_equal(strlen(text.text), 3000);
	assert_memory_equal(text.text + 3 * 517, "517", 3);
	pgl_strbuf_truncate(&text, 6);
	assert_string_equal(text.text, "000001");
	pgl_strbuf_truncate(&text, 60);
	assert_int_equal(text.length, 6);
	pgl_strbuf_release(&text);
	assert_string_equal(text.text, "");
}

static void adds(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	pgl_strbuf_add(&text, "a");
	pgl_strbuf_add_n(&text, "bcd", 2);
	pgl_strbuf_add_n(&text, NULL, 0);
	pgl_strbuf_add_char(&text, '/');
	pgl_strbuf_fill(&text, '.', 3);
	pgl_strbuf_fill(&text, '!', 0);
	pgl_strbuf_add_unsigned(&text, 0);
	pgl_strbuf_add_char(&text, ' ');
	pgl_strbuf_add_unsigned(&text, UINT64_MAX);
	assert_string_equal(text.text, "abc/...0 18446744073709551615");
	char *own = pgl_strbuf_detach(&text);

	assert_string_equal(own, "abc/...0 18446744073709551615");
	assert_int_equal(text.length, 0);
	free(own);
}

/* The added string does not fit into the room there is, more than once. */
static void formats_what_is_long(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	pgl_strbuf_addf(&text, "%500d", 7);
	pgl_strbuf_addf(&text, "%5000d", 8);
	assert_int_equal(text.length, 5500);
	assert_int_equal(text.text[499], '7');
	assert_int_equal(text.text[5499], '8');
	pgl_strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_is_a_string),
		cmocka_unit_test(grows),
		cmocka_unit_test(adds),
		cmocka_unit_test(formats_what_is_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
