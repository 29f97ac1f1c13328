/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tokenizer.  skip_space, read_string and the switch in cv_lexer_next run for every token;
 * whatever reports an error does not run at all on good input.
 */
#include "lexer.h"

#include <string.h>

#include "chars.h"
#include "unescape.h"
#include "utf8.h"

void cv_lexer_init(struct cv_lexer *lexer, const char *data, size_t size, struct cv_arena *arena,
		   struct cv_error *error)
{
	lexer->at = data;
	lexer->end = data + size;
	lexer->line_start = data;
	lexer->line = 1;
	lexer->arena = arena;
	lexer->error = error;
}

const char *cv_token_name(enum cv_token_kind kind)
{
	static const char *const names[CV_TOKEN_N] = {
		"end of input", "'{'", "'}'", "'['", "']'", "':'", "','",
		"a string", "a number", "true", "false", "null",
	};

	return names[kind];
}

int cv_lexer_fail(struct cv_lexer *lexer, const char *at, const char *what)
{
	return cv_error_set(lexer->error, lexer->line, (size_t)(at - lexer->line_start) + 1, "%s",
			    what);
}

int cv_lexer_fail_token(struct cv_lexer *lexer, const struct cv_token *token, const char *wanted)
{
	return cv_error_set(lexer->error, lexer->line,
			    (size_t)(token->start - lexer->line_start) + 1, "expected %s, got %s",
			    wanted, cv_token_name(token->kind));
}

static bool at_end(const struct cv_lexer *lexer)
{
	return lexer->at == lexer->end;
}

static void count_line(struct cv_lexer *lexer)
{
	lexer->line++;
	lexer->line_start = lexer->at + 1;
}

static void skip_space(struct cv_lexer *lexer)
{
	for (; !at_end(lexer) && cv_char_is(*lexer->at, CV_CHAR_SPACE); lexer->at++) {
		if (*lexer->at == '\n')
			count_line(lexer);
	}
}

char cv_lexer_peek(struct cv_lexer *lexer)
{
	skip_space(lexer);
	return at_end(lexer) ? '\0' : *lexer->at;
}

void cv_lexer_skip_line(struct cv_lexer *lexer)
{
	const char *newline = memchr(lexer->at, '\n', (size_t)(lexer->end - lexer->at));

	lexer->at = newline ? newline : lexer->end;
	if (newline) {
		count_line(lexer);
		lexer->at++;
	}
}

static int fail_in_string(struct cv_lexer *lexer)
{
	if (at_end(lexer) || *lexer->at == '\n')
		return cv_lexer_fail(lexer, lexer->at, "unterminated string");
	if ((unsigned char)*lexer->at < 0x20)
		return cv_lexer_fail(lexer, lexer->at, "control character in string");
	return cv_lexer_fail(lexer, lexer->at, "malformed UTF-8 in string");
}

/* Step over bytes that stand for themselves; false at the first that is malformed. */
static bool skip_plain(struct cv_lexer *lexer)
{
	for (;;) {
		size_t length;

		while (!at_end(lexer) && cv_char_is(*lexer->at, CV_CHAR_PLAIN))
			lexer->at++;
		if (at_end(lexer))
			return false;
		if ((unsigned char)*lexer->at < 0x80)
			return *lexer->at == '"' || *lexer->at == '\\';
		length = cv_utf8_length(lexer->at, (size_t)(lexer->end - lexer->at));
		if (length == 0)
			return false;
		lexer->at += length;
	}
}

static int read_string(struct cv_lexer *lexer, struct cv_token *token)
{
	const char *start = ++lexer->at;
	bool has_escape = false;

	for (;;) {
		if (!skip_plain(lexer))
			return fail_in_string(lexer);
		if (*lexer->at == '"')
			break;
		has_escape = true;
		lexer->at++;
		if (at_end(lexer) || *lexer->at == '\n')
			return fail_in_string(lexer);
		/* Only to find the end; unescaping checks what follows a backslash. */
		if (*lexer->at == '"' || *lexer->at == '\\')
			lexer->at++;
	}
	token->kind = CV_TOKEN_STRING;
	token->text.data = start;
	token->text.size = (size_t)(lexer->at - start);
	lexer->at++;
	return has_escape ? cv_unescape(lexer, &token->text) : 0;
}

static int read_word(struct cv_lexer *lexer, struct cv_token *token, const char *word,
		     enum cv_token_kind kind)
{
	size_t size = strlen(word);

	if ((size_t)(lexer->end - lexer->at) < size || memcmp(lexer->at, word, size) != 0)
		return cv_lexer_fail(lexer, lexer->at, "unknown word");
	lexer->at += size;
	if (!at_end(lexer) && cv_char_is(*lexer->at, CV_CHAR_WORD | CV_CHAR_DIGIT))
		return cv_lexer_fail(lexer, token->start, "unknown word");
	token->kind = kind;
	return 0;
}

static int read_number(struct cv_lexer *lexer, struct cv_token *token)
{
	const char *problem = cv_number_read(&lexer->at, lexer->end, &token->number);

	token->kind = CV_TOKEN_NUMBER;
	return problem ? cv_lexer_fail(lexer, lexer->at, problem) : 0;
}

static int read_mark(struct cv_lexer *lexer, struct cv_token *token, enum cv_token_kind kind)
{
	lexer->at++;
	token->kind = kind;
	return 0;
}

int cv_lexer_next(struct cv_lexer *lexer, struct cv_token *ret_token)
{
	skip_space(lexer);
	ret_token->start = lexer->at;
	if (at_end(lexer)) {
		ret_token->kind = CV_TOKEN_END;
		return 0;
	}
	switch (*lexer->at) {
	case '{':
		return read_mark(lexer, ret_token, CV_TOKEN_OPEN_OBJECT);
	case '}':
		return read_mark(lexer, ret_token, CV_TOKEN_CLOSE_OBJECT);
	case '[':
		return read_mark(lexer, ret_token, CV_TOKEN_OPEN_ARRAY);
	case ']':
		return read_mark(lexer, ret_token, CV_TOKEN_CLOSE_ARRAY);
	case ':':
		return read_mark(lexer, ret_token, CV_TOKEN_COLON);
	case ',':
		return read_mark(lexer, ret_token, CV_TOKEN_COMMA);
	case '"':
		return read_string(lexer, ret_token);
	case 't':
		return read_word(lexer, ret_token, "true", CV_TOKEN_TRUE);
	case 'f':
		return read_word(lexer, ret_token, "false", CV_TOKEN_FALSE);
	case 'n':
		return read_word(lexer, ret_token, "null", CV_TOKEN_NULL);
	default:
		if (*lexer->at == '-' || cv_char_is(*lexer->at, CV_CHAR_DIGIT))
			return read_number(lexer, ret_token);
		return cv_lexer_fail(lexer, lexer->at, "unexpected character");
	}
}
