/* A command of pgolens, and what all commands share.

   To add a command `x`:
     1. tools/commands/x.c: a struct of values, its table of switches, its pgl_usage, and a function
	that runs it; all static but one `const struct pgl_command pgl_command_x`.
     2. Declare that here, below, and put it into commands[] in pgolens.c.
     3. docs/man/pgolens-x.1, which says what --help says (tests/cli/check-man).
     4. tests/cli/x.t.
   A command is thin: it loads, calls the library, renders, and says how it went. Main has parsed
   its options, prints its help, and closes standard output behind it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COMMAND_H
#define PGL_COMMAND_H

#include <stddef.h>

#include "record/json-read-attribution.h"
#include "records/load.h"
#include "base/colour.h"
#include "base/output.h"
#include "base/parse-options.h"

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
	/* Runs with VALUES filled and the operands given; reports what goes wrong by pgl_report().
	 */
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

/* What main does instead of all else when the program was started as a compiler: ARGV[0] is called
   like one. Returns only if that cannot be run. */
enum pgl_exit pgl_command_cc_as(int argc, char **argv);

/* What is said of RECORD. */
#define PGL_RECORD_OPERAND                                                                         \
	"RECORD is a record file, an object, archive, library or program that has records\n"       \
	"embedded, a directory of such, or - for standard input. "

/* What is said of the exit status by commands that compare nothing. */
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
	PGL_CHOICE(type, member.format, 0, "format", "FORMAT", pgl_format_words,                   \
		   "text (default) or json"),                                                      \
		PGL_TEXT(type, member.path, 'o', "output", "FILE",                                 \
			 "write to FILE; - is standard output"),                                   \
		PGL_CHOICE(type, member.colour, 0, "color", "WHEN", pgl_colour_when_words,         \
			   "auto (default), always or never")

/* Loads a build and shows how far it is. 0, or -1 and the trouble is reported. */
int pgl_command_load(struct pgl_build *build, char *const *paths, size_t n_paths);
/* Reads what `pgolens attribute --format=json` wrote to PATH. 0, or -1 and the trouble is reported. */
int pgl_command_attribution(struct pgl_attributed *attributed, const char *path);
/* Tells what is not known of BUILD for want of the record of a link, or of a compile. */
void pgl_command_note_lacks(const struct pgl_build *build);

/* Opens the output that VALUES ask for. 0, or -1 and the trouble is reported. */
int pgl_command_open(const struct pgl_output_values *values, struct pgl_output *output);
/* Closes it: STATUS, or PGL_EXIT_TROUBLE, reported, if what was written did not arrive. */
enum pgl_exit pgl_command_close(struct pgl_output *output, enum pgl_exit status);

/* Reports what is wrong with the way command NAME was called and where its help is. Always
   PGL_EXIT_TROUBLE. */
__attribute__((format(printf, 2, 3))) enum pgl_exit pgl_command_misused(const char *name,
									const char *format, ...);

#endif
