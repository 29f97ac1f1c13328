/* The words of a line of rules: blanks and comments, texts, numbers. For parse-rules.c alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RULE_WORDS_H
#define PGL_RULE_WORDS_H

#include "check/rule-kinds.h"

struct pgl_rule_line {
	struct pgl_rules *rules; /* keeps the texts */
	const char *path;
	size_t line;
	const char *start, *at, *end; /* of the line; AT: what is not looked at yet */
	struct pgl_error *error;
};

/* Sets the line's error: where AT is, and what is wrong. Always -1. */
__attribute__((format(printf, 3, 4))) int pgl_rule_wrong(const struct pgl_rule_line *line,
							 const char *at, const char *format, ...);

bool pgl_rule_is_blank(char c);
/* Goes on to the next word; to the end, if a comment begins there. */
void pgl_rule_skip_blanks(struct pgl_rule_line *line);
/* TEXT, to be freed with the rules. */
const char *pgl_rule_keep(struct pgl_rule_line *line, char *text);
/* The text from here to a blank, or in quotes; NULL: it is wrong. */
const char *pgl_rule_text(struct pgl_rule_line *line);
/* The number from here, with its unit, which may stand behind a blank, made one of bytes or of what MEASURE
   counts. *RET_PERCENT: where the "%" stands, or NULL. 0, or -1: it is wrong. */
int pgl_rule_number(struct pgl_rule_line *line, enum pgl_measure measure, double *ret,
		    const char **ret_percent);

#endif
