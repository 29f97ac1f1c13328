/* The plugin's arguments.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "options.h"

static void values_are_taken(void **state)
{
	struct pgl_plugin_options options = {0};

	(void)state;
	assert_int_equal(pgl_plugin_option(&options, "output", "a file"), PGL_OPTION_FINE);
	assert_int_equal(pgl_plugin_option(&options, "label", "x=y"), PGL_OPTION_FINE);
	assert_int_equal(pgl_plugin_option(&options, "details", NULL), PGL_OPTION_FINE);
	assert_string_equal(options.output, "a file");
	assert_string_equal(options.label, "x=y");
	assert_null(options.dir);
	assert_true(options.details);
	assert_false(options.help);
}

static void embedding_takes_one_word(void **state)
{
	struct pgl_plugin_options options = {0};

	(void)state;
	assert_int_equal(options.embed, PGL_EMBED_NOT);
	assert_int_equal(pgl_plugin_option(&options, "embed", NULL), PGL_OPTION_FINE);
	assert_int_equal(options.embed, PGL_EMBED);
	assert_int_equal(pgl_plugin_option(&options, "embed", "object"), PGL_OPTION_FINE);
	assert_int_equal(options.embed, PGL_EMBED_OBJECT);
	assert_int_equal(pgl_plugin_option(&options, "embed", "objects"), PGL_OPTION_WRONG_VALUE);
	assert_int_equal(pgl_plugin_option(&options, "embed", ""), PGL_OPTION_WRONG_VALUE);
	assert_int_equal(options.embed, PGL_EMBED_OBJECT);
}

static void split_is_one_of_three(void **state)
{
	struct pgl_plugin_options options = {0};

	(void)state;
	assert_int_equal(pgl_plugin_option(&options, "split", "feedback"), PGL_OPTION_FINE);
	assert_int_equal(options.split, PGL_SPLIT_FEEDBACK);
	assert_int_equal(pgl_plugin_option(&options, "split", "late"), PGL_OPTION_WRONG_VALUE);
	assert_int_equal(pgl_plugin_option(&options, "split", NULL), PGL_OPTION_NO_VALUE);
	assert_int_equal(options.split, PGL_SPLIT_FEEDBACK);
}

static void the_last_value_wins(void **state)
{
	struct pgl_plugin_options options = {0};

	(void)state;
	pgl_plugin_option(&options, "dir", "one");
	assert_int_equal(pgl_plugin_option(&options, "dir", "two"), PGL_OPTION_FINE);
	assert_string_equal(options.dir, "two");
}

static void wrong_ones_are_named(void **state)
{
	struct pgl_plugin_options options = {0};

	(void)state;
	assert_int_equal(pgl_plugin_option(&options, "outptu", "x"), PGL_OPTION_UNKNOWN);
	assert_int_equal(pgl_plugin_option(&options, "", NULL), PGL_OPTION_UNKNOWN);
	assert_int_equal(pgl_plugin_option(&options, "output", NULL), PGL_OPTION_NO_VALUE);
	assert_int_equal(pgl_plugin_option(&options, "output", ""), PGL_OPTION_NO_VALUE);
	assert_int_equal(pgl_plugin_option(&options, "help", "me"), PGL_OPTION_STRAY_VALUE);
	assert_null(options.output);
	assert_false(options.help);
}

static void output_and_dir_contradict(void **state)
{
	struct pgl_plugin_options options = {0}, turned = {0};

	(void)state;
	pgl_plugin_option(&options, "output", "x");
	assert_int_equal(pgl_plugin_option(&options, "dir", "y"), PGL_OPTION_CONTRADICTION);
	pgl_plugin_option(&turned, "dir", "y");
	assert_int_equal(pgl_plugin_option(&turned, "output", "x"), PGL_OPTION_CONTRADICTION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_taken),
		cmocka_unit_test(embedding_takes_one_word),
		cmocka_unit_test(split_is_one_of_three),
		cmocka_unit_test(the_last_value_wins),
		cmocka_unit_test(wrong_ones_are_named),
		cmocka_unit_test(output_and_dir_contradict),
	};

	return cmocka_run_group_tests_name("plugin-options", tests, NULL, NULL);
}
