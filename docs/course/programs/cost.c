/*
 * What a call costs: a loop that does nothing but call. -DINLINED inlines the call; -DMODE=0 lets the
 * compiler know an argument that is else known only when the program runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

#ifdef INLINED
#define ADD __attribute__((always_inline)) inline
#else
/* Nothing of the function is used by its callers: not its body, not what it leaves alone. */
#define ADD __attribute__((noipa))
#endif

/* Volatile: read anew each time, so that the loop stays a loop. */
static volatile unsigned limit;

static ADD unsigned add(unsigned sum, unsigned i, unsigned mode)
{
	if (mode == 1)
		sum += i / 7;
	if (mode == 2)
		sum ^= i * i;
	return sum + i;
}

int main(int argc, char **argv)
{
	unsigned sum = 0, mode = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;

	limit = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
#ifdef MODE
	mode = MODE;
#endif
	for (unsigned i = 0; i < limit; i++)
		sum = add(sum, i, mode);
	printf("%u\n", sum);
	return 0;
}
