/*
 * Functions to order: between any two hot functions stands one that never runs and is a page long, so
 * without a profile all hot functions map to the same few sets of the instruction cache. With counts
 * GCC moves the others to .text.unlikely.
 *
 * planted-causes: layout
 * planted-metric: cycles
 * planted-options: none
 * planted-train: 500
 * planted-measure: 10000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit, total, odd;

/* GCC counts the asm as one instruction; the code that follows begins at a page of its own. */
#define STEP(n) \
	__attribute__((noipa)) void step##n(unsigned x) \
	{ \
		total += x ^ n; \
		total ^= x; \
		total -= n; \
	} \
	__attribute__((noipa)) void rare##n(unsigned x) \
	{ \
		odd = x; \
		__asm__ volatile(".p2align 12"); \
		odd = n; \
	}

STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) STEP(8) STEP(9) STEP(10) STEP(11)
STEP(12) STEP(13) STEP(14) STEP(15) STEP(16) STEP(17) STEP(18) STEP(19) STEP(20) STEP(21) STEP(22)
STEP(23)

#define EACH(f) \
	f(0) f(1) f(2) f(3) f(4) f(5) f(6) f(7) f(8) f(9) f(10) f(11) f(12) f(13) f(14) f(15) f(16) \
	f(17) f(18) f(19) f(20) f(21) f(22) f(23)
#define CALL_STEP(n) step##n(i);
#define CALL_RARE(n) rare##n(n);

__attribute__((noipa)) void all_rare(void)
{
	EACH(CALL_RARE)
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		EACH(CALL_STEP)
	}
	if (argc > 2)
		all_rare();
	printf("%u\n", total);
	return 0;
}
