/* A command line from one table per command: what it accepts, what its --help says, and where the
   values go are the same rows.

	struct show_values { uint64_t limit; bool tree; };
	static const struct pgl_switch switches[] = {
		PGL_NUMBER(struct show_values, limit, 'n', "limit", "N", "show N sites at most"),
		PGL_FLAG(struct show_values, tree, 0, "tree", "show the inline forest"),
		PGL_SWITCH_END
	};

   Knows --opt=value, --opt value, -o value, -ovalue, flags bundled (-ab), options after operands,
   and "--", which ends them. -h, --help and --version are understood everywhere.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PARSE_OPTIONS_H
#define PGL_PARSE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "record/record.h"

enum pgl_switch_kind {
	PGL_SWITCH_FLAG,   /* bool */
	PGL_SWITCH_TEXT,   /* const char *, NULL if not given; the last one counts */
	PGL_SWITCH_LIST,   /* struct pgl_texts: may be given again and again */
	PGL_SWITCH_PAIR,   /* const char *[2]: two words; both NULL if not given */
	PGL_SWITCH_NUMBER, /* uint64_t */
	PGL_SWITCH_CHOICE, /* int: the index of the word in WORDS; 0 if not given */
	PGL_SWITCH_HEADING /* no option: a heading in --help */
};

/* What a list option was given, in order. */
struct pgl_texts {
	const char **item; /* the texts are argv's */
	size_t n, room;
};

struct pgl_switch {
	enum pgl_switch_kind kind;
	size_t offset; /* of the value, in the command's struct of values */
	char letter;   /* or 0 */
	const char *name;
	const char *argument; /* what --help calls the value, or NULL */
	const char *help;     /* may have lines; a heading's text */
	const char *const *words;
	bool end;
};

#define PGL_FLAG(type, member, letter, name, help)                                                 \
	{                                                                                          \
		PGL_SWITCH_FLAG, offsetof(type, member), letter, name, NULL, help, NULL, false     \
	}
#define PGL_TEXT(type, member, letter, name, argument, help)                                       \
	{                                                                                          \
		PGL_SWITCH_TEXT, offsetof(type, member), letter, name, argument, help, NULL, false \
	}
#define PGL_LIST(type, member, letter, name, argument, help)                                       \
	{                                                                                          \
		PGL_SWITCH_LIST, offsetof(type, member), letter, name, argument, help, NULL, false \
	}
#define PGL_PAIR(type, member, letter, name, argument, help)                                       \
	{                                                                                          \
		PGL_SWITCH_PAIR, offsetof(type, member), letter, name, argument, help, NULL, false \
	}
#define PGL_NUMBER(type, member, letter, name, argument, help)                                     \
	{                                                                                          \
		PGL_SWITCH_NUMBER, offsetof(type, member), letter, name, argument, help, NULL,     \
			false                                                                      \
	}
#define PGL_CHOICE(type, member, letter, name, argument, words, help)                              \
	{                                                                                          \
		PGL_SWITCH_CHOICE, offsetof(type, member), letter, name, argument, help, words,    \
			false                                                                      \
	}
#define PGL_HEADING(text)                                                                          \
	{                                                                                          \
		PGL_SWITCH_HEADING, 0, 0, NULL, NULL, text, NULL, false                            \
	}
#define PGL_SWITCH_END                                                                             \
	{                                                                                          \
		PGL_SWITCH_HEADING, 0, 0, NULL, NULL, NULL, NULL, true                             \
	}

/* All that is to be said of a command. Texts have no newline at their end. */
struct pgl_usage {
	const char *name;     /* "show" */
	const char *synopsis; /* "[OPTION]... RECORD..." */
	const char *summary;  /* one line; what a list of commands says */
	const char *details;  /* a few lines more, or NULL */
	const struct pgl_switch *switches;
	bool is_wrapper;	 /* the first operand ends the options: what follows is its own */
	const char *exit_status; /* lines */
	const char *examples;	 /* lines: commands */
};

enum pgl_parsed {
	PGL_PARSED,	    /* go on */
	PGL_PARSED_HELP,    /* --help was asked for */
	PGL_PARSED_VERSION, /* --version was asked for */
	PGL_PARSED_WRONG    /* ERROR is set */
};

/* Parses ARGV, of ARGC words, none of them the command's own name. Values go into VALUES, the
   command's struct, zeroed by the caller; the operands are moved to the front of ARGV and counted
   in *RET_N. Values are borrowed from ARGV; pgl_parse_release() frees the lists. */
enum pgl_parsed pgl_parse(const struct pgl_usage *usage, int argc, char **argv, void *values,
			  size_t *ret_n, struct pgl_error *error);
void pgl_parse_release(const struct pgl_usage *usage, void *values);

/* Adds what --help prints. */
void pgl_usage_help(const struct pgl_usage *usage, struct pgl_strbuf *text);

#endif
