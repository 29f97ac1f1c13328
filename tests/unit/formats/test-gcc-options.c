/* Which GCC commands can use the plugin.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "experiment/variants/compiler.h"
#include "formats/gcc-options.h"

#define UNFIT(...)                                                                                 \
	pgl_gcc_command_unfit((char **)(const char *[]){__VA_ARGS__},                              \
			      sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *), "pgolens")

static void options_with_a_value_do_not_hide_or_show(void **state)
{
	(void)state;
	assert_null(UNFIT("-MF", "-E", "x.c"));
	assert_null(UNFIT("-Xlinker", "-E", "x.o"));
	assert_string_equal(UNFIT("-o", "x.o"), "it has no input");
	assert_string_equal(UNFIT("-c", "x.c", "-E"), "it only preprocesses");
	assert_null(UNFIT("-x", "c", "-"));
}

static void the_plugin_is_known_by_its_name(void **state)
{
	(void)state;
	assert_non_null(UNFIT("-fplugin=pgolens", "x.c"));
	assert_non_null(UNFIT("-fplugin=/a/b/pgolens.so", "x.c"));
	assert_null(UNFIT("-fplugin=/pgolens/other.so", "x.c"));
	assert_null(UNFIT("-fplugin=pgolens2", "x.c"));
	assert_null(UNFIT("-o", "-fplugin=pgolens", "x.c"));
}

static void a_plugins_name_is_its_file_without_the_ending(void **state)
{
	static const char *const pairs[][2] = {
		{"/a.b/pgolens.so", "pgolens"}, {"x.so", "x"}, {"plain", "plain"}, {".so", ".so"}};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char *name = pgl_gcc_plugin_name(pairs[i][0]);

		assert_string_equal(name, pairs[i][1]);
		free(name);
	}
}

static void compilers_are_known_by_their_names(void **state)
{
	static const char *const yes[] = {
		"gcc", "/usr/bin/cc", "g++-12",	    "x86_64-linux-gnu-gcc-12",
		"c++", "gfortran-12", "clang-14.0", "arm-none-eabi-g++"};
	static const char *const no[] = {"pgolens", "pgolens-0.1", "ccache",	 "/gcc/x", "xgcc",
					 "gcc-ar",  "gcov-12",	   "gcc12",	 "-",	   "",
					 "12",	    "lt-pgolens",  "pgolens.old"};

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		assert_true(pgl_compiler_is_name(yes[i]));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(pgl_compiler_is_name(no[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_with_a_value_do_not_hide_or_show),
		cmocka_unit_test(the_plugin_is_known_by_its_name),
		cmocka_unit_test(a_plugins_name_is_its_file_without_the_ending),
		cmocka_unit_test(compilers_are_known_by_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
