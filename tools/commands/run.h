/* What the files of `pgolens run` share.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CMD_RUN_H
#define PGL_CMD_RUN_H

#include "commands/experiment-options.h"
#include "commands/command.h"
#include "experiment/service/savings.h"
#include "experiment/run/run.h"

struct pgl_run_values {
	struct pgl_walk_settings settings;
	bool again, verbose;
	struct pgl_output_values output;
};

/* One run: the walk, and what is written of it. */
struct pgl_run {
	struct pgl_walk walk;
	const char *folder;	    /* of the results, as it was given */
	char *skips[4];		    /* what is no source, for the experiment */
	char *records[PGL_SIDES];   /* the folders */
	char *report, *attribution; /* files that were written; NULL: none */
	bool has_savings;
	struct pgl_savings savings;
};

/* Takes the settings over into what the walk is to do. 0, or -1 with ERROR set. */
int pgl_run_choose(struct pgl_walk *walk, struct pgl_build_values *build,
		   struct pgl_error *error);
/* Makes the folder of the results; FILE and OUTPUT (NULL: none) are no sources. */
int pgl_run_prepare(struct pgl_run *run, const char *file, const char *output,
		    struct pgl_error *error);
/* Splits the gain, if that is asked for, and writes the report. 0, or -1 and the trouble is reported. */
int pgl_run_write_results(struct pgl_run *run);
void pgl_run_release(struct pgl_run *run);

#endif
