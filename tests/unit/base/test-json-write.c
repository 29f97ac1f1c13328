/* base/json-write.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json-write.h"

static char *text;
static size_t size;
static struct pgl_json json;

static void start(unsigned lines)
{
	pgl_json_init(&json, open_memstream(&text, &size), lines);
}

/* Closes the JSON and compares it. */
static void expect(const char *expected)
{
	fclose(json.out);
	assert_string_equal(text, expected);
	free(text);
}

static void write_sample(void)
{
	pgl_json_object(&json, NULL);
	pgl_json_unsigned(&json, "a", 1);
	pgl_json_array(&json, "b");
	pgl_json_object(&json, NULL);
	pgl_json_bool(&json, "c", true);
	pgl_json_null(&json, "d");
	pgl_json_end_object(&json);
	pgl_json_text(&json, NULL, "x");
	pgl_json_end_array(&json);
	pgl_json_array(&json, "e");
	pgl_json_end_array(&json);
	pgl_json_object(&json, "f");
	pgl_json_end_object(&json);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}

static void nests(void **state)
{
	(void)state;
	start(0);
	write_sample();
	expect("{\"a\": 1, \"b\": [{\"c\": true, \"d\": null}, \"x\"], \"e\": [], \"f\": {}}\n");
	start(2);
	write_sample();
	expect("{\n  \"a\": 1,\n  \"b\": [\n    {\"c\": true, \"d\": null},\n    \"x\"\n  ],\n"
	       "  \"e\": [],\n  \"f\": {}\n}\n");
	start(UINT_MAX);
	write_sample();
	expect("{\n  \"a\": 1,\n  \"b\": [\n    {\n      \"c\": true,\n      \"d\": null\n    },\n"
	       "    \"x\"\n  ],\n  \"e\": [],\n  \"f\": {}\n}\n");
}

static void expect_text(const char *given, const char *expected)
{
	start(0);
	pgl_json_text(&json, NULL, given);
	expect(expected);
}

static void escapes(void **state)
{
	(void)state;
	expect_text("", "\"\"");
	expect_text("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
	expect_text("\n\t\r\b\f\x01\x1f\x7f", "\"\\n\\t\\r\\b\\f\\u0001\\u001f\\u007f\"");
	expect_text("gr\xc3\xb6\xc3\x9f"
		    "e \xe2\x82\xac \xf0\x9f\x98\x80",
		    "\"gr\xc3\xb6\xc3\x9f"
		    "e \xe2\x82\xac \xf0\x9f\x98\x80\"");
	expect_text(NULL, "null");
}

/* Each byte that is not UTF-8 becomes one U+FFFD. */
static void mends_utf8(void **state)
{
#define BAD "\xef\xbf\xbd"
	(void)state;
	expect_text("a\xff"
		    "b",
		    "\"a" BAD "b\"");
	expect_text("\xc3", "\"" BAD "\"");
	expect_text("\xe2\x82z", "\"" BAD BAD "z\"");
	expect_text("\xc0\x80", "\"" BAD BAD "\"");		    /* overlong */
	expect_text("\xed\xa0\x80", "\"" BAD BAD BAD "\"");	    /* a surrogate */
	expect_text("\xf4\x90\x80\x80", "\"" BAD BAD BAD BAD "\""); /* beyond U+10FFFF */
	expect_text("\x80\xc3\xa4\x80", "\"" BAD "\xc3\xa4" BAD "\"");
}

static void numbers(void **state)
{
	(void)state;
	start(0);
	pgl_json_array(&json, NULL);
	pgl_json_unsigned(&json, NULL, UINT64_MAX);
	pgl_json_unsigned(&json, NULL, 0);
	pgl_json_signed(&json, NULL, INT64_MIN);
	pgl_json_real(&json, NULL, 0.1);
	pgl_json_real(&json, NULL, 1.0 / 3);
	pgl_json_real(&json, NULL, -0.0125);
	pgl_json_real(&json, NULL, 3);
	pgl_json_real(&json, NULL, 1e300);
	pgl_json_real(&json, NULL, NAN);
	pgl_json_real(&json, NULL, -INFINITY);
	pgl_json_end_array(&json);
	expect("[18446744073709551615, 0, -9223372036854775808, 0.1, 0.3333333333333333, -0.0125, "
	       "3, 1e+300, null, -1e999]");
}

static void raw(void **state)
{
	(void)state;
	start(0);
	pgl_json_object(&json, NULL);
	pgl_json_raw(&json, "k\"ey", "{\"x\":[1,2]}");
	pgl_json_raw(&json, "none", NULL);
	pgl_json_end_object(&json);
	expect("{\"k\\\"ey\": {\"x\":[1,2]}, \"none\": null}");
}

static void in_a_script(void **state)
{
	static const char *const pairs[][2] = {
		{"", "\"\"\n"},
		{"</script><img onerror=x>",
		 "\"\\u003c/script\\u003e\\u003cimg onerror=x\\u003e\"\n"},
		{"<!-- -->&amp;", "\"\\u003c!-- --\\u003e\\u0026amp;\"\n"},
		{"a\xe2\x80\xa8\xe2\x80\xa9z", "\"a\\u2028\\u2029z\"\n"},
		{"\xe2\x80\xa6 \xe2\x82\xac", "\"\xe2\x80\xa6 \xe2\x82\xac\"\n"},
		{"\xc3\xa4 < \xc3\xb6", "\"\xc3\xa4 \\u003c \xc3\xb6\"\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		start(0);
		json.is_in_script = true;
		pgl_json_text(&json, NULL, pairs[i][0]);
		pgl_json_finish(&json);
		expect(pairs[i][1]);
	}
	start(0);
	json.is_in_script = true;
	pgl_json_object(&json, NULL);
	pgl_json_raw(&json, "<k>", "[\"</script>\xe2\x80\xa8\"]");
	pgl_json_end_object(&json);
	expect("{\"\\u003ck\\u003e\": [\"\\u003c/script\\u003e\\u2028\"]}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nests),   cmocka_unit_test(escapes), cmocka_unit_test(mends_utf8),
		cmocka_unit_test(numbers), cmocka_unit_test(raw),     cmocka_unit_test(in_a_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
