/*
 * A hot loop of few instructions to unroll. -fprofile-use alone switches -funroll-loops on: the gain
 * is the same without any counts.
 *
 * planted-causes: loops
 * planted-options: all
 * planted-train: 20
 * planted-measure: 1500
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static unsigned char text[1024];

/* A chain, so GCC cannot vectorize it. */
__attribute__((noipa)) unsigned hash(const unsigned char *p, unsigned n)
{
	unsigned h = 5381;

	for (unsigned i = 0; i < n; i++)
		h = h * 33 ^ p[i];
	return h;
}

int main(int argc, char **argv)
{
	unsigned n = argc > 1 ? atoi(argv[1]) : 1, sum = 0;

	for (unsigned i = 0; i < n; i++) {
		text[i % sizeof(text)] = i;
		sum += hash(text, sizeof(text));
	}
	printf("%u\n", sum);
	return 0;
}
