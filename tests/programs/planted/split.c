/*
 * Functions that GCC splits before inlining in a build without a profile, because its heuristics call
 * their work rare; with counts GCC leaves them whole. All hot calls are indirect, so nothing is inlined
 * on the way; splitting costs the jump to the part, and the move of each argument to the register that
 * it has there.
 *
 * planted-causes: early-split
 * planted-train: 2000
 * planted-measure: 100000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit, sink;

/* Too large to be inlined back. */
#define STORES \
	sink = a; \
	sink = b; \
	sink = c; \
	sink = d; \
	sink = e; \
	sink = 1; \
	sink = 2; \
	sink = 3
#define BODY(n) \
	do { \
		STORES; \
		STORES; \
		STORES; \
		STORES; \
		STORES; \
		sink = n; \
	} while (0)

#ifdef PLANTED_OFF_EARLY_SPLIT
/* Split by hand as GCC does it: the part gets the arguments that it uses. */
#define WORK(n) \
	__attribute__((noinline)) static void part##n(unsigned a, unsigned b, unsigned c, unsigned d, \
						      unsigned e) \
	{ \
		BODY(n); \
	} \
	static void work##n(unsigned kind, unsigned a, unsigned b, unsigned c, unsigned d, unsigned e) \
	{ \
		if (kind == 7) \
			part##n(a, b, c, d, e); \
	}
#else
#define WORK(n) \
	static void work##n(unsigned kind, unsigned a, unsigned b, unsigned c, unsigned d, unsigned e) \
	{ \
		if (kind == 7) \
			BODY(n); \
	}
#endif

WORK(0)
WORK(1)
WORK(2)
WORK(3)

typedef void function(unsigned, unsigned, unsigned, unsigned, unsigned, unsigned);

static function *volatile table[] = {work0, work1, work2, work3};

/* Direct calls, never made: GCC inlines a part back if it is called once. */
__attribute__((noipa)) void rare(unsigned x)
{
	work0(x, 1, 2, 3, 4, 5);
	work1(x, 1, 2, 3, 4, 5);
	work2(x, 1, 2, 3, 4, 5);
	work3(x, 1, 2, 3, 4, 5);
}

__attribute__((noipa)) void rare_again(unsigned x)
{
	work0(x, x, 2, 3, 4, 5);
	work1(x, x, 2, 3, 4, 5);
	work2(x, x, 2, 3, 4, 5);
	work3(x, x, 2, 3, 4, 5);
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++)
		table[i % 4](7, i, 2, 3, 4, 5);
	if (argc > 2) {
		rare(limit);
		rare_again(limit);
	}
	printf("%u\n", sink);
	return 0;
}
