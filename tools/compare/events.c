/* Pairs the events of two builds. See events.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/events.h"

#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "base/group.h"
#include "base/intern.h"
#include "base/order.h"
#include "base/xalloc.h"

/* The parts of an event's key, from the most to the least important. */
enum { WHAT, FUNCTION, TARGET, FILE_, LINE, COLUMN, DETAIL, KEY_PARTS };

/* An event of one build that passes the query. */
struct item {
	uint32_t unit, event;
	uint32_t key[KEY_PARTS];
	uint32_t partner; /* the index of the other build's item, or PGL_NONE */
};

struct items {
	struct item *item;
	size_t n, room;
};

const char *pgl_event_change_word(enum pgl_event_change_kind kind)
{
	static const char *const words[PGL_EVENT_CHANGE_N] = {
		[PGL_EVENT_ONLY_OLD] = "only in OLD",
		[PGL_EVENT_ONLY_NEW] = "only in NEW",
		[PGL_EVENT_CHANGED] = "changed",
	};

	return words[kind];
}

/* --- keys --- */

/* The number of function ID of UNIT in both builds: by origin and kind of clone or part. */
static uint32_t function_key(const struct pgl_identity *identity, int side, uint32_t unit,
			     uint32_t id, struct pgl_intern *keys)
{
	if (id == PGL_NONE)
		return PGL_NONE;
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t number = forest->first_function[unit] + id;
	uint32_t body = identity->body[side][number];
	uint32_t key[] = {identity->origin[body], pgl_forest_function(forest, number)->clone,
			  pgl_identity_is_part(identity, body)};

	return pgl_intern_add(keys, key, sizeof key);
}

static uint32_t detail_key(const struct pgl_record *record, const struct pgl_event *event,
			   struct pgl_intern *texts)
{
	const char *outcome = pgl_event_outcome(record, event);
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	uint32_t key;

	pgl_add_event_detail(&text, event);
	pgl_strbuf_add(&text, outcome ? outcome : "");
	key = pgl_intern_add(texts, text.text, text.length);
	pgl_strbuf_release(&text);
	return key;
}

static void add_item(struct items *items, const struct pgl_identity *identity, int side,
		     uint32_t unit, uint32_t number, struct pgl_intern *names)
{
	const struct pgl_record *record = identity->forest[side]->build->records[unit];
	const struct pgl_event *event = &record->events[number];
	struct pgl_location where = event->location;

	PGL_GROW(items->item, items->n, items->room);
	struct item *item = &items->item[items->n++];

	*item = (struct item){.unit = unit, .event = number, .partner = PGL_NONE};
	item->key[WHAT] = pgl_intern_add(&names[0], event->what, strlen(event->what));
	item->key[FUNCTION] = function_key(identity, side, unit, event->function, &names[1]);
	item->key[TARGET] = function_key(identity, side, unit, event->target, &names[1]);
	item->key[FILE_] =
		where.file == PGL_NONE
			? PGL_NONE
			: identity->file[side][identity->first_file[side][unit] + where.file];
	item->key[LINE] = where.line;
	item->key[COLUMN] = where.column;
	item->key[DETAIL] = detail_key(record, event, &names[2]);
}

static struct items find_items(const struct pgl_identity *identity, int side,
			       const struct pgl_query *query, struct pgl_intern *names)
{
	const struct pgl_build *build = identity->forest[side]->build;
	struct items items = {.item = NULL};

	for (size_t u = 0; u < build->n; u++) {
		struct pgl_filter *filter = pgl_filter_new(query, build->records[u]);

		for (uint32_t e = 0; e < build->records[u]->n_events; e++)
			if (pgl_filter_event(filter, e))
				add_item(&items, identity, side, (uint32_t)u, e, names);
		pgl_filter_free(filter);
	}
	return items;
}

/* --- pairing --- */

/* The first N_PARTS of ITEM's key, less TARGET if IS_WITHOUT_TARGET, as a number. */
static uint32_t key_number(const struct item *item, size_t n_parts, bool is_without_target,
			   struct pgl_intern *keys)
{
	uint32_t key[KEY_PARTS];

	memcpy(key, item->key, sizeof key);
	if (is_without_target)
		key[TARGET] = PGL_NONE;
	return pgl_intern_add(keys, key, n_parts * sizeof *key);
}

/* Pairs, in their order, the items left that agree in the first N_PARTS of their keys. */
static void pair_items(struct items items[], size_t n_parts, bool is_without_target)
{
	struct pgl_intern keys = {0};
	uint32_t *key[PGL_SIDES], n[PGL_SIDES], *partner;

	for (int side = 0; side < PGL_SIDES; side++) {
		n[side] = (uint32_t)items[side].n;
		key[side] = pgl_xunset(n[side]);
		for (uint32_t i = 0; i < n[side]; i++)
			if (items[side].item[i].partner == PGL_NONE)
				key[side][i] = key_number(&items[side].item[i], n_parts,
							  is_without_target, &keys);
	}
	partner = pgl_pair_in_order(keys.n, key, n);
	for (uint32_t i = 0; i < n[PGL_OLD]; i++) {
		if (partner[i] == PGL_NONE)
			continue;
		items[PGL_OLD].item[i].partner = partner[i];
		items[PGL_NEW].item[partner[i]].partner = i;
	}
	pgl_intern_release(&keys);
	free(key[PGL_OLD]);
	free(key[PGL_NEW]);
	free(partner);
}

/* --- weights --- */

/* The count of EVENT on SIDE, if that is where the profile is. */
static struct pgl_real own_weight(const struct pgl_event_diff *events,
				  const struct pgl_event_change *change, int side)
{
	struct pgl_count count = {.known = false};

	if (change->event[side] != PGL_NONE && side == events->weights->source)
		count = pgl_event_count(pgl_event_change_record(events, change, side),
					pgl_event_change_event(events, change, side));
	return (struct pgl_real){(double)count.value, count.known};
}

/* The count, in the build with the profile, of the function that the event happened to. */
static struct pgl_real function_weight(const struct pgl_event_diff *events,
				       const struct pgl_event_change *change, int side)
{
	const struct pgl_identity *identity = events->weights->match->identity;
	int source = events->weights->source;
	struct pgl_real unknown = {.known = false};

	if (change->event[side] == PGL_NONE || source < 0)
		return unknown;
	uint32_t function = pgl_event_change_event(events, change, side)->function;

	if (function == PGL_NONE)
		return unknown;
	function += identity->forest[side]->first_function[change->unit[side]];
	function = identity->example[source][identity->body[side][function]];
	if (function == PGL_NONE)
		return unknown;
	struct pgl_count count = pgl_forest_function(identity->forest[source], function)->count;

	return (struct pgl_real){(double)count.value, count.known};
}

static struct pgl_real weight_of(const struct pgl_event_diff *events,
				 const struct pgl_event_change *change)
{
	struct pgl_real weight = {.known = false};

	for (int i = 0; i < PGL_SIDES && !weight.known; i++)
		weight = own_weight(events, change, i ? !change->shown : change->shown);
	for (int i = 0; i < PGL_SIDES && !weight.known; i++)
		weight = function_weight(events, change, i ? !change->shown : change->shown);
	return weight;
}

/* --- changes --- */

static void add_change(struct pgl_event_diff *events, size_t *room, struct pgl_event_change change,
		       struct pgl_event_sum *sum)
{
	change.shown = events->weights->source == PGL_OLD ? PGL_OLD : PGL_NEW;
	if (change.event[change.shown] == PGL_NONE)
		change.shown = (enum pgl_side) !change.shown;
	change.weight = weight_of(events, &change);
	sum->n_changes[change.kind]++;
	if (change.weight.known)
		sum->weight += change.weight.value;
	else
		sum->n_unknown++;
	PGL_GROW(events->changes, events->n_changes, *room);
	events->changes[events->n_changes++] = change;
}

static void find_changes(struct pgl_event_diff *events, const struct items items[])
{
	const struct pgl_identity *identity = events->weights->match->identity;
	size_t room = 0;

	for (int side = 0; side < PGL_SIDES; side++)
		for (size_t i = 0; i < items[side].n; i++) {
			const struct item *item = &items[side].item[i];
			const struct pgl_record *record =
				identity->forest[side]->build->records[item->unit];
			struct pgl_event_sum *sum = &events->sums[item->key[WHAT]];
			struct pgl_event_change change = {
				.kind = side == PGL_OLD ? PGL_EVENT_ONLY_OLD : PGL_EVENT_ONLY_NEW,
				.unit = {PGL_NONE, PGL_NONE},
				.event = {PGL_NONE, PGL_NONE}};

			sum->what = record->events[item->event].what;
			sum->n[side]++;
			change.unit[side] = item->unit;
			change.event[side] = item->event;
			if (item->partner != PGL_NONE) {
				const struct item *partner = &items[!side].item[item->partner];

				if (side == PGL_NEW)
					continue;
				change.kind = PGL_EVENT_CHANGED;
				change.unit[!side] = partner->unit;
				change.event[!side] = partner->event;
				if (item->key[DETAIL] == partner->key[DETAIL] &&
				    item->key[TARGET] == partner->key[TARGET]) {
					sum->n_same++;
					continue;
				}
			}
			add_change(events, &room, change, sum);
		}
}

enum pgl_side pgl_event_change_side(const struct pgl_event_change *change)
{
	return change->shown;
}

const struct pgl_record *pgl_event_change_record(const struct pgl_event_diff *events,
						 const struct pgl_event_change *change, int side)
{
	return events->weights->match->identity->forest[side]->build->records[change->unit[side]];
}

const struct pgl_event *pgl_event_change_event(const struct pgl_event_diff *events,
					       const struct pgl_event_change *change, int side)
{
	return &pgl_event_change_record(events, change, side)->events[change->event[side]];
}

/* --- orders --- */

/* Known kinds in their order; those of a later version (-1) come last. */
static int compare_whats(const char *a, const char *b)
{
	unsigned i = (unsigned)pgl_word_index(PGL_WORDS_EVENT, a);
	unsigned j = (unsigned)pgl_word_index(PGL_WORDS_EVENT, b);

	return i != j ? PGL_COMPARE(i, j) : strcmp(a, b);
}

static int compare_sums(const void *a, const void *b)
{
	return compare_whats(((const struct pgl_event_sum *)a)->what,
			     ((const struct pgl_event_sum *)b)->what);
}

static const char *function_name(const struct pgl_record *record, const struct pgl_event *event)
{
	return event->function == PGL_NONE ? NULL : record->functions[event->function].name;
}

static int compare_changes(const void *a, const void *b, void *context)
{
	const struct pgl_event_change *x = a, *y = b;
	const struct pgl_event_diff *events = context;
	enum pgl_side side_x = pgl_event_change_side(x), side_y = pgl_event_change_side(y);
	const struct pgl_record *in_x = pgl_event_change_record(events, x, side_x);
	const struct pgl_record *in_y = pgl_event_change_record(events, y, side_y);
	const struct pgl_event *e = pgl_event_change_event(events, x, side_x);
	const struct pgl_event *f = pgl_event_change_event(events, y, side_y);
	int order = PGL_COMPARE(y->weight.known, x->weight.known);

	if (!order && x->weight.known)
		order = PGL_COMPARE(y->weight.value, x->weight.value);
	if (!order)
		order = compare_whats(e->what, f->what);
	if (!order)
		order = pgl_compare_text(function_name(in_x, e), function_name(in_y, f));
	for (int side = 0; side < PGL_SIDES && !order; side++) {
		order = PGL_COMPARE(x->unit[side], y->unit[side]);
		if (!order)
			order = PGL_COMPARE(x->event[side], y->event[side]);
	}
	return order;
}

/* --- the whole --- */

void pgl_event_diff_init(struct pgl_event_diff *events, const struct pgl_weights *weights,
			 const struct pgl_query *query)
{
	struct pgl_intern names[3] = {{0}};
	struct items items[PGL_SIDES];

	*events = (struct pgl_event_diff){.weights = weights};
	for (int side = 0; side < PGL_SIDES; side++)
		items[side] = find_items(weights->match->identity, side, query, names);
	pair_items(items, KEY_PARTS, false);
	pair_items(items, COLUMN + 1, false);
	pair_items(items, COLUMN + 1, true);
	events->n_sums = names[0].n;
	events->sums = pgl_xcalloc(events->n_sums + 1, sizeof *events->sums);
	find_changes(events, items);
	if (events->n_changes)
		qsort_r(events->changes, events->n_changes, sizeof *events->changes,
			compare_changes, events);
	if (events->n_sums)
		qsort(events->sums, events->n_sums, sizeof *events->sums, compare_sums);
	for (int side = 0; side < PGL_SIDES; side++)
		free(items[side].item);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		pgl_intern_release(&names[i]);
}

void pgl_event_diff_release(struct pgl_event_diff *events)
{
	free(events->changes);
	free(events->sums);
	*events = (struct pgl_event_diff){.weights = NULL};
}
