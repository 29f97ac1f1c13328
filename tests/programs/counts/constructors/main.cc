/* Variants of constructors: delegating, converting, copied, moved, with default arguments, of templates.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <cstdio>
#include <utility>

static long made;

struct text {
	char *at;
	int length;

	text() : text(1) {}
	explicit text(int n, char fill = 'a') : at(new char[n]), length(n)
	{
		for (int i = 0; i < n; i++)
			at[i] = fill;
		made++;
	}
	text(const text &from) : text(from.length, from.at[0]) {}
	text(text &&from) noexcept : at(std::exchange(from.at, nullptr)), length(std::exchange(from.length, 0)) {}
	text &operator=(text from) noexcept
	{
		std::swap(at, from.at);
		std::swap(length, from.length);
		return *this;
	}
	~text() { delete[] at; }
	int sum() const
	{
		int ret = 0;
		for (int i = 0; i < length; i++)
			ret += at[i];
		return ret;
	}
};

template <typename T> struct box {
	T value;
	template <typename... U> explicit box(U &&...u) : value(std::forward<U>(u)...) {}
};

static text longer(text a, const text &b)
{
	return a.length > b.length ? std::move(a) : b;
}

int main()
{
	long sum = 0;
	text best;

	for (int i = 1; i < 3000; i++) {
		box<text> one(i % 20 + 1), other(one.value);

		sum += longer(other.value, best).sum();
		if (i % 5 == 0)
			best = std::move(one.value);
		if (i % 50 == 0)
			best = text();
	}
	std::printf("%ld %ld\n", sum, made);
}
