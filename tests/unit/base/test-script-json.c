/* What comes out between <script> and </script>.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json-write.h"

/* Writes TEXT in pieces of SIZE bytes, each flushed. */
static void assert_becomes(const char *text, const char *wanted, size_t size)
{
	char *got = NULL;
	size_t length;
	FILE *out = open_memstream(&got, &length);
	FILE *stream = pgl_script_json_open(out);

	assert_non_null(stream);
	for (size_t at = 0; at < strlen(text); at += size) {
		size_t rest = strlen(text) - at;

		fwrite(text + at, 1, rest < size ? rest : size, stream);
		fflush(stream);
	}
	assert_int_equal(fclose(stream), 0);
	fclose(out);
	assert_string_equal(got, wanted);
	free(got);
}

static const char *const pairs[][2] = {
	{"", ""},
	{"{\"plain\": [1, 2]}", "{\"plain\": [1, 2]}"},
	{"</script><img onerror=x>", "\\u003c/script\\u003e\\u003cimg onerror=x\\u003e"},
	{"<!-- -->&amp;", "\\u003c!-- --\\u003e\\u0026amp;"},
	{"a\xe2\x80\xa8\xe2\x80\xa9z", "a\\u2028\\u2029z"},
	{"\xe2\x80\xa6 \xe2\x82\xac", "\xe2\x80\xa6 \xe2\x82\xac"},
	{"\xe2<\xe2\x80<", "\xe2\\u003c\xe2\x80\\u003c"},
	{"\xe2\xe2\x80\xa8\xe2\x80", "\xe2\\u2028\xe2\x80"},
	{"\xc3\xa4 < \xc3\xb6", "\xc3\xa4 \\u003c \xc3\xb6"},
};

static void escapes(void **state)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (size_t size = 1; size < 8; size++)
			assert_becomes(pairs[i][0], pairs[i][1], size);
	(void)state;
}

static void tells_of_errors(void **state)
{
	FILE *full = fopen("/dev/full", "w");

	assert_non_null(full);
	setbuf(full, NULL);
	FILE *stream = pgl_script_json_open(full);

	fputs("<", stream);
	assert_int_not_equal(fclose(stream), 0);
	assert_true(ferror(full));
	fclose(full);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes),
		cmocka_unit_test(tells_of_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
