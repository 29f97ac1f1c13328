/* What a build must keep: the rules that `pgolens check` reads, a line each.

	rules   = { [ rule ] [ comment ] newline }
	rule    = NAME { filter | flag } [ limit ]	(in any order behind NAME)
	filter  = KEY "=" text
	text    = what holds no blank and no '"', or '"' { any | '\"' | '\\' } '"'
	flag    = "hot" | "if-known" | "warn"
	limit   = ( "<=" | ">=" ) [ "+" ] NUMBER [ UNIT ]
	comment = "#" { any }				(at the start of a word)

   Which filters and which limit a rule takes is in its row of rule-kinds.c.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RULES_H
#define PGL_RULES_H

#include "records/query.h"

struct pgl_rule_kind;

/* What may stand in a rule; the bit of X is 1u << PGL_RULE_KEY_X. */
enum pgl_rule_key {
	PGL_RULE_KEY_CALLER,   /* globs; */
	PGL_RULE_KEY_CALLEE,   /* given again, */
	PGL_RULE_KEY_FUNCTION, /* each is */
	PGL_RULE_KEY_FILE,     /* an "or" */
	PGL_RULE_KEY_REASON,
	PGL_RULE_KEY_EXCEPT,
	PGL_RULE_KEY_EXECUTED, /* a number */
	PGL_RULE_KEY_NAME,     /* a text */
	PGL_RULE_KEY_HOT,      /* flags */
	PGL_RULE_KEY_IF_KNOWN,
	PGL_RULE_KEY_WARN,
	PGL_RULE_KEY_N
};

/* The word for KEY, in a rule. */
const char *pgl_rule_key_word(enum pgl_rule_key key);

struct pgl_rule {
	const struct pgl_rule_kind *kind;
	const char *path;    /* of the file, or what stands for it; borrowed */
	size_t line, column; /* from 1, in characters */
	const char *text;    /* as it stands there, without the comment */
	const char *name;    /* NULL: none was given */
	/* caller= and function= are its FUNCTIONS. */
	struct pgl_query query;
	struct pgl_texts except;
	uint64_t executed; /* only calls that run at least that often; 0: all */
	bool if_known;	   /* what is not known does not count */
	bool is_warning;   /* broken, it is told of, and does not count */
	double limit;
	bool limit_is_percent;
};

struct pgl_rules {
	struct pgl_rule *item;
	size_t n, room;
	/* Private. */
	char **texts; /* all that the rules borrow */
	size_t n_texts, texts_room;
};

/* Adds the rules in the file at PATH, which must outlive RULES; there must be one. 0, or -1 with ERROR
   set: it says the file, the line and the column. */
int pgl_rules_read(struct pgl_rules *rules, const char *path, struct pgl_error *error);
/* The same of LENGTH bytes of TEXT, that PATH stands for; no rule in it is fine. */
int pgl_rules_parse(struct pgl_rules *rules, const char *path, const char *text, size_t length,
		    struct pgl_error *error);

void pgl_rules_release(struct pgl_rules *rules);

#endif
