/* `pgolens show --events`: what else the compiler did, as a table. A column is a row of columns.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include "records/names.h"
#include "base/table.h"

#include "base/banned.h"

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
