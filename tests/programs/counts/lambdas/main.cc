/* Lambdas and std::function: stored, passed, capturing, called through templates.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

template <typename F> static long apply(F f, int n)
{
	long sum = 0;
	for (int i = 0; i < n; i++)
		sum += f(i);
	return sum;
}

static long stored(const std::vector<std::function<long(long)>> &all, long x)
{
	for (const auto &f : all)
		x = f(x);
	return x;
}

int main()
{
	std::vector<std::function<long(long)>> all;
	long sum = 0, hits = 0;
	std::vector<int> numbers;

	for (int i = 0; i < 500; i++)
		numbers.push_back((i * 7919) % 1000);
	all.emplace_back([](long x) { return x + 1; });
	all.emplace_back([&hits](long x) { hits++; return x % 2 ? x * 3 : x; });
	all.emplace_back([scale = 5](long x) { return x % 1000 * scale; });
	for (int i = 0; i < 2000; i++)
		sum += stored(all, i);
	sum += apply([](int i) { return i % 3 ? i : -i; }, 4000);
	sum += apply([&](int i) { return numbers[i % 500]; }, 3000);
	std::sort(numbers.begin(), numbers.end(), [](int a, int b) { return a % 100 < b % 100; });
	sum += std::count_if(numbers.begin(), numbers.end(), [](int a) { return a > 500; });
	std::printf("%ld %ld %d\n", sum, hits, numbers[3]);
}
