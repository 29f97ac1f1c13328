/*
 * Functions and outcomes: is_digit and step are so small that the early inliner takes them, blend is for the
 * IPA inliner, report is large but called once, and mix is too large for two calls of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

static unsigned mix(unsigned hash, unsigned c)
{
	hash ^= c;
	hash *= 0x01000193;
	hash ^= hash >> 15;
	hash = hash << 7 | hash >> 25;
	hash += c << (hash & 7);
	hash ^= hash << 11;
	hash *= hash >> 3 | 5;
	hash ^= hash / 7 ^ (hash & 0xff00) << 4;
	return hash + hash / 11 + (hash >> 21) * 17;
}

static int is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static unsigned step(unsigned number, int c)
{
	if (is_digit(c))
		return number * 10 + (c - '0');
	return number;
}

static unsigned blend(unsigned a, unsigned b)
{
	a ^= b << 3;
	b += a >> 5;
	a -= b << 7;
	b ^= a >> 13;
	a += b << 9;
	return a ^ b >> 11;
}

static void report(unsigned a, unsigned b, unsigned hash)
{
	printf("%u, %u\n", a, b);
	printf("%08x\n", hash);
	if (a > b)
		printf("the first is larger by %u, %u %%\n", a - b, b ? 100 * (a - b) / b : 0);
	else if (a < b)
		printf("the second is larger by %u, %u %%\n", b - a, a ? 100 * (b - a) / a : 0);
	else
		printf("both are the same: %u, %u, %u\n", a, b, hash);
}

int main(int argc, char **argv)
{
	unsigned a = 0, b = 0, hash = 0;

	for (const char *p = argc > 1 ? argv[1] : "17"; *p; p++) {
		a = step(a, *p);
		hash = blend(mix(hash, (unsigned char)*p), a);
	}
	for (const char *p = argc > 2 ? argv[2] : "4"; *p; p++) {
		b = step(b, *p);
		hash = blend(mix(hash, (unsigned char)*p), b);
	}
	report(a, b, hash);
	return 0;
}
