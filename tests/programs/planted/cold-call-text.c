/*
 * A build without a profile inlines a middle-sized function at many cold calls; with the profile GCC knows
 * that the calls are cold and keeps the function out of line: the program is smaller, and no faster.
 *
 * planted-causes: un-inlined
 * planted-metric: text
 * planted-train: 2000
 * planted-measure: 2000
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

static volatile unsigned limit;
static volatile unsigned log_a, log_b, log_c, log_d;

/* Volatile: neither the counts nor the location of a copy makes it shorter. */
CALLEE static inline void note(unsigned what)
{
	log_a = what;
	log_b = log_a;
	log_c = log_b;
	log_d = log_c;
	log_a = log_d;
	log_b = what;
	log_c = log_a;
	log_d = log_b;
	log_a = log_c;
	log_b = log_d;
}

/* Once: the calls exist, and are cold. */
__attribute__((noipa)) void report(void)
{
	note(20);
	note(21);
	note(22);
	note(23);
	note(24);
	note(25);
	note(26);
	note(27);
	note(28);
	note(29);
	note(30);
	note(31);
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++)
		log_a = i;
	report();
	printf("%u\n", log_a);
	return 0;
}
