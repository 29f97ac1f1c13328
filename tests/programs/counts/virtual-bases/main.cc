/* Virtual bases: constructors and destructors of whole objects and of bases, and thunks.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <cstdio>

static long total;

struct root {
	int id;
	explicit root(int id) : id(id) { total += id; }
	virtual ~root() { total -= 1; }
	virtual int weigh(int by) { return id * by; }
};

struct left : virtual root {
	int l;
	explicit left(int n) : root(n), l(n + 1) {}
	int weigh(int by) override { return l * by; }
};

struct right : virtual root {
	int r;
	explicit right(int n) : root(n), r(n + 2) {}
	~right() override { total += r; }
};

struct both : left, right {
	explicit both(int n) : root(n), left(n), right(n) {}
	int weigh(int by) override { return l + r + by; }
};

[[gnu::noinline]] static root *make(int n)
{
	switch (n % 4) {
	case 0: return new left(n);
	case 1: return new right(n);
	default: return new both(n);
	}
}

int main()
{
	for (int i = 0; i < 4000; i++) {
		root *one = make(i % 100);

		total += one->weigh(i % 3);
		delete one;
		both local(i % 7);
		total += static_cast<left &>(local).weigh(2);
	}
	std::printf("%ld\n", total);
}
