/* Identical functions, which GCC merges: visible and static ones, called directly, through pointers, from each other.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

int table[16];
long (*volatile through)(int *, int);

long scale(int *p, int n)
{
	long sum = 0;
	for (int i = 0; i < n; i++)
		sum += p[i] = p[i] * 3 + i;
	return sum;
}

long enlarge(int *p, int n)
{
	long sum = 0;
	for (int i = 0; i < n; i++)
		sum += p[i] = p[i] * 3 + i;
	return sum;
}

static long triple(int *p, int n)
{
	long sum = 0;
	for (int i = 0; i < n; i++)
		sum += p[i] = p[i] * 3 + i;
	return sum;
}

__attribute__((noinline)) long first(int x)
{
	return x % 7 ? x : triple(table, 4);
}

__attribute__((noinline)) long second(int x)
{
	return x % 7 ? x : enlarge(table, 4);
}

int main(int argc, char **argv)
{
	long sum = 0;

	for (int i = 0; i < 3000; i++) {
		sum += first(i) + second(i);
		if (i % 3 == 0)
			sum += scale(table, 16);
		if (i % 5 == 0)
			sum ^= enlarge(table, 8);
		through = i % 2 ? scale : enlarge;
		sum += through(table, 2);
	}
	printf("%ld %d\n", sum, argc > 5 && argv[5]);
	return 0;
}
