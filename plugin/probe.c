/* Known by the names that the build systems reserve for themselves. See probe.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "probe.h"

#include <stddef.h>
#include <string.h>

/* Autoconf's conftest.c and conftest2.cpp, SCons' conftest_0a1b_0.c; distutils' _configtest.c; the one of
   Rust's crate cc; a test for an option. */
static bool is_probe_name(const char *source)
{
	static const char *const names[] = {"_configtest.", "flag_check."};
	static const char conftest[] = "conftest";
	const char *slash = strrchr(source, '/'), *base = slash ? slash + 1 : source;
	size_t length = strlen(conftest);

	if (!strcmp(source, "/dev/null"))
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strncmp(base, names[i], strlen(names[i])))
			return true;
	if (strncmp(base, conftest, length))
		return false;
	if (base[length] == '_')
		length += strspn(base + length, "_0123456789abcdef");
	else
		length += strspn(base + length, "0123456789");
	return base[length] == '.';
}

/* In PATH: a folder called NAME, or one whose name begins so if NAME ends in '*'. */
static const char *find_folder(const char *path, const char *name)
{
	size_t length = strlen(name);
	bool is_start = length && name[length - 1] == '*';

	length -= is_start;
	for (; path; path = strchr(path, '/')) {
		path += *path == '/';
		if (!strncmp(path, name, length) &&
		    (is_start || !path[length] || path[length] == '/'))
			return path;
	}
	return NULL;
}

/* Does PATH, of a file or folder, lead into one that only tests are compiled in? */
static bool is_test_folder(const char *path)
{
	/* Meson; SCons; waf; qmake. */
	static const char *const folders[] = {"meson-private", ".sconf_temp", ".conf_check_*",
					      "conf_check_*", "config.tests"};
	const char *cmake = find_folder(path, "CMakeFiles");

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (find_folder(path, folders[i]))
			return true;
	return cmake && (find_folder(cmake, "CMakeTmp") || find_folder(cmake, "CMakeScratch") ||
			 find_folder(cmake, "CompilerId*"));
}

bool pgl_is_probe(const char *source, const char *folder)
{
	return is_probe_name(source) || is_test_folder(source) || is_test_folder(folder);
}
