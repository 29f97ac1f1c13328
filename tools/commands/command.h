/* A command of pgolens, and what all commands share.

   To add a command `x`:
     1. Write tools/commands/x.c: a struct of values, a table of switches, a pgl_usage, and a function
	that runs it. All are static but `const struct pgl_command pgl_command_x`.
     2. Declare that below, and add it to commands[] in main.c.
     3. Write docs/man/pgolens-x.1, with the same options, exit statuses and examples as --help
	(tests/cli/check-man compares them).
     4. Write tests/cli/x.t.
   A command is thin: it loads, calls the library, renders, and returns the exit status. Main parses its
   options and prints its help.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COMMAND_H
#define PGL_COMMAND_H

#include <stddef.h>

#include "record/json-read-attribution.h"
#include "records/load.h"
#include "base/colour.h"
#include "base/output.h"
#include "base/parse-options.h"
#include "compare/compare.h"

/* The Makefile's VERSION. */
#ifndef PGOLENS_VERSION
#define PGOLENS_VERSION "unknown"
#endif

/* Exit status, as diff(1). */
enum pgl_exit {
	PGL_EXIT_FINE = 0,
	PGL_EXIT_DIFFERENT = 1, /* diff: there are changes; check: a rule is broken */
	PGL_EXIT_TROUBLE = 2
};

struct pgl_command {
	const struct pgl_usage *usage;
	size_t values_size; /* of the struct the switches fill */
	/* Runs with VALUES filled; reports errors by pgl_report(). */
	enum pgl_exit (*run)(const void *values, char *const *operands, size_t n_operands);
};

extern const struct pgl_command pgl_command_show;
extern const struct pgl_command pgl_command_diff;
extern const struct pgl_command pgl_command_explain;
extern const struct pgl_command pgl_command_stat;
extern const struct pgl_command pgl_command_advise;
extern const struct pgl_command pgl_command_attribute;
extern const struct pgl_command pgl_command_bisect;
extern const struct pgl_command pgl_command_check;
extern const struct pgl_command pgl_command_export;
extern const struct pgl_command pgl_command_profile;
extern const struct pgl_command pgl_command_report;
extern const struct pgl_command pgl_command_run;
extern const struct pgl_command pgl_command_service;
extern const struct pgl_command pgl_command_size;
extern const struct pgl_command pgl_command_why;
extern const struct pgl_command pgl_command_cc;

/* Runs the compiler that ARGV[0] is named like, for a pgolens started under a compiler's name. Returns only
   if it cannot be run. */
enum pgl_exit pgl_command_cc_as(int argc, char **argv);

/* Describes RECORD. */
#define PGL_RECORD_OPERAND                                                                         \
	"RECORD is a record file, an object, archive, library or program with embedded\n"          \
	"records, a directory of these, or - for standard input. "

/* The exit statuses of commands that compare nothing. */
#define PGL_EXIT_STATUS_PLAIN "0  fine\n2  trouble: wrong usage, a record that can't be read"

/* --format, -o, --color: the same in every command. */
struct pgl_output_values {
	int format; /* enum pgl_format */
	const char *path;
	int colour; /* enum pgl_colour_when */
};

enum pgl_format { PGL_FORMAT_TEXT, PGL_FORMAT_JSON };
extern const char *const pgl_format_words[];

/* Their rows for the switches of struct TYPE, which holds them as MEMBER. */
#define PGL_OUTPUT_SWITCHES(type, member)                                                          \
	PGL_FORMAT_SWITCHES(type, member, pgl_format_words, "text (default) or json")
/* The same for a command with other formats: WORDS, described by HELP. */
#define PGL_FORMAT_SWITCHES(type, member, words, help)                                             \
	PGL_CHOICE(type, member.format, 0, "format", "FORMAT", words, help),                       \
		PGL_TEXT(type, member.path, 'o', "output", "FILE",                                 \
			 "write to FILE; - is standard output"),                                   \
		PGL_CHOICE(type, member.colour, 0, "color", "WHEN", pgl_colour_when_words,         \
			   "auto (default), always or never")

/* OLD and NEW, compared. */
struct pgl_builds {
	struct pgl_build builds[PGL_SIDES];
	struct pgl_compared compared;
};

/* Functions that can fail report the error and return -1. */

/* Loads a build, showing progress. */
int pgl_command_load(struct pgl_build *build, char *const *paths, size_t n_paths);
/* Loads the builds at PATHS, OLD's and NEW's, and compares them. PAIR must not move until it is released. */
int pgl_command_pair(struct pgl_builds *pair, char *const *paths);
void pgl_command_pair_release(struct pgl_builds *pair);
/* Reads the attribution that `pgolens attribute --format=json` wrote to PATH. */
int pgl_command_attribution(struct pgl_attributed *attributed, const char *path);
/* Notes what is unknown about BUILD because the record of a link, or of a compile, is missing. */
void pgl_command_note_lacks(const struct pgl_build *build);

/* How many rows to show: 0 is all of them. USUAL: without --all and --limit, in text. */
uint64_t pgl_command_limit(const struct pgl_output_values *values, bool all, uint64_t limit,
			   uint64_t usual);

/* Opens the output that VALUES name, and sets its style. Returns 0, or -1, reported. */
int pgl_command_open(const struct pgl_output_values *values, struct pgl_output *output);
/* Closes it. Returns STATUS, or PGL_EXIT_TROUBLE, reported, if not everything could be written. */
enum pgl_exit pgl_command_close(struct pgl_output *output, enum pgl_exit status);

/* Reports wrong use of command NAME (NULL: of pgolens) and where its help is. Always PGL_EXIT_TROUBLE. */
__attribute__((format(printf, 2, 3))) enum pgl_exit pgl_command_misused(const char *name,
									const char *format, ...);
/* The same for a command that compares two builds and got N operands. */
enum pgl_exit pgl_command_needs_pair(const char *name, size_t n);

#endif
