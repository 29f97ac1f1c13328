/*
 * A profile of the wrong kind of run: the calls that are cold in it, and that GCC takes out of line, are
 * those that the measured run makes all the time.
 *
 * planted-causes: un-inlined
 * planted-verdict: pgo-loses
 * planted-train: 3000 0
 * planted-measure: 50000 1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

#ifdef PLANTED_OFF_UN_INLINED
#define CALLEE __attribute__((always_inline))
#else
#define CALLEE
#endif

static volatile unsigned limit, sink;

CALLEE static inline void put(unsigned a, unsigned b, unsigned c)
{
	sink = a;
	sink = b;
	sink = c;
	sink = b;
	sink = a;
	sink = 1;
	sink = 2;
	sink = 3;
	sink = c;
	sink = a;
	sink = b;
	sink = c;
}

__attribute__((noipa)) void step(unsigned i, unsigned kind)
{
	if (kind) {
		put(i, 1, 2);
		put(2, i, 1);
		put(1, 2, i);
		put(i, 3, 4);
		put(4, i, 3);
		put(3, 4, i);
		put(i, 5, 6);
		put(6, i, 5);
	}
	sink = i;
}

int main(int argc, char **argv)
{
	unsigned kind = argc > 2 ? atoi(argv[2]) : 0;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++)
		step(i, kind);
	printf("%u\n", sink);
	return 0;
}
