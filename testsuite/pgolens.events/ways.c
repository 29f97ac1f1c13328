/* Where conditions lead, and how often: known by construction. */
/* { dg-plugin-options "-fplugin-arg-pgolens-branches" } */
/* { dg-profile-run "1000" } */
#include <stdlib.h>

volatile int sum;

__attribute__((noipa)) void note(int i)
{
	sum += i;
}

/* Inlined early; its own branches lead straight to those of its caller. */
static int is_odd(int i)
{
	if (i & 1)
		return 1;
	return 0;
}

__attribute__((noipa)) void both(int i)
{
	if (is_odd(i) && i % 5 == 0)
		note(1); /* line 24 */
	else
		note(2); /* line 26 */
}

__attribute__((noipa)) void turned(int i)
{
	if (!(i % 8))
		note(3); /* line 32 */
	else if (i % 4 == 0 || i % 8 == 2)
		note(4); /* line 34 */
}

__attribute__((noipa)) void loop(int n)
{
	for (int k = 0; k < n; k++)
		note(5); /* line 40 */
	while (n > 7) {
		note(6); /* line 42 */
		n--;
	}
	do {
		note(7); /* line 46 */
		if (n == 3)
			return;
		note(8); /* line 49 */
	} while (n-- > 5);
}

/* A branch of a function that is inlined late, in the function's own code. */
static int late(int i)
{
	if (i > 990)
		note(9); /* line 57 */
	note(10);
	note(11);
	note(12);
	note(13);
	return i + sum;
}

int main(int argc, char **argv)
{
	int n = atoi(argv[1]);

	for (int i = 0; i < n; i++) {
		both(i);
		turned(i);
		loop(i % 10);
		sum += late(i);
	}
	return 0;
}
/* { dg-final { scan-way use both 24 100 } } */
/* { dg-final { scan-way use both 26 900 } } */
/* { dg-final { scan-way use turned 32 125 } } */
/* { dg-final { scan-way use turned 34 250 } } */
/* { dg-final { scan-way use loop 40 4500 } } */
/* { dg-final { scan-way use loop 42 300 } } */
/* { dg-final { scan-way use loop 49 1600 } } */
/* { dg-final { scan-way use late 57 9 } } */
/* { dg-final { scan-way use main 70 1000 } } */
