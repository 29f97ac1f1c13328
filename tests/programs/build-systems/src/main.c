/* A small program for every build system: hashes a string, and counts its lines and words.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>
#include <stdlib.h>

#include "sample.h"

int main(int argc, char **argv)
{
	static char text[1 << 22];
	FILE *in = argc > 1 ? fopen(argv[1], "r") : NULL;
	size_t n;

	if (!in)
		exit(2);
	n = fread(text, 1, sizeof text - 1, in);
	text[n] = 0;
	fclose(in);
	printf("%u lines, %u words, %08x\n", count_lines(text), count_words(text), hash_text(text));
	return 0;
}
