/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Input generator of the zlib workload: text that compresses about as real text does - words
 * drawn unevenly from a made-up vocabulary, log lines with numbers, and a little noise.
 *
 * usage: generate SEED BYTES
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define N_WORDS 4000

static uint64_t state;

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % n);
}

int main(int argc, char **argv)
{
	static char words[N_WORDS][16];
	long bytes = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	long written = 0;

	if (bytes <= 0) {
		fprintf(stderr, "usage: generate SEED BYTES\n");
		return 2;
	}
	state = strtoull(argv[1], NULL, 10) * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (int i = 0; i < N_WORDS; i++) {
		unsigned size = 1 + below(6) + below(6);

		for (unsigned j = 0; j < size; j++)
			words[i][j] = "etaoinshrdlucmfwypvbgkqjxz"[below(1 + below(26))];
	}
	while (written < bytes) {
		unsigned kind = below(30);

		if (kind == 0)
			written += printf("\n%02u:%02u:%02u [%u] ", below(24), below(60), below(60),
					  below(70000));
		else if (kind == 1)
			written += printf("0x%08x%c", below(1u << 31), below(2) ? ',' : '\n');
		else
			written += printf("%s%s", words[below(1 + below(1 + below(N_WORDS)))],
					  kind == 2 ? ".\n" : kind < 5 ? ", " : " ");
	}
	return fflush(stdout) || ferror(stdout);
}
