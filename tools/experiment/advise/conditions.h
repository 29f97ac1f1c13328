/* The conditions of a C or C++ source before preprocessing: those of `if` and loops, and the statements they guard.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_CONDITIONS_H
#define PGL_ADVISE_CONDITIONS_H

#include <stdint.h>

#include "experiment/advise/tokens.h"

/* Bytes of the text, from START up to END. */
struct pgl_source_range {
	size_t start, end;
};

/* The condition of `if`, `while`, `do ... while` or `for`. */
struct pgl_condition {
	struct pgl_source_range head; /* from the keyword (of `do`: its `while`) to the ")" */
	struct pgl_source_range condition;
	struct pgl_source_range then;	   /* the statement that runs if it holds */
	struct pgl_source_range otherwise; /* the statement after `else`; empty: there is none */
	const char *why;		   /* it cannot be put in parentheses; or NULL */
};

struct pgl_source_conditions {
	struct pgl_condition *item; /* in the order of their heads */
	size_t n, room;
};

/* Finds the conditions of TOKENS, without statements whose braces or semicolons are hidden in macros. Ends for any tokens. */
void pgl_source_conditions_init(struct pgl_source_conditions *conditions,
				const struct pgl_source_tokens *tokens);
void pgl_source_conditions_release(struct pgl_source_conditions *conditions);

/* The innermost condition whose head holds OFFSET; or NULL. */
const struct pgl_condition *pgl_source_condition_at(const struct pgl_source_conditions *conditions,
						    size_t offset);

#endif
