/*
 * Code that a profile cannot improve: one loop of straight code, each access volatile.
 *
 * planted-verdict: no-effect
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit, a, b, c;

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		a += i;
		b ^= a;
		c += b;
	}
	printf("%u\n", a ^ b ^ c);
	return 0;
}
