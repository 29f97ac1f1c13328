/* See declarator.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/declarator.h"

#include <ctype.h>
#include <string.h>

/* The name ---------------------------------------------------------------------------------- */

static size_t token_at(const struct pgl_source_tokens *tokens, size_t offset)
{
	for (size_t i = 0; i < tokens->n && tokens->item[i].start <= offset; i++)
		if (tokens->item[i].start == offset)
			return i;
	return tokens->n;
}

/* Is WORD, of LENGTH bytes, the name of the C++ function PRINTED, as in "T ns::c<T>::f(T) [with ...]"? */
static bool is_named(const char *printed, const char *word, size_t length)
{
	for (const char *at = printed; (at = strstr(at, word)); at++) {
		bool is_start = at == printed || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');
		char next = at[length];

		if (is_start && (!next || next == '(' || next == '<' || next == '.'))
			return true;
	}
	return false;
}

/* For A::B::f at token I: the number of f. */
static size_t last_of_name(const struct pgl_source_tokens *tokens, size_t i)
{
	for (;;) {
		size_t next = i + 1;

		if (pgl_token_is_sign(tokens, next, '<'))
			next = pgl_token_behind(tokens, next);
		if (!pgl_token_is_sign(tokens, next, ':') ||
		    !pgl_token_is_sign(tokens, next + 1, ':'))
			return i;
		next += 2;
		if (pgl_token_is_sign(tokens, next, '~'))
			next++;
		if (next >= tokens->n || tokens->item[next].kind != PGL_TOKEN_WORD)
			return i;
		i = next;
	}
}

/* The last token of the function's name at OFFSET, and *RET_FIRST its first one; tokens->n: the name is not there. */
static size_t name_at(const struct pgl_source_tokens *tokens, size_t offset, const char *name,
		      bool is_cxx, size_t *ret_first)
{
	size_t first = token_at(tokens, offset), last = first;
	char word[256];

	if (first == tokens->n || offset == SIZE_MAX)
		return tokens->n;
	if (is_cxx && pgl_token_is_sign(tokens, first, '~'))
		last++;
	if (last == tokens->n || tokens->item[last].kind != PGL_TOKEN_WORD)
		return tokens->n;
	if (is_cxx)
		last = last_of_name(tokens, last);
	size_t length = tokens->item[last].end - tokens->item[last].start;

	if (length >= sizeof word)
		return tokens->n;
	memcpy(word, tokens->text + tokens->item[last].start, length);
	word[length] = 0;
	*ret_first = first;
	return (is_cxx ? is_named(name, word, length) : !strcmp(name, word)) ? last : tokens->n;
}

/* Before the name --------------------------------------------------------------------------- */

/* Does token I, DEPTH parentheses deep, end the declaration that began at token START? */
static bool is_boundary(const struct pgl_source_tokens *tokens, size_t start, size_t i,
			size_t depth)
{
	if (i == start + 1 && pgl_token_is_sign(tokens, i, ':') &&
	    (pgl_token_is_word(tokens, start, "public") ||
	     pgl_token_is_word(tokens, start, "private") ||
	     pgl_token_is_word(tokens, start, "protected")))
		return true;
	return (tokens->item[i].kind == PGL_TOKEN_DIRECTIVE && i == start) ||
	       pgl_token_is_sign(tokens, i, '{') || pgl_token_is_sign(tokens, i, '}') ||
	       (pgl_token_is_sign(tokens, i, ';') && !depth);
}

/* The first token of the declaration of token NAME; *RET_SPLIT is set if it holds a directive. Braces end a declaration even
   within parentheses: if #if has two beginnings of one thing, not all that opens is closed. */
static size_t start_of(const struct pgl_source_tokens *tokens, size_t name, bool *ret_split)
{
	size_t start = 0, depth = 0;

	*ret_split = false;
	for (size_t i = 0; i < name; i++) {
		if (is_boundary(tokens, start, i, depth)) {
			start = i + 1;
			depth = 0;
			*ret_split = false;
		} else if (tokens->item[i].kind == PGL_TOKEN_DIRECTIVE) {
			*ret_split = true;
		} else if (pgl_token_is_sign(tokens, i, '(')) {
			depth++;
		} else if (pgl_token_is_sign(tokens, i, ')') && depth) {
			depth--;
		}
	}
	return start;
}

/* Skips what attributes must not come before. */
static size_t skip_introduction(const struct pgl_source_tokens *tokens, size_t i)
{
	for (;;) {
		if (pgl_token_is_word(tokens, i, "template") &&
		    pgl_token_is_sign(tokens, i + 1, '<'))
			i = pgl_token_behind(tokens, i + 1);
		else if (pgl_token_is_word(tokens, i, "extern") && i + 1 < tokens->n &&
			 tokens->item[i + 1].kind == PGL_TOKEN_STRING)
			i += 2;
		else if (pgl_token_is_word(tokens, i, "__extension__"))
			i++;
		else
			return i;
	}
}

static bool is_one_of(const struct pgl_source_tokens *tokens, size_t i, const char *const *words)
{
	for (; *words; words++)
		if (pgl_token_is_word(tokens, i, *words))
			return true;
	return false;
}

static const char *const inline_words[] = {"inline", "__inline", "__inline__", NULL};
static const char *const type_words[] = {
	"void",	 "char", "short", "int",    "long",  "float", "double", "signed",   "unsigned",
	"_Bool", "bool", "auto",  "struct", "union", "enum",  "size_t", "_Complex", NULL};
static const char *const qualifiers[] = {"const",	  "volatile",	"static",   "inline",
					 "__inline",	  "__inline__", "register", "restrict",
					 "__restrict",	  "constexpr",	"virtual",  "explicit",
					 "friend",	  "_Noreturn",	"noreturn", "__attribute__",
					 "__attribute",	  "__const",	"typename", "extern",
					 "__extension__", NULL};

/* The first word may be a macro that is a whole declaration, as in "Q_OBJECT int f();" or "DECLARE(x) int f();". Skips it:
   after it, attributes are the function's in any case. Does not skip a single word before the name: that is its type. */
static size_t skip_macro(const struct pgl_source_tokens *tokens, size_t i, size_t name)
{
	static const char *const types[] = {"typeof",  "__typeof__", "__typeof",   "decltype",
					    "alignas", "_Alignas",   "__declspec", NULL};
	size_t behind;

	if (i >= name || tokens->item[i].kind != PGL_TOKEN_WORD ||
	    is_one_of(tokens, i, type_words) || is_one_of(tokens, i, qualifiers) ||
	    is_one_of(tokens, i, types))
		return i;
	behind = i + 1;
	if (pgl_token_is_sign(tokens, behind, '('))
		behind = pgl_token_behind(tokens, behind);
	else if (behind == name || tokens->item[behind].kind != PGL_TOKEN_WORD)
		return i;
	return behind <= name ? behind : i;
}

/* Reads the specifiers between tokens START and NAME. NULL, or why they are not some. */
static const char *read_specifiers(const struct pgl_source_tokens *tokens, size_t start,
				   size_t name, struct pgl_declarator *ret)
{
	static const char *const strange[] = {"requires", "using", "typedef", "return", "operator",
					      "goto",	  "else",  "case",    NULL};
	size_t n_types = 0, n_others = 0;

	for (size_t i = start; i < name; i++) {
		if (pgl_token_is_sign(tokens, i, '=') || pgl_token_is_sign(tokens, i, '?') ||
		    pgl_token_is_sign(tokens, i, '.') || is_one_of(tokens, i, strange))
			return "the text before its name is not a declaration";
		if (is_one_of(tokens, i, inline_words)) {
			ret->has_inline = true;
			ret->inline_start = tokens->item[i].start;
			ret->inline_end = tokens->item[i].end;
		}
		ret->is_static |= pgl_token_is_word(tokens, i, "static");
		ret->is_extern |= pgl_token_is_word(tokens, i, "extern");
		if (is_one_of(tokens, i, type_words)) {
			n_types = 1;
			if (pgl_token_is_word(tokens, i, "struct") ||
			    pgl_token_is_word(tokens, i, "union") ||
			    pgl_token_is_word(tokens, i, "enum"))
				i++;
		} else if (tokens->item[i].kind == PGL_TOKEN_WORD &&
			   !is_one_of(tokens, i, qualifiers)) {
			n_others++;
		}
		if (pgl_token_is_sign(tokens, i, '(') && i > start &&
		    tokens->item[i - 1].kind == PGL_TOKEN_WORD &&
		    pgl_token_behind(tokens, i) <= name) {
			/* __attribute__((x)), or a macro with arguments. */
			n_others += is_one_of(tokens, i - 1, qualifiers) ? 0 : 1;
			i = pgl_token_behind(tokens, i) - 1;
		}
	}
	ret->has_macro = n_types + n_others > 1;
	return NULL;
}

/* After the name ---------------------------------------------------------------------------- */

/* Are the parameters between tokens OPEN and BEHIND only names, as before C90? */
static bool is_names_alone(const struct pgl_source_tokens *tokens, size_t open, size_t behind)
{
	for (size_t i = open + 1; i + 1 < behind; i++)
		if ((i - open) % 2 ? tokens->item[i].kind != PGL_TOKEN_WORD ||
					     is_one_of(tokens, i, type_words)
				   : !pgl_token_is_sign(tokens, i, ','))
			return false;
	return behind - open > 2;
}

static bool has_body(const struct pgl_source_tokens *tokens, size_t name, bool is_cxx)
{
	size_t i = name + 1, open;
	bool is_old_style;

	while (pgl_token_is_sign(tokens, i, ')'))
		i++;
	if (pgl_token_is_sign(tokens, i, '<'))
		i = pgl_token_behind(tokens, i);
	if (!pgl_token_is_sign(tokens, i, '('))
		return false;
	open = i;
	i = pgl_token_behind(tokens, i);
	is_old_style = !is_cxx && is_names_alone(tokens, open, i);
	for (; i < tokens->n; i++) {
		if (pgl_token_is_sign(tokens, i, '{'))
			return true;
		if (pgl_token_is_sign(tokens, i, '=') || pgl_token_is_sign(tokens, i, '}') ||
		    (!is_old_style && pgl_token_is_sign(tokens, i, ';')))
			return false;
		if (pgl_token_is_sign(tokens, i, '('))
			i = pgl_token_behind(tokens, i) - 1;
	}
	return false;
}

const char *pgl_declarator_find(const struct pgl_source_tokens *tokens, uint32_t line,
				uint32_t column, const char *name, bool is_cxx,
				struct pgl_declarator *ret)
{
	size_t first = 0, last, start;
	bool is_split;

	last = name_at(tokens, pgl_token_offset(tokens, line, column), name, is_cxx, &first);
	if (last == tokens->n)
		return "its name is not there: a macro makes it, or the source differs";
	if (!has_body(tokens, last, is_cxx))
		return "its definition is not there";
	start = start_of(tokens, first, &is_split);
	if (is_split)
		return "its declaration holds a preprocessor directive";
	start = skip_introduction(tokens, start);
	if (start > first)
		return "the text before its name is not a declaration";
	/* struct s { ... } f(void): an attribute would be the type's. */
	if (!is_cxx && start == first && start && pgl_token_is_sign(tokens, start - 1, '}'))
		return "it has no type, or one that ends in a brace";
	*ret = (struct pgl_declarator){
		.start = tokens->item[skip_macro(tokens, start, first)].start};
	return read_specifiers(tokens, start, first, ret);
}
