/* The tokens of a C or C++ source as it is written, before any preprocessing: enough to find where a
   declaration begins. Comments and line splices are left out; a preprocessor directive is one token.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_TOKENS_H
#define PGL_ADVISE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pgl_token_kind {
	PGL_TOKEN_WORD,
	PGL_TOKEN_NUMBER,
	PGL_TOKEN_STRING, /* or a character constant */
	PGL_TOKEN_SIGN,	  /* one character */
	PGL_TOKEN_DIRECTIVE
};

struct pgl_token {
	enum pgl_token_kind kind;
	size_t start, end; /* bytes of the text */
};

struct pgl_source_tokens {
	const char *text; /* borrowed */
	size_t length;
	struct pgl_token *item;
	size_t n, room;
	size_t *lines; /* where each begins */
	size_t n_lines, lines_room;
};

/* Takes the LENGTH bytes of TEXT apart; it must outlive TOKENS. Whatever the bytes are, it ends. */
void pgl_source_tokens_init(struct pgl_source_tokens *tokens, const char *text, size_t length);
void pgl_source_tokens_release(struct pgl_source_tokens *tokens);

/* The byte at LINE and COLUMN, from 1; SIZE_MAX: there is none. */
size_t pgl_token_offset(const struct pgl_source_tokens *tokens, uint32_t line, uint32_t column);
/* The line, from 1, that the byte OFFSET is in. */
uint32_t pgl_token_line(const struct pgl_source_tokens *tokens, size_t offset);

/* Is token I there, and the sign C? And the word WORD? */
bool pgl_token_is_sign(const struct pgl_source_tokens *tokens, size_t i, char c);
bool pgl_token_is_word(const struct pgl_source_tokens *tokens, size_t i, const char *word);
/* Token I's is "(", "[" or "<": the number of the one behind its partner; tokens->n if there is none. */
size_t pgl_token_behind(const struct pgl_source_tokens *tokens, size_t i);

#endif
