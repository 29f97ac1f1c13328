/* frame.h: a string goes in and comes out; nothing else does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/frame.h"

/* Makes a frame of TEXT and reads it. */
static void there_and_back(const char *text, size_t length)
{
	struct pgl_error error = {""};
	struct pgl_frame frame;
	char *bytes, *again, *back = malloc(length + 2);
	size_t n, n_again;
	FILE *in;

	assert_int_equal(pgl_frame_make(text, length, &bytes, &n, &error), 0);
	assert_int_equal(pgl_frame_make(text, length, &again, &n_again, &error), 0);
	assert_int_equal(n, n_again);
	assert_memory_equal(bytes, again, n);
	assert_int_equal(pgl_frame_read_header((unsigned char *)bytes, &frame, &error), 0);
	assert_int_equal(frame.length, length);
	assert_int_equal(frame.stored, n - PGL_FRAME_HEADER);
	in = pgl_frame_open((unsigned char *)bytes, (unsigned char *)bytes + PGL_FRAME_HEADER,
			    &error);
	assert_non_null(in);
	assert_int_equal(fread(back, 1, length + 1, in), length);
	assert_false(ferror(in));
	assert_memory_equal(back, text, length);
	assert_string_equal(error.text, "");
	fclose(in);
	free(bytes);
	free(again);
	free(back);
}

static void texts_come_back(void **state)
{
	size_t n = 3000000;
	char *large = malloc(n);
	uint32_t word = 1;

	(void)state;
	there_and_back("", 0);
	there_and_back("x", 1);
	there_and_back("a\0b\377", 4);
	for (size_t i = 0; i < n; i++) {
		word = word * 1103515245 + 12345;
		large[i] = (char)(word >> 16 & 63);
	}
	there_and_back(large, n);
	free(large);
}

/* docs/reference/record-format.md, byte by byte. */
static void the_header_is_as_documented(void **state)
{
	static const unsigned char start[] = {0x89, 'p', 'g', 'o', 'l', 'e', 'n', 's',
					      1,    0,	 0,   0,   40,	0,   0,	  0};
	struct pgl_error error;
	char *bytes;
	size_t n;

	(void)state;
	assert_int_equal(pgl_frame_make("four", 4, &bytes, &n, &error), 0);
	assert_memory_equal(bytes, start, sizeof start);
	assert_int_equal(bytes[16], n - 40);
	assert_memory_equal(bytes + 17, "\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0", 15);
	free(bytes);
}

static void a_changed_byte_is_noticed(void **state)
{
	struct pgl_error error;
	char *bytes;
	size_t n;

	(void)state;
	assert_int_equal(pgl_frame_make("a text of some length", 21, &bytes, &n, &error), 0);
	for (size_t i = 0; i < n; i++) {
		unsigned char *header = (unsigned char *)bytes;

		/* A longer one needs the caller to check the available size, see embedded.c. */
		if (i >= 16 && i < 24)
			continue;
		bytes[i] ^= 0x10;
		assert_null(pgl_frame_open(header, header + PGL_FRAME_HEADER, &error));
		bytes[i] ^= 0x10;
	}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_come_back),
		cmocka_unit_test(the_header_is_as_documented),
		cmocka_unit_test(a_changed_byte_is_noticed),
	};

	return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
