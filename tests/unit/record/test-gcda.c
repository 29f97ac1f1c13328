/* What a .gcda file lists, in the format of GCC 12 and, with lengths in words, of 11; and files that are
   none.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "record/gcda.h"

static int read_words(struct pgl_gcda *gcda, const uint32_t *words, size_t n)
{
	char path[] = "/tmp/pgolens-gcda-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, words, n * sizeof *words), n * sizeof *words);
	close(fd);
	int status = pgl_gcda_read(gcda, path);

	unlink(path);
	return status;
}

#define READ(gcda, words) read_words(gcda, words, sizeof words / sizeof *words)
#define MAGIC 0x67636461
#define VERSION_11 0x4231312a
#define VERSION_12 0x4232322a

static void test_formats(void **state)
{
	const uint32_t of_12[] = {MAGIC,      VERSION_12,    1,		 2,  0xa1000000, 8,
				  3,	      500,	     0x01000000, 12, 9,		 8,
				  7,	      0x01a10000,    16,	 1,  0,		 2,
				  0,	      0x01000000,    12,	 4,  5,		 6,
				  0x01a10000, (uint32_t)-16, 0};
	const uint32_t of_11[] = {MAGIC, VERSION_11, 1, 0xa1000000, 2, 3, 500, 0x01000000, 3,
				  9,	 8,	     7, 0x01a10000, 2, 1, 0,   0};
	struct pgl_gcda gcda;

	(void)state;
	assert_int_equal(READ(&gcda, of_12), 0);
	assert_int_equal(gcda.n, 2);
	assert_int_equal(gcda.runs, 3);
	assert_int_equal(gcda.sum_max, 500);
	assert_int_equal(pgl_gcda_find(&gcda, 4)->lines, 5);
	assert_int_equal(pgl_gcda_find(&gcda, 9)->flow, 7);
	assert_null(pgl_gcda_find(&gcda, 5));
	pgl_gcda_release(&gcda);
	assert_int_equal(READ(&gcda, of_11), 0);
	assert_int_equal(gcda.n, 1);
	assert_int_equal(pgl_gcda_find(&gcda, 9)->lines, 8);
	pgl_gcda_release(&gcda);
}

static void test_others(void **state)
{
	const uint32_t not_magic[] = {1, VERSION_12, 1, 2, 0};
	const uint32_t not_version[] = {MAGIC, 0, 1, 2, 0};
	const uint32_t cut[] = {MAGIC, VERSION_12, 1, 2, 0x01000000, 12, 9};
	struct pgl_gcda gcda;

	(void)state;
	assert_int_equal(READ(&gcda, not_magic), -1);
	assert_int_equal(READ(&gcda, not_version), -1);
	assert_int_equal(READ(&gcda, cut), -1);
	assert_null(gcda.functions);
	assert_int_equal(pgl_gcda_read(&gcda, "/nowhere/x.gcda"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
