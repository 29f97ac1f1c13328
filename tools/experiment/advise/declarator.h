/* Finds the definition of a function in its source, so that attributes can be put before it.

   The compiler gives the location of the function's name. The search goes back from there past its type and specifiers to the
   beginning of the declaration, and forward to its body. Anything that looks different is refused with a reason, such as a
   name made by a macro, or a directive within the declaration.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_DECLARATOR_H
#define PGL_ADVISE_DECLARATOR_H

#include <stdint.h>

#include "experiment/advise/tokens.h"

struct pgl_declarator {
	size_t start; /* where attributes go: before all specifiers, after template<...> and extern "C" */
	bool is_static, is_extern;
	bool has_inline; /* the word is there, at this place */
	size_t inline_start, inline_end;
	bool has_macro; /* a word beside the type may be a macro that hides specifiers */
};

/* Finds the definition of the function NAME, as the compiler prints it, at LINE and COLUMN (in bytes), both from 1. NULL: *RET
   is set; else the reason why it cannot, a static text for people. */
const char *pgl_declarator_find(const struct pgl_source_tokens *tokens, uint32_t line,
				uint32_t column, const char *name, bool is_cxx,
				struct pgl_declarator *ret);

#endif
