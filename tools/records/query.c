/* Filters and orders. See query.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "base/xalloc.h"
#include "base/order.h"
#include "records/names.h"

/* Globs ------------------------------------------------------------------------------------- */

static bool matches(const struct pgl_texts *globs, const char *text)
{
	for (size_t i = 0; i < globs->n; i++)
		if (pgl_glob_matches(globs->item[i], text))
			return true;
	return false;
}

static bool matches_path(const struct pgl_texts *globs, const char *path)
{
	for (size_t i = 0; i < globs->n; i++)
		if (pgl_glob_matches_path(globs->item[i], path))
			return true;
	return false;
}

bool pgl_query_names_file(const struct pgl_query *query, const char *path)
{
	return !query->files.n || (path && matches_path(&query->files, path));
}

/* Which functions' names match; NULL: there is no glob. */
static bool *match_functions(const struct pgl_texts *globs, const struct pgl_record *record)
{
	if (!globs->n)
		return NULL;
	bool *passes = pgl_xcalloc(record->n_functions, sizeof *passes);

	for (uint32_t i = 0; i < record->n_functions; i++)
		passes[i] = matches(globs, record->functions[i].name) ||
			    matches(globs, record->functions[i].assembler);
	return passes;
}

static bool *match_files(const struct pgl_texts *globs, const struct pgl_record *record)
{
	if (!globs->n)
		return NULL;
	bool *passes = pgl_xcalloc(record->unit.n_files, sizeof *passes);

	for (uint32_t i = 0; i < record->unit.n_files; i++)
		passes[i] = matches_path(globs, record->unit.files[i]);
	return passes;
}

/* The query as a whole ---------------------------------------------------------------------- */

/* True for the name of an inliner, and for the phase that both inliners have. */
static bool knows_inliner(const char *name)
{
	return pgl_word_index(PGL_WORDS_INLINER, name) >= 0 ||
	       !strcmp(name, pgl_words(PGL_WORDS_PHASE)[PGL_PHASE_ALWAYS_INLINE]);
}

int pgl_query_check(const struct pgl_query *query, struct pgl_error *error)
{
	for (size_t i = 0; i < query->inliners.n; i++)
		if (!knows_inliner(query->inliners.item[i]))
			return pgl_error_set(error,
					     "unknown inliner '%s'; it is one of: einline, "
					     "ipa-inline, always_inline",
					     query->inliners.item[i]);
	return 0;
}

/* True if RECORD has REASON; else offers the reasons it has to NEAREST. */
static bool has_reason(const struct pgl_record *record, const char *reason,
		       struct pgl_nearest *nearest)
{
	const char *last = NULL;

	for (uint32_t i = 0; i < record->n_sites; i++) {
		const struct pgl_decision *final = pgl_final_decision(&record->sites[i]);
		const char *early = pgl_early_reason(&record->sites[i]);

		if (early && !strcasecmp(early, reason))
			return true;
		if (!final || !final->reason || final->reason == last)
			continue;
		last = final->reason;
		if (!strcasecmp(last, reason))
			return true;
		pgl_nearest_offer(nearest, reason, last);
	}
	return false;
}

const char *pgl_query_near_reason(const struct pgl_query *query, const struct pgl_build *build,
				  const char **ret_typed)
{
	for (size_t i = 0; i < query->reasons.n; i++) {
		struct pgl_nearest nearest = {.word = NULL};
		bool found = false;

		for (size_t r = 0; r < build->n && !found; r++)
			found = has_reason(build->records[r], query->reasons.item[i], &nearest);
		if (!found && nearest.word) {
			*ret_typed = query->reasons.item[i];
			return nearest.word;
		}
	}
	return NULL;
}

/* Filters ----------------------------------------------------------------------------------- */

struct pgl_filter {
	const struct pgl_query *query;
	const struct pgl_record *record;
	/* By index; NULL: all pass. */
	bool *functions, *callees, *files;
	bool indirect;	    /* a call of no known function passes --callee */
	uint32_t inliners;  /* PGL_INLINER_* bits that pass; 0 and not always_inline: all */
	bool always_inline; /* the phase passes */
};

struct pgl_filter *pgl_filter_new(const struct pgl_query *query, const struct pgl_record *record)
{
	struct pgl_filter *filter = pgl_xcalloc(1, sizeof *filter);

	filter->query = query;
	filter->record = record;
	filter->functions = match_functions(&query->functions, record);
	filter->callees = match_functions(&query->callees, record);
	filter->files = match_files(&query->files, record);
	filter->indirect = matches(&query->callees, PGL_INDIRECT);
	for (size_t i = 0; i < query->inliners.n; i++) {
		int index = pgl_word_index(PGL_WORDS_INLINER, query->inliners.item[i]);

		if (index >= 0)
			filter->inliners |= PGL_BIT(index);
		else
			filter->always_inline = true;
	}
	return filter;
}

void pgl_filter_free(struct pgl_filter *filter)
{
	if (!filter)
		return;
	free(filter->functions);
	free(filter->callees);
	free(filter->files);
	free(filter);
}

static bool passes_location(const struct pgl_filter *filter, struct pgl_location location)
{
	return !filter->files || (location.file != PGL_NONE && filter->files[location.file]);
}

static bool passes_callee(const struct pgl_filter *filter, uint32_t callee)
{
	if (!filter->callees)
		return true;
	return callee == PGL_NONE ? filter->indirect : filter->callees[callee];
}

bool pgl_filter_decision(const struct pgl_filter *filter, uint32_t site,
			 const struct pgl_decision *final)
{
	const struct pgl_texts *reasons = &filter->query->reasons;
	const char *early = pgl_early_reason(&filter->record->sites[site]);
	const char *reason = final && !final->inlined ? final->reason : NULL;
	bool any = !reasons->n;

	if (filter->query->inlined != filter->query->rejected &&
	    (!final || final->inlined != filter->query->inlined))
		return false;
	if (filter->query->inlined && filter->query->rejected && !final)
		return false;
	if ((filter->inliners || filter->always_inline) &&
	    (!final || !(filter->inliners & PGL_BIT(final->inliner) ||
			 (filter->always_inline && final->phase == PGL_PHASE_ALWAYS_INLINE))))
		return false;
	for (size_t i = 0; i < reasons->n && !any; i++)
		any = (reason && !strcasecmp(reason, reasons->item[i])) ||
		      (early && !strcasecmp(early, reasons->item[i]));
	return any;
}

static bool passes_hot(const struct pgl_filter *filter, const struct pgl_site *site)
{
	if (!filter->query->hot)
		return true;
	if (filter->record->unit.profile.hot_threshold.known)
		return pgl_count_is_hot(filter->record, site->count);
	return !(site->flags & PGL_BIT(PGL_SITE_FLAG_COLD));
}

bool pgl_filter_location(const struct pgl_filter *filter, uint32_t id)
{
	const struct pgl_site *site = &filter->record->sites[id];

	if (filter->query->no_copies && site->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		return false;
	if (filter->functions && !filter->functions[site->root] && !filter->functions[site->caller])
		return false;
	return passes_location(filter, site->location) && passes_callee(filter, site->callee) &&
	       passes_hot(filter, site);
}

bool pgl_filter_site(const struct pgl_filter *filter, uint32_t id)
{
	return pgl_filter_location(filter, id) &&
	       pgl_filter_decision(filter, id, pgl_final_decision(&filter->record->sites[id]));
}

bool pgl_filter_function(const struct pgl_filter *filter, uint32_t id)
{
	const struct pgl_function *function = &filter->record->functions[id];

	if (filter->functions && !filter->functions[id])
		return false;
	if (!passes_location(filter, function->location))
		return false;
	if (!filter->query->hot)
		return true;
	if (filter->record->unit.profile.hot_threshold.known)
		return pgl_count_is_hot(filter->record, function->count);
	return function->hotness == PGL_HOTNESS_HOT || function->hotness == PGL_HOTNESS_NORMAL;
}

static bool passes_what(const struct pgl_texts *wanted, const char *what)
{
	for (size_t i = 0; i < wanted->n; i++)
		if (!strcmp(wanted->item[i], what))
			return true;
	return !wanted->n;
}

/* True if the query selects by the decisions of the inliners. */
static bool asks_for_decision(const struct pgl_filter *filter)
{
	return filter->query->inlined || filter->query->rejected || filter->query->reasons.n ||
	       filter->inliners || filter->always_inline;
}

bool pgl_filter_event(const struct pgl_filter *filter, uint32_t id)
{
	const struct pgl_event *event = &filter->record->events[id];
	uint32_t function = event->function, target = event->target;

	if (!passes_what(&filter->query->events, event->what))
		return false;
	if (filter->functions && !(function != PGL_NONE && filter->functions[function]) &&
	    !(target != PGL_NONE && filter->functions[target]))
		return false;
	if (filter->callees && (target == PGL_NONE || !filter->callees[target]))
		return false;
	if (!passes_location(filter, pgl_event_location(filter->record, event)))
		return false;
	if (filter->query->hot &&
	    !pgl_count_is_hot(filter->record, pgl_event_count(filter->record, event)))
		return false;
	if (!asks_for_decision(filter))
		return true;
	return event->site != PGL_NONE &&
	       pgl_filter_decision(filter, event->site,
				   pgl_final_decision(&filter->record->sites[event->site]));
}

bool pgl_filter_branch(const struct pgl_filter *filter, uint32_t id)
{
	const struct pgl_branch *branch = &filter->record->branches[id];

	if (filter->functions && !filter->functions[branch->function])
		return false;
	if (!passes_location(filter, branch->location))
		return false;
	return !filter->query->hot || pgl_count_is_hot(filter->record, branch->count);
}

const char *const pgl_sort_words[] = {"location", "count",  "caller",  "callee",    "reason",
				      "sequence", "growth", "badness", "frequency", NULL};
_Static_assert(sizeof pgl_sort_words / sizeof *pgl_sort_words == PGL_SORT_N + 1,
	       "a word for each sort key");

/* Orders ------------------------------------------------------------------------------------ */

/* An item of a selection with all that it is ordered by. What the sort key leaves equal goes by
   location, then by names, then by unit and id: every order is total. */
struct row {
	struct pgl_reference item;
	enum { RANK_KNOWN, RANK_UNKNOWN, RANK_UNDECIDED } rank; /* of what the key asks for */
	long double number; /* the key's, smallest first; holds every count exactly */
	const char *text;   /* the key's; NULL last */
	const char *file;   /* NULL: no location; last */
	uint32_t line, column;
	const char *name, *callee;
};

static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = PGL_COMPARE(x->rank, y->rank);

	if (!order)
		order = PGL_COMPARE(x->number, y->number);
	if (!order)
		order = pgl_compare_text(x->text, y->text);
	if (!order)
		order = pgl_compare_text(x->file, y->file);
	if (!order)
		order = PGL_COMPARE(x->line, y->line);
	if (!order)
		order = PGL_COMPARE(x->column, y->column);
	if (!order)
		order = pgl_compare_text(x->name, y->name);
	if (!order)
		order = pgl_compare_text(x->callee, y->callee);
	if (!order)
		order = PGL_COMPARE(x->item.unit, y->item.unit);
	return order ? order : PGL_COMPARE(x->item.id, y->item.id);
}

static void set_location(struct row *row, const struct pgl_record *record,
			 struct pgl_location location)
{
	row->file = location.file == PGL_NONE ? NULL : record->unit.files[location.file];
	row->line = location.line;
	row->column = location.column;
}

static void set_number(struct row *row, bool is_known, long double number)
{
	row->rank = is_known ? RANK_KNOWN : RANK_UNKNOWN;
	row->number = is_known ? number : 0;
}

static void set_count(struct row *row, struct pgl_count count)
{
	set_number(row, count.known, -(long double)count.value);
}

static void set_decision(struct row *row, enum pgl_sort key, const struct pgl_decision *decision)
{
	if (!decision)
		row->rank = RANK_UNDECIDED;
	else if (key == PGL_SORT_REASON)
		row->text = decision->reason;
	else if (key == PGL_SORT_SEQUENCE)
		set_number(row, decision->sequence, decision->sequence);
	else if (key == PGL_SORT_GROWTH)
		set_number(row, decision->growth.known, -(long double)decision->growth.value);
	else
		set_number(row, decision->badness.known, decision->badness.value);
}

static const char *name_of(const struct pgl_record *record, uint32_t function)
{
	return function == PGL_NONE ? NULL : record->functions[function].name;
}

static void describe_site(struct row *row, enum pgl_sort key, const struct pgl_record *record)
{
	const struct pgl_site *site = &record->sites[row->item.id];

	set_location(row, record, site->location);
	row->name = name_of(record, site->caller);
	row->callee = name_of(record, site->callee);
	switch (key) {
	case PGL_SORT_COUNT: set_count(row, site->count); break;
	case PGL_SORT_CALLER: row->text = row->name; break;
	case PGL_SORT_CALLEE: row->text = row->callee; break;
	case PGL_SORT_FREQUENCY:
		set_number(row, site->frequency.known, -site->frequency.value);
		break;
	case PGL_SORT_REASON:
	case PGL_SORT_SEQUENCE:
	case PGL_SORT_GROWTH:
	case PGL_SORT_BADNESS: set_decision(row, key, pgl_final_decision(site)); break;
	case PGL_SORT_LOCATION:
	case PGL_SORT_N: break;
	}
}

static void describe_function(struct row *row, enum pgl_sort key, const struct pgl_record *record)
{
	const struct pgl_function *function = &record->functions[row->item.id];
	struct pgl_real before = function->before.size, after = function->after.size;

	set_location(row, record, function->location);
	row->name = function->name;
	if (key == PGL_SORT_COUNT)
		set_count(row, function->count);
	else if (key == PGL_SORT_CALLER || key == PGL_SORT_CALLEE)
		row->text = row->name;
	else if (key == PGL_SORT_GROWTH)
		set_number(row, before.known && after.known, before.value - after.value);
}

static void describe_event(struct row *row, enum pgl_sort key, const struct pgl_record *record)
{
	const struct pgl_event *event = &record->events[row->item.id];

	set_location(row, record, pgl_event_location(record, event));
	row->name = name_of(record, event->function);
	if (key == PGL_SORT_COUNT)
		set_count(row, pgl_event_count(record, event));
	else if (key == PGL_SORT_CALLER)
		row->text = row->name;
	else if (key == PGL_SORT_CALLEE)
		row->text = name_of(record, event->target);
}

static void describe_branch(struct row *row, enum pgl_sort key, const struct pgl_record *record)
{
	const struct pgl_branch *branch = &record->branches[row->item.id];

	set_location(row, record, branch->location);
	row->name = name_of(record, branch->function);
	if (key == PGL_SORT_COUNT)
		set_count(row, branch->count);
	else if (key == PGL_SORT_FREQUENCY)
		set_number(row, branch->frequency.known, -branch->frequency.value);
	else if (key == PGL_SORT_CALLER)
		row->text = row->name;
}

/* Selecting --------------------------------------------------------------------------------- */

/* What a query can select: how many of it a record has, which pass, and their order. */
struct kind {
	size_t n_at; /* where in struct pgl_record */
	bool (*passes)(const struct pgl_filter *filter, uint32_t id);
	void (*describe)(struct row *row, enum pgl_sort key, const struct pgl_record *record);
};

struct rows {
	struct row *item;
	size_t n, room;
};

/* Adds what passes QUERY in record UNIT of BUILD. */
static void add_rows(struct rows *rows, const struct pgl_query *query,
		     const struct pgl_build *build, uint32_t unit, const struct kind *kind)
{
	const struct pgl_record *record = build->records[unit];
	struct pgl_filter *filter = pgl_filter_new(query, record);
	uint32_t n = *(const uint32_t *)((const char *)record + kind->n_at);

	for (uint32_t id = 0; id < n; id++) {
		if (!kind->passes(filter, id))
			continue;
		PGL_GROW(rows->item, rows->n, rows->room);
		rows->item[rows->n] = (struct row){.item = {.unit = unit, .id = id}};
		kind->describe(&rows->item[rows->n++], (enum pgl_sort)query->sort, record);
	}
	pgl_filter_free(filter);
}

static struct pgl_selection select_all(const struct pgl_query *query, const struct pgl_build *build,
				       const struct kind *kind)
{
	struct rows rows = {.item = NULL};

	for (size_t u = 0; u < build->n; u++)
		add_rows(&rows, query, build, (uint32_t)u, kind);
	if (rows.n)
		qsort(rows.item, rows.n, sizeof *rows.item, compare_rows);
	struct pgl_selection selection = {.n = rows.n, .n_passed = rows.n};

	if (query->limit && query->limit < selection.n)
		selection.n = query->limit;
	selection.item = pgl_xcalloc(selection.n, sizeof *selection.item);
	for (size_t i = 0; i < selection.n; i++)
		selection.item[i] = rows.item[i].item;
	free(rows.item);
	return selection;
}

struct pgl_selection pgl_select_sites(const struct pgl_query *query, const struct pgl_build *build)
{
	static const struct kind sites = {offsetof(struct pgl_record, n_sites), pgl_filter_site,
					  describe_site};

	return select_all(query, build, &sites);
}

struct pgl_selection pgl_select_functions(const struct pgl_query *query,
					  const struct pgl_build *build)
{
	static const struct kind functions = {offsetof(struct pgl_record, n_functions),
					      pgl_filter_function, describe_function};

	return select_all(query, build, &functions);
}

struct pgl_selection pgl_select_events(const struct pgl_query *query, const struct pgl_build *build)
{
	static const struct kind events = {offsetof(struct pgl_record, n_events), pgl_filter_event,
					   describe_event};

	return select_all(query, build, &events);
}

struct pgl_selection pgl_select_branches(const struct pgl_query *query,
					 const struct pgl_build *build)
{
	static const struct kind branches = {offsetof(struct pgl_record, n_branches),
					     pgl_filter_branch, describe_branch};

	return select_all(query, build, &branches);
}

void pgl_selection_release(struct pgl_selection *selection)
{
	free(selection->item);
	*selection = (struct pgl_selection){.item = NULL};
}
