/*
 * A call that never happens, with values that live across it. Without a profile they get registers that
 * each entry of the function must save; with counts they are saved around the call, if ever. Inlining,
 * options and the layout of blocks do not matter.
 *
 * planted-causes: counts
 * planted-options: none
 * planted-train: 2000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit, odd, input[6];

__attribute__((noipa)) void repair(void)
{
	odd = 0;
}

__attribute__((noipa)) unsigned step(void)
{
	/* Read before the call and used after it. */
	unsigned a = input[0], b = input[1], c = input[2], d = input[3], e = input[4], f = input[5];

	if (odd)
		repair();
	input[0] = a + b;
	input[1] = b ^ c;
	input[2] = c - d;
	input[3] = d + e;
	input[4] = e ^ f;
	return a ^ d ^ f;
}

int main(int argc, char **argv)
{
	unsigned sum = 0;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++)
		sum += step();
	printf("%u\n", sum);
	return 0;
}
