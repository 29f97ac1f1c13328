/* Changes: their kinds, weights and order, and that OLD and NEW can be swapped.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff-filter.h"
#include "two-builds.h"

enum { MAIN, F };

/* main calls f, LINES times, from line 10 on; NEW knows that the first ran 5 times, and each next
   one 10 times more. */
static struct two_builds *calls_of_f(int lines)
{
	struct two_builds *two = builds_new();

	for (int side = 0; side < PGL_SIDES; side++) {
		bool knows = side == PGL_NEW;
		double sum = 0, count = 5;

		add_function(two, side, "main", knows ? 1 : -1);
		add_function(two, side, "f", -1);
		for (int i = 0; i < lines; i++, count *= 10) {
			add_site(two, side, MAIN, PGL_NONE, F, 10 + (uint32_t)i,
				 knows ? count : -1);
			sum += count;
		}
		two->record[side]->functions[F].count =
			(struct pgl_count){(uint64_t)sum, knows, PGL_QUALITY_PRECISE};
	}
	use_profile(two, PGL_NEW, 1, 1000);
	return two;
}

static const struct pgl_change *only_change(struct two_builds *two)
{
	compare(two);
	assert_int_equal(two->diff.n_changes, 1);
	return &two->diff.changes[0];
}

static void nothing_changed(void **state)
{
	struct two_builds *two = calls_of_f(3);

	for (int side = 0; side < PGL_SIDES; side++)
		reject(two, side, 0, "CALL_NOT_HOT");
	compare(two);
	assert_int_equal(two->diff.n_changes, 0);
	builds_free(two);
	(void)state;
}

static void newly_inlined(void **state)
{
	struct two_builds *two = calls_of_f(1);
	const struct pgl_change *change;

	reject(two, PGL_OLD, 0, "CALL_NOT_HOT");
	inline_late(two, PGL_NEW, 0);
	change = only_change(two);
	assert_int_equal(change->kind, PGL_KIND_NEWLY_INLINED);
	assert_int_equal(change->pairing, PGL_PAIRING_EXACT);
	assert_near(change->weight.value, 5);
	assert_near(change->calls[PGL_OLD].value, 5);
	assert_near(change->calls[PGL_NEW].value, 0);
	assert_true(change->calls[PGL_NEW].known);
	assert_string_equal(pgl_change_caller(&two->diff, change)->name, "main");
	assert_string_equal(pgl_change_callee(&two->diff, change)->name, "f");
	assert_int_equal(two->diff.kinds[PGL_KIND_NEWLY_INLINED].n, 1);
	assert_near(two->diff.kinds[PGL_KIND_NEWLY_INLINED].weight, 5);
	builds_free(two);
	(void)state;
}

static void moved(void **state)
{
	struct two_builds *two = calls_of_f(1);

	inline_early(two, PGL_OLD, 0);
	inline_late(two, PGL_NEW, 0);
	assert_int_equal(only_change(two)->kind, PGL_KIND_MOVED);
	builds_free(two);
	(void)state;
}

static void reason_changed(void **state)
{
	struct two_builds *two = calls_of_f(1);

	reject(two, PGL_OLD, 0, "MAX_INLINE_INSNS_AUTO_LIMIT");
	reject(two, PGL_NEW, 0, "UNLIKELY_CALL");
	assert_int_equal(only_change(two)->kind, PGL_KIND_REASON);
	builds_free(two);
	(void)state;
}

/* A duplicate is not a change if it has the outcome of the call itself in the other build. */
static void duplicated(void **state)
{
	for (int differs = 0; differs < 2; differs++) {
		struct two_builds *two = calls_of_f(1);

		add_site(two, PGL_NEW, MAIN, PGL_NONE, F, 10, 7);
		site_at(two, PGL_NEW, 1)->flags |= PGL_BIT(PGL_SITE_FLAG_LATER);
		reject(two, PGL_OLD, 0, "CALL_NOT_HOT");
		reject(two, PGL_NEW, 0, "CALL_NOT_HOT");
		if (differs)
			inline_late(two, PGL_NEW, 1);
		else
			reject(two, PGL_NEW, 1, "CALL_NOT_HOT");
		compare(two);
		assert_int_equal(two->match.class[PGL_NEW][1], PGL_CLASS_DUPLICATE);
		assert_int_equal(two->diff.n_changes, differs);
		if (differs)
			assert_int_equal(two->diff.changes[0].kind, PGL_KIND_APPEARED);
		builds_free(two);
	}
	(void)state;
}

/* The last decision counts. */
static void decisions_on_the_way(void **state)
{
	struct two_builds *two = calls_of_f(1);

	decide(two, PGL_OLD, 0, PGL_INLINER_EINLINE, "unknown");
	inline_late(two, PGL_OLD, 0);
	inline_late(two, PGL_NEW, 0);
	compare(two);
	assert_int_equal(two->diff.n_changes, 0);
	builds_free(two);
	(void)state;
}

static void vanished(void **state)
{
	struct two_builds *two = calls_of_f(1);
	const struct pgl_change *change;

	site_at(two, PGL_NEW, 0)->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
	change = only_change(two);
	assert_int_equal(change->kind, PGL_KIND_VANISHED);
	assert_int_equal(change->class, PGL_CLASS_DEAD);
	assert_near(change->calls[PGL_NEW].value, 0);
	builds_free(two);
	(void)state;
}

/* Gone in OLD before the inliner ran, and absent in NEW: not an effect of the profile. */
static void gone_is_no_change(void **state)
{
	struct two_builds *two = calls_of_f(1);
	uint32_t gone = add_site(two, PGL_OLD, MAIN, PGL_NONE, F, 90, -1);

	site_at(two, PGL_OLD, gone)->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
	compare(two);
	assert_int_equal(two->diff.n_changes, 0);
	builds_free(two);
	(void)state;
}

static void appeared(void **state)
{
	struct two_builds *two = calls_of_f(1);
	uint32_t guess = add_site(two, PGL_NEW, MAIN, PGL_NONE, F, 90, 7);
	const struct pgl_change *change;

	site_at(two, PGL_NEW, guess)->flags |= PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
	change = only_change(two);
	assert_int_equal(change->kind, PGL_KIND_APPEARED);
	assert_int_equal(change->class, PGL_CLASS_PROMOTED);
	assert_int_equal(change->site[PGL_OLD], PGL_NONE);
	assert_near(change->calls[PGL_OLD].value, 0);
	assert_near(change->calls[PGL_NEW].value, 7);
	builds_free(two);
	(void)state;
}

/* f has no out-of-line body in NEW; its call of g has the outcome of the copy in main. */
static void heaviest_copy_speaks(void **state)
{
	struct two_builds *two = calls_of_f(2);
	uint32_t call[PGL_SIDES], copy[2];

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t g = add_function(two, side, "g", side == PGL_NEW ? 55 : -1);

		call[side] = add_site(two, side, F, PGL_NONE, g, 30, side == PGL_NEW ? 55 : -1);
		inline_late(two, side, 0);
		inline_late(two, side, 1);
	}
	for (uint32_t line = 0; line < 2; line++)
		reject(two, PGL_OLD, add_copy(two, PGL_OLD, line, call[PGL_OLD], -1),
		       "CALL_NOT_HOT");
	reject(two, PGL_OLD, call[PGL_OLD], "CALL_NOT_HOT");
	two->record[PGL_NEW]->functions[F].offline = PGL_OFFLINE_INLINED;
	copy[0] = add_copy(two, PGL_NEW, 0, call[PGL_NEW], 5);
	reject(two, PGL_NEW, copy[0], "UNLIKELY_CALL");
	copy[1] = add_copy(two, PGL_NEW, 1, call[PGL_NEW], 50);
	inline_late(two, PGL_NEW, copy[1]);
	compare(two);
	assert_int_equal(two->diff.n_changes, 1);
	assert_int_equal(two->diff.changes[0].kind, PGL_KIND_NEWLY_INLINED);
	assert_int_equal(two->diff.changes[0].outcome[PGL_NEW].site, copy[1]);
	assert_near(two->diff.changes[0].outcome[PGL_NEW].share, 50.0 / 55);
	assert_near(two->diff.changes[0].calls[PGL_NEW].value, 5);
	builds_free(two);
	(void)state;
}

/* Both builds reject the call itself; but NEW inlined it in a copy. */
static void in_copies(void **state)
{
	struct two_builds *two = calls_of_f(2);
	uint32_t copy;

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t g = add_function(two, side, "g", side == PGL_NEW ? 55 : -1);
		uint32_t call = add_site(two, side, F, PGL_NONE, g, 30, side == PGL_NEW ? 55 : -1);

		reject(two, side, call, "CALL_NOT_HOT");
		inline_late(two, side, 1);
		copy = add_copy(two, side, 1, call, -1);
		if (side == PGL_NEW)
			inline_late(two, side, copy);
		else
			reject(two, side, copy, "CALL_NOT_HOT");
	}
	compare(two);
	assert_int_equal(two->diff.n_changes, 1);
	assert_true(two->diff.changes[0].is_in_copies);
	assert_int_equal(two->diff.changes[0].kind, PGL_KIND_NEWLY_INLINED);
	assert_near(two->diff.changes[0].calls[PGL_OLD].value, 55);
	assert_near(two->diff.changes[0].calls[PGL_NEW].value, 5);
	builds_free(two);
	(void)state;
}

/* main calls f on two lines, 5 and 50 times, inlined in both builds. The call in f is inlined in the copy on line
   10 in one build, and in the copy on line 11 in the other, which is FIRST. */
static struct two_builds *both_ways(int first)
{
	struct two_builds *two = calls_of_f(2);

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t g = add_function(two, side, "g", side == PGL_NEW ? 55 : -1);
		uint32_t call = add_site(two, side, F, PGL_NONE, g, 30, side == PGL_NEW ? 55 : -1);

		reject(two, side, call, "CALL_NOT_HOT");
		two->record[side]->functions[F].offline = PGL_OFFLINE_INLINED;
		for (uint32_t line = 0; line < 2; line++)
			inline_late(two, side, line);
		for (uint32_t line = 0; line < 2; line++) {
			uint32_t copy = add_copy(two, side, line, call, -1);

			if ((side == first) == (line == 1))
				inline_late(two, side, copy);
			else
				reject(two, side, copy, "CALL_NOT_HOT");
		}
	}
	compare(two);
	assert_int_equal(two->diff.n_changes, 1);
	return two;
}

/* Each copy is compared with the same copy in the other build: 50 executions became the one, 5 the other. */
static void opposite_changes(void **state)
{
	for (int first = 0; first < PGL_SIDES; first++) {
		struct two_builds *two = both_ways(first);
		const struct pgl_change *change = &two->diff.changes[0];
		enum pgl_kind more =
			first == PGL_NEW ? PGL_KIND_NEWLY_INLINED : PGL_KIND_UN_INLINED;

		assert_int_equal(change->kind, more);
		assert_near(change->executions.value, 55);
		assert_near(change->weight.value, 50);
		assert_near(change->opposite, 5);
		assert_near(two->diff.kinds[more].weight, 50);
		assert_near(two->diff.kinds[!more].weight, 5);
		assert_int_equal(two->diff.kinds[!more].n, 0);
		assert_near(change->calls[PGL_NEW].value - change->calls[PGL_OLD].value,
			    first == PGL_NEW ? -45 : 45);
		builds_free(two);
	}
	(void)state;
}

/* NEW rejects the call itself, which executes 5 times there, and inlines its copy, as OLD did. */
static void most_executions_stay(void **state)
{
	struct two_builds *two = calls_of_f(2);

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t g = add_function(two, side, "g", side == PGL_NEW ? 55 : -1);
		uint32_t call = add_site(two, side, F, PGL_NONE, g, 30, side == PGL_NEW ? 55 : -1);

		inline_late(two, side, 1);
		inline_late(two, side, add_copy(two, side, 1, call, -1));
		if (side == PGL_OLD)
			inline_late(two, side, call);
		else
			reject(two, side, call, "UNLIKELY_CALL");
	}
	compare(two);
	assert_int_equal(two->diff.n_changes, 1);
	assert_int_equal(two->diff.changes[0].kind, PGL_KIND_UN_INLINED);
	assert_false(two->diff.changes[0].is_in_copies);
	assert_near(two->diff.changes[0].executions.value, 55);
	assert_near(two->diff.changes[0].weight.value, 5);
	assert_near(two->diff.kinds[PGL_KIND_UN_INLINED].weight, 5);
	builds_free(two);
	(void)state;
}

static void heaviest_first(void **state)
{
	struct two_builds *two = calls_of_f(3);

	for (uint32_t i = 0; i < 3; i++) {
		reject(two, PGL_OLD, i, "CALL_NOT_HOT");
		inline_late(two, PGL_NEW, i);
	}
	site_at(two, PGL_NEW, 1)->count.known = false;
	compare(two);
	assert_int_equal(two->diff.n_changes, 3);
	assert_int_equal(two->diff.changes[0].site[PGL_NEW], 2);
	assert_int_equal(two->diff.changes[1].site[PGL_NEW], 0);
	assert_false(two->diff.changes[2].weight.known);
	assert_int_equal(two->diff.kinds[PGL_KIND_NEWLY_INLINED].n_unknown, 1);
	builds_free(two);
	(void)state;
}

/* Three newly inlined calls of f, from lines 10 to 12, and one of g that was un-inlined. */
static struct two_builds *four_changes(void)
{
	struct two_builds *two = calls_of_f(3);

	for (int side = 0; side < PGL_SIDES; side++)
		add_site(two, side, MAIN, PGL_NONE, add_external(two, side, "g"), 20,
			 side == PGL_NEW ? 60 : -1);
	for (uint32_t i = 0; i < 4; i++) {
		reject(two, i < 3 ? PGL_OLD : PGL_NEW, i, "CALL_NOT_HOT");
		inline_late(two, i < 3 ? PGL_NEW : PGL_OLD, i);
	}
	compare(two);
	assert_int_equal(two->diff.n_changes, 4);
	return two;
}

static void compare_again(struct two_builds *two, const struct pgl_diff_query *wanted)
{
	pgl_diff_release(&two->diff);
	pgl_diff_init(&two->diff, &two->weights, wanted);
}

static void filters(void **state)
{
	const char *glob = "g*";
	struct pgl_diff_query wanted = {.query.callees = {&glob, 1, 1}};
	struct two_builds *two = four_changes();

	compare_again(two, &wanted);
	assert_int_equal(two->diff.n_changes, 1);
	assert_int_equal(two->diff.changes[0].kind, PGL_KIND_UN_INLINED);
	assert_int_equal(two->diff.kinds[PGL_KIND_NEWLY_INLINED].n, 0);
	assert_int_equal(two->diff.n_functions, 1);
	assert_string_equal(pgl_diff_function(&two->diff, two->diff.functions[0].body)->name, "g");
	builds_free(two);
	(void)state;
}

/* The threshold is 100. */
static void hot(void **state)
{
	struct pgl_diff_query wanted = {.query.hot = true};
	struct two_builds *two = four_changes();

	compare_again(two, &wanted);
	assert_int_equal(two->diff.n_changes, 1);
	assert_near(two->diff.changes[0].weight.value, 500);
	builds_free(two);
	(void)state;
}

static void sorted(void **state)
{
	struct two_builds *two = four_changes();

	compare_again(two, &(struct pgl_diff_query){.sort = PGL_DIFF_SORT_LOCATION});
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(two->diff.changes[i].site[PGL_NEW], i);
	compare_again(two, &(struct pgl_diff_query){.sort = PGL_DIFF_SORT_KIND});
	assert_int_equal(two->diff.changes[3].kind, PGL_KIND_UN_INLINED);
	compare_again(two, &(struct pgl_diff_query){.sort = PGL_DIFF_SORT_DELTA});
	assert_int_equal(two->diff.changes[0].site[PGL_NEW], 2);
	builds_free(two);
	(void)state;
}

/* The numbers come from a table, not from chance: the same program every time. */
static unsigned pick(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % n;
}

/* Two builds with something of everything; FIRST says which one is OLD. */
static struct two_builds *medley(int first)
{
	struct two_builds *two = builds_new();

	for (int turn = 0; turn < PGL_SIDES; turn++) {
		int side = turn ? !first : first;
		unsigned seed = 7;

		for (int f = 0; f < 6; f++) {
			static const char *const names[] = {"main", "a", "b", "c", "d", "e"};

			add_function(two, side, names[f], turn ? 100.0 * f : -1);
		}
		for (int i = 0; i < 300; i++) {
			uint32_t root = pick(&seed, 6), callee = pick(&seed, 6);
			uint32_t line = 1 + pick(&seed, 40), count = pick(&seed, 1000), site;
			unsigned outcome = pick(&seed, 4);

			/* A few calls are in one build only. */
			if (pick(&seed, 20) == (unsigned)turn)
				continue;
			site = add_site(two, side, root, PGL_NONE, callee, line,
					turn ? count : -1.0);
			if (outcome == 0)
				inline_early(two, side, site);
			else if (outcome == 1 && pick(&seed, 2) == (unsigned)turn)
				inline_late(two, side, site);
			else
				reject(two, side, site, turn ? "CALL_NOT_HOT" : "UNLIKELY_CALL");
			if (outcome == 1)
				pick(&seed, 3);
		}
	}
	use_profile(two, !first, 1, 1000);
	compare(two);
	return two;
}

static void mirror(void **state)
{
	static const enum pgl_kind opposite[PGL_KIND_N] = {
		[PGL_KIND_NEWLY_INLINED] = PGL_KIND_UN_INLINED,
		[PGL_KIND_UN_INLINED] = PGL_KIND_NEWLY_INLINED,
		[PGL_KIND_MOVED] = PGL_KIND_MOVED,
		[PGL_KIND_REASON] = PGL_KIND_REASON,
		[PGL_KIND_APPEARED] = PGL_KIND_VANISHED,
		[PGL_KIND_VANISHED] = PGL_KIND_APPEARED,
	};
	struct two_builds *one = medley(PGL_OLD), *other = medley(PGL_NEW);

	assert_true(one->diff.n_changes > 50);
	assert_int_equal(one->diff.n_changes, other->diff.n_changes);
	for (size_t i = 0; i < one->diff.n_changes; i++) {
		const struct pgl_change *a = &one->diff.changes[i];
		const struct pgl_change *b = &other->diff.changes[i];

		assert_int_equal(opposite[a->kind], b->kind);
		assert_int_equal(a->class, b->class);
		assert_int_equal(a->pairing, b->pairing);
		assert_int_equal(a->weight.known, b->weight.known);
		assert_true(a->weight.value == b->weight.value);
		for (int side = 0; side < PGL_SIDES; side++) {
			assert_int_equal(a->site[side], b->site[!side]);
			assert_int_equal(a->calls[side].known, b->calls[!side].known);
			assert_true(a->calls[side].value == b->calls[!side].value);
		}
	}
	for (size_t i = 0; i < one->diff.n_functions; i++)
		for (int side = 0; side < PGL_SIDES; side++)
			assert_true(one->diff.functions[i].calls[side].value ==
				    other->diff.functions[i].calls[!side].value);
	builds_free(one);
	builds_free(other);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changed),
		cmocka_unit_test(newly_inlined),
		cmocka_unit_test(moved),
		cmocka_unit_test(reason_changed),
		cmocka_unit_test(duplicated),
		cmocka_unit_test(decisions_on_the_way),
		cmocka_unit_test(vanished),
		cmocka_unit_test(gone_is_no_change),
		cmocka_unit_test(appeared),
		cmocka_unit_test(heaviest_copy_speaks),
		cmocka_unit_test(in_copies),
		cmocka_unit_test(opposite_changes),
		cmocka_unit_test(most_executions_stay),
		cmocka_unit_test(heaviest_first),
		cmocka_unit_test(filters),
		cmocka_unit_test(hot),
		cmocka_unit_test(sorted),
		cmocka_unit_test(mirror),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
