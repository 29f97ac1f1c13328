/* The kinds of rules there are: a table, a row each (rule-kinds.c). To add one, add its row, and the
   function that looks whether it holds; docs/checking.md has a row for each, too, which a test sees to.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RULE_KINDS_H
#define PGL_RULE_KINDS_H

#include "check/check.h"

/* The limit that a rule wants. */
enum pgl_limit_kind {
	PGL_LIMIT_NONE,
	PGL_LIMIT_LEVEL,   /* <= N */
	PGL_LIMIT_GROWTH,  /* <= N or <= N %, of OLD's */
	PGL_LIMIT_AT_LEAST /* >= N % */
};

/* What its numbers count: which units they may be written with, and how they are printed. */
enum pgl_measure { PGL_MEASURE_COUNT, PGL_MEASURE_SIZE, PGL_MEASURE_BYTES, PGL_MEASURE_SHARE };

struct pgl_rule_kind {
	const char *name;
	const char *about; /* what must be so; a line */
	unsigned keys;	   /* bits: what it takes besides name, if-known and warn */
	enum pgl_limit_kind limit;
	enum pgl_measure measure;
	const char *what; /* the number that it compares: "frame" */
	pgl_rule_checker *check;
	pgl_body_number *number; /* what a rule on functions compares; else NULL */
};

/* The row with NAME, or NULL. The N-th row, or NULL: there are no more. */
const struct pgl_rule_kind *pgl_rule_kind(const char *name);
const struct pgl_rule_kind *pgl_rule_kind_at(size_t n);

/* Is VALUE of OLD and NEW within RULE's limit? Both are known where the rule compares both. */
bool pgl_check_is_within(const struct pgl_rule *rule, double old, double new);

/* Adds how a rule of KIND is written: "frame-growth [function=GLOB]... [file=GLOB]... <= LIMIT". */
void pgl_add_rule_form(struct pgl_strbuf *text, const struct pgl_rule_kind *kind);

#endif
