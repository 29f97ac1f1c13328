/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tokenizer: JSON text to tokens, one at a time, on demand.  Strings without escapes stay
 * where they are in the input, others are unescaped into the arena.
 */
#ifndef CV_LEXER_H
#define CV_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "number.h"
#include "text.h"

enum cv_token_kind {
	CV_TOKEN_END,
	CV_TOKEN_OPEN_OBJECT,
	CV_TOKEN_CLOSE_OBJECT,
	CV_TOKEN_OPEN_ARRAY,
	CV_TOKEN_CLOSE_ARRAY,
	CV_TOKEN_COLON,
	CV_TOKEN_COMMA,
	CV_TOKEN_STRING,
	CV_TOKEN_NUMBER,
	CV_TOKEN_TRUE,
	CV_TOKEN_FALSE,
	CV_TOKEN_NULL,
	CV_TOKEN_N
};

struct cv_token {
	enum cv_token_kind kind;
	const char *start;		/* in the input, for messages */
	struct cv_text text;		/* of a string */
	struct cv_number number;	/* of a number */
};

struct cv_lexer {
	const char *at;
	const char *end;
	const char *line_start;
	size_t line;
	struct cv_arena *arena;
	struct cv_error *error;
};

void cv_lexer_init(struct cv_lexer *lexer, const char *data, size_t size, struct cv_arena *arena,
		   struct cv_error *error);

/* Read the next token.  At the end of the input, every call returns CV_TOKEN_END. */
int cv_lexer_next(struct cv_lexer *lexer, struct cv_token *ret_token);

/* The first character of the next token, 0 at the end; consumes only white space. */
char cv_lexer_peek(struct cv_lexer *lexer);

/* Go to the start of the next line, to resume after an error. */
void cv_lexer_skip_line(struct cv_lexer *lexer);

const char *cv_token_name(enum cv_token_kind kind);

/* Report at the position `at` of the current line of input.  Returns -1. */
int cv_lexer_fail(struct cv_lexer *lexer, const char *at, const char *what);
int cv_lexer_fail_token(struct cv_lexer *lexer, const struct cv_token *token, const char *wanted);

#endif
