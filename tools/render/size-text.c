/* `pgolens size` as text: four tables, of sections, of code by when it runs, of functions and of inlined
   bodies. What a limit leaves out is a row of its own, so that each adds up.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/size-text.h"

#include <stdlib.h>
#include <string.h>

#include "base/demangle.h"
#include "base/strbuf.h"
#include "base/table.h"
#include "base/xalloc.h"

/* Causes named for a function in its line. */
enum { MOST_CAUSES = 4 };

/* A line of any of the tables. */
struct line {
	char *name; /* owned */
	struct pgl_integer bytes[PGL_SIDES], cold[PGL_SIDES], inlined[PGL_SIDES], n[PGL_SIDES];
	const struct pgl_size_function *function; /* whose causes are told; or NULL */
};

struct lines {
	const struct pgl_size *size;
	const char *title; /* of the names */
	unsigned shown;	   /* COPIES, PARTS */
	struct line *item;
	size_t n, room;
};

static struct line *add_line(struct lines *lines, const char *name)
{
	PGL_GROW(lines->item, lines->n, lines->room);
	lines->item[lines->n] = (struct line){.name = pgl_xstrdup(name)};
	return &lines->item[lines->n++];
}

static void put_number(struct pgl_integer *at, uint64_t value, bool is_known)
{
	at->value += is_known ? (int64_t)value : 0;
	at->known |= is_known;
}

static void release_lines(struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->item[i].name);
	free(lines->item);
}

/* Cells -------------------------------------------------------------------------------------- */

/* Which of a line's numbers a table shows, and how. */
enum { COPIES = 1, PARTS = 2 };

static void add_integer(struct pgl_cells *cells, const char *title, struct pgl_integer value)
{
	pgl_cell_unsigned(cells, title, (uint64_t)value.value, value.known);
}

static void add_difference(struct pgl_strbuf *text, struct pgl_integer bytes)
{
	if (bytes.known && bytes.value > 0)
		pgl_strbuf_add_char(text, '+');
	if (bytes.known)
		pgl_add_signed(text, bytes.value);
	else
		pgl_strbuf_add_char(text, '?');
}

/* A function that a build lacks has no bytes there; one that both lack, or of unknown size, has no difference. */
static void add_bytes(struct pgl_cells *cells, const struct pgl_integer *bytes)
{
	int64_t difference = bytes[PGL_NEW].value - bytes[PGL_OLD].value;
	struct pgl_strbuf *text;

	add_integer(cells, "OLD", bytes[PGL_OLD]);
	add_integer(cells, "NEW", bytes[PGL_NEW]);
	text = pgl_cell_right(cells, "difference");
	if (!bytes[PGL_NEW].known && !bytes[PGL_OLD].known)
		return;
	add_difference(text, (struct pgl_integer){difference, true});
	pgl_cell_colour(cells, difference > 0	? PGL_COLOUR_YELLOW
			       : difference < 0 ? PGL_COLOUR_GREEN
						: PGL_COLOUR_PLAIN);
}

static void add_cause(struct pgl_strbuf *text, const struct pgl_size *size,
		      const struct pgl_size_cause *cause)
{
	const char *outcome = pgl_size_outcome_text(cause);
	uint64_t n = cause->n[PGL_NEW] > cause->n[PGL_OLD] ? cause->n[PGL_NEW] - cause->n[PGL_OLD]
							   : cause->n[PGL_OLD] - cause->n[PGL_NEW];

	pgl_strbuf_add(text, cause->why == PGL_WHY_REST ? "not told by records"
							: pgl_size_why_word(cause->why));
	if (outcome)
		pgl_strbuf_addf(text, " (%s)", outcome);
	if (cause->callee != PGL_NONE) {
		pgl_strbuf_add_char(text, ' ');
		pgl_add_symbol(text, pgl_size_name(size, cause->callee));
		if (n > 1)
			pgl_strbuf_addf(text, " x%ju", (uintmax_t)n);
	}
	pgl_strbuf_add_char(text, ' ');
	add_difference(text, cause->bytes);
}

/* The largest causes; those without known bytes are counted. */
static void add_causes(struct pgl_strbuf *text, const struct pgl_size *size,
		       const struct pgl_size_function *function)
{
	struct pgl_integer left = {.known = true};
	size_t n = 0, shown = 0;

	if (!function)
		return;
	struct pgl_size_cause *causes = pgl_size_causes(size, function, &n);

	for (size_t i = 0; i < n; i++) {
		if (shown < MOST_CAUSES || n == MOST_CAUSES + 1) {
			if (shown++)
				pgl_strbuf_add(text, "; ");
			add_cause(text, size, &causes[i]);
		} else {
			left.value += causes[i].bytes.value * causes[i].bytes.known;
			left.known &= causes[i].bytes.known;
		}
	}
	if (shown < n) {
		pgl_strbuf_addf(text, "; %zu others ", n - shown);
		add_difference(text, left);
	}
	free(causes);
}

static void fill_line(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct lines *lines = rows;
	const struct line *line = &lines->item[row];

	pgl_cell_text(cells, lines->title, PGL_CUT_END, line->name);
	if (lines->shown & COPIES) {
		add_integer(cells, "copies OLD", line->n[PGL_OLD]);
		add_integer(cells, "copies NEW", line->n[PGL_NEW]);
	}
	add_bytes(cells, line->bytes);
	if (lines->shown & PARTS) {
		add_integer(cells, "cold OLD", line->cold[PGL_OLD]);
		add_integer(cells, "cold NEW", line->cold[PGL_NEW]);
		add_integer(cells, "inlined OLD", line->inlined[PGL_OLD]);
		add_integer(cells, "inlined NEW", line->inlined[PGL_NEW]);
	}
	add_causes(pgl_cell_below(cells), lines->size, line->function);
}

static void print(struct lines *lines, const struct pgl_style *style, FILE *out)
{
	if (lines->n)
		fputc('\n', out);
	pgl_table_print(fill_line, lines, lines->n, style, out);
	release_lines(lines);
}

/* Tables ------------------------------------------------------------------------------------- */

static bool is_shown(const struct pgl_size_view *view, size_t i)
{
	return !view->limit || i < view->limit;
}

/* A line for the function of that SYMBOL. */
static struct line *add_function(struct lines *lines, const char *symbol)
{
	struct pgl_strbuf name = PGL_STRBUF_INIT;
	struct line *line;

	pgl_add_symbol(&name, symbol);
	line = add_line(lines, name.text);
	pgl_strbuf_release(&name);
	return line;
}

/* The line "(12 other functions)", for I of N things, which is not shown: the first such makes it. */
static struct line *others(struct lines *lines, const struct pgl_size_view *view, size_t i,
			   size_t n, const char *things)
{
	if (i > view->limit)
		return &lines->item[lines->n - 1];
	char *name = pgl_xasprintf("(%zu other %s%s)", n - i, things, n - i == 1 ? "" : "s");
	struct line *line = add_line(lines, name);

	free(name);
	return line;
}

static uint64_t larger(const struct pgl_size_section *section)
{
	return section->bytes[PGL_OLD] > section->bytes[PGL_NEW] ? section->bytes[PGL_OLD]
								 : section->bytes[PGL_NEW];
}

static int compare_larger(const void *a, const void *b)
{
	const struct pgl_size_section *x = *(const struct pgl_size_section *const *)a;
	const struct pgl_size_section *y = *(const struct pgl_size_section *const *)b;

	if (larger(x) != larger(y))
		return larger(x) < larger(y) ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void print_sections(const struct pgl_size_view *view, const struct pgl_style *style,
			   FILE *out)
{
	const struct pgl_size *size = view->size;
	const struct pgl_size_section **order = pgl_xcalloc(size->n_sections + 1, sizeof *order);
	struct lines lines = {.size = size, .title = "section"};
	struct line *line;

	for (size_t i = 0; i < size->n_sections; i++)
		order[i] = &size->sections[i];
	if (size->n_sections)
		qsort(order, size->n_sections, sizeof *order, compare_larger);
	for (size_t i = 0; i < size->n_sections; i++) {
		line = is_shown(view, i) ? add_line(&lines, order[i]->name)
					 : others(&lines, view, i, size->n_sections, "section");
		for (int side = 0; side < PGL_SIDES; side++)
			put_number(&line->bytes[side], order[i]->bytes[side], order[i]->n[side]);
	}
	line = add_line(&lines, "total");
	for (int side = 0; side < PGL_SIDES; side++)
		put_number(&line->bytes[side], size->sum[side].total, true);
	print(&lines, style, out);
	free(order);
}

static void print_code(const struct pgl_size *size, const struct pgl_style *style, FILE *out)
{
	static const char *const names[PGL_HEAT_N] = {
		"functions that run often (hot)", "functions as usual",
		"functions and parts that hardly run (cold)", "functions of start and exit"};
	struct lines lines = {.size = size, .title = "code"};
	struct line *line;

	for (int i = 0; i < PGL_HEAT_N; i++) {
		if (!size->sum[PGL_OLD].heat[i] && !size->sum[PGL_NEW].heat[i])
			continue;
		line = add_line(&lines, names[i]);
		for (int side = 0; side < PGL_SIDES; side++)
			put_number(&line->bytes[side], size->sum[side].heat[i], true);
	}
	line = add_line(&lines, "in no function");
	for (int side = 0; side < PGL_SIDES; side++)
		put_number(&line->bytes[side], size->sum[side].in_no_function, true);
	line = add_line(&lines, "total");
	for (int side = 0; side < PGL_SIDES; side++)
		put_number(&line->bytes[side], size->sum[side].code, true);
	if (size->sum[PGL_OLD].has_dwarf || size->sum[PGL_NEW].has_dwarf) {
		line = add_line(&lines, "of it, of inlined bodies");
		for (int side = 0; side < PGL_SIDES; side++)
			put_number(&line->bytes[side], size->sum[side].inlined,
				   size->sum[side].has_dwarf);
		line = add_line(&lines, "of it, without debug information");
		for (int side = 0; side < PGL_SIDES; side++)
			put_number(&line->bytes[side], size->sum[side].unknown, true);
	}
	print(&lines, style, out);
}

static void print_functions(const struct pgl_size_view *view, const struct pgl_style *style,
			    FILE *out)
{
	const struct pgl_size *size = view->size;
	struct lines lines = {.size = size, .title = "function", .shown = PARTS};

	for (size_t i = 0; i < size->n_functions; i++) {
		const struct pgl_size_function *function = &size->functions[i];
		struct line *line =
			is_shown(view, i) ? add_function(&lines, function->name)
					  : others(&lines, view, i, size->n_functions, "function");

		if (is_shown(view, i))
			line->function = function;
		for (int side = 0; side < PGL_SIDES; side++) {
			const struct pgl_size_of *of = &function->side[side];

			put_number(&line->bytes[side], of->bytes, of->is_there);
			put_number(&line->cold[side], of->heat[PGL_HEAT_COLD], of->is_there);
			put_number(&line->inlined[side], of->inlined, of->unknown < of->bytes);
		}
	}
	print(&lines, style, out);
}

static void print_callees(const struct pgl_size_view *view, const struct pgl_style *style,
			  FILE *out)
{
	const struct pgl_size *size = view->size;
	struct lines lines = {.size = size, .title = "inlined body of", .shown = COPIES};

	for (size_t i = 0; i < size->n_callees; i++) {
		const struct pgl_size_callee *callee = &size->callees[i];
		struct line *line = is_shown(view, i)
					    ? add_function(&lines, callee->name)
					    : others(&lines, view, i, size->n_callees, "function");

		for (int side = 0; side < PGL_SIDES; side++) {
			bool is_known = size->sum[side].has_dwarf;

			put_number(&line->bytes[side], callee->bytes[side], is_known);
			put_number(&line->n[side], callee->n[side], is_known);
		}
	}
	print(&lines, style, out);
}

void pgl_size_text(const struct pgl_size_view *view, const struct pgl_style *style, FILE *out)
{
	static const char *const names[PGL_SIDES] = {"OLD", "NEW"};
	const struct pgl_size *size = view->size;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_size_sum *sum = &size->sum[side];

		pgl_strbuf_addf(&text, "%s  %s: ", names[side], size->files[side].path);
		pgl_strbuf_defuse(&text, 0);
		pgl_add_unsigned(&text, sum->total);
		pgl_strbuf_addf(&text, " bytes in %ju sections", (uintmax_t)sum->n_sections);
		if (sum->n_files > 1)
			pgl_strbuf_addf(&text, " of %zu files", sum->n_files);
		if (!sum->has_symbols)
			pgl_strbuf_add(&text, "; no table of symbols: functions are not known");
		else if (!sum->has_dwarf)
			pgl_strbuf_add(&text,
				       "; no debug information: inlined bytes are not known");
		fprintf(out, "%s\n", text.text);
		pgl_strbuf_reset(&text);
	}
	if (!size->sum[PGL_NEW].has_records)
		fputs("no records of both: what was inlined where is told by debug information "
		      "alone\n",
		      out);
	pgl_strbuf_release(&text);
	print_sections(view, style, out);
	print_code(size, style, out);
	print_functions(view, style, out);
	print_callees(view, style, out);
}
