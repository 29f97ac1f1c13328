/* query: filters, sort keys, selections; names.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "records/names.h"
#include "records/query.h"

/* A build of two units:

     unit 0, with a profile (hot from 100):	 unit 1, without one:
       0 main -> work	a.c:10:1  inlined (ipa)	   0 main -> puts  b.c:5:1  rejected
       1   work -> leaf h/l.h:3:2  inlined, copy   1 main -> leaf  b.c:6:1  always_inline, cold
       2 main -> ?	a.c:12:1  rejected
       3 work -> leaf	h/l.h:3:2 inlined (early)
       4 work -> puts	nowhere   no decision */
static struct pgl_build build;
static struct pgl_record *records[2];
static const char *paths[] = {"a", "b"};

static void add_function(struct pgl_record *record, const char *name, const char *assembler)
{
	struct pgl_function *function = pgl_record_add_function(record);

	function->name = pgl_record_intern(record, name);
	function->assembler = pgl_record_intern(record, assembler);
}

static struct pgl_site *add_site(struct pgl_record *record, uint32_t caller, uint32_t callee,
				 const char *file, uint32_t line, uint32_t column)
{
	struct pgl_site *site = pgl_record_add_site(record);

	site->root = site->caller = caller;
	site->callee = callee;
	if (file)
		site->location = (struct pgl_location){pgl_record_file(record, file), line, column};
	return site;
}

static void count(struct pgl_site *site, uint64_t value)
{
	site->count = (struct pgl_count){value, true, PGL_QUALITY_PRECISE};
}

static struct pgl_decision *decide(struct pgl_record *record, uint32_t site,
				   enum pgl_inliner inliner, const char *reason)
{
	struct pgl_decision *decision = pgl_site_add_decision(record, site);

	decision->inliner = inliner;
	decision->inlined = !reason;
	decision->phase = reason ? PGL_PHASE_UNKNOWN : PGL_PHASE_SMALL;
	decision->reason = pgl_record_intern(record, reason);
	return decision;
}

static void make_profiled(struct pgl_record *record)
{
	struct pgl_site *site;

	record->unit.source = "a.c";
	record->unit.profile.hot_threshold = (struct pgl_integer){100, true};
	add_function(record, "main", "main");
	add_function(record, "void work(int)", "_Z4worki");
	add_function(record, "leaf", "leaf");
	add_function(record, "puts", "puts");
	count(add_site(record, 0, 1, "a.c", 10, 1), 50);
	decide(record, 0, PGL_INLINER_EINLINE, "MAX_INLINE_INSNS_AUTO");
	struct pgl_decision *taken = decide(record, 0, PGL_INLINER_IPA, NULL);

	taken->sequence = 2;
	taken->growth = (struct pgl_integer){-3, true};
	site = add_site(record, 1, 2, "h/l.h", 3, 2);
	site->root = 0;
	site->parent = 0;
	site->flags = PGL_BIT(PGL_SITE_FLAG_COPY);
	count(site, 1000);
	decide(record, 1, PGL_INLINER_EINLINE, NULL);
	count(add_site(record, 0, PGL_NONE, "a.c", 12, 1), 7);
	decide(record, 2, PGL_INLINER_IPA, "INDIRECT_UNKNOWN_CALL");
	count(add_site(record, 1, 2, "h/l.h", 3, 2), 100);
	taken = decide(record, 3, PGL_INLINER_EINLINE, NULL);
	taken->sequence = 1;
	taken->growth = (struct pgl_integer){5, true};
	add_site(record, 1, 3, NULL, 0, 0);
}

static void make_plain(struct pgl_record *record)
{
	record->unit.source = "b.c";
	add_function(record, "main", "main");
	add_function(record, "puts", "puts");
	add_function(record, "leaf", "leaf");
	add_site(record, 0, 1, "b.c", 5, 1);
	decide(record, 0, PGL_INLINER_IPA, "BODY_NOT_AVAILABLE");
	add_site(record, 0, 2, "b.c", 6, 1)->flags = PGL_BIT(PGL_SITE_FLAG_COLD);
	decide(record, 1, PGL_INLINER_EINLINE, NULL)->phase = PGL_PHASE_ALWAYS_INLINE;
}

static int set_up(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		records[i] = pgl_record_new();
	make_profiled(records[0]);
	make_plain(records[1]);
	build = (struct pgl_build){.name = "b", .records = records, .paths = paths, .n = 2};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	pgl_record_free(records[0]);
	pgl_record_free(records[1]);
	return 0;
}

/* Expects QUERY to select the sites WANTED: "unit.id unit.id ...". */
static void expect(const struct pgl_query *query, const char *wanted)
{
	struct pgl_selection selection = pgl_select_sites(query, &build);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (size_t i = 0; i < selection.n; i++)
		pgl_strbuf_addf(&text, "%s%u.%u", i ? " " : "", selection.item[i].unit,
				selection.item[i].id);
	assert_string_equal(text.text, wanted);
	pgl_strbuf_release(&text);
	pgl_selection_release(&selection);
}

#define TEXTS(...)                                                                                 \
	{                                                                                          \
		.item = (const char *[]){__VA_ARGS__},                                             \
		.n = sizeof((const char *[]){__VA_ARGS__}) / sizeof(const char *)                  \
	}
#define EXPECT(wanted, ...) expect(&(struct pgl_query){__VA_ARGS__}, wanted)

static void all_by_location(void **state)
{
	(void)state;
	EXPECT("0.0 0.2 1.0 1.1 0.1 0.3 0.4", .limit = 0);
}

static void functions(void **state)
{
	(void)state;
	EXPECT("0.0 0.2 1.0 1.1 0.1", .functions = TEXTS("main"));
	/* As caller or as root; by name, by assembler name, spelled out. */
	EXPECT("0.1 0.3 0.4", .functions = TEXTS("*work*"));
	EXPECT("0.1 0.3 0.4", .functions = TEXTS("_Z4work?"));
	EXPECT("0.1 0.3 0.4", .functions = TEXTS("void work(int)"));
	EXPECT("", .functions = TEXTS("work"));
	EXPECT("1.0", .functions = TEXTS("main", "x"), .callees = TEXTS("puts"));
}

static void callees_and_files(void **state)
{
	(void)state;
	EXPECT("1.1 0.1 0.3", .callees = TEXTS("leaf"));
	EXPECT("0.2", .callees = TEXTS("(indirect)"));
	EXPECT("0.2 1.0 0.4", .callees = TEXTS("(indirect)", "p*s"));
	EXPECT("0.1 0.3", .files = TEXTS("l.h"));
	EXPECT("0.1 0.3", .files = TEXTS("h/*"));
	EXPECT("0.0 0.2 1.0 1.1", .files = TEXTS("*.c"));
}

static void reasons(void **state)
{
	(void)state;
	EXPECT("1.0", .reasons = TEXTS("body_not_available"));
	EXPECT("0.2 1.0", .reasons = TEXTS("BODY_NOT_AVAILABLE", "INDIRECT_UNKNOWN_CALL"));
	/* The early inliner's, of a call that ipa-inline inlined. */
	EXPECT("0.0", .reasons = TEXTS("MAX_INLINE_INSNS_AUTO"));
	EXPECT("", .reasons = TEXTS("no such reason"));
}

static void inliners(void **state)
{
	(void)state;
	EXPECT("1.1 0.1 0.3", .inliners = TEXTS("einline"));
	EXPECT("0.0 0.2 1.0", .inliners = TEXTS("ipa-inline"));
	EXPECT("1.1", .inliners = TEXTS("always_inline"));
	EXPECT("0.0 0.2 1.0 1.1", .inliners = TEXTS("always_inline", "ipa-inline"));
}

static void final_decisions(void **state)
{
	(void)state;
	EXPECT("0.0 1.1 0.1 0.3", .inlined = true);
	EXPECT("0.2 1.0", .rejected = true);
	EXPECT("0.0 0.2 1.0 1.1 0.1 0.3", .inlined = true, .rejected = true);
	EXPECT("0.0 0.2 1.0 1.1 0.3 0.4", .no_copies = true);
}

static void hot(void **state)
{
	(void)state;
	/* By count where there is a threshold, by flag where there is none. */
	EXPECT("1.0 0.1 0.3", .hot = true);
}

static void sort_keys(void **state)
{
	(void)state;
	EXPECT("0.1 0.3 0.0 0.2 1.0 1.1 0.4", .sort = PGL_SORT_COUNT);
	EXPECT("0.0 0.2 1.0 1.1 0.1 0.3 0.4", .sort = PGL_SORT_CALLER);
	EXPECT("1.1 0.1 0.3 1.0 0.4 0.0 0.2", .sort = PGL_SORT_CALLEE);
	EXPECT("1.0 0.2 0.0 1.1 0.1 0.3 0.4", .sort = PGL_SORT_REASON);
	EXPECT("0.3 0.0 0.2 1.0 1.1 0.1 0.4", .sort = PGL_SORT_SEQUENCE);
	EXPECT("0.3 0.0 0.2 1.0 1.1 0.1 0.4", .sort = PGL_SORT_GROWTH);
}

static void limit(void **state)
{
	struct pgl_query query = {.limit = 2, .sort = PGL_SORT_COUNT};
	struct pgl_selection selection = pgl_select_sites(&query, &build);

	(void)state;
	assert_int_equal(selection.n, 2);
	assert_int_equal(selection.n_passed, 7);
	pgl_selection_release(&selection);
}

static void selects_functions(void **state)
{
	struct pgl_query query = {.functions = TEXTS("main", "leaf"), .callees = TEXTS("x")};
	struct pgl_selection selection = pgl_select_functions(&query, &build);

	(void)state;
	assert_int_equal(selection.n, 4);
	pgl_selection_release(&selection);
}

static void check(void **state)
{
	struct pgl_query good = {.inliners = TEXTS("einline", "always_inline")},
			 bad = {.inliners = TEXTS("small")};
	struct pgl_error error;

	(void)state;
	assert_int_equal(pgl_query_check(&good, &error), 0);
	assert_int_equal(pgl_query_check(&bad, &error), -1);
	assert_string_equal(error.text, "unknown inliner 'small'; it is one of: einline, "
					"ipa-inline, always_inline");
}

static void near_reasons(void **state)
{
	struct pgl_query near = {.reasons = TEXTS("BODY_NOT_AVAILABEL")},
			 right = {.reasons = TEXTS("Body_Not_Available")},
			 far = {.reasons = TEXTS("unknown")};
	const char *typed = NULL;

	(void)state;
	assert_string_equal(pgl_query_near_reason(&near, &build, &typed), "BODY_NOT_AVAILABLE");
	assert_string_equal(typed, "BODY_NOT_AVAILABEL");
	assert_null(pgl_query_near_reason(&right, &build, &typed));
	assert_null(pgl_query_near_reason(&far, &build, &typed));
}

static void names(void **state)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)state;
	pgl_add_location(&text, records[0], records[0]->sites[1].location);
	assert_string_equal(text.text, "h/l.h:3:2");
	pgl_strbuf_reset(&text);
	pgl_add_location(&text, records[0], records[0]->sites[4].location);
	assert_string_equal(text.text, "");
	assert_null(pgl_site_callee_name(records[0], &records[0]->sites[2]));
	assert_string_equal(pgl_site_source_function(records[0], 1), "void work(int)");
	assert_string_equal(pgl_site_source_function(records[0], 0), "main");
	pgl_strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_by_location),
		cmocka_unit_test(functions),
		cmocka_unit_test(callees_and_files),
		cmocka_unit_test(reasons),
		cmocka_unit_test(inliners),
		cmocka_unit_test(final_decisions),
		cmocka_unit_test(hot),
		cmocka_unit_test(sort_keys),
		cmocka_unit_test(limit),
		cmocka_unit_test(selects_functions),
		cmocka_unit_test(check),
		cmocka_unit_test(near_reasons),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
