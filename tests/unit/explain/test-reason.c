/* Inequalities behind rejections, reasons for inlinings, counts in words: every number by hand.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include "explain/reason.h"

static struct pgl_decision rejection(const char *reason, const char *limit, enum pgl_limit_of of,
				     enum pgl_quantity compared, int64_t growth, int64_t param,
				     int64_t value, int64_t actual)
{
	return (struct pgl_decision){.inliner = PGL_INLINER_IPA,
				     .reason = reason,
				     .growth = {growth, growth >= 0},
				     .limit = limit,
				     .limit_of = of,
				     .limit_param = {param, true},
				     .limit_value = {value, true},
				     .limit_actual = {actual, true},
				     .compared = compared};
}

static void assert_text(struct pgl_decision decision, const char *text)
{
	struct pgl_strbuf is = PGL_STRBUF_INIT;
	struct pgl_inequality inequality;

	assert_true(pgl_inequality_of(&decision, &inequality));
	assert_true(pgl_inequality_holds(&inequality, inequality.actual));
	pgl_inequality_add(&is, &inequality);
	assert_string_equal(is.text, text);
	pgl_strbuf_release(&is);
}

static void inequalities(void **state)
{
	assert_text(rejection("MAX_INLINE_INSNS_AUTO_LIMIT", "max-inline-insns-auto",
			      PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH, 23, 15, 15, 23),
		    "growth 23 > max-inline-insns-auto 15");
	assert_text(rejection("MAX_INLINE_INSNS_AUTO_LIMIT", "max-inline-insns-auto",
			      PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH, 30, 15, 30, 30),
		    "growth 30 >= 30 = max-inline-insns-auto 15 * 200 %");
	assert_text(rejection("MAX_INLINE_INSNS_AUTO_LIMIT", "max-inline-insns-auto",
			      PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_LEAST_GROWTH, -1, 15, 6000, 7000),
		    "growth of at least 7,000 > 6,000 = max-inline-insns-auto 15 * 40,000 %");
	assert_text(rejection("EARLY_INLINING_INSNS_PER_CALL_LIMIT", "early-inlining-insns",
			      PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_GROWTH_TIMES_CALLS, 4, 6, 6, 12),
		    "growth 4 * 3 = 12 > early-inlining-insns 6");
	assert_text(rejection("LARGE_FUNCTION_GROWTH_LIMIT", "large-function-growth",
			      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_CALLER_SIZE, 409, 100, 3470, 3797),
		    "size 3,388 + growth 409 = 3,797 > 3,470 = 1,735 + 100 % "
		    "(large-function-growth)");
	assert_text(rejection("LARGE_FUNCTION_GROWTH_LIMIT", "large-function-insns",
			      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_CALLER_SIZE, 8, 2700, 2700, 3128),
		    "size 3,120 + growth 8 = 3,128 > large-function-insns 2,700");
	assert_text(rejection("LARGE_STACK_FRAME_GROWTH_LIMIT", "large-stack-frame-growth",
			      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_FRAME, 18, 1000, 264, 266),
		    "frame 266 > 264 = 24 + 1,000 % (large-stack-frame-growth)");
	assert_text(rejection("INLINE_UNIT_GROWTH_LIMIT", "inline-unit-growth", PGL_LIMIT_OF_UNIT,
			      PGL_QUANTITY_UNIT_SIZE, 12, 35, 130, 136),
		    "unit size 124 + growth 12 = 136 > 130 = 97 + 35 % (inline-unit-growth)");
	assert_text(rejection("RECURSIVE_INLINING", "max-inline-recursive-depth",
			      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_RECURSION_DEPTH, -1, 8, 8, 9),
		    "recursion depth 9 > max-inline-recursive-depth 8");
	assert_text(rejection("RECURSIVE_INLINING", "min-inline-recursive-probability",
			      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_RECURSION_PROBABILITY, -1, 10, 1000,
			      1000),
		    "probability 10 % <= min-inline-recursive-probability 10 %");
	assert_text(rejection("RECURSIVE_INLINING", "max-inline-recursive-depth-auto",
			      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_RECURSION_TOO_PROBABLE, -1, 8, 8750,
			      9000),
		    "probability 90 % >= 87.5 %, from max-inline-recursive-depth-auto 8");
	(void)state;
}

/* What GCC accepts: a value at the limit, or only one below it. */
static void relations(void **state)
{
	struct pgl_decision automatic = rejection("MAX_INLINE_INSNS_AUTO_LIMIT",
						  "max-inline-insns-auto", PGL_LIMIT_OF_CALLEE,
						  PGL_QUANTITY_GROWTH, 23, 15, 15, 23),
			    large = rejection("LARGE_FUNCTION_GROWTH_LIMIT", "large-function-insns",
					      PGL_LIMIT_OF_CALLER, PGL_QUANTITY_CALLER_SIZE, 8,
					      2700, 2700, 3128),
			    recursive = rejection("RECURSIVE_INLINING",
						  "max-inline-insns-recursive", PGL_LIMIT_OF_CALLER,
						  PGL_QUANTITY_CALLER_SIZE, 8, 450, 450, 500);
	struct pgl_inequality its;

	assert_true(pgl_inequality_of(&automatic, &its));
	assert_true(pgl_inequality_holds(&its, 15));
	assert_false(pgl_inequality_holds(&its, 14));
	assert_true(pgl_inequality_of(&large, &its));
	assert_false(pgl_inequality_holds(&its, 2700));
	assert_true(pgl_inequality_holds(&its, 2701));
	assert_true(pgl_inequality_of(&recursive, &its));
	assert_true(pgl_inequality_holds(&its, 450));
	(void)state;
}

/* Records that do not say what GCC compared. */
static void unknown_quantity(void **state)
{
	assert_text(rejection("EARLY_INLINING_INSNS_LIMIT", "early-inlining-insns",
			      PGL_LIMIT_OF_CALLEE, PGL_QUANTITY_UNKNOWN, 23, 14, 14, 23),
		    "unknown measure 23 > early-inlining-insns 14");
	(void)state;
}

static void without_numbers(void **state)
{
	struct pgl_decision decision = {.reason = "BODY_NOT_AVAILABLE"};
	struct pgl_inequality its;

	assert_false(pgl_inequality_of(&decision, &its));
	assert_false(pgl_inequality_of(NULL, &its));
	assert_non_null(pgl_reason_sentence("BODY_NOT_AVAILABLE"));
	assert_non_null(pgl_reason_sentence("unknown"));
	assert_null(pgl_reason_sentence("OF_A_LATER_COMPILER"));
	assert_null(pgl_reason_sentence(NULL));
	(void)state;
}

/* An inlining of the call at SITE by the IPA inliner as a small function. */
static void inline_small(struct two_builds *two, uint32_t site, int64_t growth, const char *hints)
{
	inline_late(two, PGL_OLD, site);
	struct pgl_decision *decision = &site_at(two, PGL_OLD, site)->decisions[0];

	decision->phase = PGL_PHASE_SMALL;
	decision->growth = (struct pgl_integer){growth, true};
	decision->hints = hints;
}

static void assert_allowance(int64_t growth, const char *hints, uint32_t flags, const char *text)
{
	struct two_builds *two = builds_new();
	uint32_t f = add_function(two, PGL_OLD, "f", -1), g = add_function(two, PGL_OLD, "g", -1);
	uint32_t call = add_site(two, PGL_OLD, f, PGL_NONE, g, 3, -1);
	struct pgl_strbuf is = PGL_STRBUF_INIT;
	struct pgl_option *option =
		pgl_options_add(two->record[PGL_OLD], &two->record[PGL_OLD]->unit.options,
				"finline-functions", "1");

	assert_non_null(option);
	two->record[PGL_OLD]->functions[g].flags = flags;
	inline_small(two, call, growth, hints);
	pgl_allowance_add(&is, two->record[PGL_OLD], call,
			  &site_at(two, PGL_OLD, call)->decisions[0]);
	assert_string_equal(is.text, text);
	pgl_strbuf_release(&is);
	builds_free(two);
}

static void allowances(void **state)
{
	assert_allowance(0, NULL, 0, "growth 0: the caller gets no larger");
	assert_allowance(14, NULL, 0, "growth 14 < max-inline-insns-auto 15");
	assert_allowance(60, NULL, PGL_BIT(PGL_FUNCTION_FLAG_DECLARED_INLINE),
			 "growth 60 < max-inline-insns-single 70");
	assert_allowance(23, "in_scc known_hot", 0,
			 "growth 23 < 30 = max-inline-insns-auto 15 * 200 %, as the hint known_hot "
			 "stretches it");
	/* Visible outside, its own copy stays: only the time saved can be the reason. */
	assert_allowance(
		23, NULL, PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL),
		"growth 23 >= max-inline-insns-auto 15; GCC accepts it because it is < 30 = "
		"max-inline-insns-auto 15 * 200 % and saves more than "
		"inline-min-speedup 30 % of the caller's time");
	assert_allowance(
		40, NULL, 0,
		"growth 40 >= max-inline-insns-auto 15; GCC accepts it because inlining every "
		"call of it does not make the unit larger");
	(void)state;
}

/* The function's own option, its unit's, GCC's default. */
static void params(void **state)
{
	struct two_builds *two = builds_new();
	struct pgl_record *record = two->record[PGL_OLD];
	uint32_t f = add_function(two, PGL_OLD, "f", -1), g = add_function(two, PGL_OLD, "g", -1);

	assert_int_equal(pgl_param_of(record, f, "max-inline-insns-auto").value, 15);
	assert_false(pgl_param_of(record, f, "finline-functions").known);
	pgl_options_add(record, &record->unit.options, "max-inline-insns-auto", "30");
	pgl_options_add(record, &record->functions[g].options, "max-inline-insns-auto", "7");
	assert_int_equal(pgl_param_of(record, PGL_NONE, "max-inline-insns-auto").value, 30);
	assert_int_equal(pgl_param_of(record, f, "max-inline-insns-auto").value, 30);
	assert_int_equal(pgl_param_of(record, g, "max-inline-insns-auto").value, 7);
	builds_free(two);
	(void)state;
}

static void counts(void **state)
{
	struct two_builds *two = builds_new();
	uint32_t f = add_function(two, PGL_NEW, "f", 4), g = add_function(two, PGL_NEW, "g", 4);
	uint32_t counted = add_site(two, PGL_NEW, f, PGL_NONE, g, 3, 4200000);
	uint32_t guessed = add_site(two, PGL_NEW, f, PGL_NONE, g, 4, -1);
	uint32_t nothing = add_site(two, PGL_NEW, f, PGL_NONE, g, 5, -1);
	struct pgl_strbuf is = PGL_STRBUF_INIT;

	use_profile(two, PGL_NEW, 2, 4200000);
	assert_true(pgl_site_add_count(&is, two->record[PGL_NEW], counted));
	assert_string_equal(is.text,
			    "executed 4,200,000 times in training (2 runs, precise), hot: at least "
			    "100");
	pgl_strbuf_reset(&is);
	site_at(two, PGL_NEW, guessed)->frequency = (struct pgl_real){0.5, true};
	site_at(two, PGL_NEW, guessed)->count.quality = PGL_QUALITY_GUESSED_LOCAL;
	assert_true(pgl_site_add_count(&is, two->record[PGL_NEW], guessed));
	assert_string_equal(is.text, "executed 0.5 times per entry of f (guessed_local, no count)");
	pgl_strbuf_reset(&is);
	assert_false(pgl_site_add_count(&is, two->record[PGL_NEW], nothing));
	assert_string_equal(is.text, "");
	pgl_strbuf_release(&is);
	builds_free(two);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(inequalities),
					   cmocka_unit_test(relations),
					   cmocka_unit_test(unknown_quantity),
					   cmocka_unit_test(without_numbers),
					   cmocka_unit_test(allowances),
					   cmocka_unit_test(params),
					   cmocka_unit_test(counts)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
