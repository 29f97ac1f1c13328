/* `pgolens report`: two builds' comparison as one page of HTML that needs nothing else.

   The page is what tools/render/report/page/ holds, with D3 in it, and one block of JSON (docs/report.md describes it)
   that its script draws. All text of a program or a record is in that block, made harmless by
   util/script-json.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_REPORT_H
#define PGL_RENDER_REPORT_H

#include "compare/call-list.h"
#include "costs/join.h"
#include "render/diff-text.h"
#include "records/source-text.h"

/* What to put into a report; all borrowed. */
struct pgl_report_view {
	struct pgl_diff_view diff;
	const struct pgl_call_list *calls;
	const char *title;			  /* of the page, or NULL */
	const struct pgl_measured_join *measured; /* or NULL */
	const char *attribution; /* JSON of `pgolens attribute`, checked; or NULL */
	const struct pgl_source_folder *folders;
	size_t n_folders;
	bool no_sources;
};

/* Can this program write reports? Not if it was built where there was no D3. */
bool pgl_report_is_built_in(void);

/* Writes the page to OUT; a write error stays in OUT's own flag. */
void pgl_report_html(const struct pgl_report_view *view, FILE *out);

#endif
