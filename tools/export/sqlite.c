/* A SQLite database. It is built in memory and written when it is whole, as every output is; <sqlite3.h> is
   for this file only.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "export/columns.h"
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
		       const struct pgl_export_value *value)
{
	if (value->kind == PGL_VALUE_TEXT)
		bind_text(state, statement, at, value->text);
	else if (value->kind == PGL_VALUE_INTEGER)
		bind_integer(state, statement, at, value->integer);
	else if (value->kind == PGL_VALUE_REAL)
		bind_real(state, statement, at, (struct pgl_real){value->real, true});
}

/* --- tables --- */

/* The statement that makes TABLE, with the keys KEYS, and what pgl_export_columns[] has of a call, or of one
   in a build. */
static void make_table(struct state *state, const char *table, const char *keys, bool is_of_side)
{
	struct pgl_strbuf sql = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&sql, "CREATE TABLE %s (%s", table, keys);
	for (const struct pgl_export_column *column = pgl_export_columns; column->name; column++)
		if (column->is_of_side == is_of_side)
			pgl_strbuf_addf(&sql, ", \"%s\" %s", column->name, column->type);
	pgl_strbuf_add(&sql, is_of_side ? ", PRIMARY KEY (call, build)) WITHOUT ROWID" : ")");
	run(state, sql.text);
	pgl_strbuf_release(&sql);
}

/* The statement that fills such a table, whose first N_KEYS columns are its keys. */
static sqlite3_stmt *prepare_rows(struct state *state, const char *table, int n_keys,
				  bool is_of_side)
{
	struct pgl_strbuf sql = PGL_STRBUF_INIT;
	sqlite3_stmt *statement;

	pgl_strbuf_addf(&sql, "INSERT INTO %s VALUES (?", table);
	for (int key = 1; key < n_keys; key++)
		pgl_strbuf_add(&sql, ", ?");
	for (const struct pgl_export_column *column = pgl_export_columns; column->name; column++)
		if (column->is_of_side == is_of_side)
			pgl_strbuf_add(&sql, ", ?");
	pgl_strbuf_add(&sql, ")");
	statement = prepare(state, sql.text);
	pgl_strbuf_release(&sql);
	return statement;
}

/* Views, for what is asked most. docs/exporting.md describes them. */
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
	run(state, "CREATE TABLE function (id INTEGER PRIMARY KEY, name TEXT, assembler TEXT,"
		   " file TEXT, line INTEGER, is_inside INTEGER, old_calls REAL, new_calls REAL,"
		   " old_size REAL, new_size REAL, old_bytes_hot INTEGER, old_bytes_cold INTEGER,"
		   " new_bytes_hot INTEGER, new_bytes_cold INTEGER)");
	make_table(state, "call",
		   "id INTEGER PRIMARY KEY, caller_id INTEGER REFERENCES function,"
		   " callee_id INTEGER REFERENCES function",
		   false);
	make_table(state, "verdict", "call INTEGER REFERENCES call, build TEXT REFERENCES build",
		   true);
	run(state, views);
	state->call = prepare_rows(state, "call", 3, false);
	state->side = prepare_rows(state, "verdict", 2, true);
	state->function = prepare(
		state, "INSERT INTO function VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	add_builds(export, state);
}

static void bind_known(struct state *state, sqlite3_stmt *statement, int at,
		       struct pgl_integer value)
{
	if (value.known)
		bind_integer(state, statement, at, value.value);
}

static void add_function(struct pgl_export *export, const struct pgl_function_change *change)
{
	struct state *state = export->state;
	const struct pgl_function *function = pgl_diff_function(export->diff, change->body);
	struct pgl_location location = {.file = PGL_NONE};
	const struct pgl_record *record = pgl_export_place(export->diff, change->body, &location);
	sqlite3_stmt *row = state->function;

	bind_integer(state, row, 1, change->body);
	bind_text(state, row, 2, function->name);
	bind_text(state, row, 3, function->assembler);
	if (location.file != PGL_NONE) {
		bind_text(state, row, 4, record->unit.files[location.file]);
		bind_integer(state, row, 5, location.line);
	}
	bind_integer(state, row, 6, change->is_inside);
	for (int side = export->is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++) {
		bind_real(state, row, 7 + side, change->calls[side]);
		bind_real(state, row, 9 + side, change->size[side]);
		bind_known(state, row, 11 + 2 * side, change->bytes[side].hot);
		bind_known(state, row, 12 + 2 * side, change->bytes[side].cold);
	}
	finish_row(state, row);
}

static void bind_columns(const struct pgl_export *export, sqlite3_stmt *row, int at,
			 const struct pgl_change *change, bool is_changed, int side,
			 bool is_of_side)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (const struct pgl_export_column *column = pgl_export_columns; column->name; column++) {
		if (column->is_of_side != is_of_side)
			continue;
		/* Of one build, nothing is said of a pair. */
		if (export->is_pair || !column->is_of_pair) {
			pgl_strbuf_reset(&text);
			struct pgl_export_value value =
				pgl_export_value(export, column, change, is_changed, side, &text);

			bind_value(export->state, row, at, &value);
		}
		at++;
	}
	pgl_strbuf_release(&text);
}

static void add_call(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	struct state *state = export->state;
	uint32_t callee = pgl_export_callee(export->diff, change);

	bind_integer(state, state->call, 1, ++state->n_calls);
	bind_integer(state, state->call, 2, pgl_export_caller(export->diff, change));
	if (callee != PGL_NONE)
		bind_integer(state, state->call, 3, callee);
	bind_columns(export, state->call, 4, change, is_changed, PGL_NEW, false);
	finish_row(state, state->call);
	for (int side = export->is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++) {
		if (change->site[side] == PGL_NONE)
			continue;
		bind_integer(state, state->side, 1, state->n_calls);
		bind_text(state, state->side, 2, side == PGL_OLD ? "old" : "new");
		bind_columns(export, state->side, 3, change, is_changed, side, true);
		finish_row(state, state->side);
	}
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
