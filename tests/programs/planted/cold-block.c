/*
 * Cold blocks to move out of hot functions. Each is as long as a page, so without a profile the hot
 * blocks of all functions map to the same few sets of the instruction cache; with the cold blocks in
 * .text.unlikely, the hot blocks stand side by side.
 *
 * planted-causes: layout
 * planted-metric: cycles
 * planted-train: 500
 * planted-measure: 10000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit, total, odd;

/* The next code begins at a page of its own; GCC counts this as one instruction. */
#define LONG __asm__ volatile(".p2align 12")

#define STEP(n) \
	__attribute__((noipa)) void step##n(unsigned x) \
	{ \
		if (x >> 30 & 1) { \
			odd = x; \
			LONG; \
			odd = n; \
		} \
		total += x ^ n; \
	}

STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) STEP(8) STEP(9) STEP(10) STEP(11)
STEP(12) STEP(13) STEP(14) STEP(15) STEP(16) STEP(17) STEP(18) STEP(19) STEP(20) STEP(21) STEP(22)
STEP(23)

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		step0(i);
		step1(i);
		step2(i);
		step3(i);
		step4(i);
		step5(i);
		step6(i);
		step7(i);
		step8(i);
		step9(i);
		step10(i);
		step11(i);
		step12(i);
		step13(i);
		step14(i);
		step15(i);
		step16(i);
		step17(i);
		step18(i);
		step19(i);
		step20(i);
		step21(i);
		step22(i);
		step23(i);
	}
	printf("%u\n", total);
	return 0;
}
