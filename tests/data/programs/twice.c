#include <stdio.h>
#include <stdlib.h>
static int table[256];
static int mix(int x)
{
	x ^= x << 3; x += table[x & 255]; x ^= x >> 5; x += table[x & 127]; x *= 17;
	x ^= table[(x >> 3) & 255]; x += x << 7; x ^= x >> 3; table[x & 255] ^= x;
	return x + table[(x >> 8) & 255];
}
#define FUNCTION(name) static int name(int x) { return mix(x ^ 1) + mix(x ^ 2); }
FUNCTION(twice)
int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 1000, x = 1;
	for (int i = 0; i < n; i++) {
		x = mix(x + i);
		if (i % 64 == 0)
			x += mix(i);
	}
	if (argc > 2)
		x += twice(x);
	printf("%d\n", x);
	return 0;
}
