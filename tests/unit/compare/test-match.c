/* Pairing: which sites pair, by which stage, and why the others do not.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

static void assert_pair(struct two_builds *two, uint32_t old, uint32_t new,
			enum pgl_pairing pairing)
{
	assert_int_equal(two->match.partner[PGL_OLD][old], new);
	assert_int_equal(two->match.partner[PGL_NEW][new], old);
	assert_int_equal(two->match.pairing[PGL_OLD][old], pairing);
	assert_int_equal(two->match.pairing[PGL_NEW][new], pairing);
}

static void assert_alone(struct two_builds *two, int side, uint32_t site, enum pgl_class class)
{
	assert_int_equal(two->match.partner[side][site], PGL_NONE);
	assert_int_equal(two->match.class[side][site], class);
}

/* main, f and g on both sides, with the ids 0, 1, 2. */
static struct two_builds *three_functions(void)
{
	struct two_builds *two = builds_new();

	for (int side = 0; side < PGL_SIDES; side++) {
		add_function(two, side, "main", -1);
		add_function(two, side, "f", -1);
		add_function(two, side, "g", -1);
	}
	return two;
}

static void exact(void **state)
{
	struct two_builds *two = three_functions();

	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_OLD, 0, PGL_NONE, 2, 11, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 2, 11, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	compare(two);
	assert_pair(two, 0, 1, PGL_PAIRING_EXACT);
	assert_pair(two, 1, 0, PGL_PAIRING_EXACT);
	assert_int_equal(pgl_match_n_paired(&two->match), 2);
	builds_free(two);
	(void)state;
}

static void function_ids_do_not_matter(void **state)
{
	struct two_builds *two = builds_new();
	uint32_t clone;

	add_function(two, PGL_OLD, "main", -1);
	add_function(two, PGL_OLD, "f", -1);
	add_function(two, PGL_NEW, "f", -1);
	add_function(two, PGL_NEW, "main", -1);
	clone = add_clone(two, PGL_NEW, "f.constprop.0", 0, PGL_CLONE_CONSTPROP, -1);
	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 1, PGL_NONE, clone, 10, -1);
	compare(two);
	assert_pair(two, 0, 0, PGL_PAIRING_EXACT);
	builds_free(two);
	(void)state;
}

/* Three calls from one macro share one location. */
static void order(void **state)
{
	struct two_builds *two = three_functions();

	for (int side = 0; side < PGL_SIDES; side++)
		for (int i = 0; i < 3; i++)
			add_site(two, side, 0, PGL_NONE, 1, 10, -1);
	compare(two);
	for (uint32_t i = 0; i < 3; i++)
		assert_pair(two, i, i, PGL_PAIRING_ORDER);
	builds_free(two);
	(void)state;
}

/* A destructor on the normal path and, in the other order, on the path of an exception. */
static void exception_path(void **state)
{
	struct two_builds *two = three_functions();

	for (int side = 0; side < PGL_SIDES; side++) {
		add_site(two, side, 0, PGL_NONE, 1, 10, -1);
		add_site(two, side, 0, PGL_NONE, 1, 10, -1);
		site_at(two, side, side == PGL_OLD)->flags |= PGL_BIT(PGL_SITE_FLAG_EH);
	}
	compare(two);
	assert_pair(two, 0, 1, PGL_PAIRING_ORDER);
	assert_pair(two, 1, 0, PGL_PAIRING_ORDER);
	builds_free(two);
	(void)state;
}

/* Two in OLD, one in NEW, and nothing distinguishes them: neither is paired. */
static void ambiguous(void **state)
{
	struct two_builds *two = three_functions();

	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	compare(two);
	assert_alone(two, PGL_OLD, 0, PGL_CLASS_AMBIGUOUS);
	assert_alone(two, PGL_OLD, 1, PGL_CLASS_AMBIGUOUS);
	assert_alone(two, PGL_NEW, 0, PGL_CLASS_AMBIGUOUS);
	assert_int_equal(two->match.n[PGL_OLD][PGL_PAIRING_AMBIGUOUS], 2);
	assert_int_equal(two->match.n[PGL_NEW][PGL_PAIRING_AMBIGUOUS], 1);
	builds_free(two);
	(void)state;
}

/* f, g, f in OLD; g, f in NEW: the f after g is the counterpart. */
static void neighbours_decide(void **state)
{
	struct two_builds *two = three_functions();

	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_OLD, 0, PGL_NONE, 2, 11, -1);
	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 2, 11, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	compare(two);
	assert_pair(two, 2, 1, PGL_PAIRING_NEIGHBOUR);
	assert_alone(two, PGL_OLD, 0, PGL_CLASS_DUPLICATE);
	builds_free(two);
	(void)state;
}

/* printf in OLD, puts at the same location in NEW. */
static void callee_replaced(void **state)
{
	struct two_builds *two = three_functions();

	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 2, 10, -1);
	compare(two);
	assert_pair(two, 0, 0, PGL_PAIRING_NEIGHBOUR);
	builds_free(two);
	(void)state;
}

static void promoted(void **state)
{
	struct two_builds *two = three_functions();
	uint32_t guess;

	add_site(two, PGL_OLD, 0, PGL_NONE, PGL_NONE, 10, -1);
	guess = add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	site_at(two, PGL_NEW, guess)->flags |= PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
	add_site(two, PGL_NEW, 0, PGL_NONE, PGL_NONE, 10, -1);
	compare(two);
	assert_pair(two, 0, 1, PGL_PAIRING_EXACT);
	assert_alone(two, PGL_NEW, guess, PGL_CLASS_PROMOTED);
	assert_int_equal(two->match.n[PGL_NEW][PGL_PAIRING_GUESS], 1);
	assert_int_equal(two->match.n[PGL_NEW][PGL_PAIRING_ALONE], 0);
	builds_free(two);
	(void)state;
}

/* Calls from an early-inlined function pair only with calls that came in at the same location. */
static void nested(void **state)
{
	struct two_builds *two = three_functions();

	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t line = 10; line <= 11; line++) {
			uint32_t f = add_site(two, side, 0, PGL_NONE, 1, line, -1);

			inline_early(two, side, f);
			add_site(two, side, 0, f, 2, 20, -1);
		}
	}
	compare(two);
	assert_pair(two, 1, 1, PGL_PAIRING_EXACT);
	assert_pair(two, 3, 3, PGL_PAIRING_EXACT);
	builds_free(two);
	(void)state;
}

/* Deeper than any real program nests, and in a circle, which no compiler makes. */
static void nested_without_end(void **state)
{
	enum { DEPTH = 20000 };
	struct two_builds *two = three_functions();

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t above = PGL_NONE, copy, last;

		for (int i = 0; i < DEPTH; i++) {
			above = add_site(two, side, 0, above, 1, 10, -1);
			inline_early(two, side, above);
		}
		copy = add_site(two, side, 0, PGL_NONE, 1, 12, -1);
		last = add_site(two, side, 0, copy, 1, 13, -1);
		inline_early(two, side, last);
		site_at(two, side, copy)->copy_of = last;
	}
	compare(two);
	for (uint32_t s = 0; s < DEPTH; s++)
		assert_pair(two, s, s, PGL_PAIRING_EXACT);
	builds_free(two);
	(void)state;
}

static void early_in_one(void **state)
{
	struct two_builds *two = three_functions();
	uint32_t f = add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);

	inline_early(two, PGL_OLD, f);
	add_site(two, PGL_OLD, 0, f, 2, 20, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	compare(two);
	assert_pair(two, 0, 0, PGL_PAIRING_EXACT);
	assert_alone(two, PGL_OLD, 1, PGL_CLASS_EARLY);
	builds_free(two);
	(void)state;
}

/* OLD uses f's code for main as well, and main only calls f. */
static void merged(void **state)
{
	struct two_builds *two = three_functions();
	struct pgl_event *event = pgl_record_add_event(two->record[PGL_OLD]);

	*event = (struct pgl_event){.what = pgl_words(PGL_WORDS_EVENT)[PGL_EVENT_MERGED],
				    .function = 0,
				    .target = 1,
				    .site = PGL_NONE};
	event->location.file = PGL_NONE;
	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 0, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 2, 20, -1);
	compare(two);
	assert_alone(two, PGL_OLD, 0, PGL_CLASS_MERGED);
	assert_alone(two, PGL_NEW, 0, PGL_CLASS_MERGED);
	builds_free(two);
	(void)state;
}

/* A part's calls count as its function's; calls of the part itself are left out, but pair. */
static void split_part(void **state)
{
	struct two_builds *two = three_functions();
	uint32_t part = add_clone(two, PGL_OLD, "f.part.0", 1, PGL_CLONE_PART, -1);

	add_site(two, PGL_OLD, 1, PGL_NONE, part, 0, -1);
	add_site(two, PGL_OLD, part, PGL_NONE, 2, 20, -1);
	add_site(two, PGL_NEW, 1, PGL_NONE, 2, 20, -1);
	compare(two);
	assert_pair(two, 1, 0, PGL_PAIRING_EXACT);
	assert_alone(two, PGL_OLD, 0, PGL_CLASS_PART);
	assert_int_equal(two->match.n[PGL_OLD][PGL_PAIRING_PART], 1);
	assert_int_equal(two->match.n[PGL_OLD][PGL_PAIRING_ALONE], 0);
	builds_free(two);
	(void)state;
}

static void dead_code(void **state)
{
	struct two_builds *two = three_functions();
	uint32_t gone = add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);

	site_at(two, PGL_OLD, gone)->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
	add_function(two, PGL_OLD, "h", -1);
	add_site(two, PGL_OLD, 3, PGL_NONE, 1, 30, -1);
	compare(two);
	assert_alone(two, PGL_OLD, gone, PGL_CLASS_DEAD);
	assert_alone(two, PGL_OLD, 1, PGL_CLASS_DEAD);
	builds_free(two);
	(void)state;
}

/* A call that vanished in NEW does not prevent the pairing of those that did not. */
static void living_first(void **state)
{
	struct two_builds *two = three_functions();

	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	site_at(two, PGL_NEW, 0)->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
	compare(two);
	assert_pair(two, 0, 1, PGL_PAIRING_ORDER);
	assert_alone(two, PGL_NEW, 0, PGL_CLASS_DUPLICATE);
	builds_free(two);
	(void)state;
}

/* A specialized memcpy beside the general one. */
static void duplicated(void **state)
{
	struct two_builds *two = three_functions();

	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	site_at(two, PGL_NEW, 1)->flags |= PGL_BIT(PGL_SITE_FLAG_LATER);
	compare(two);
	assert_pair(two, 0, 0, PGL_PAIRING_ORDER);
	assert_alone(two, PGL_NEW, 1, PGL_CLASS_DUPLICATE);
	assert_int_equal(two->match.n[PGL_NEW][PGL_PAIRING_DUPLICATE], 1);
	assert_int_equal(two->match.n[PGL_NEW][PGL_PAIRING_ALONE], 0);
	builds_free(two);
	(void)state;
}

static void copies_are_left_out(void **state)
{
	struct two_builds *two = three_functions();
	uint32_t base, f;

	base = add_site(two, PGL_OLD, 1, PGL_NONE, 2, 20, -1);
	f = add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	inline_late(two, PGL_OLD, f);
	add_copy(two, PGL_OLD, f, base, -1);
	compare(two);
	assert_int_equal(two->match.n[PGL_OLD][PGL_PAIRING_ALONE], 2);
	assert_int_equal(two->match.n[PGL_OLD][PGL_PAIRING_COPY], 1);
	builds_free(two);
	(void)state;
}

static void moved_sources(void **state)
{
	struct two_builds *two = three_functions();

	two->record[PGL_NEW]->unit.source = pgl_record_intern(two->record[PGL_NEW], "../a/x.c");
	two->record[PGL_NEW]->unit.files[0] = pgl_record_intern(two->record[PGL_NEW], "../a/x.c");
	add_site(two, PGL_OLD, 0, PGL_NONE, 1, 10, -1);
	add_site(two, PGL_NEW, 0, PGL_NONE, 1, 10, -1);
	compare(two);
	assert_pair(two, 0, 0, PGL_PAIRING_EXACT);
	builds_free(two);
	(void)state;
}

static void empty(void **state)
{
	struct two_builds *two = builds_new();

	compare(two);
	assert_int_equal(pgl_match_n_paired(&two->match), 0);
	builds_free(two);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact),
		cmocka_unit_test(function_ids_do_not_matter),
		cmocka_unit_test(order),
		cmocka_unit_test(exception_path),
		cmocka_unit_test(ambiguous),
		cmocka_unit_test(neighbours_decide),
		cmocka_unit_test(callee_replaced),
		cmocka_unit_test(promoted),
		cmocka_unit_test(nested),
		cmocka_unit_test(nested_without_end),
		cmocka_unit_test(early_in_one),
		cmocka_unit_test(split_part),
		cmocka_unit_test(merged),
		cmocka_unit_test(dead_code),
		cmocka_unit_test(living_first),
		cmocka_unit_test(duplicated),
		cmocka_unit_test(copies_are_left_out),
		cmocka_unit_test(moved_sources),
		cmocka_unit_test(empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
