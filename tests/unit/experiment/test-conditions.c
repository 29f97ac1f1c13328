/* The condition of an `if` or a loop, and the code that it guards, for statements of many shapes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "experiment/advise/conditions.h"
#include "base/strbuf.h"

/* In a SHAPE, @ marks where the compiler locates the condition; it is not a part of the source. */
struct shape {
	const char *text;
	const char *condition; /* NULL: the test expects none */
	const char *then, *otherwise;
	const char *refused; /* a part of the reason */
};

static const struct shape shapes[] = {
	{"if (@x) f();", "x", "f();", "", NULL},
	{"@if (x) f();", "x", "f();", "", NULL},
	{"if (a @&& b) { f(); }", "a && b", "{ f(); }", "", NULL},
	{"if (a && g(@b)) { f(); } else g();", "a && g(b)", "{ f(); }", "g();", NULL},
	{"if (@a) f(); else if (b) g(); else h(); i();", "a", "f();", "if (b) g(); else h();",
	 NULL},
	{"if (a) f(); else if (@b) g(); else h(); i();", "b", "g();", "h();", NULL},
	{"if (@a) if (b) g(); else h(); i();", "a", "if (b) g(); else h();", "", NULL},
	{"if (a) if (@b) g(); else h(); i();", "b", "g();", "h();", NULL},
	{"if (@a) { if (b) g(); } else h();", "a", "{ if (b) g(); }", "h();", NULL},
	{"if (@a)\n\treturn (x) ? 1 : 2; j();", "a", "return (x) ? 1 : 2;", "", NULL},
	{"if (@a) /* ; } */ f(';', \"}\");", "a", "f(';', \"}\");", "", NULL},
	{"if (@a) ; else f();", "a", ";", "f();", NULL},
	{"if (@a) x = (struct s){1, 2}; g();", "a", "x = (struct s){1, 2};", "", NULL},
	{"if (@a) for (i = 0; i < n; i++) while (b) f(); g();", "a",
	 "for (i = 0; i < n; i++) while (b) f();", "", NULL},
	{"if (@a) do f(); while (b); g();", "a", "do f(); while (b);", "", NULL},
	{"if (@a) switch (b) { case 1: f(); } g();", "a", "switch (b) { case 1: f(); }", "", NULL},
	{"if (@a) label: f(); g();", "a", "label: f();", "", NULL},
	{"case 1: if (@a) break; default: g();", "a", "break;", "", NULL},
	/* Loops. */
	{"while (@p->n) p = p->next;", "p->n", "p = p->next;", "", NULL},
	{"for (i = 0; @i < n; i++) f(i);", "i < n", "f(i);", "", NULL},
	{"for (int i = g(a, b); i < n @&& f(i); i++, j++) { }", "i < n && f(i)", "{ }", "", NULL},
	{"for (@;;) f();", NULL, NULL, NULL, NULL},
	{"for (auto @x : y) f();", NULL, NULL, NULL, NULL},
	{"do { f(); } while (@x > 1); g();", "x > 1", "{ f(); }", "", NULL},
	{"do f(); while (@x > 1); g();", "x > 1", "f();", "", NULL},
	{"do while (@y) f(); while (x);", "y", "f();", "", NULL},
	{"do while (y) f(); while (@x);", "x", "while (y) f();", "", NULL},
	/* Heads inside each other. */
	{"if (({ int t; if (@a) t = 1; else t = 2; t; })) f();", "a", "t = 1;", "t = 2;", NULL},
	{"if (({ int t; if (a) t = 1; t; }) @> 2) f();", "({ int t; if (a) t = 1; t; }) > 2",
	 "f();", "", NULL},
	/* Directives. */
	{"if (@a) {\n#ifdef X\n f(); }\n#else\n g(); }\n#endif\nh();", "a",
	 "{\n#ifdef X\n f(); }\n#else\n g(); }", "", NULL},
	{"#if X\nif (b) {\n#else\nif (@a) {\n#endif\nf(); } g();", "a", "{\n#endif\nf(); }", "",
	 NULL},
	{"void f(void) {\n#if X\nif (b) {\n#else\nif (c) {\n#endif\n} }\nvoid g(void) { if (@a) "
	 "h(); "
	 "}",
	 "a", "h();", "", NULL},
	{"#define M if (b) {\nif (@a) f();", "a", "f();", "", NULL},
	{"if (a @&&\n#ifdef X\n b &&\n#endif\n c) f();", "", "f();", "", "directive"},
	/* Conditions that must not get parentheses. */
	{"if (T *x @= f()) g();", "T *x = f()", "g();", "", "assigns, or declares"},
	{"if (int i = 0; i @< 1) g();", "int i = 0; i < 1", "g();", "", "assigns, or declares"},
	{"if (f(); @x) g();", "f(); x", "g();", "", "it holds a statement"},
	{"if (__builtin_expect(@a, 1)) f();", "__builtin_expect(a, 1)", "f();", "",
	 "an expectation"},
	{"if ((x @= f()) != 3 && a == b && a <= b && a[i = 1]) g();",
	 "(x = f()) != 3 && a == b && a <= b && a[i = 1]", "g();", "", NULL},
	{"if constexpr (@a) f();", NULL, NULL, NULL, NULL},
	/* Macros that hide a brace or a semicolon, and sources that end too early. */
	{"{ if (@a) MACRO }", NULL, NULL, NULL, NULL},
	{"if (@a) { f();", NULL, NULL, NULL, NULL},
	{"if (@a", NULL, NULL, NULL, NULL},
	{"if (@a) f()", NULL, NULL, NULL, NULL},
	{"if (a) f(); @g();", NULL, NULL, NULL, NULL},
	{"x = @a ? b : c;", NULL, NULL, NULL, NULL},
	{"@", NULL, NULL, NULL, NULL},
};

static void expect_text(const char *text, struct pgl_source_range range, const char *wanted,
			const char *what)
{
	size_t length = range.end - range.start;

	if (strlen(wanted) != length || memcmp(text + range.start, wanted, length) != 0)
		fail_msg("%s of '%s' is '%.*s', not '%s'", what, text, (int)length,
			 text + range.start, wanted);
}

static void check(const struct shape *shape)
{
	const char *mark = strchr(shape->text, '@');
	size_t before = (size_t)(mark - shape->text), n_lines = 1, column = 1;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_source_conditions conditions;
	struct pgl_source_tokens tokens;
	const struct pgl_condition *found;

	pgl_strbuf_add_n(&text, shape->text, before);
	pgl_strbuf_add(&text, mark + 1);
	for (size_t i = 0; i < before; i++) {
		column = shape->text[i] == '\n' ? 1 : column + 1;
		n_lines += shape->text[i] == '\n';
	}
	pgl_source_tokens_init(&tokens, text.text, text.length);
	pgl_source_conditions_init(&conditions, &tokens);
	assert_int_equal(text.length ? before : SIZE_MAX,
			 pgl_token_offset(&tokens, (uint32_t)n_lines, (uint32_t)column));
	assert_int_equal(n_lines, pgl_token_line(&tokens, before));
	found = pgl_source_condition_at(&conditions, before);
	if (!found != !shape->condition)
		fail_msg("'%s': %s", shape->text, found ? "a condition is found" : "none is found");
	if (found) {
		if (*shape->condition)
			expect_text(text.text, found->condition, shape->condition, "condition");
		expect_text(text.text, found->then, shape->then, "then");
		expect_text(text.text, found->otherwise, shape->otherwise, "else");
		if (!found->why != !shape->refused)
			fail_msg("'%s': %s", shape->text, found->why ? found->why : "not refused");
		if (found->why)
			assert_non_null(strstr(found->why, shape->refused));
	}
	pgl_source_conditions_release(&conditions);
	pgl_source_tokens_release(&tokens);
	pgl_strbuf_release(&text);
}

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		check(&shapes[i]);
}

/* Wherever the source is cut off, the search ends, and ranges lie within the source. */
static void test_cut_off(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		for (size_t length = 0; length <= strlen(shapes[i].text); length++) {
			struct pgl_strbuf text = PGL_STRBUF_INIT;
			struct pgl_source_conditions conditions;
			struct pgl_source_tokens tokens;

			pgl_strbuf_add_n(&text, shapes[i].text + strlen(shapes[i].text) - length,
					 length);
			pgl_source_tokens_init(&tokens, text.text, text.length);
			pgl_source_conditions_init(&conditions, &tokens);
			for (size_t k = 0; k < conditions.n; k++) {
				const struct pgl_condition *item = &conditions.item[k];

				assert_true(item->condition.start < item->condition.end);
				assert_true(item->condition.end <= item->head.end);
				assert_true(item->then.start < item->then.end);
				assert_true(item->then.end <= length);
				assert_true(item->otherwise.end <= length);
			}
			pgl_source_conditions_release(&conditions);
			pgl_source_tokens_release(&tokens);
			pgl_strbuf_release(&text);
		}
}

/* Deep nesting costs neither the stack nor much time. */
static void test_deep(void **state)
{
	static const char *const pieces[] = {"if (a) ", "do ", "if (a) x; else ", "{", "(", "if ("};

	(void)state;
	for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
		struct pgl_strbuf text = PGL_STRBUF_INIT;
		struct pgl_source_conditions conditions;
		struct pgl_source_tokens tokens;

		for (size_t i = 0; i < 3000; i++)
			pgl_strbuf_add(&text, pieces[p]);
		pgl_source_tokens_init(&tokens, text.text, text.length);
		pgl_source_conditions_init(&conditions, &tokens);
		assert_int_equal(0, conditions.n);
		pgl_source_conditions_release(&conditions);
		pgl_source_tokens_release(&tokens);
		pgl_strbuf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
