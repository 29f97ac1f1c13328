/*
 * A virtual call whose object is nearly always of one class: promoted to that class's method.
 *
 * planted-causes: value-profile
 * planted-train: 3000
 * planted-measure: 200000
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <cstdio>
#include <cstdlib>

static volatile unsigned limit, seen;

struct shape {
	virtual unsigned area(unsigned scale, unsigned mode) const = 0;
	virtual ~shape() {}
};

struct square : shape {
	unsigned side = 3;
	unsigned area(unsigned scale, unsigned mode) const override
	{
		if (mode & 1)
			seen = scale;
		if (mode & 2)
			seen = side;
		if (mode & 4)
			seen = side + scale;
		return side * side + scale;
	}
};

struct oblong : shape {
	unsigned a = 2, b = 5;
	unsigned area(unsigned scale, unsigned mode) const override { return a * b ^ scale ^ mode; }
};

struct empty : shape {
	unsigned area(unsigned, unsigned) const override { return 0; }
};

__attribute__((noipa)) shape *make(unsigned kind)
{
	if (kind == 0)
		return new square;
	if (kind == 1)
		return new oblong;
	return new empty;
}

int main(int argc, char **argv)
{
	static shape *volatile shapes[64];
	unsigned sum = 0;

	limit = argc > 1 ? atoi(argv[1]) : 1;
	for (unsigned i = 0; i < 64; i++)
		shapes[i] = make(i < 2 ? i + 1 : 0);
	for (unsigned i = 0; i < limit; i++)
		sum += shapes[i % 64]->area(i, 8);
	printf("%u\n", sum);
	return 0;
}
