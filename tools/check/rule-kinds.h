/* The kinds of rules: a table with a row each (rule-kinds.c). To add one, add its row, the function that checks
   it, and a row in docs/reference/rules.md; a test compares the two.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RULE_KINDS_H
#define PGL_RULE_KINDS_H

#include "check/check.h"

/* The limit that a rule takes. */
enum pgl_limit_kind {
	PGL_LIMIT_NONE,
	PGL_LIMIT_LEVEL,   /* <= N */
	PGL_LIMIT_GROWTH,  /* <= N or <= N %, relative to OLD */
	PGL_LIMIT_AT_LEAST /* >= N % */
};

/* What its numbers count: decides which units they may have, and how they are printed. */
enum pgl_rule_unit {
	PGL_RULE_UNIT_COUNT,
	PGL_RULE_UNIT_SIZE,
	PGL_RULE_UNIT_BYTES,
	PGL_RULE_UNIT_SHARE
};

struct pgl_rule_kind {
	const char *name;
	const char *about; /* what must hold, in one line */
	unsigned keys;	   /* bits: what it takes besides name, if-known and warn */
	enum pgl_limit_kind limit;
	enum pgl_rule_unit unit;
	const char *what; /* the number that it compares ("frame"), or NULL */
	pgl_rule_checker *check;
	/* A rule on calls names calls of this build. On a rule about units, OLD means that it compares both builds. */
	enum pgl_side side;
	pgl_call_judge *judge;	  /* pgl_check_calls() */
	pgl_body_number *number;  /* pgl_check_functions() */
	pgl_profile_test *breaks; /* pgl_check_profiles() */
};

/* The row called NAME; the N-th row, from 0. NULL if there is none. */
const struct pgl_rule_kind *pgl_rule_kind(const char *name);
const struct pgl_rule_kind *pgl_rule_kind_at(size_t n);

/* True if NEW is within RULE's limit; OLD matters only for a growth. */
bool pgl_check_is_within(const struct pgl_rule *rule, double old, double new);

/* Adds the syntax of a rule of KIND: "frame-growth [function=GLOB]... [file=GLOB]... <= LIMIT". */
void pgl_add_rule_form(struct pgl_strbuf *text, const struct pgl_rule_kind *kind);

#endif
