/* Finds the definition of a function in its source, so that attributes can be put before it.

   The place is the one that the compiler gives for the function: that of its name. From there the
   beginning of the declaration is found backwards, past its type and specifiers, and that it is a
   definition forwards, up to its body. What does not look like that is refused with a reason: a name that a
   macro makes up, a directive in the middle of it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_DECLARATOR_H
#define PGL_ADVISE_DECLARATOR_H

#include <stdint.h>

#include "experiment/advise/tokens.h"

struct pgl_declarator {
	size_t start; /* where attributes go: before all specifiers, behind template<...> and extern "C" */
	bool is_static, is_extern;
	bool has_inline; /* the word stands there, and this is where */
	size_t inline_start, inline_end;
	bool has_macro; /* a word beside the type may be a macro, and hide specifiers */
};

/* Finds the function NAME, as the compiler prints it, at LINE and COLUMN, both from 1 and in bytes. NULL, and *RET
   is filled; or why it can't be done, for people. */
const char *pgl_declarator_find(const struct pgl_source_tokens *tokens, uint32_t line,
				uint32_t column, const char *name, bool is_cxx,
				struct pgl_declarator *ret);

#endif
