/* An interpreter that jumps by a table of labels and calls small helpers.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

static long add(long a, long b)
{
	return a + b;
}

static long mix(long a, long b)
{
	return (a ^ b) * 31 % 65521;
}

static long rare(long a)
{
	for (int i = 0; i < 3; i++)
		a = a * 7 + 1;
	return a % 1000003;
}

static long run(const unsigned char *code, long a)
{
	static const void *const table[] = {&&op_add, &&op_mix, &&op_rare, &&op_end};

	goto *table[*code];
op_add:
	a = add(a, code[1]);
	code += 2;
	goto *table[*code];
op_mix:
	a = mix(a, code[1]);
	code += 2;
	goto *table[*code];
op_rare:
	a = rare(a);
	code++;
	goto *table[*code];
op_end:
	return a;
}

int main(void)
{
	static const unsigned char code[] = {0, 5, 1, 9, 0, 7, 0, 1, 1, 3, 2, 3};
	long sum = 0;

	for (int i = 0; i < 4000; i++)
		sum += run(code, i);
	printf("%ld\n", sum);
	return 0;
}
