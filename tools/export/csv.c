/* A table of the calls, as comma-separated values (RFC 4180). A column is a row of columns[]; what is not
   known is an empty field.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <inttypes.h>
#include <string.h>

#include "export/columns.h"

static void put_field(FILE *out, const char *text)
{
	if (!strpbrk(text, ",\"\r\n")) {
		fputs(text, out);
		return;
	}
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void put_value(FILE *out, const struct pgl_export_value *value)
{
	switch (value->kind) {
	case PGL_VALUE_NONE: break;
	case PGL_VALUE_TEXT: put_field(out, value->text); break;
	case PGL_VALUE_INTEGER: fprintf(out, "%" PRId64, value->integer); break;
	case PGL_VALUE_REAL: fprintf(out, "%.17g", value->real); break;
	}
}

/* A line of the table; without a CHANGE, that of the titles. */
struct line {
	struct pgl_export *export;
	const struct pgl_change *change;
	bool is_changed;
	const char *separator;
};

static void put_title(const struct line *line, const struct pgl_export_column *column, int side)
{
	if (column->is_of_side && line->export->is_pair)
		fputs(side == PGL_OLD ? "old_" : "new_", line->export->out);
	fputs(column->name, line->export->out);
}

static void put_cell(const struct line *line, const struct pgl_export_column *column, int side)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_export_value value =
		pgl_export_value(line->export, column, line->change, line->is_changed, side, &text);

	put_value(line->export->out, &value);
	pgl_strbuf_release(&text);
}

/* The columns about the call as such, or about what became of it in SIDE. */
static void put_columns(struct line *line, bool is_of_side, int side)
{
	for (size_t i = 0; pgl_export_columns[i].name; i++) {
		const struct pgl_export_column *column = &pgl_export_columns[i];

		if (column->is_of_side != is_of_side ||
		    (column->is_of_pair && !line->export->is_pair))
			continue;
		fputs(line->separator, line->export->out);
		line->separator = ",";
		if (line->change)
			put_cell(line, column, side);
		else
			put_title(line, column, side);
	}
}

static void put_line(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	struct line line = {export, change, is_changed, ""};

	put_columns(&line, false, PGL_NEW);
	if (export->is_pair)
		put_columns(&line, true, PGL_OLD);
	put_columns(&line, true, PGL_NEW);
	fputs("\r\n", export->out);
}

static void begin(struct pgl_export *export)
{
	put_line(export, NULL, false);
}

const struct pgl_export_format pgl_export_csv = {.begin = begin, .call = put_line};
