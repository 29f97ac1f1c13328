/* The rules that `pgolens check` reads, one on each line.

	rules   = { [ rule ] [ comment ] newline }
	rule    = NAME { filter | flag } [ limit ]	(in any order after NAME)
	filter  = KEY "=" text
	text    = word without blank and '"', or '"' { any | '\"' | '\\' } '"'
	flag    = "hot" | "if-known" | "warn"
	limit   = ( "<=" | ">=" ) [ "+" ] NUMBER [ UNIT ]
	comment = "#" { any }				(at the start of a word)

   Its row in rule-kinds.c says which filters and which limit a rule takes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RULES_H
#define PGL_RULES_H

#include "records/query.h"

struct pgl_rule_kind;

/* The words of a rule; the bit of X is 1u << PGL_RULE_KEY_X. */
enum pgl_rule_key {
	PGL_RULE_KEY_CALLER,   /* globs; several */
	PGL_RULE_KEY_CALLEE,   /* of one key */
	PGL_RULE_KEY_FUNCTION, /* are joined */
	PGL_RULE_KEY_FILE,     /* by "or" */
	PGL_RULE_KEY_REASON,
	PGL_RULE_KEY_EXCEPT,
	PGL_RULE_KEY_EXECUTED, /* a number */
	PGL_RULE_KEY_NAME,     /* a text */
	PGL_RULE_KEY_HOT,      /* flags */
	PGL_RULE_KEY_IF_KNOWN,
	PGL_RULE_KEY_WARN,
	PGL_RULE_KEY_N
};

/* The word for KEY in a rule: "caller", ... Static. */
const char *pgl_rule_key_word(enum pgl_rule_key key);

struct pgl_rule {
	const struct pgl_rule_kind *kind;
	const char *path;    /* of the file, or "--rule"; borrowed */
	size_t line, column; /* from 1, in characters */
	const char *text;    /* as written, without the comment */
	const char *name;    /* name=, or NULL */
	/* Its FUNCTIONS are those of caller= and function=. */
	struct pgl_query query;
	struct pgl_texts except;
	uint64_t executed; /* only calls executed at least this often; 0: all */
	bool if_known;	   /* missing data does not make the check fail */
	bool is_warning;   /* reported when broken, but does not make the check fail */
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

/* Adds the rules in the file at PATH, which must outlive RULES. 0; or -1 with ERROR set to file, line, column
   and cause: a rule is wrong, or there is none. Release RULES in any case. */
int pgl_rules_read(struct pgl_rules *rules, const char *path, struct pgl_error *error);
/* Like pgl_rules_read(), for LENGTH bytes of TEXT, which messages call PATH; TEXT may hold no rule. */
int pgl_rules_parse(struct pgl_rules *rules, const char *path, const char *text, size_t length,
		    struct pgl_error *error);

void pgl_rules_release(struct pgl_rules *rules);

#endif
