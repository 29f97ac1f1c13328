/* See columns.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/columns.h"

#include <string.h>

/* Columns with the same place stand as they were added. */
static void add_column(struct pgl_shown_columns *shown, const struct pgl_column *column, int side)
{
	size_t at = shown->n;

	if (!column->text || shown->n == sizeof shown->item / sizeof *shown->item)
		return;
	for (; at && shown->item[at - 1].column->text > column->text; at--)
		shown->item[at] = shown->item[at - 1];
	shown->item[at] = (struct pgl_shown_column){.column = column, .side = side};
	snprintf(shown->item[at].title, sizeof shown->item[at].title, "%s%s", column->title,
		 side < 0	   ? ""
		 : side == PGL_OLD ? " OLD"
				   : " NEW");
	shown->n++;
}

void pgl_show_columns(struct pgl_shown_columns *shown, const struct pgl_columns *columns)
{
	for (size_t i = 0; i < columns->n; i++)
		add_column(shown, &columns->item[i], -1);
}

void pgl_show_columns_of_sides(struct pgl_shown_columns *shown, const struct pgl_columns *columns)
{
	for (size_t i = 0; i < columns->n; i++)
		for (int side = 0; side < PGL_SIDES; side++)
			add_column(shown, &columns->item[i], side);
}

static struct pgl_strbuf *begin_cell(struct pgl_cells *cells, const struct pgl_shown_column *shown)
{
	switch (shown->column->type) {
	case PGL_COLUMN_TEXT:
		/* Bytes are text, and numbers for all that. */
		if (*shown->column->unit)
			return pgl_cell_right(cells, shown->title);
		return pgl_cell_left(cells, shown->title, PGL_CUT_END);
	case PGL_COLUMN_PLACE: return pgl_cell_left(cells, shown->title, PGL_CUT_START);
	case PGL_COLUMN_WORD:
	case PGL_COLUMN_WORDS:
	case PGL_COLUMN_BOOL: return pgl_cell_left(cells, shown->title, PGL_CUT_NOTHING);
	default: return pgl_cell_right(cells, shown->title);
	}
}

void pgl_cell_of_column(struct pgl_cells *cells, const struct pgl_shown_column *shown,
			struct pgl_row *row, const struct pgl_folders *folders)
{
	struct pgl_strbuf *text = begin_cell(cells, shown);

	if (shown->side >= 0)
		pgl_row_set_side(row, shown->side);
	struct pgl_value value = pgl_column_value(shown->column, row);

	if (folders && shown->column->type == PGL_COLUMN_PLACE && value.kind == PGL_VALUE_TEXT)
		value.text = pgl_below_folder(folders, value.text);
	if (!strncmp(shown->title, "-> ", 3) && (value.kind != PGL_VALUE_NONE || value.shown))
		pgl_strbuf_add(text, "-> ");
	pgl_value_add_text(text, shown->column, &value);
	pgl_cell_colour(cells, value.colour);
}

void pgl_cells_of_columns(struct pgl_cells *cells, const struct pgl_shown_columns *shown,
			  struct pgl_row *row, const struct pgl_folders *folders)
{
	for (size_t i = 0; i < shown->n; i++)
		pgl_cell_of_column(cells, &shown->item[i], row, folders);
}
