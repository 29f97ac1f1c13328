/* `pgolens show` as tables: a column is a row of site_columns or function_columns.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include "explain/inequality.h"
#include "records/names.h"
#include "base/table.h"

#include "base/banned.h"

/* Cells ------------------------------------------------------------------------------------- */

static void put(struct pgl_cell *cell, const char *text)
{
	if (text)
		pgl_strbuf_add(&cell->text, text);
}

static void put_count(struct pgl_cell *cell, const struct pgl_record *record,
		      struct pgl_count count)
{
	if (count.known)
		pgl_add_unsigned(&cell->text, count.value);
	if (pgl_count_is_hot(record, count))
		cell->colour = PGL_COLOUR_RED;
}

static void put_integer(struct pgl_cell *cell, struct pgl_integer integer)
{
	if (integer.known)
		pgl_add_signed(&cell->text, integer.value);
}

static void put_real(struct pgl_cell *cell, struct pgl_real real)
{
	if (real.known)
		pgl_add_real(&cell->text, real.value);
}

/* Several units are told apart; one needs no column. */
static void put_unit(struct pgl_cell *cell, const struct pgl_build *build,
		     const struct pgl_record *record)
{
	if (build->n > 1)
		put(cell, record->unit.source);
}

/* Sites ------------------------------------------------------------------------------------- */

static const struct pgl_record *site_record(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return show->build->records[show->sites.item[row].unit];
}

static const struct pgl_site *site_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return &site_record(rows, row)->sites[show->sites.item[row].id];
}

static const struct pgl_decision *verdict_at(const void *rows, size_t row)
{
	return pgl_site_verdict(site_at(rows, row));
}

static void site_unit(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_show *show = rows;

	put_unit(cell, show->build, site_record(rows, row));
}

static void site_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_location(&cell->text, site_record(rows, row), site_at(rows, row)->location);
}

static void site_caller(const void *rows, size_t row, struct pgl_cell *cell)
{
	put(cell, site_record(rows, row)->functions[site_at(rows, row)->caller].name);
}

static void site_callee(const void *rows, size_t row, struct pgl_cell *cell)
{
	const char *name = pgl_site_callee_name(site_record(rows, row), site_at(rows, row));

	put(cell, "-> ");
	put(cell, name ? name : PGL_INDIRECT);
}

static void site_verdict(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (!verdict)
		return;
	put(cell, verdict->inlined ? "inlined" : "rejected");
	cell->colour = verdict->inlined ? PGL_COLOUR_GREEN : PGL_COLOUR_YELLOW;
}

static void site_copy(const void *rows, size_t row, struct pgl_cell *cell)
{
	if (site_at(rows, row)->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		put(cell, "copy");
	cell->colour = PGL_COLOUR_DIM;
}

static void site_inliner(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (verdict)
		put(cell, pgl_words(PGL_WORDS_INLINER)[verdict->inliner]);
}

static void site_phase(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (verdict)
		put(cell, pgl_decision_phase(verdict));
}

static void site_reason(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (verdict && !verdict->inlined)
		put(cell, verdict->reason);
}

static void site_limit(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (verdict)
		pgl_add_limit(&cell->text, verdict);
}

static void site_count(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_count(cell, site_record(rows, row), site_at(rows, row)->count);
}

static void site_quality(const void *rows, size_t row, struct pgl_cell *cell)
{
	put(cell, pgl_words(PGL_WORDS_QUALITY)[site_at(rows, row)->count.quality]);
}

static void site_frequency(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_real(cell, site_at(rows, row)->frequency);
}

static void site_growth(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (verdict)
		put_integer(cell, verdict->growth);
}

static void site_badness(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_decision *verdict = verdict_at(rows, row);

	if (verdict)
		put_real(cell, verdict->badness);
}

static const struct pgl_column site_columns[] = {
	{"unit", site_unit, false, PGL_CUT_START},
	{"location", site_location, false, PGL_CUT_START},
	{"caller", site_caller, false, PGL_CUT_END},
	{"-> callee", site_callee, false, PGL_CUT_END},
	{"verdict", site_verdict, false, PGL_CUT_NOTHING},
	{"copy", site_copy, false, PGL_CUT_NOTHING},
	{"inliner", site_inliner, false, PGL_CUT_NOTHING},
	{"phase", site_phase, false, PGL_CUT_NOTHING},
	{"reason", site_reason, false, PGL_CUT_NOTHING},
	{"count", site_count, true, PGL_CUT_NOTHING},
	{"quality", site_quality, false, PGL_CUT_NOTHING},
	{"frequency", site_frequency, true, PGL_CUT_NOTHING},
	{"growth", site_growth, true, PGL_CUT_NOTHING},
	{"badness", site_badness, true, PGL_CUT_NOTHING},
	{"limit", site_limit, false, PGL_CUT_NOTHING},
};

/* Says of what there is more than SELECTION holds. */
static void print_rest(const struct pgl_selection *selection, FILE *out)
{
	if (selection->n < selection->n_passed)
		fprintf(out, " (the first of %zu)", selection->n_passed);
}

/* What the table held, in one line below it. */
static void print_total(const struct pgl_show *show, FILE *out)
{
	size_t n_inlined = 0, n_rejected = 0, n_copies = 0, n = show->sites.n;

	for (size_t i = 0; i < n; i++) {
		const struct pgl_decision *verdict = verdict_at(show, i);

		n_inlined += verdict && verdict->inlined;
		n_rejected += verdict && !verdict->inlined;
		n_copies += (site_at(show, i)->flags & PGL_BIT(PGL_SITE_FLAG_COPY)) != 0;
	}
	fprintf(out, "%s%zu call%s: %zu inlined, %zu rejected, %zu without a verdict",
		n ? "\n" : "", n, n == 1 ? "" : "s", n_inlined, n_rejected,
		n - n_inlined - n_rejected);
	if (n_copies)
		fprintf(out, "; %zu of them %s", n_copies, n_copies == 1 ? "a copy" : "copies");
	print_rest(&show->sites, out);
	fputc('\n', out);
}

void pgl_show_sites(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	struct pgl_table table = {.columns = site_columns,
				  .n_columns = sizeof site_columns / sizeof *site_columns,
				  .rows = show,
				  .n_rows = show->sites.n};

	pgl_table_print(&table, style, out);
	print_total(show, out);
}

/* Functions --------------------------------------------------------------------------------- */

static const struct pgl_record *function_record(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return show->build->records[show->functions.item[row].unit];
}

static const struct pgl_function *function_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return &function_record(rows, row)->functions[show->functions.item[row].id];
}

static void function_unit(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_show *show = rows;

	const struct pgl_record *record = function_record(rows, row);

	if (show->build->n > 1 || record->unit.n_units)
		put(cell, pgl_function_source(record, function_at(rows, row)));
}

static void function_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_location(&cell->text, function_record(rows, row), function_at(rows, row)->location);
}

static void function_name(const void *rows, size_t row, struct pgl_cell *cell)
{
	put(cell, function_at(rows, row)->name);
}

static void function_clone(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function *function = function_at(rows, row);

	if (function->clone == PGL_CLONE_NONE)
		return;
	put(cell, pgl_words(PGL_WORDS_CLONE)[function->clone]);
	put(cell, " of ");
	put(cell, function_record(rows, row)->functions[function->origin].name);
}

static void function_hotness(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function *function = function_at(rows, row);

	if (!function->has_body)
		return;
	put(cell, pgl_words(PGL_WORDS_HOTNESS)[function->hotness]);
	if (function->hotness == PGL_HOTNESS_HOT)
		cell->colour = PGL_COLOUR_RED;
}

static void function_count(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_count(cell, function_record(rows, row), function_at(rows, row)->count);
}

static void function_quality(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function *function = function_at(rows, row);

	if (function->has_body)
		put(cell, pgl_words(PGL_WORDS_QUALITY)[function->count.quality]);
}

static void function_profiled(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_function *function = function_at(rows, row);

	if (function->profiled != PGL_PROFILED_NONE)
		put(cell, pgl_words(PGL_WORDS_PROFILED)[function->profiled]);
	if (function->profiled == PGL_PROFILED_MISMATCHED)
		cell->colour = PGL_COLOUR_YELLOW;
}

static void function_size_before(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_real(cell, function_at(rows, row)->before.size);
}

static void function_size_after(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_real(cell, function_at(rows, row)->after.size);
}

static void function_time_before(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_real(cell, function_at(rows, row)->before.time);
}

static void function_time_after(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_real(cell, function_at(rows, row)->after.time);
}

static void function_frame(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_integer(cell, function_at(rows, row)->frame);
}

static struct pgl_bytes bytes_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;
	const struct pgl_reference *item = &show->functions.item[row];

	return pgl_code_bytes_of(show->bytes, item->unit, item->id);
}

static void function_bytes_hot(const void *rows, size_t row, struct pgl_cell *cell)
{
	put_integer(cell, bytes_at(rows, row).hot);
}

static void function_bytes_cold(const void *rows, size_t row, struct pgl_cell *cell)
{
	if (bytes_at(rows, row).cold.value)
		put_integer(cell, bytes_at(rows, row).cold);
}

static void function_offline(const void *rows, size_t row, struct pgl_cell *cell)
{
	put(cell, pgl_words(PGL_WORDS_OFFLINE)[function_at(rows, row)->offline]);
}

static const struct pgl_column function_columns[] = {
	{"unit", function_unit, false, PGL_CUT_START},
	{"location", function_location, false, PGL_CUT_START},
	{"function", function_name, false, PGL_CUT_END},
	{"clone", function_clone, false, PGL_CUT_END},
	{"hotness", function_hotness, false, PGL_CUT_NOTHING},
	{"count", function_count, true, PGL_CUT_NOTHING},
	{"quality", function_quality, false, PGL_CUT_NOTHING},
	{"profile", function_profiled, false, PGL_CUT_NOTHING},
	{"size", function_size_before, true, PGL_CUT_NOTHING},
	{"after", function_size_after, true, PGL_CUT_NOTHING},
	{"time", function_time_before, true, PGL_CUT_NOTHING},
	{"after", function_time_after, true, PGL_CUT_NOTHING},
	{"frame", function_frame, true, PGL_CUT_NOTHING},
	{"bytes", function_bytes_hot, true, PGL_CUT_NOTHING},
	{"cold", function_bytes_cold, true, PGL_CUT_NOTHING},
	{"offline", function_offline, false, PGL_CUT_NOTHING},
};

void pgl_show_table(const struct pgl_show *show, const struct pgl_selection *selection,
		    const struct pgl_column *columns, size_t n_columns, const char *what,
		    const char *plural, const struct pgl_style *style, FILE *out)
{
	struct pgl_table table = {
		.columns = columns, .n_columns = n_columns, .rows = show, .n_rows = selection->n};
	size_t n = selection->n;

	pgl_table_print(&table, style, out);
	fprintf(out, "%s%zu %s%s", n ? "\n" : "", n, what, n == 1 ? "" : plural);
	print_rest(selection, out);
}

void pgl_show_functions(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	pgl_show_table(show, &show->functions, function_columns,
		       sizeof function_columns / sizeof *function_columns, "function", "s", style,
		       out);
	fputc('\n', out);
}
