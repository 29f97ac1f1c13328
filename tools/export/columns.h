/* What there is to know of a call, a decision, a function, an event, a unit: one table of columns for each
   kind of thing. Text, JSON, the report's data, CSV and SQLite are written from these tables, and
   docs/reference/columns.md is made of them. A new column is a line of a file in export/columns/.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPORT_COLUMNS_H
#define PGL_EXPORT_COLUMNS_H

#include "base/colour.h"
#include "base/json-write.h"
#include "base/strbuf.h"
#include "compare/diff.h"
#include "compare/events.h"
#include "costs/join.h"

enum pgl_column_type {
	PGL_COLUMN_TEXT,
	PGL_COLUMN_WORD,  /* one of a few */
	PGL_COLUMN_WORDS, /* some of a few; a value is their bits */
	PGL_COLUMN_PLACE, /* a path, or a place in a file */
	PGL_COLUMN_BOOL,
	PGL_COLUMN_INTEGER,
	PGL_COLUMN_REAL,
	PGL_COLUMN_EXECUTIONS, /* a real number, whole for people */
	PGL_COLUMN_SHARE,      /* a real number, in percent for people */
};

/* A value of a column. */
struct pgl_value {
	enum { PGL_VALUE_NONE, PGL_VALUE_TEXT, PGL_VALUE_INTEGER, PGL_VALUE_REAL } kind;
	const char *text;
	int64_t integer;
	double real;
	const char *const *words; /* of the bits of an integer */
	/* For people only. */
	const char *shown; /* instead of the value; "" for nothing */
	bool is_estimated;
	enum pgl_colour colour;
};

struct pgl_row;
/* Which formats have a column, besides text. */
enum {
	PGL_IN_JSON = 1,
	PGL_IN_REPORT = 2,
	PGL_IN_TABLES = 4,
	PGL_OF_PAIRS = 8,   /* only where two builds are compared */
	PGL_OF_ABSENT = 16, /* known also where a side does not have the call */
};

struct pgl_column {
	const char *key;   /* in CSV and SQLite */
	const char *json;  /* in JSON and the report's data: mostly the same */
	const char *title; /* in text; "-> ..." puts an arrow before each cell */
	unsigned text;	   /* its place among text's columns, from 1; 0: not there */
	enum pgl_column_type type;
	const char *unit; /* or "" */
	unsigned in;	  /* PGL_IN_..., PGL_OF_... */
	const char *help;
	struct pgl_value (*get)(const struct pgl_row *row);
};

struct pgl_columns {
	const char *name;  /* "call" */
	const char *about; /* a phrase */
	const struct pgl_column *item;
	size_t n;
};

extern const struct pgl_columns pgl_call_columns, pgl_call_side_columns, pgl_decision_columns,
	pgl_site_columns, pgl_function_columns, pgl_body_columns, pgl_body_side_columns,
	pgl_event_columns, pgl_event_change_columns, pgl_branch_columns, pgl_unit_columns,
	pgl_forest_function_columns, pgl_forest_site_columns, pgl_cost_columns;
/* All of them, ended by NULL. */
extern const struct pgl_columns *const pgl_all_columns[];

/* How the report numbers what it keeps apart. */
struct pgl_row_numbers {
	uint32_t (*file)(const struct pgl_row_numbers *numbers, const struct pgl_record *record,
			 struct pgl_location location);
	uint32_t (*history)(const struct pgl_row_numbers *numbers, int side, uint32_t site);
	uint32_t *const *call; /* by side and base site */
};

/* The thing whose values are asked for: each table needs the members named beside its pgl_row_of_*(). */
struct pgl_row {
	const struct pgl_record *record;
	uint32_t unit, id;
	const struct pgl_site *site;
	const struct pgl_decision *decision; /* or NULL */
	struct pgl_location location;
	const struct pgl_build *build;
	const struct pgl_code_bytes *bytes; /* or NULL: not known */
	bool is_of_several;		    /* units: text tells them apart */

	const struct pgl_diff *diff;
	int side;
	const struct pgl_change *change;
	bool is_changed; /* CHANGE's kind says how */
	unsigned outcome;
	const struct pgl_function_change *function;
	const struct pgl_event_change *event_change;
	const struct pgl_cost_join *join;
	const struct pgl_row_numbers *numbers;

	struct pgl_strbuf *text; /* holds texts that are made; emptied before each value */
};

/* Thing ID of UNIT of BUILD, for sites, functions, events and branches; ID is 0 for units. */
struct pgl_row pgl_row_of_build(const struct pgl_build *build, uint32_t unit, uint32_t id,
				struct pgl_strbuf *text);
void pgl_row_set_site(struct pgl_row *row, const struct pgl_site *site);
/* CHANGE's call as such; and in SIDE, which must have it. */
struct pgl_row pgl_row_of_call(const struct pgl_diff *diff, const struct pgl_change *change,
			       bool is_changed, struct pgl_strbuf *text);
void pgl_row_set_side(struct pgl_row *row, int side);
/* A function of two builds. */
struct pgl_row pgl_row_of_body(const struct pgl_diff *diff,
			       const struct pgl_function_change *function, struct pgl_strbuf *text);

/* Do CSV and SQLite have COLUMN, for two builds if IS_PAIR? */
bool pgl_column_is_in_tables(const struct pgl_column *column, bool is_pair);
struct pgl_value pgl_column_value(const struct pgl_column *column, const struct pgl_row *row);
/* Adds the value for people. */
void pgl_value_add_text(struct pgl_strbuf *text, const struct pgl_column *column,
			const struct pgl_value *value);
/* Adds executions or calls: whole ones, with "~" before those that are estimated. */
void pgl_add_executions(struct pgl_strbuf *text, struct pgl_real number, bool is_estimated);
/* Adds "hot+cold", or "hot" if nothing is cold; nothing if they are not known. */
void pgl_add_bytes(struct pgl_strbuf *text, const struct pgl_bytes *bytes);
/* As JSON: a value under KEY; all of COLUMNS that are IN, under their keys with SUFFIX. */
void pgl_value_json(struct pgl_json *json, const char *key, const struct pgl_column *column,
		    const struct pgl_value *value);
void pgl_columns_json(struct pgl_json *json, const struct pgl_columns *columns,
		      const struct pgl_row *row, unsigned in, const char *suffix);
/* An item of an array: what COLUMN is. */
void pgl_column_describe(struct pgl_json *json, const struct pgl_column *column);
/* What all columns are, as one JSON object: for tests and for docs/reference/columns.md. */
void pgl_columns_describe(FILE *out);

#endif
