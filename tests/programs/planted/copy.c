/*
 * A memcpy whose length is usually the same: for that length it is two moves, else a call of the library.
 *
 * planted-causes: value-profile
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile unsigned limit;
static volatile unsigned lengths[64];
static char from[256], to[256];

int main(int argc, char **argv)
{
	unsigned sum = 0;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < 64; i++)
		lengths[i] = i ? 16 : 200;
	memset(from, 'x', sizeof(from));
	for (unsigned i = 0; i < limit; i++) {
		memcpy(to + i % 32, from, lengths[i % 64]);
		sum += to[i % 48];
	}
	printf("%u\n", sum);
	return 0;
}
