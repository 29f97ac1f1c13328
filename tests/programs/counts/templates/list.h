/* A container used by several units, each of which makes its functions: comdat.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef LIST_H
#define LIST_H

template <typename T> struct list {
	struct node {
		T value;
		node *next;
	};
	node *first = nullptr;
	int n = 0;

	~list()
	{
		while (first)
			pop();
	}
	void push(const T &value)
	{
		first = new node{value, first};
		n++;
	}
	T pop()
	{
		node *old = first;
		T value = old->value;

		first = old->next;
		delete old;
		n--;
		return value;
	}
	template <typename F> long sum(F f) const
	{
		long ret = 0;

		for (node *at = first; at; at = at->next)
			ret += f(at->value);
		return ret;
	}
};

inline int clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

long use_here(int n);
long use_there(int n);

#endif
