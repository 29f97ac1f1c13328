/* What makes a comparison unfair, and what does not.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

/* A fair pair: the same source and flags, NEW with a profile. */
static struct two_builds *fair(void)
{
	struct two_builds *two = builds_new();

	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_record *record = two->record[side];

		record->unit.compiler.name = pgl_record_intern(record, "GNU C17");
		record->unit.compiler.version = pgl_record_intern(record, "12.2.0");
		record->unit.compiler.target = pgl_record_intern(record, "x86_64-linux-gnu");
		record->unit.fingerprint = pgl_record_intern(record, "1234");
		record->unit.fingerprint_ir = pgl_record_intern(record, "5678");
		add_function(two, side, "main", -1);
		record->functions[0].fingerprint = pgl_record_intern(record, "9abc");
	}
	use_profile(two, PGL_NEW, 1, 100);
	return two;
}

/* The remark about WHAT, or NULL. */
static const struct pgl_remark *remark_on(const struct two_builds *two, const char *what)
{
	for (size_t i = 0; i < two->fairness.n; i++)
		if (!strcmp(two->fairness.item[i].what, what))
			return &two->fairness.item[i];
	return NULL;
}

static void assert_unfair(struct two_builds *two, const char *what, const char *detail)
{
	const struct pgl_remark *remark;

	compare(two);
	remark = remark_on(two, what);
	assert_non_null(remark);
	assert_true(remark->is_unfair);
	assert_int_equal(two->fairness.n_unfair, 1);
	assert_non_null(strstr(remark->detail, detail));
	builds_free(two);
}

static void nothing_to_say(void **state)
{
	struct two_builds *two = fair();

	compare(two);
	assert_int_equal(two->fairness.n, 0);
	builds_free(two);
	(void)state;
}

static void other_text(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.fingerprint = "other";
	assert_unfair(two, "sources", "text differs");
	(void)state;
}

static void other_body(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.fingerprint_ir = "other";
	two->record[PGL_NEW]->functions[0].fingerprint = "other";
	assert_unfair(two, "sources", "main");
	(void)state;
}

static void other_compiler(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.compiler.version = "11.3.0";
	assert_unfair(two, "compiler", "NEW by GNU C17 11.3.0");
	(void)state;
}

static void other_flags(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.given = "-O3";
	assert_unfair(two, "flags", "only OLD has -O2; only NEW has -O3");
	(void)state;
}

static void flags_about_the_profile(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.given = "-O2 -fprofile-use -Wno-missing-profile";
	compare(two);
	assert_int_equal(two->fairness.n, 0);
	builds_free(two);
	(void)state;
}

static void implied_flags(void **state)
{
	struct two_builds *two = fair();
	struct pgl_record *new = two->record[PGL_NEW];
	const struct pgl_remark *remark;

	pgl_options_add(new, &new->unit.options, "fpeel-loops", "1");
	compare(two);
	assert_int_equal(two->fairness.n_unfair, 0);
	remark = remark_on(two, "implied flags");
	assert_non_null(remark);
	assert_non_null(strstr(remark->detail, "fpeel-loops"));
	builds_free(two);
	(void)state;
}

static void missing_profile(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.profile.found = false;
	compare(two);
	assert_non_null(remark_on(two, "missing profile"));
	assert_non_null(remark_on(two, "no profile"));
	builds_free(two);
	(void)state;
}

static void mismatched(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_NEW]->unit.profile.n_mismatched = 1;
	two->record[PGL_NEW]->functions[0].profiled = PGL_PROFILED_MISMATCHED;
	assert_unfair(two, "mismatched profile", "1 function: main");
	(void)state;
}

static void instrumented(void **state)
{
	struct two_builds *two = fair();

	two->record[PGL_OLD]->unit.profile.use = PGL_PROFILE_GENERATE;
	assert_unfair(two, "instrumented", "OLD");
	(void)state;
}

static void swapped(void **state)
{
	struct two_builds *two = fair();

	use_profile(two, PGL_OLD, 1, 100);
	two->record[PGL_NEW]->unit.profile.use = PGL_PROFILE_NONE;
	two->record[PGL_NEW]->unit.profile.found = false;
	assert_unfair(two, "swapped", "OLD has the profile");
	(void)state;
}

static void same_records(void **state)
{
	struct two_builds *two = fair();

	two->path[PGL_NEW] = two->path[PGL_OLD];
	assert_unfair(two, "same", "same records");
	(void)state;
}

static void unit_in_one(void **state)
{
	struct two_builds *two = fair();

	two->build[PGL_NEW].n = 0;
	compare(two);
	assert_non_null(remark_on(two, "sources"));
	builds_free(two);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_say), cmocka_unit_test(other_text),
		cmocka_unit_test(other_body),	  cmocka_unit_test(other_compiler),
		cmocka_unit_test(other_flags),	  cmocka_unit_test(flags_about_the_profile),
		cmocka_unit_test(implied_flags),  cmocka_unit_test(missing_profile),
		cmocka_unit_test(mismatched),	  cmocka_unit_test(instrumented),
		cmocka_unit_test(swapped),	  cmocka_unit_test(same_records),
		cmocka_unit_test(unit_in_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
