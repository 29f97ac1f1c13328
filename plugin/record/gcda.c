/* See gcda.h. The format is that of GCC's gcov-io.h: words of 32 bits, then items of a tag, a length and
   data. Lengths are in words up to GCC 11, in bytes since; one below zero says that all counts are
   zero, and no data follow.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/gcda.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define MAGIC 0x67636461u /* "gcda" */
#define TAG_FUNCTION 0x01000000u
#define TAG_SUMMARY 0xa1000000u
/* The first release that has lengths in bytes, and a checksum in the head. */
#define BYTES_SINCE 12
#define FUNCTION_WORDS 3
/* More functions than any unit has: the file is none. */
#define MOST_FUNCTIONS 10000000

static bool take(FILE *file, uint32_t *ret)
{
	return fread(ret, sizeof *ret, 1, file) == 1;
}

/* The release in a version word, "B22*" for 12.2; 0: it is none. */
static unsigned release_of(uint32_t version)
{
	unsigned tens = version >> 24 & 0xff, ones = version >> 16 & 0xff;

	return tens >= 'A' && tens <= 'Z' && ones >= '0' && ones <= '9'
		       ? (tens - 'A') * 10 + ones - '0'
		       : 0;
}

static bool add_function(struct pgl_gcda *gcda, const struct pgl_gcda_function *function)
{
	if (!(gcda->n & (gcda->n - 1))) {
		size_t room = gcda->n ? 2 * gcda->n : 1;
		struct pgl_gcda_function *grown =
			room <= MOST_FUNCTIONS ? realloc(gcda->functions, room * sizeof *grown)
					       : NULL;

		if (!grown)
			return false;
		gcda->functions = grown;
	}
	gcda->functions[gcda->n++] = *function;
	return true;
}

/* One item of TAG, whose LENGTH is in units of UNIT bytes. */
static bool read_item(struct pgl_gcda *gcda, FILE *file, uint32_t tag, int64_t length,
		      unsigned unit)
{
	int64_t bytes = length > 0 ? length * unit : 0, used = 0;

	if (tag == TAG_FUNCTION && bytes == FUNCTION_WORDS * 4) {
		struct pgl_gcda_function function;

		used = bytes;
		if (!take(file, &function.ident) || !take(file, &function.lines) ||
		    !take(file, &function.flow) || !add_function(gcda, &function))
			return false;
	} else if (tag == TAG_SUMMARY && bytes >= 8) {
		uint32_t runs, sum_max;

		used = 8;
		if (!take(file, &runs) || !take(file, &sum_max))
			return false;
		gcda->runs = runs;
		gcda->sum_max = sum_max;
	}
	return bytes == used || !fseek(file, (long)(bytes - used), SEEK_CUR);
}

static bool read_all(struct pgl_gcda *gcda, FILE *file)
{
	uint32_t magic, version, stamp, checksum, tag, length;

	if (!take(file, &magic) || magic != MAGIC || !take(file, &version) || !take(file, &stamp))
		return false;
	bool in_bytes = release_of(version) >= BYTES_SINCE;

	if (!release_of(version) || (in_bytes && !take(file, &checksum)))
		return false;
	while (take(file, &tag) && tag)
		if (!take(file, &length) ||
		    !read_item(gcda, file, tag, (int32_t)length, in_bytes ? 1 : 4))
			return false;
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct pgl_gcda_function *x = a, *y = b;

	return (x->ident > y->ident) - (x->ident < y->ident);
}

int pgl_gcda_read(struct pgl_gcda *gcda, const char *path)
{
	FILE *file = fopen(path, "rb");

	*gcda = (struct pgl_gcda){0};
	if (!file)
		return -1;
	bool is_read = read_all(gcda, file) && !ferror(file);

	fclose(file);
	if (!is_read) {
		pgl_gcda_release(gcda);
		return -1;
	}
	if (gcda->n)
		qsort(gcda->functions, gcda->n, sizeof *gcda->functions, compare);
	return 0;
}

void pgl_gcda_release(struct pgl_gcda *gcda)
{
	free(gcda->functions);
	*gcda = (struct pgl_gcda){0};
}

const struct pgl_gcda_function *pgl_gcda_find(const struct pgl_gcda *gcda, uint32_t ident)
{
	const struct pgl_gcda_function wanted = {.ident = ident};

	return gcda->n ? bsearch(&wanted, gcda->functions, gcda->n, sizeof wanted, compare) : NULL;
}
