/* Three shapes of recursion: a function that calls itself twice, two that call each other, and a tail call.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

struct node {
	struct node *left, *right;
	int key;
};

static struct node nodes[200];

static long twice(int n)
{
	return n < 2 ? n : twice(n - 1) + twice(n - 2);
}

static int is_odd(int n);

static int is_even(int n)
{
	return n == 0 ? 1 : is_odd(n - 1);
}

static int is_odd(int n)
{
	return n == 0 ? 0 : is_even(n - 1);
}

static long below(const struct node *at)
{
	return at ? at->key + below(at->left) + below(at->right) : 0;
}

static int gcd(int a, int b)
{
	return b ? gcd(b, a % b) : a;
}

int main(void)
{
	long sum = 0;

	for (int i = 0; i < 200; i++) {
		nodes[i].key = i;
		nodes[i].left = 2 * i + 1 < 200 ? &nodes[2 * i + 1] : 0;
		nodes[i].right = 2 * i + 2 < 200 ? &nodes[2 * i + 2] : 0;
	}
	for (int i = 0; i < 60; i++) {
		sum += twice(8 + i % 6) + below(nodes + i % 5);
		sum += is_even(i) + gcd(i * 91 + 7, 1001);
	}
	printf("%ld\n", sum);
	return 0;
}
