/* Which events of two builds are the same event, and how the others are reported.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include "compare/events.h"

static const struct pgl_query no_query;

static struct pgl_event *add_event(struct two_builds *two, int side, const char *what,
				   uint32_t function, uint32_t target, uint32_t line)
{
	struct pgl_event *event = pgl_record_add_event(two->record[side]);

	assert_non_null(event);
	event->what = pgl_record_intern(two->record[side], what);
	event->function = function;
	event->target = target;
	if (line)
		event->location = (struct pgl_location){0, line, 3};
	return event;
}

static struct pgl_event_diff compare_events(struct two_builds *two)
{
	struct pgl_event_diff events;

	compare(two);
	pgl_event_diff_init(&events, &two->weights, &no_query);
	return events;
}

static void what_happened_to_clones(void **state)
{
	struct two_builds *two = builds_new();

	(void)state;
	for (int side = 0; side < PGL_SIDES; side++) {
		/* Other ids, and other numbers in the names. */
		if (side == PGL_NEW)
			add_function(two, side, "before", -1);
		uint32_t f = add_function(two, side, "f", -1);
		uint32_t clone = add_clone(two, side, side ? "f.constprop.3" : "f.constprop.0", f,
					   PGL_CLONE_CONSTPROP, -1);

		add_event(two, side, "constprop", f, clone, 0);
		add_event(two, side, "section", clone, PGL_NONE, 0)->section = ".text.hot";
		add_event(two, side, "section", f, PGL_NONE, 0)->section =
			side ? ".text.unlikely" : ".text.startup";
	}
	struct pgl_event_diff events = compare_events(two);

	assert_int_equal(events.n_sums, 2);
	assert_string_equal(events.sums[0].what, "constprop");
	assert_int_equal(events.sums[0].n_same, 1);
	assert_int_equal(events.sums[1].n_same, 1);
	assert_int_equal(events.n_changes, 1);
	assert_int_equal(events.changes[0].kind, PGL_EVENT_CHANGED);
	assert_int_equal(events.changes[0].event[PGL_OLD], 2);
	assert_int_equal(events.changes[0].event[PGL_NEW], 2);
	pgl_event_diff_release(&events);
	builds_free(two);
}

static void those_that_agree_pair_first(void **state)
{
	struct two_builds *two = builds_new();

	(void)state;
	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t f = add_function(two, side, "f", -1);

		/* OLD: 3, 4; NEW: 4, 5, 6 at the same location. */
		for (int i = 0; i < 2 + side; i++) {
			static const char *const values[] = {"3", "4", "5", "6"};

			add_event(two, side, "value_profile", f, PGL_NONE, 7)->value =
				values[i + side];
		}
	}
	struct pgl_event_diff events = compare_events(two);

	assert_int_equal(events.sums[0].n_same, 1);
	assert_int_equal(events.sums[0].n_changes[PGL_EVENT_CHANGED], 1);
	assert_int_equal(events.sums[0].n_changes[PGL_EVENT_ONLY_NEW], 1);
	assert_int_equal(events.sums[0].n_changes[PGL_EVENT_ONLY_OLD], 0);
	pgl_event_diff_release(&events);
	builds_free(two);
}

static void places_and_functions_tell_apart(void **state)
{
	struct two_builds *two = builds_new();

	(void)state;
	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t f = add_function(two, side, "f", -1);
		uint32_t g = add_function(two, side, "g", -1);

		add_event(two, side, "promoted", f, g, side ? 10 : 11);
		add_event(two, side, "startup", side ? f : g, PGL_NONE, 0);
		/* Another target at the same location is a change. */
		add_event(two, side, "promoted", f, side ? f : g, 12);
	}
	struct pgl_event_diff events = compare_events(two);

	assert_int_equal(events.n_changes, 5);
	assert_int_equal(events.sums[0].n_changes[PGL_EVENT_CHANGED], 1);
	assert_int_equal(events.sums[0].n_changes[PGL_EVENT_ONLY_OLD], 1);
	assert_int_equal(events.sums[0].n_changes[PGL_EVENT_ONLY_NEW], 1);
	assert_int_equal(events.sums[1].n_changes[PGL_EVENT_ONLY_OLD], 1);
	pgl_event_diff_release(&events);
	builds_free(two);
}

static void weights_come_from_the_profile(void **state)
{
	struct two_builds *two = builds_new();

	(void)state;
	use_profile(two, PGL_NEW, 10, 1000);
	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t f = add_function(two, side, "f", side ? 500 : -1);
		uint32_t g = add_function(two, side, "g", side ? 90 : -1);

		if (side == PGL_OLD) {
			/* In one build only: what the profile says about the function. */
			add_event(two, side, "split", f, g, 0);
			add_event(two, side, "tomorrow", PGL_NONE, PGL_NONE, 0);
		} else {
			add_event(two, side, "section", g, PGL_NONE, 0);
			add_event(two, side, "value_profile", f, PGL_NONE, 3)->count =
				(struct pgl_count){700, true, PGL_QUALITY_PRECISE};
		}
	}
	struct pgl_event_diff events = compare_events(two);

	assert_int_equal(events.n_changes, 4);
	assert_near(events.changes[0].weight.value, 700);
	assert_near(events.changes[1].weight.value, 500);
	assert_near(events.changes[2].weight.value, 90);
	assert_false(events.changes[3].weight.known);
	/* Event kinds that this version does not know come last. */
	assert_string_equal(events.sums[events.n_sums - 1].what, "tomorrow");
	assert_int_equal(events.sums[events.n_sums - 1].n_unknown, 1);
	pgl_event_diff_release(&events);
	builds_free(two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_happened_to_clones),
		cmocka_unit_test(those_that_agree_pair_first),
		cmocka_unit_test(places_and_functions_tell_apart),
		cmocka_unit_test(weights_come_from_the_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
