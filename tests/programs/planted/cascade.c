/*
 * One inlining uses up the budget of another. Without a profile mix is over the size limit, and GCC inlines
 * step, which is small, into its callers. With counts GCC first inlines mix into step, where it is hottest;
 * step is then over the limit itself, and its calls stay: one gain, and a loss that follows from it.
 *
 * planted-causes: newly-inlined un-inlined
 * planted-train: 1000
 * planted-measure: 10000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

/* Without mix in it, step would be inlined with counts as well: these macros set OLD's decisions. */
#if defined(PLANTED_OFF_UN_INLINED)
#define STEP inline __attribute__((gnu_inline, always_inline))
#elif defined(PLANTED_OFF_NEWLY_INLINED)
#define STEP __attribute__((noinline))
#else
#define STEP
#endif
#ifdef PLANTED_OFF_NEWLY_INLINED
#define MIX __attribute__((noinline))
#else
#define MIX
#endif

/* Volatile: GCC does not unroll a loop if it does not know the number of iterations. */
static volatile unsigned limit, rounds = 17;

MIX static unsigned mix(unsigned a, unsigned b, unsigned c, unsigned d)
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
	b += c << 4;
	c ^= b >> 2;
	return a ^ c;
}

STEP unsigned step(unsigned sum, unsigned x, unsigned a, unsigned b, unsigned c, unsigned d,
		   unsigned e, unsigned f)
{
	unsigned i = 0;

	do {
		sum = mix(sum, x, i, sum / (i + 1));
		sum += a ^ b ^ c ^ d ^ e ^ f;
		sum ^= sum >> 3;
		sum += sum << 5;
	} while (++i < rounds);
	return sum;
}

/* GCC inlines a function that is called once, whatever its size. */
__attribute__((noipa)) unsigned rare(unsigned x)
{
	return mix(x, 1, 2, 3) + mix(2, x, 1, 4) + mix(x, 3, x, 5);
}

int main(int argc, char **argv)
{
	unsigned sum = 1;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		sum ^= step(sum, i, 1, i, sum, 2, i, 7);
		sum += step(i, sum, sum, 3, i, 4, 8, i);
		sum ^= step(i, 4, 5, sum, 6, i, sum, 9);
	}
	if (argc > 2)
		sum += rare(sum);
	printf("%u\n", sum);
	return 0;
}
