/* See health.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "profile/health.h"

#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "costs/join.h"
#include "records/linked.h"
#include "records/names.h"

/* A function that training did not run matters from this share of the cost profile on. */
#define LEAST_SHARE 0.01

const char *pgl_unit_fault_word(enum pgl_unit_fault fault)
{
	static const char *const words[PGL_FAULT_N] = {
		[PGL_FAULT_MISSING] = "missing",   [PGL_FAULT_OTHER] = "other_source",
		[PGL_FAULT_STALE] = "stale",	   [PGL_FAULT_PLACE] = "other_place",
		[PGL_FAULT_LINES] = "lines_moved", [PGL_FAULT_RUNS] = "other_runs",
	};

	return words[fault];
}

static const struct pgl_forest *forest_of(const struct pgl_health *health)
{
	return health->weights->match->identity->forest[health->side];
}

/* --- units --- */

/* The functions of one unit, by what the profile knows about them. */
struct unit_sum {
	uint32_t n_functions, n_read, n_never_run, n_mismatched, n_static, n_static_fit, example;
	uint32_t n_absent, n_changed; /* of the mismatched, where the record has it */
	uint32_t n_comdat;	      /* mismatched inline functions: not in N_FUNCTIONS */
};

static void sum_functions(const struct pgl_health *health, struct unit_sum *sums)
{
	const struct pgl_identity *identity = health->weights->match->identity;
	const struct pgl_forest *forest = forest_of(health);
	uint32_t visible = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL) | PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);
		struct unit_sum *sum = &sums[pgl_identity_scope(identity, health->side, f)];
		bool is_static = !(function->flags & visible);

		if (!function->has_body || function->clone != PGL_CLONE_NONE ||
		    function->profiled == PGL_PROFILED_NONE)
			continue;
		sum->n_functions++;
		sum->n_read += function->profiled == PGL_PROFILED_READ;
		sum->n_never_run += function->profiled == PGL_PROFILED_NEVER_RUN;
		if (function->profiled != PGL_PROFILED_MISMATCHED) {
			sum->n_static_fit += is_static;
			continue;
		}
		/* The program has one unit's copy of an inline function, and only that copy has counts. */
		if (function->flags & PGL_BIT(PGL_FUNCTION_FLAG_COMDAT)) {
			sum->n_functions--;
			sum->n_comdat++;
			continue;
		}
		if (!sum->n_mismatched++)
			sum->example = f;
		sum->n_static += is_static;
	}
}

/* Splits the mismatches: the .gcda has the function with another flow graph, or does not have it. */
static void sum_mismatches(const struct pgl_health *health, struct unit_sum *sums)
{
	const struct pgl_identity *identity = health->weights->match->identity;
	const struct pgl_forest *forest = forest_of(health);

	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];

		for (uint32_t e = 0; e < record->n_events; e++) {
			const struct pgl_event *event = &record->events[e];

			if (!pgl_event_is(event, PGL_EVENT_MISMATCH) || !event->how ||
			    event->function == PGL_NONE)
				continue;
			struct unit_sum *sum = &sums[pgl_identity_scope(identity, health->side,
									forest->first_function[u] +
										event->function)];

			bool is_changed =
				!strcmp(event->how, pgl_words(PGL_WORDS_HOW)[PGL_HOW_CHANGED]);
			bool is_comdat = record->functions[event->function].flags &
					 PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);

			sum->n_changed += is_changed;
			sum->n_absent += !is_changed && !is_comdat;
			/* Counts in another unit's copy do not explain a changed flow graph. */
			if (is_comdat && is_changed) {
				sum->example = forest->first_function[u] + event->function;
				sum->n_functions++;
				sum->n_mismatched++;
				sum->n_comdat--;
			}
		}
	}
}

/* The fault of a unit in which the counts of some functions do not fit. */
static enum pgl_unit_fault fault_of_misfit(const struct pgl_unit *unit, const struct unit_sum *sum)
{
	uint32_t n_fit = sum->n_read + sum->n_never_run, n_same = n_fit + sum->n_changed;

	if (sum->n_mismatched == sum->n_static && n_fit > sum->n_static_fit && !sum->n_static_fit &&
	    !sum->n_changed)
		return PGL_FAULT_PLACE;
	if (!unit->profile.n_in_file.known)
		return n_fit ? PGL_FAULT_STALE : PGL_FAULT_OTHER;
	/* Two programs may share main () or a few names. The file is of the same source if the unit has most
	 * of the file's functions, or the file most of the unit's. */
	int64_t n_here = unit->profile.n_in_file.value - unit->profile.n_strangers.value;
	bool has_most = 2 * (uint64_t)n_same > sum->n_functions;

	return 2 * n_here > unit->profile.n_in_file.value || has_most ? PGL_FAULT_STALE
								      : PGL_FAULT_OTHER;
}

static void add_unit(struct pgl_health *health, enum pgl_unit_fault fault, uint32_t scope,
		     const struct unit_sum *sum)
{
	const struct pgl_identity *identity = health->weights->match->identity;

	health->units =
		pgl_xreallocarray(health->units, health->n_faulty + 1, sizeof *health->units);
	health->units[health->n_faulty++] = (struct pgl_faulty_unit){
		.fault = fault,
		.unit = identity->scope[health->side][scope].unit,
		.scope = scope,
		.n_functions = sum->n_functions,
		.n_fit = sum->n_read + sum->n_never_run,
		.n_mismatched = sum->n_mismatched,
		.n_absent = sum->n_absent,
		.n_static = sum->n_static,
		.example = sum->n_mismatched ? sum->example : PGL_NONE,
	};
}

static void look_at_unit(struct pgl_health *health, uint32_t scope, const struct unit_sum *sum,
			 uint32_t runs)
{
	const struct pgl_unit *unit =
		health->weights->match->identity->scope[health->side][scope].unit;

	health->n_units++;
	health->n_found += unit->profile.found;
	health->n_functions += sum->n_functions;
	health->n_read += sum->n_read;
	health->n_never_run += sum->n_never_run;
	health->n_mismatched += sum->n_mismatched;
	health->n_comdat += sum->n_comdat;
	if (!unit->profile.found) {
		add_unit(health, PGL_FAULT_MISSING, scope, sum);
		return;
	}
	if (sum->n_mismatched)
		add_unit(health, fault_of_misfit(unit, sum), scope, sum);
	else if (unit->profile.n_moved.known && unit->profile.n_moved.value > 0)
		add_unit(health, PGL_FAULT_LINES, scope, sum);
	if (unit->profile.runs < runs)
		add_unit(health, PGL_FAULT_RUNS, scope, sum);
}

static int compare_units(const void *a, const void *b)
{
	const struct pgl_faulty_unit *x = a, *y = b;
	int order = PGL_COMPARE(x->fault, y->fault);

	return order ? order : PGL_COMPARE(x->scope, y->scope);
}

static void look_at_units(struct pgl_health *health)
{
	const struct pgl_identity *identity = health->weights->match->identity;
	struct unit_sum *sums = pgl_xcalloc((size_t)identity->n_scopes + 1, sizeof *sums);
	uint32_t runs = 0;

	sum_functions(health, sums);
	sum_mismatches(health, sums);
	for (uint32_t s = 0; s < identity->n_scopes; s++) {
		const struct pgl_unit *unit = identity->scope[health->side][s].unit;

		if (unit && unit->profile.found && unit->profile.runs > runs)
			runs = unit->profile.runs;
	}
	for (uint32_t s = 0; s < identity->n_scopes; s++) {
		const struct pgl_scope *scope = &identity->scope[health->side][s];
		const struct pgl_unit *unit = scope->unit;

		/* A link only repeats what the units that it joined say. */
		if (unit && !unit->n_units &&
		    pgl_unit_has_code(forest_of(health)->build->records[scope->record],
				      scope->linked) &&
		    (unit->profile.use == PGL_PROFILE_USE || unit->profile.use == PGL_PROFILE_AUTO))
			look_at_unit(health, s, &sums[s], runs);
	}
	free(sums);
	if (health->n_faulty)
		qsort(health->units, health->n_faulty, sizeof *health->units, compare_units);
}

/* --- calls of functions of other units --- */

static int compare_elsewhere(const void *a, const void *b)
{
	const struct pgl_elsewhere *x = a, *y = b;
	int order = PGL_COMPARE(x->function == PGL_NONE, y->function == PGL_NONE);

	if (!order)
		order = PGL_COMPARE(y->executions, x->executions);
	return order ? order : PGL_COMPARE(x->site, y->site);
}

/* A function of the forest that has the code of BODY; PGL_NONE if no unit of the records has it. */
static uint32_t code_elsewhere(const struct pgl_health *health, uint32_t body)
{
	const struct pgl_forest *forest = forest_of(health);
	uint32_t example = health->weights->match->identity->example[health->side][body];

	return example != PGL_NONE && pgl_forest_function(forest, example)->has_body ? example
										     : PGL_NONE;
}

static void look_elsewhere(struct pgl_health *health)
{
	const struct pgl_forest *forest = forest_of(health);
	const struct pgl_identity *identity = health->weights->match->identity;
	size_t room = 0;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		const struct pgl_site *site = pgl_forest_site(forest, s);
		const struct pgl_decision *final = pgl_final_decision(site);
		double executions = health->weights->side[health->side].total[s];
		uint32_t body;

		if (!pgl_forest_is_base(forest, s) || !final || final->inlined ||
		    !pgl_same_text(final->reason, "BODY_NOT_AVAILABLE") ||
		    !pgl_count_is_hot(pgl_forest_record(forest, s), site->count) ||
		    !(executions > 0))
			continue;
		body = pgl_identity_callee(identity, health->side, s);
		if (body == PGL_NONE)
			continue;
		PGL_GROW(health->elsewhere, health->n_elsewhere, room);
		health->elsewhere[health->n_elsewhere++] =
			(struct pgl_elsewhere){.site = s,
					       .executions = executions,
					       .function = code_elsewhere(health, body)};
	}
	if (health->n_elsewhere)
		qsort(health->elsewhere, health->n_elsewhere, sizeof *health->elsewhere,
		      compare_elsewhere);
	while (health->n_known < health->n_elsewhere &&
	       health->elsewhere[health->n_known].function != PGL_NONE)
		health->n_known++;
}

/* --- code that training did not run --- */

/* True if BODY did not run in training, or GCC took it for unlikely. */
static bool is_untrained(const struct pgl_health *health, uint32_t body, bool *ret_never_ran)
{
	const struct pgl_forest *forest = forest_of(health);
	double entered = health->weights->side[health->side].entered[body];
	uint32_t f = health->weights->match->identity->example[health->side][body];

	if (f == PGL_NONE || !pgl_forest_function(forest, f)->has_body)
		return false;
	const struct pgl_function *function = pgl_forest_function(forest, f);

	*ret_never_ran = function->profiled == PGL_PROFILED_NEVER_RUN && !(entered > 0);
	return *ret_never_ran || (function->profiled == PGL_PROFILED_READ &&
				  function->hotness == PGL_HOTNESS_UNLIKELY);
}

static int compare_untrained(const void *a, const void *b)
{
	const struct pgl_untrained *x = a, *y = b;
	int order = PGL_COMPARE(y->cost, x->cost);

	return order ? order : PGL_COMPARE(x->body, y->body);
}

static void look_for_untrained(struct pgl_health *health, const struct pgl_cost_join *join)
{
	size_t room = 0;

	health->is_measured = true;
	for (uint32_t body = 0; body < join->identity->n_bodies; body++) {
		struct pgl_untrained one = {.body = body,
					    .cost = join->bodies[body].side[health->side].own +
						    join->bodies[body].side[health->side].inlined};

		one.share = join->total[health->side]
				    ? (double)one.cost / (double)join->total[health->side]
				    : 0;
		if (one.share < LEAST_SHARE || !is_untrained(health, body, &one.never_ran))
			continue;
		PGL_GROW(health->untrained, health->n_untrained, room);
		health->untrained[health->n_untrained++] = one;
	}
	if (health->n_untrained)
		qsort(health->untrained, health->n_untrained, sizeof *health->untrained,
		      compare_untrained);
}

/* --- counts that contradict each other --- */

/* A smaller difference may come from a fork, a signal, or counters written while threads still ran. */
#define LEAST_DIFFERENCE 10
#define LEAST_RELATIVE 1e-5

/* The direct calls of one function of the forest. */
struct caller_sum {
	uint64_t called;
	uint32_t n_calls;
	bool is_unsure; /* GCC moved its counts, or those of a call */
	bool is_more;	/* calls may be missing from the sum */
};

/* Marks the functions whose counts EVENT, of record UNIT, moved. */
static void skip_by_event(const struct pgl_forest *forest, size_t unit,
			  const struct pgl_event *event, struct caller_sum *sums)
{
	bool is_target = pgl_event_is(event, PGL_EVENT_PROMOTED) ||
			 pgl_event_is(event, PGL_EVENT_DEVIRTUALIZED) ||
			 pgl_event_is(event, PGL_EVENT_MADE_DIRECT);
	bool is_both =
		pgl_event_is(event, PGL_EVENT_CONSTPROP) || pgl_event_is(event, PGL_EVENT_ISRA) ||
		pgl_event_is(event, PGL_EVENT_SPLIT) || pgl_event_is(event, PGL_EVENT_MERGED);

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

/* Adds the call at site S to the sum of its callee. */
static void add_call(const struct pgl_forest *forest, uint32_t s, struct caller_sum *sums)
{
	const struct pgl_site *site = pgl_forest_site(forest, s);
	const struct pgl_decision *final = pgl_final_decision(site);
	uint32_t callee = pgl_forest_callee(forest, s), root = pgl_forest_root(forest, s);
	struct caller_sum *sum;

	if (callee == PGL_NONE || !pgl_forest_is_base(forest, s) || pgl_forest_is_early(forest, s))
		return;
	sum = &sums[callee];
	if (site->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE) || site->was != PGL_NONE)
		sum->is_unsure = true;
	/* The call may go to another definition of that name. */
	if (final && pgl_same_text(final->reason, "OVERWRITABLE"))
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
		return false; /* other units may call it */
	return difference > LEAST_DIFFERENCE && difference > LEAST_RELATIVE * (double)most;
}

static void compare_function(struct pgl_health *health, uint32_t f, const struct caller_sum *sum,
			     size_t *room)
{
	const struct pgl_function *function = pgl_forest_function(forest_of(health), f);
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

/* True if a call of the symbol ASSEMBLER (may be NULL) starts a thread. */
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
	const struct pgl_forest *forest = forest_of(health);

	for (uint32_t s = 0; s < forest->n_sites && health->thread == PGL_NONE; s++) {
		uint32_t callee = pgl_forest_callee(forest, s);
		const struct pgl_count count = pgl_forest_site(forest, s)->count;

		if (callee != PGL_NONE && pgl_forest_is_base(forest, s) && count.known &&
		    count.value && starts_thread(pgl_forest_function(forest, callee)->assembler))
			health->thread = s;
	}
}

static void compare_counts(struct pgl_health *health)
{
	const struct pgl_forest *forest = forest_of(health);
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

/* --- the whole --- */

/* The side compiled to use a profile, even if it found none; -1 if neither was. */
static int side_with_profile(const struct pgl_weights *weights)
{
	if (weights->source >= 0)
		return weights->source;
	for (int side = PGL_SIDES; side-- > 0;) {
		const struct pgl_build *build = weights->match->identity->forest[side]->build;

		for (size_t u = 0; u < build->n; u++)
			if (build->records[u]->unit.profile.use == PGL_PROFILE_USE ||
			    build->records[u]->unit.profile.use == PGL_PROFILE_AUTO)
				return side;
	}
	return -1;
}

void pgl_health_init(struct pgl_health *health, const struct pgl_weights *weights,
		     const struct pgl_cost_join *join)
{
	*health = (struct pgl_health){
		.weights = weights, .side = side_with_profile(weights), .thread = PGL_NONE};
	if (health->side < 0)
		return;
	look_at_units(health);
	compare_counts(health);
	look_elsewhere(health);
	if (join)
		look_for_untrained(health, join);
}

void pgl_health_release(struct pgl_health *health)
{
	free(health->units);
	free(health->contradictions);
	free(health->elsewhere);
	free(health->untrained);
	*health = (struct pgl_health){0};
}
