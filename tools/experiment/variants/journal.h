/* A log of the commands that an experiment ran: a file of JSON Lines, and on request lines on standard error.

   Each command has one line when it begins and one when it ends; a command that was killed with the run lacks the second.
   The jobs write the lines themselves, each with one write().

	{"time": "2026-11-28T18:15:52Z", "event": "end", "step": "build", "variant": "OLD",
	 "command": "make", "with": null, "folder": "...", "output": "...", "status": 0, "signal": null,
	 "seconds": 1.25}

   An unwritable journal is not an error of the command: the file then lacks lines. JOURNAL may be NULL everywhere.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_JOURNAL_H
#define PGL_VARIANTS_JOURNAL_H

#include <stdbool.h>

#include "experiment/variants/pool.h"

struct pgl_journal {
	const char *path; /* borrowed; NULL: no file */
	bool is_verbose;  /* print each command on standard error, too */
};

/* A command, and what it is for. */
struct pgl_journal_entry {
	const char *step;    /* "build" */
	const char *variant; /* "OLD" */
	const char *command;
	const char *const *prefix; /* words before the command, ended by NULL; or NULL */
	const char *folder;	   /* the tree it runs in */
	const char *output;	   /* the file that gets what it prints */
};

/* Log that the command of ENTRY begins, and that it ended with RESULT. */
void pgl_journal_begin(const struct pgl_journal *journal, const struct pgl_journal_entry *entry);
void pgl_journal_end(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		     const struct pgl_shell_result *result);
/* Like pgl_shell_run() of ENTRY, with both lines. */
int pgl_journal_run(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		    struct pgl_shell_result *ret, struct pgl_error *error);

#endif
