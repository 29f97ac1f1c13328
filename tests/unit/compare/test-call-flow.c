/* The graph of executed calls: every number here can be worked out on paper.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include <stdio.h>

#include "compare/call-graph.h"

static void assert_close(double a, double b)
{
	assert_true(fabs(a - b) <= 1e-9 * (1 + fabs(b)));
}

static const struct pgl_flow_edge *edge(const struct pgl_call_flow *flow, uint32_t from,
					uint32_t to)
{
	for (uint32_t e = flow->first_edge[from]; e < flow->first_edge[from + 1]; e++)
		if (flow->edges[e].to == to)
			return &flow->edges[e];
	fail();
	return NULL;
}

static uint32_t body(const struct two_builds *two, int side, uint32_t function)
{
	return two->identity.body[side][function];
}

enum { MAIN, F, G, PRINT };

/* main calls f 10 times from two locations; f calls g 3 times per entry; g prints once.
   In NEW, g is inlined into f. */
static struct two_builds *chain(void)
{
	struct two_builds *two = builds_new();

	for (int side = 0; side < PGL_SIDES; side++) {
		bool knows = side == PGL_NEW;

		add_function(two, side, "main", knows ? 1 : -1);
		add_function(two, side, "f", knows ? 10 : -1);
		uint32_t g = add_function(two, side, "g", knows ? 30 : -1);
		add_external(two, side, "print");
		add_site(two, side, MAIN, PGL_NONE, F, 10, knows ? 4 : -1);
		add_site(two, side, MAIN, PGL_NONE, F, 11, knows ? 6 : -1);
		uint32_t call = add_site(two, side, F, PGL_NONE, G, 20, knows ? 30 : -1);
		uint32_t print = add_site(two, side, G, PGL_NONE, PRINT, 30, knows ? 30 : -1);

		if (side == PGL_NEW) {
			inline_late(two, side, call);
			add_copy(two, side, call, print, 30);
			two->record[side]->functions[g].offline = PGL_OFFLINE_INLINED;
		}
	}
	use_profile(two, PGL_NEW, 1, 30);
	compare(two);
	return two;
}

static void calls_add_up(void **state)
{
	struct two_builds *two = chain();
	struct pgl_call_flow old, new;

	pgl_call_flow_init(&old, &two->weights, PGL_OLD);
	pgl_call_flow_init(&new, &two->weights, PGL_NEW);
	assert_close(edge(&old, body(two, PGL_OLD, MAIN), body(two, PGL_OLD, F))->calls, 10);
	assert_close(old.calls, 10 + 30 + 30);
	assert_close(old.from_outside[body(two, PGL_OLD, MAIN)], 1);
	assert_close(old.from_outside[body(two, PGL_OLD, F)], 0);
	assert_close(old.below[body(two, PGL_OLD, G)], 1);
	assert_close(old.below[body(two, PGL_OLD, F)], 3 * (1 + 1));
	assert_close(old.below[body(two, PGL_OLD, MAIN)], old.calls);
	/* The copy of g's call is in f now. */
	assert_close(edge(&new, body(two, PGL_NEW, F), body(two, PGL_NEW, PRINT))->calls, 30);
	assert_close(new.calls, 10 + 30);
	assert_close(new.below[body(two, PGL_NEW, MAIN)], new.calls);
	assert_int_equal(old.n_unknown + new.n_unknown, 0);
	pgl_call_flow_release(&old);
	pgl_call_flow_release(&new);
	builds_free(two);
	(void)state;
}

/* main calls f once; f calls itself 9 times in all, and g 20 times; g calls f back 10 times, and
   h, which nobody calls, is entered through a pointer. */
static void recursion_is_solved(void **state)
{
	struct two_builds *two = builds_new();
	struct pgl_call_flow flow;
	enum { H = 3 };

	for (int side = 0; side < PGL_SIDES; side++) {
		add_function(two, side, "main", 1);
		add_function(two, side, "f", 20);
		add_function(two, side, "g", 20);
		add_function(two, side, "h", 5);
		add_site(two, side, MAIN, PGL_NONE, F, 10, 1);
		add_site(two, side, F, PGL_NONE, F, 20, 9);
		add_site(two, side, F, PGL_NONE, G, 21, 20);
		add_site(two, side, G, PGL_NONE, F, 30, 10);
		add_site(two, side, G, PGL_NONE, PGL_NONE, 31, 5);
		use_profile(two, side, 1, 20);
	}
	compare(two);
	pgl_call_flow_init(&flow, &two->weights, PGL_NEW);
	assert_close(flow.calls, 1 + 9 + 20 + 10 + 5);
	/* All calls come from main's one entry. */
	assert_close(flow.below[body(two, PGL_NEW, MAIN)], flow.calls);
	assert_close(flow.from_outside[body(two, PGL_NEW, H)], 5);
	assert_close(flow.below[body(two, PGL_NEW, H)], 0);
	assert_close(edge(&flow, body(two, PGL_NEW, G), PGL_NONE)->calls, 5);
	pgl_call_flow_release(&flow);
	builds_free(two);
	(void)state;
}

/* A circle of so many functions that the solver iterates. */
static void a_long_circle_is_solved(void **state)
{
	struct two_builds *two = builds_new();
	struct pgl_call_flow flow;
	enum { N = 500 };

	for (int side = 0; side < PGL_SIDES; side++) {
		char name[20];

		add_function(two, side, "main", 1);
		for (uint32_t i = 1; i <= N; i++) {
			snprintf(name, sizeof name, "f%u", i);
			add_function(two, side, name, 2);
		}
		add_site(two, side, MAIN, PGL_NONE, 1, 5, 1);
		for (uint32_t i = 1; i <= N; i++)
			add_site(two, side, i, PGL_NONE, i == N ? 1 : i + 1, 10 + i,
				 i == N ? 1 : 2);
		use_profile(two, side, 1, 2);
	}
	compare(two);
	pgl_call_flow_init(&flow, &two->weights, PGL_NEW);
	assert_close(flow.calls, 1 + 2.0 * (N - 1) + 1);
	assert_true(fabs(flow.below[body(two, PGL_NEW, MAIN)] - flow.calls) < 1e-3);
	pgl_call_flow_release(&flow);
	builds_free(two);
	(void)state;
}

static void nothing_is_known_without_a_profile(void **state)
{
	struct two_builds *two = builds_new();
	struct pgl_call_flow flow;

	for (int side = 0; side < PGL_SIDES; side++) {
		add_function(two, side, "main", -1);
		add_function(two, side, "f", -1);
		add_site(two, side, MAIN, PGL_NONE, F, 10, -1);
	}
	compare(two);
	pgl_call_flow_init(&flow, &two->weights, PGL_OLD);
	assert_int_equal(flow.n_edges, 0);
	assert_int_equal(flow.n_unknown, 1);
	pgl_call_flow_release(&flow);
	builds_free(two);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_add_up),
		cmocka_unit_test(recursion_is_solved),
		cmocka_unit_test(a_long_circle_is_solved),
		cmocka_unit_test(nothing_is_known_without_a_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
