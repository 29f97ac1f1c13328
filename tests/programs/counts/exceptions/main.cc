/* Exceptions: thrown through frames with destructors, caught, thrown again, and calls that never throw.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <cstdio>
#include <stdexcept>
#include <string>

static long cleaned;

struct guard {
	int n;
	explicit guard(int n) : n(n) {}
	~guard() { cleaned += n; }
};

struct odd : std::runtime_error {
	int n;
	explicit odd(int n) : std::runtime_error("odd"), n(n) {}
};

static int parse(int n)
{
	guard one(n % 3);

	if (n % 37 == 1)
		throw odd(n);
	if (n % 101 == 5)
		throw std::string("far");
	return n / 2;
}

static int step(int n)
{
	guard two(1);

	try {
		return parse(n) + 1;
	} catch (const odd &e) {
		if (e.n % 2)
			throw;
		return -1;
	}
}

static int safe(int n) noexcept
{
	try {
		return step(n) + step(n + 1);
	} catch (const std::exception &) {
		return 0;
	} catch (...) {
		return 1;
	}
}

int main()
{
	long sum = 0;

	for (int i = 0; i < 4000; i++)
		sum += safe(i);
	std::printf("%ld %ld\n", sum, cleaned);
}
