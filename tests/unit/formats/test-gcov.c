/* .gcda and .gcno in the formats of GCC 11 (lengths in words) and since, of either byte order; block counts
   computed from some arcs; files with impossible values.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "formats/gcov-blocks.h"
#include "record/gcov.h"

#define DATA 0x67636461u
#define NOTES 0x67636e6fu
#define V11 0x4231332au
#define V12 0x4232322au
#define V16 0x4236312au
#define FUNCTION 0x01000000u
#define ARC_COUNTS 0x01a10000u

static int read_words(struct pgl_gcov_file *file, const uint32_t *words, size_t n, int swapped,
		      struct pgl_error *error)
{
	char path[] = "/tmp/pgolens-gcov-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	for (size_t i = 0; i < n; i++) {
		uint32_t word = swapped ? __builtin_bswap32(words[i]) : words[i];

		assert_int_equal(write(fd, &word, sizeof word), sizeof word);
	}
	close(fd);
	int status = pgl_gcov_read(file, path, error);

	unlink(path);
	return status;
}

#define READ(file, words, swapped, error)                                                          \
	read_words(file, words, sizeof(words) / sizeof *(words), swapped, error)

static void check_data(const uint32_t *words, size_t n, unsigned release)
{
	for (int swapped = 0; swapped < 2; swapped++) {
		struct pgl_gcov_file file;
		struct pgl_error error;

		assert_int_equal(read_words(&file, words, n, swapped, &error), 0);
		assert_true(file.is_data);
		assert_int_equal(file.release, release);
		assert_int_equal(file.runs, 3);
		assert_int_equal(file.sum_max, 500);
		assert_int_equal(file.n, 2);
		assert_int_equal(pgl_gcov_find(&file, 9)->n_counts, 2);
		assert_int_equal(pgl_gcov_find(&file, 9)->counts[1], ((uint64_t)1 << 32) + 2);
		assert_int_equal(pgl_gcov_find(&file, 4)->n_counts, 3);
		assert_int_equal(pgl_gcov_find(&file, 4)->counts[2], 0);
		assert_null(pgl_gcov_find(&file, 5));
		pgl_gcov_release(&file);
	}
}

static void test_data(void **state)
{
	uint32_t new[] = {
		DATA,	    V12,	   1,  2, 0xa1000000, 8, 3, 500,      FUNCTION, 12, 9, 8,
		7,	    ARC_COUNTS,	   16, 1, 0,	      2, 1, FUNCTION, 12,	4,  5, 6,
		ARC_COUNTS, (uint32_t)-24, 0};
	const uint32_t old[] = {
		DATA,	      V11, 1, 0xa1000000, 2, 3, 500,	  FUNCTION, 3, 9, 8, 7,
		ARC_COUNTS,   4,   1, 0,	  2, 1, FUNCTION, 3,	    4, 5, 6, ARC_COUNTS,
		(uint32_t)-6, 0};

	(void)state;
	check_data(new, sizeof new / sizeof *new, 12);
	new[1] = V16;
	check_data(new, sizeof new / sizeof *new, 16);
	check_data(old, sizeof old / sizeof *old, 11);
}

/* 0 -> 2 -> 3, 4 -> 1: a choice. 2 -> 3 and 4 -> 1 have counters. */
static void test_blocks(void **state)
{
	struct pgl_gcov_arc arcs[] = {
		{0, 2, true}, {2, 3, false}, {2, 4, true}, {3, 1, true}, {4, 1, false}};
	uint64_t counts[] = {5, 7};
	struct pgl_gcov_function notes = {.flow = 1, .n_blocks = 5, .arcs = arcs, .n_arcs = 5};
	struct pgl_gcov_function data = {.flow = 1, .counts = counts, .n_counts = 2};
	struct pgl_gcov_blocks blocks;

	(void)state;
	assert_true(pgl_gcov_blocks(&blocks, &notes, &data));
	assert_true(blocks.is_sound);
	assert_int_equal(blocks.entered, 12);
	assert_int_equal(blocks.n, 3);
	assert_int_equal(blocks.n_run, 3);
	counts[0] = 0;
	assert_true(pgl_gcov_blocks(&blocks, &notes, &data));
	assert_int_equal(blocks.entered, 7);
	assert_int_equal(blocks.n_run, 2);
	data.n_counts = 1;
	assert_false(pgl_gcov_blocks(&blocks, &notes, &data));
	data.n_counts = 2;
	data.flow = 2;
	assert_false(pgl_gcov_blocks(&blocks, &notes, &data));
}

static void test_others(void **state)
{
	const uint32_t none[] = {1, V12, 1, 2, 0}, no_version[] = {DATA, 0, 1, 2, 0};
	const uint32_t of_17[] = {DATA, 0x4237312a, 1, 2, 0};
	const uint32_t cut[] = {DATA, V12, 1, 2, FUNCTION, 12, 9};
	const uint32_t no_function[] = {DATA, V12, 1, 2, ARC_COUNTS, 8, 1, 0, 0};
	const uint32_t many[] = {DATA, V12, 1, 2, FUNCTION, 12, 9, 8, 7, ARC_COUNTS, 0x80000000, 0};
	const uint32_t no_end[] = {DATA, V12, 1, 2, FUNCTION, 12, 9, 8, 7};
	const uint32_t blocks[] = {NOTES, V11, 1, 0, 1, FUNCTION,   7, 1,	  1,
				   1,	  0,   0, 0, 1, 0x01410000, 1, 0xffffffff};
	struct pgl_gcov_file file;
	struct pgl_error error;

	(void)state;
	assert_int_equal(READ(&file, none, 0, &error), -1);
	assert_int_equal(READ(&file, no_version, 0, &error), -1);
	assert_int_equal(READ(&file, of_17, 0, &error), -1);
	assert_non_null(strstr(error.text, "offset 4: of GCC 17"));
	assert_int_equal(READ(&file, cut, 0, &error), -1);
	assert_non_null(strstr(error.text, "offset 24: an item of 12 bytes is cut off"));
	assert_int_equal(READ(&file, no_function, 0, &error), -1);
	assert_int_equal(READ(&file, many, 0, &error), -1);
	assert_non_null(strstr(error.text, "too many counters"));
	assert_int_equal(READ(&file, no_end, 0, &error), -1);
	assert_int_equal(READ(&file, blocks, 0, &error), -1);
	assert_non_null(strstr(error.text, "more blocks"));
	assert_null(file.functions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_data),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
