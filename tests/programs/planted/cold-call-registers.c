/*
 * Cold calls whose un-inlining saves registers in hot functions. The inlined callee uses all registers
 * that a function must save, so each entry of the hot function saves and restores them; out of line, the
 * callee does so itself. Counts do not help while it is inlined: an asm statement names the registers,
 * and another one at the entry keeps the prologue there.
 *
 * planted-causes: un-inlined
 * planted-train: 2000
 * planted-measure: 100000
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

static volatile unsigned limit, total, odd;

CALLEE static inline void repair(unsigned x)
{
	__asm__ volatile("" ::: "r12", "r13", "r14", "r15");
	/* -fipa-ra is off because its effect depends on the order of functions. */
	__asm__ volatile("" ::: "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11");
	odd = x;
	total = odd;
	odd = total;
	total = odd;
	odd = total;
	total = odd;
}

__attribute__((noipa)) void up(unsigned x)
{
	__asm__ volatile("" ::: "rbx");
	if (x & 1)
		repair(x);
	total += x;
}

__attribute__((noipa)) void down(unsigned x)
{
	__asm__ volatile("" ::: "rbx");
	if (x & 2)
		repair(x);
	total -= x;
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		up(i * 4);
		down(i * 4);
	}
	/* Once: the calls exist, and are cold. */
	up(1);
	down(2);
	printf("%u\n", total);
	return 0;
}
