/* Sets of options that stand in a record under one name, since the optimization options in force are
   nearly always the same hundred: a dictionary, and no claim about any compiler.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OPTION_SETS_H
#define PGL_OPTION_SETS_H

#include <stddef.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* NAME stands for the options in TEXT: "name" or "name=value", separated by spaces. */
struct pgl_option_set {
	const char *name, *text;
};

/* Ended by a NULL name. */
extern const struct pgl_option_set pgl_option_sets[];

/* One option of such a text; neither string ends with a NUL. */
struct pgl_option_token {
	const char *name, *value;
	size_t name_length, value_length;
};

/* Takes the next option off *TEXT. Returns its length, 0 at the end. */
size_t pgl_option_token(const char **text, struct pgl_option_token *ret);

/* Sets the options that TEXT holds among OPTIONS of RECORD, which are sorted by name: a later one
   wins, the value "-" takes one out. 0, or -1: an unknown set, or more options than any compiler
   has. */
int pgl_options_parse(struct pgl_record *record, struct pgl_options *options, const char *text);
/* The text that says OPTIONS, in any order, to be freed; NULL: out of memory. */
char *pgl_options_text(const struct pgl_options *options);

#ifdef __cplusplus
}
#endif

#endif
