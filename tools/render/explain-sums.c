/* The speedup, and the table of functions. See render-explain-internal.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/explain-internal.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "base/banned.h"

/* --- the speedup --- */

void pgl_explain_add_value(struct pgl_strbuf *text, const char *metric, double value)
{
	if (strstr(metric, "time"))
		pgl_strbuf_addf(text, "%.4g s", value);
	else
		pgl_add_signed(text, (int64_t)rint(value));
}

static void say_attribution(const struct pgl_explain_printer *printer)
{
	const struct pgl_attributed *attributed = printer->view->explanation->attributed;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = 0;

	pgl_strbuf_addf(&text, "%s: OLD ", attributed->metric);
	pgl_explain_add_value(&text, attributed->metric, attributed->old);
	pgl_strbuf_add(&text, ", NEW ");
	pgl_explain_add_value(&text, attributed->metric, attributed->new);
	pgl_strbuf_addf(&text, ": NEW is %s by ", attributed->whole < 0 ? "worse" : "better");
	pgl_explain_add_value(&text, attributed->metric, fabs(attributed->whole));
	if (attributed->percent.known)
		pgl_strbuf_addf(&text, " (%+.2f %%)", attributed->percent.value);
	pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_MEASURED, &text);
	pgl_strbuf_add(&text, "of which, by Shapley value:");
	for (size_t i = 0; i < attributed->n_causes; i++) {
		const struct pgl_attributed_cause *cause = &attributed->causes[i];

		if (!cause->changes_program)
			continue;
		pgl_strbuf_addf(&text, "%s %s %s", n++ ? "," : "", cause->cause,
				cause->share < 0 ? "-" : "+");
		pgl_explain_add_value(&text, attributed->metric, fabs(cause->share));
		if (cause->percent_of_old.known)
			pgl_strbuf_addf(&text, " (%+.2f %%%s)", cause->percent_of_old.value,
					cause->is_resolved ? "" : ", not resolved");
	}
	if (!n)
		pgl_strbuf_add(&text, " nothing that changes the program");
	pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_CAUSED, &text);
	pgl_strbuf_addf(&text, "(from %s)", printer->view->attribution);
	pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	pgl_strbuf_release(&text);
}

static void say_measured(const struct pgl_explain_printer *printer)
{
	const struct pgl_measured_join *join = printer->view->explanation->join;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	double old = (double)join->total[PGL_OLD], new = (double)join->total[PGL_NEW];

	pgl_strbuf_addf(&text, "%s: OLD ", join->measured[PGL_NEW]->metric.unit);
	pgl_add_unsigned(&text, join->total[PGL_OLD]);
	pgl_strbuf_add(&text, ", NEW ");
	pgl_add_unsigned(&text, join->total[PGL_NEW]);
	if (old > 0)
		pgl_strbuf_addf(&text, " (%+.2f %%)", 100 * (new - old) / old);
	pgl_strbuf_addf(&text, "; %s and %s", join->measured[PGL_OLD]->path,
			join->measured[PGL_NEW]->path);
	pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_MEASURED, &text);
	pgl_strbuf_release(&text);
}

/* Calls executed per run: what the records alone can say. */
static void say_estimate(const struct pgl_explain_printer *printer)
{
	const struct pgl_weights *weights = printer->view->explanation->diff->weights;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	double calls[PGL_SIDES];
	bool is_estimated = false;

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_side_weights *its = &weights->side[side];

		calls[side] = its->inside;
		is_estimated |= its->estimated.inside;
	}
	if (weights->source < 0 || isnan(calls[PGL_OLD]) || isnan(calls[PGL_NEW]))
		pgl_strbuf_add(&text,
			       "nothing can be estimated: no profile says how often calls run");
	else {
		pgl_strbuf_add(&text, "calls inside the program per run: OLD ");
		pgl_add_executions(&text, pgl_real_of(calls[PGL_OLD]), is_estimated);
		pgl_strbuf_add(&text, ", NEW ");
		pgl_add_executions(&text, pgl_real_of(calls[PGL_NEW]), is_estimated);
		if (calls[PGL_OLD] > 0)
			pgl_strbuf_addf(&text, " (%+.1f %%)",
					100 * (calls[PGL_NEW] - calls[PGL_OLD]) / calls[PGL_OLD]);
	}
	pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_ESTIMATED, &text);
	pgl_strbuf_release(&text);
}

void pgl_explain_speedup(const struct pgl_explain_printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_explain_heading(
		printer, explanation->attributed ? "The speedup and its causes"
			 : explanation->join
				 ? "The speedup: measured; its causes were not put back one by one"
			 : printer->view->is_of_run
				 ? "The speedup: measured above; this is the records' estimate"
				 : "The speedup: not measured, this is the records' estimate");
	if (explanation->attributed)
		say_attribution(printer);
	if (explanation->join)
		say_measured(printer);
	say_estimate(printer);
	if (!explanation->attributed) {
		pgl_strbuf_add(
			&text,
			printer->view->is_of_run
				? "what each cause is worth: pgolens run --attribute=yes"
				: "what each cause is worth: pgolens attribute --format=json "
				  "... >FILE, then --attribution FILE");
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	}
	pgl_strbuf_release(&text);
}

/* --- functions --- */

static const struct pgl_explained_function *function_at(const void *rows, size_t row)
{
	return &((const struct pgl_explanation *)rows)->functions[row];
}

static void cell_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_explanation *explanation = rows;

	pgl_strbuf_add(
		&cell->text,
		pgl_diff_function(explanation->diff, function_at(rows, row)->function->body)->name);
}

static void cell_calls(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function_change *function = function_at(rows, row)->function;

	for (int side = 0; side < PGL_SIDES; side++) {
		if (side)
			pgl_strbuf_add(&cell->text, " -> ");
		pgl_add_executions(&cell->text, function->calls[side],
				   function->calls_is_estimated[side]);
	}
}

static void cell_saved(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function_change *function = function_at(rows, row)->function;
	struct pgl_real saved = pgl_real_minus(function->calls[PGL_OLD], function->calls[PGL_NEW]);

	pgl_add_executions(&cell->text, saved,
			   function->calls_is_estimated[PGL_OLD] ||
				   function->calls_is_estimated[PGL_NEW]);
	cell->colour = saved.value > 0 ? PGL_COLOUR_GREEN : PGL_COLOUR_RED;
}

/* Begins what SIDE has in "OLD -> NEW". False: nothing, which it says. */
static bool begin_side(struct pgl_cell *cell, int side, bool is_known)
{
	if (side)
		pgl_strbuf_add(&cell->text, " -> ");
	if (!is_known)
		pgl_strbuf_add(&cell->text, "none");
	return is_known;
}

static void add_change(struct pgl_cell *cell, const bool known[PGL_SIDES],
		       const int64_t value[PGL_SIDES])
{
	for (int side = 0; side < PGL_SIDES && (known[PGL_OLD] || known[PGL_NEW]); side++)
		if (begin_side(cell, side, known[side]))
			pgl_add_signed(&cell->text, value[side]);
}

static void cell_size(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_real *size = function_at(rows, row)->function->size;

	add_change(cell, (const bool[]){size[0].known, size[1].known},
		   (const int64_t[]){(int64_t)rint(size[0].value), (int64_t)rint(size[1].value)});
}

static void cell_bytes(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_bytes *bytes = function_at(rows, row)->function->bytes;

	if (!bytes[PGL_OLD].hot.known && !bytes[PGL_NEW].hot.known)
		return;
	for (int side = 0; side < PGL_SIDES; side++)
		if (begin_side(cell, side, bytes[side].hot.known))
			pgl_add_bytes(&cell->text, &bytes[side]);
}

static void cell_frame(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_integer *frame = function_at(rows, row)->frame;

	add_change(cell, (const bool[]){frame[0].known, frame[1].known},
		   (const int64_t[]){frame[0].value, frame[1].value});
}

static void cell_cost(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_explanation *explanation = rows;
	const struct pgl_measured_join *join = explanation->join;

	if (!join)
		return;
	for (int side = 0; side < PGL_SIDES; side++) {
		if (side)
			pgl_strbuf_add(&cell->text, " -> ");
		pgl_add_unsigned(&cell->text,
				 pgl_measured_cost(join, (enum pgl_side)side,
						   function_at(rows, row)->function->body));
	}
}

static const struct pgl_column columns[] = {
	{"function called", cell_name, false, PGL_CUT_END},
	{"calls per run", cell_calls, true, PGL_CUT_NOTHING},
	{"saved", cell_saved, true, PGL_CUT_NOTHING},
	{"size", cell_size, true, PGL_CUT_NOTHING},
	{"bytes", cell_bytes, true, PGL_CUT_NOTHING},
	{"frame", cell_frame, true, PGL_CUT_NOTHING},
	{"cost measured", cell_cost, true, PGL_CUT_NOTHING},
};

void pgl_explain_functions(const struct pgl_explain_printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_table table = {
		.columns = columns,
		.n_columns = sizeof columns / sizeof *columns,
		.rows = explanation,
		.n_rows = pgl_explain_shown(explanation->n_functions, printer->view->n_functions)};

	pgl_strbuf_add(&text, "The functions whose calls changed most, OLD -> NEW");
	if (table.n_rows < explanation->n_all)
		pgl_strbuf_addf(&text, " (%zu of %zu; -n N, --all)", table.n_rows,
				explanation->n_all);
	pgl_explain_heading(printer, text.text);
	pgl_strbuf_reset(&text);
	if (!explanation->n_functions) {
		pgl_strbuf_add(&text, explanation->diff->weights->source < 0
					      ? "not known without a profile"
					      : "none: no function is called more or less often");
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_RECORDED, &text);
	}
	struct pgl_style narrow = *printer->style;

	/* As wide as the sentences, also where nobody says how wide the screen is. */
	if (!narrow.columns || narrow.columns > PGL_EXPLAIN_WIDTH)
		narrow.columns = PGL_EXPLAIN_WIDTH;
	pgl_table_print(&table, &narrow, printer->out);
	pgl_strbuf_add(&text,
		       "calls, bytes (hot+cold) [recorded], with ~ [estimated]; size, frame: the "
		       "compiler's own [estimated]");
	if (explanation->join)
		pgl_strbuf_addf(&text, "; cost, wherever it was inlined: %s [measured]",
				explanation->join->measured[PGL_NEW]->metric.unit);
	if (explanation->n_functions)
		pgl_explain_say(printer, 0, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	pgl_strbuf_release(&text);
}
