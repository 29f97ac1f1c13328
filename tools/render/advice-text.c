/* What became of advice that was built and measured, as text. See render-advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/advice-internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "render/attribute-text.h"
#include "base/xalloc.h"

#include "base/banned.h"

static const struct pgl_advice_result *result_of(const void *rows, size_t row)
{
	const struct pgl_advice_rows *all = rows;

	return &all->check->results[all->number ? all->number[row] : row];
}

/* Kept -------------------------------------------------------------------------------------- */

static double step_of(const struct pgl_advice_rows *rows, size_t row)
{
	const struct pgl_advice_check *check = rows->check;

	if (rows->timed)
		return rows->timed->steps[row].value;
	return (row ? check->costs[row - 1] : check->old) - check->costs[row];
}

static double gain_of(const struct pgl_advice_rows *rows)
{
	return rows->timed ? rows->timed->gain.value : rows->check->gain;
}

static void fill_step(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_rows *all = rows;

	pgl_add_cost(&cell->text, all->metric, step_of(all, row), true);
}

static void fill_share(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_percent(&cell->text, step_of(rows, row), gain_of(rows));
}

static void fill_interval(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_rows *all = rows;

	if (!all->timed)
		return;
	pgl_add_cost(&cell->text, all->metric, all->timed->steps[row].interval.low, true);
	pgl_strbuf_add(&cell->text, " to ");
	pgl_add_cost(&cell->text, all->metric, all->timed->steps[row].interval.high, true);
}

static void fill_cost(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_rows *all = rows;

	if (!all->timed)
		pgl_add_cost(&cell->text, all->metric, all->check->costs[row], false);
}

static void fill_alone(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_rows *all = rows;

	if (!all->timed)
		pgl_add_cost(&cell->text, all->metric, result_of(rows, row)->alone, true);
}

static void fill_left_out(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_rows *all = rows;

	if (!all->timed)
		pgl_add_cost(&cell->text, all->metric, result_of(rows, row)->left_out, true);
}

static void fill_proved(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_result *result = result_of(rows, row);
	uint32_t n = pgl_advice_line_of(rows, row)->n_sites;

	if (!n || ((const struct pgl_advice_rows *)rows)->timed)
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
	{"line", pgl_advice_fill_name, false, PGL_CUT_END},
	{"as in NEW", fill_proved, false, PGL_CUT_NOTHING},
	{"place", pgl_advice_fill_place, false, PGL_CUT_START},
};

/* Dropped ----------------------------------------------------------------------------------- */

static void fill_fate(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, pgl_advice_outcome_word(result_of(rows, row)->outcome));
}

static void fill_tested(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_result *result = result_of(rows, row);
	enum pgl_metric metric = ((const struct pgl_advice_rows *)rows)->metric;

	if (result->outcome == PGL_ADVICE_OUTCOME_BROKEN) {
		pgl_strbuf_add(&cell->text, result->why);
	} else if (result->outcome == PGL_ADVICE_OUTCOME_REDUNDANT) {
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
	{"line", pgl_advice_fill_name, false, PGL_CUT_END},
	{"measured", fill_tested, false, PGL_CUT_END},
	{"place", pgl_advice_fill_place, false, PGL_CUT_START},
};

static void print_dropped(const struct pgl_advice_rows *rows, const struct pgl_style *style,
			  FILE *out)
{
	size_t *dropped = pgl_xcalloc(rows->advice->n_lines + 1, sizeof *dropped), n = 0;
	struct pgl_advice_rows those = *rows;

	for (size_t i = 0; i < rows->advice->n_lines; i++)
		if (rows->check->results[i].outcome != PGL_ADVICE_OUTCOME_KEPT)
			dropped[n++] = i;
	those.number = dropped;
	if (n)
		fputc('\n', out);
	pgl_advice_print(&those, dropped_columns, sizeof dropped_columns / sizeof *dropped_columns,
			 n, style, out);
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

void pgl_advice_add_keeps(const struct pgl_advice_check *check, struct pgl_strbuf *text)
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

void pgl_advice_print_check(const struct pgl_advice_rows *rows, const struct pgl_style *style,
			    FILE *out)
{
	const struct pgl_advice_check *check = rows->check;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_advice_rows kept = *rows;

	pgl_advice_add_keeps(check, &text);
	fputs(text.text, out);
	if (!(check->gain > 0))
		fputs("PGO gains nothing here: there is nothing to keep\n", out);
	fprintf(out, "%zu of %zu lines kept; %zu builds%s\n", check->n_kept, rows->advice->n_lines,
		check->n_builds, check->is_spent ? ", all that --budget allows" : "");
	kept.number = check->kept;
	if (check->n_kept)
		fputc('\n', out);
	pgl_advice_print(&kept, kept_columns, sizeof kept_columns / sizeof *kept_columns,
			 check->n_kept, style, out);
	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		if (!check->timed[metric].is_measured)
			continue;
		kept.timed = &check->timed[metric];
		kept.metric = (enum pgl_metric)metric;
		pgl_strbuf_reset(&text);
		add_timed(kept.timed, kept.metric, &text);
		fprintf(out, "\n%s\n", text.text);
		pgl_advice_print(&kept, kept_columns, sizeof kept_columns / sizeof *kept_columns,
				 check->n_kept, style, out);
	}
	print_dropped(rows, style, out);
	pgl_strbuf_release(&text);
}
