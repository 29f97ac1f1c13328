/* Virtual and deleting destructors: deleted through a base, on the stack, in arrays, as members.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <cstdio>
#include <memory>
#include <vector>

static long freed;

struct resource {
	int *cells;
	explicit resource(int n) : cells(new int[n + 1]) { cells[0] = n; }
	~resource()
	{
		freed += cells[0];
		delete[] cells;
	}
};

struct shape {
	virtual ~shape() { freed++; }
	virtual int area() const = 0;
};

struct square : shape {
	resource side;
	explicit square(int n) : side(n) {}
	~square() override { freed += 2; }
	int area() const override { return side.cells[0] * side.cells[0]; }
};

struct pair : shape {
	resource a, b;
	explicit pair(int n) : a(n), b(n + 1) {}
	int area() const override { return a.cells[0] * b.cells[0]; }
};

struct named final : square {
	resource name;
	explicit named(int n) : square(n), name(3) {}
};

static std::unique_ptr<shape> make(int n)
{
	if (n % 7 == 0)
		return std::make_unique<named>(n % 5);
	if (n % 3 == 0)
		return std::make_unique<pair>(n % 5);
	return std::make_unique<square>(n % 5);
}

int main()
{
	std::vector<std::unique_ptr<shape>> kept;
	long sum = 0;

	for (int i = 0; i < 6000; i++) {
		std::unique_ptr<shape> one = make(i);

		sum += one->area();
		if (i % 11 == 0)
			kept.push_back(std::move(one));
	}
	for (int i = 0; i < 500; i++) {
		square local(i % 4);
		pair other(i % 3);

		sum += local.area() + other.area();
	}
	kept.clear();
	std::printf("%ld %ld\n", sum, freed);
}
