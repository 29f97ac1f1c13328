/*
 * The half of a program that calls: see price.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

#include "price.h"

int main(int argc, char **argv)
{
	unsigned n = argc > 1 ? strtoul(argv[1], NULL, 10) : 10, total = 0;

	for (unsigned i = 0; i < n; i++)
		total += price_of(i);
	printf("%u\n", total);
	return 0;
}
