/* `pgolens report`: two builds' comparison as one page of HTML that needs nothing else.

   The page is tools/render/report/page/ with D3 in it and one block of JSON (docs/howto/report.md)
   that its script draws. All text of a program or a record is in that block, made harmless by
   util/script-json.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_REPORT_H
#define PGL_RENDER_REPORT_H

#include "compare/call-list.h"
#include "costs/join.h"
#include "base/intern.h"
#include "render/diff-text.h"
#include "export/columns.h"
#include "records/source-text.h"

/* What to put into a report; all borrowed. */
struct pgl_report_view {
	struct pgl_diff_view diff;
	const struct pgl_call_list *calls;
	const char *title;		      /* of the page, or NULL */
	const struct pgl_cost_join *measured; /* or NULL */
	const char *attribution;	      /* JSON of `pgolens attribute`, checked; or NULL */
	const struct pgl_source_folder *folders;
	size_t n_folders;
	bool no_sources;
};

/* Can this program write reports? Not if it was built where there was no D3. */
bool pgl_report_is_built_in(void);

/* Writes the page to OUT; a write error stays in OUT's own flag. */
void pgl_report_html(const struct pgl_report_view *view, FILE *out);

/* --- what the parts of the report share: each adds keys to the object that is open --- */

/* A place in a source that the page leads to. */
struct pgl_report_mark {
	uint32_t file, line;
};

struct pgl_report {
	struct pgl_row_numbers numbers; /* the first: it leads back here */
	const struct pgl_report_view *view;
	const struct pgl_weights *weights;
	const struct pgl_identity *identity;
	const struct pgl_function_change **by_body; /* the diff's functions */
	struct pgl_intern files;     /* paths, as the records name them; by number in "files" */
	struct pgl_intern histories; /* lists of decisions as JSON, by number in "histories" */
	struct pgl_intern
		statements;	   /* why a call is a change, as JSON, by number in "statements" */
	struct pgl_intern reasons; /* names of all reasons in HISTORIES */
	struct pgl_report_mark *marks;
	size_t n_marks, marks_room;
	struct pgl_strbuf scratch;
};

/* STRINGS as an array; they are text or, if IS_RAW, JSON. */
void pgl_report_strings(struct pgl_json *json, const char *key, const struct pgl_intern *strings,
			bool is_raw);

/* "calls"; "functions"; "forest"; "flow"; "measured"; "sources", which needs all files to be numbered. */
void pgl_report_calls(struct pgl_report *report, struct pgl_json *json);
void pgl_report_functions(struct pgl_report *report, struct pgl_json *json);
void pgl_report_forest(struct pgl_report *report, struct pgl_json *json);
void pgl_report_flow(struct pgl_report *report, struct pgl_json *json);
void pgl_report_measured(struct pgl_report *report, struct pgl_json *json);
void pgl_report_sources(struct pgl_report *report, struct pgl_json *json);

#endif
