/* Cascades: reported where the arithmetic proves them, and nowhere else.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include "explain/cascade.h"
#include "explain/instances.h"

/* top, of size 100, calls a, b and c, in this order. */
enum { TOP, A, B, C };
struct program {
	struct two_builds *two;
	uint32_t a[PGL_SIDES], b[PGL_SIDES], c[PGL_SIDES]; /* the calls */
};

static struct program program(void)
{
	struct program p = {.two = builds_new()};

	for (int side = 0; side < PGL_SIDES; side++) {
		static const char *const names[] = {"top", "a", "b", "c"};

		for (int f = TOP; f <= C; f++)
			add_function(p.two, side, names[f], -1);
		p.two->record[side]->functions[TOP].before.size = (struct pgl_real){100, true};
		p.a[side] = add_site(p.two, side, TOP, PGL_NONE, A, 10, -1);
		p.b[side] = add_site(p.two, side, TOP, PGL_NONE, B, 11, -1);
		p.c[side] = add_site(p.two, side, TOP, PGL_NONE, C, 12, -1);
	}
	return p;
}

static void inlined(struct two_builds *two, int side, uint32_t site, uint32_t sequence,
		    int64_t growth)
{
	inline_late(two, side, site);
	struct pgl_decision *decision = &site_at(two, side, site)->decisions[0];

	decision->phase = PGL_PHASE_SMALL;
	decision->sequence = sequence;
	decision->growth = (struct pgl_integer){growth, true};
}

/* Rejected when top had the size BEFORE, because of GROWTH, by the limit LIMIT. */
static void too_large(struct two_builds *two, int side, uint32_t site, int64_t before,
		      int64_t growth, int64_t limit)
{
	reject(two, side, site, "LARGE_FUNCTION_GROWTH_LIMIT");
	struct pgl_decision *decision = &site_at(two, side, site)->decisions[0];

	decision->growth = (struct pgl_integer){growth, true};
	decision->limit = "large-function-insns";
	decision->limit_of = PGL_LIMIT_OF_CALLER;
	decision->compared = PGL_QUANTITY_CALLER_SIZE;
	decision->limit_param = decision->limit_value = (struct pgl_integer){limit, true};
	decision->limit_actual = (struct pgl_integer){before + growth, true};
}

static bool find(struct program *p, int side, uint32_t site, struct pgl_cascade *ret)
{
	compare(p->two);
	struct pgl_cascades *cascades = pgl_cascades_new(&p->two->weights);
	bool found = pgl_cascade_find(cascades, side, site, ret);

	pgl_cascades_free(cascades);
	return found;
}

/* After a (+80) and b (+30) are inlined, c (+40) exceeds 200; OLD does not inline a. */
static void one_step(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	inlined(p.two, PGL_OLD, p.b[PGL_OLD], 1, 30);
	inlined(p.two, PGL_OLD, p.c[PGL_OLD], 2, 40);
	inlined(p.two, PGL_NEW, p.a[PGL_NEW], 1, 80);
	inlined(p.two, PGL_NEW, p.b[PGL_NEW], 2, 30);
	too_large(p.two, PGL_NEW, p.c[PGL_NEW], 210, 40, 200);
	assert_true(find(&p, PGL_NEW, p.c[PGL_NEW], &its));
	assert_int_equal(its.budget, PGL_BUDGET_CALLER);
	assert_int_equal(its.start, 100);
	assert_int_equal(its.reached, 210);
	assert_int_equal(its.n_before, 2);
	assert_int_equal(its.n_steps, 1);
	assert_int_equal(its.steps[0].site, p.a[PGL_NEW]);
	assert_false(its.steps[0].other.known);
	assert_int_equal(its.added, 80);
	assert_int_equal(its.without, 170);
	pgl_cascade_release(&its);
	builds_free(p.two);
	(void)state;
}

/* An inlining that OLD does alike is not a step: then nothing is left that would make room. */
static void both_builds(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	for (int side = 0; side < PGL_SIDES; side++) {
		inlined(p.two, side, p.a[side], 1, 80);
		too_large(p.two, side, p.c[side], 180, 40, 200);
	}
	assert_false(find(&p, PGL_NEW, p.c[PGL_NEW], &its));
	builds_free(p.two);
	(void)state;
}

/* Both inline a, but here it had grown: the difference counts. */
static void grown_more(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	inlined(p.two, PGL_OLD, p.a[PGL_OLD], 1, 20);
	inlined(p.two, PGL_NEW, p.a[PGL_NEW], 1, 80);
	too_large(p.two, PGL_NEW, p.c[PGL_NEW], 180, 40, 200);
	assert_true(find(&p, PGL_NEW, p.c[PGL_NEW], &its));
	assert_int_equal(its.steps[0].other.value, 20);
	assert_int_equal(its.added, 60);
	assert_int_equal(its.without, 160);
	pgl_cascade_release(&its);
	builds_free(p.two);
	(void)state;
}

/* GCC inlined a after it had rejected c: top was 100 then. */
static void too_late(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	inlined(p.two, PGL_NEW, p.a[PGL_NEW], 1, 80);
	too_large(p.two, PGL_NEW, p.c[PGL_NEW], 100, 140, 200);
	assert_false(find(&p, PGL_NEW, p.c[PGL_NEW], &its));
	builds_free(p.two);
	(void)state;
}

/* Without a, 240 + 40 - 80 is still too much. */
static void not_enough(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	inlined(p.two, PGL_NEW, p.a[PGL_NEW], 1, 80);
	too_large(p.two, PGL_NEW, p.c[PGL_NEW], 180, 140, 200);
	assert_false(find(&p, PGL_NEW, p.c[PGL_NEW], &its));
	builds_free(p.two);
	(void)state;
}

/* The growths do not add up to the size that top had: the record lacks a part of the history. */
static void does_not_add_up(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	inlined(p.two, PGL_NEW, p.a[PGL_NEW], 1, 80);
	too_large(p.two, PGL_NEW, p.c[PGL_NEW], 150, 60, 200);
	assert_false(find(&p, PGL_NEW, p.c[PGL_NEW], &its));
	builds_free(p.two);
	(void)state;
}

/* The call came with the code of a: without a, it would not exist. */
static void in_its_own_way(void **state)
{
	struct program p = program();
	struct pgl_cascade its;
	uint32_t inner, copy;

	for (int side = 0; side < PGL_SIDES; side++) {
		inner = add_site(p.two, side, A, PGL_NONE, C, 20, -1);
		reject(p.two, side, inner, "BODY_NOT_AVAILABLE");
	}
	inlined(p.two, PGL_NEW, p.a[PGL_NEW], 1, 80);
	copy = add_copy(p.two, PGL_NEW, p.a[PGL_NEW], inner, -1);
	too_large(p.two, PGL_NEW, copy, 180, 40, 200);
	assert_false(find(&p, PGL_NEW, copy, &its));
	builds_free(p.two);
	(void)state;
}

/* In OLD the inlining of a prevents that of c; NEW leaves a as a call. */
static void the_reverse(void **state)
{
	struct program p = program();
	struct pgl_cascade its;

	inlined(p.two, PGL_OLD, p.a[PGL_OLD], 1, 80);
	too_large(p.two, PGL_OLD, p.c[PGL_OLD], 180, 40, 200);
	inlined(p.two, PGL_NEW, p.c[PGL_NEW], 1, 40);
	assert_true(find(&p, PGL_OLD, p.c[PGL_OLD], &its));
	assert_int_equal(its.side, PGL_OLD);
	assert_int_equal(its.without, 140);
	pgl_cascade_release(&its);
	builds_free(p.two);
	(void)state;
}

/* A copy's counterpart is the copy of the pair in the same function. */
static void counterparts(void **state)
{
	struct program p = program();
	uint32_t inner[PGL_SIDES], copy[PGL_SIDES];
	bool is_known;

	for (int side = 0; side < PGL_SIDES; side++) {
		inner[side] = add_site(p.two, side, A, PGL_NONE, C, 20, -1);
		inlined(p.two, side, p.a[side], 1, 10);
		copy[side] = add_copy(p.two, side, p.a[side], inner[side], -1);
	}
	inlined(p.two, PGL_NEW, p.b[PGL_NEW], 2, 10);
	compare(p.two);
	for (int side = 0; side < PGL_SIDES; side++) {
		assert_int_equal(pgl_counterpart(&p.two->match, side, inner[side], &is_known),
				 inner[!side]);
		assert_int_equal(pgl_counterpart(&p.two->match, side, copy[side], &is_known),
				 copy[!side]);
		assert_true(is_known);
	}
	builds_free(p.two);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_step),	  cmocka_unit_test(both_builds),
		cmocka_unit_test(grown_more),	  cmocka_unit_test(too_late),
		cmocka_unit_test(not_enough),	  cmocka_unit_test(does_not_add_up),
		cmocka_unit_test(in_its_own_way), cmocka_unit_test(the_reverse),
		cmocka_unit_test(counterparts)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
