/*
 * A division of 128 bits by a value that is usually the same. The general case is a call of the compiler's
 * library, and the usual one, by 16, is a shift.
 *
 * planted-causes: value-profile
 * planted-options: none
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

typedef unsigned __int128 wide;

static volatile unsigned limit;
static volatile unsigned divisors[64];

int main(int argc, char **argv)
{
	wide sum = (wide)1 << 100;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < 64; i++)
		divisors[i] = i ? 16 : 7;
	for (unsigned i = 0; i < limit; i++)
		sum += sum / (wide)divisors[i % 64] + i;
	printf("%u\n", (unsigned)(sum >> 64) ^ (unsigned)sum);
	return 0;
}
