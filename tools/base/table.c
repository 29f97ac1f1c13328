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

/* Cells ------------------------------------------------------------------------------------- */

static struct pgl_cell *add_empty_cell(struct pgl_cells *cells, const char *title)
{
	struct pgl_cell *cell;

	if (cells->n == cells->room) {
		PGL_GROW(cells->item, cells->n, cells->room);
		for (size_t i = cells->n; i < cells->room; i++)
			cells->item[i] = (struct pgl_cell){.text = PGL_STRBUF_INIT};
	}
	cell = &cells->item[cells->n++];
	pgl_strbuf_reset(&cell->text);
	*cell = (struct pgl_cell){.text = cell->text, .title = title};
	return cell;
}

struct pgl_strbuf *pgl_cell_left(struct pgl_cells *cells, const char *title, enum pgl_cut cut)
{
	struct pgl_cell *cell = add_empty_cell(cells, title);

	cell->cut = cut;
	return &cell->text;
}

struct pgl_strbuf *pgl_cell_right(struct pgl_cells *cells, const char *title)
{
	struct pgl_cell *cell = add_empty_cell(cells, title);

	cell->right = true;
	return &cell->text;
}

void pgl_cell_text(struct pgl_cells *cells, const char *title, enum pgl_cut cut, const char *text)
{
	struct pgl_strbuf *cell = pgl_cell_left(cells, title, cut);

	if (text)
		pgl_strbuf_add(cell, text);
}

void pgl_cell_unsigned(struct pgl_cells *cells, const char *title, uint64_t value, bool is_known)
{
	struct pgl_strbuf *cell = pgl_cell_right(cells, title);

	if (is_known)
		pgl_add_unsigned(cell, value);
}

void pgl_cell_colour(struct pgl_cells *cells, enum pgl_colour colour)
{
	cells->item[cells->n - 1].colour = colour;
}

struct pgl_strbuf *pgl_cell_below(struct pgl_cells *cells)
{
	return &cells->below.text;
}

/* Layout ------------------------------------------------------------------------------------ */

/* A table while it is printed. */
struct layout {
	pgl_row_filler *fill;
	const void *rows;
	struct pgl_cells cells;
	size_t *widths; /* by column; 0: left out */
	struct pgl_strbuf line;
};

static void make_row(struct layout *layout, size_t row)
{
	struct pgl_cells *cells = &layout->cells;

	cells->n = 0;
	pgl_strbuf_reset(&cells->below.text);
	layout->fill(cells, layout->rows, row);
	for (size_t c = 0; c < cells->n; c++)
		pgl_strbuf_defuse(&cells->item[c].text, 0);
	pgl_strbuf_defuse(&cells->below.text, 0);
}

static void measure(struct layout *layout, size_t n_rows)
{
	const struct pgl_cells *cells = &layout->cells;

	for (size_t r = 0; r < n_rows; r++) {
		make_row(layout, r);
		if (!layout->widths)
			layout->widths = pgl_xcalloc(cells->n, sizeof *layout->widths);
		for (size_t c = 0; c < cells->n; c++) {
			const struct pgl_strbuf *text = &cells->item[c].text;
			size_t width = pgl_utf8_width(text->text, text->length);

			if (width > layout->widths[c])
				layout->widths[c] = width;
		}
	}
	for (size_t c = 0; c < cells->n; c++) {
		size_t title = strlen(cells->item[c].title);

		if (layout->widths[c] && layout->widths[c] < title)
			layout->widths[c] = title;
	}
}

/* The widest column that may still give way, or SIZE_MAX. */
static size_t widest(const struct layout *layout)
{
	const size_t *widths = layout->widths;
	size_t found = SIZE_MAX;

	for (size_t c = 0; c < layout->cells.n; c++)
		if (layout->cells.item[c].cut != PGL_CUT_NOTHING && widths[c] > NARROWEST &&
		    (found == SIZE_MAX || widths[c] > widths[found]))
			found = c;
	return found;
}

static void squeeze(struct layout *layout, size_t columns)
{
	size_t *widths = layout->widths;
	size_t total = 0;

	for (size_t c = 0; c < layout->cells.n; c++)
		total += widths[c] ? widths[c] + GAP : 0;
	/* No gap after the last. */
	while (total > columns + GAP) {
		size_t c = widest(layout);

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

static void add_cell(struct pgl_strbuf *line, struct pgl_cell *cell, size_t width,
		     const struct pgl_style *style)
{
	if (style->columns)
		cut(&cell->text, width, cell->cut, style);
	size_t used = pgl_utf8_width(cell->text.text, cell->text.length);
	size_t padding = used < width ? width - used : 0;

	if (cell->right)
		pgl_strbuf_fill(line, ' ', padding);
	if (used) {
		pgl_strbuf_add(line, pgl_colour_start(style, cell->colour));
		pgl_strbuf_add(line, cell->text.text);
		pgl_strbuf_add(line, pgl_colour_end(style, cell->colour));
	}
	pgl_strbuf_fill(line, ' ', (cell->right ? 0 : padding) + GAP);
}

static void end_line(struct pgl_strbuf *line, FILE *out)
{
	while (line->length && line->text[line->length - 1] == ' ')
		pgl_strbuf_truncate(line, line->length - 1);
	pgl_strbuf_add_char(line, '\n');
	fwrite(line->text, 1, line->length, out);
	pgl_strbuf_reset(line);
}

/* Prints the row that was made last. */
static void print_row(struct layout *layout, const struct pgl_style *style, FILE *out)
{
	for (size_t c = 0; c < layout->cells.n; c++)
		if (layout->widths[c])
			add_cell(&layout->line, &layout->cells.item[c], layout->widths[c], style);
	end_line(&layout->line, out);
}

/* Makes titles of the cells of the row that was made last. */
static void make_titles(struct layout *layout)
{
	for (size_t c = 0; c < layout->cells.n; c++) {
		struct pgl_cell *cell = &layout->cells.item[c];

		pgl_strbuf_reset(&cell->text);
		pgl_strbuf_add(&cell->text, cell->title);
		cell->colour = PGL_COLOUR_BOLD;
	}
}

/* What stands below the row, in the table's second column. */
static void print_below(struct layout *layout, const struct pgl_style *style, FILE *out)
{
	size_t indent = layout->widths[0] ? layout->widths[0] + GAP : 0;

	if (!layout->cells.below.text.length)
		return;
	pgl_strbuf_fill(&layout->line, ' ', indent);
	add_cell(&layout->line, &layout->cells.below,
		 style->columns > indent + NARROWEST ? style->columns - indent : NARROWEST, style);
	end_line(&layout->line, out);
}

void pgl_table_print(pgl_row_filler *fill, const void *rows, size_t n_rows,
		     const struct pgl_style *style, FILE *out)
{
	struct layout layout = {.fill = fill,
				.rows = rows,
				.cells.below = {.text = PGL_STRBUF_INIT,
						.colour = PGL_COLOUR_DIM,
						.cut = PGL_CUT_END},
				.line = PGL_STRBUF_INIT};

	if (!n_rows)
		return;
	measure(&layout, n_rows);
	if (style->columns)
		squeeze(&layout, style->columns);
	make_titles(&layout);
	print_row(&layout, style, out);
	for (size_t r = 0; r < n_rows; r++) {
		make_row(&layout, r);
		print_row(&layout, style, out);
		print_below(&layout, style, out);
	}
	for (size_t c = 0; c < layout.cells.room; c++)
		pgl_strbuf_release(&layout.cells.item[c].text);
	free(layout.cells.item);
	pgl_strbuf_release(&layout.cells.below.text);
	pgl_strbuf_release(&layout.line);
	free(layout.widths);
}
