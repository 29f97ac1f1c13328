/* What the files of an explanation's text share.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_EXPLAIN_INTERNAL_H
#define PGL_RENDER_EXPLAIN_INTERNAL_H

#include "render/diff-tables.h"
#include "render/explain-text.h"

enum { PGL_EXPLAIN_WIDTH = 100, PGL_EXPLAIN_INDENT = 4 };

struct pgl_explain_printer {
	const struct pgl_explain_view *view;
	const struct pgl_style *style;
	FILE *out;
	struct pgl_folders folders;
};

/* How many of N are shown, if MOST are; 0: all. */
static inline size_t pgl_explain_shown(size_t n, size_t most)
{
	return most && most < n ? most : n;
}

void pgl_explain_heading(const struct pgl_explain_printer *printer, const char *text);
/* Prints TEXT, and empties it, behind INDENT columns in lines of the screen's width, with how it is known
   at its end; PGL_EVIDENCE_N: it is no statement. */
void pgl_explain_say(const struct pgl_explain_printer *printer, size_t indent,
		     enum pgl_colour colour, enum pgl_evidence evidence, struct pgl_strbuf *text);
/* Adds VALUE in METRIC's unit. */
void pgl_explain_add_value(struct pgl_strbuf *text, const char *metric, double value);

/* The first two parts of the screen. */
void pgl_explain_speedup(const struct pgl_explain_printer *printer);
void pgl_explain_functions(const struct pgl_explain_printer *printer);

#endif
