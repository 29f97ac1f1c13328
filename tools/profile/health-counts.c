/* Counts of callers and callees that contradict each other. See health.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "profile/health-internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "base/banned.h"

/* Less may come from a fork, a signal, or from counters that were written while threads still ran. */
#define LEAST_DIFFERENCE 10
#define LEAST_RELATIVE 1e-5

/* By function of the forest. */
struct caller_sum {
	uint64_t called;
	uint32_t n_calls;
	bool is_unsure; /* the compiler moved its counts, or those of a call */
	bool is_more;	/* calls may be missing from the sum */
};

static bool is_what(const struct pgl_event *event, enum pgl_event_kind kind)
{
	return !strcmp(event->what, pgl_words(PGL_WORDS_EVENT)[kind]);
}

/* Leaves out all functions whose counts were moved: what EVENT of record UNIT happened to. */
static void skip_by_event(const struct pgl_forest *forest, size_t unit,
			  const struct pgl_event *event, struct caller_sum *sums)
{
	static const enum pgl_event_kind both[] = {PGL_EVENT_CONSTPROP, PGL_EVENT_ISRA,
						   PGL_EVENT_SPLIT, PGL_EVENT_MERGED};
	static const enum pgl_event_kind target[] = {PGL_EVENT_PROMOTED, PGL_EVENT_DEVIRTUALIZED,
						     PGL_EVENT_MADE_DIRECT};
	bool is_both = false, is_target = false;

	for (size_t i = 0; i < sizeof both / sizeof *both; i++)
		is_both |= is_what(event, both[i]);
	for (size_t i = 0; i < sizeof target / sizeof *target; i++)
		is_target |= is_what(event, target[i]);
	if (is_both && event->function != PGL_NONE)
		sums[forest->first_function[unit] + event->function].is_unsure = true;
	if ((is_both || is_target) && event->target != PGL_NONE)
		sums[forest->first_function[unit] + event->target].is_unsure = true;
}

static void skip_moved(const struct pgl_forest *forest, struct caller_sum *sums)
{
	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];

		for (uint32_t e = 0; e < record->n_events; e++)
			skip_by_event(forest, u, &record->events[e], sums);
		for (uint32_t f = 0; f < record->n_functions; f++) {
			const struct pgl_function *function = &record->functions[f];

			if (function->origin == f)
				continue;
			sums[forest->first_function[u] + f].is_unsure = true;
			sums[forest->first_function[u] + function->origin].is_unsure = true;
		}
	}
}

/* Adds the call at SITE to its callee's. */
static void add_call(const struct pgl_forest *forest, uint32_t s, struct caller_sum *sums)
{
	const struct pgl_site *site = pgl_forest_site(forest, s);
	const struct pgl_decision *verdict = pgl_site_verdict(site);
	uint32_t callee = pgl_forest_callee(forest, s), root = pgl_forest_root(forest, s);
	struct caller_sum *sum;

	if (callee == PGL_NONE || !pgl_forest_is_base(forest, s) || pgl_forest_is_early(forest, s))
		return;
	sum = &sums[callee];
	if (site->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE) || site->was != PGL_NONE)
		sum->is_unsure = true;
	/* The call may have gone to another definition of that name. */
	if (verdict && pgl_same_text(verdict->reason, "OVERWRITABLE"))
		sum->is_unsure = true;
	if (pgl_forest_is_gone(forest, s) || !site->count.known ||
	    site->count.quality != PGL_QUALITY_PRECISE || sums[root].is_unsure) {
		sum->is_more = true;
		return;
	}
	sum->called = site->count.value > UINT64_MAX - sum->called
			      ? UINT64_MAX
			      : sum->called + site->count.value;
	sum->n_calls++;
}

static bool is_contradiction(const struct pgl_contradiction *one)
{
	uint64_t least = one->entered < one->called ? one->entered : one->called;
	uint64_t most = one->entered < one->called ? one->called : one->entered;
	double difference = (double)(most - least);

	if (one->entered > one->called && !one->is_local)
		return false; /* others may have called it */
	return difference > LEAST_DIFFERENCE && difference > LEAST_RELATIVE * (double)most;
}

static void compare_function(struct pgl_health *health, uint32_t f, const struct caller_sum *sum,
			     size_t *room)
{
	const struct pgl_function *function = pgl_forest_function(pgl_health_forest(health), f);
	struct pgl_contradiction one = {
		.function = f,
		.entered = function->count.value,
		.called = sum->called,
		.n_calls = sum->n_calls,
		.is_local = !sum->is_more && function->flags & PGL_BIT(PGL_FUNCTION_FLAG_LOCAL)};

	if (!function->has_body || sum->is_unsure || !sum->n_calls ||
	    function->profiled != PGL_PROFILED_READ || !function->count.known ||
	    function->count.quality != PGL_QUALITY_PRECISE ||
	    function->flags &
		    (PGL_BIT(PGL_FUNCTION_FLAG_COMDAT) | PGL_BIT(PGL_FUNCTION_FLAG_THUNK)))
		return;
	health->n_compared++;
	if (!is_contradiction(&one))
		return;
	PGL_GROW(health->contradictions, health->n_contradictions, *room);
	health->contradictions[health->n_contradictions++] = one;
}

static uint64_t difference(const struct pgl_contradiction *one)
{
	return one->entered < one->called ? one->called - one->entered : one->entered - one->called;
}

static int compare_contradictions(const void *a, const void *b)
{
	const struct pgl_contradiction *x = a, *y = b;
	int order = PGL_COMPARE(difference(y), difference(x));

	return order ? order : PGL_COMPARE(x->function, y->function);
}

/* Does a call of the symbol ASSEMBLER start a thread? */
static bool starts_thread(const char *assembler)
{
	static const char *const names[] = {"pthread_create", "thrd_create", "GOMP_parallel",
					    "GOMP_parallel_start",
					    "_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_"
					    "StateESt14default_deleteIS1_EEPFvvE"};

	for (size_t i = 0; assembler && i < sizeof names / sizeof *names; i++)
		if (!strcmp(assembler, names[i]))
			return true;
	return false;
}

static void find_thread(struct pgl_health *health)
{
	const struct pgl_forest *forest = pgl_health_forest(health);

	for (uint32_t s = 0; s < forest->n_sites && health->thread == PGL_NONE; s++) {
		uint32_t callee = pgl_forest_callee(forest, s);
		const struct pgl_count count = pgl_forest_site(forest, s)->count;

		if (callee != PGL_NONE && pgl_forest_is_base(forest, s) && count.known &&
		    count.value && starts_thread(pgl_forest_function(forest, callee)->assembler))
			health->thread = s;
	}
}

void pgl_health_compare_counts(struct pgl_health *health)
{
	const struct pgl_forest *forest = pgl_health_forest(health);
	struct caller_sum *sums = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *sums);
	size_t room = 0;

	skip_moved(forest, sums);
	for (uint32_t s = 0; s < forest->n_sites; s++)
		add_call(forest, s, sums);
	for (uint32_t f = 0; f < forest->n_functions; f++)
		compare_function(health, f, &sums[f], &room);
	if (health->n_contradictions)
		qsort(health->contradictions, health->n_contradictions,
		      sizeof *health->contradictions, compare_contradictions);
	find_thread(health);
	free(sums);
}
