/*
 * Branches usually go the way that GCC's heuristics call rare (a comparison for equality): without a
 * profile GCC puts the usual blocks out of line, and each of them ends with a jump back.
 *
 * planted-causes: layout
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit;
static volatile unsigned a, b, c, even, odd, after;

/*
 * The stores are volatile, so GCC does not make them branchless; the code that follows is long, so GCC
 * does not copy it to the end of each of the two blocks.
 */
#define TEST(x) \
	do { \
		if (x == 7) \
			even = i; \
		else \
			odd = i; \
		after = 1; \
		after = 2; \
		after = 3; \
		after = 4; \
		after = 5; \
	} while (0)

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	a = b = c = 7;
	for (unsigned i = 0; i < limit; i++) {
		TEST(a);
		TEST(b);
		TEST(c);
	}
	printf("%u\n", even ^ odd);
	return 0;
}
