/*
 * Many decisions that a profile changes: calls taken out of line and calls inlined, a switch laid out anew,
 * loops unrolled, a clone, a promotion. None of them is on a path that the measured run takes.
 *
 * planted-verdict: no-effect
 * planted-train: 3000 1
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned operation(unsigned);

static volatile unsigned limit, sink;
static unsigned char text[1024];

static inline void note(unsigned what)
{
	sink = what;
	sink = sink + what;
	sink = sink ^ what;
	sink = sink - what;
	sink = sink * what;
}

static unsigned twice(unsigned x)
{
	return x * 2;
}

static unsigned square(unsigned x)
{
	return x * x;
}

static operation *volatile table[] = {twice, square, twice, twice};

__attribute__((noinline)) static unsigned convert(unsigned x, unsigned mode)
{
	if (mode & 1)
		note(x);
	if (mode & 2)
		note(x + 1);
	if (mode & 4)
		sink = x + 2;
	return x * 5;
}

__attribute__((noipa)) unsigned other(unsigned n)
{
	unsigned h = 5381;

	for (unsigned i = 0; i < n; i++) {
		text[i % 64] = i;
		for (unsigned j = 0; j < sizeof(text); j++)
			h = h * 33 ^ text[j];
		h += table[i % 4](h) + convert(h, 64) + convert(i, h & 1 ? 64 : 8);
		if (h == 1)
			note(h);
		else
			sink = h / (sink & 7 ? 16 : 10);
		memmove(text, text + 32, i % 8 ? 16 : 32);
	}
	return h;
}

int main(int argc, char **argv)
{
	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		sink += i;
		sink ^= limit;
	}
	if (argc > 2)
		sink += other(limit);
	printf("%u\n", sink);
	return 0;
}
