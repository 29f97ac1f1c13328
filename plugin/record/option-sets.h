/* Names for sets of options in a record: the optimization options in force are nearly always the
   same hundred. A set is only an abbreviation and does not claim what any compiler enables.

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

/* One option of such a text; neither string is NUL-terminated. */
struct pgl_option_token {
	const char *name, *value;
	size_t name_length, value_length;
};

/* Reads the next option and advances *TEXT past it. Returns its length, 0 at the end. */
size_t pgl_option_token(const char **text, struct pgl_option_token *ret);

/* Applies the options of TEXT to OPTIONS of RECORD, which are sorted by name: a later value wins,
   the value "-" removes an option. Returns 0, or -1: an unknown set, or more options than any
   compiler has. */
int pgl_options_parse(struct pgl_record *record, struct pgl_options *options, const char *text);
/* Returns the text of OPTIONS, which may be in any order; the caller frees it. NULL: out of
   memory. */
char *pgl_options_text(const struct pgl_options *options);

#ifdef __cplusplus
}
#endif

#endif
