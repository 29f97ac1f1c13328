/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "list.h"

long use_here(int n)
{
	list<int> numbers;

	for (int i = 0; i < n; i++)
		numbers.push(clamp(i, 3, 17));
	numbers.pop();
	return numbers.sum([](int v) { return v; });
}
