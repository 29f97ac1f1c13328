/* The search alone. See bisect.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/bisect.h"

#include <stdlib.h>

#include "base/xalloc.h"

#include "base/banned.h"

/* The state nearest to the middle of GOOD and BAD that was not skipped; BAD: there is none. */
static size_t nearest(size_t good, size_t bad, const bool *is_skipped)
{
	size_t middle = good + (bad - good) / 2;

	for (size_t away = 0; away < bad - good; away++) {
		if (middle + away < bad && !is_skipped[middle + away])
			return middle + away;
		if (middle > good + away && !is_skipped[middle - away])
			return middle - away;
	}
	return bad;
}

int pgl_bisect_search(size_t good, size_t bad, pgl_ask *ask, void *context, size_t *ret_first,
		      size_t *ret_last)
{
	bool *is_skipped = pgl_xcalloc(bad + 1, sizeof *is_skipped);
	int failed = 0;

	while (bad - good > 1 && !failed) {
		size_t middle = nearest(good, bad, is_skipped);

		if (middle == bad)
			break;
		switch (ask(context, middle)) {
		case PGL_TEST_GOOD: good = middle; break;
		case PGL_TEST_BAD: bad = middle; break;
		case PGL_TEST_SKIP: is_skipped[middle] = true; break;
		default: failed = -1; break;
		}
	}
	*ret_first = good + 1;
	*ret_last = bad;
	free(is_skipped);
	return failed;
}
