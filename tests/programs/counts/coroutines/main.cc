/* Coroutines: a generator that is resumed, one that awaits another, frames that are destroyed early.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <coroutine>
#include <cstdio>
#include <exception>
#include <utility>

struct generator {
	struct promise_type {
		int value = 0;
		generator get_return_object() { return generator{std::coroutine_handle<promise_type>::from_promise(*this)}; }
		std::suspend_always initial_suspend() { return {}; }
		std::suspend_always final_suspend() noexcept { return {}; }
		std::suspend_always yield_value(int n)
		{
			value = n;
			return {};
		}
		void return_void() {}
		void unhandled_exception() { std::terminate(); }
	};
	std::coroutine_handle<promise_type> handle;

	explicit generator(std::coroutine_handle<promise_type> h) : handle(h) {}
	generator(generator &&from) noexcept : handle(std::exchange(from.handle, {})) {}
	~generator()
	{
		if (handle)
			handle.destroy();
	}
	bool next()
	{
		handle.resume();
		return !handle.done();
	}
	int value() const { return handle.promise().value; }
};

static generator count(int to)
{
	for (int i = 0; i < to; i++)
		co_yield i;
}

static generator squares(int to)
{
	generator numbers = count(to);

	while (numbers.next())
		if (numbers.value() % 3)
			co_yield numbers.value() * numbers.value();
}

int main()
{
	long sum = 0;

	for (int i = 0; i < 400; i++) {
		generator one = squares(i % 30);

		for (int n = 0; n < 12 && one.next(); n++)
			sum += one.value();
	}
	std::printf("%ld\n", sum);
}
