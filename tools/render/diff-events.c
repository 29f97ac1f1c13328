/* The events of `pgolens diff`. See render-diff-events.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/diff-events.h"

#include "records/names.h"
#include "render/record-json.h"
#include "base/order.h"
#include "base/table.h"
#include "base/banned.h"

/* --- sums --- */

static const struct pgl_event_sum *sum_at(const void *rows, size_t row)
{
	return &((const struct pgl_event_diff *)rows)->sums[row];
}

static void add_words(struct pgl_strbuf *text, const char *what)
{
	for (const char *c = what; *c; c++)
		pgl_strbuf_add_char(text, *c == '_' ? ' ' : *c);
}

static void sum_what(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_words(&cell->text, sum_at(rows, row)->what);
}

static void sum_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, sum_at(rows, row)->n[PGL_OLD]);
}

static void sum_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, sum_at(rows, row)->n[PGL_NEW]);
}

static void sum_same(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, sum_at(rows, row)->n_same);
}

static void sum_changed(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, sum_at(rows, row)->n_changes[PGL_EVENT_CHANGED]);
}

static void sum_only_old(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, sum_at(rows, row)->n_changes[PGL_EVENT_ONLY_OLD]);
}

static void sum_only_new(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_unsigned(&cell->text, sum_at(rows, row)->n_changes[PGL_EVENT_ONLY_NEW]);
}

static const struct pgl_column sum_columns[] = {
	{"event", sum_what, false, PGL_CUT_NOTHING},
	{"OLD", sum_old, true, PGL_CUT_NOTHING},
	{"NEW", sum_new, true, PGL_CUT_NOTHING},
	{"same", sum_same, true, PGL_CUT_NOTHING},
	{"changed", sum_changed, true, PGL_CUT_NOTHING},
	{"only in OLD", sum_only_old, true, PGL_CUT_NOTHING},
	{"only in NEW", sum_only_new, true, PGL_CUT_NOTHING},
};

void pgl_diff_print_event_sums(const struct pgl_event_diff *events, const struct pgl_style *style,
			       FILE *out)
{
	struct pgl_table table = {.columns = sum_columns,
				  .n_columns = sizeof sum_columns / sizeof *sum_columns,
				  .rows = events,
				  .n_rows = events->n_sums};

	if (!events->n_changes)
		return;
	fputc('\n', out);
	pgl_table_print(&table, style, out);
}

/* --- changes --- */

struct rows {
	const struct pgl_event_diff *events;
	const struct pgl_folders *folders;
};

static const struct pgl_event_change *change_at(const void *rows, size_t row)
{
	return &((const struct rows *)rows)->events->changes[row];
}

static const struct pgl_record *record_at(const void *rows, size_t row)
{
	const struct pgl_event_change *change = change_at(rows, row);

	return pgl_event_change_record(((const struct rows *)rows)->events, change,
				       pgl_event_change_side(change));
}

static const struct pgl_event *event_at(const void *rows, size_t row)
{
	const struct pgl_event_change *change = change_at(rows, row);

	return pgl_event_change_event(((const struct rows *)rows)->events, change,
				      pgl_event_change_side(change));
}

static void change_weight(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_executions(&cell->text, change_at(rows, row)->weight, false);
}

static void change_kind(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text, pgl_event_change_word(change_at(rows, row)->kind));
	cell->colour = PGL_COLOUR_CYAN;
}

static void change_what(const void *rows, size_t row, struct pgl_cell *cell)
{
	add_words(&cell->text, event_at(rows, row)->what);
}

static void change_function(const void *rows, size_t row, struct pgl_cell *cell)
{
	uint32_t function = event_at(rows, row)->function;

	if (function != PGL_NONE)
		pgl_strbuf_add(&cell->text, record_at(rows, row)->functions[function].name);
}

static void change_target(const void *rows, size_t row, struct pgl_cell *cell)
{
	uint32_t target = event_at(rows, row)->target;

	if (target != PGL_NONE)
		pgl_strbuf_addf(&cell->text, "-> %s", record_at(rows, row)->functions[target].name);
}

static void change_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_record *record = record_at(rows, row);
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	pgl_add_location(&place, record, pgl_event_location(record, event_at(rows, row)));
	if (place.length)
		pgl_strbuf_add(&cell->text,
			       pgl_below_folder(((const struct rows *)rows)->folders, place.text));
	pgl_strbuf_release(&place);
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

static void change_sides(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_event_diff *events = ((const struct rows *)rows)->events;

	pgl_strbuf_add(&cell->text, "OLD: ");
	add_side(events, change_at(rows, row), PGL_OLD, &cell->text);
	pgl_strbuf_add(&cell->text, "  NEW: ");
	add_side(events, change_at(rows, row), PGL_NEW, &cell->text);
	cell->colour = PGL_COLOUR_DIM;
}

static const struct pgl_column change_columns[] = {
	{"executions", change_weight, true, PGL_CUT_NOTHING},
	{"event", change_what, false, PGL_CUT_NOTHING},
	{"", change_kind, false, PGL_CUT_NOTHING},
	{"function", change_function, false, PGL_CUT_END},
	{"-> target", change_target, false, PGL_CUT_END},
	{"location", change_location, false, PGL_CUT_START},
};

void pgl_diff_print_events(const struct pgl_event_diff *events, size_t n,
			   const struct pgl_folders *folders, const struct pgl_style *style,
			   FILE *out)
{
	struct rows rows = {.events = events, .folders = folders};
	struct pgl_table table = {.columns = change_columns,
				  .n_columns = sizeof change_columns / sizeof *change_columns,
				  .rows = &rows,
				  .n_rows = n,
				  .below = change_sides};

	if (!n)
		return;
	fputc('\n', out);
	pgl_table_print(&table, style, out);
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
		if (events->weights->source >= 0)
			pgl_json_real(json, "weight", sum->weight);
		else
			pgl_json_null(json, "weight");
		pgl_json_unsigned(json, "unknown", sum->n_unknown);
		pgl_json_end_object(json);
	}
	pgl_json_end_object(json);
}

static const char *name_of(const struct pgl_record *record, uint32_t function)
{
	return function == PGL_NONE ? NULL : record->functions[function].name;
}

static void add_json_side(struct pgl_json *json, const char *key,
			  const struct pgl_event_diff *events,
			  const struct pgl_event_change *change, int side)
{
	if (change->event[side] == PGL_NONE) {
		pgl_json_null(json, key);
		return;
	}
	const struct pgl_record *record = pgl_event_change_record(events, change, side);
	const struct pgl_event *event = pgl_event_change_event(events, change, side);
	struct pgl_count count = pgl_event_count(record, event);

	pgl_json_object(json, key);
	pgl_json_text(json, "source", record->unit.source);
	pgl_json_unsigned(json, "id", change->event[side]);
	pgl_json_text(json, "function", name_of(record, event->function));
	pgl_json_text(json, "target", name_of(record, event->target));
	pgl_json_id(json, "site", event->site);
	pgl_json_text(json, "outcome", pgl_event_outcome(record, event));
	pgl_json_count(json, "count", count);
	pgl_json_text(json, "quality",
		      count.known ? pgl_words(PGL_WORDS_QUALITY)[count.quality] : NULL);
	pgl_json_event_keys(json, event);
	pgl_json_end_object(json);
}

void pgl_json_event_changes(struct pgl_json *json, const char *key,
			    const struct pgl_event_diff *events, size_t n)
{
	pgl_json_array(json, key);
	for (size_t i = 0; i < n; i++) {
		const struct pgl_event_change *change = &events->changes[i];
		enum pgl_side side = pgl_event_change_side(change);
		const struct pgl_record *record = pgl_event_change_record(events, change, side);
		const struct pgl_event *event = pgl_event_change_event(events, change, side);

		pgl_json_object(json, NULL);
		pgl_json_text(json, "change", pgl_event_change_word(change->kind));
		pgl_json_text(json, "what", event->what);
		pgl_json_text(json, "function", name_of(record, event->function));
		pgl_json_text(json, "target", name_of(record, event->target));
		pgl_json_location(json, "location", record, pgl_event_location(record, event));
		pgl_json_real_or_null(json, "weight", change->weight);
		add_json_side(json, "old", events, change, PGL_OLD);
		add_json_side(json, "new", events, change, PGL_NEW);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}
