/* See glob-match.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/glob.h"

#include <fnmatch.h>
#include <string.h>

#include "base/banned.h"

bool pgl_glob_matches(const char *glob, const char *text)
{
	return text && (!strcmp(glob, text) || !fnmatch(glob, text, 0));
}

bool pgl_glob_matches_path(const char *glob, const char *path)
{
	const char *slash = strrchr(path, '/');

	return pgl_glob_matches(glob, path) || (slash && pgl_glob_matches(glob, slash + 1));
}

bool pgl_glob_matches_tail(const char *glob, const char *path)
{
	if (pgl_glob_matches(glob, path))
		return true;
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (pgl_glob_matches(glob, slash + 1))
			return true;
	return false;
}
