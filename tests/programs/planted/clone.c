/*
 * A function that is too large to inline; its hot calls pass a constant, other calls do not. A clone for
 * the constant has no branches left. -fipa-cp-clone makes it, which -O2 leaves off.
 *
 * planted-causes: ipa-cp
 * planted-options: all
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit, any_mode;
static volatile unsigned sink;

__attribute__((noinline)) static unsigned convert(unsigned x, unsigned mode)
{
	if (mode & 1)
		sink = x;
	if (mode & 2)
		sink = x + 1;
	if (mode & 4)
		sink = x + 2;
	if (mode & 8)
		sink = x + 3;
	if (mode & 16)
		sink = x + 4;
	if (mode & 32)
		sink = x + 5;
	return x * 5 + 1;
}

__attribute__((noipa)) unsigned usual(unsigned sum)
{
	for (unsigned i = 0; i < limit; i++)
		sum += convert(i, 64);
	return sum;
}

__attribute__((noipa)) unsigned unusual(unsigned sum)
{
	return convert(sum, any_mode) + convert(sum + 1, any_mode);
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	any_mode = limit & 63;
	printf("%u\n", usual(1) ^ unusual(2));
	return 0;
}
