/*
 * A call in a hot loop whose callee is over the size limit of a build that does not know which calls
 * are hot (--param max-inline-insns-auto, which the hint known_hot doubles). Inlining removes the call,
 * the moves of its arguments and the saving of registers around it.
 *
 * planted-causes: newly-inlined
 * planted-options: none
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

#ifdef PLANTED_OFF_NEWLY_INLINED
#define CALLEE __attribute__((noinline))
#else
#define CALLEE
#endif

/* Volatile: GCC does not unroll a loop if it does not know the number of iterations. */
static volatile unsigned limit;

/* Few instructions that GCC estimates as slow: inlining is not a big_speedup_p. */
#define SCALE(x, i) ((x) / (i) + 5000000 / ((i) + 1) + 7000000 / ((i) + 2))

CALLEE static unsigned mix(unsigned a, unsigned b, unsigned c, unsigned d)
{
	a += b ^ c;
	c = (c << 7 | c >> 25) + a;
	d ^= c + b;
	a ^= c >> 3;
	c += a * 5;
	b = (b << 13 | b >> 19) ^ d;
	d += b - a;
	b ^= d << 3;
	c ^= b * 3;
	a += c >> 2;
	a ^= d >> 5;
	c -= a * 7;
	return a ^ c;
}

__attribute__((noipa)) unsigned walk(unsigned seed)
{
	unsigned sum = seed;

	for (unsigned i = 0; i < limit; i++)
		sum = mix(sum, i, seed, SCALE(sum, i + 1));
	return sum;
}

__attribute__((noipa)) unsigned walk_again(unsigned seed)
{
	unsigned sum = seed;

	for (unsigned i = 0; i < limit; i++)
		sum += mix(i, seed, SCALE(sum, i + 3), seed);
	return sum;
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	printf("%u\n", walk(1) ^ walk_again(2));
	return 0;
}
