/* Frames that setjmp returns to twice and longjmp leaves.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdio.h>

static jmp_buf out;
static volatile long left;

static int deep(int n)
{
	if (n % 13 == 12)
		longjmp(out, n);
	return n ? n + 1 : 0;
}

static int middle(int n)
{
	int ret = deep(n) + deep(n + 1);

	left++;
	return ret;
}

static int guarded(int n)
{
	if (setjmp(out))
		return -1;
	return middle(n);
}

int main(void)
{
	long sum = 0;

	for (int i = 0; i < 3000; i++)
		sum += guarded(i);
	printf("%ld %ld\n", sum, left);
	return 0;
}
