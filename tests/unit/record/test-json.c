/* Reading and writing records: a written record reads back, and the result is the same.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/json-read.h"
#include "record/json-write.h"

#define UNIT                                                                                       \
	"{\"kind\":\"unit\",\"format\":\"pgolens\",\"version\":1,\"generator\":\"pgolens 0\","     \
	"\"compiler\":{\"name\":\"GNU C17\",\"version\":\"12\",\"target\":\"t\"},"                 \
	"\"source\":\"a.c\",\"stage\":\"compile\",\"profile\":{\"use\":\"none\"},"                 \
	"\"files\":[\"a.c\"]}\n"
#define END(functions, sites, events)                                                              \
	"{\"kind\":\"end\",\"functions\":" #functions ",\"sites\":" #sites ",\"events\":" #events  \
	"}\n"

#define FUNCTION(id, more) "{\"kind\":\"function\",\"id\":" #id ",\"name\":\"f\"" more "}\n"

/* Records read, at most two. */
struct taken {
	struct pgl_record *record[2];
	int n;
};

static int take(void *context, struct pgl_record *record)
{
	struct taken *taken = context;

	assert_in_range(taken->n, 0, 1);
	taken->record[taken->n++] = record;
	return 0;
}

static int read_text(const char *text, size_t length, struct taken *taken, struct pgl_error *error)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, length, "r");
	int status;

	assert_non_null(in);
	taken->n = 0;
	status = pgl_json_read(in, "text", take, taken, error);
	fclose(in);
	return status;
}

static int add_text(void *context, const char *text, size_t length)
{
	return fwrite(text, 1, length, context) == length ? 0 : -1;
}

/* RECORD as a string that the caller frees. */
static char *written(const struct pgl_record *record)
{
	struct pgl_error error = {""};
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	assert_int_equal(pgl_json_write(record, add_text, out, &error), 0);
	fclose(out);
	return text;
}

/* The one record that TEXT holds. */
static struct pgl_record *read_one(const char *text)
{
	struct pgl_error error = {""};
	struct taken taken;

	if (read_text(text, strlen(text), &taken, &error))
		fail_msg("%s", error.text);
	assert_int_equal(taken.n, 1);
	return taken.record[0];
}

static void assert_written_alike(const char *text)
{
	struct pgl_record *record = read_one(text);
	char *again = written(record);

	assert_string_equal(again, text);
	free(again);
	pgl_record_free(record);
}

static void assert_refused(const char *text, const char *cause)
{
	struct pgl_error error = {""};
	struct taken taken;

	assert_int_equal(read_text(text, strlen(text), &taken, &error), -1);
	assert_int_equal(taken.n, 0);
	if (!strstr(error.text, cause) || strncmp(error.text, "text", 4))
		fail_msg("'%s' does not say '%s'", error.text, cause);
}

/* A record with something in every field. */
static struct pgl_record *rich_record(void)
{
	struct pgl_record *record = pgl_record_new();
	struct pgl_unit *unit = &record->unit;

	unit->generator = "pgolens 0";
	unit->compiler.name = "GNU C17";
	unit->compiler.version = "12.2.0";
	unit->compiler.target = "x86_64-linux-gnu";
	unit->source = "a \"quoted\"\\ name\n.c";
	unit->label = "";
	unit->given = "-O2 -DX='<>'";
	unit->profile.use = PGL_PROFILE_USE;
	unit->profile.found = true;
	unit->profile.runs = 3;
	unit->profile.sum_max = UINT64_MAX / 2;
	unit->profile.hot_threshold = (struct pgl_integer){-5, true};
	unit->profile.n_in_file = (struct pgl_integer){7, true};
	unit->profile.n_moved = (struct pgl_integer){2, true};
	unit->size_before = (struct pgl_integer){INT64_MIN, true};
	unit->size_after = (struct pgl_integer){INT64_MAX, true};
	pgl_options_add(record, &unit->options, "finline", "1");
	assert_int_equal(pgl_record_file(record, "a.c"), 0);
	assert_int_equal(pgl_record_file(record, "b.h"), 1);

	struct pgl_function *function = pgl_record_add_function(record);

	function->name = "main";
	function->assembler = "_Z4main";
	function->location = (struct pgl_location){1, 2, 3};
	function->has_body = true;
	function->offline = PGL_OFFLINE_KEPT;
	function->flags = PGL_BIT(PGL_FUNCTION_FLAG_N) - 1;
	function->count = (struct pgl_count){INT64_MAX, true, PGL_QUALITY_PRECISE};
	function->hotness = PGL_HOTNESS_HOT;
	function->profiled = PGL_PROFILED_READ;
	function->before.size = (struct pgl_real){0.1, true};
	function->after.time = (struct pgl_real){1e300, true};
	function->frame = (struct pgl_integer){0, true};
	function->entered = (struct pgl_integer){9, true};

	struct pgl_site *site = pgl_record_add_site(record);

	site->root = site->caller = 0;
	site->callee = 0;
	site->flags = PGL_BIT(PGL_SITE_FLAG_RECURSIVE);
	site->frequency = (struct pgl_real){1.0 / 3, true};
	struct pgl_decision *decision = pgl_site_add_decision(record, 0);

	decision->reason = "unknown";
	decision->badness = (struct pgl_real){-1.0 / 3, true};
	decision = pgl_site_add_decision(record, 0);
	decision->inliner = PGL_INLINER_IPA;
	decision->reason = "A_REASON_OF_GCC_99";
	decision->badness = (struct pgl_real){-INFINITY, true};
	decision->limit = "max-inline-insns-auto";
	decision->limit_of = PGL_LIMIT_OF_UNIT;
	decision->limit_param = (struct pgl_integer){15, true};
	decision->limit_value = (struct pgl_integer){30, true};
	decision->limit_actual = (struct pgl_integer){40, true};
	decision->compared = PGL_QUANTITY_LEAST_GROWTH;

	struct pgl_event *event = pgl_record_add_event(record);

	event->what = "promoted";
	event->site = event->function = event->target = 0;
	event->count = (struct pgl_count){7, true, PGL_QUALITY_AFDO};
	event->share = (struct pgl_real){0.75, true};
	event->how = "known";
	event->pass = "cp";
	event->value = "-8";
	event->section = ".text.hot";
	struct pgl_argument *argument = pgl_event_add_argument(record, 0);

	argument->name = "x";
	argument->offset = (struct pgl_integer){-8, true};
	argument->by_reference = true;
	argument->value = "&\"a\"";
	argument = pgl_event_add_argument(record, 0);
	argument->index = PGL_NONE;
	argument->became = PGL_ARGUMENT_REMOVED;
	struct pgl_branch *branch = pgl_record_add_branch(record);

	branch->function = 0;
	branch->location = (struct pgl_location){0, 7, 8};
	branch->count = (struct pgl_count){12, true, PGL_QUALITY_ADJUSTED};
	branch->frequency = (struct pgl_real){0.5, true};
	branch->share = (struct pgl_real){0.125, true};
	branch->if_false = (struct pgl_location){0, 9, 1};
	return record;
}

static void a_record_reads_back(void **state)
{
	struct pgl_record *record = rich_record();
	char *text = written(record);
	struct pgl_record *again = read_one(text);
	const struct pgl_decision *decision = pgl_final_decision(&again->sites[0]);

	(void)state;
	assert_string_equal(again->unit.source, record->unit.source);
	assert_string_equal(again->unit.label, "");
	assert_true(again->unit.profile.sum_max == UINT64_MAX / 2);
	assert_true(again->unit.size_before.value == INT64_MIN);
	assert_true(again->functions[0].count.value == INT64_MAX);
	assert_true(again->functions[0].before.size.value == 0.1);
	assert_false(again->functions[0].after.size.known);
	assert_int_equal(again->functions[0].flags, record->functions[0].flags);
	assert_false(again->sites[0].count.known);
	assert_true(fabs(again->sites[0].frequency.value - 1.0 / 3) < 1e-4);
	assert_string_equal(decision->reason, "A_REASON_OF_GCC_99");
	assert_true(again->sites[0].decisions[0].badness.value == -1.0 / 3);
	assert_true(decision->badness.known && isinf(decision->badness.value));
	assert_false(decision->time_saved.known);
	assert_int_equal(decision->limit_of, PGL_LIMIT_OF_UNIT);
	assert_true(decision->limit_param.value == 15 && decision->limit_value.value == 30);
	assert_true(decision->limit_actual.value == 40);
	assert_int_equal(decision->compared, PGL_QUANTITY_LEAST_GROWTH);
	const struct pgl_event *event = &again->events[0];

	assert_int_equal(event->target, 0);
	assert_true(event->share.known && event->share.value == 0.75);
	assert_string_equal(event->section, ".text.hot");
	assert_int_equal(event->n_arguments, 2);
	assert_int_equal(event->arguments[0].offset.value, -8);
	assert_true(event->arguments[0].by_reference);
	assert_int_equal(event->arguments[1].index, PGL_NONE);
	assert_int_equal(event->arguments[1].became, PGL_ARGUMENT_REMOVED);
	const struct pgl_branch *branch = &again->branches[0];

	assert_int_equal(again->n_branches, 1);
	assert_int_equal(branch->location.column, 8);
	assert_int_equal(branch->count.value, 12);
	assert_int_equal(branch->count.quality, PGL_QUALITY_ADJUSTED);
	assert_true(branch->frequency.value == 0.5 && branch->share.value == 0.125);
	assert_int_equal(branch->if_true.file, PGL_NONE);
	assert_int_equal(branch->if_false.line, 9);
	char *text_again = written(again);

	assert_string_equal(text, text_again);
	free(text);
	free(text_again);
	pgl_record_free(record);
	pgl_record_free(again);
}

static void what_is_unknown_is_carried(void **state)
{
	(void)state;
	assert_written_alike(
		UNIT
		"{\"kind\":\"function\",\"id\":0,\"name\":\"f\",\"new\":{\"a\":[1,null]"
		"}}\n"
		"{\"kind\":\"site\",\"id\":0,\"root\":0,\"callee\":0,\"flags\":[\"recursive\"],"
		"\"decisions\":[{\"inliner\":\"einline\",\"reason\":\"X\",\"later\":true}],\"z\":"
		"\"\"}\n"
		"{\"kind\":\"event\",\"what\":\"something\",\"how\":\"so\",\"arguments\":"
		"[{\"index\":0,\"more\":true}],\"particular\":7}\n"
		"{\"kind\":\"tomorrow\",\"x\":[1,2]}\n" END(1, 1, 1));
}

static void an_unknown_flag_is_carried(void **state)
{
	struct pgl_record *record =
		read_one(UNIT "{\"kind\":\"function\",\"id\":0,\"name\":\"f\",\"order\":1,"
			      "\"flags\":[\"external\",\"magnetic\"]}\n" END(1, 0, 0));
	char *text = written(record);

	(void)state;
	assert_non_null(strstr(text, "external"));
	assert_non_null(strstr(text, "magnetic"));
	free(text);
	pgl_record_free(record);
}

static void records_may_follow_each_other(void **state)
{
	static const char text[] = UNIT END(0, 0, 0) "\n" UNIT END(0, 0, 0);
	struct pgl_error error = {""};
	struct taken taken;

	(void)state;
	assert_int_equal(read_text(text, strlen(text), &taken, &error), 0);
	assert_int_equal(taken.n, 2);
	pgl_record_free(taken.record[0]);
	pgl_record_free(taken.record[1]);
}

static void wrong_ones_are_refused(void **state)
{
	(void)state;
	assert_refused("hello\n", "not a pgolens record");
	assert_refused("{}\n", "not a pgolens record");
	assert_refused("{\"kind\":\"unit\",\"format\":\"pgolens\",\"version\":2}\n", "version 2");
	assert_refused(UNIT, "cut off");
	assert_refused(UNIT "{\"kind\":\"end\",\"func", "cut off");
	assert_refused(UNIT END(1, 0, 0), "functions");
	assert_refused(UNIT "{\"kind\":\"site\",\"id\":0,\"root\":0}\n" END(0, 1, 0), "root");
	assert_refused(UNIT "[1]\n", "text:2");
	assert_refused(UNIT "{\"kind\":\"x\",\"y\":NaN}\n" END(0, 0, 0), "not JSON");
	assert_refused(UNIT "{\"kind\":\"x\",\"\\\"\":[-Infinity]}\n" END(0, 0, 0), "not JSON");
	assert_refused(UNIT FUNCTION(0, ",\"size\":NaN") END(1, 0, 0), "not JSON");
	assert_refused(UNIT FUNCTION(0, ",\"options\":\"@O9\"") END(1, 0, 0), "options");
}

static void names_may_be_odd(void **state)
{
	(void)state;
	assert_written_alike(UNIT "{\"kind\":\"x\",\"Infinity\":\"\\\"NaN\"}\n" END(0, 0, 0));
}

/* The reader keeps what a later version may add, but a file of it must not fill the memory. */
static void too_much_that_is_unknown(void **state)
{
	static const char line[] = "{\"kind\":\"tomorrow\",\"number\":%8d}\n";
	size_t length = strlen(UNIT), n = ((size_t)64 << 20) / sizeof line + 2;
	char *text = malloc(length + n * 2 * sizeof line), *at = text + length;
	struct pgl_error error = {""};
	struct taken taken;

	assert_non_null(text);
	memcpy(text, UNIT, length);
	for (size_t i = 0; i < n; i++)
		at += snprintf(at, 2 * sizeof line, line, (int)i);
	assert_int_equal(read_text(text, (size_t)(at - text), &taken, &error), -1);
	assert_non_null(strstr(error.text, "does not know"));
	free(text);
	(void)state;
}

static const char *option(const struct pgl_options *options, const char *name)
{
	for (size_t i = 0; i < options->n; i++)
		if (!strcmp(options->item[i].name, name))
			return options->item[i].value;
	return NULL;
}

static void options_are_sorted_and_the_last_one_wins(void **state)
{
	struct pgl_record *record = read_one(
		UNIT FUNCTION(0, ",\"options\":\"zeta b=1 @O2 a b=2 fdse=- zeta=3\"") END(1, 0, 0));
	const struct pgl_options *options = &record->functions[0].options;

	for (size_t i = 1; i < options->n; i++)
		assert_true(strcmp(options->item[i - 1].name, options->item[i].name) < 0);
	assert_string_equal(option(options, "a"), "1");
	assert_string_equal(option(options, "b"), "2");
	assert_string_equal(option(options, "zeta"), "3");
	assert_string_equal(option(options, "fgcse"), "1");
	assert_null(option(options, "fdse"));
	pgl_record_free(record);
	(void)state;
}

/* Sites may share decisions; each still has its own. */
static void decisions_are_each_sites_own(void **state)
{
	struct pgl_record *record = read_one(UNIT FUNCTION(
		0,
		"") "{\"kind\":\"site\",\"id\":0,\"root\":0,\"decisions\":[{\"reason\":\"A\"}]}\n"
		    "{\"kind\":\"site\",\"id\":1,\"root\":0,\"decisions\":[{\"reason\":\"B\"},"
		    "{\"reason\":\"A\"}]}\n"
		    "{\"kind\":\"site\",\"id\":2,\"root\":0,\"decisions\":[]}\n"
		    "{\"kind\":\"site\",\"id\":3,\"root\":0,\"decisions\":[{\"reason\":\"A\"}]}"
		    "\n" END(1, 4, 0));
	static const uint32_t n[] = {1, 2, 0, 1};

	for (uint32_t s = 0; s < 4; s++) {
		assert_int_equal(record->sites[s].n_decisions, n[s]);
		if (n[s])
			assert_string_equal(pgl_final_decision(&record->sites[s])->reason, "A");
	}
	assert_string_equal(record->sites[1].decisions[0].reason, "B");
	pgl_record_free(record);
	(void)state;
}

/* The writer omits the compared quantity if the reason and the numbers imply it. */
static void what_was_compared_is_implied(void **state)
{
	static const struct {
		const char *decision;
		enum pgl_quantity compared;
	} cases[] = {
		{"\"reason\":\"EARLY_ITERATIONS_LIMIT\",\"limit_value\":1,\"limit_actual\":2",
		 PGL_QUANTITY_ITERATION},
		{"\"reason\":\"INLINE_UNIT_GROWTH_LIMIT\",\"growth\":3,\"limit_value\":90,"
		 "\"limit_actual\":91",
		 PGL_QUANTITY_UNIT_SIZE},
		{"\"reason\":\"UNLIKELY_CALL\",\"growth\":3,\"limit_value\":0",
		 PGL_QUANTITY_GROWTH},
		{"\"reason\":\"EARLY_INLINING_INSNS_LIMIT\",\"limit_value\":6,"
		 "\"limit_actual\":20",
		 PGL_QUANTITY_LEAST_GROWTH},
		{"\"reason\":\"MAX_INLINE_INSNS_AUTO_LIMIT\",\"growth\":40,\"limit_value\":15,"
		 "\"limit_actual\":20",
		 PGL_QUANTITY_LEAST_GROWTH},
		{"\"reason\":\"MAX_INLINE_INSNS_AUTO_LIMIT\",\"growth\":40,\"limit_value\":15,"
		 "\"compared\":\"least_growth\"",
		 PGL_QUANTITY_LEAST_GROWTH},
		{"\"reason\":\"RECURSIVE_INLINING\",\"limit\":\"max-inline-insns-recursive\","
		 "\"limit_value\":450,\"limit_actual\":451",
		 PGL_QUANTITY_UNKNOWN},
		{"\"reason\":\"A_REASON_OF_GCC_99\",\"limit\":\"x\",\"limit_value\":1,"
		 "\"limit_actual\":2,\"compared\":\"frame\"",
		 PGL_QUANTITY_FRAME},
		{"\"reason\":\"BODY_NOT_AVAILABLE\"", PGL_QUANTITY_UNKNOWN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2000];
		struct pgl_record *record;

		snprintf(text, sizeof text,
			 UNIT FUNCTION(0, "") "{\"kind\":\"site\",\"id\":0,\"root\":0,"
					      "\"decisions\":[{%s}]}\n" END(1, 1, 0),
			 cases[i].decision);
		record = read_one(text);
		assert_int_equal(pgl_final_decision(&record->sites[0])->compared,
				 cases[i].compared);
		pgl_record_free(record);
		assert_written_alike(text);
	}
}

static int stop(void *context, const char *text, size_t length)
{
	(void)text;
	(void)length;
	return --*(int *)context < 0 ? -1 : 0;
}

static void a_sink_may_stop(void **state)
{
	struct pgl_record *record = rich_record();
	struct pgl_error error = {"as it was"};

	(void)state;
	for (int room = 0; room < 5; room++) {
		int left = room;

		assert_int_equal(pgl_json_write(record, stop, &left, &error), -1);
		assert_string_equal(error.text, "as it was");
	}
	pgl_record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_reads_back),
		cmocka_unit_test(what_is_unknown_is_carried),
		cmocka_unit_test(an_unknown_flag_is_carried),
		cmocka_unit_test(records_may_follow_each_other),
		cmocka_unit_test(wrong_ones_are_refused),
		cmocka_unit_test(names_may_be_odd),
		cmocka_unit_test(too_much_that_is_unknown),
		cmocka_unit_test(options_are_sorted_and_the_last_one_wins),
		cmocka_unit_test(decisions_are_each_sites_own),
		cmocka_unit_test(what_was_compared_is_implied),
		cmocka_unit_test(a_sink_may_stop),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
