/* Where attributes go before a function, for declarators of many shapes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "experiment/advise/declarator.h"
#include "base/strbuf.h"

/* In a SHAPE, @ marks the function's name, where the compiler locates it, and ^ where attributes
   must go; neither is a part of the source. Without ^ the search must refuse the function. */
struct shape {
	const char *text;
	const char *name; /* as the compiler prints it */
	bool is_cxx;
	const char *refused; /* a part of the reason */
};

static const struct shape shapes[] = {
	{"^int @f(int x) { return x; }", "f", false, NULL},
	{"int g;\n^static int @f(int x)\n{\n}", "f", false, NULL},
	{"/* int f; */ // f {\n^static inline int\n@f (int x)\n{}", "f", false, NULL},
	{"#define A { (\n^const char *@f(void) {}", "f", false, NULL},
	{"#include <x.h>\n#if A \\\n  && B\n#endif\n^unsigned long long *const * @f() {}", "f",
	 false, NULL},
	{"int a[] = { 1, 2 };\n^struct s *@f(struct s *p) { }", "f", false, NULL},
	{"struct s { int a; };\n^struct s @f(void) { }", "f", false, NULL},
	{"enum { X = ';' };\nchar c[] = \"};{ \\\" f(\";\n^int @f(void) { }", "f", false, NULL},
	{"int g(void) { for (;;) if (x) { } }\n^int @f(void) { }", "f", false, NULL},
	/* K&R. */
	{"^int @f(a, b) int a; char *b; { }", "f", false, NULL},
	{"^@f(a) { }", "f", false, NULL},
	/* In parentheses; returning a pointer to a function. */
	{"^int (@f)(int x) { }", "f", false, NULL},
	{"^void (*@f(int a))(int) { }", "f", false, NULL},
	/* Specifiers that macros and attributes make. */
	{"LUAI_DDEC(int x;)\n^LUAI_FUNC int @f (lua_State *L) { }", "f", false, NULL},
	{"XMLPARSEAPI(int) ^@f(void) { }", "f", false, NULL},
	{"API(int) ^*CALL @f(void) { }", "f", false, NULL},
	{"^lua_State *@f(void) { }", "f", false, NULL},
	{"^size @f(void) { }", "f", false, NULL},
	{"^typeof (1) @f(void) { }", "f", false, NULL},
	{"class A { Q_OBJECT ^int @f() { } };", "int A::f()", true, NULL},
	{"^__attribute__((visibility(\"hidden\"))) int @f(void) { }", "f", false, NULL},
	{"LUAI_FUNC ^int @f (lua_State *L) { }", "f", false, NULL},
	{"__extension__ ^typeof (1) @f(void) { }", "f", false, NULL},
	{"^int @f(int n, int a[n]) __asm__(\"x\") { }", "f", false, NULL},
	{"^int @f(\n#ifdef X\n int x\n#else\n long x\n#endif\n) { }", "f", false, NULL},
	/* C++. */
	{"namespace n { ^int @f(int x) { } }", "int n::f(int)", true, NULL},
	{"extern \"C\" ^int @f(int x) { }", "int f(int)", true, NULL},
	{"extern \"C\" {\n^int @f(int x) { }\n}", "int f(int)", true, NULL},
	{"template <class T, int N = (3 > 2)> ^static T @f(T x) { }", "T f(T) [with T = int]", true,
	 NULL},
	{"template <class T> template <class U> ^T @A<T>::f(U x) { }", "T A<T>::f(U)", true, NULL},
	{"template <> ^int @f<int>(int x) { }", "T f(T) [with T = int]", true, NULL},
	{"class A { public: ^int @f() const noexcept { } };", "int A::f() const", true, NULL},
	{"struct A { int x; ^virtual int @f() override { } };", "virtual int A::f()", true, NULL},
	{"^int @ns::A::f(int x) { }", "int ns::A::f(int)", true, NULL},
	{"^A::B @A::f(int x) { }", "A::B A::f(int)", true, NULL},
	{"struct A { int g() { }\n ^@A(int y) : x{y} { } };", "A::A(int)", true, NULL},
	{"int i; ^@A::~A() { }", "A::~A()", true, NULL},
	{"^[[nodiscard]] int @f(int x) { }", "int f(int)", true, NULL},
	{"const char *r = R\"x(};{)\" )x\"; int n = 1'000;\n^auto @f(int x) -> int { }",
	 "auto f(int)", true, NULL},
	/* Refused. */
	{"#define F(name) int name(void) { }\n@F(f)\n", "f", false, "a macro makes it"},
	{"int @g(void) { }", "f", false, "a macro makes it"},
	{"int @f(void);\nint g(void) { }", "f", false, "its definition is not there"},
	{"int @f(int) __attribute__((pure)), h;\nint g(void) { }", "f", false,
	 "its definition is not there"},
	{"struct A { int @f() = delete; };", "int A::f()", true, "its definition is not there"},
	{"int @f = 3;", "f", false, "its definition is not there"},
	{"static\n#ifdef X\nint\n#else\nlong\n#endif\n@f(void) { }", "f", false, "directive"},
	{"struct s { int a; } @f(void) { }", "f", false, "ends in a brace"},
	{"template <class T> requires C<T> T @f(T x) { }", "T f(T)", true, "not a declaration"},
	{"int x = @f(3); { }", "f", false, "its definition is not there"},
	{"struct A { bool operator @f(int) { } };", "bool f(int)", true, "not a declaration"},
};

static void take_apart(const struct shape *shape, struct pgl_strbuf *text, size_t *ret_name,
		       size_t *ret_start)
{
	*ret_name = *ret_start = SIZE_MAX;
	for (const char *at = shape->text; *at; at++) {
		if (*at == '@')
			*ret_name = text->length;
		else if (*at == '^')
			*ret_start = text->length;
		else
			pgl_strbuf_add_char(text, *at);
	}
}

static const char *find(const struct pgl_strbuf *text, size_t at, const char *name, bool is_cxx,
			struct pgl_declarator *ret)
{
	struct pgl_source_tokens tokens;
	uint32_t line = 1, column = 1;
	const char *why;

	for (size_t i = 0; i < at && i < text->length; i++) {
		column = text->text[i] == '\n' ? 1 : column + 1;
		line += text->text[i] == '\n';
	}
	pgl_source_tokens_init(&tokens, text->text, text->length);
	why = pgl_declarator_find(&tokens, line, column, name, is_cxx, ret);
	pgl_source_tokens_release(&tokens);
	return why;
}

static void shapes_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct shape *shape = &shapes[i];
		struct pgl_strbuf text = PGL_STRBUF_INIT;
		struct pgl_declarator found;
		size_t name, start;
		const char *why;

		take_apart(shape, &text, &name, &start);
		why = find(&text, name, shape->name, shape->is_cxx, &found);
		if (shape->refused) {
			if (!why || !strstr(why, shape->refused))
				fail_msg("%s: %s", shape->text, why ? why : "was not refused");
		} else if (why || found.start != start) {
			fail_msg("%s: %s (%zu, not %zu)", shape->text, why ? why : "elsewhere",
				 why ? 0 : found.start, start);
		}
		pgl_strbuf_release(&text);
	}
}

static struct pgl_declarator found_in(const char *source)
{
	const struct shape shape = {source, "f", false, NULL};
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_declarator found;
	size_t name, start;

	take_apart(&shape, &text, &name, &start);
	assert_null(find(&text, name, "f", false, &found));
	pgl_strbuf_release(&text);
	return found;
}

static void specifiers_are_read(void **state)
{
	struct pgl_declarator found = found_in("static __inline int @f(void) { }");

	(void)state;
	assert_true(found.is_static);
	assert_true(found.has_inline);
	assert_int_equal(found.inline_start, 7);
	assert_int_equal(found.inline_end, 15);
	assert_false(found.is_extern);
	assert_false(found.has_macro);
	assert_true(found_in("extern int @f(void) { }").is_extern);
	assert_false(found_in("lua_State *@f(void) { }").has_macro);
	assert_false(found_in("const struct state *@f(void) { }").has_macro);
	assert_false(found_in("__attribute__((pure)) unsigned long @f(void) { }").has_macro);
	/* Only the preprocessor knows what these are. */
	assert_true(found_in("LUA_API int @f(void) { }").has_macro);
	assert_true(found_in("LUA_API lua_State *@f(void) { }").has_macro);
	assert_true(found_in("API(int) *CALL @f(void) { }").has_macro);
	assert_true(found_in("LUA_API struct state *@f(void) { }").has_macro);
}

/* Whatever the bytes are, the search stops at the end. A sanitizer would report an overrun. */
static void broken_text_is_read(void **state)
{
	static const char *const texts[] = {"\"",	    "'",   "/*",	 "//",
					    "R\"(",	    "R\"", "u8R\"x(",	 "#",
					    "#define A \\", "\\",  "template <", "template <(",
					    "f(",	    "f<",  "extern \"C", "1'",
					    "A::",	    "~",   "f((((",	 "int f(int x) : ",
					    "\xff\xfe f("};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (uint32_t column = 0; column < 20; column++) {
			struct pgl_source_tokens tokens;
			struct pgl_declarator found;

			pgl_source_tokens_init(&tokens, texts[i], strlen(texts[i]));
			for (int is_cxx = 0; is_cxx < 2; is_cxx++)
				assert_non_null(pgl_declarator_find(&tokens, 1, column, "f", is_cxx,
								    &found));
			assert_non_null(pgl_declarator_find(&tokens, 7, column, "f", true, &found));
			pgl_source_tokens_release(&tokens);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_are_found),
		cmocka_unit_test(specifiers_are_read),
		cmocka_unit_test(broken_text_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
