/* Text in aligned columns. A table is an array of columns, each a row in the caller's own table of
   what it can show; cells are made on demand, twice (to measure, to print) and never kept, so a
   table of a million rows costs no memory.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_TABLE_H
#define PGL_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/colour.h"
#include "base/strbuf.h"

struct pgl_cell {
	struct pgl_strbuf text; /* empty: nothing is known */
	enum pgl_colour colour;
};

/* What may be cut off a cell where the terminal is too narrow; the end of a name, the start of a
   path. Nothing is ever cut elsewhere. */
enum pgl_cut { PGL_CUT_NOTHING, PGL_CUT_END, PGL_CUT_START };

struct pgl_column {
	const char *title;
	/* Makes the cell of row number ROW of ROWS; CELL comes in empty and plain. */
	void (*fill)(const void *rows, size_t row, struct pgl_cell *cell);
	bool right; /* aligned to the right: numbers */
	enum pgl_cut cut;
};

struct pgl_table {
	const struct pgl_column *columns;
	size_t n_columns;
	const void *rows;
	size_t n_rows;
	/* If set, makes what stands below each row on a line of its own, indented by the first
	 * column; nothing if the cell stays empty. */
	void (*below)(const void *rows, size_t row, struct pgl_cell *cell);
};

/* Prints TABLE under a line of titles. Columns in which every cell is empty are left out, a table
   without rows prints nothing. Control characters become "?". */
void pgl_table_print(const struct pgl_table *table, const struct pgl_style *style, FILE *out);

/* VALUE with thousands separators: 1,234,567. */
void pgl_add_unsigned(struct pgl_strbuf *text, uint64_t value);
void pgl_add_signed(struct pgl_strbuf *text, int64_t value);
/* VALUE for a person: rounded to four digits, thousands separated. */
void pgl_add_real(struct pgl_strbuf *text, double value);

#endif
