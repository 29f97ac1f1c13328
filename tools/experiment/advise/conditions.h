/* The conditions of a C or C++ source, as it is written: what an `if` or a loop asks, and which statement runs
   if it holds.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_CONDITIONS_H
#define PGL_ADVISE_CONDITIONS_H

#include <stdint.h>

#include "experiment/advise/tokens.h"

/* Bytes of the text, from START up to END. */
struct pgl_source_range {
	size_t start, end;
};

/* What `if`, `while`, `do ... while` or `for` asks. */
struct pgl_condition {
	struct pgl_source_range head; /* from the keyword, of `do` from its `while`, to the ")" */
	struct pgl_source_range condition;
	struct pgl_source_range then;	   /* what runs if it holds */
	struct pgl_source_range otherwise; /* behind `else`; empty: there is none */
	const char *why;		   /* the condition can't be put in parentheses; or NULL */
};

struct pgl_source_conditions {
	struct pgl_condition *item; /* in the order of their heads */
	size_t n, room;
};

/* Finds the conditions of TOKENS. Statements that can't be told apart, since macros make
   up their braces or semicolons, are left out. Whatever the tokens are, it ends. */
void pgl_source_conditions_init(struct pgl_source_conditions *conditions,
				const struct pgl_source_tokens *tokens);
void pgl_source_conditions_release(struct pgl_source_conditions *conditions);

/* The innermost condition in whose head OFFSET lies; or NULL. */
const struct pgl_condition *pgl_source_condition_at(const struct pgl_source_conditions *conditions,
						    size_t offset);

#endif
