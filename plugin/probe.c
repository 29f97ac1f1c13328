/* Known by the names that the build systems reserve for themselves. See probe.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "probe.h"

#include <stddef.h>
#include <string.h>

/* conftest.c, conftest2.cpp */
static bool is_autoconf(const char *source)
{
	static const char name[] = "conftest";
	const char *slash = strrchr(source, '/'), *base = slash ? slash + 1 : source;
	size_t length = strlen(name);

	if (strncmp(base, name, length))
		return false;
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
	const char *cmake = find_folder(path, "CMakeFiles");

	return find_folder(path, "meson-private") ||
	       (cmake && (find_folder(cmake, "CMakeTmp") || find_folder(cmake, "CMakeScratch") ||
			  find_folder(cmake, "CompilerId*")));
}

bool pgl_is_probe(const char *source, const char *folder)
{
	return is_autoconf(source) || is_test_folder(source) || is_test_folder(folder);
}
