/* The events of `pgolens diff`. See diff-events.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-events.h"

#include <math.h>

#include "records/names.h"
#include "render/columns.h"
#include "render/record-json.h"
#include "base/order.h"
#include "base/table.h"

/* --- sums --- */

static void add_words(struct pgl_strbuf *text, const char *what)
{
	for (const char *c = what; *c; c++)
		pgl_strbuf_add_char(text, *c == '_' ? ' ' : *c);
}

static void fill_sum(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct pgl_event_sum *sum = &((const struct pgl_event_diff *)rows)->sums[row];

	add_words(pgl_cell_left(cells, "event", PGL_CUT_NOTHING), sum->what);
	pgl_cell_unsigned(cells, "OLD", sum->n[PGL_OLD], true);
	pgl_cell_unsigned(cells, "NEW", sum->n[PGL_NEW], true);
	pgl_cell_unsigned(cells, "same", sum->n_same, true);
	pgl_cell_unsigned(cells, "changed", sum->n_changes[PGL_EVENT_CHANGED], true);
	pgl_cell_unsigned(cells, "only in OLD", sum->n_changes[PGL_EVENT_ONLY_OLD], true);
	pgl_cell_unsigned(cells, "only in NEW", sum->n_changes[PGL_EVENT_ONLY_NEW], true);
}

void pgl_diff_print_event_sums(const struct pgl_event_diff *events, const struct pgl_style *style,
			       FILE *out)
{
	if (!events->n_changes)
		return;
	fputc('\n', out);
	pgl_table_print(fill_sum, events, events->n_sums, style, out);
}

/* --- changes --- */

struct rows {
	const struct pgl_event_diff *events;
	const struct pgl_folders *folders;
	struct pgl_shown_columns columns;
	struct pgl_strbuf *text;
};

/* CHANGE's event in SIDE, which must have it. */
static struct pgl_row row_of(const struct pgl_event_diff *events,
			     const struct pgl_event_change *change, int side,
			     struct pgl_strbuf *text)
{
	const struct pgl_identity *identity = events->weights->match->identity;
	struct pgl_row row = pgl_row_of_build(identity->forest[side]->build, change->unit[side],
					      change->event[side], text);

	row.event_change = change;
	return row;
}

static const char *target_name(const struct pgl_event_diff *events,
			       const struct pgl_event_change *change, int side)
{
	uint32_t target = pgl_event_change_event(events, change, side)->target;

	return target == PGL_NONE
		       ? "no target"
		       : pgl_event_change_record(events, change, side)->functions[target].name;
}

/* Is the target that the columns name not that of both builds? */
static bool has_other_target(const struct pgl_event_diff *events,
			     const struct pgl_event_change *change)
{
	return change->kind == PGL_EVENT_CHANGED &&
	       !pgl_same_text(target_name(events, change, PGL_OLD),
			      target_name(events, change, PGL_NEW));
}

/* How it happened on one side. */
static void add_side(const struct pgl_event_diff *events, const struct pgl_event_change *change,
		     int side, struct pgl_strbuf *text)
{
	if (change->event[side] == PGL_NONE) {
		pgl_strbuf_add(text, "no");
		return;
	}
	const struct pgl_record *record = pgl_event_change_record(events, change, side);
	const struct pgl_event *event = pgl_event_change_event(events, change, side);
	const char *outcome = pgl_event_outcome(record, event);
	size_t before = text->length;

	if (has_other_target(events, change))
		pgl_strbuf_addf(text, "%s ", target_name(events, change, side));
	if (event->share.known)
		pgl_strbuf_addf(text, "%.1f %% ", 100 * event->share.value);
	pgl_add_event_detail(text, event);
	if (outcome)
		pgl_strbuf_addf(text, "%s%s",
				text->length > before && text->text[text->length - 1] != ' ' ? " "
											     : "",
				outcome);
	if (text->length == before)
		pgl_strbuf_add(text, "yes");
}

static void fill_change(struct pgl_cells *cells, const void *rows, size_t number)
{
	const struct rows *all = rows;
	const struct pgl_event_change *change = &all->events->changes[number];
	struct pgl_row row =
		row_of(all->events, change, (int)pgl_event_change_side(change), all->text);
	struct pgl_strbuf *below = pgl_cell_below(cells);

	pgl_cells_of_columns(cells, &all->columns, &row, all->folders);
	pgl_strbuf_add(below, "OLD: ");
	add_side(all->events, change, PGL_OLD, below);
	pgl_strbuf_add(below, "  NEW: ");
	add_side(all->events, change, PGL_NEW, below);
}

void pgl_diff_print_events(const struct pgl_event_diff *events, size_t n,
			   const struct pgl_folders *folders, const struct pgl_style *style,
			   FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct rows rows = {.events = events, .folders = folders, .text = &text};

	pgl_show_columns(&rows.columns, &pgl_event_change_columns);
	if (n)
		fputc('\n', out);
	pgl_table_print(fill_change, &rows, n, style, out);
	pgl_strbuf_release(&text);
}

/* --- JSON --- */

void pgl_json_event_sums(struct pgl_json *json, const char *key,
			 const struct pgl_event_diff *events)
{
	pgl_json_object(json, key);
	for (size_t i = 0; i < events->n_sums; i++) {
		const struct pgl_event_sum *sum = &events->sums[i];

		pgl_json_object(json, sum->what);
		pgl_json_unsigned(json, "old", sum->n[PGL_OLD]);
		pgl_json_unsigned(json, "new", sum->n[PGL_NEW]);
		pgl_json_unsigned(json, "same", sum->n_same);
		pgl_json_unsigned(json, "changed", sum->n_changes[PGL_EVENT_CHANGED]);
		pgl_json_unsigned(json, "only_old", sum->n_changes[PGL_EVENT_ONLY_OLD]);
		pgl_json_unsigned(json, "only_new", sum->n_changes[PGL_EVENT_ONLY_NEW]);
		pgl_json_real(json, "weight", events->weights->source >= 0 ? sum->weight : NAN);
		pgl_json_unsigned(json, "unknown", sum->n_unknown);
		pgl_json_end_object(json);
	}
	pgl_json_end_object(json);
}

static void add_json_side(struct pgl_json *json, const struct pgl_event_diff *events,
			  const struct pgl_event_change *change, int side, struct pgl_strbuf *text)
{
	const char *key = side == PGL_OLD ? "old" : "new";

	if (change->event[side] == PGL_NONE) {
		pgl_json_null(json, key);
		return;
	}
	const struct pgl_row row = row_of(events, change, side, text);

	pgl_json_object(json, key);
	pgl_columns_json(json, &pgl_event_columns, &row, PGL_IN_JSON, "");
	pgl_json_arguments(json, &row.record->events[row.id]);
	pgl_json_end_object(json);
}

void pgl_json_event_changes(struct pgl_json *json, const char *key,
			    const struct pgl_event_diff *events, size_t n)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_array(json, key);
	for (size_t i = 0; i < n; i++) {
		const struct pgl_event_change *change = &events->changes[i];
		const struct pgl_row row =
			row_of(events, change, (int)pgl_event_change_side(change), &text);

		pgl_json_object(json, NULL);
		pgl_columns_json(json, &pgl_event_change_columns, &row, PGL_IN_JSON, "");
		for (int side = 0; side < PGL_SIDES; side++)
			add_json_side(json, events, change, side, &text);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}
