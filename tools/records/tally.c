/* Counts a build in one walk over its sites and one over its functions. See tally.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/tally.h"

#include <stdlib.h>
#include <string.h>

#include "records/inline-forest.h"
#include "records/names.h"
#include "base/intern.h"
#include "base/order.h"
#include "base/xalloc.h"

/* Reasons ----------------------------------------------------------------------------------- */

/* Rows by name. */
struct reasons {
	struct pgl_intern names;
	struct pgl_tally_reason *item;
	size_t n, room;
	size_t last; /* the row found last: calls with one reason stand together */
};

/* The row of reason NAME, a new one if there is none. */
static struct pgl_tally_row *reason_row(struct reasons *reasons, const char *name)
{
	if (reasons->last >= reasons->n || reasons->item[reasons->last].name != name)
		reasons->last = pgl_intern_add(&reasons->names, name, strlen(name));
	if (reasons->last == reasons->n) {
		PGL_GROW(reasons->item, reasons->n, reasons->room);
		reasons->item[reasons->n++] = (struct pgl_tally_reason){.name = name};
	}
	return &reasons->item[reasons->last].row;
}

static int compare_reasons(const void *a, const void *b)
{
	const struct pgl_tally_reason *x = a, *y = b;
	int order = PGL_COMPARE(y->row.executions, x->row.executions);

	if (!order)
		order = PGL_COMPARE(y->row.n_calls, x->row.n_calls);
	return order ? order : strcmp(x->name, y->name);
}

/* Walking ----------------------------------------------------------------------------------- */

/* A + B, or the largest number there is: the counts of a bad record must not wrap. */
static uint64_t saturated_sum(uint64_t a, uint64_t b)
{
	uint64_t sum;

	return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

struct pgl_tally_row pgl_tally_sum(struct pgl_tally_row a, struct pgl_tally_row b)
{
	return (struct pgl_tally_row){.n_calls = a.n_calls + b.n_calls,
				      .n_copies = a.n_copies + b.n_copies,
				      .n_hot = a.n_hot + b.n_hot,
				      .n_counted = a.n_counted + b.n_counted,
				      .executions = saturated_sum(a.executions, b.executions)};
}

static void add_to(struct pgl_tally_row *row, struct pgl_tally_row one)
{
	*row = pgl_tally_sum(*row, one);
}

static void walk_sites(struct pgl_tally *tally, struct reasons *reasons,
		       const struct pgl_record *record)
{
	for (uint32_t i = 0; i < record->n_sites; i++) {
		const struct pgl_site *site = &record->sites[i];
		const struct pgl_decision *final = pgl_final_decision(site);
		bool copy = site->flags & PGL_BIT(PGL_SITE_FLAG_COPY);
		struct pgl_tally_row one = {
			.n_calls = !copy,
			.n_copies = copy,
			.n_hot = !copy && pgl_count_is_hot(record, site->count),
			.n_counted = !copy && site->count.known,
			.executions = !copy && site->count.known ? site->count.value : 0};

		add_to(&tally->all, one);
		if (pgl_site_is_without_code(record, site)) {
			add_to(&tally->without_code, one);
			continue;
		}
		if (!final) {
			add_to(&tally->undecided, one);
		} else if (final->inlined) {
			add_to(&tally->inlined[final->inliner][final->phase], one);
		} else {
			add_to(&tally->rejected[final->inliner], one);
			add_to(reason_row(reasons, final->reason), one);
		}
		if (pgl_early_reason(site))
			add_to(reason_row(reasons, pgl_early_reason(site)), one);
	}
}

static void walk_functions(struct pgl_tally *tally, const struct pgl_record *record)
{
	tally->n_functions += record->n_functions;
	for (uint32_t i = 0; i < record->n_functions; i++) {
		const struct pgl_function *function = &record->functions[i];

		tally->n_bodies += function->has_body;
		tally->n_clones += function->clone != PGL_CLONE_NONE;
		tally->n_offline[function->offline]++;
	}
}

/* Events by what happened. */
static void walk_events(struct pgl_tally *tally, struct pgl_intern *kinds, size_t *room,
			const struct pgl_record *record)
{
	for (uint32_t i = 0; i < record->n_events; i++) {
		const char *what = record->events[i].what;
		uint32_t at = pgl_intern_add(kinds, what, strlen(what));

		if (at == tally->n_event_kinds) {
			PGL_GROW(tally->events, tally->n_event_kinds, *room);
			tally->events[tally->n_event_kinds++] =
				(struct pgl_tally_event){.what = what};
		}
		tally->events[at].n++;
	}
}

static int compare_event_kinds(const void *a, const void *b)
{
	const struct pgl_tally_event *x = a, *y = b;
	/* -1, of a later version's, comes last. */
	unsigned i = (unsigned)pgl_word_index(PGL_WORDS_EVENT, x->what);
	unsigned j = (unsigned)pgl_word_index(PGL_WORDS_EVENT, y->what);

	return i != j ? PGL_COMPARE(i, j) : strcmp(x->what, y->what);
}

static void add_unit(struct pgl_tally *tally, const struct pgl_unit *unit)
{
	bool reads = unit->profile.use == PGL_PROFILE_USE || unit->profile.use == PGL_PROFILE_AUTO;

	tally->n_units++;
	tally->profile.n_units[unit->profile.use]++;
	tally->profile.n_missing += reads && !unit->profile.found;
}

static void add_units(struct pgl_tally *tally, const struct pgl_unit *unit)
{
	for (uint32_t i = 0; i < unit->n_units; i++)
		add_unit(tally, &unit->units[i]);
	if (!unit->n_units)
		add_unit(tally, unit);
	if (unit->profile.runs > tally->profile.runs)
		tally->profile.runs = unit->profile.runs;
	tally->profile.n_read += unit->profile.n_read;
	tally->profile.n_never_run += unit->profile.n_never_run;
	tally->profile.n_mismatched += unit->profile.n_mismatched;
}

/* SUM += ITEM; unknown as soon as one item is, or past what fits. */
static void add_known(struct pgl_integer *sum, struct pgl_integer item)
{
	if (!item.known || __builtin_add_overflow(sum->value, item.value, &sum->value))
		sum->known = false;
}

void pgl_tally_init(struct pgl_tally *tally, const struct pgl_build *build)
{
	struct reasons reasons = {.item = NULL};
	struct pgl_intern kinds = {0};
	size_t room = 0;

	*tally = (struct pgl_tally){.size_before.known = true, .size_after.known = true};
	for (size_t i = 0; i < build->n; i++) {
		const struct pgl_record *record = build->records[i];

		add_units(tally, &record->unit);
		add_known(&tally->size_before, record->unit.size_before);
		add_known(&tally->size_after, record->unit.size_after);
		tally->n_events += record->n_events;
		walk_events(tally, &kinds, &room, record);
		walk_functions(tally, record);
		walk_sites(tally, &reasons, record);
	}
	if (reasons.n)
		qsort(reasons.item, reasons.n, sizeof *reasons.item, compare_reasons);
	if (tally->n_event_kinds)
		qsort(tally->events, tally->n_event_kinds, sizeof *tally->events,
		      compare_event_kinds);
	pgl_intern_release(&kinds);
	pgl_intern_release(&reasons.names);
	tally->reasons = reasons.item;
	tally->n_reasons = reasons.n;
	tally->bytes = build->bytes;
}

void pgl_tally_release(struct pgl_tally *tally)
{
	free(tally->reasons);
	free(tally->events);
	*tally = (struct pgl_tally){.n_units = 0};
}
