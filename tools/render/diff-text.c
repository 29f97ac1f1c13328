/* The table of changes, each with what became of the call in either build below it. See
   render-diff-tables.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-text.h"

#include <string.h>

#include "base/table.h"
#include "compare/match.h"
#include "explain/inequality.h"
#include "records/linked.h"
#include "records/names.h"
#include "render/columns.h"
#include "render/diff-costs.h"
#include "render/diff-events.h"
#include "render/diff-tables.h"

struct change_rows {
	const struct pgl_diff *diff;
	struct pgl_folders folders;
	struct pgl_shown_columns columns;
	struct pgl_strbuf *text;
};

void pgl_add_outcome(struct pgl_strbuf *text, const struct pgl_change *change, enum pgl_side side)
{
	const struct pgl_call_outcome *outcome = &change->outcome[side];
	const struct pgl_decision *decision = outcome->decision;

	if (change->site[side] == PGL_NONE || !outcome->is_there) {
		pgl_add_missing_because(text, change->class, !side);
	} else if (outcome->is_without_code) {
		pgl_strbuf_add(text, outcome->is_removed ? "removed after inlining"
							 : "expanded in place");
	} else if (!outcome->inlined) {
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

static void fill_change(struct pgl_cells *cells, const void *rows, size_t number)
{
	const struct change_rows *all = rows;
	const struct pgl_change *change = &all->diff->changes[number];
	struct pgl_row row = pgl_row_of_call(all->diff, change, true, all->text);
	struct pgl_strbuf *below = pgl_cell_below(cells);

	for (size_t i = 0; i < all->columns.n; i++) {
		if (all->columns.item[i].side < 0)
			pgl_row_set_side(&row, (int)pgl_change_side(all->diff, change));
		pgl_cell_of_column(cells, &all->columns.item[i], &row, &all->folders);
	}
	pgl_strbuf_add(below, "OLD: ");
	pgl_add_outcome(below, change, PGL_OLD);
	pgl_strbuf_add(below, "  NEW: ");
	pgl_add_outcome(below, change, PGL_NEW);
	if (change->is_in_copies)
		pgl_strbuf_add(below, "  (the change is in copies of it)");
	if (change->opposite > 0) {
		pgl_strbuf_add(below, "  (in other copies ");
		pgl_add_executions(below, pgl_real_of(change->opposite),
				   change->weight_is_estimated);
		pgl_strbuf_addf(below, " %s)", pgl_kind_word(!change->kind));
	}
}

static void print_changes(const struct pgl_diff *diff, size_t n, const struct pgl_style *style,
			  FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct change_rows rows = {.diff = diff, .folders = diff->folders, .text = &text};

	pgl_show_columns(&rows.columns, &pgl_call_columns);
	pgl_show_columns_of_sides(&rows.columns, &pgl_call_side_columns);
	if (n)
		fputc('\n', out);
	pgl_table_print(fill_change, &rows, n, style, out);
	pgl_strbuf_release(&text);
}

enum { NOTE_INDENT = 6, USUAL_WIDTH = 100 };

static const char *const side_words[PGL_SIDES] = {"OLD", "NEW"};

struct pgl_build_summary pgl_build_summarize(const struct pgl_diff *diff, enum pgl_side side)
{
	const struct pgl_match *match = diff->weights->match;
	const struct pgl_build *build = match->identity->forest[side]->build;
	struct pgl_build_summary summary = {0};

	for (int pairing = PGL_PAIRING_EXACT; pairing < PGL_PAIRING_N; pairing++)
		summary.n_sites += match->n[side][pairing];
	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_unit *unit = &build->records[u]->unit;

		summary.n_units += unit->n_units ? unit->n_units : 1;
		summary.n_with_code += pgl_record_has_code(build->records[u]);
		summary.n_instrumented += unit->profile.use == PGL_PROFILE_GENERATE;
		summary.n_used += unit->profile.use == PGL_PROFILE_USE ||
				  unit->profile.use == PGL_PROFILE_AUTO;
		if (!unit->profile.found)
			continue;
		summary.n_found++;
		if (summary.n_found == 1 || unit->profile.runs < summary.runs_least)
			summary.runs_least = unit->profile.runs;
		if (unit->profile.runs > summary.runs)
			summary.runs = unit->profile.runs;
		if (unit->profile.sum_max > summary.sum_max)
			summary.sum_max = unit->profile.sum_max;
		if (unit->profile.hot_threshold.known &&
		    (!summary.hot_threshold.known ||
		     unit->profile.hot_threshold.value > summary.hot_threshold.value))
			summary.hot_threshold = unit->profile.hot_threshold;
	}
	return summary;
}

/* --- small print --- */

static void print_count(FILE *out, uint64_t n, const char *word)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_unsigned(&text, n);
	fprintf(out, "%s %s%s", text.text, word, n == 1 ? "" : "s");
	pgl_strbuf_release(&text);
}

static void print_number(FILE *out, uint64_t n)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_unsigned(&text, n);
	fputs(text.text, out);
	pgl_strbuf_release(&text);
}

/* --- the head --- */

static void print_build(const struct pgl_diff *diff, enum pgl_side side, FILE *out)
{
	struct pgl_build_summary summary = pgl_build_summarize(diff, side);

	fprintf(out, "%s  %s: ", side_words[side],
		diff->weights->match->identity->forest[side]->build->name);
	print_count(out, summary.n_units, "unit");
	fputs(", ", out);
	print_count(out, summary.n_sites, "call site");
	if (summary.n_found) {
		fputs(", profile of ", out);
		/* Units of other programs trained in other runs. */
		if (summary.runs_least < summary.runs) {
			print_number(out, summary.runs_least);
			fputs(" to ", out);
		}
		print_count(out, summary.runs, "run");
		if (summary.n_found < summary.n_with_code)
			fprintf(out, " found for %zu units", summary.n_found);
		fputs(", highest count ", out);
		print_number(out, summary.sum_max);
	} else {
		fputs(summary.n_instrumented ? ", instrumented"
		      : summary.n_used	     ? ", profile missing"
					     : ", no profile",
		      out);
	}
	fputc('\n', out);
}

static void print_only(const struct pgl_match *match, enum pgl_side side, FILE *out)
{
	const char *separator = " (";

	fprintf(out, "\n  only in %s: ", side_words[side]);
	print_number(out, match->n[side][PGL_PAIRING_ALONE]);
	for (int class = PGL_CLASS_NONE + 1; class < PGL_CLASS_N; class ++) {
		uint32_t n = pgl_match_n_class(match, side, class);

		if (!n || class == PGL_CLASS_AMBIGUOUS)
			continue;
		fprintf(out, "%s%s ", separator, pgl_class_word(class));
		print_number(out, n);
		separator = ", ";
	}
	if (*separator == ',')
		fputc(')', out);
}

/* Says how many sites with PAIRING, which are not calls of the source, each build has; WHAT names them. */
static void print_apart(const struct pgl_match *match, enum pgl_pairing pairing, const char *what,
			FILE *out)
{
	if (!match->n[PGL_OLD][pairing] && !match->n[PGL_NEW][pairing])
		return;
	fprintf(out, "\n  not counted: %s, ", what);
	print_number(out, match->n[PGL_OLD][pairing]);
	fputs(" in OLD, ", out);
	print_number(out, match->n[PGL_NEW][pairing]);
	fputs(" in NEW", out);
}

static void print_match(const struct pgl_match *match, FILE *out)
{
	const uint32_t *old = match->n[PGL_OLD], *new = match->n[PGL_NEW];

	fputs("Paired ", out);
	print_count(out, pgl_match_n_paired(match), "call site");
	fputs(": ", out);
	print_number(out, old[PGL_PAIRING_EXACT]);
	fputs(" exact, ", out);
	print_number(out, old[PGL_PAIRING_ORDER]);
	fputs(" by order, ", out);
	print_number(out, old[PGL_PAIRING_NEIGHBOUR]);
	fputs(" by neighbours; ", out);
	print_number(out, old[PGL_PAIRING_AMBIGUOUS] + (uint64_t) new[PGL_PAIRING_AMBIGUOUS]);
	fputs(" ambiguous", out);
	print_only(match, PGL_OLD, out);
	print_only(match, PGL_NEW, out);
	print_apart(match, PGL_PAIRING_PART, "calls of split parts", out);
	print_apart(match, PGL_PAIRING_GUESS, "guesses at indirect calls' targets", out);
	print_apart(match, PGL_PAIRING_DUPLICATE, "calls duplicated by the compiler", out);
	fputc('\n', out);
}

/* Prints TEXT in lines of WIDTH; the first line has USED columns already. */
static void print_wrapped(const char *text, size_t used, size_t width, FILE *out)
{
	while (*text) {
		size_t length = strcspn(text, " ");

		if (used > NOTE_INDENT && used + 1 + length > width) {
			fprintf(out, "\n%*s", NOTE_INDENT, "");
			used = NOTE_INDENT;
		} else {
			fputc(' ', out);
			used++;
		}
		fwrite(text, 1, length, out);
		used += length;
		text += length + (text[length] == ' ');
	}
}

static void print_remark(const struct pgl_remark *remark, const struct pgl_folders *folders,
			 const struct pgl_style *style, FILE *out)
{
	enum pgl_colour colour = remark->is_unfair ? PGL_COLOUR_RED : PGL_COLOUR_DIM;
	const char *word = remark->is_unfair ? "NOT FAIR:" : "note:";
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "%s: %s", remark->what, remark->detail);
	if (remark->source)
		pgl_strbuf_addf(&text, " (%s", pgl_below_folder(folders, remark->source));
	if (remark->source && remark->n_units > 1)
		pgl_strbuf_addf(&text, " and %zu more", remark->n_units - 1);
	if (remark->source)
		pgl_strbuf_add_char(&text, ')');
	pgl_strbuf_defuse(&text, 0);
	fprintf(out, "%s%s", pgl_colour_start(style, colour), word);
	print_wrapped(text.text, strlen(word), style->columns ? style->columns : USUAL_WIDTH, out);
	fprintf(out, "%s\n", pgl_colour_end(style, colour));
	pgl_strbuf_release(&text);
}

/* Prints the remarks that make the comparison unfair, or the others. */
static void print_fairness(const struct pgl_diff_view *view, bool is_unfair,
			   const struct pgl_style *style, FILE *out)
{
	const struct pgl_fairness *fairness = view->fairness;
	struct pgl_folders folders = view->diff->folders;
	bool is_first = true;

	for (size_t i = 0; i < fairness->n; i++) {
		if (fairness->item[i].is_unfair != is_unfair)
			continue;
		if (is_first)
			fputc('\n', out);
		is_first = false;
		print_remark(&fairness->item[i], &folders, style, out);
	}
}

/* Names the folders that file names were shortened by. */
static void print_folders(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	struct pgl_strbuf folder = PGL_STRBUF_INIT;
	struct pgl_folders folders = diff->folders;
	bool is_same =
		folders.length[PGL_OLD] == folders.length[PGL_NEW] &&
		!strncmp(folders.path[PGL_OLD], folders.path[PGL_NEW], folders.length[PGL_OLD]);

	for (int side = 0; side < (is_same ? 1 : PGL_SIDES); side++) {
		if (!folders.length[side])
			continue;
		pgl_strbuf_reset(&folder);
		pgl_strbuf_add_n(&folder, folders.path[side], folders.length[side]);
		pgl_strbuf_defuse(&folder, 0);
		fprintf(out, "%s%s are below %s%s\n", pgl_colour_start(style, PGL_COLOUR_DIM),
			is_same ? "files"
			: side	? "NEW's files"
				: "OLD's files",
			folder.text, pgl_colour_end(style, PGL_COLOUR_DIM));
	}
	pgl_strbuf_release(&folder);
}

/* Explains "~" if the output has one. */
static void print_legend(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	bool is_used = false;

	for (int side = 0; side < PGL_SIDES; side++)
		is_used |= diff->weights->side[side].estimated.inside ||
			   diff->weights->side[side].estimated.outside;
	for (int kind = 0; kind < PGL_KIND_N; kind++)
		is_used |= diff->kinds[kind].is_estimated;
	if (is_used)
		fprintf(out, "%s~ is estimated from the counts around it, not recorded%s\n",
			pgl_colour_start(style, PGL_COLOUR_DIM),
			pgl_colour_end(style, PGL_COLOUR_DIM));
}

/* --- the whole --- */

static void print_rest(size_t n, FILE *out)
{
	if (!n)
		return;
	fputs("... and ", out);
	print_number(out, n);
	fputs(" more (--all)\n", out);
}

static void print_events(const struct pgl_diff_view *view, const struct pgl_style *style, FILE *out)
{
	struct pgl_folders folders = view->diff->folders;

	pgl_diff_print_event_sums(view->events, style, out);
	pgl_diff_print_events(view->events, view->n_events, &folders, style, out);
	print_rest(view->events->n_changes - view->n_events, out);
}

void pgl_diff_text(const struct pgl_diff_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_diff *diff = view->diff;

	for (int side = 0; side < PGL_SIDES; side++)
		print_build(diff, side, out);
	print_match(diff->weights->match, out);
	print_fairness(view, true, style, out);
	if (diff->n_changes) {
		pgl_diff_print_totals(diff, style, out);
		pgl_diff_print_kinds(diff, style, out);
		pgl_diff_print_functions(diff, style, out);
		print_changes(diff, view->n_changes, style, out);
		print_rest(diff->n_changes - view->n_changes, out);
	} else {
		fputs(view->events->n_changes ? "\nNo changes of calls.\n" : "\nNo changes.\n",
		      out);
	}
	print_events(view, style, out);
	if (view->measured)
		pgl_measured_print(view->measured, view->n_measured, style, out);
	if (diff->n_changes || view->events->n_changes) {
		print_folders(diff, style, out);
		print_legend(diff, style, out);
	}
	print_fairness(view, false, style, out);
}
