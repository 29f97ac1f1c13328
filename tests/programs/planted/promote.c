/*
 * An indirect call that nearly always goes to one function; GCC promotes it to a direct call. GCC then
 * inlines the direct call and knows its constant argument; both belong to the promotion, because there
 * is no such call without it.
 *
 * planted-causes: value-profile
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

typedef unsigned operation(unsigned, unsigned, unsigned);

static volatile unsigned limit;
static volatile unsigned seen;

static unsigned add(unsigned a, unsigned b, unsigned mode)
{
	if (mode & 1)
		seen = a;
	if (mode & 2)
		seen = b;
	if (mode & 4)
		seen = a + b;
	return a + b * 3;
}

static unsigned rotate(unsigned a, unsigned b, unsigned mode)
{
	return (a << 5 | a >> 27) ^ b ^ mode;
}

/* Read anew each time, so the callee is not the same in the whole loop. */
static operation *volatile table[64];

int main(int argc, char **argv)
{
	unsigned sum = 1;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < 64; i++)
		table[i] = i ? add : rotate;
	for (unsigned i = 0; i < limit; i++)
		sum ^= table[i % 64](sum, i, 8);
	printf("%u\n", sum);
	return 0;
}
