/* Aliases, weak ones, and a function chosen when the program is loaded (ifunc).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

__attribute__((noinline)) static int hidden(int n)
{
	return n % 7 ? n * 3 : n / 2;
}

int shown(int n) __attribute__((alias("hidden")));
int maybe(int n) __attribute__((weak, alias("hidden")));

static int plain(int n)
{
	return n + 1;
}

static int quick(int n)
{
	return n + 2;
}

static int (*choose(void))(int)
{
	return sizeof(long) > 4 ? quick : plain;
}

int chosen(int n) __attribute__((ifunc("choose")));

int main(void)
{
	long sum = 0;

	for (int i = 0; i < 5000; i++) {
		sum += hidden(i) + shown(i + 1);
		if (i % 3 == 0)
			sum += maybe(i) + chosen(i);
	}
	printf("%ld\n", sum);
	return 0;
}
