/* `pgolens show --events`: what else the compiler did, as a table. A column is a row of columns.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/table.h"
#include "records/event-text.h"
#include "records/names.h"
#include "render/show-text.h"

static const struct pgl_record *record_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return show->build->records[show->events.item[row].unit];
}

static const struct pgl_event *event_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return &record_at(rows, row)->events[show->events.item[row].id];
}

static void put(struct pgl_cell *cell, const char *text)
{
	if (text)
		pgl_strbuf_add(&cell->text, text);
}

static void event_unit(const void *rows, size_t row, struct pgl_cell *cell)
{
	if (((const struct pgl_show *)rows)->build->n > 1)
		put(cell, record_at(rows, row)->unit.source);
}

static void event_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_record *record = record_at(rows, row);

	pgl_add_location(&cell->text, record, pgl_event_location(record, event_at(rows, row)));
}

static void event_what(const void *rows, size_t row, struct pgl_cell *cell)
{
	for (const char *c = event_at(rows, row)->what; *c; c++)
		pgl_strbuf_add_char(&cell->text, *c == '_' ? ' ' : *c);
}

static void event_function(const void *rows, size_t row, struct pgl_cell *cell)
{
	uint32_t function = event_at(rows, row)->function;

	if (function != PGL_NONE)
		put(cell, record_at(rows, row)->functions[function].name);
}

static void event_target(const void *rows, size_t row, struct pgl_cell *cell)
{
	uint32_t target = event_at(rows, row)->target;

	if (target == PGL_NONE)
		return;
	put(cell, "-> ");
	put(cell, record_at(rows, row)->functions[target].name);
}

static void event_count(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_record *record = record_at(rows, row);
	struct pgl_count count = pgl_event_count(record, event_at(rows, row));

	if (count.known)
		pgl_add_unsigned(&cell->text, count.value);
	if (pgl_count_is_hot(record, count))
		cell->colour = PGL_COLOUR_RED;
}

static void event_share(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_real share = event_at(rows, row)->share;

	if (share.known)
		pgl_strbuf_addf(&cell->text, "%.1f %%", 100 * share.value);
}

static void event_detail(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_event_detail(&cell->text, event_at(rows, row));
}

static void event_outcome(const void *rows, size_t row, struct pgl_cell *cell)
{
	put(cell, pgl_event_outcome(record_at(rows, row), event_at(rows, row)));
}

/* The bytes of what the event made of the function, or of the function itself. */
static struct pgl_bytes bytes_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;
	const struct pgl_event *event = event_at(rows, row);

	if (!pgl_event_is(event, PGL_EVENT_PARTITION) && !pgl_event_is(event, PGL_EVENT_SECTION))
		return (struct pgl_bytes){{0, false}, {0, false}};
	return pgl_code_bytes_of(show->bytes, show->events.item[row].unit, event->function);
}

static void event_bytes_hot(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_bytes bytes = bytes_at(rows, row);

	if (bytes.hot.known)
		pgl_add_signed(&cell->text, bytes.hot.value);
}

static void event_bytes_cold(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_bytes bytes = bytes_at(rows, row);

	if (bytes.cold.known && bytes.cold.value)
		pgl_add_signed(&cell->text, bytes.cold.value);
}

static const struct pgl_column columns[] = {
	{"unit", event_unit, false, PGL_CUT_START},
	{"location", event_location, false, PGL_CUT_START},
	{"event", event_what, false, PGL_CUT_NOTHING},
	{"function", event_function, false, PGL_CUT_END},
	{"-> target", event_target, false, PGL_CUT_END},
	{"count", event_count, true, PGL_CUT_NOTHING},
	{"share", event_share, true, PGL_CUT_NOTHING},
	{"call", event_outcome, false, PGL_CUT_NOTHING},
	{"bytes", event_bytes_hot, true, PGL_CUT_NOTHING},
	{"cold", event_bytes_cold, true, PGL_CUT_NOTHING},
	{"how", event_detail, false, PGL_CUT_END},
};

void pgl_show_events(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	pgl_show_table(show, &show->events, columns, sizeof columns / sizeof *columns, "event", "s",
		       style, out);
	fputc('\n', out);
}

static const struct pgl_record *branch_record(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return show->build->records[show->branches.item[row].unit];
}

static const struct pgl_branch *branch_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return &branch_record(rows, row)->branches[show->branches.item[row].id];
}

static void branch_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_location(&cell->text, branch_record(rows, row), branch_at(rows, row)->location);
}

static void branch_function(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text,
		       branch_record(rows, row)->functions[branch_at(rows, row)->function].name);
}

static void branch_count(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_count count = branch_at(rows, row)->count;

	if (count.known)
		pgl_add_unsigned(&cell->text, count.value);
	if (pgl_count_is_hot(branch_record(rows, row), count))
		cell->colour = PGL_COLOUR_RED;
}

static void branch_frequency(const void *rows, size_t row, struct pgl_cell *cell)
{
	if (branch_at(rows, row)->frequency.known)
		pgl_add_real(&cell->text, branch_at(rows, row)->frequency.value);
}

/* SHARE of the branch goes to WHERE. */
static void add_way(const void *rows, size_t row, double share, struct pgl_location where,
		    struct pgl_cell *cell)
{
	if (branch_at(rows, row)->share.known)
		pgl_strbuf_addf(&cell->text, "%5.1f %%", 100 * share);
	if (where.file == PGL_NONE)
		return;
	/* Mostly it is in the file of the condition. */
	if (where.file == branch_at(rows, row)->location.file)
		pgl_strbuf_addf(&cell->text, " to :%u:%u", where.line, where.column);
	else {
		pgl_strbuf_add(&cell->text, " to ");
		pgl_add_location(&cell->text, branch_record(rows, row), where);
	}
}

static void branch_true(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_branch *branch = branch_at(rows, row);

	add_way(rows, row, branch->share.value, branch->if_true, cell);
}

static void branch_false(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_branch *branch = branch_at(rows, row);

	add_way(rows, row, 1 - branch->share.value, branch->if_false, cell);
}

static const struct pgl_column branch_columns[] = {
	{"condition", branch_location, false, PGL_CUT_START},
	{"function", branch_function, false, PGL_CUT_END},
	{"asked", branch_count, true, PGL_CUT_NOTHING},
	{"per entry", branch_frequency, true, PGL_CUT_NOTHING},
	{"true", branch_true, false, PGL_CUT_NOTHING},
	{"false", branch_false, false, PGL_CUT_NOTHING},
};

void pgl_show_branches(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	pgl_show_table(show, &show->branches, branch_columns,
		       sizeof branch_columns / sizeof *branch_columns, "branch", "es", style, out);
	if (!show->branches.n_passed)
		fputs("; they are recorded with -fplugin-arg-pgolens-branches", out);
	fputc('\n', out);
}
