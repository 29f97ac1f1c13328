/* The tables of `pgolens diff` as text. Each prints an empty line first, and nothing at all if it has
   no rows.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_DIFF_TABLES_H
#define PGL_RENDER_DIFF_TABLES_H

#include <stdio.h>

#include "compare/diff.h"
#include "base/colour.h"
#include "base/strbuf.h"
#include "export/columns.h"

/* Changes by kind. */
void pgl_diff_print_kinds(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out);
/* Calls executed in training, before and after. */
void pgl_diff_print_totals(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out);
/* The functions whose calls became more or fewer, the first of them. */
void pgl_diff_print_functions(const struct pgl_diff *diff, const struct pgl_style *style,
			      FILE *out);

/* Adds what became of CHANGE's call in SIDE, in GCC's words: "call, REASON: limit", "inlined by ...". */
void pgl_add_outcome(struct pgl_strbuf *text, const struct pgl_change *change, enum pgl_side side);

#endif
