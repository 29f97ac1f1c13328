/* See tokens.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/tokens.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct lexer {
	struct pgl_source_tokens *tokens;
	const char *text;
	size_t length, at;
	bool is_line_start; /* only blanks and comments precede on the line */
};

static char peek(const struct lexer *lexer, size_t ahead)
{
	size_t at = lexer->at + ahead;

	return at < lexer->length ? lexer->text[at] : 0;
}

static bool is_word_start(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_word(char c)
{
	return is_word_start(c) || isdigit((unsigned char)c);
}

static void add(struct lexer *lexer, enum pgl_token_kind kind, size_t start)
{
	struct pgl_source_tokens *tokens = lexer->tokens;

	PGL_GROW(tokens->item, tokens->n, tokens->room);
	tokens->item[tokens->n++] = (struct pgl_token){kind, start, lexer->at};
	lexer->is_line_start = false;
}

/* The length of a line splice (a backslash and a newline) here, or 0. */
static size_t splice(const struct lexer *lexer)
{
	if (peek(lexer, 0) != '\\')
		return 0;
	if (peek(lexer, 1) == '\n')
		return 2;
	return peek(lexer, 1) == '\r' && peek(lexer, 2) == '\n' ? 3 : 0;
}

/* Skips a comment; false: there is none here. */
static bool skip_comment(struct lexer *lexer)
{
	if (peek(lexer, 0) != '/' || (peek(lexer, 1) != '*' && peek(lexer, 1) != '/'))
		return false;
	bool is_line = peek(lexer, 1) == '/';

	for (lexer->at += 2; lexer->at < lexer->length;) {
		size_t spliced = splice(lexer);

		if (is_line && peek(lexer, 0) == '\n')
			return true;
		if (!is_line && peek(lexer, 0) == '*' && peek(lexer, 1) == '/') {
			lexer->at += 2;
			return true;
		}
		lexer->at += spliced ? spliced : 1;
	}
	return true;
}

/* Skips the constant that QUOTE opens, up to the end of the line at most. */
static void skip_quoted(struct lexer *lexer, char quote)
{
	for (lexer->at++; lexer->at < lexer->length && peek(lexer, 0) != '\n';) {
		char c = peek(lexer, 0);

		lexer->at += c == '\\' && lexer->at + 1 < lexer->length ? 2 : 1;
		if (c == quote)
			return;
	}
	if (lexer->at > lexer->length)
		lexer->at = lexer->length;
}

/* Skips a raw string from its quote on: R"delimiter( ... )delimiter". */
static void skip_raw(struct lexer *lexer)
{
	size_t start = lexer->at + 1, n = 0;

	while (n <= 16 && start + n < lexer->length && lexer->text[start + n] != '(')
		n++;
	for (size_t i = start + n + 1; i + n + 1 < lexer->length; i++)
		if (lexer->text[i] == ')' && !memcmp(lexer->text + i + 1, lexer->text + start, n) &&
		    lexer->text[i + 1 + n] == '"') {
			lexer->at = i + n + 2;
			return;
		}
	lexer->at = lexer->length;
}

static void take_directive(struct lexer *lexer)
{
	size_t start = lexer->at;

	while (lexer->at < lexer->length && peek(lexer, 0) != '\n') {
		size_t spliced = splice(lexer);

		if (peek(lexer, 0) == '"')
			skip_quoted(lexer, '"');
		else if (spliced)
			lexer->at += spliced;
		else if (!skip_comment(lexer))
			lexer->at++;
	}
	add(lexer, PGL_TOKEN_DIRECTIVE, start);
}

static void take_word(struct lexer *lexer)
{
	size_t start = lexer->at;

	while (is_word(peek(lexer, 0)) && lexer->at < lexer->length)
		lexer->at++;
	/* A prefix of a literal: L"", u8R"()". */
	if (peek(lexer, 0) == '"' && lexer->text[lexer->at - 1] == 'R' && lexer->at - start <= 3) {
		skip_raw(lexer);
		add(lexer, PGL_TOKEN_STRING, start);
		return;
	}
	add(lexer, PGL_TOKEN_WORD, start);
}

static void take_number(struct lexer *lexer)
{
	size_t start = lexer->at;

	/* C++ has 1'000: a quote before a digit belongs to the number. */
	while (lexer->at < lexer->length &&
	       (is_word(peek(lexer, 0)) || peek(lexer, 0) == '.' ||
		(peek(lexer, 0) == '\'' && isalnum((unsigned char)peek(lexer, 1)))))
		lexer->at++;
	add(lexer, PGL_TOKEN_NUMBER, start);
}

static void take(struct lexer *lexer)
{
	size_t spliced = splice(lexer), start = lexer->at;
	char c = peek(lexer, 0);

	if (spliced) {
		lexer->at += spliced;
	} else if (isspace((unsigned char)c)) {
		lexer->is_line_start |= c == '\n';
		lexer->at++;
	} else if (skip_comment(lexer)) {
		return;
	} else if (c == '#' && lexer->is_line_start) {
		take_directive(lexer);
	} else if (c == '"' || c == '\'') {
		skip_quoted(lexer, c);
		add(lexer, PGL_TOKEN_STRING, start);
	} else if (is_word_start(c)) {
		take_word(lexer);
	} else if (isdigit((unsigned char)c)) {
		take_number(lexer);
	} else {
		lexer->at++;
		add(lexer, PGL_TOKEN_SIGN, start);
	}
}

static void find_lines(struct pgl_source_tokens *tokens)
{
	const char *end = tokens->text + tokens->length;

	for (const char *at = tokens->text; at;) {
		PGL_GROW(tokens->lines, tokens->n_lines, tokens->lines_room);
		tokens->lines[tokens->n_lines++] = (size_t)(at - tokens->text);
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
}

void pgl_source_tokens_init(struct pgl_source_tokens *tokens, const char *text, size_t length)
{
	struct lexer lexer = {tokens, text, length, 0, true};

	*tokens = (struct pgl_source_tokens){.text = text, .length = length};
	find_lines(tokens);
	while (lexer.at < length)
		take(&lexer);
}

void pgl_source_tokens_release(struct pgl_source_tokens *tokens)
{
	free(tokens->item);
	free(tokens->lines);
	*tokens = (struct pgl_source_tokens){.text = NULL};
}

size_t pgl_token_offset(const struct pgl_source_tokens *tokens, uint32_t line, uint32_t column)
{
	size_t start, end;

	if (!line || !column || line > tokens->n_lines)
		return SIZE_MAX;
	start = tokens->lines[line - 1];
	/* A line's newline is not a column. */
	end = line < tokens->n_lines ? tokens->lines[line] - 1 : tokens->length;
	return column > end - start ? SIZE_MAX : start + column - 1;
}

uint32_t pgl_token_line(const struct pgl_source_tokens *tokens, size_t offset)
{
	size_t low = 0, high = tokens->n_lines;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tokens->lines[middle] <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

bool pgl_token_is_sign(const struct pgl_source_tokens *tokens, size_t i, char c)
{
	return i < tokens->n && tokens->item[i].kind == PGL_TOKEN_SIGN &&
	       tokens->text[tokens->item[i].start] == c;
}

bool pgl_token_is_word(const struct pgl_source_tokens *tokens, size_t i, const char *word)
{
	size_t length = strlen(word);

	return i < tokens->n && tokens->item[i].kind == PGL_TOKEN_WORD &&
	       tokens->item[i].end - tokens->item[i].start == length &&
	       !memcmp(tokens->text + tokens->item[i].start, word, length);
}

size_t pgl_token_behind(const struct pgl_source_tokens *tokens, size_t i)
{
	char open = tokens->text[tokens->item[i].start];
	char close = open == '(' ? ')' : open == '[' ? ']' : '>';
	size_t depth = 0;

	for (; i < tokens->n; i++) {
		/* In template arguments, parentheses may hold comparisons. */
		if (open == '<' && pgl_token_is_sign(tokens, i, '('))
			i = pgl_token_behind(tokens, i) - 1;
		else if (pgl_token_is_sign(tokens, i, open))
			depth++;
		else if (pgl_token_is_sign(tokens, i, close) && !--depth)
			return i + 1;
	}
	return tokens->n;
}
