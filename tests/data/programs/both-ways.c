/* Inlining that gains where training ran, and calls taken back out of a loop that it never ran: as many as the
   second argument says. */
#include <stdio.h>
#include <stdlib.h>

static volatile unsigned limit;

static unsigned mix(unsigned a, unsigned b, unsigned c, unsigned d)
{
	a += b ^ c;
	c = (c << 7 | c >> 25) + a;
	d ^= c + b;
	a ^= c >> 3;
	c += a * 5;
	b = (b << 13 | b >> 19) ^ d;
	d += b - a;
	b ^= d << 3;
	c ^= b * 3;
	a += c >> 2;
	a ^= d >> 5;
	c -= a * 7;
	return a ^ c;
}

static unsigned rare(unsigned a, unsigned b)
{
	a ^= b << 5;
	b += a >> 3;
	a *= b | 1;
	b ^= a << 7;
	a += b >> 2;
	return a * 9 ^ b;
}

int main(int argc, char **argv)
{
	unsigned sum = 1;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < limit; i++) {
		sum = mix(sum, i, 3, sum / (i + 1));
		sum += mix(i, 5, sum / (i + 3), sum);
	}
	limit = argc > 2 ? atoi(argv[2]) : 0;
	for (unsigned i = 0; i < limit; i++) {
		sum = rare(sum, i);
		sum += rare(i, sum);
	}
	printf("%u\n", sum);
	return 0;
}
