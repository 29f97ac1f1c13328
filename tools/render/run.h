/* Shows what a walk found: `pgolens run`.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_RUN_H
#define PGL_RENDER_RUN_H

#include <stdio.h>

#include "experiment/service/savings.h"
#include "base/colour.h"
#include "experiment/run/run.h"

struct pgl_run_view {
	const struct pgl_whole_run *walk;
	/* Files that were written, or NULL. */
	const char *report, *attribution;
	const char *explanation;	   /* JSON of `pgolens explain`, or NULL */
	const struct pgl_savings *savings; /* NULL: not asked for */
};

/* The summary, which what `pgolens explain` says follows. */
void pgl_run_text(const struct pgl_run_view *view, const struct pgl_style *style, FILE *out);
/* All of it (docs/schema/run.schema.json). */
void pgl_run_json(const struct pgl_run_view *view, FILE *out);

#endif
