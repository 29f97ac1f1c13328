/* Names that no program has distinguish the tests of configure scripts from programs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe.h"

static const struct {
	const char *source, *folder;
	bool is_probe;
} cases[] = {
	{"conftest.c", "/p/build", true},
	{"conftest2.cpp", "/p/build", true},
	{"/p/b/conftest.c", "/", true},
	{"./conftest.f90", "/p", true},
	{"conftests.c", "/p", false},
	{"my-conftest.c", "/p", false},
	{"conftest/x.c", "/p", false},
	{"x.c", "/p/conftest.c", false},
	/* The names of CMake 3.25 and before. */
	{"/usr/share/cmake-3.25/Modules/CMakeCCompilerABI.c",
	 "/p/build/CMakeFiles/CMakeScratch/TryCompile-8vvOlx", true},
	{"/p/build/CMakeFiles/CMakeScratch/TryCompile-EXzXJk/CheckIncludeFile.c", "/p/build", true},
	{"/p/build/CMakeFiles/CMakeTmp/src.c", "/p/build/CMakeFiles/CMakeTmp", true},
	{"CMakeCCompilerId.c", "/p/build/CMakeFiles/3.25.1/CompilerIdC", true},
	{"CMakeFiles/x.dir/unity_0_c.c", "/p/build", false},
	{"CMakeFiles/x.dir/cmake_pch.hxx.cxx", "/p/build", false},
	{"x.c", "/p/CompilerId", false},
	{"/p/build/meson-private/tmp474sm02a/testfile.c", "/p", true},
	{"sanitycheckc.c", "/p/build/meson-private", true},
	{"../meson-private.c", "/p/build", false},
	{"/p/meson-private-2/x.c", "/p/build", false},
	{"conftest_5a2f0c_0.c", "/p", true},
	{"conftest_x.c", "/p", false},
	{".sconf_temp/conftest_0.c", "/p", true},
	{"/p/.sconf_temp/x.c", "/", true},
	{"../test.c", "/p/build/.conf_check_1f0e/testbuild", true},
	{"../../test.c", "/p/build/conf_check_1f0e/testbuild", true},
	{"conf_check.c", "/p", false},
	{"_configtest.c", "/p", true},
	{"my_configtest.c", "/p", false},
	{"flag_check.c", "/p/target/build", true},
	{"main.cpp", "/p/config.tests/sse2", true},
	{"/dev/null", "/p", true},
	{"/p/dev/null", "/p", false},
	{"", "", false},
};

static void probes_are_known_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (pgl_is_probe(cases[i].source, cases[i].folder) != cases[i].is_probe)
			fail_msg("'%s' in '%s'", cases[i].source, cases[i].folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(probes_are_known_by_name)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
