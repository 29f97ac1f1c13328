/* See asked-near.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/asked-near.h"

#include <inttypes.h>
#include <string.h>

#include "records/names.h"
#include "base/words.h"
#include "base/strbuf.h"

#include "base/banned.h"

/* --- places --- */

/* What is around a place without a call. */
struct around {
	bool has_file;
	uint32_t below, above; /* the nearest lines with calls; 0: none */
	uint32_t columns[8];   /* of calls on the line itself */
	size_t n_columns;
	struct pgl_nearest nearest; /* the file with the nearest name */
};

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void note_column(struct around *around, uint32_t column)
{
	for (size_t i = 0; i < around->n_columns; i++)
		if (around->columns[i] == column)
			return;
	if (around->n_columns < sizeof around->columns / sizeof *around->columns)
		around->columns[around->n_columns++] = column;
}

static void note_site(struct around *around, const struct pgl_question *question,
		      struct pgl_location at)
{
	if (at.line == question->line)
		note_column(around, at.column);
	else if (at.line < question->line && at.line > around->below)
		around->below = at.line;
	else if (at.line > question->line && (!around->above || at.line < around->above))
		around->above = at.line;
}

static void look_around(struct around *around, const struct pgl_build *build,
			const struct pgl_question *question)
{
	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_record *record = build->records[u];

		for (uint32_t f = 0; f < record->unit.n_files; f++) {
			const char *path = record->unit.files[f];

			around->has_file |= pgl_glob_matches_tail(question->file, path);
			pgl_nearest_offer(&around->nearest, last_part(question->file),
					  last_part(path));
		}
		for (uint32_t s = 0; s < record->n_sites; s++) {
			struct pgl_location at = record->sites[s].location;

			if (at.file != PGL_NONE &&
			    pgl_glob_matches_tail(question->file, record->unit.files[at.file]))
				note_site(around, question, at);
		}
	}
}

static void add_lines(struct pgl_strbuf *text, const struct around *around)
{
	if (around->n_columns) {
		pgl_strbuf_add(text, around->n_columns == 1 ? "; there is one in column"
							    : "; there are some in columns");
		for (size_t i = 0; i < around->n_columns; i++)
			pgl_strbuf_addf(text, "%s %" PRIu32, i ? "," : "", around->columns[i]);
	} else if (around->below || around->above) {
		pgl_strbuf_add(text, "; the nearest are in line ");
		if (around->below)
			pgl_strbuf_addf(text, "%" PRIu32, around->below);
		if (around->below && around->above)
			pgl_strbuf_add(text, " and ");
		if (around->above)
			pgl_strbuf_addf(text, "%" PRIu32, around->above);
	}
}

static void add_no_place(struct pgl_strbuf *text, const struct pgl_identity *identity,
			 const struct pgl_question *question, int n_sides)
{
	struct around around = {.has_file = false};

	for (int side = 0; side < n_sides; side++)
		look_around(&around, identity->forest[side]->build, question);
	if (!around.has_file) {
		pgl_strbuf_addf(text, "no call is in a file '%s'", question->file);
		if (around.nearest.word)
			pgl_strbuf_addf(text, "; did you mean '%s'?", around.nearest.word);
		return;
	}
	pgl_strbuf_addf(text, "no call at %s:%" PRIu32, question->file, question->line);
	if (question->column)
		pgl_strbuf_addf(text, ":%" PRIu32, question->column);
	add_lines(text, &around);
}

/* --- names --- */

struct names {
	bool has_caller, has_callee, has_text;
	struct pgl_nearest caller, callee;
	const char *called[4]; /* whom CALLER calls */
	size_t n_called;
};

static bool is_function(const struct pgl_function *function, const char *glob)
{
	return pgl_glob_matches(glob, function->name) ||
	       pgl_glob_matches(glob, function->assembler);
}

static void note_called(struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n_called; i++)
		if (!strcmp(names->called[i], name))
			return;
	if (names->n_called < sizeof names->called / sizeof *names->called)
		names->called[names->n_called++] = name;
}

static void look_for_names(struct names *names, const struct pgl_forest *forest,
			   const struct pgl_question *question)
{
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);

		names->has_caller |= is_function(function, question->caller);
		names->has_callee |= is_function(function, question->callee);
		pgl_nearest_offer(&names->caller, question->caller, function->name);
		pgl_nearest_offer(&names->callee, question->callee, function->name);
	}
	names->has_callee |= pgl_glob_matches(question->callee, PGL_INDIRECT);
	for (uint32_t site = 0; names->has_caller && site < forest->n_sites; site++) {
		const struct pgl_function *in = pgl_text_function(forest, site);
		const struct pgl_function *callee = pgl_called_function(forest, site);

		if (!in || !is_function(in, question->caller))
			continue;
		names->has_text = true;
		note_called(names, callee ? callee->name : PGL_INDIRECT);
	}
}

static void add_no_name(struct pgl_strbuf *text, const char *name, const char *near)
{
	pgl_strbuf_addf(text, "no function '%s'", name);
	if (near)
		pgl_strbuf_addf(text, "; did you mean '%s'?", near);
}

static void add_no_call(struct pgl_strbuf *text, const struct pgl_identity *identity,
			const struct pgl_question *question, int n_sides)
{
	struct names names = {.has_caller = false};

	for (int side = 0; side < n_sides; side++)
		look_for_names(&names, identity->forest[side], question);
	if (!names.has_caller) {
		add_no_name(text, question->caller, names.caller.word);
	} else if (!names.has_callee) {
		add_no_name(text, question->callee, names.callee.word);
	} else if (!names.has_text) {
		pgl_strbuf_addf(text, "'%s' calls nothing", question->caller);
	} else {
		pgl_strbuf_addf(text, "'%s' does not call '%s'; it calls", question->caller,
				question->callee);
		for (size_t i = 0; i < names.n_called; i++)
			pgl_strbuf_addf(text, "%s %s", i ? "," : "", names.called[i]);
		if (names.n_called == sizeof names.called / sizeof *names.called)
			pgl_strbuf_add(text, " ...");
	}
}

int pgl_question_no_answer(const struct pgl_identity *identity, const struct pgl_question *question,
			   int n_sides, struct pgl_error *error)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (question->caller)
		add_no_call(&text, identity, question, n_sides);
	else
		add_no_place(&text, identity, question, n_sides);
	pgl_strbuf_defuse(&text, 0);
	pgl_error_set(error, "%s", text.text);
	pgl_strbuf_release(&text);
	return -1;
}
