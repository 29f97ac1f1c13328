/* The tokens of a C or C++ source before preprocessing, without comments and line splices; a preprocessor directive is one
   token. Enough to find declarations and statements.

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
	size_t *lines; /* the offset of each line */
	size_t n_lines, lines_room;
};

/* Splits the LENGTH bytes of TEXT, which must outlive TOKENS, into tokens. Ends for any bytes. */
void pgl_source_tokens_init(struct pgl_source_tokens *tokens, const char *text, size_t length);
void pgl_source_tokens_release(struct pgl_source_tokens *tokens);

/* The offset of LINE and COLUMN (in bytes), from 1; SIZE_MAX: there is no such byte. */
size_t pgl_token_offset(const struct pgl_source_tokens *tokens, uint32_t line, uint32_t column);
/* The line, from 1, of the byte OFFSET. */
uint32_t pgl_token_line(const struct pgl_source_tokens *tokens, size_t offset);

/* Is there a token I that is the sign C, or the word WORD? */
bool pgl_token_is_sign(const struct pgl_source_tokens *tokens, size_t i, char c);
bool pgl_token_is_word(const struct pgl_source_tokens *tokens, size_t i, const char *word);
/* The token after the bracket that token I, one of ( [ <, opens; tokens->n: nothing closes it. */
size_t pgl_token_behind(const struct pgl_source_tokens *tokens, size_t i);

#endif
