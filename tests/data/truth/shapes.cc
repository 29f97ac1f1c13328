/* Thunks of several kinds, exceptions, destructors, templates, lambdas and recursion: calls the
   inliners treat in ways of their own. Compiled by tests/cli/plugin-truth.t. */

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

struct Shape {
	virtual ~Shape() {}
	virtual double area() const = 0;
	virtual std::string name() const { return "shape"; }
};

struct Square : Shape {
	double side;
	explicit Square(double side) : side(side) {}
	double area() const override { return side * side; }
	std::string name() const override { return "square" + std::to_string((int)side); }
};

struct Circle : virtual Shape {
	double radius;
	explicit Circle(double radius) : radius(radius) {}
	double area() const override;
};

struct Both : Square, Circle {
	Both() : Square(1), Circle(2) {}
	double area() const override;
	std::string name() const override { return "both"; }
};

double Circle::area() const
{
	return radius * radius * 3.14159;
}

double Both::area() const
{
	return Square::area() + Circle::area();
}

struct Guard {
	int &n;
	explicit Guard(int &n) : n(n) { ++n; }
	~Guard() { --n; }
};

static int depth;

int risky(int i)
{
	if (i % 97 == 0)
		throw std::runtime_error("x" + std::to_string(i));
	return i;
}

long guarded(int i)
{
	try {
		Guard guard(depth);

		return risky(i);
	} catch (std::exception &error) {
		return std::string(error.what()).size();
	}
}

struct Node {
	std::unique_ptr<Node> left, right;
	int key;
	explicit Node(int key) : key(key) {}
};

static void insert(std::unique_ptr<Node> &node, int key, bool reversed)
{
	if (!node)
		node = std::make_unique<Node>(key);
	else if ((key < node->key) != reversed)
		insert(node->left, key, reversed);
	else
		insert(node->right, key, reversed);
}

static long sum(const Node *node)
{
	return node ? sum(node->left.get()) + node->key + sum(node->right.get()) : 0;
}

template <class F> static auto twice(F f, int x)
{
	return f(f(x));
}

long all(int n)
{
	std::vector<std::unique_ptr<Shape>> shapes;
	std::unique_ptr<Node> up, down;
	std::variant<int, std::string, double> value;
	std::function<int(int)> add = [n](int x) { return x + n; };
	long total = 0;

	for (int i = 0; i < n; i++) {
		if (i % 3 == 0)
			shapes.push_back(std::unique_ptr<Shape>(static_cast<Square *>(new Both)));
		else if (i % 3 == 1)
			shapes.push_back(std::make_unique<Square>(i));
		else
			shapes.push_back(std::make_unique<Circle>(i));
		insert(up, i * 7919 % 10007, false);
		insert(down, i * 7919 % 10007, true);
		if (i % 2)
			value = std::to_string(i);
		else
			value = i * .5;
		total += std::visit([](auto &&x) -> long { return sizeof x; }, value);
		total += twice(add, i) + twice([](int x) { return 3 * x; }, i) + guarded(i);
	}
	for (auto &shape : shapes)
		total += shape->area() + shape->name().size();
	return total + sum(up.get()) - sum(down.get());
}
