/* Prints what `pgolens show` has selected; one renderer per format and view.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_SHOW_H
#define PGL_RENDER_SHOW_H

#include <stdio.h>

#include "records/code-bytes.h"
#include "records/query.h"
#include "base/colour.h"

struct pgl_show {
	const struct pgl_build *build;
	const struct pgl_code_bytes *bytes;
	struct pgl_selection sites, functions, events, branches; /* in the order to print */
};

typedef void pgl_show_renderer(const struct pgl_show *show, const struct pgl_style *style,
			       FILE *out);

/* Text: the sites as a table, as the inline forest, the functions, events or branches as a
   table. */
pgl_show_renderer pgl_show_sites, pgl_show_tree, pgl_show_functions, pgl_show_events,
	pgl_show_branches;
/* Everything, whatever the view. */
pgl_show_renderer pgl_show_json;

#endif
