/* Which call sites a person asked for: the filters. Their order is in query-order.c.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/glob.h"
#include "base/nearest.h"
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

/* Is NAME an inliner's, or the phase that both inliners have? */
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

/* Is REASON a reason in RECORD? If not, offers those that are to NEAREST. */
static bool has_reason(const struct pgl_record *record, const char *reason,
		       struct pgl_nearest *nearest)
{
	const char *last = NULL;

	for (uint32_t i = 0; i < record->n_sites; i++) {
		const struct pgl_decision *verdict = pgl_site_verdict(&record->sites[i]);
		const char *early = pgl_early_reason(&record->sites[i]);

		if (early && !strcasecmp(early, reason))
			return true;
		if (!verdict || !verdict->reason || verdict->reason == last)
			continue;
		last = verdict->reason;
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

bool pgl_filter_verdict(const struct pgl_filter *filter, uint32_t site,
			const struct pgl_decision *verdict)
{
	const struct pgl_texts *reasons = &filter->query->reasons;
	const char *early = pgl_early_reason(&filter->record->sites[site]);
	const char *reason = verdict && !verdict->inlined ? verdict->reason : NULL;
	bool any = !reasons->n;

	if (filter->query->inlined != filter->query->rejected &&
	    (!verdict || verdict->inlined != filter->query->inlined))
		return false;
	if (filter->query->inlined && filter->query->rejected && !verdict)
		return false;
	if ((filter->inliners || filter->always_inline) &&
	    (!verdict || !(filter->inliners & PGL_BIT(verdict->inliner) ||
			   (filter->always_inline && verdict->phase == PGL_PHASE_ALWAYS_INLINE))))
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

bool pgl_filter_place(const struct pgl_filter *filter, uint32_t id)
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
	return pgl_filter_place(filter, id) &&
	       pgl_filter_verdict(filter, id, pgl_site_verdict(&filter->record->sites[id]));
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

/* Does a query ask for a verdict of the inliners? */
static bool asks_verdict(const struct pgl_filter *filter)
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
	if (!asks_verdict(filter))
		return true;
	return event->site != PGL_NONE &&
	       pgl_filter_verdict(filter, event->site,
				  pgl_site_verdict(&filter->record->sites[event->site]));
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

/* Comparing --------------------------------------------------------------------------------- */

/* Known before unknown; both known: as COMPARED says. */
static int compare_known(bool a, bool b, int compared)
{
	return a && b ? compared : (int)b - (int)a;
}

static int compare_count(struct pgl_count a, struct pgl_count b)
{
	return compare_known(a.known, b.known, PGL_COMPARE(b.value, a.value));
}

static int compare_location(const struct pgl_record *a, struct pgl_location at_a,
			    const struct pgl_record *b, struct pgl_location at_b)
{
	int order = pgl_compare_text(at_a.file == PGL_NONE ? NULL : a->unit.files[at_a.file],
				     at_b.file == PGL_NONE ? NULL : b->unit.files[at_b.file]);

	if (!order)
		order = PGL_COMPARE(at_a.line, at_b.line);
	return order ? order : PGL_COMPARE(at_a.column, at_b.column);
}

static int compare_place(const struct pgl_record *a, const struct pgl_site *x,
			 const struct pgl_record *b, const struct pgl_site *y)
{
	int order = compare_location(a, x->location, b, y->location);

	if (!order)
		order = pgl_compare_text(a->functions[x->caller].name,
					 b->functions[y->caller].name);
	if (!order)
		order = pgl_compare_text(pgl_site_callee_name(a, x), pgl_site_callee_name(b, y));
	return order;
}

int pgl_site_compare(const struct pgl_record *a, uint32_t site_a, const struct pgl_record *b,
		     uint32_t site_b)
{
	int order = compare_place(a, &a->sites[site_a], b, &b->sites[site_b]);

	return order ? order : PGL_COMPARE(site_a, site_b);
}

/* By the verdict that stood; sites without one come last. */
static int compare_verdict(enum pgl_sort key, const struct pgl_decision *x,
			   const struct pgl_decision *y)
{
	if (!x || !y)
		return (x == NULL) - (y == NULL);
	switch (key) {
	case PGL_SORT_REASON: return pgl_compare_text(x->reason, y->reason);
	case PGL_SORT_SEQUENCE:
		return compare_known(x->sequence, y->sequence,
				     PGL_COMPARE(x->sequence, y->sequence));
	case PGL_SORT_GROWTH:
		return compare_known(x->growth.known, y->growth.known,
				     PGL_COMPARE(y->growth.value, x->growth.value));
	default:
		return compare_known(x->badness.known, y->badness.known,
				     PGL_COMPARE(x->badness.value, y->badness.value));
	}
}

static int compare_key(enum pgl_sort key, const struct pgl_record *a, const struct pgl_site *x,
		       const struct pgl_record *b, const struct pgl_site *y)
{
	switch (key) {
	case PGL_SORT_COUNT: return compare_count(x->count, y->count);
	case PGL_SORT_CALLER:
		return pgl_compare_text(a->functions[x->caller].name, b->functions[y->caller].name);
	case PGL_SORT_CALLEE:
		return pgl_compare_text(pgl_site_callee_name(a, x), pgl_site_callee_name(b, y));
	case PGL_SORT_FREQUENCY:
		return compare_known(x->frequency.known, y->frequency.known,
				     PGL_COMPARE(y->frequency.value, x->frequency.value));
	case PGL_SORT_REASON:
	case PGL_SORT_SEQUENCE:
	case PGL_SORT_GROWTH:
	case PGL_SORT_BADNESS:
		return compare_verdict(key, pgl_site_verdict(x), pgl_site_verdict(y));
	case PGL_SORT_LOCATION:
	case PGL_SORT_N: break;
	}
	return 0;
}

/* Selecting --------------------------------------------------------------------------------- */

struct order {
	const struct pgl_build *build;
	enum pgl_sort key;
};

static int compare_reference(const struct pgl_reference *x, const struct pgl_reference *y)
{
	return x->unit != y->unit ? PGL_COMPARE(x->unit, y->unit) : PGL_COMPARE(x->id, y->id);
}

static int compare_sites(const void *a, const void *b, void *context)
{
	const struct pgl_reference *x = a, *y = b;
	const struct order *order = context;
	const struct pgl_record *in_x = order->build->records[x->unit],
				*in_y = order->build->records[y->unit];
	int found = compare_key(order->key, in_x, &in_x->sites[x->id], in_y, &in_y->sites[y->id]);

	if (!found)
		found = compare_place(in_x, &in_x->sites[x->id], in_y, &in_y->sites[y->id]);
	return found ? found : compare_reference(x, y);
}

static struct pgl_real function_growth(const struct pgl_function *function)
{
	struct pgl_real before = function->before.size, after = function->after.size;

	return (struct pgl_real){.value = after.value - before.value,
				 .known = before.known && after.known};
}

/* Where something stands, and the function that it is, or that it is in. */
struct spot {
	const struct pgl_record *record;
	struct pgl_location location;
	const char *name;
};

/* By place, then by name. */
static int compare_spots(struct spot a, struct spot b)
{
	int found = compare_location(a.record, a.location, b.record, b.location);

	return found ? found : pgl_compare_text(a.name, b.name);
}

static int compare_functions(const void *a, const void *b, void *context)
{
	const struct pgl_reference *x = a, *y = b;
	const struct order *order = context;
	const struct pgl_record *in_x = order->build->records[x->unit],
				*in_y = order->build->records[y->unit];
	const struct pgl_function *f = &in_x->functions[x->id], *g = &in_y->functions[y->id];
	struct pgl_real growth_f = function_growth(f), growth_g = function_growth(g);
	int found = 0;

	if (order->key == PGL_SORT_COUNT)
		found = compare_count(f->count, g->count);
	else if (order->key == PGL_SORT_CALLER || order->key == PGL_SORT_CALLEE)
		found = pgl_compare_text(f->name, g->name);
	else if (order->key == PGL_SORT_GROWTH)
		found = compare_known(growth_f.known, growth_g.known,
				      PGL_COMPARE(growth_g.value, growth_f.value));
	if (!found)
		found = compare_spots((struct spot){in_x, f->location, f->name},
				      (struct spot){in_y, g->location, g->name});
	return found ? found : compare_reference(x, y);
}

static const char *name_of(const struct pgl_record *record, uint32_t function)
{
	return function == PGL_NONE ? NULL : record->functions[function].name;
}

static int compare_events(const void *a, const void *b, void *context)
{
	const struct pgl_reference *x = a, *y = b;
	const struct order *order = context;
	const struct pgl_record *in_x = order->build->records[x->unit],
				*in_y = order->build->records[y->unit];
	const struct pgl_event *e = &in_x->events[x->id], *f = &in_y->events[y->id];
	int found = 0;

	if (order->key == PGL_SORT_COUNT)
		found = compare_count(pgl_event_count(in_x, e), pgl_event_count(in_y, f));
	else if (order->key == PGL_SORT_CALLER)
		found = pgl_compare_text(name_of(in_x, e->function), name_of(in_y, f->function));
	else if (order->key == PGL_SORT_CALLEE)
		found = pgl_compare_text(name_of(in_x, e->target), name_of(in_y, f->target));
	if (!found)
		found = compare_spots((struct spot){in_x, pgl_event_location(in_x, e),
						    name_of(in_x, e->function)},
				      (struct spot){in_y, pgl_event_location(in_y, f),
						    name_of(in_y, f->function)});
	return found ? found : compare_reference(x, y);
}

static int compare_branches(const void *a, const void *b, void *context)
{
	const struct pgl_reference *x = a, *y = b;
	const struct order *order = context;
	const struct pgl_record *in_x = order->build->records[x->unit],
				*in_y = order->build->records[y->unit];
	const struct pgl_branch *e = &in_x->branches[x->id], *f = &in_y->branches[y->id];
	int found = 0;

	if (order->key == PGL_SORT_COUNT)
		found = compare_count(e->count, f->count);
	else if (order->key == PGL_SORT_FREQUENCY)
		found = compare_known(e->frequency.known, f->frequency.known,
				      PGL_COMPARE(f->frequency.value, e->frequency.value));
	else if (order->key == PGL_SORT_CALLER)
		found = pgl_compare_text(name_of(in_x, e->function), name_of(in_y, f->function));
	if (!found)
		found = compare_spots((struct spot){in_x, e->location, name_of(in_x, e->function)},
				      (struct spot){in_y, f->location, name_of(in_y, f->function)});
	return found ? found : compare_reference(x, y);
}

typedef bool passes(const struct pgl_filter *filter, uint32_t id);

/* Adds those of the N ids of record UNIT that pass. */
static void select_from(struct pgl_selection *selection, size_t *room, uint32_t unit, uint32_t n,
			const struct pgl_filter *filter, passes *passes_filter)
{
	for (uint32_t id = 0; id < n; id++)
		if (passes_filter(filter, id)) {
			PGL_GROW(selection->item, selection->n, *room);
			selection->item[selection->n++] =
				(struct pgl_reference){.unit = unit, .id = id};
		}
}

/* What a query can select: how many of it a record has, which pass, in what order. */
struct kind {
	size_t n_at; /* where in struct pgl_record */
	passes *passes;
	int (*compare)(const void *, const void *, void *);
};

static struct pgl_selection select_all(const struct pgl_query *query, const struct pgl_build *build,
				       const struct kind *kind)
{
	struct pgl_selection selection = {.item = NULL};
	struct order order = {.build = build, .key = (enum pgl_sort)query->sort};
	size_t room = 0;

	for (size_t i = 0; i < build->n; i++) {
		const struct pgl_record *record = build->records[i];
		struct pgl_filter *filter = pgl_filter_new(query, record);

		select_from(&selection, &room, (uint32_t)i,
			    *(const uint32_t *)((const char *)record + kind->n_at), filter,
			    kind->passes);
		pgl_filter_free(filter);
	}
	if (selection.n)
		qsort_r(selection.item, selection.n, sizeof *selection.item, kind->compare, &order);
	selection.n_passed = selection.n;
	if (query->limit && query->limit < selection.n)
		selection.n = query->limit;
	return selection;
}

struct pgl_selection pgl_select_sites(const struct pgl_query *query, const struct pgl_build *build)
{
	static const struct kind sites = {offsetof(struct pgl_record, n_sites), pgl_filter_site,
					  compare_sites};

	return select_all(query, build, &sites);
}

struct pgl_selection pgl_select_functions(const struct pgl_query *query,
					  const struct pgl_build *build)
{
	static const struct kind functions = {offsetof(struct pgl_record, n_functions),
					      pgl_filter_function, compare_functions};

	return select_all(query, build, &functions);
}

struct pgl_selection pgl_select_events(const struct pgl_query *query, const struct pgl_build *build)
{
	static const struct kind events = {offsetof(struct pgl_record, n_events), pgl_filter_event,
					   compare_events};

	return select_all(query, build, &events);
}

struct pgl_selection pgl_select_branches(const struct pgl_query *query,
					 const struct pgl_build *build)
{
	static const struct kind branches = {offsetof(struct pgl_record, n_branches),
					     pgl_filter_branch, compare_branches};

	return select_all(query, build, &branches);
}

void pgl_selection_release(struct pgl_selection *selection)
{
	free(selection->item);
	*selection = (struct pgl_selection){.item = NULL};
}
