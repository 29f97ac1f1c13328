/* plugin/plan/filter: which calls -replay-only= selects.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/filter.h"
#include "record/site-key.h"

#include <stdlib.h>
#include <string.h>

/* A call of get in main, at a.c:3:7. */
static struct pgl_record *one_call(void)
{
	struct pgl_record *record = pgl_record_new();

	for (int i = 0; i < 2; i++) {
		struct pgl_function *function = pgl_record_add_function(record);

		function->name = pgl_record_intern(record, i ? "get" : "main");
		function->assembler = function->name;
	}
	struct pgl_site *site = pgl_record_add_site(record);

	site->root = 0;
	site->callee = 1;
	site->location = (struct pgl_location){pgl_record_file(record, "src/a.c"), 3, 7};
	return record;
}

static bool fits(const char *text)
{
	struct pgl_error error;
	struct pgl_record *record = one_call();
	struct pgl_plan_filter *filter = pgl_plan_filter_new(text, &error);

	assert_non_null(filter);
	bool does = pgl_plan_filter_fits(filter, record, &record->sites[0]);

	pgl_plan_filter_free(filter);
	pgl_record_free(record);
	return does;
}

static void one_of_each_kind_must_fit(void **state)
{
	(void)state;
	assert_true(fits("function=main"));
	assert_true(fits("function=other,function=ma*,callee=get"));
	assert_false(fits("function=main,callee=set"));
	assert_true(fits("file=a.c"));
	assert_true(fits("file=src/*"));
	assert_false(fits("file=b.c"));
}

static void what_is_no_filter_is_named(void **state)
{
	struct pgl_error error = {""};

	(void)state;
	assert_null(pgl_plan_filter_new("function=main,line=3", &error));
	assert_non_null(strstr(error.text, "'line=3'"));
	assert_null(pgl_plan_filter_new("function=", &error));
	assert_null(pgl_plan_filter_new("@/no/such/file", &error));
	assert_non_null(strstr(error.text, "'/no/such/file'"));
}

static void a_key_names_the_call(void **state)
{
	struct pgl_record *record = one_call();
	char *key = pgl_site_key(record, 0);

	(void)state;
	assert_string_equal(key, "main > src/a.c:3:7 get");
	free(key);
	pgl_record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_of_each_kind_must_fit),
		cmocka_unit_test(what_is_no_filter_is_named),
		cmocka_unit_test(a_key_names_the_call),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
