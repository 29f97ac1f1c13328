/* Symbol tables of handmade files: of either class and byte order, whole, cut, and with false data.

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

#include "formats/elf.h"

/* A file under construction. */
struct image {
	unsigned char bytes[2048];
	size_t n;
	bool is_64, is_big;
};

static void put(struct image *image, uint64_t value, unsigned width)
{
	for (unsigned i = 0; i < width; i++)
		image->bytes[image->n + (image->is_big ? width - 1 - i : i)] =
			(unsigned char)(value >> 8 * i);
	image->n += width;
}

/* An address or size, as wide as in the class. */
static void put_word(struct image *image, uint64_t value)
{
	put(image, value, image->is_64 ? 8 : 4);
}

static void put_symbol(struct image *image, uint32_t name, unsigned info, unsigned section,
		       uint64_t size)
{
	put(image, name, 4);
	if (image->is_64) {
		put(image, info, 1);
		put(image, 0, 1);
		put(image, section, 2);
		put(image, 0, 8);
		put(image, size, 8);
	} else {
		put(image, 0, 4);
		put(image, size, 4);
		put(image, info, 1);
		put(image, 0, 1);
		put(image, section, 2);
	}
}

static void put_section(struct image *image, unsigned type, uint64_t offset, uint64_t size,
			unsigned link, uint64_t entry_size)
{
	put(image, 0, 4);
	put(image, type, 4);
	put_word(image, 0);
	put_word(image, 0);
	put_word(image, offset);
	put_word(image, size);
	put(image, link, 4);
	put(image, 0, 4);
	put_word(image, 0);
	put_word(image, entry_size);
}

enum { NOTHING = 0x0, OBJECT = 0x1, FUNCTION = 0x12 };

/* Two functions, a third that is only called, a variable, and a name that two functions share. */
static void make(struct image *image, bool is_64, bool is_big)
{
	static const char names[] = "\0first\0second.cold\0called\0variable\0twice";
	size_t symbols, strings, sections, head = is_64 ? 64 : 52, entry = is_64 ? 24 : 16;

	*image = (struct image){.is_64 = is_64, .is_big = is_big};
	image->n = head;
	symbols = image->n;
	put_symbol(image, 0, NOTHING, 0, 0);
	put_symbol(image, 1, FUNCTION, 1, 100);
	put_symbol(image, 7, FUNCTION, 1, 7);
	put_symbol(image, 19, FUNCTION, 0, 0);
	put_symbol(image, 26, OBJECT, 1, 8);
	put_symbol(image, 35, FUNCTION, 1, 1);
	put_symbol(image, 35, FUNCTION, 1, 2);
	put_symbol(image, 5000, FUNCTION, 1, 2);
	strings = image->n;
	memcpy(image->bytes + image->n, names, sizeof names);
	image->n += sizeof names;
	sections = image->n;
	put_section(image, 0, 0, 0, 0, 0);
	put_section(image, 2, symbols, strings - symbols, 2, entry);
	put_section(image, 3, strings, sizeof names, 0, 0);
	size_t end = image->n;

	memcpy(image->bytes,
	       "\x7f"
	       "ELF",
	       4);
	image->bytes[4] = is_64 ? 2 : 1;
	image->bytes[5] = is_big ? 2 : 1;
	/* Behind type, machine and version. */
	image->n = 24;
	put_word(image, 0);
	put_word(image, 0);
	put_word(image, sections);
	put(image, 0, 4);
	put(image, head, 2);
	put(image, 0, 4);
	put(image, is_64 ? 64 : 40, 2);
	put(image, 3, 2);
	put(image, 2, 2);
	image->n = end;
}

/* Reads the first N bytes of IMAGE. */
static bool read_image(struct pgl_symbols *symbols, const struct image *image, size_t n)
{
	char path[] = "/tmp/test-elf-XXXXXX";
	int file = mkstemp(path);

	assert_true(file >= 0);
	assert_int_equal(write(file, image->bytes, n), n);
	close(file);
	bool is_read = pgl_symbols_read(symbols, path);

	unlink(path);
	return is_read;
}

static void test_sizes(void **state)
{
	(void)state;
	for (int kind = 0; kind < 4; kind++) {
		struct pgl_symbols symbols;
		struct image image;
		uint64_t size = 0;

		make(&image, kind & 1, kind & 2);
		assert_true(read_image(&symbols, &image, image.n));
		assert_true(pgl_symbols_size(&symbols, "first", &size));
		assert_int_equal(size, 100);
		assert_true(pgl_symbols_size(&symbols, "second.cold", &size));
		assert_int_equal(size, 7);
		assert_false(pgl_symbols_size(&symbols, "second", &size));
		assert_false(pgl_symbols_size(&symbols, "called", &size));
		assert_false(pgl_symbols_size(&symbols, "variable", &size));
		assert_false(pgl_symbols_size(&symbols, "twice", &size));
		assert_false(pgl_symbols_size(&symbols, "zzz", &size));
		pgl_symbols_release(&symbols);
	}
}

/* Under ASan: the reader reads nothing outside the file. */
static void test_cut(void **state)
{
	struct pgl_symbols symbols;
	struct image image;

	(void)state;
	make(&image, true, false);
	for (size_t n = 0; n < image.n; n++)
		if (read_image(&symbols, &image, n))
			pgl_symbols_release(&symbols);
	assert_false(read_image(&symbols, &image, 40));
}

static void test_lying(void **state)
{
	struct pgl_symbols symbols;
	struct image image;

	(void)state;
	for (int kind = 0; kind < 4; kind++) {
		make(&image, kind & 1, kind & 2);
		for (size_t i = 4; i < image.n; i++)
			for (int value = 0; value < 2; value++) {
				unsigned char was = image.bytes[i];

				image.bytes[i] = value ? 0xff : 0;
				if (read_image(&symbols, &image, image.n))
					pgl_symbols_release(&symbols);
				image.bytes[i] = was;
			}
	}
}

static void test_none(void **state)
{
	struct pgl_symbols symbols;

	(void)state;
	assert_false(pgl_symbols_read(&symbols, "/no/such/file"));
	assert_false(pgl_symbols_read(&symbols, "/tmp"));
	assert_null(symbols.item);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_lying),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
