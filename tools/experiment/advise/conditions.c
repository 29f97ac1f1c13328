/* See conditions.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/conditions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum {
	/* Nested statements without braces: a limit against deep recursion. */
	DEEPEST = 200,
	/* Nested heads: a lambda or a statement expression has its own. */
	NESTED_HEADS = 64
};

struct parser {
	const struct pgl_source_tokens *tokens;
	size_t *partner; /* for "(", "[" and "{": the token that closes it, or 0 */
	struct pgl_source_conditions *found;
	size_t depth;
};

/* Partners ---------------------------------------------------------------------------------- */

/* Open brackets, innermost last. */
struct open {
	size_t *item;
	size_t n, room;
};

static void push(struct open *open, size_t token)
{
	PGL_GROW(open->item, open->n, open->room);
	open->item[open->n++] = token;
}

/* Closes the bracket that C, at token I, belongs to. A brace closes all that is open within it; a parenthesis that was not
   opened within the same braces closes nothing. */
static void close_with(struct parser *parser, struct open *open, size_t i, char c)
{
	char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';

	for (size_t n = open->n; n--;) {
		char is = parser->tokens->text[parser->tokens->item[open->item[n]].start];

		if (is == wanted) {
			parser->partner[open->item[n]] = i;
			open->n = n;
			return;
		}
		if (is == '{')
			return;
	}
}

/* Does the name of directive I begin with WORD: "if" of "# if X"? */
static bool is_directive(const struct pgl_source_tokens *tokens, size_t i, const char *word)
{
	const char *at = tokens->text + tokens->item[i].start + 1;

	while (*at == ' ' || *at == '\t')
		at++;
	return !strncmp(at, word, strlen(word));
}

/* What was open at each #if without #endif. */
struct saved {
	struct open *item;
	size_t n, room;
};

static void restore(struct open *open, const struct open *from)
{
	open->n = 0;
	for (size_t i = 0; i < from->n; i++)
		push(open, from->item[i]);
}

/* Only one of the alternatives of #if is compiled: what is open at #else is what was open at its #if. */
static void follow_directive(const struct pgl_source_tokens *tokens, size_t i, struct open *open,
			     struct saved *saved)
{
	if (is_directive(tokens, i, "if")) {
		PGL_GROW(saved->item, saved->n, saved->room);
		saved->item[saved->n] = (struct open){NULL, 0, 0};
		restore(&saved->item[saved->n++], open);
	} else if (is_directive(tokens, i, "el") && saved->n) {
		restore(open, &saved->item[saved->n - 1]);
	} else if (is_directive(tokens, i, "endif") && saved->n) {
		free(saved->item[--saved->n].item);
	}
}

static void find_partners(struct parser *parser)
{
	const struct pgl_source_tokens *tokens = parser->tokens;
	struct open open = {NULL, 0, 0};
	struct saved saved = {NULL, 0, 0};

	parser->partner = pgl_xcalloc(tokens->n + 1, sizeof *parser->partner);
	for (size_t i = 0; i < tokens->n; i++) {
		char c = tokens->text[tokens->item[i].start];

		if (tokens->item[i].kind == PGL_TOKEN_DIRECTIVE)
			follow_directive(tokens, i, &open, &saved);
		else if (tokens->item[i].kind != PGL_TOKEN_SIGN)
			continue;
		else if (c == '(' || c == '[' || c == '{')
			push(&open, i);
		else if (c == ')' || c == ']' || c == '}')
			close_with(parser, &open, i, c);
	}
	while (saved.n)
		free(saved.item[--saved.n].item);
	free(saved.item);
	free(open.item);
}

/* Statements -------------------------------------------------------------------------------- */

static bool is_sign(const struct parser *parser, size_t i, char c)
{
	return pgl_token_is_sign(parser->tokens, i, c);
}

static bool is_word(const struct parser *parser, size_t i, const char *word)
{
	return pgl_token_is_word(parser->tokens, i, word);
}

/* The token after the bracket that token I opens; 0: nothing closes it. */
static size_t behind(const struct parser *parser, size_t i)
{
	return i < parser->tokens->n && parser->partner[i] ? parser->partner[i] + 1 : 0;
}

/* The first C from token I on, outside of nested brackets; 0: the enclosing bracket ends before. */
static size_t find_sign(const struct parser *parser, size_t i, char c)
{
	while (i < parser->tokens->n) {
		if (is_sign(parser, i, c))
			return i;
		if (is_sign(parser, i, '}') || is_sign(parser, i, ')') || is_sign(parser, i, ']'))
			return 0;
		if (is_sign(parser, i, '(') || is_sign(parser, i, '[') || is_sign(parser, i, '{')) {
			i = behind(parser, i);
			if (!i)
				return 0;
		} else {
			i++;
		}
	}
	return 0;
}

static size_t skip_directives(const struct parser *parser, size_t i)
{
	while (i < parser->tokens->n && parser->tokens->item[i].kind == PGL_TOKEN_DIRECTIVE)
		i++;
	return i;
}

/* Skips "case X:", "default:" and "label:" at token I. */
static size_t skip_labels(const struct parser *parser, size_t i)
{
	for (;;) {
		i = skip_directives(parser, i);
		if (is_word(parser, i, "case")) {
			size_t colon = find_sign(parser, i, ':');

			if (!colon)
				return i;
			i = colon + 1;
		} else if (i + 1 < parser->tokens->n &&
			   parser->tokens->item[i].kind == PGL_TOKEN_WORD &&
			   is_sign(parser, i + 1, ':') && !is_sign(parser, i + 2, ':')) {
			i += 2;
		} else {
			return i;
		}
	}
}

/* The "(" after the keyword at token I, which may be "if constexpr"; 0: there is none. */
static size_t head_of(const struct parser *parser, size_t i)
{
	i += is_word(parser, i + 1, "constexpr") ? 2 : 1;
	return is_sign(parser, i, '(') ? i : 0;
}

static size_t statement_end(struct parser *parser, size_t i);

/* The token after a statement that is neither a block nor `if` nor a loop; 0: unknown. */
static size_t simple_end(const struct parser *parser, size_t i)
{
	size_t end = find_sign(parser, i, ';');

	return end ? end + 1 : 0;
}

/* The token after the statement at token I; 0: unknown. */
static size_t parse_statement(struct parser *parser, size_t i)
{
	for (;;) {
		i = skip_labels(parser, i);
		if (is_sign(parser, i, '{'))
			return behind(parser, i);
		if (is_word(parser, i, "do")) {
			size_t end = statement_end(parser, i + 1);

			return end ? simple_end(parser, end) : 0;
		}
		if (is_word(parser, i, "if")) {
			size_t head = head_of(parser, i), then = head ? behind(parser, head) : 0;
			size_t end = then ? statement_end(parser, then) : 0, next;

			next = end ? skip_directives(parser, end) : 0;
			if (!end || !is_word(parser, next, "else"))
				return end;
			i = next + 1;
		} else if (is_word(parser, i, "for") || is_word(parser, i, "while") ||
			   is_word(parser, i, "switch")) {
			i = is_sign(parser, i + 1, '(') ? behind(parser, i + 1) : 0;
			if (!i)
				return 0;
		} else {
			return simple_end(parser, i);
		}
	}
}

static size_t statement_end(struct parser *parser, size_t i)
{
	size_t end;

	if (parser->depth == DEEPEST || i >= parser->tokens->n)
		return 0;
	parser->depth++;
	end = parse_statement(parser, i);
	parser->depth--;
	return end;
}

/* Conditions -------------------------------------------------------------------------------- */

/* The bytes of the tokens from START up to END. */
static struct pgl_source_range range(const struct parser *parser, size_t start, size_t end)
{
	if (start >= end)
		return (struct pgl_source_range){0, 0};
	return (struct pgl_source_range){parser->tokens->item[start].start,
					 parser->tokens->item[end - 1].end};
}

/* Why the tokens from START up to END cannot be put in parentheses: a C++ declaration is not an expression. Or NULL. */
static const char *look_at(const struct parser *parser, size_t start, size_t end)
{
	static const char before[] = "=!<>+-*/%&|^";
	const char *text = parser->tokens->text;

	for (size_t i = start; i < end; i++) {
		if (parser->tokens->item[i].kind == PGL_TOKEN_DIRECTIVE)
			return "it holds a preprocessor directive";
		if (is_sign(parser, i, ';'))
			return "it holds a statement";
		if (is_word(parser, i, "__builtin_expect"))
			return "it has an expectation already";
		if (is_sign(parser, i, '(') || is_sign(parser, i, '[') || is_sign(parser, i, '{')) {
			i = parser->partner[i];
			if (!i)
				return "its parentheses do not match";
			continue;
		}
		size_t at = parser->tokens->item[i].start;

		if (is_sign(parser, i, '=') && text[at + 1] != '=' && !strchr(before, text[at - 1]))
			return "it assigns, or declares";
	}
	return NULL;
}

/* Adds the condition in the tokens from START up to END; its head goes from token KEYWORD to CLOSE. */
static void add(struct parser *parser, size_t keyword, size_t close, size_t start, size_t end,
		struct pgl_source_range then, struct pgl_source_range otherwise)
{
	struct pgl_source_conditions *found = parser->found;

	if (start >= end)
		return;
	PGL_GROW(found->item, found->n, found->room);
	found->item[found->n++] = (struct pgl_condition){
		.head = range(parser, keyword, close + 1),
		.condition = range(parser, start, end),
		.then = then,
		.otherwise = otherwise,
		.why = look_at(parser, start, end),
	};
}

static void add_if(struct parser *parser, size_t i)
{
	size_t open = i + 1, then = behind(parser, open);
	size_t end = then ? statement_end(parser, then) : 0, next;
	struct pgl_source_range otherwise = {0, 0};

	if (!end)
		return;
	next = skip_directives(parser, end);
	if (is_word(parser, next, "else")) {
		size_t last = statement_end(parser, next + 1);

		if (!last)
			return;
		otherwise = range(parser, next + 1, last);
	}
	add(parser, i, then - 1, open + 1, then - 1, range(parser, then, end), otherwise);
}

static void add_while(struct parser *parser, size_t i)
{
	size_t then = behind(parser, i + 1), end = then ? statement_end(parser, then) : 0;

	if (end)
		add(parser, i, then - 1, i + 2, then - 1, range(parser, then, end),
		    (struct pgl_source_range){0, 0});
}

static void add_for(struct parser *parser, size_t i)
{
	size_t then = behind(parser, i + 1), end = then ? statement_end(parser, then) : 0;
	size_t first = end ? find_sign(parser, i + 2, ';') : 0;
	size_t second = first ? find_sign(parser, first + 1, ';') : 0;

	/* A range-based `for` has at most one semicolon. */
	if (second)
		add(parser, i, then - 1, first + 1, second, range(parser, then, end),
		    (struct pgl_source_range){0, 0});
}

/* Adds the `do` at token I, and marks its `while` in ENDS, which does not begin a loop. */
static void add_do(struct parser *parser, size_t i, bool *ends)
{
	size_t end = statement_end(parser, i + 1), close;

	if (!end || !is_word(parser, end, "while") || !is_sign(parser, end + 1, '('))
		return;
	ends[end] = true;
	close = behind(parser, end + 1);
	if (close)
		add(parser, end, close - 1, end + 2, close - 1, range(parser, i + 1, end),
		    (struct pgl_source_range){0, 0});
}

static int compare_heads(const void *a, const void *b)
{
	const struct pgl_condition *x = a, *y = b;

	return x->head.start < y->head.start ? -1 : x->head.start > y->head.start;
}

void pgl_source_conditions_init(struct pgl_source_conditions *conditions,
				const struct pgl_source_tokens *tokens)
{
	struct parser parser = {.tokens = tokens, .found = conditions};
	bool *ends = pgl_xcalloc(tokens->n + 1, sizeof *ends);

	*conditions = (struct pgl_source_conditions){.item = NULL};
	find_partners(&parser);
	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->item[i].kind != PGL_TOKEN_WORD)
			continue;
		if (is_word(&parser, i, "do"))
			add_do(&parser, i, ends);
		else if (!is_sign(&parser, i + 1, '('))
			continue;
		else if (is_word(&parser, i, "if"))
			add_if(&parser, i);
		else if (is_word(&parser, i, "while") && !ends[i])
			add_while(&parser, i);
		else if (is_word(&parser, i, "for"))
			add_for(&parser, i);
	}
	if (conditions->n)
		qsort(conditions->item, conditions->n, sizeof *conditions->item, compare_heads);
	free(parser.partner);
	free(ends);
}

void pgl_source_conditions_release(struct pgl_source_conditions *conditions)
{
	free(conditions->item);
	*conditions = (struct pgl_source_conditions){.item = NULL};
}

const struct pgl_condition *pgl_source_condition_at(const struct pgl_source_conditions *conditions,
						    size_t offset)
{
	size_t low = 0, high = conditions->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (conditions->item[middle].head.start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t k = 0; k < NESTED_HEADS && k < low; k++) {
		const struct pgl_condition *item = &conditions->item[low - 1 - k];

		if (offset < item->head.end)
			return item;
	}
	return NULL;
}
