/* formats/costs: the readers, on small inputs as the tools write them, and on bad ones.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "formats/costs.h"

static char path[] = "/tmp/test-measured.XXXXXX";
static struct pgl_costs measured;
static struct pgl_error error;

static int make_file(void **state)
{
	int file = mkstemp(path);

	(void)state;
	return file < 0 ? -1 : close(file);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static int read_bytes(const char *text, size_t length, const char *event)
{
	FILE *file = fopen(path, "w");
	struct pgl_costs_options wanted = {.event = event};

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	return pgl_costs_read(&measured, path, event ? &wanted : NULL, &error);
}

static void read_well(const char *text)
{
	if (read_bytes(text, strlen(text), NULL))
		fail_msg("%s", error.text);
}

/* MESSAGE: the part after the file's name. */
static void read_badly(const char *text, const char *message)
{
	assert_int_equal(read_bytes(text, strlen(text), NULL), -1);
	assert_memory_equal(error.text, path, strlen(path));
	assert_string_equal(error.text + strlen(path), message);
}

static bool is_string(uint32_t string, const char *text)
{
	return string == PGL_NONE ? !text : text && !strcmp(measured.strings[string], text);
}

static bool is_function(uint32_t function, const char *name)
{
	const char *its = pgl_costs_name(&measured, function);

	return its ? name && !strcmp(its, name) : !name;
}

/* The cost of TEXT on BODY's source (NULL: not known) in FILE at LINE; 0: there is no such row. */
static uint64_t cost(const char *text, const char *body, const char *file, uint32_t line)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < measured.n_rows; i++) {
		const struct pgl_costs_row *row = &measured.rows[i];

		if (is_function(row->text, text) && is_function(row->body, body) &&
		    is_string(row->file, file) && row->line == line)
			sum += row->cost;
	}
	return sum;
}

static const struct pgl_costs_call *call(const char *caller, const char *callee)
{
	for (size_t i = 0; i < measured.n_calls; i++)
		if (is_function(measured.calls[i].caller, caller) &&
		    is_function(measured.calls[i].callee, callee))
			return &measured.calls[i];
	return NULL;
}

#define HEAD                                                                                       \
	"# callgrind format\nversion: 1\ncreator: callgrind-3.19.0\npositions: line\nevents: Ir\n"

static void callgrind(void **state)
{
	(void)state;
	read_well(HEAD "ob=(1) /bin/x\nfl=(1) a.c\nfn=(1) main\n"
		       "16 400\n+3 20\n* 1\n-2 2\n"
		       "fi=(2) b.h\n5 7\nfe=(1)\n20 1\n"
		       "cfi=(2)\ncfn=(2) far\ncalls=3 5\n20 300\n+1 9\n\n"
		       "fl=(2)\nfn=(2)\n5 250\n+1 50\n"
		       "totals: 740\n");
	assert_int_equal(measured.format, PGL_COSTS_CALLGRIND);
	assert_string_equal(measured.metric.name, "Ir");
	assert_string_equal(measured.metric.unit, "instructions");
	assert_int_equal(measured.total, 740);
	assert_int_equal(cost("main", NULL, "a.c", 16), 400);
	assert_int_equal(cost("main", NULL, "a.c", 19), 21);
	assert_int_equal(cost("main", NULL, "a.c", 17), 2);
	assert_int_equal(cost("main", NULL, "b.h", 5), 7);
	assert_int_equal(cost("main", NULL, "a.c", 20), 1);
	assert_int_equal(cost("main", NULL, "a.c", 21), 9);
	assert_int_equal(cost("far", NULL, "b.h", 5), 250);
	assert_int_equal(measured.n_calls, 1);
	assert_true(measured.has_calls);
	assert_int_equal(call("main", "far")->count.value, 3);
	assert_int_equal(call("main", "far")->inclusive.value, 300);
	/* The callee is the function that has these costs: same name, file and object. */
	assert_int_equal(call("main", "far")->callee, measured.rows[measured.n_rows - 1].text);
	pgl_costs_release(&measured);
}

/* A function that follows one that ended in inlined code of another file. */
static void callgrind_file_after_inlined(void **state)
{
	(void)state;
	read_well(HEAD "fl=(1) a.c\nfn=(1) f\n1 1\nfi=(2) b.h\n5 2\nfn=(2) g\n9 4\ntotals: 7\n");
	assert_int_equal(cost("g", NULL, "a.c", 9), 4);
	pgl_costs_release(&measured);
}

/* --dump-instr=yes --collect-jumps=yes, with several events, and unknown files. */
static void callgrind_instructions(void **state)
{
	(void)state;
	read_well("version: 1\npositions: instr line\nevents: Dr Ir Dw\n"
		  "fl=(1) ???\nfn=(1) f\n"
		  "0x1000 10 1 5\n+4 * 2 6 1\njfi=(3) j.c\njfn=(4) j\njcnd=3/3 +32 +11\n* *\n+0x10 "
		  "+2 0 7\n"
		  "cfn=(2) g\ncalls=2 0x2000 1\n* * 9 100 9\n-0x4 -1 1\n");
	assert_string_equal(measured.metric.name, "Ir");
	assert_int_equal(measured.total, 18);
	assert_int_equal(cost("f", NULL, NULL, 10), 11);
	assert_int_equal(cost("f", NULL, NULL, 12), 7);
	assert_int_equal(call("f", "g")->inclusive.value, 100);
	pgl_costs_release(&measured);
	assert_int_equal(read_bytes("events: Dr Ir\nfn=f\n1 5 6\n", 25, "Dr"), 0);
	assert_string_equal(measured.metric.name, "Dr");
	assert_string_equal(measured.metric.unit, "events");
	assert_int_equal(measured.total, 5);
	pgl_costs_release(&measured);
	/* Without the usual event, the first one counts. */
	read_well("events: Time Other\nfn=f\n1 5 6\n");
	assert_string_equal(measured.metric.name, "Time");
	pgl_costs_release(&measured);
}

/* Each part defines its numbers anew; names without numbers may begin with a parenthesis. */
static void callgrind_parts(void **state)
{
	(void)state;
	read_well(HEAD "fl=(1) a.c\nfn=(1) f\n1 5\ntotals: 5\npart: 2\n" HEAD
		       "fl=(1) b.c\nfn=(1) g\n1 6\nfn=(below main)\n2 1\nfn=(2) (anonymous)\n3 1\n"
		       "totals: 8\n");
	assert_int_equal(measured.total, 13);
	assert_int_equal(cost("f", NULL, "a.c", 1), 5);
	assert_int_equal(cost("g", NULL, "b.c", 1), 6);
	assert_int_equal(cost("(below main)", NULL, "b.c", 2), 1);
	assert_int_equal(cost("(anonymous)", NULL, "b.c", 3), 1);
	pgl_costs_release(&measured);
}

static void callgrind_broken(void **state)
{
	(void)state;
	read_badly(HEAD "fn=f\n1 5\n", ":7: the file is cut off: no line 'totals:' ends it");
	read_badly(HEAD "fn=f\n1 5\ntotals: 6\n",
		   ":8: the costs before come to 5, and not to 6: lines are missing, or wrong");
	read_badly(HEAD "fn=f\ncfn=g\ncalls=1 1\n",
		   ":8: the file is cut off: no line 'totals:' ends it");
	read_badly(HEAD "fn=f\ncfn=g\ncalls=1 1\nfn=h\n1 5\n",
		   ":9: the cost of the calls is missing");
	read_badly(HEAD "fn=f\ncalls=1 1\n1 5\n", ":7: calls of no function, or by none");
	read_badly(HEAD "fn=(7)\n1 5\n", ":6: (7) was given no name before");
	read_badly(HEAD "fn=(99999999999999999999) f\n", ":6: the number of a name is too large");
	read_badly(HEAD "1 5\n", ":6: costs before a line 'fn='");
	read_badly("version: 1\nfn=f\n1 5\n", ":3: costs before a line 'events:'");
	read_badly(HEAD "fn=f\n1 5 6\n", ":7: more costs than events");
	read_badly(HEAD "fn=f\n1 x\n", ":7: a cost is no number, or too large");
	read_badly(HEAD "fn=f\n1 99999999999999999999\n", ":7: a cost is no number, or too large");
	read_badly(HEAD "fn=f\n1 9223372036854775807\n+1 1\n", ":8: the sum of costs is too large");
	read_badly(HEAD "fn=f\n-1 5\n", ":7: a position is below 0 or too large");
	read_badly(HEAD "fn=f\n+18446744073709551615 5\n",
		   ":7: no line has the number 18446744073709551615");
	read_badly(HEAD "fn=f\n0x 5\n", ":7: a position is no number, or too large");
	read_badly(HEAD "fn=f\n1x 5\n", ":7: a position is no number, or too large");
	read_badly(HEAD "fm=f\n", ":6: 'fm=' is not known");
	read_badly(HEAD "\x1b[2J\n", ":6: neither a cost, nor a name, nor a heading");
	read_badly("version: 1\nevents:\n", ":2: there is no event");
	read_badly("positions: instr bb line\n",
		   ":1: positions are 'instr', 'line' or 'instr line'");
	read_badly(HEAD, ": it contains no costs");
	assert_int_equal(read_bytes("events: Ir\nfn=f\n1 5\n", 20, "Cycles"), -1);
	assert_string_equal(error.text + strlen(path), ":1: there is no event 'Cycles'");
}

static void cachegrind(void **state)
{
	(void)state;
	read_well("desc: I1 cache: 32768 B\ncmd: ./m 7\nevents: Ir I1mr\n"
		  "fl=/src/m.c\nfn=main\n3 10 1\n5 4\nfl=/src/n.c\nfn=(below main)\n0 2 2\n"
		  "summary: 16 3\n");
	assert_int_equal(measured.format, PGL_COSTS_CACHEGRIND);
	assert_int_equal(measured.total, 16);
	assert_int_equal(cost("main", NULL, "/src/m.c", 5), 4);
	assert_int_equal(cost("(below main)", NULL, "/src/n.c", 0), 2);
	assert_string_equal(measured.command, "./m 7");
	assert_false(measured.has_calls);
	pgl_costs_release(&measured);
	read_badly("desc: x\nevents: Ir\nfn=f\n1 1\n",
		   ":4: the file is cut off: no line 'summary:' ends it");
}

#define SAMPLE(period) "my prog  12/13 [001] 26819.116839: " period "cycles:u: \n"

static void perf(void **state)
{
	(void)state;
	read_well("# a comment\n" SAMPLE(
		"   500 ") "\t            11ba mix (inlined)\n"
			   "\t            11ba step (inlined)\n"
			   "\t            11ba outer+0x2a (/home/me/m (1))\n"
			   "\t            1050 main+0x1 (/home/me/m (1))\n"
			   "\n" SAMPLE("   300 ") "\t    11c0 outer+0x30 (/home/me/m (1))\n"
						  "\t    1050 main+0x1 (/home/me/m (1))\n"
						  "\n" SAMPLE("   1 ") "\t    7f25 [unknown] "
								       "([unknown])\n\n");
	assert_int_equal(measured.format, PGL_COSTS_PERF);
	assert_string_equal(measured.metric.name, "cycles:u");
	assert_string_equal(measured.metric.unit, "cycles");
	assert_true(measured.metric.is_sampled);
	assert_int_equal(measured.metric.n_samples, 3);
	assert_int_equal(measured.total, 801);
	assert_int_equal(cost("outer", "mix", NULL, 0), 500);
	assert_int_equal(cost("outer", "outer", NULL, 0), 300);
	assert_int_equal(cost("[unknown]", "[unknown]", NULL, 0), 1);
	assert_int_equal(measured.n_calls, 1);
	assert_int_equal(call("main", "outer")->inclusive.value, 800);
	assert_false(call("main", "outer")->count.known);
	assert_false(measured.has_calls);
	assert_true(is_string(measured.functions[call("main", "outer")->callee].object,
			      "/home/me/m (1)"));
	pgl_costs_release(&measured);
}

static void perf_without_chains(void **state)
{
	(void)state;
	/* A frame per line; recursion counts a call once per sample. */
	read_well("m 1 2.5: cpu-clock:  11cc outer+0x3c (/m)\n  m.c:8\n"
		  "m 1 2.6: cpu-clock:  11cc ns::f<int, (a)1>::operator()+0x3c (/m)\n  "
		  "libc.so.6[5c6bb]\n"
		  "m 1 2.7: instructions:  11cc outer (/m)\n");
	assert_string_equal(measured.metric.name, "cpu-clock");
	assert_string_equal(measured.metric.unit, "samples");
	assert_int_equal(measured.total, 2);
	assert_int_equal(cost("outer", NULL, "m.c", 8), 1);
	assert_int_equal(cost("ns::f<int, (a)1>::operator()", NULL, NULL, 0), 1);
	pgl_costs_release(&measured);
	read_well("m 1 2.5: 7 task-clock: \n\t1 f+0x1 (/m)\n\t1 f+0x1 (/m)\n\t1 f+0x1 (/m)\n");
	assert_string_equal(measured.metric.unit, "ns");
	assert_int_equal(call("f", "f")->inclusive.value, 7);
	pgl_costs_release(&measured);
	/* Locations of inlined frames come before "(inlined)". */
	read_well("m 1 2.5: 7 task-clock: \n\t1 g\n  a.h:3 (inlined)\n\t1 f+0x1 (/m)\n  a.c:9\n");
	assert_int_equal(cost("f", "g", "a.h", 3), 7);
	pgl_costs_release(&measured);
}

static void perf_broken(void **state)
{
	(void)state;
	read_badly(SAMPLE("5 ") "\t11 f (/m)\n\nnonsense\n", ":4: neither a sample nor a frame");
	read_badly(SAMPLE("5 ") "\t11 f (/m)\n\n" SAMPLE(""),
		   ":4: some samples have a period, and others none");
	read_badly(SAMPLE("5 ") "\t11 +0x1 (/m)\n", ":2: the frame has no symbol");
	read_badly(SAMPLE("9223372036854775808 "), ":1: the period is too large");
	read_badly(SAMPLE("9223372036854775807 ") "\n" SAMPLE("1 ") "\n",
		   ":4: the sum of costs is too large");
	read_badly(SAMPLE("5 ") "  m.c:8\n", ":2: neither a sample nor a frame");
}

static void other_files(void **state)
{
	(void)state;
	read_badly("", ": the file is empty");
	read_badly("hello\n",
		   ":1: not a cost profile; pgolens reads the output of callgrind, cachegrind "
		   "and perf script");
	read_badly("Flat profile:\n",
		   ":1: gprof output is not supported; pgolens reads the output of "
		   "callgrind, cachegrind and perf script");
	read_badly("        -:    0:Source:m.c\n",
		   ":1: gcov output is not supported; pgolens reads the output of callgrind, "
		   "cachegrind and perf script");
	read_badly("\x1f\x8b\x08\n", ":1: the file is compressed; decompress it first");
	read_badly("PERFILE2\n", ":1: perf's data file; give the output of `perf script` instead");
	assert_int_equal(read_bytes("events: Ir\nfn=\0f\n", 17, NULL), -1);
	assert_string_equal(error.text + strlen(path), ":2: a byte 0: this is no text");
	char *text = malloc((2 << 20) + 1);

	assert_non_null(text);
	memset(text, 'x', 2 << 20);
	memcpy(text, "events: Ir\n", 11);
	assert_int_equal(read_bytes(text, 2 << 20, NULL), -1);
	assert_string_equal(error.text + strlen(path), ":2: the line is longer than 1 MB");
	free(text);
	assert_int_equal(pgl_costs_read(&measured, "/nowhere/x", NULL, &error), -1);
	assert_string_equal(error.text, "cannot read '/nowhere/x': No such file or directory");
}

/* Every prefix of a good file, and the file with any byte changed, is read or refused. */
static void anything(void **state)
{
	static const char *const texts[] = {
		HEAD "ob=(1) x\nfl=(1) a.c\nfn=(1) f\n+3 20\n* 1\ncfi=(1)\ncfn=(2) g\ncalls=3 "
		     "5\n20 300\n"
		     "totals: 21\n",
		SAMPLE("5 ") "\t12 mix (inlined)\n\t12 f+0x1 (/m (x))\n  m.c:3\n\n"};
	static const char bytes[] = "09+-*(): \n\xff=ax.";
	char text[2048];

	(void)state;
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
		size_t length = strlen(texts[t]);

		for (size_t i = 0; i < length; i++)
			for (size_t b = 0; b < sizeof bytes - 1; b++) {
				memcpy(text, texts[t], length);
				text[i] = bytes[b];
				if (!read_bytes(text, b ? length : i + 1, NULL))
					pgl_costs_release(&measured);
				else
					assert_memory_equal(error.text, path, strlen(path));
			}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(callgrind),
		cmocka_unit_test(callgrind_file_after_inlined),
		cmocka_unit_test(callgrind_instructions),
		cmocka_unit_test(callgrind_parts),
		cmocka_unit_test(callgrind_broken),
		cmocka_unit_test(cachegrind),
		cmocka_unit_test(perf),
		cmocka_unit_test(perf_without_chains),
		cmocka_unit_test(perf_broken),
		cmocka_unit_test(other_files),
		cmocka_unit_test(anything),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
