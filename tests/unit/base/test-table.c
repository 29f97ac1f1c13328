/* base/table and base/utf8.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/table.h"
#include "base/utf8.h"

struct row {
	const char *path, *name, *note;
	uint64_t count;
};

static void fill(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct row *it = (const struct row *)rows + row;

	pgl_cell_text(cells, "path", PGL_CUT_START, it->path);
	pgl_cell_unsigned(cells, "count", it->count, true);
	pgl_cell_text(cells, "name", PGL_CUT_END, it->name);
	pgl_cell_colour(cells, PGL_COLOUR_RED);
	pgl_cell_text(cells, "note", PGL_CUT_NOTHING, it->note);
}

static void fill_with_below(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct row *it = (const struct row *)rows + row;

	pgl_cell_text(cells, "path", PGL_CUT_START, it->path);
	pgl_cell_unsigned(cells, "count", it->count, true);
	pgl_cell_text(cells, "name", PGL_CUT_END, it->name);
	pgl_strbuf_add(pgl_cell_below(cells), it->note);
}

static void expect_filled(pgl_row_filler *filler, const struct row *rows, size_t n,
			  struct pgl_style style, const char *expected)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	pgl_table_print(filler, rows, n, &style, out);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void expect(const struct row *rows, size_t n, struct pgl_style style, const char *expected)
{
	expect_filled(fill, rows, n, style, expected);
}

static const struct pgl_style plain;

static void aligns(void **state)
{
	static const struct row rows[] = {{"a.c:1", "f", "", 7},
					  {"long/b.c:22", "g", "x", 1234567}};

	(void)state;
	expect(rows, 2, plain,
	       "path             count  name  note\n"
	       "a.c:1                7  f\n"
	       "long/b.c:22  1,234,567  g     x\n");
	expect(rows, 0, plain, "");
}

/* Lines between the rows: cut at the terminal's width, omitted if empty. */
static void has_lines_below(void **state)
{
	static const struct row rows[] = {{"a.c", "f", "what is below", 1}, {"b.c", "g", "", 2}};

	(void)state;
	expect_filled(fill_with_below, rows, 2, plain,
		      "path  count  name\n"
		      "a.c       1  f\n"
		      "      what is below\n"
		      "b.c       2  g\n");
	expect_filled(fill_with_below, rows, 2, (struct pgl_style){.columns = 18},
		      "path  count  name\n"
		      "a.c       1  f\n"
		      "      what is bel~\n"
		      "b.c       2  g\n");
}

/* The table omits a column in which every row is empty. */
static void leaves_out_empty_columns(void **state)
{
	static const struct row rows[] = {{"", "f", "", 1}};

	(void)state;
	expect(rows, 1, plain,
	       "count  name\n"
	       "    1  f\n");
}

static void counts_columns_not_bytes(void **state)
{
	static const struct row rows[] = {{"gr\xc3\xb6\xc3\x9f"
					   "e",
					   "\xe6\xbc\xa2\xe5\xad\x97", "z", 1},
					  {"ab\xff", "e\xcc\x81", "z", 2}};

	(void)state;
	expect(rows, 2, plain,
	       "path   count  name  note\n"
	       "gr\xc3\xb6\xc3\x9f"
	       "e      1  \xe6\xbc\xa2\xe5\xad\x97  z\n"
	       "ab\xff        2  e\xcc\x81     z\n");
}

static void colours_do_not_count(void **state)
{
	static const struct row rows[] = {{"a", "f", "z", 1}};
	struct pgl_style style = {.colour = true};

	(void)state;
	expect(rows, 1, style,
	       "\033[1mpath\033[0m  \033[1mcount\033[0m  \033[1mname\033[0m  \033[1mnote\033[0m\n"
	       "a         1  \033[31mf\033[0m     z\n");
}

static void cuts_on_a_terminal_only(void **state)
{
	static const struct row rows[] = {
		{"/a/very/long/path/to/file.c:1:2", "a_function_with_a_long_name", "z", 1}};
	struct pgl_style ascii = {.columns = 46}, utf8 = {.columns = 46, .utf8 = true};

	(void)state;
	expect(rows, 1, ascii,
	       "path             count  name              note\n"
	       "~/to/file.c:1:2      1  a_function_with~  z\n");
	expect(rows, 1, utf8,
	       "path             count  name              note\n"
	       "\xe2\x80\xa6/to/file.c:1:2      1  a_function_with\xe2\x80\xa6  z\n");
	expect(rows, 1, plain,
	       "path                             count  name                         note\n"
	       "/a/very/long/path/to/file.c:1:2      1  a_function_with_a_long_name  z\n");
}

static void never_cuts_to_nothing(void **state)
{
	static const struct row rows[] = {{"0123456789abcdef", "0123456789abcdef", "z", 1}};
	struct pgl_style style = {.columns = 3};

	(void)state;
	expect(rows, 1, style,
	       "path          count  name          note\n"
	       "~56789abcdef      1  0123456789a~  z\n");
}

/* Nothing in a record may control the terminal. */
static void defuses(void **state)
{
	static const struct row rows[] = {{"a\033[2J", "f\ng", "\x7f", 1}};

	(void)state;
	expect(rows, 1, plain,
	       "path   count  name  note\n"
	       "a?[2J      1  f?g   ?\n");
}

static void expect_number(void (*add)(struct pgl_strbuf *, int64_t), int64_t value,
			  const char *expected)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	add(&text, value);
	assert_string_equal(text.text, expected);
	pgl_strbuf_release(&text);
}

static void expect_real(double value, const char *expected)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_real(&text, value);
	assert_string_equal(text.text, expected);
	pgl_strbuf_release(&text);
}

static void numbers(void **state)
{
	(void)state;
	expect_number(pgl_add_signed, 0, "0");
	expect_number(pgl_add_signed, 999, "999");
	expect_number(pgl_add_signed, 1000, "1,000");
	expect_number(pgl_add_signed, -123456, "-123,456");
	expect_number(pgl_add_signed, INT64_MIN, "-9,223,372,036,854,775,808");
	expect_real(0, "0");
	expect_real(0.000123456, "0.0001235");
	expect_real(-666.6666, "-666.7");
	expect_real(-12345.67, "-12,346");
	expect_real(1e20, "1e+20");
	expect_real(INFINITY, "inf");
}

static void utf8_is_checked(void **state)
{
	uint32_t character = 0;

	(void)state;
	assert_int_equal(pgl_utf8_next("\xe2\x82\xac", 3, &character), 3);
	assert_int_equal(character, 0x20ac);
	assert_int_equal(pgl_utf8_next("\xe2\x82\xac", 2, &character), 0);
	assert_int_equal(pgl_utf8_next("\xe0\x80\x80", 3, &character), 0);
	assert_int_equal(pgl_utf8_width("a\xe6\xbc\xa2", 4), 3);
	assert_int_equal(pgl_utf8_fit("a\xe6\xbc\xa2z", 5, 2), 1);
	assert_int_equal(pgl_utf8_fit("a\xe6\xbc\xa2z", 5, 3), 4);
	assert_int_equal(pgl_utf8_fit("abc", 3, 99), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligns),
		cmocka_unit_test(has_lines_below),
		cmocka_unit_test(leaves_out_empty_columns),
		cmocka_unit_test(counts_columns_not_bytes),
		cmocka_unit_test(colours_do_not_count),
		cmocka_unit_test(cuts_on_a_terminal_only),
		cmocka_unit_test(never_cuts_to_nothing),
		cmocka_unit_test(defuses),
		cmocka_unit_test(numbers),
		cmocka_unit_test(utf8_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
