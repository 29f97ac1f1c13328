/* costs/join: which function's source a cost belongs to, what moved and what was saved.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include <stdio.h>
#include <unistd.h>

#include "costs/join.h"
#include "costs/join-names.h"

/* The cost of BODY's source on SIDE in the code of TEXT. */
static uint64_t cost_in(const struct pgl_cost_join *join, enum pgl_side side, uint32_t text,
			uint32_t body)
{
	for (size_t i = 0; i < join->n_cells; i++)
		if (join->cells[i].text == text && join->cells[i].body == body)
			return join->cells[i].cost[side];
	return 0;
}

/* The calls from CALLER to CALLEE, or NULL. */
static const struct pgl_cost_edge *edge_of(const struct pgl_cost_join *join, uint32_t caller,
					   uint32_t callee)
{
	for (size_t i = 0; i < join->n_edges; i++)
		if (join->edges[i].caller == caller && join->edges[i].callee == callee)
			return &join->edges[i];
	return NULL;
}

static struct two_builds *two;
static struct pgl_costs measured[PGL_SIDES];
static struct pgl_cost_join join;

static void declare(int side, uint32_t function, uint32_t line)
{
	two->record[side]->functions[function].location = (struct pgl_location){0, line, 1};
}

static void measure(int side, const char *text)
{
	char path[] = "/tmp/test-measured-join.XXXXXX";
	int file = mkstemp(path);
	struct pgl_error error;

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	if (pgl_costs_read(&measured[side], path, NULL, &error))
		fail_msg("%s", error.text);
	unlink(path);
}

/* The cost profiles of OLD and of NEW. */
static void join_runs(const char *old, const char *new)
{
	struct pgl_error error;

	measure(PGL_OLD, old);
	measure(PGL_NEW, new);
	compare(two);
	assert_int_equal(pgl_cost_join_init(&join, &two->identity, &measured[PGL_OLD],
					    &measured[PGL_NEW], &error),
			 0);
	/* This always holds: all cells add up to the total, and so do all functions and gaps. */
	for (int side = 0; side < PGL_SIDES; side++) {
		uint64_t cells = 0, bodies = 0;

		for (size_t i = 0; i < join.n_cells; i++)
			cells += join.cells[i].cost[side];
		for (uint32_t body = 0; body < two->identity.n_bodies; body++)
			bodies += pgl_cost_of(&join, side, body);
		for (int gap = 0; gap < PGL_GAP_N; gap++)
			bodies += join.gap[side][gap];
		assert_int_equal(cells, join.total[side]);
		assert_int_equal(bodies, join.total[side]);
	}
}

static int begin(void **state)
{
	(void)state;
	two = builds_new();
	return 0;
}

static int finish(void **state)
{
	(void)state;
	pgl_cost_join_release(&join);
	pgl_costs_release(&measured[PGL_OLD]);
	pgl_costs_release(&measured[PGL_NEW]);
	builds_free(two);
	return 0;
}

static uint32_t body_of(int side, uint32_t function)
{
	return two->identity.body[side][function];
}

/* f at line 10, g at line 20: f calls g 100 times. In NEW g is inlined. */
static void planted(uint32_t *ret_f, uint32_t *ret_g)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		*ret_f = add_function(two, side, "f", 1);
		*ret_g = add_function(two, side, "g", 100);
		declare(side, *ret_f, 10);
		declare(side, *ret_g, 20);
		uint32_t site = add_site(two, side, *ret_f, PGL_NONE, *ret_g, 12, 100);

		if (side == PGL_NEW)
			inline_late(two, side, site);
		else
			reject(two, side, site, "MAX_INLINE_INSNS_SINGLE_LIMIT");
	}
}

/* The cost of g's source moves into f's code: only call and return are saved. */
static void moved_is_not_saved(void **state)
{
	uint32_t f, g;

	(void)state;
	planted(&f, &g);
	join_runs("events: Ir\nfl=/home/me/x.c\nfn=f\n10 5\n+2 400\ncfn=g\ncalls=100 20\n12 1000\n"
		  "fn=g\n20 200\n+1 700\n23 100\n",
		  "events: Ir\nfl=/home/me/x.c\nfn=f\n10 5\n+2 300\n21 700\n");
	f = body_of(PGL_OLD, f);
	g = body_of(PGL_OLD, g);
	assert_int_equal(join.sources, PGL_SOURCES_LINES);
	assert_int_equal(join.total[PGL_OLD], 1405);
	assert_int_equal(join.total[PGL_NEW], 1005);
	assert_int_equal(join.bodies[g].side[PGL_OLD].own, 1000);
	assert_int_equal(join.bodies[g].side[PGL_OLD].inlined, 0);
	assert_int_equal(join.bodies[g].side[PGL_NEW].own, 0);
	assert_int_equal(join.bodies[g].side[PGL_NEW].inlined, 700);
	assert_int_equal(join.bodies[g].saved, 300);
	assert_int_equal(join.bodies[g].moved, 700);
	assert_int_equal(join.bodies[f].saved, 100);
	assert_int_equal(join.bodies[f].moved, 0);
	assert_int_equal(join.bodies[f].side[PGL_OLD].text, 405);
	assert_int_equal(join.bodies[f].side[PGL_NEW].text, 1005);
	assert_int_equal(cost_in(&join, PGL_NEW, f, g), 700);
	assert_int_equal(join.bodies[g].side[PGL_OLD].calls.value, 100);
	assert_true(join.bodies[g].side[PGL_NEW].calls.known);
	assert_int_equal(join.bodies[g].side[PGL_NEW].calls.value, 0);
	assert_int_equal(edge_of(&join, f, g)->count[PGL_OLD].value, 100);
	assert_int_equal(edge_of(&join, f, g)->inclusive[PGL_OLD].value, 1000);
	assert_null(edge_of(&join, g, f));
}

/* The same where the cost profile names the inlined function, with any lines and without lines. */
static void named_and_unnamed(void **state)
{
	uint32_t f, g;

	(void)state;
	planted(&f, &g);
	join_runs("a 1 1.0: 5 cycles: \n\t1 f+0x1 (/m)\n\na 1 1.0: 90 cycles: \n\t1 g+0x1 (/m)\n",
		  "a 1 1.0: 5 cycles: \n\t1 f+0x1 (/m)\n\n"
		  "a 1 1.0: 70 cycles: \n\t1 g (inlined)\n\t1 f+0x1 (/m)\n");
	f = body_of(PGL_OLD, f);
	g = body_of(PGL_OLD, g);
	assert_int_equal(join.bodies[g].side[PGL_NEW].inlined, 70);
	assert_int_equal(join.bodies[f].side[PGL_NEW].own, 5);
	assert_int_equal(join.bodies[g].side[PGL_OLD].own, 90);
	assert_false(join.bodies[g].side[PGL_OLD].calls.known);
}

static void no_lines(void **state)
{
	uint32_t f, g;

	(void)state;
	planted(&f, &g);
	join_runs("events: Ir\npositions: instr\nfn=f\n0x10 5\nfn=g\n0x20 100\n",
		  "events: Ir\npositions: instr\nfn=f\n0x10 5\n0x12 70\n");
	f = body_of(PGL_OLD, f);
	/* OLD inlined nothing. */
	assert_int_equal(join.bodies[f].side[PGL_OLD].own, 5);
	assert_int_equal(join.bodies[f].side[PGL_NEW].unknown, 75);
	assert_int_equal(join.gap[PGL_NEW][PGL_GAP_NO_LINE], 75);
}

/* Clones, parts and cold parts count as their origin; the jump into the cold part is not a call. */
static void clones(void **state)
{
	(void)state;
	uint32_t f = PGL_NONE, part = PGL_NONE;

	for (int side = 0; side < PGL_SIDES; side++) {
		f = add_function(two, side, "f", 1);
		declare(side, f, 10);
		add_clone(two, side, "f.constprop.0", f, PGL_CLONE_CONSTPROP, 1);
		part = add_clone(two, side, "f.part.0", f, PGL_CLONE_PART, 1);
	}
	join_runs("events: Ir\nfl=x.c\nfn=f\n10 1\ncfn=f.part.0\ncalls=7 10\n10 1\ncfn=f.cold\n"
		  "calls=9 10\n10 1\nfn=f.constprop.0\n11 2\nfn=f.part.0\n12 4\n"
		  "fn=f.cold\n12 8\nfn=f.part.0.cold\n12 16\nfn=f'2\n12 32\nfn=f [clone "
		  ".isra.3]\n12 64\n"
		  "fn=g.part.0\n12 128\nfn=f.x\n12 256\n",
		  "events: Ir\nfl=x.c\nfn=f\n10 1\n");
	part = body_of(PGL_OLD, part);
	f = body_of(PGL_OLD, f);
	assert_int_equal(two->identity.origin[part], f);
	assert_int_equal(join.bodies[f].side[PGL_OLD].own, 127);
	assert_int_equal(join.bodies[part].side[PGL_OLD].own, 0);
	assert_int_equal(join.gap[PGL_OLD][PGL_GAP_OUTSIDE], 384);
	assert_int_equal(join.bodies[part].side[PGL_OLD].calls.value, 7);
	assert_int_equal(join.bodies[f].side[PGL_OLD].calls.value, 0);
}

/* A lambda is inside its function: lines behind it, up to a call of the function, are ambiguous. */
static void nested(void **state)
{
	(void)state;
	uint32_t f = 0, lambda = 0, other = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		f = add_function(two, side, "f", 1);
		lambda = add_function(two, side, "lambda", 1);
		other = add_function(two, side, "other", 1);
		declare(side, f, 10);
		declare(side, lambda, 20);
		declare(side, other, 40);
		uint32_t external = add_external(two, side, "puts");
		uint32_t site = add_site(two, side, f, PGL_NONE, lambda, 30, 1);

		inline_early(two, side, site);
		reject(two, side, add_site(two, side, f, site, external, 22, 1),
		       "BODY_NOT_AVAILABLE");
	}
	join_runs("events: Ir\nfl=x.c\nfn=f\n9 1\n10 2\n19 4\n20 8\n22 16\n25 32\n30 64\n31 128\n"
		  "40 256\n41 512\nfl=y.c\nfn=other\n40 1024\n",
		  "events: Ir\nfl=x.c\nfn=f\n10 1\n");
	f = body_of(PGL_OLD, f);
	lambda = body_of(PGL_OLD, lambda);
	other = body_of(PGL_OLD, other);
	/* 31: behind the last call of f, whose lambda may end later still. */
	assert_int_equal(cost_in(&join, PGL_OLD, f, lambda), 8 + 16 + 128);
	assert_int_equal(cost_in(&join, PGL_OLD, f, f), 2 + 4 + 64);
	assert_int_equal(join.gap[PGL_OLD][PGL_GAP_AMBIGUOUS], 32);
	/* Above all of them, and in a function that was not inlined there. */
	assert_int_equal(join.gap[PGL_OLD][PGL_GAP_LINE], 1 + 256 + 512);
	/* Another function of that name, from another file. */
	assert_int_equal(join.bodies[other].side[PGL_OLD].text, 0);
	assert_int_equal(join.gap[PGL_OLD][PGL_GAP_OUTSIDE], 1024);
}

/* Two instances of a template at one location, both inlined into one function. */
static void instances(void **state)
{
	(void)state;
	uint32_t f = 0, a = 0, b = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		f = add_function(two, side, "f", 1);
		a = add_function(two, side, "t<a>", 1);
		b = add_function(two, side, "t<b>", 1);
		declare(side, f, 10);
		declare(side, a, 2);
		declare(side, b, 2);
		inline_early(two, side, add_site(two, side, f, PGL_NONE, a, 11, 1));
		if (side == PGL_NEW)
			inline_early(two, side, add_site(two, side, f, PGL_NONE, b, 12, 1));
	}
	join_runs("events: Ir\nfl=x.c\nfn=f\n3 5\n", "events: Ir\nfl=x.c\nfn=f\n3 5\n");
	f = body_of(PGL_OLD, f);
	assert_int_equal(cost_in(&join, PGL_OLD, f, body_of(PGL_OLD, a)), 5);
	assert_int_equal(join.gap[PGL_NEW][PGL_GAP_AMBIGUOUS], 5);
	assert_int_equal(join.bodies[f].side[PGL_NEW].unknown, 5);
}

/* perf omits parameters and return types; static functions of two builds have one name. */
static void cxx_names(void **state)
{
	(void)state;
	uint32_t f = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		f = add_function(two, side, "void ns::f<int (*)(char)>(int (*)(char)) const", 1);
		add_function(two, side, "ns::operator()(int)", 1);
	}
	join_runs("a 1 1.0: 5 cycles: \n\t1 ns::f<int (*)(char)>+0x1 (/m)\n\n"
		  "a 1 1.0: 6 cycles: \n\t1 ns::operator()+0x1 (/m)\n",
		  "a 1 1.0: 5 cycles: \n\t1 ns::f<int (*)(char)>+0x1 (/m)\n");
	assert_int_equal(join.bodies[body_of(PGL_OLD, f)].side[PGL_OLD].own, 5);
	assert_int_equal(join.gap[PGL_OLD][PGL_GAP_OUTSIDE], 0);
}

static void paths(void **state)
{
	(void)state;
	assert_int_equal(pgl_same_tail("a/b/x.c", "/home/me/b/./x.c"), 2);
	assert_int_equal(pgl_same_tail("x.c", "/home/me/x.c"), 1);
	assert_int_equal(pgl_same_tail("x.c", "/home/me/xx.c"), 0);
	assert_int_equal(pgl_same_tail("x.c", "x.c"), 1);
	assert_int_equal(pgl_same_tail("", "x.c"), 0);
	assert_true(pgl_is_cold_name("f.cold"));
	assert_true(pgl_is_cold_name("f.part.0.cold.3"));
	assert_true(pgl_is_cold_name("f(int) [clone .cold]"));
	assert_false(pgl_is_cold_name("cold"));
	assert_false(pgl_is_cold_name(".cold"));
	assert_false(pgl_is_cold_name("scold"));
	assert_false(pgl_is_cold_name("f7"));
}

static void unlike(void **state)
{
	struct pgl_error error;

	(void)state;
	measure(PGL_OLD, "events: Ir\nfn=f\n1 1\n");
	measure(PGL_NEW, "events: Dr\nfn=f\n1 1\n");
	compare(two);
	assert_int_equal(pgl_cost_join_init(&join, &two->identity, &measured[PGL_OLD],
					    &measured[PGL_NEW], &error),
			 -1);
	assert_non_null(strstr(error.text, "they cannot be compared"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(moved_is_not_saved, begin, finish),
		cmocka_unit_test_setup_teardown(named_and_unnamed, begin, finish),
		cmocka_unit_test_setup_teardown(no_lines, begin, finish),
		cmocka_unit_test_setup_teardown(clones, begin, finish),
		cmocka_unit_test_setup_teardown(nested, begin, finish),
		cmocka_unit_test_setup_teardown(instances, begin, finish),
		cmocka_unit_test_setup_teardown(cxx_names, begin, finish),
		cmocka_unit_test(paths),
		cmocka_unit_test_setup_teardown(unlike, begin, finish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
