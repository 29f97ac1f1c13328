/* A table of the calls, as comma-separated values (RFC 4180). A column is a row of columns[]; what is not
   known is an empty field.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "export-columns.h"

#include "util/banned.h"

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

static bool is_shown(const struct pgl_export *export, const struct pgl_export_column *column,
		     int side)
{
	if (!column->is_of_side)
		return side == PGL_NEW && (export->is_pair || !column->is_of_pair);
	return export->is_pair || side == PGL_NEW;
}

/* Calls TAKE for each column of the table, in order. */
static void each_column(struct pgl_export *export, const struct pgl_change *change, bool is_changed,
			void (*take)(struct pgl_export *export, const char *separator,
				     const struct pgl_export_column *column, int side,
				     const struct pgl_change *change, bool is_changed))
{
	const char *separator = "";

	for (int side = PGL_NEW; side >= -1; side--) {
		/* What is of the call, then of OLD, then of NEW. */
		int shown = side == PGL_NEW ? PGL_NEW : side == PGL_OLD ? PGL_OLD : PGL_NEW;
		bool of_side = side != PGL_NEW;

		for (size_t i = 0; pgl_export_columns[i].name; i++) {
			const struct pgl_export_column *column = &pgl_export_columns[i];

			if (column->is_of_side != of_side || !is_shown(export, column, shown))
				continue;
			take(export, separator, column, shown, change, is_changed);
			separator = ",";
		}
	}
}

static void put_title(struct pgl_export *export, const char *separator,
		      const struct pgl_export_column *column, int side,
		      const struct pgl_change *change, bool is_changed)
{
	const char *prefix = !column->is_of_side || !export->is_pair ? ""
			     : side == PGL_OLD			     ? "old_"
								     : "new_";

	(void)change, (void)is_changed;
	fprintf(export->out, "%s%s%s", separator, prefix, column->name);
}

static void put_cell(struct pgl_export *export, const char *separator,
		     const struct pgl_export_column *column, int side,
		     const struct pgl_change *change, bool is_changed)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_export_value value =
		pgl_export_value(export, column, change, is_changed, side, &text);

	fputs(separator, export->out);
	put_value(export->out, &value);
	pgl_strbuf_release(&text);
}

static void begin(struct pgl_export *export)
{
	each_column(export, NULL, false, put_title);
	fputs("\r\n", export->out);
}

static void put_call(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	each_column(export, change, is_changed, put_cell);
	fputs("\r\n", export->out);
}

const struct pgl_export_format pgl_export_csv = {.begin = begin, .call = put_call};
