/* Conditions of many kinds. A line marked "way" runs only if the branch above it goes there. */
#include <stdio.h>
#include <stdlib.h>

static volatile int sum;
static int limit;

__attribute__((noinline)) static void note(int i)
{
	sum += i;
}

static int is_odd(int i)
{
	if (i & 1)
		return 1;
	return 0;
}

static void simple(int i)
{
	if (i % 10 == 3)
		note(1); /* way */
	if (!(i % 4))
		note(2); /* way */
	else
		note(3); /* way */
	if (i > limit) {
		note(4); /* way */
		if (i % 3)
			note(5); /* way */
	}
	if (is_odd(i) && i % 5 == 0)
		note(6); /* way */
	else if (i % 7 == 0 || i % 11 == 0 || i % 50 == 1)
		note(7); /* way */
	else
		note(8); /* way */
}

static void loops(int i)
{
	while (i % 6) {
		note(9); /* way */
		i++;
	}
	for (int k = 0; k < i % 4; k++)
		note(10); /* way */
	do {
		note(11);
		if (i % 13 == 0)
			break;
		note(12); /* way */
	} while (i++ % 4);
	if (sum == -1)
		note(13); /* way */
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 0;

	limit = n - n / 20;
	for (int i = 0; i < n; i++) {
		simple(i);
		loops(i);
	}
	printf("%d\n", n);
	return 0;
}
