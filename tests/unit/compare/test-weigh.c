/* Executions transferred and pushed down: every number here can be worked out on paper.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

/* main (once) calls f 10 times; f calls g 3 times per entry; both have bodies. NEW has counts. */
enum { MAIN, F, G };
struct program {
	struct two_builds *two;
	uint32_t f[PGL_SIDES], g[PGL_SIDES]; /* the calls */
};

static struct program program(uint32_t runs)
{
	struct program p = {.two = builds_new()};

	for (int side = 0; side < PGL_SIDES; side++) {
		bool knows = side == PGL_NEW;

		add_function(p.two, side, "main", knows ? runs : -1.0);
		add_function(p.two, side, "f", knows ? 10.0 * runs : -1);
		add_function(p.two, side, "g", knows ? 30.0 * runs : -1);
		p.f[side] = add_site(p.two, side, MAIN, PGL_NONE, F, 10, knows ? 10.0 * runs : -1);
		p.g[side] = add_site(p.two, side, F, PGL_NONE, G, 20, knows ? 30.0 * runs : -1);
	}
	use_profile(p.two, PGL_NEW, runs, 30 * runs);
	return p;
}

static double called(struct two_builds *two, int side, uint32_t function)
{
	return two->weights.side[side].called[two->identity.body[side][function]];
}

static void nothing_inlined(void **state)
{
	struct program p = program(4);
	struct two_builds *two = p.two;

	compare(two);
	assert_int_equal(two->weights.source, PGL_NEW);
	/* The counts of all four runs together. */
	for (int side = 0; side < PGL_SIDES; side++) {
		assert_near(two->weights.side[side].calls[p.f[side]], 40);
		assert_near(two->weights.side[side].calls[p.g[side]], 120);
		assert_near(called(two, side, F), 40);
		assert_near(two->weights.side[side].inside, 4 + 40 + 120);
		assert_true(isnan(two->weights.side[side].outside));
	}
	builds_free(two);
	(void)state;
}

static void only_old_has_a_profile(void **state)
{
	struct program p = program(1);
	struct pgl_record *record = p.two->record[PGL_OLD];

	p.two->record[PGL_OLD] = p.two->record[PGL_NEW];
	p.two->record[PGL_NEW] = record;
	compare(p.two);
	assert_int_equal(p.two->weights.source, PGL_OLD);
	assert_near(p.two->weights.side[PGL_NEW].calls[p.g[PGL_NEW]], 30);
	builds_free(p.two);
	(void)state;
}

static void no_profile(void **state)
{
	struct program p = program(1);

	p.two->record[PGL_NEW]->unit.profile.found = false;
	compare(p.two);
	assert_int_equal(p.two->weights.source, -1);
	assert_true(isnan(p.two->weights.side[PGL_NEW].total[p.f[PGL_NEW]]));
	assert_true(isnan(p.two->weights.side[PGL_OLD].inside));
	builds_free(p.two);
	(void)state;
}

/* OLD inlines f into main; the call of g runs there, not in f. */
static void carried_into_copies(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	const struct pgl_side_weights *old = &two->weights.side[PGL_OLD];
	uint32_t copy;

	inline_late(two, PGL_OLD, p.f[PGL_OLD]);
	copy = add_copy(two, PGL_OLD, p.f[PGL_OLD], p.g[PGL_OLD], -1);
	compare(two);
	assert_near(old->executed[copy], 30);
	assert_near(old->executed[p.g[PGL_OLD]], 0);
	assert_near(old->calls[p.f[PGL_OLD]], 0);
	assert_near(old->calls[p.g[PGL_OLD]], 30);
	assert_false(old->estimated.calls[p.g[PGL_OLD]]);
	assert_near(called(two, PGL_OLD, F), 0);
	assert_near(called(two, PGL_OLD, G), 30);
	builds_free(two);
	(void)state;
}

/* All calls of f are inlined, and f itself is gone: the graph knows that nothing calls it. */
static void inlined_everywhere(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;

	inline_late(two, PGL_OLD, p.f[PGL_OLD]);
	add_copy(two, PGL_OLD, p.f[PGL_OLD], p.g[PGL_OLD], -1);
	two->record[PGL_OLD]->functions[F].offline = PGL_OFFLINE_INLINED;
	compare(two);
	assert_near(called(two, PGL_OLD, F), 0);
	assert_near(called(two, PGL_NEW, F), 10);
	assert_near(two->weights.side[PGL_OLD].inside, 1 + 30);
	builds_free(two);
	(void)state;
}

/* Two calls of f, of which one goes away with its share of the calls of g. */
static void shares(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	const struct pgl_side_weights *new = &two->weights.side[PGL_NEW];
	uint32_t copy;

	for (int side = 0; side < PGL_SIDES; side++)
		add_site(two, side, MAIN, PGL_NONE, F, 11, side == PGL_NEW ? 30 : -1);
	two->record[PGL_NEW]->functions[F].count.value = 40;
	site_at(two, PGL_NEW, p.g[PGL_NEW])->count.value = 120;
	two->record[PGL_NEW]->functions[G].count.value = 120;
	inline_late(two, PGL_NEW, p.f[PGL_NEW]);
	copy = add_copy(two, PGL_NEW, p.f[PGL_NEW], p.g[PGL_NEW], 30);
	inline_late(two, PGL_NEW, copy);
	compare(two);
	assert_near(new->executed[copy], 30);
	assert_near(new->executed[p.g[PGL_NEW]], 90);
	assert_near(called(two, PGL_NEW, F), 30);
	assert_near(called(two, PGL_NEW, G), 90);
	assert_near(new->calls[p.g[PGL_NEW]], 90);
	assert_near(called(two, PGL_OLD, G), 120);
	/* Only a formula determines how the calls of g are shared; nothing else needs one. */
	assert_true(new->estimated.calls[p.g[PGL_NEW]]);
	assert_false(new->estimated.total[p.g[PGL_NEW]]);
	assert_true(new->estimated.called[two->identity.body[PGL_NEW][G]]);
	assert_false(new->estimated.called[two->identity.body[PGL_NEW][F]]);
	assert_true(new->estimated.inside);
	assert_false(two->weights.side[PGL_OLD].estimated.inside);
	builds_free(two);
	(void)state;
}

/* f calls g 3 times on average and 12 times from main: rates know the average only, but the calls of g
   are 30 in all. */
/* f is entered 10 times where it was inlined and 30 times elsewhere; of its CALLS calls of g, nothing says how many
   it executes where. Returns the bounds of the calls that reach g. */
static struct pgl_span bounds(double calls, bool is_once, bool *ret_estimated)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	const struct pgl_side_weights *new = &two->weights.side[PGL_NEW];
	uint32_t body;
	struct pgl_span span;

	for (int side = 0; side < PGL_SIDES; side++)
		add_site(two, side, MAIN, PGL_NONE, F, 11, side == PGL_NEW ? 30 : -1);
	two->record[PGL_NEW]->functions[F].count.value = 40;
	two->record[PGL_NEW]->functions[G].count.value = (uint64_t)calls;
	site_at(two, PGL_NEW, p.g[PGL_NEW])->count.value = (uint64_t)calls;
	if (is_once)
		site_at(two, PGL_NEW, p.g[PGL_NEW])->flags |= PGL_BIT(PGL_SITE_FLAG_ONCE);
	inline_late(two, PGL_NEW, p.f[PGL_NEW]);
	inline_late(two, PGL_NEW, add_copy(two, PGL_NEW, p.f[PGL_NEW], p.g[PGL_NEW], -1));
	compare(two);
	body = two->identity.body[PGL_NEW][G];
	span = new->range.called[body];
	assert_near(span.low, new->range.calls[p.g[PGL_NEW]].low);
	assert_near(span.high, new->range.calls[p.g[PGL_NEW]].high);
	assert_true(new->called[body] >= span.low &&new->called[body] <= span.high);
	*ret_estimated = new->estimated.called[body];
	builds_free(two);
	return span;
}

static void bounds_of_estimates(void **state)
{
	struct pgl_span span;
	bool is_estimated;

	/* At most once per entry: 30 entries at most, and no more than 4 of 40 entries miss it. */
	span = bounds(36, true, &is_estimated);
	assert_near(span.low, 26);
	assert_near(span.high, 30);
	assert_true(is_estimated);
	/* Every entry executes it. */
	span = bounds(40, true, &is_estimated);
	assert_near(span.low, 30);
	assert_near(span.high, 30);
	assert_false(is_estimated);
	/* In a loop, any share of them. */
	span = bounds(36, false, &is_estimated);
	assert_near(span.low, 0);
	assert_near(span.high, 36);
	assert_true(is_estimated);
	(void)state;
}

static void rates_that_are_off(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;

	two->record[PGL_NEW]->functions[F].count.value = 5;
	for (int side = 0; side < PGL_SIDES; side++) {
		inline_late(two, side, p.f[side]);
		add_copy(two, side, p.f[side], p.g[side], side == PGL_NEW ? 60 : -1);
	}
	compare(two);
	for (int side = 0; side < PGL_SIDES; side++)
		assert_near(two->weights.side[side].calls[p.g[side]], 30);
	assert_int_equal(two->diff.n_changes, 0);
	builds_free(two);
	(void)state;
}

/* The function's count excludes what early inlining took, but its entries before include it. */
static void early(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t e = add_site(two, side, MAIN, PGL_NONE, G, 12, side == PGL_NEW ? 7 : -1);

		if (side == PGL_NEW)
			inline_early(two, side, e);
	}
	compare(two);
	assert_near(called(two, PGL_NEW, G), 30);
	assert_near(called(two, PGL_OLD, G), 37);
	builds_free(two);
	(void)state;
}

/* Only OLD inlined f early into main: OLD's call of g there is unpaired, but has a counterpart. */
static void early_in_old_only(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	const struct pgl_side_weights *old = &two->weights.side[PGL_OLD];
	uint32_t nested = add_site(two, PGL_OLD, MAIN, p.f[PGL_OLD], G, 20, -1);

	inline_early(two, PGL_OLD, p.f[PGL_OLD]);
	compare(two);
	assert_int_equal(two->match.partner[PGL_OLD][nested], PGL_NONE);
	assert_near(old->total[nested], 30);
	assert_near(old->calls[p.g[PGL_OLD]], 0);
	assert_near(called(two, PGL_OLD, F), 0);
	assert_near(called(two, PGL_OLD, G), 30);
	builds_free(two);
	(void)state;
}

static void early_in_new_only(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;

	inline_early(two, PGL_NEW, p.f[PGL_NEW]);
	add_site(two, PGL_NEW, MAIN, p.f[PGL_NEW], G, 20, 30);
	site_at(two, PGL_NEW, p.g[PGL_NEW])->count.value = 0;
	two->record[PGL_NEW]->functions[F].count.value = 0;
	compare(two);
	assert_near(two->weights.side[PGL_OLD].calls[p.g[PGL_OLD]], 30);
	assert_near(called(two, PGL_OLD, F), 10);
	assert_near(called(two, PGL_OLD, G), 30);
	builds_free(two);
	(void)state;
}

/* The promoted call took 8 of 10 executions out of the indirect one. */
static void promoted(void **state)
{
	struct two_builds *two = builds_new();
	uint32_t guess, call;

	for (int side = 0; side < PGL_SIDES; side++) {
		add_function(two, side, "main", side == PGL_NEW ? 1 : -1);
		add_function(two, side, "f", side == PGL_NEW ? 8 : -1);
	}
	use_profile(two, PGL_NEW, 1, 8);
	add_site(two, PGL_OLD, 0, PGL_NONE, PGL_NONE, 10, -1);
	guess = add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, 8);
	site_at(two, PGL_NEW, guess)->flags |= PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
	inline_late(two, PGL_NEW, guess);
	call = add_site(two, PGL_NEW, 0, PGL_NONE, PGL_NONE, 10, 2);
	compare(two);
	assert_near(two->weights.side[PGL_NEW].total[call], 10);
	assert_near(two->weights.side[PGL_NEW].calls[call], 2);
	assert_near(two->weights.side[PGL_NEW].calls[guess], 0);
	assert_near(two->weights.side[PGL_OLD].calls[0], 10);
	assert_near(called(two, PGL_NEW, 1), 0);
	assert_near(called(two, PGL_OLD, 1), 8);
	builds_free(two);
	(void)state;
}

/* f calls itself 5 times per call from outside, and NEW has one round of it inlined. */
static void recursion(void **state)
{
	struct two_builds *two = builds_new();
	uint32_t call[PGL_SIDES], copy;

	for (int side = 0; side < PGL_SIDES; side++) {
		bool knows = side == PGL_NEW;

		add_function(two, side, "main", knows ? 1 : -1);
		add_function(two, side, "f", knows ? 60 : -1);
		add_site(two, side, 0, PGL_NONE, 1, 10, knows ? 10 : -1);
		call[side] = add_site(two, side, 1, PGL_NONE, 1, 20, knows ? 50 : -1);
	}
	use_profile(two, PGL_NEW, 1, 60);
	inline_late(two, PGL_NEW, call[PGL_NEW]);
	copy = add_copy(two, PGL_NEW, call[PGL_NEW], call[PGL_NEW], -1);
	compare(two);
	/* x entries: 5/6 of each enter the inlined round, and 25/36 of each call again. */
	assert_near(called(two, PGL_NEW, 1), 60 / (1 + 5.0 / 6));
	assert_near(two->weights.side[PGL_NEW].executed[copy], 60 / (1 + 5.0 / 6) * 25 / 36);
	assert_near(called(two, PGL_OLD, 1), 60);
	builds_free(two);
	(void)state;
}

/* f and g inlined into each other: no number is right, but the solver returns one. */
static void mutual_recursion(void **state)
{
	struct two_builds *two = builds_new();
	uint32_t fg, gf;

	add_function(two, PGL_OLD, "f", -1);
	add_function(two, PGL_OLD, "g", -1);
	add_function(two, PGL_NEW, "f", 1000);
	add_function(two, PGL_NEW, "g", 1000);
	use_profile(two, PGL_NEW, 1, 5000);
	fg = add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, 5000);
	gf = add_site(two, PGL_NEW, 1, PGL_NONE, 0, 20, 5000);
	inline_late(two, PGL_NEW, fg);
	inline_late(two, PGL_NEW, gf);
	compare(two);
	assert_true(called(two, PGL_NEW, 0) >= 0 && called(two, PGL_NEW, 0) <= 1000);
	assert_true(called(two, PGL_NEW, 1) >= 0 && called(two, PGL_NEW, 1) <= 1000);
	builds_free(two);
	(void)state;
}

/* A clone took the only callers; original and clone are one function in OLD. */
static void clones(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	uint32_t clone = add_clone(two, PGL_NEW, "g.isra.0", G, PGL_CLONE_ISRA, 30);
	uint32_t put[PGL_SIDES], copy;

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t puts = add_external(two, side, "puts");

		put[side] = add_site(two, side, G, PGL_NONE, puts, 30, -1);
	}
	two->record[PGL_NEW]->functions[G].offline = PGL_OFFLINE_REMOVED;
	two->record[PGL_NEW]->functions[G].count.known = false;
	site_at(two, PGL_NEW, p.g[PGL_NEW])->callee = clone;
	site_at(two, PGL_NEW, put[PGL_NEW])->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
	copy = add_site(two, PGL_NEW, clone, PGL_NONE, 4, 30, 60);
	site_at(two, PGL_NEW, copy)->copy_of = put[PGL_NEW];
	compare(two);
	assert_near(two->weights.side[PGL_NEW].total[put[PGL_NEW]], 60);
	assert_near(two->weights.side[PGL_NEW].calls[put[PGL_NEW]], 60);
	assert_near(two->weights.side[PGL_OLD].calls[put[PGL_OLD]], 60);
	assert_near(called(two, PGL_NEW, G), 30);
	assert_near(two->weights.side[PGL_OLD].outside, 60);
	assert_near(two->weights.side[PGL_NEW].outside, 60);
	builds_free(two);
	(void)state;
}

/* GCC made a clone for a promoted call and left the original its whole count. */
static void clones_that_count_twice(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	uint32_t put[PGL_SIDES], copy;

	add_clone(two, PGL_NEW, "g.constprop.0", G, PGL_CLONE_CONSTPROP, 30);
	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t puts = add_external(two, side, "puts");

		put[side] = add_site(two, side, G, PGL_NONE, puts, 30, side == PGL_NEW ? 60 : -1);
	}
	copy = add_site(two, PGL_NEW, 3, PGL_NONE, 4, 30, 60);
	site_at(two, PGL_NEW, copy)->copy_of = put[PGL_NEW];
	two->record[PGL_NEW]->functions[G].entered = (struct pgl_integer){30, true};
	compare(two);
	assert_near(called(two, PGL_OLD, G), 30);
	assert_near(called(two, PGL_NEW, G), 30);
	assert_near(two->weights.side[PGL_NEW].total[put[PGL_NEW]], 60);
	assert_true(two->weights.side[PGL_NEW].estimated.total[put[PGL_NEW]]);
	assert_false(two->weights.side[PGL_OLD].estimated.called[two->identity.body[PGL_OLD][G]]);
	builds_free(two);
	(void)state;
}

/* g++ makes two functions of one destructor, of which the deleting one, f, calls the other, g: no recursion. */
static void destructors(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t both = add_external(two, side, "_ZN1aD4Ev");
		struct pgl_function *functions = two->record[side]->functions;

		functions[F].assembler = "_ZN1aD0Ev";
		functions[G].assembler = "_ZN1aD2Ev";
		functions[F].origin = functions[G].origin = both;
	}
	inline_late(two, PGL_NEW, p.g[PGL_NEW]);
	compare(two);
	assert_near(called(two, PGL_OLD, F), 10);
	assert_near(called(two, PGL_OLD, G), 30);
	assert_near(called(two, PGL_NEW, F), 10);
	assert_near(called(two, PGL_NEW, G), 0);
	builds_free(two);
	(void)state;
}

/* OLD splits f: its header runs as often as f, the part as often as its call of frequency 1. */
static void split_part(void **state)
{
	struct program p = program(1);
	struct two_builds *two = p.two;
	uint32_t part = add_clone(two, PGL_OLD, "f.part.0", F, PGL_CLONE_PART, -1);
	uint32_t call = add_site(two, PGL_OLD, F, PGL_NONE, part, 0, -1);
	struct pgl_site *g = site_at(two, PGL_OLD, p.g[PGL_OLD]);

	site_at(two, PGL_NEW, p.g[PGL_NEW])->count.value = 6;
	g->root = part;
	g->frequency = (struct pgl_real){1, true};
	compare(two);
	assert_near(called(two, PGL_OLD, F), 10);
	assert_near(called(two, PGL_OLD, part), 6);
	assert_near(two->weights.side[PGL_OLD].calls[call], 6);
	assert_near(called(two, PGL_NEW, F), 10);
	assert_true(two->weights.side[PGL_OLD].estimated.total[call]);
	assert_true(two->weights.side[PGL_OLD].estimated.calls[call]);
	assert_true(two->weights.side[PGL_OLD].estimated.called[two->identity.body[PGL_OLD][part]]);
	assert_false(two->weights.side[PGL_OLD].estimated.total[p.g[PGL_OLD]]);
	assert_false(two->weights.side[PGL_NEW].estimated.inside);
	builds_free(two);
	(void)state;
}

/* A function that a library calls back has more entries than its recorded calls account for. */
static void called_back(void **state)
{
	struct program p = program(1);

	p.two->record[PGL_NEW]->functions[G].count.value = 100000;
	compare(p.two);
	assert_near(called(p.two, PGL_NEW, G), 100000);
	assert_near(called(p.two, PGL_OLD, G), 100000);
	builds_free(p.two);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_inlined),
		cmocka_unit_test(only_old_has_a_profile),
		cmocka_unit_test(no_profile),
		cmocka_unit_test(carried_into_copies),
		cmocka_unit_test(inlined_everywhere),
		cmocka_unit_test(shares),
		cmocka_unit_test(bounds_of_estimates),
		cmocka_unit_test(rates_that_are_off),
		cmocka_unit_test(early),
		cmocka_unit_test(early_in_old_only),
		cmocka_unit_test(early_in_new_only),
		cmocka_unit_test(promoted),
		cmocka_unit_test(recursion),
		cmocka_unit_test(mutual_recursion),
		cmocka_unit_test(clones),
		cmocka_unit_test(clones_that_count_twice),
		cmocka_unit_test(destructors),
		cmocka_unit_test(split_part),
		cmocka_unit_test(called_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
