/* What an experiment ran, as it ran it: a file of JSON Lines, and words for who watches.

   Each command has a line when it begins and one when it has ended; of one that was killed with the run
   only the first is there. Lines are written by the jobs themselves, each in one piece.

	{"time": "2026-11-28T18:15:52Z", "event": "end", "step": "build", "variant": "OLD",
	 "command": "make", "with": null, "folder": "...", "output": "...", "status": 0, "signal": null,
	 "seconds": 1.25}

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_JOURNAL_H
#define PGL_VARIANTS_JOURNAL_H

#include <stdbool.h>

#include "experiment/variants/pool.h"

struct pgl_journal {
	const char *path;
	bool is_verbose; /* commands are printed on standard error, too */
};

/* A command to run, and what it is for. */
struct pgl_journal_entry {
	const char *step;    /* "build" */
	const char *variant; /* "OLD" */
	const char *command;
	const char *const *prefix; /* words put before it, ended by NULL; or NULL */
	const char *folder;	   /* whose contents it runs in */
	const char *output;	   /* the file that gets what it prints */
};

/* Notes that the command of ENTRY begins, and that it has ended with RESULT. JOURNAL may be NULL. */
void pgl_journal_begin(const struct pgl_journal *journal, const struct pgl_journal_entry *entry);
void pgl_journal_end(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		     const struct pgl_shell_result *result);
/* pgl_shell_run() of ENTRY, noted in JOURNAL, which may be NULL. Trouble with the journal itself is none of
   the command's: the file then lacks lines. */
int pgl_journal_run(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		    struct pgl_shell_result *ret);

#endif
