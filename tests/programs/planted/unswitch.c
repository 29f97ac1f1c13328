/*
 * A hot loop that tests the same condition in every iteration: -funswitch-loops, which -O2 leaves off,
 * tests it once.
 *
 * planted-causes: loops
 * planted-options: all
 * planted-train: 40
 * planted-measure: 3000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

struct item {
	struct item *next;
	unsigned value;
};

static volatile unsigned sink;

/* A list: GCC does not know how often the loop runs, so it does not unroll it. */
__attribute__((noipa)) unsigned walk(const struct item *p, int trace, int check)
{
	unsigned sum = 0;

	for (; p; p = p->next) {
		if (trace)
			sink = p->value;
		sum += p->value;
		if (check)
			sink = sum;
	}
	return sum;
}

int main(int argc, char **argv)
{
	static struct item items[1000];
	unsigned n = argc > 1 ? atoi(argv[1]) : 1, sum = 0;

	for (unsigned i = 0; i < 1000; i++) {
		items[i].value = i * 7;
		items[i].next = i < 999 ? &items[i + 1] : NULL;
	}
	for (unsigned i = 0; i < n; i++)
		sum += walk(items, argc > 2, argc > 2);
	printf("%u\n", sum);
	return 0;
}
