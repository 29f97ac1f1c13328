/* Advice as text and as a patch. See render-advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/advice-internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

/* In text; JSON has them all. */
enum { MOST_REFUSED = 10 };

static size_t number_of(const void *rows, size_t row)
{
	const struct pgl_advice_rows *all = rows;

	return all->number ? all->number[row] : row;
}

const struct pgl_advice_line *pgl_advice_line_of(const void *rows, size_t row)
{
	return &((const struct pgl_advice_rows *)rows)->advice->lines[number_of(rows, row)];
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

void pgl_advice_fill_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_advice_add_name(pgl_advice_line_of(rows, row), &cell->text);
}

void pgl_advice_fill_place(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_line *line = pgl_advice_line_of(rows, row);
	const struct pgl_advice_rows *all = rows;

	if (line->edit.source != PGL_NONE)
		pgl_strbuf_addf(&cell->text, "%s:%" PRIu32,
				all->advice->sources.item[line->edit.source].path, line->edit.line);
}

/* As found ---------------------------------------------------------------------------------- */

static void fill_decisions(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_advice_add_decisions(pgl_advice_line_of(rows, row), &cell->text);
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
	double caused = pgl_advice_line_of(rows, row)->caused;

	if (isnan(caused))
		return;
	pgl_strbuf_add(&cell->text, caused < 0 ? "" : "+");
	pgl_add_real(&cell->text, caused);
}

static void fill_saved(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_estimate(cell, pgl_advice_line_of(rows, row)->saved);
}

static void fill_spared(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_estimate(cell, pgl_advice_line_of(rows, row)->spared);
}

static void fill_overshot(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_advice_line *line = pgl_advice_line_of(rows, row);

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
	{"line", pgl_advice_fill_name, false, PGL_CUT_END},
	{"reproduces", fill_decisions, false, PGL_CUT_NOTHING},
	{"caused", fill_caused, true, PGL_CUT_NOTHING},
	{"saves calls", fill_saved, true, PGL_CUT_NOTHING},
	{"spares entries", fill_spared, true, PGL_CUT_NOTHING},
	{"overshoots", fill_overshot, false, PGL_CUT_NOTHING},
	{"place", pgl_advice_fill_place, false, PGL_CUT_START},
};

void pgl_advice_print(const struct pgl_advice_rows *rows, const struct pgl_column *columns,
		      size_t n_columns, size_t n_rows, const struct pgl_style *style, FILE *out)
{
	struct pgl_table table = {
		.columns = columns, .n_columns = n_columns, .rows = rows, .n_rows = n_rows};

	pgl_table_print(&table, style, out);
}

/* Refused ----------------------------------------------------------------------------------- */

static const struct pgl_advice_refused *refused_of(const void *rows, size_t row)
{
	return &((const struct pgl_advice_rows *)rows)->advice->refused[row];
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

static void print_refused(const struct pgl_advice_rows *rows, const struct pgl_style *style,
			  FILE *out)
{
	size_t n = rows->advice->n_refused, shown = n > MOST_REFUSED ? MOST_REFUSED : n;

	if (n)
		fputc('\n', out);
	pgl_advice_print(rows, refused_columns, sizeof refused_columns / sizeof *refused_columns,
			 shown, style, out);
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
	struct pgl_advice_rows rows = {advice, check, NULL, NULL,
				       check ? check->metric : PGL_METRIC_INSTRUCTIONS};

	if (check) {
		pgl_advice_print_check(&rows, style, out);
	} else {
		size_t n_conditions = count_conditions(advice);

		fprintf(out, "%zu lines for %" PRIu32 " calls that differ", advice->n_lines,
			advice->plans->n_sites);
		if (n_conditions)
			fprintf(out, " and %zu conditions", n_conditions);
		fputs(", estimated from the records; --verify tells what they keep\n", out);
		if (advice->n_lines)
			fputc('\n', out);
		pgl_advice_print(&rows, found_columns, sizeof found_columns / sizeof *found_columns,
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
		pgl_advice_add_keeps(check, &text);
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
