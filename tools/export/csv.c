/* A table of the calls, as comma-separated values (RFC 4180). Its columns are those of export/columns.h; an
   unknown value is an empty field.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <inttypes.h>
#include <string.h>

#include "export/columns.h"
#include "export/export.h"

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

static void put_words(FILE *out, const struct pgl_column *column, const struct pgl_value *value)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_value_add_text(&text, column, value);
	put_field(out, text.text);
	pgl_strbuf_release(&text);
}

static void put_value(FILE *out, const struct pgl_column *column, const struct pgl_value *value)
{
	switch (value->kind) {
	case PGL_VALUE_NONE: break;
	case PGL_VALUE_TEXT: put_field(out, value->text); break;
	case PGL_VALUE_REAL: fprintf(out, "%.17g", value->real); break;
	case PGL_VALUE_INTEGER:
		if (value->words)
			put_words(out, column, value);
		else
			fprintf(out, "%" PRId64, value->integer);
	}
}

/* A line of the table; without a ROW, that of the titles. */
struct line {
	struct pgl_export *export;
	struct pgl_row *row;
	const char *separator;
};

static void put_columns(struct line *line, const struct pgl_columns *columns, const char *prefix)
{
	FILE *out = line->export->out;

	for (size_t i = 0; i < columns->n; i++) {
		const struct pgl_column *column = &columns->item[i];

		if (!pgl_column_is_in_tables(column, line->export->is_pair))
			continue;
		fputs(line->separator, out);
		line->separator = ",";
		if (!line->row) {
			fprintf(out, "%s%s", prefix, column->key);
		} else {
			struct pgl_value value = pgl_column_value(column, line->row);

			put_value(out, column, &value);
		}
	}
}

static void put_line(struct pgl_export *export, struct pgl_row *row)
{
	struct line line = {export, row, ""};

	put_columns(&line, &pgl_call_columns, "");
	for (int side = export->is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++) {
		if (row)
			pgl_row_set_side(row, side);
		put_columns(&line, &pgl_call_side_columns,
			    !export->is_pair  ? ""
			    : side == PGL_OLD ? "old_"
					      : "new_");
	}
	fputs("\r\n", export->out);
}

static void put_call(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_row row = pgl_row_of_call(export->diff, change, is_changed, &text);

	put_line(export, &row);
	pgl_strbuf_release(&text);
}

static void begin(struct pgl_export *export)
{
	put_line(export, NULL);
}

const struct pgl_export_format pgl_export_csv = {.begin = begin, .call = put_call};
