/* Advice as text and as a patch. See render-advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/xalloc.h"
#include "render/advice-text.h"
#include "render/attribute-text.h"

struct rows {
	const struct pgl_advice *advice;
	const struct pgl_advice_check *check;
	const size_t *number; /* which lines; NULL: all */
	const struct pgl_advice_timed *timed;
	enum pgl_metric metric;
};

/* In text; JSON has them all. */
enum { MOST_REFUSED = 10 };

static size_t number_of(const void *rows, size_t row)
{
	const struct rows *all = rows;

	return all->number ? all->number[row] : row;
}

static const struct pgl_advice_line *line_of(const void *rows, size_t row)
{
	return &((const struct rows *)rows)->advice->lines[number_of(rows, row)];
}

void pgl_advice_add_decisions(const struct pgl_advice_line *line, struct pgl_strbuf *text)
{
	uint32_t un = line->n_sites - line->n_newly_inlined;

	if (line->n_newly_inlined)
		pgl_strbuf_addf(text, "%" PRIu32 " newly inlined", line->n_newly_inlined);
	if (un)
		pgl_strbuf_addf(text, "%s%" PRIu32 " un-inlined", text->length ? ", " : "", un);
	if (line->n_functions)
		pgl_strbuf_addf(text, "%" PRIu32 " not split", line->n_functions);
	if (line->kind == PGL_ADVICE_EXPECT) {
		pgl_strbuf_addf(text, "holds %.1f %% of ", 100 * line->holds);
		pgl_add_real(text, line->asked);
		pgl_strbuf_addf(text, ", guessed %.1f %%", 100 * line->guessed);
	}
}

/* What all tables have ------------------------------------------------------------------------ */

static void fill_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_advice_add_name(line_of(rows, row), &cell->text);
}

static void fill_place(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_line *line = line_of(rows, row);
	const struct rows *all = rows;

	if (line->edit.source != PGL_NONE)
		pgl_strbuf_addf(&cell->text, "%s:%" PRIu32,
				all->advice->sources.item[line->edit.source].path, line->edit.line);
}

/* As found ---------------------------------------------------------------------------------- */

static void fill_decisions(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_advice_add_decisions(line_of(rows, row), &cell->text);
}

static void add_estimate(struct pgl_cell *cell, double value)
{
	if (!(value > 0))
		return;
	pgl_strbuf_add_char(&cell->text, '~');
	pgl_add_real(&cell->text, value);
}

/* "+" and the metric's unit are the attribution's. */
static void fill_caused(const void *rows, size_t row, struct pgl_cell *cell)
{
	double caused = line_of(rows, row)->caused;

	if (isnan(caused))
		return;
	pgl_strbuf_add(&cell->text, caused < 0 ? "" : "+");
	pgl_add_real(&cell->text, caused);
}

static void fill_saved(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_estimate(cell, line_of(rows, row)->saved);
}

static void fill_spared(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_estimate(cell, line_of(rows, row)->spared);
}

static void fill_overshot(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_line *line = line_of(rows, row);

	if (!line->n_overshot)
		return;
	pgl_strbuf_addf(&cell->text, "%" PRIu32 " %s", line->n_overshot,
			line->n_functions ? "functions" : "calls");
	if (line->overshot > 0) {
		pgl_strbuf_add(&cell->text, ", run ~");
		pgl_add_real(&cell->text, line->overshot);
	}
}

static const struct pgl_column found_columns[] = {
	{"line", fill_name, false, PGL_CUT_END},
	{"reproduces", fill_decisions, false, PGL_CUT_NOTHING},
	{"caused", fill_caused, true, PGL_CUT_NOTHING},
	{"saves calls", fill_saved, true, PGL_CUT_NOTHING},
	{"spares entries", fill_spared, true, PGL_CUT_NOTHING},
	{"overshoots", fill_overshot, false, PGL_CUT_NOTHING},
	{"place", fill_place, false, PGL_CUT_START},
};

static void print_rows(const struct rows *rows, const struct pgl_column *columns, size_t n_columns,
		       size_t n_rows, const struct pgl_style *style, FILE *out)
{
	struct pgl_table table = {
		.columns = columns, .n_columns = n_columns, .rows = rows, .n_rows = n_rows};

	pgl_table_print(&table, style, out);
}

static const struct pgl_advice_result *result_of(const void *rows, size_t row)
{
	const struct rows *all = rows;

	return &all->check->results[all->number ? all->number[row] : row];
}

/* Kept -------------------------------------------------------------------------------------- */

static double step_of(const struct rows *rows, size_t row)
{
	const struct pgl_advice_check *check = rows->check;

	if (rows->timed)
		return rows->timed->steps[row].value;
	return (row ? check->costs[row - 1] : check->old) - check->costs[row];
}

static double gain_of(const struct rows *rows)
{
	return rows->timed ? rows->timed->gain.value : rows->check->gain;
}

static void fill_step(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct rows *all = rows;

	pgl_add_cost(&cell->text, all->metric, step_of(all, row), true);
}

static void fill_share(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_percent(&cell->text, step_of(rows, row), gain_of(rows));
}

static void fill_interval(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct rows *all = rows;

	if (!all->timed)
		return;
	pgl_add_cost(&cell->text, all->metric, all->timed->steps[row].interval.low, true);
	pgl_strbuf_add(&cell->text, " to ");
	pgl_add_cost(&cell->text, all->metric, all->timed->steps[row].interval.high, true);
}

static void fill_cost(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct rows *all = rows;

	if (!all->timed)
		pgl_add_cost(&cell->text, all->metric, all->check->costs[row], false);
}

static void fill_alone(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct rows *all = rows;

	if (!all->timed)
		pgl_add_cost(&cell->text, all->metric, result_of(rows, row)->alone, true);
}

static void fill_left_out(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct rows *all = rows;

	if (!all->timed)
		pgl_add_cost(&cell->text, all->metric, result_of(rows, row)->left_out, true);
}

static void fill_proved(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_result *result = result_of(rows, row);
	uint32_t n = line_of(rows, row)->n_sites;

	if (!n || ((const struct rows *)rows)->timed)
		return;
	pgl_strbuf_addf(&cell->text, "%" PRIu32 " of %" PRIu32, result->n_reproduced, n);
	if (result->n_unknown)
		pgl_strbuf_addf(&cell->text, ", %" PRIu32 " not there", result->n_unknown);
}

static const struct pgl_column kept_columns[] = {
	{"step", fill_step, true, PGL_CUT_NOTHING},
	{"of gain", fill_share, true, PGL_CUT_NOTHING},
	{"95 %", fill_interval, false, PGL_CUT_NOTHING},
	{"cost then", fill_cost, true, PGL_CUT_NOTHING},
	{"alone", fill_alone, true, PGL_CUT_NOTHING},
	{"left out", fill_left_out, true, PGL_CUT_NOTHING},
	{"line", fill_name, false, PGL_CUT_END},
	{"as in NEW", fill_proved, false, PGL_CUT_NOTHING},
	{"place", fill_place, false, PGL_CUT_START},
};

/* Dropped ----------------------------------------------------------------------------------- */

static void fill_fate(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, pgl_advice_fate_word(result_of(rows, row)->fate));
}

static void fill_tested(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_result *result = result_of(rows, row);
	enum pgl_metric metric = ((const struct rows *)rows)->metric;

	if (result->fate == PGL_ADVICE_FATE_BROKEN) {
		pgl_strbuf_add(&cell->text, result->why);
	} else if (result->fate == PGL_ADVICE_FATE_REDUNDANT) {
		pgl_add_cost(&cell->text, metric, result->left_out, true);
		pgl_strbuf_add(&cell->text, " left out");
	} else if (result->group_size == 1) {
		pgl_add_cost(&cell->text, metric, result->group, true);
		pgl_strbuf_add(&cell->text, isnan(result->alone) ? " with those kept" : " alone");
	} else if (result->group_size) {
		pgl_add_cost(&cell->text, metric, result->group, true);
		pgl_strbuf_addf(&cell->text, " with %zu others", result->group_size - 1);
	}
}

static const struct pgl_column dropped_columns[] = {
	{"dropped", fill_fate, false, PGL_CUT_NOTHING},
	{"line", fill_name, false, PGL_CUT_END},
	{"measured", fill_tested, false, PGL_CUT_END},
	{"place", fill_place, false, PGL_CUT_START},
};

static void print_dropped(const struct rows *rows, const struct pgl_style *style, FILE *out)
{
	size_t *dropped = pgl_xcalloc(rows->advice->n_lines + 1, sizeof *dropped), n = 0;
	struct rows those = *rows;

	for (size_t i = 0; i < rows->advice->n_lines; i++)
		if (rows->check->results[i].fate != PGL_ADVICE_FATE_KEPT)
			dropped[n++] = i;
	those.number = dropped;
	if (n)
		fputc('\n', out);
	print_rows(&those, dropped_columns, sizeof dropped_columns / sizeof *dropped_columns, n,
		   style, out);
	free(dropped);
}

/* The arithmetic ---------------------------------------------------------------------------- */

static void add_difference(struct pgl_strbuf *text, enum pgl_metric metric, double a, double b)
{
	pgl_add_cost(text, metric, a - b, true);
	pgl_strbuf_add(text, " = ");
	pgl_add_cost(text, metric, a, false);
	pgl_strbuf_add(text, " - ");
	pgl_add_cost(text, metric, b, false);
}

static double patched_cost(const struct pgl_advice_check *check)
{
	return check->n_kept ? check->costs[check->n_kept - 1] : check->old;
}

/* What OLD with WHAT, which costs COST, keeps of the part of inlining. */
static void add_kept_of_part(const struct pgl_advice_check *check, const char *what, double cost,
			     struct pgl_strbuf *text)
{
	pgl_strbuf_addf(text, "\nkept by %s ", what);
	add_difference(text, check->metric, check->old, cost);
	if (!(check->part > 0))
		return;
	pgl_strbuf_add(text, ": ");
	pgl_add_percent(text, check->old - cost, check->part);
	pgl_strbuf_add(text, " of that part");
}

static void add_keeps(const struct pgl_advice_check *check, struct pgl_strbuf *text)
{
	double keeps = check->old - patched_cost(check);

	pgl_strbuf_addf(text, "%s: gain of NEW ", pgl_metric_words[check->metric]);
	add_difference(text, check->metric, check->old, check->new);
	pgl_strbuf_addf(text, "\nkept without the profile ");
	add_difference(text, check->metric, check->old, patched_cost(check));
	pgl_strbuf_add(text, ": ");
	pgl_add_percent(text, keeps, check->gain);
	pgl_strbuf_add(text, " of the gain\n");
	if (!check->has_part) {
		pgl_strbuf_addf(text, "part of inlining: not known: %s\n", check->no_part);
		return;
	}
	pgl_strbuf_add(text, "part of inlining in NEW");
	if (check->best != PGL_PART_BOTH)
		pgl_strbuf_addf(text, ", %s alone", pgl_part_word(check->best));
	pgl_strbuf_add_char(text, ' ');
	add_difference(text, check->metric, check->without, check->with[check->best]);
	if (check->best != PGL_PART_BOTH) {
		pgl_strbuf_add(text, "; both ");
		add_difference(text, check->metric, check->without, check->with[PGL_PART_BOTH]);
	}
	add_kept_of_part(check, "the lines about inlining", check->inlining_cost, text);
	if (check->cost_without_flags < check->inlining_cost ||
	    check->cost_without_flags > check->inlining_cost)
		add_kept_of_part(check, "all lines but the profile's options",
				 check->cost_without_flags, text);
	pgl_strbuf_add(text, "\nthe same decisions put into OLD by replay ");
	add_difference(text, check->metric, check->old, check->old - check->replayed_part);
	if (check->replayed_part > 0) {
		pgl_strbuf_add(text, ": the lines keep ");
		pgl_add_percent(text, check->old - check->inlining_cost, check->replayed_part);
		pgl_strbuf_add(text, " of that");
	}
	pgl_strbuf_add_char(text, '\n');
}

static void add_interval(struct pgl_strbuf *text, enum pgl_metric metric, struct pgl_gain gain)
{
	pgl_add_cost(text, metric, gain.value, true);
	pgl_strbuf_add(text, " (");
	pgl_add_cost(text, metric, gain.interval.low, true);
	pgl_strbuf_add(text, " to ");
	pgl_add_cost(text, metric, gain.interval.high, true);
	pgl_strbuf_add_char(text, ')');
}

static void add_timed(const struct pgl_advice_timed *timed, enum pgl_metric metric,
		      struct pgl_strbuf *text)
{
	pgl_strbuf_addf(text, "%s: gain of NEW ", pgl_metric_words[metric]);
	add_interval(text, metric, timed->gain);
	pgl_strbuf_add(text, "; kept ");
	add_interval(text, metric, timed->keeps);
	if (pgl_interval_has_zero(timed->gain.interval))
		pgl_strbuf_add(text, "; the gain is not resolved, and so no share of it");
	else
		pgl_strbuf_addf(text, ": %.0f %% (%.0f to %.0f) of the gain",
				100 * timed->share.value, 100 * timed->share.interval.low,
				100 * timed->share.interval.high);
	pgl_strbuf_add_char(text, '\n');
}

static void print_check(const struct rows *rows, const struct pgl_style *style, FILE *out)
{
	const struct pgl_advice_check *check = rows->check;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct rows kept = *rows;

	add_keeps(check, &text);
	fputs(text.text, out);
	if (!(check->gain > 0))
		fputs("PGO gains nothing here: there is nothing to keep\n", out);
	fprintf(out, "%zu of %zu lines kept; %zu builds%s\n", check->n_kept, rows->advice->n_lines,
		check->n_builds, check->is_spent ? ", all that --budget allows" : "");
	kept.number = check->kept;
	if (check->n_kept)
		fputc('\n', out);
	print_rows(&kept, kept_columns, sizeof kept_columns / sizeof *kept_columns, check->n_kept,
		   style, out);
	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		if (!check->timed[metric].is_measured)
			continue;
		kept.timed = &check->timed[metric];
		kept.metric = (enum pgl_metric)metric;
		pgl_strbuf_reset(&text);
		add_timed(kept.timed, kept.metric, &text);
		fprintf(out, "\n%s\n", text.text);
		print_rows(&kept, kept_columns, sizeof kept_columns / sizeof *kept_columns,
			   check->n_kept, style, out);
	}
	print_dropped(rows, style, out);
	pgl_strbuf_release(&text);
}

/* Refused ----------------------------------------------------------------------------------- */

static const struct pgl_advice_refused *refused_of(const void *rows, size_t row)
{
	return &((const struct rows *)rows)->advice->refused[row];
}

static void fill_refused(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_refused *refused = refused_of(rows, row);

	pgl_strbuf_addf(&cell->text, "%s %s", pgl_advice_word(refused->kind), refused->function);
}

static void fill_refused_rank(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_estimate(cell, refused_of(rows, row)->rank);
}

static void fill_why(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, refused_of(rows, row)->why);
}

static void fill_refused_place(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, refused_of(rows, row)->place);
}

static const struct pgl_column refused_columns[] = {
	{"can't be said", fill_refused, false, PGL_CUT_END},
	{"rank", fill_refused_rank, true, PGL_CUT_NOTHING},
	{"because", fill_why, false, PGL_CUT_NOTHING},
	{"place", fill_refused_place, false, PGL_CUT_START},
};

static void print_refused(const struct rows *rows, const struct pgl_style *style, FILE *out)
{
	size_t n = rows->advice->n_refused, shown = n > MOST_REFUSED ? MOST_REFUSED : n;

	if (n)
		fputc('\n', out);
	print_rows(rows, refused_columns, sizeof refused_columns / sizeof *refused_columns, shown,
		   style, out);
	if (shown < n)
		fprintf(out, "... and %zu more (--format=json)\n", n - shown);
}

static size_t count_conditions(const struct pgl_advice *advice)
{
	size_t n = 0;

	for (size_t i = 0; i < advice->n_lines; i++)
		n += advice->lines[i].kind == PGL_ADVICE_EXPECT;
	return n;
}

void pgl_advice_text(const struct pgl_advice *advice, const struct pgl_advice_check *check,
		     const struct pgl_style *style, FILE *out)
{
	struct rows rows = {advice, check, NULL, NULL,
			    check ? check->metric : PGL_METRIC_INSTRUCTIONS};

	if (check) {
		print_check(&rows, style, out);
	} else {
		size_t n_conditions = count_conditions(advice);

		fprintf(out, "%zu lines for %" PRIu32 " calls that differ", advice->n_lines,
			advice->plans->n_sites);
		if (n_conditions)
			fprintf(out, " and %zu conditions", n_conditions);
		fputs(", estimated from the records; --verify tells what they keep\n", out);
		if (advice->n_lines)
			fputc('\n', out);
		print_rows(&rows, found_columns, sizeof found_columns / sizeof *found_columns,
			   advice->n_lines, style, out);
	}
	if (advice->n_left_out)
		fprintf(out, "... and %zu lines of lower rank that were left out (--lines)\n",
			advice->n_left_out);
	if (advice->lacks_branches)
		fputs("no lines about conditions: the records have no branches; build with "
		      "-fplugin-arg-pgolens-branches\n",
		      out);
	print_refused(&rows, style, out);
}

/* The patch --------------------------------------------------------------------------------- */

/* TEXT, each line after "# ". */
static void print_words(const char *text, FILE *out)
{
	for (const char *line = text; *line;) {
		size_t length = strcspn(line, "\n");

		fprintf(out, "# %.*s\n", (int)length, line);
		line += length + (line[length] == '\n');
	}
}

void pgl_advice_patch_text(const struct pgl_advice *advice, const struct pgl_advice_check *check,
			   FILE *out)
{
	bool *chosen = check ? pgl_advice_chosen(check) : NULL;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (check)
		add_keeps(check, &text);
	else
		pgl_strbuf_add(&text, "estimated from the records; --verify tells what it keeps\n");
	print_words(text.text, out);
	pgl_strbuf_reset(&text);
	pgl_advice_flags(advice, chosen, &text);
	if (text.length)
		fprintf(out, "# add to the flags: %s\n", text.text);
	pgl_strbuf_reset(&text);
	pgl_advice_patch(advice, chosen, &text);
	fwrite(text.text, 1, text.length, out);
	pgl_strbuf_release(&text);
	free(chosen);
}
