/* Text in aligned columns.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

/* Columns are not cut below this. */
#define NARROWEST 12
#define GAP 2

/* Numbers ----------------------------------------------------------------------------------- */

/* Puts a comma before each group of three of the digits that stand in TEXT from START on. */
static void group_digits(struct pgl_strbuf *text, size_t start)
{
	size_t n = text->length - start, commas = (n - 1) / 3;

	pgl_strbuf_fill(text, ',', commas);
	for (char *to = text->text + text->length; commas; commas--) {
		to -= 3;
		memmove(to, to - commas, 3);
		*--to = ',';
	}
}

void pgl_add_unsigned(struct pgl_strbuf *text, uint64_t value)
{
	size_t start = text->length;

	pgl_strbuf_add_unsigned(text, value);
	group_digits(text, start);
}

void pgl_add_signed(struct pgl_strbuf *text, int64_t value)
{
	if (value < 0)
		pgl_strbuf_add_char(text, '-');
	pgl_add_unsigned(text, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void pgl_add_real(struct pgl_strbuf *text, double value)
{
	double size = fabs(value);

	if (size < 1000 || !(size < 1e15)) {
		pgl_strbuf_addf(text, "%.4g", value);
		return;
	}
	if (value < 0)
		pgl_strbuf_add_char(text, '-');
	size_t start = text->length;

	pgl_strbuf_addf(text, "%.0f", size);
	group_digits(text, start);
}

/* Layout ------------------------------------------------------------------------------------ */

static void fill_cell(const struct pgl_table *table,
		      void (*fill)(const void *rows, size_t row, struct pgl_cell *cell), size_t row,
		      struct pgl_cell *cell)
{
	pgl_strbuf_reset(&cell->text);
	cell->colour = PGL_COLOUR_PLAIN;
	fill(table->rows, row, cell);
	pgl_strbuf_defuse(&cell->text, 0);
}

static void make_cell(const struct pgl_table *table, size_t column, size_t row,
		      struct pgl_cell *cell)
{
	fill_cell(table, table->columns[column].fill, row, cell);
}

/* The widths of all columns; 0: left out. Row by row, as memory likes it. */
static void measure(const struct pgl_table *table, struct pgl_cell *cell, size_t *widths)
{
	for (size_t r = 0; r < table->n_rows; r++)
		for (size_t c = 0; c < table->n_columns; c++) {
			make_cell(table, c, r, cell);
			size_t width = pgl_utf8_width(cell->text.text, cell->text.length);

			if (width > widths[c])
				widths[c] = width;
		}
	for (size_t c = 0; c < table->n_columns; c++) {
		size_t title = strlen(table->columns[c].title);

		if (widths[c] && widths[c] < title)
			widths[c] = title;
	}
}

/* The widest column that may still give way, or SIZE_MAX. */
static size_t widest(const struct pgl_table *table, const size_t *widths)
{
	size_t found = SIZE_MAX;

	for (size_t c = 0; c < table->n_columns; c++)
		if (table->columns[c].cut != PGL_CUT_NOTHING && widths[c] > NARROWEST &&
		    (found == SIZE_MAX || widths[c] > widths[found]))
			found = c;
	return found;
}

static void squeeze(const struct pgl_table *table, size_t columns, size_t *widths)
{
	size_t total = 0;

	for (size_t c = 0; c < table->n_columns; c++)
		total += widths[c] ? widths[c] + GAP : 0;
	/* No gap after the last. */
	while (total > columns + GAP) {
		size_t c = widest(table, widths);

		if (c == SIZE_MAX)
			return;
		/* A width from a monster name comes down in one step. */
		size_t over = total - columns - GAP;
		size_t most = widths[c] > columns ? widths[c] - columns : 1;
		size_t step = over < most ? over : most;

		if (step > widths[c] - NARROWEST)
			step = widths[c] - NARROWEST;
		widths[c] -= step;
		total -= step;
	}
}

/* Printing ---------------------------------------------------------------------------------- */

/* TEXT without what has no room in WIDTH, marked where it was cut. */
static void cut(struct pgl_strbuf *text, size_t width, enum pgl_cut how,
		const struct pgl_style *style)
{
	const char *mark = style->utf8 ? "\xe2\x80\xa6" : "~";
	size_t columns = pgl_utf8_width(text->text, text->length);

	if (columns <= width || how == PGL_CUT_NOTHING)
		return;
	if (how == PGL_CUT_END) {
		pgl_strbuf_truncate(text, pgl_utf8_fit(text->text, text->length, width - 1));
		pgl_strbuf_add(text, mark);
		return;
	}
	struct pgl_strbuf kept = PGL_STRBUF_INIT;
	size_t start = pgl_utf8_fit(text->text, text->length, columns - width + 1);

	pgl_strbuf_add(&kept, mark);
	pgl_strbuf_add(&kept, text->text + start);
	pgl_strbuf_release(text);
	*text = kept;
}

static void add_cell(struct pgl_strbuf *line, const struct pgl_column *column, size_t width,
		     struct pgl_cell *cell, const struct pgl_style *style)
{
	if (style->columns)
		cut(&cell->text, width, column->cut, style);
	size_t used = pgl_utf8_width(cell->text.text, cell->text.length);
	size_t padding = used < width ? width - used : 0;

	if (column->right)
		pgl_strbuf_fill(line, ' ', padding);
	if (used) {
		pgl_strbuf_add(line, pgl_colour_start(style, cell->colour));
		pgl_strbuf_add(line, cell->text.text);
		pgl_strbuf_add(line, pgl_colour_end(style, cell->colour));
	}
	pgl_strbuf_fill(line, ' ', (column->right ? 0 : padding) + GAP);
}

static void print_line(struct pgl_strbuf *line, FILE *out)
{
	while (line->length && line->text[line->length - 1] == ' ')
		pgl_strbuf_truncate(line, line->length - 1);
	pgl_strbuf_add_char(line, '\n');
	fwrite(line->text, 1, line->length, out);
	pgl_strbuf_reset(line);
}

/* What stands below ROW, in the table's second column. */
static void print_below(const struct pgl_table *table, size_t row, size_t indent,
			const struct pgl_style *style, struct pgl_cell *cell,
			struct pgl_strbuf *line, FILE *out)
{
	static const struct pgl_column whole_line = {.cut = PGL_CUT_END};

	fill_cell(table, table->below, row, cell);
	if (!cell->text.length)
		return;
	pgl_strbuf_fill(line, ' ', indent);
	add_cell(line, &whole_line,
		 style->columns > indent + NARROWEST ? style->columns - indent : NARROWEST, cell,
		 style);
	print_line(line, out);
}

void pgl_table_print(const struct pgl_table *table, const struct pgl_style *style, FILE *out)
{
	size_t *widths = pgl_xcalloc(table->n_columns, sizeof *widths);
	struct pgl_cell cell = {.text = PGL_STRBUF_INIT};
	struct pgl_strbuf line = PGL_STRBUF_INIT;

	measure(table, &cell, widths);
	if (style->columns)
		squeeze(table, style->columns, widths);
	for (size_t r = 0; r < table->n_rows + !!table->n_rows; r++) {
		for (size_t c = 0; c < table->n_columns; c++) {
			if (!widths[c])
				continue;
			if (r) {
				make_cell(table, c, r - 1, &cell);
			} else {
				pgl_strbuf_reset(&cell.text);
				pgl_strbuf_add(&cell.text, table->columns[c].title);
				cell.colour = PGL_COLOUR_BOLD;
			}
			add_cell(&line, &table->columns[c], widths[c], &cell, style);
		}
		print_line(&line, out);
		if (r && table->below)
			print_below(table, r - 1, widths[0] ? widths[0] + GAP : 0, style, &cell,
				    &line, out);
	}
	pgl_strbuf_release(&line);
	pgl_strbuf_release(&cell.text);
	free(widths);
}
