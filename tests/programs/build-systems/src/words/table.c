/* A file in another folder has the same name, on purpose.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample.h"

static int is_end(char c)
{
	return c == '\n' || c == '\f';
}

unsigned count_lines(const char *text)
{
	unsigned n = 0;

	for (; *text; text++)
		n += is_end(*text);
	return n;
}
