/* Provokes most of what else than inlining the compiler does with a profile.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

volatile unsigned sink;

struct pair {
	int a;
	long b;
};

/* constprop, isra */
static __attribute__((noinline)) long sum(struct pair *p, int unused, int k)
{
	long r = p->b;

	for (int i = 0; i < k; i++)
		r += sink;
	return r;
}

/* promoted */
static int usual(int x)
{
	sink = x;
	return x + 1;
}

static int other(int x)
{
	sink = x;
	return x - 1;
}

int (*volatile handler[2])(int) = {usual, other};

/* value_profile */
__attribute__((noinline)) unsigned divide(unsigned a, unsigned b)
{
	return a / b;
}

__attribute__((noinline)) void copy(char *to, const char *from, size_t n)
{
	memcpy(to, from, n);
}

/* merged */
void triple(int *p)
{
	for (int i = 0; i < 10; i++)
		p[i] = p[i] * 3 + sink;
}

void threefold(int *p)
{
	for (int i = 0; i < 10; i++)
		p[i] = p[i] * 3 + sink;
}

/* partition */
__attribute__((noinline)) int check(int x)
{
	if (x == 12345) {
		for (int i = 0; i < 100; i++)
			sink = x / (i + 1);
		return 7;
	}
	return x + sink;
}

/* startup, exit */
static __attribute__((constructor)) void begin(void)
{
	sink = 1;
}

static __attribute__((destructor)) void end(void)
{
	sink = 2;
}

int main(void)
{
	char a[64] = {0}, b[64] = {0};
	struct pair pair = {1, 2};
	int array[10] = {0};
	long t = 0;

	for (int i = 0; i < 100000; i++) {
		t += handler[i > 99990](i);
		t += divide(i, i % 100 ? 8 : 5);
		copy(a, b, i % 100 ? 8 : 5);
		t += check(i == 12345 ? 2 : i);
		triple(array);
		threefold(array);
		t += sum(&pair, i, 3);
	}
	return t == 0;
}
