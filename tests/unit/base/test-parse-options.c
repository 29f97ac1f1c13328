/* base/parse-options.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/parse-options.h"

struct values {
	bool all, brief;
	const char *output;
	struct pgl_texts globs;
	uint64_t limit;
	int colour;
};

static const char *const colours[] = {"auto", "always", "never", NULL};

static const struct pgl_switch switches[] = {
	PGL_HEADING("What"),
	PGL_FLAG(struct values, all, 'a', "all", "everything"),
	PGL_FLAG(struct values, brief, 'b', "brief", "little"),
	PGL_TEXT(struct values, output, 'o', "output", "FILE", "write to FILE"),
	PGL_LIST(struct values, globs, 0, "glob", "GLOB", "first line\nsecond line"),
	PGL_NUMBER(struct values, limit, 'n', NULL, "N", "at most N"),
	PGL_CHOICE(struct values, colour, 0, "color", "WHEN", colours, "when"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {.name = "try",
				       .synopsis = "[OPTION]... FILE",
				       .summary = "try it",
				       .switches = switches,
				       .exit_status = "0  fine\n2  trouble",
				       .examples = "pgolens try x"};

/* The result of the last parse. */
static struct values values;
static char *words[16];
static size_t n;
static struct pgl_error error;

#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

static enum pgl_parsed parse(const char *const *given)
{
	int count = 0;

	pgl_parse_release(&usage, &values);
	memset(&values, 0, sizeof values);
	n = 0;
	for (; given[count]; count++)
		words[count] = (char *)given[count];
	return pgl_parse(&usage, count, words, &values, &n, &error);
}

static void operands_and_options_mix(void **state)
{
	(void)state;
	assert_int_equal(PARSE("x", "--all", "-", "-o", "f", "y"), PGL_PARSED);
	assert_int_equal(n, 3);
	assert_string_equal(words[0], "x");
	assert_string_equal(words[1], "-");
	assert_string_equal(words[2], "y");
	assert_true(values.all);
	assert_false(values.brief);
	assert_string_equal(values.output, "f");
}

static void values_have_many_forms(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--output=f", "-n5"), PGL_PARSED);
	assert_string_equal(values.output, "f");
	assert_int_equal(values.limit, 5);
	assert_int_equal(PARSE("--output", "--all", "-n", "18446744073709551615"), PGL_PARSED);
	assert_string_equal(values.output, "--all");
	assert_true(values.limit == UINT64_MAX);
	assert_int_equal(PARSE("--output="), PGL_PARSED);
	assert_string_equal(values.output, "");
	assert_int_equal(PARSE("-abn7"), PGL_PARSED);
	assert_true(values.all && values.brief);
	assert_int_equal(values.limit, 7);
	assert_int_equal(PARSE("--color=never"), PGL_PARSED);
	assert_int_equal(values.colour, 2);
}

static void lists_keep_all(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--glob=a", "--glob", "b*"), PGL_PARSED);
	assert_int_equal(values.globs.n, 2);
	assert_string_equal(values.globs.item[0], "a");
	assert_string_equal(values.globs.item[1], "b*");
}

static void two_dashes_end_options(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--all", "--", "--brief", "-n"), PGL_PARSED);
	assert_int_equal(n, 2);
	assert_string_equal(words[0], "--brief");
	assert_false(values.brief);
}

static void help_and_version(void **state)
{
	(void)state;
	assert_int_equal(PARSE("x", "--help"), PGL_PARSED_HELP);
	assert_int_equal(PARSE("-ah"), PGL_PARSED_HELP);
	assert_int_equal(PARSE("--version"), PGL_PARSED_VERSION);
}

#define WRONG(sentence, ...)                                                                       \
	do {                                                                                       \
		assert_int_equal(PARSE(__VA_ARGS__), PGL_PARSED_WRONG);                            \
		assert_string_equal(error.text, sentence);                                         \
	} while (0)

static void says_what_is_wrong(void **state)
{
	(void)state;
	WRONG("unknown option '--al'; did you mean '--all'?", "--al");
	WRONG("unknown option '--xyzzy'", "--xyzzy=3");
	WRONG("unknown option '-x'", "-axb");
	WRONG("option '--output' needs a value: FILE", "--output");
	WRONG("option '-n' needs a value: N", "-n");
	WRONG("option '-n' needs a number, not '-1'", "-n", "-1");
	WRONG("option '-n' needs a number, not '5x'", "-n5x");
	WRONG("option '-n' needs a number, not ''", "-n", "");
	WRONG("option '-n' needs a number, not '18446744073709551616'", "-n18446744073709551616");
	WRONG("option '--all' takes no value", "--all=1");
	WRONG("option '--color' cannot be 'red'; it is one of: auto, always, never", "--color=red");
}

static void help_is_made_from_the_table(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	pgl_usage_help(&usage, &text);
	assert_string_equal(text.text, "Usage: pgolens try [OPTION]... FILE\n"
				       "try it\n"
				       "\nWhat:\n"
				       "  -a, --all               everything\n"
				       "  -b, --brief             little\n"
				       "  -o, --output=FILE       write to FILE\n"
				       "      --glob=GLOB         first line\n"
				       "                          second line\n"
				       "  -n N                    at most N\n"
				       "      --color=WHEN        when\n"
				       "  -h, --help              print this help\n"
				       "      --version           print the version\n"
				       "\nExit status:\n"
				       "  0  fine\n"
				       "  2  trouble\n"
				       "\nExamples:\n"
				       "  pgolens try x\n");
	pgl_strbuf_release(&text);
}

static int tear_down(void **state)
{
	(void)state;
	pgl_parse_release(&usage, &values);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operands_and_options_mix),
		cmocka_unit_test(values_have_many_forms),
		cmocka_unit_test(lists_keep_all),
		cmocka_unit_test(two_dashes_end_options),
		cmocka_unit_test(help_and_version),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(help_is_made_from_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
