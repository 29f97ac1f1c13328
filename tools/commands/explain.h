/* What `pgolens explain` is asked, for other commands that end with it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CMD_EXPLAIN_H
#define PGL_CMD_EXPLAIN_H

#include <stdio.h>

#include "commands/command.h"
#include "costs/join.h"

struct pgl_explain_values {
	const char *attribution;
	const char *measured[PGL_SIDES];
	uint64_t limit;
	bool all;
	struct pgl_output_values output;
	bool is_of_run; /* what was measured is said above */
	/* For other commands: a stream to write to in place of OUTPUT's file, and the one whose style it has;
	 * or NULL. */
	FILE *stream, *style_of;
};

/* Explains the builds at PATHS, OLD's and NEW's. Trouble is reported. */
enum pgl_exit pgl_explain_builds(const struct pgl_explain_values *values, char *const *paths);

#endif
