/* A SQLite database. It is built in memory and written when it is whole, as every output is; <sqlite3.h> is
   for this file only.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "export/columns.h"
#include "export/export.h"
#include "base/xalloc.h"

struct state {
	sqlite3 *database;
	sqlite3_stmt *call, *side, *function;
	int64_t n_calls;
	int failed; /* SQLite's code of the first thing that went wrong */
	char *problem;
};

/* --- SQLite --- */

static void note(struct state *state, int code)
{
	if (state->failed || code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
		return;
	state->failed = code;
	state->problem = pgl_xstrdup(state->database ? sqlite3_errmsg(state->database)
						     : sqlite3_errstr(code));
}

static void run(struct state *state, const char *sql)
{
	if (!state->failed)
		note(state, sqlite3_exec(state->database, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(struct state *state, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (!state->failed)
		note(state, sqlite3_prepare_v2(state->database, sql, -1, &statement, NULL));
	return statement;
}

static void finish_row(struct state *state, sqlite3_stmt *statement)
{
	if (!statement)
		return;
	note(state, sqlite3_step(statement));
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

static void bind_text(struct state *state, sqlite3_stmt *statement, int at, const char *text)
{
	if (statement && text)
		note(state, sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT));
}

static void bind_integer(struct state *state, sqlite3_stmt *statement, int at, int64_t value)
{
	if (statement)
		note(state, sqlite3_bind_int64(statement, at, value));
}

static void bind_real(struct state *state, sqlite3_stmt *statement, int at, struct pgl_real value)
{
	if (statement && value.known)
		note(state, sqlite3_bind_double(statement, at, value.value));
}

static void bind_value(struct state *state, sqlite3_stmt *statement, int at,
		       const struct pgl_column *column, const struct pgl_value *value)
{
	struct pgl_strbuf words = PGL_STRBUF_INIT;

	if (value->words) {
		pgl_value_add_text(&words, column, value);
		bind_text(state, statement, at, words.text);
	} else if (value->kind == PGL_VALUE_TEXT) {
		bind_text(state, statement, at, value->text);
	} else if (value->kind == PGL_VALUE_INTEGER) {
		bind_integer(state, statement, at, value->integer);
	} else if (value->kind == PGL_VALUE_REAL) {
		bind_real(state, statement, at, (struct pgl_real){value->real, true});
	}
	pgl_strbuf_release(&words);
}

/* --- tables --- */

static const char *type_of(const struct pgl_column *column)
{
	switch (column->type) {
	case PGL_COLUMN_BOOL:
	case PGL_COLUMN_INTEGER: return "INTEGER";
	case PGL_COLUMN_REAL:
	case PGL_COLUMN_EXECUTIONS:
	case PGL_COLUMN_SHARE: return "REAL";
	default: return "TEXT";
	}
}

/* Makes a table and returns the statement that fills it. SQL and VALUES begin the two; add_columns() goes
   on with them. */
struct table {
	struct pgl_strbuf sql, values;
};

static struct table begin_table(const char *name, const char *keys, const char *values)
{
	struct table table = {PGL_STRBUF_INIT, PGL_STRBUF_INIT};

	pgl_strbuf_addf(&table.sql, "CREATE TABLE %s (%s", name, keys);
	pgl_strbuf_addf(&table.values, "INSERT INTO %s VALUES (%s", name, values);
	return table;
}

static void add_columns(struct table *table, const struct pgl_columns *columns, const char *prefix)
{
	for (size_t i = 0; i < columns->n; i++)
		if (columns->item[i].in & PGL_IN_TABLES) {
			pgl_strbuf_addf(&table->sql, ", \"%s%s\" %s", prefix, columns->item[i].key,
					type_of(&columns->item[i]));
			pgl_strbuf_add(&table->values, ", ?");
		}
}

static sqlite3_stmt *end_table(struct state *state, struct table *table, const char *end)
{
	sqlite3_stmt *statement;

	pgl_strbuf_add(&table->sql, end);
	run(state, table->sql.text);
	pgl_strbuf_add_char(&table->values, ')');
	statement = prepare(state, table->values.text);
	pgl_strbuf_release(&table->sql);
	pgl_strbuf_release(&table->values);
	return statement;
}

/* Views, for what is asked most. docs/howto/exporting.md describes them. */
static const char views[] =
	"CREATE VIEW calls AS SELECT c.id, c.caller, c.callee, c.file, c.line, c.\"column\","
	" c.executions, c.change, o.verdict AS old_verdict, o.reason AS old_reason,"
	" o.calls AS old_calls, n.verdict AS new_verdict, n.reason AS new_reason,"
	" n.calls AS new_calls FROM call AS c"
	" LEFT JOIN verdict AS o ON o.call = c.id AND o.build = 'old'"
	" LEFT JOIN verdict AS n ON n.call = c.id AND n.build = 'new';"
	"CREATE VIEW changes AS SELECT * FROM calls WHERE change IS NOT NULL;"
	"CREATE VIEW rejections AS SELECT build, reason, count(*) AS calls,"
	" sum(calls) AS executed FROM verdict WHERE reason IS NOT NULL GROUP BY build, reason;"
	"CREATE VIEW callers AS SELECT caller, count(*) AS calls, sum(executions) AS executions,"
	" sum(new_calls) AS new_calls, sum(old_calls) AS old_calls FROM calls GROUP BY caller;";

static void add_builds(const struct pgl_export *export, struct state *state)
{
	sqlite3_stmt *row = prepare(state, "INSERT INTO build VALUES (?, ?, ?, ?, ?)");

	for (int side = export->is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++) {
		const struct pgl_weights *weights = export->diff->weights;
		const struct pgl_build *build = weights->match->identity->forest[side]->build;

		bind_text(state, row, 1, side == PGL_OLD ? "old" : "new");
		bind_text(state, row, 2, build->name);
		bind_integer(state, row, 3, (int64_t)build->n);
		bind_real(state, row, 4, pgl_real_of(weights->side[side].inside));
		bind_real(state, row, 5, pgl_real_of(weights->side[side].outside));
		finish_row(state, row);
	}
	sqlite3_finalize(row);
}

static void begin(struct pgl_export *export)
{
	struct state *state = pgl_xcalloc(1, sizeof *state);

	export->state = state;
	note(state, sqlite3_open(":memory:", &state->database));
	run(state, "BEGIN");
	run(state, "CREATE TABLE build (build TEXT PRIMARY KEY, path TEXT, records INTEGER,"
		   " calls_inside REAL, calls_outside REAL)");
	struct table table = begin_table("function", "id INTEGER PRIMARY KEY", "?");

	add_columns(&table, &pgl_body_columns, "");
	add_columns(&table, &pgl_body_side_columns, "old_");
	add_columns(&table, &pgl_body_side_columns, "new_");
	state->function = end_table(state, &table, ")");
	table = begin_table("call",
			    "id INTEGER PRIMARY KEY, caller_id INTEGER REFERENCES function,"
			    " callee_id INTEGER REFERENCES function",
			    "?, ?, ?");
	add_columns(&table, &pgl_call_columns, "");
	state->call = end_table(state, &table, ")");
	table = begin_table("verdict", "call INTEGER REFERENCES call, build TEXT REFERENCES build",
			    "?, ?");
	add_columns(&table, &pgl_call_side_columns, "");
	state->side = end_table(state, &table, ", PRIMARY KEY (call, build)) WITHOUT ROWID");
	run(state, views);
	add_builds(export, state);
}

/* Binds the values of ROW, or passes them over if there is none, from AT on; returns where they end. */
static int bind_columns(const struct pgl_export *export, sqlite3_stmt *statement, int at,
			const struct pgl_columns *columns, const struct pgl_row *row)
{
	for (size_t i = 0; i < columns->n; i++) {
		const struct pgl_column *column = &columns->item[i];

		if (!(column->in & PGL_IN_TABLES))
			continue;
		if (row && pgl_column_is_in_tables(column, export->is_pair)) {
			struct pgl_value value = pgl_column_value(column, row);

			bind_value(export->state, statement, at, column, &value);
		}
		at++;
	}
	return at;
}

static void add_function(struct pgl_export *export, const struct pgl_function_change *change)
{
	struct state *state = export->state;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_row row = pgl_row_of_body(export->diff, change, &text);
	int at = bind_columns(export, state->function, 2, &pgl_body_columns, &row);

	bind_integer(state, state->function, 1, change->body);
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_row_set_side(&row, side);
		at = bind_columns(export, state->function, at, &pgl_body_side_columns,
				  side == PGL_NEW || export->is_pair ? &row : NULL);
	}
	finish_row(state, state->function);
	pgl_strbuf_release(&text);
}

static void add_call(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	struct state *state = export->state;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_row row = pgl_row_of_call(export->diff, change, is_changed, &text);
	uint32_t callee = pgl_export_callee(export->diff, change);

	bind_integer(state, state->call, 1, ++state->n_calls);
	bind_integer(state, state->call, 2, pgl_export_caller(export->diff, change));
	if (callee != PGL_NONE)
		bind_integer(state, state->call, 3, callee);
	bind_columns(export, state->call, 4, &pgl_call_columns, &row);
	finish_row(state, state->call);
	for (int side = export->is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++) {
		if (change->site[side] == PGL_NONE)
			continue;
		pgl_row_set_side(&row, side);
		bind_integer(state, state->side, 1, state->n_calls);
		bind_text(state, state->side, 2, side == PGL_OLD ? "old" : "new");
		bind_columns(export, state->side, 3, &pgl_call_side_columns, &row);
		finish_row(state, state->side);
	}
	pgl_strbuf_release(&text);
}

static int end(struct pgl_export *export, struct pgl_error *error)
{
	struct state *state = export->state;
	sqlite3_int64 size = 0;
	unsigned char *bytes = NULL;
	int failed;

	run(state, "CREATE INDEX call_caller ON call (caller_id)");
	run(state, "CREATE INDEX call_callee ON call (callee_id)");
	run(state, "COMMIT");
	sqlite3_finalize(state->call);
	sqlite3_finalize(state->side);
	sqlite3_finalize(state->function);
	if (!state->failed) {
		bytes = sqlite3_serialize(state->database, "main", &size, 0);
		note(state, bytes ? SQLITE_OK : SQLITE_NOMEM);
	}
	if (bytes)
		fwrite(bytes, 1, (size_t)size, export->out);
	failed = state->failed ? pgl_error_set(error, "SQLite: %s", state->problem) : 0;
	sqlite3_free(bytes);
	sqlite3_close(state->database);
	free(state->problem);
	free(state);
	return failed;
}

const struct pgl_export_format pgl_export_sqlite = {
	.is_binary = true, .begin = begin, .function = add_function, .call = add_call, .end = end};
