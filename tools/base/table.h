/* Text in aligned columns. A table has a function that adds the cells of a row, each under its column's
   title: a column is a line of that function. It is called twice for every row (to measure, to print) and
   no cell is kept, so a table of a million rows costs no memory.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_TABLE_H
#define PGL_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/colour.h"
#include "base/strbuf.h"

/* What may be cut off a cell where the terminal is too narrow; the end of a name, the start of a
   path. Nothing is ever cut elsewhere. */
enum pgl_cut { PGL_CUT_NOTHING, PGL_CUT_END, PGL_CUT_START };

struct pgl_cell {
	struct pgl_strbuf text; /* empty: nothing is known */
	enum pgl_colour colour;
	const char *title;
	bool right; /* aligned to the right: numbers */
	enum pgl_cut cut;
};

/* The cells of one row. Private; a row function only hands it on. */
struct pgl_cells {
	struct pgl_cell *item;
	size_t n, room;
	struct pgl_cell below;
};

/* Adds the cells of row number ROW of ROWS: for every row the same ones in the same order, empty ones
   included. */
typedef void pgl_row_filler(struct pgl_cells *cells, const void *rows, size_t row);

/* Each adds an empty cell and returns its text, which is good until the next cell is added. */
struct pgl_strbuf *pgl_cell_left(struct pgl_cells *cells, const char *title, enum pgl_cut cut);
struct pgl_strbuf *pgl_cell_right(struct pgl_cells *cells, const char *title);
/* Each adds a cell with what it says; TEXT may be NULL, and a VALUE unknown: the cell stays empty. */
void pgl_cell_text(struct pgl_cells *cells, const char *title, enum pgl_cut cut, const char *text);
void pgl_cell_unsigned(struct pgl_cells *cells, const char *title, uint64_t value, bool is_known);
/* Colours the last cell. */
void pgl_cell_colour(struct pgl_cells *cells, enum pgl_colour colour);
/* The text on a line of its own below the row, dim and indented by the first column; no line if it stays
   empty. */
struct pgl_strbuf *pgl_cell_below(struct pgl_cells *cells);

/* Prints N_ROWS of ROWS under a line of titles. Columns in which every cell is empty are left out, a
   table without rows prints nothing. Control characters become "?". */
void pgl_table_print(pgl_row_filler *fill, const void *rows, size_t n_rows,
		     const struct pgl_style *style, FILE *out);

/* VALUE with thousands separators: 1,234,567. */
void pgl_add_unsigned(struct pgl_strbuf *text, uint64_t value);
void pgl_add_signed(struct pgl_strbuf *text, int64_t value);
/* VALUE for a person: rounded to four digits, thousands separated. */
void pgl_add_real(struct pgl_strbuf *text, double value);

#endif
