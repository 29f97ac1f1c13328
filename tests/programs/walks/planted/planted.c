/* A program that does 5 % more work if PLANTED is defined; its output stays the same.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>
#include <stdlib.h>

#ifdef PLANTED
enum { MORE = 5 };
#else
enum { MORE = 0 };
#endif

static unsigned table[4096];

static unsigned mix(unsigned x, unsigned i)
{
	x ^= table[(x ^ i) & 4095];
	x *= 2654435761u;
	x ^= x >> 15;
	table[i & 4095] += x;
	return x;
}

static unsigned work(unsigned n)
{
	unsigned x = 1;

	for (unsigned i = 0; i < n; i++)
		x = mix(x, i);
	return x;
}

int main(int argc, char **argv)
{
	unsigned n = argc > 1 ? (unsigned)atoi(argv[1]) : 100;
	unsigned x = work(100 * n);

	/* Nobody needs the result, but the program must compute it. */
	if (MORE && work(MORE * n) == 0)
		putchar(' ');
	printf("%u\n", x);
	return 0;
}
