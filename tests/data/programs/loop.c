#include <stdio.h>
#include <stdlib.h>
static unsigned mix(unsigned h, unsigned c) { h ^= c; h *= 0x01000193; h ^= h >> 15; h += h / 7 ^ (h & 0xff00) << 4; h = h % 2147483647 + (h & 1 ? h / 3 : h / 5); h *= h >> 3 | 5; h ^= h << 11; return h; }
__attribute__((noinline)) static unsigned block(unsigned h, unsigned n) { for (unsigned i = 0; i < n; i++) { h = mix(h, i); if (!(i & 1023)) h = mix(h, h) + mix(h, 7); } return h; }
int main(int argc, char **argv) { unsigned h = 1, n = argc > 1 ? atoi(argv[1]) : 1; for (unsigned i = 0; i < n; i++) h = block(h, 100000); printf("%u\n", h); return 0; }
