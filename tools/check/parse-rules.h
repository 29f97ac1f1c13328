/* From a text to rules. The grammar is in rules.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PARSE_RULES_H
#define PGL_PARSE_RULES_H

#include "check/rules.h"

/* Adds the rules in the file at PATH, which must outlive RULES; there must be one. 0, or -1 with ERROR
   set: it says the file, the line and the column. */
int pgl_rules_read(struct pgl_rules *rules, const char *path, struct pgl_error *error);
/* The same of LENGTH bytes of TEXT, that PATH stands for; no rule in it is fine. */
int pgl_rules_parse(struct pgl_rules *rules, const char *path, const char *text, size_t length,
		    struct pgl_error *error);

#endif
