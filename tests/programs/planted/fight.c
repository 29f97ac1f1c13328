/*
 * Two causes that fight: GCC inlines a hot call over the size limit, which gains, and unrolls a loop that is
 * long in training and short in the measured run, which loses.
 *
 * planted-causes: newly-inlined loops
 * planted-train: 1000 1000
 * planted-measure: 100000 2
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

static volatile unsigned limit;
static unsigned char text[1024];

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

__attribute__((noipa)) unsigned hash(const unsigned char *p, unsigned n)
{
	unsigned h = 5381;

	for (unsigned i = 0; i < n; i++)
		h = h * 33 ^ p[i];
	return h;
}

int main(int argc, char **argv)
{
	unsigned length = argc > 2 ? atoi(argv[2]) % sizeof(text) : 1, sum = 1;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		/* GCC estimates these few divisions as slow: no big_speedup_p. */
		sum = mix(sum, i, length, sum / (i + 1));
		sum += mix(i, length, sum / (i + 3), sum);
		sum ^= mix(length, sum, i, 5000000 / (i + 1));
		sum += hash(text, length);
		sum ^= hash(text, length);
	}
	printf("%u\n", sum);
	return 0;
}
