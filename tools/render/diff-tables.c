/* A column is a row of a table. See render-diff-tables.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-tables.h"

#include <math.h>
#include <string.h>

#include "records/names.h"
#include "base/table.h"
#include "base/banned.h"

enum { MOST_FUNCTIONS = 10 };
/* A function whose calls differ by less, in calls per run, differs by rounding. */
#define LEAST_DELTA 0.5

void pgl_add_executions(struct pgl_strbuf *text, struct pgl_real number, bool is_estimated)
{
	if (!number.known)
		return;
	if (is_estimated)
		pgl_strbuf_add_char(text, '~');
	if (number.value != 0 && fabs(number.value) < 10)
		pgl_add_real(text, number.value);
	else
		pgl_add_signed(text, (int64_t)fmax(-9e18, fmin(9e18, rint(number.value))));
}

static void add_delta(struct pgl_cell *cell, struct pgl_real before, struct pgl_real after,
		      bool is_estimated)
{
	struct pgl_real delta = pgl_real_minus(after, before);

	if (!delta.known)
		return;
	if (is_estimated)
		pgl_strbuf_add_char(&cell->text, '~');
	if (delta.value > 0)
		pgl_strbuf_add_char(&cell->text, '+');
	pgl_add_executions(&cell->text, delta, false);
	cell->colour = delta.value < 0	 ? PGL_COLOUR_GREEN
		       : delta.value > 0 ? PGL_COLOUR_RED
					 : PGL_COLOUR_PLAIN;
}

/* --- sums --- */

static void kind_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	(void)rows;
	pgl_strbuf_add(&cell->text, row < PGL_KIND_N ? pgl_kind_word(row) : "all changes");
}

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

static void kind_count(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, kind_sum(rows, row).n);
}

static void kind_callers(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_kind_sum sum = kind_sum(rows, row);

	if (sum.n_callers)
		pgl_add_unsigned(&cell->text, sum.n_callers);
}

static void kind_growth(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_kind_sum sum = kind_sum(rows, row);

	if (sum.growth.known)
		pgl_add_signed(&cell->text, sum.growth.value);
}

static void kind_bytes(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_kind_sum sum = kind_sum(rows, row);

	if (!sum.bytes[PGL_OLD].known)
		return;
	pgl_add_signed(&cell->text, sum.bytes[PGL_OLD].value);
	pgl_strbuf_add(&cell->text, " -> ");
	pgl_add_signed(&cell->text, sum.bytes[PGL_NEW].value);
}

static void kind_weight(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_diff *diff = rows;
	struct pgl_kind_sum sum = kind_sum(diff, row);

	if (diff->weights->source >= 0)
		pgl_add_executions(&cell->text, pgl_real_of(sum.weight), sum.is_estimated);
}

static void kind_unknown(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_diff *diff = rows;
	uint32_t n = kind_sum(rows, row).n_unknown;

	if (diff->weights->source >= 0 && n)
		pgl_add_unsigned(&cell->text, n);
}

static void kind_meaning(const void *rows, size_t row, struct pgl_cell *cell)
{
	static const char *const meanings[PGL_KIND_N] = {
		[PGL_KIND_NEWLY_INLINED] = "inlined in NEW, a call in OLD",
		[PGL_KIND_UN_INLINED] = "inlined in OLD, a call in NEW",
		[PGL_KIND_MOVED] = "inlined in both, by another inliner",
		[PGL_KIND_REASON] = "a call in both, for another reason",
		[PGL_KIND_APPEARED] = "only NEW has such a call",
		[PGL_KIND_VANISHED] = "only OLD has such a call",
	};

	(void)rows;
	if (row < PGL_KIND_N)
		pgl_strbuf_add(&cell->text, meanings[row]);
	cell->colour = PGL_COLOUR_DIM;
}

static const struct pgl_column kind_columns[] = {
	{"change", kind_name, false, PGL_CUT_NOTHING},
	{"sites", kind_count, true, PGL_CUT_NOTHING},
	{"executions per run", kind_weight, true, PGL_CUT_NOTHING},
	{"not known of", kind_unknown, true, PGL_CUT_NOTHING},
	{"callers", kind_callers, true, PGL_CUT_NOTHING},
	{"their bytes", kind_bytes, true, PGL_CUT_NOTHING},
	{"size inlined", kind_growth, true, PGL_CUT_NOTHING},
	{"", kind_meaning, false, PGL_CUT_END},
};

/* Calls per run of ROW: inside, outside, both. */
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

static void total_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	static const char *const names[] = {"inside the program", "out of it", "all"};

	(void)rows;
	pgl_strbuf_add(&cell->text, names[row]);
}

static void total_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, total_calls(rows, row, PGL_OLD),
			   is_total_estimated(rows, row, PGL_OLD));
}

static void total_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, total_calls(rows, row, PGL_NEW),
			   is_total_estimated(rows, row, PGL_NEW));
}

static void total_delta(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_delta(cell, total_calls(rows, row, PGL_OLD), total_calls(rows, row, PGL_NEW),
		  is_total_estimated(rows, row, PGL_OLD) || is_total_estimated(rows, row, PGL_NEW));
}

static void total_share(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_real old = total_calls(rows, row, PGL_OLD);
	struct pgl_real delta = pgl_real_minus(total_calls(rows, row, PGL_NEW), old);

	if (delta.known && delta.value != 0 && old.value > 0)
		pgl_strbuf_addf(&cell->text, "%+.1f %%", 100 * delta.value / old.value);
}

static const struct pgl_column total_columns[] = {
	{"calls executed per run", total_name, false, PGL_CUT_NOTHING},
	{"OLD", total_old, true, PGL_CUT_NOTHING},
	{"NEW", total_new, true, PGL_CUT_NOTHING},
	{"difference", total_delta, true, PGL_CUT_NOTHING},
	{"", total_share, true, PGL_CUT_NOTHING},
};

/* --- functions --- */

static const struct pgl_function_change *function_at(const void *rows, size_t row)
{
	return &((const struct pgl_diff *)rows)->functions[row];
}

static void function_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, pgl_diff_function(rows, function_at(rows, row)->body)->name);
}

static void function_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, function_at(rows, row)->calls[PGL_OLD],
			   function_at(rows, row)->calls_is_estimated[PGL_OLD]);
}

static void function_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, function_at(rows, row)->calls[PGL_NEW],
			   function_at(rows, row)->calls_is_estimated[PGL_NEW]);
}

static void function_delta(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function_change *function = function_at(rows, row);

	add_delta(cell, function->calls[PGL_OLD], function->calls[PGL_NEW],
		  function->calls_is_estimated[PGL_OLD] || function->calls_is_estimated[PGL_NEW]);
}

static void function_size_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, function_at(rows, row)->size[PGL_OLD], false);
}

static void function_size_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, function_at(rows, row)->size[PGL_NEW], false);
}

void pgl_add_bytes(struct pgl_strbuf *text, const struct pgl_bytes *bytes)
{
	if (!bytes->hot.known)
		return;
	pgl_add_signed(text, bytes->hot.value);
	if (!bytes->cold.value)
		return;
	pgl_strbuf_add_char(text, '+');
	pgl_add_signed(text, bytes->cold.value);
}

static void function_bytes_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_bytes(&cell->text, &function_at(rows, row)->bytes[PGL_OLD]);
}

static void function_bytes_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_bytes(&cell->text, &function_at(rows, row)->bytes[PGL_NEW]);
}

static const struct pgl_column function_columns[] = {
	{"function called", function_name, false, PGL_CUT_END},
	{"calls OLD", function_old, true, PGL_CUT_NOTHING},
	{"calls NEW", function_new, true, PGL_CUT_NOTHING},
	{"difference", function_delta, true, PGL_CUT_NOTHING},
	{"size OLD", function_size_old, true, PGL_CUT_NOTHING},
	{"size NEW", function_size_new, true, PGL_CUT_NOTHING},
	{"bytes OLD", function_bytes_old, true, PGL_CUT_NOTHING},
	{"bytes NEW", function_bytes_new, true, PGL_CUT_NOTHING},
};

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

static void print_table(const struct pgl_column *columns, size_t n_columns,
			const struct pgl_diff *diff, size_t n_rows, const struct pgl_style *style,
			FILE *out)
{
	struct pgl_table table = {
		.columns = columns, .n_columns = n_columns, .rows = diff, .n_rows = n_rows};

	if (!n_rows)
		return;
	fputc('\n', out);
	pgl_table_print(&table, style, out);
}

#define COLUMNS(array) array, sizeof array / sizeof *array

void pgl_diff_print_kinds(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	print_table(COLUMNS(kind_columns), diff, PGL_KIND_N + 1, style, out);
}

void pgl_diff_print_totals(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	if (diff->weights->source >= 0)
		print_table(COLUMNS(total_columns), diff, 3, style, out);
}

void pgl_diff_print_functions(const struct pgl_diff *diff, const struct pgl_style *style, FILE *out)
{
	print_table(COLUMNS(function_columns), diff, n_functions(diff), style, out);
}
