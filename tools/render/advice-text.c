/* Advice as text and as a patch. See advice-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/advice-text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/xalloc.h"
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

static void add_name_cell(struct pgl_cells *cells, const struct pgl_advice_line *line)
{
	pgl_advice_add_name(line, pgl_cell_left(cells, "line", PGL_CUT_END));
}

static void add_location_cell(struct pgl_cells *cells, const struct rows *rows,
			      const struct pgl_advice_line *line)
{
	struct pgl_strbuf *text = pgl_cell_left(cells, "location", PGL_CUT_START);

	if (line->edit.source != PGL_NONE)
		pgl_strbuf_addf(text, "%s:%" PRIu32,
				rows->advice->sources.item[line->edit.source].path,
				line->edit.line);
}

/* As found ---------------------------------------------------------------------------------- */

static void add_estimate(struct pgl_strbuf *text, double value)
{
	if (!(value > 0))
		return;
	pgl_strbuf_add_char(text, '~');
	pgl_add_real(text, value);
}

/* "+" and the metric's unit are the attribution's. */
static void add_caused(struct pgl_strbuf *text, double caused)
{
	if (isnan(caused))
		return;
	pgl_strbuf_add(text, caused < 0 ? "" : "+");
	pgl_add_real(text, caused);
}

static void add_overshot(struct pgl_strbuf *text, const struct pgl_advice_line *line)
{
	if (!line->n_overshot)
		return;
	pgl_strbuf_addf(text, "%" PRIu32 " %s%s", line->n_overshot,
			line->n_functions ? "function" : "call", line->n_overshot == 1 ? "" : "s");
	if (line->overshot > 0) {
		pgl_strbuf_add(text, ", executed ~");
		pgl_add_real(text, line->overshot);
	}
}

static void fill_found(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct pgl_advice_line *line = line_of(rows, row);

	add_name_cell(cells, line);
	pgl_advice_add_decisions(line, pgl_cell_left(cells, "reproduces", PGL_CUT_NOTHING));
	add_caused(pgl_cell_right(cells, "caused"), line->caused);
	add_estimate(pgl_cell_right(cells, "saves calls"), line->saved);
	add_estimate(pgl_cell_right(cells, "spares entries"), line->spared);
	add_overshot(pgl_cell_left(cells, "overshoots", PGL_CUT_NOTHING), line);
	add_location_cell(cells, rows, line);
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

static void add_step_interval(struct pgl_strbuf *text, const struct rows *rows, size_t row)
{
	const struct pgl_interval *interval = &rows->timed->steps[row].interval;

	pgl_add_cost(text, rows->metric, interval->low, true);
	pgl_strbuf_add(text, " to ");
	pgl_add_cost(text, rows->metric, interval->high, true);
}

/* How many of the calls that LINE targets are decided as in NEW. */
static void add_matching(struct pgl_strbuf *text, const struct pgl_advice_line *line,
			 const struct pgl_advice_result *result)
{
	if (!line->n_sites)
		return;
	pgl_strbuf_addf(text, "%" PRIu32 " of %" PRIu32, result->n_reproduced, line->n_sites);
	if (result->n_unknown)
		pgl_strbuf_addf(text, ", %" PRIu32 " absent", result->n_unknown);
}

/* Times are of the steps only; what was counted has all columns. */
static void fill_kept(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct rows *all = rows;
	const struct pgl_advice_result *result = result_of(rows, row);
	const struct pgl_advice_line *line = line_of(rows, row);
	const char *const counted[] = {"cost then", "alone", "left out"};
	const double costs[] = {all->timed ? 0 : all->check->costs[row], result->alone,
				result->left_out};
	struct pgl_strbuf *text;

	pgl_add_cost(pgl_cell_right(cells, "step"), all->metric, step_of(all, row), true);
	pgl_add_percent(pgl_cell_right(cells, "of gain"), step_of(all, row), gain_of(all));
	text = pgl_cell_left(cells, "95 %", PGL_CUT_NOTHING);
	if (all->timed)
		add_step_interval(text, all, row);
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		text = pgl_cell_right(cells, counted[i]);
		if (!all->timed)
			pgl_add_cost(text, all->metric, costs[i], i > 0);
	}
	add_name_cell(cells, line);
	text = pgl_cell_left(cells, "as in NEW", PGL_CUT_NOTHING);
	if (!all->timed)
		add_matching(text, line, result);
	add_location_cell(cells, all, line);
}

/* Dropped ----------------------------------------------------------------------------------- */

static void add_tested(struct pgl_strbuf *text, const struct pgl_advice_result *result,
		       enum pgl_metric metric)
{
	if (result->outcome == PGL_ADVICE_OUTCOME_BROKEN) {
		pgl_strbuf_add(text, result->why);
	} else if (result->outcome == PGL_ADVICE_OUTCOME_REDUNDANT) {
		pgl_add_cost(text, metric, result->left_out, true);
		pgl_strbuf_add(text, " left out");
	} else if (result->group_size == 1) {
		pgl_add_cost(text, metric, result->group, true);
		pgl_strbuf_add(text, isnan(result->alone) ? " with those kept" : " alone");
	} else if (result->group_size) {
		pgl_add_cost(text, metric, result->group, true);
		pgl_strbuf_addf(text, " with %zu other%s", result->group_size - 1,
				result->group_size == 2 ? "" : "s");
	}
}

static void fill_dropped(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct rows *all = rows;
	const struct pgl_advice_result *result = result_of(rows, row);
	const struct pgl_advice_line *line = line_of(rows, row);

	pgl_cell_text(cells, "dropped", PGL_CUT_NOTHING, pgl_advice_outcome_word(result->outcome));
	add_name_cell(cells, line);
	add_tested(pgl_cell_left(cells, "measured", PGL_CUT_END), result, all->metric);
	add_location_cell(cells, all, line);
}

static void print_dropped(const struct rows *rows, const struct pgl_style *style, FILE *out)
{
	size_t *dropped = pgl_xcalloc(rows->advice->n_lines + 1, sizeof *dropped), n = 0;
	struct rows those = *rows;

	for (size_t i = 0; i < rows->advice->n_lines; i++)
		if (rows->check->results[i].outcome != PGL_ADVICE_OUTCOME_KEPT)
			dropped[n++] = i;
	those.number = dropped;
	if (n)
		fputc('\n', out);
	pgl_table_print(fill_dropped, &those, n, style, out);
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
	pgl_table_print(fill_kept, &kept, check->n_kept, style, out);
	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		if (!check->timed[metric].is_measured)
			continue;
		kept.timed = &check->timed[metric];
		kept.metric = (enum pgl_metric)metric;
		pgl_strbuf_reset(&text);
		add_timed(kept.timed, kept.metric, &text);
		fprintf(out, "\n%s\n", text.text);
		pgl_table_print(fill_kept, &kept, check->n_kept, style, out);
	}
	print_dropped(rows, style, out);
	pgl_strbuf_release(&text);
}

/* Refused ----------------------------------------------------------------------------------- */

static void fill_refused(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct pgl_advice_refused *refused =
		&((const struct rows *)rows)->advice->refused[row];

	pgl_strbuf_addf(pgl_cell_left(cells, "can't be said", PGL_CUT_END), "%s %s",
			pgl_advice_word(refused->kind), refused->function);
	add_estimate(pgl_cell_right(cells, "rank"), refused->rank);
	pgl_cell_text(cells, "because", PGL_CUT_NOTHING, refused->why);
	pgl_cell_text(cells, "location", PGL_CUT_START, refused->place);
}

static void print_refused(const struct rows *rows, const struct pgl_style *style, FILE *out)
{
	size_t n = rows->advice->n_refused, shown = n > MOST_REFUSED ? MOST_REFUSED : n;

	if (n)
		fputc('\n', out);
	pgl_table_print(fill_refused, rows, shown, style, out);
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
		pgl_table_print(fill_found, &rows, advice->n_lines, style, out);
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
