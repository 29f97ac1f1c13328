/* See order.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/order.h"

#include <string.h>

int pgl_compare_text(const char *a, const char *b)
{
	/* Equal pointers are the common case. */
	if (a == b)
		return 0;
	if (!a || !b)
		return a ? -1 : 1;
	return strcmp(a, b);
}

bool pgl_same_text(const char *a, const char *b)
{
	return !pgl_compare_text(a, b);
}
