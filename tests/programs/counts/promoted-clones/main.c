/* Indirect calls with a usual target of which GCC makes a clone: an argument that is not used, one that is constant.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

typedef long (*operation)(long sum, long argument);

static long load(long sum, long argument)
{
	(void)sum;
	return argument;
}

static long plus(long sum, long argument)
{
	return sum + argument;
}

static long scale(long sum, long argument)
{
	long ret = sum;

	for (int i = 0; i < argument % 5; i++)
		ret = (ret * 33 + i) & 0xffffff;
	return ret;
}

operation operations[] = {load, plus, scale};

static long interpret(const unsigned char *program, int n)
{
	long sum = 0;

	for (int i = 0; i < n; i++)
		sum = operations[program[i]](sum, i);
	return sum;
}

static long always(operation by, long sum)
{
	return by(sum, 12);
}

int main(void)
{
	static unsigned char program[500];
	long sum = 0;

	for (int i = 0; i < 500; i++)
		program[i] = i % 10 < 7 ? 0 : 1 + i % 2;
	for (int i = 0; i < 40; i++) {
		sum += interpret(program, 500);
		sum += always(operations[i % 20 ? 2 : 1], sum);
	}
	printf("%ld\n", sum);
	return 0;
}
