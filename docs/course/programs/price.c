/*
 * The half of a program that is called: price_of is small, but total.c sees only that it exists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "price.h"

static const unsigned prices[4] = {199, 250, 1000, 75};

static unsigned rebate(unsigned price)
{
	return price >= 1000 ? price / 10 : 0;
}

unsigned price_of(unsigned i)
{
	unsigned price = prices[i % 4];

	return price - rebate(price);
}
