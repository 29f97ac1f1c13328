/* Columns of export/columns.h in tables of text: those that have a place there, in that order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_COLUMNS_H
#define PGL_RENDER_COLUMNS_H

#include "base/table.h"
#include "export/columns.h"
#include "compare/diff.h"

struct pgl_shown_column {
	const struct pgl_column *column;
	int side; /* of what it says something; -1: of both */
	char title[24];
};

struct pgl_shown_columns {
	struct pgl_shown_column item[32];
	size_t n;
};

/* Puts those of COLUMNS that text shows among SHOWN; both sides' under titles that end in OLD and NEW. */
void pgl_show_columns(struct pgl_shown_columns *shown, const struct pgl_columns *columns);
void pgl_show_columns_of_sides(struct pgl_shown_columns *shown, const struct pgl_columns *columns);
/* Adds the cell of ROW. FOLDERS, if not NULL, are left out of places. */
void pgl_cell_of_column(struct pgl_cells *cells, const struct pgl_shown_column *shown,
			struct pgl_row *row, const struct pgl_folders *folders);
void pgl_cells_of_columns(struct pgl_cells *cells, const struct pgl_shown_columns *shown,
			  struct pgl_row *row, const struct pgl_folders *folders);

#endif
