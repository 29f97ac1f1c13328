/* Makes a table of the columns in LINES: pgl_TABLE_columns, which is ABOUT something. Included once for each
   table, by export/columns.c.

   SPDX-License-Identifier: GPL-3.0-or-later */

#define PASTE_(a, b, c) a##b##c
#define PASTE(a, b, c) PASTE_(a, b, c)
#define NAME_(table) #table
#define NAME(table) NAME_(table)

#define COLUMN(key, json, title, text, type, unit, in, help, ...)                                  \
	static struct pgl_value PASTE(TABLE, _get_, key)(const struct pgl_row *row)                \
	{                                                                                          \
		(void)row;                                                                         \
		return VALUE(__VA_ARGS__);                                                         \
	}
#include LINES
#undef COLUMN

#define COLUMN(key, json, title, text, type, unit, in, help, ...)                                  \
	{#key, sizeof #json > 1 ? #json : #key, title, text, PGL_COLUMN_##type, UNIT_##unit, in,   \
	 help, PASTE(TABLE, _get_, key)},
static const struct pgl_column PASTE(TABLE, _, items)[] = {
#include LINES
};
#undef COLUMN

const struct pgl_columns PASTE(pgl_, TABLE, _columns) = {NAME(TABLE), ABOUT, PASTE(TABLE, _, items),
							 sizeof PASTE(TABLE, _, items) /
								 sizeof *PASTE(TABLE, _, items)};

#undef PASTE_
#undef PASTE
#undef NAME_
#undef NAME
#undef TABLE
#undef LINES
#undef ABOUT
