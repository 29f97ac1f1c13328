/* What `pgolens report` is asked, for other commands that end with it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CMD_REPORT_H
#define PGL_CMD_REPORT_H

#include "commands/command.h"
#include "costs/join.h"

struct pgl_report_values {
	const char *attribution, *title, *path;
	const char *measured[PGL_SIDES];
	struct pgl_texts sources;
	bool no_sources, all;
	uint64_t limit;
};

/* Writes the page of the builds at PATHS, OLD's and NEW's. Trouble is reported. */
enum pgl_exit pgl_report_builds(const struct pgl_report_values *values, char *const *paths);

#endif
