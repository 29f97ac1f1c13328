/* A column is a row of a table. See diff-tables.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-tables.h"

#include <math.h>
#include <string.h>

#include "render/columns.h"
#include "base/table.h"

enum { MOST_FUNCTIONS = 10 };
/* A function whose calls differ by less, in calls, differs by rounding. */
#define LEAST_DELTA 0.5

static void add_delta(struct pgl_cells *cells, const char *title, struct pgl_real before,
		      struct pgl_real after, bool is_estimated)
{
	struct pgl_real delta = pgl_real_minus(after, before);
	struct pgl_strbuf *text = pgl_cell_right(cells, title);

	if (!delta.known)
		return;
	if (is_estimated)
		pgl_strbuf_add_char(text, '~');
	if (delta.value > 0)
		pgl_strbuf_add_char(text, '+');
	pgl_add_executions(text, delta, false);
	pgl_cell_colour(cells, delta.value < 0	 ? PGL_COLOUR_GREEN
			       : delta.value > 0 ? PGL_COLOUR_RED
						 : PGL_COLOUR_PLAIN);
}

/* --- sums --- */

/* Of all kinds together, callers and what is summed up over them are not known: one may be in several. */
static struct pgl_kind_sum kind_sum(const struct pgl_diff *diff, size_t row)
{
	struct pgl_kind_sum sum = {0};

	if (row < PGL_KIND_N)
		return diff->kinds[row];

	for (size_t kind = 0; kind < PGL_KIND_N; kind++) {
		sum.n += diff->kinds[kind].n;
		sum.weight += diff->kinds[kind].weight;
		sum.n_unknown += diff->kinds[kind].n_unknown;
		sum.is_estimated |= diff->kinds[kind].is_estimated;
	}
	return sum;
}

static void add_pair(struct pgl_strbuf *text, const struct pgl_integer *pair)
{
	if (!pair[PGL_OLD].known)
		return;
	pgl_add_signed(text, pair[PGL_OLD].value);
	pgl_strbuf_add(text, " -> ");
	pgl_add_signed(text, pair[PGL_NEW].value);
}

static void fill_kind(struct pgl_cells *cells, const void *rows, size_t row)
{
	static const char *const meanings[] = {
		[PGL_KIND_NEWLY_INLINED] = "inlined in NEW, a call in OLD",
		[PGL_KIND_UN_INLINED] = "inlined in OLD, a call in NEW",
		[PGL_KIND_MOVED] = "inlined in both, by another inliner",
		[PGL_KIND_REASON] = "a call in both, for another reason",
		[PGL_KIND_APPEARED] = "only NEW has such a call",
		[PGL_KIND_VANISHED] = "only OLD has such a call",
		[PGL_KIND_N] = NULL,
	};
	const struct pgl_diff *diff = rows;
	struct pgl_kind_sum sum = kind_sum(diff, row);
	bool has_weights = diff->weights->source >= 0;
	struct pgl_strbuf *text;

	pgl_cell_text(cells, "change", PGL_CUT_NOTHING,
		      row < PGL_KIND_N ? pgl_kind_word(row) : "all changes");
	pgl_cell_unsigned(cells, "sites", sum.n, true);
	text = pgl_cell_right(cells, "executions in training");
	if (has_weights)
		pgl_add_executions(text, pgl_real_of(sum.weight), sum.is_estimated);
	pgl_cell_unsigned(cells, "not known of", sum.n_unknown, has_weights && sum.n_unknown);
	pgl_cell_unsigned(cells, "callers", sum.n_callers, sum.n_callers);
	add_pair(pgl_cell_right(cells, "their bytes"), sum.bytes);
	text = pgl_cell_right(cells, "size inlined");
	if (sum.growth.known)
		pgl_add_signed(text, sum.growth.value);
	pgl_cell_text(cells, "", PGL_CUT_END, meanings[row]);
	pgl_cell_colour(cells, PGL_COLOUR_DIM);
}

/* Calls of ROW: inside, outside, both. */
static struct pgl_real total_calls(const struct pgl_diff *diff, size_t row, int side)
{
	const struct pgl_side_weights *its = &diff->weights->side[side];
	struct pgl_real inside = pgl_real_of(its->inside), outside = pgl_real_of(its->outside);

	if (row < 2)
		return row ? outside : inside;
	inside.value += outside.value;
	inside.known |= outside.known;
	return inside;
}

static bool is_total_estimated(const struct pgl_diff *diff, size_t row, int side)
{
	const struct pgl_side_weights *its = &diff->weights->side[side];

	return (row != 1 && its->estimated.inside) || (row != 0 && its->estimated.outside);
}

static void fill_total(struct pgl_cells *cells, const void *rows, size_t row)
{
	static const char *const names[] = {"inside the program", "out of it", "all"};
	struct pgl_real old = total_calls(rows, row, PGL_OLD);
	struct pgl_real new = total_calls(rows, row, PGL_NEW), delta = pgl_real_minus(new, old);
	bool is_old_estimated = is_total_estimated(rows, row, PGL_OLD);
	bool is_new_estimated = is_total_estimated(rows, row, PGL_NEW);
	struct pgl_strbuf *share;

	pgl_cell_text(cells, "calls executed in training", PGL_CUT_NOTHING, names[row]);
	pgl_add_executions(pgl_cell_right(cells, "OLD"), old, is_old_estimated);
	pgl_add_executions(pgl_cell_right(cells, "NEW"), new, is_new_estimated);
	add_delta(cells, "difference", old, new, is_old_estimated || is_new_estimated);
	share = pgl_cell_right(cells, "");
	if (delta.known && delta.value != 0 && old.value > 0)
		pgl_strbuf_addf(share, "%+.1f %%", 100 * delta.value / old.value);
}

/* --- functions --- */

struct function_rows {
	const struct pgl_diff *diff;
	struct pgl_shown_columns columns;
	struct pgl_strbuf *text;
};

static void fill_function(struct pgl_cells *cells, const void *rows, size_t number)
{
	const struct function_rows *all = rows;
	const struct pgl_function_change *function = &all->diff->functions[number];
	struct pgl_row row = pgl_row_of_body(all->diff, function, all->text);

	for (size_t i = 0; i < all->columns.n; i++) {
		const struct pgl_shown_column *shown = &all->columns.item[i];

		pgl_cell_of_column(cells, shown, &row, NULL);
		if (shown->side == PGL_NEW && !strcmp(shown->column->key, "calls"))
			add_delta(cells, "difference", function->calls[PGL_OLD],
				  function->calls[PGL_NEW],
				  function->calls_is_estimated[PGL_OLD] ||
					  function->calls_is_estimated[PGL_NEW]);
	}
}

/* How many of the first functions are worth a line: those whose calls became more or fewer. */
static size_t n_functions(const struct pgl_diff *diff)
{
	size_t n = 0;

	while (n < diff->n_functions && n < MOST_FUNCTIONS) {
		const struct pgl_function_change *function = &diff->functions[n];
		struct pgl_real delta =
			pgl_real_minus(function->calls[PGL_NEW], function->calls[PGL_OLD]);

		if (!delta.known || fabs(delta.value) < LEAST_DELTA)
			break;
		n++;
	}
	return n;
}

/* --- the tables --- */

static void print_table(pgl_row_filler *fill, const struct pgl_diff *diff, size_t n_rows,
			const struct pgl_style *style, FILE *out)
{
	if (n_rows)
		fputc('\n', out);
	pgl_table_print(fill, diff, n_rows, style, out);
}

void pgl_diff_print_kinds(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	print_table(fill_kind, diff, PGL_KIND_N + 1, style, out);
}

void pgl_diff_print_totals(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	if (diff->weights->source >= 0)
		print_table(fill_total, diff, 3, style, out);
}

void pgl_diff_print_functions(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct function_rows rows = {.diff = diff, .text = &text};
	size_t n = n_functions(diff);

	pgl_show_columns(&rows.columns, &pgl_body_columns);
	pgl_show_columns_of_sides(&rows.columns, &pgl_body_side_columns);
	if (n)
		fputc('\n', out);
	pgl_table_print(fill_function, &rows, n, style, out);
	pgl_strbuf_release(&text);
}
