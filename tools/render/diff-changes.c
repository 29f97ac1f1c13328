/* The table of changes, each with what became of the call in either build below it. See
   render-diff-tables.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-tables.h"

#include "compare/match.h"
#include "explain/inequality.h"
#include "records/names.h"
#include "base/table.h"
#include "base/banned.h"

struct change_rows {
	const struct pgl_diff *diff;
	struct pgl_folders folders;
};

static const struct pgl_diff *diff_of(const void *rows)
{
	return ((const struct change_rows *)rows)->diff;
}

static const struct pgl_change *change_at(const void *rows, size_t row)
{
	return &diff_of(rows)->changes[row];
}

static void change_weight(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, change_at(rows, row)->weight,
			   change_at(rows, row)->weight_is_estimated);
}

static void change_kind(const void *rows, size_t row, struct pgl_cell *cell)
{
	static const enum pgl_colour colours[PGL_KIND_N] = {
		[PGL_KIND_NEWLY_INLINED] = PGL_COLOUR_GREEN,
		[PGL_KIND_UN_INLINED] = PGL_COLOUR_RED,
		[PGL_KIND_APPEARED] = PGL_COLOUR_CYAN,
		[PGL_KIND_VANISHED] = PGL_COLOUR_CYAN,
	};
	const struct pgl_change *change = change_at(rows, row);

	pgl_strbuf_add(&cell->text, pgl_kind_word(change->kind));
	cell->colour = colours[change->kind];
}

static void change_calls_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, change_at(rows, row)->calls[PGL_OLD],
			   change_at(rows, row)->calls_is_estimated[PGL_OLD]);
}

static void change_calls_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, change_at(rows, row)->calls[PGL_NEW],
			   change_at(rows, row)->calls_is_estimated[PGL_NEW]);
}

static void change_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_change *change = change_at(rows, row);
	enum pgl_side side = pgl_change_side(diff_of(rows), change);
	const struct pgl_forest *forest = diff_of(rows)->weights->match->identity->forest[side];
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	pgl_add_location(&place, pgl_forest_record(forest, change->site[side]),
			 pgl_forest_site(forest, change->site[side])->location);
	pgl_strbuf_add(&cell->text,
		       place.length ? pgl_below_folder(&((const struct change_rows *)rows)->folders,
						       place.text)
				    : "(no line)");
	pgl_strbuf_release(&place);
}

static void change_caller(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, pgl_change_caller(diff_of(rows), change_at(rows, row))->name);
}

static void change_callee(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function *callee = pgl_change_callee(diff_of(rows), change_at(rows, row));

	pgl_strbuf_addf(&cell->text, "-> %s", callee ? callee->name : PGL_INDIRECT);
}

void pgl_add_fate(struct pgl_strbuf *text, const struct pgl_change *change, enum pgl_side side)
{
	const struct pgl_verdict *verdict = &change->verdict[side];
	const struct pgl_decision *decision = verdict->decision;

	if (change->site[side] == PGL_NONE || !verdict->is_there) {
		pgl_add_absence(text, change->class, !side);
	} else if (!verdict->inlined) {
		pgl_strbuf_addf(text, "call%s%s", decision && decision->reason ? ", " : "",
				decision && decision->reason ? decision->reason : "");
		if (decision && decision->limit) {
			pgl_strbuf_add(text, ": ");
			pgl_add_limit(text, decision);
		}
	} else {
		pgl_strbuf_add(text, "inlined");
		if (decision)
			pgl_strbuf_addf(text, " by %s",
					pgl_words(PGL_WORDS_INLINER)[decision->inliner]);
		if (decision && decision->phase != PGL_PHASE_UNKNOWN)
			pgl_strbuf_addf(text, " (%s)", pgl_words(PGL_WORDS_PHASE)[decision->phase]);
	}
}

static void change_fates(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_change *change = change_at(rows, row);

	pgl_strbuf_add(&cell->text, "OLD: ");
	pgl_add_fate(&cell->text, change, PGL_OLD);
	pgl_strbuf_add(&cell->text, "  NEW: ");
	pgl_add_fate(&cell->text, change, PGL_NEW);
	if (change->is_in_copies)
		pgl_strbuf_add(&cell->text, "  (the change is in copies of it)");
	cell->colour = PGL_COLOUR_DIM;
}

static const struct pgl_column change_columns[] = {
	{"executions", change_weight, true, PGL_CUT_NOTHING},
	{"change", change_kind, false, PGL_CUT_NOTHING},
	{"calls OLD", change_calls_old, true, PGL_CUT_NOTHING},
	{"calls NEW", change_calls_new, true, PGL_CUT_NOTHING},
	{"caller", change_caller, false, PGL_CUT_END},
	{"-> callee", change_callee, false, PGL_CUT_END},
	{"location", change_location, false, PGL_CUT_START},
};

void pgl_diff_print_changes(const struct pgl_diff *diff, size_t n, const struct pgl_style *style,
			    FILE *out)
{
	struct change_rows rows = {.diff = diff, .folders = diff->folders};
	struct pgl_table table = {.columns = change_columns,
				  .n_columns = sizeof change_columns / sizeof *change_columns,
				  .rows = &rows,
				  .n_rows = n,
				  .below = change_fates};

	if (!n)
		return;
	fputc('\n', out);
	pgl_table_print(&table, style, out);
}
