/* See given.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/given.h"

#include <string.h>

#include "base/banned.h"

bool pgl_given_is_about_profile(const char *word, size_t length)
{
	static const char *const starts[] = {
		"-fprofile",	  "-fno-profile",	    "--coverage",
		"-fauto-profile", "-fbranch-probabilities", "-W",
		"-fplugin",	  "-ftest-coverage",	    "-fcoverage"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (length >= strlen(starts[i]) && !strncmp(word, starts[i], strlen(starts[i])))
			return true;
	return false;
}
