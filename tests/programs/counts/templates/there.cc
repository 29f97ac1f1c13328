/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "list.h"

long use_there(int n)
{
	list<int> numbers;
	list<long> wide;

	for (int i = 0; i < n; i++) {
		numbers.push(clamp(i * 2, 0, 9));
		wide.push(i);
	}
	while (numbers.n > 2)
		wide.push(numbers.pop());
	return wide.sum([](long v) { return v * 2; });
}
