/* What is said of a call in a table, of CSV or of a database: a column is a row.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPORT_COLUMNS_H
#define PGL_EXPORT_COLUMNS_H

#include "export/export.h"
#include "base/strbuf.h"

struct pgl_export_value {
	enum { PGL_VALUE_NONE, PGL_VALUE_TEXT, PGL_VALUE_INTEGER, PGL_VALUE_REAL } kind;
	const char *text;
	int64_t integer;
	double real;
};

struct pgl_export_column {
	const char *name;
	const char *type; /* SQL's */
	bool is_of_side;  /* or of the call as such */
	bool is_of_pair;  /* only where two builds are compared */
	void (*fill)(const struct pgl_export *export, const struct pgl_change *change,
		     bool is_changed, int side, struct pgl_strbuf *text,
		     struct pgl_export_value *value);
};

/* Ended by a column without a name. */
extern const struct pgl_export_column pgl_export_columns[];

/* The value of COLUMN for CHANGE in SIDE; TEXT may hold it. */
struct pgl_export_value pgl_export_value(const struct pgl_export *export,
					 const struct pgl_export_column *column,
					 const struct pgl_change *change, bool is_changed, int side,
					 struct pgl_strbuf *text);

#endif
