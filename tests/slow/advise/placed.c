/*
 * Functions to place, each written out, since an attribute cannot stand before what a macro makes: between any two
 * that run stands one that never does and is a page long, so all that run map to the same few sets of the
 * instruction cache.
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

__attribute__((noipa)) void step0(unsigned x)
{
	total += x ^ 0;
	total ^= x;
}

/* GCC counts the asm as one instruction; the code that follows begins at a page of its own. */
__attribute__((noipa)) void rare0(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 0;
}

__attribute__((noipa)) void step1(unsigned x)
{
	total += x ^ 1;
	total ^= x;
}

__attribute__((noipa)) void rare1(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 1;
}

__attribute__((noipa)) void step2(unsigned x)
{
	total += x ^ 2;
	total ^= x;
}

__attribute__((noipa)) void rare2(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 2;
}

__attribute__((noipa)) void step3(unsigned x)
{
	total += x ^ 3;
	total ^= x;
}

__attribute__((noipa)) void rare3(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 3;
}

__attribute__((noipa)) void step4(unsigned x)
{
	total += x ^ 4;
	total ^= x;
}

__attribute__((noipa)) void rare4(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 4;
}

__attribute__((noipa)) void step5(unsigned x)
{
	total += x ^ 5;
	total ^= x;
}

__attribute__((noipa)) void rare5(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 5;
}

__attribute__((noipa)) void step6(unsigned x)
{
	total += x ^ 6;
	total ^= x;
}

__attribute__((noipa)) void rare6(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 6;
}

__attribute__((noipa)) void step7(unsigned x)
{
	total += x ^ 7;
	total ^= x;
}

__attribute__((noipa)) void rare7(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 7;
}

__attribute__((noipa)) void step8(unsigned x)
{
	total += x ^ 8;
	total ^= x;
}

__attribute__((noipa)) void rare8(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 8;
}

__attribute__((noipa)) void step9(unsigned x)
{
	total += x ^ 9;
	total ^= x;
}

__attribute__((noipa)) void rare9(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 9;
}

__attribute__((noipa)) void step10(unsigned x)
{
	total += x ^ 10;
	total ^= x;
}

__attribute__((noipa)) void rare10(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 10;
}

__attribute__((noipa)) void step11(unsigned x)
{
	total += x ^ 11;
	total ^= x;
}

__attribute__((noipa)) void rare11(unsigned x)
{
	odd = x;
	__asm__ volatile(".p2align 12");
	odd = 11;
}

__attribute__((noipa)) void all_rare(void)
{
	rare0(0);
	rare1(1);
	rare2(2);
	rare3(3);
	rare4(4);
	rare5(5);
	rare6(6);
	rare7(7);
	rare8(8);
	rare9(9);
	rare10(10);
	rare11(11);
}

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
	}
	if (argc > 2)
		all_rare();
	printf("%u\n", total);
	return 0;
}
