/* See weigh-bounds.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh-bounds.h"

#include <math.h>
#include <stdlib.h>

#include "base/xalloc.h"

enum { MOST_SWEEPS = 32 };

static const struct pgl_span anything = {0, INFINITY};

double pgl_span_clamp(struct pgl_span range, double number)
{
	if (isnan(number))
		return range.low == range.high ? range.low : NAN;
	return fmin(fmax(number, range.low), range.high);
}

bool pgl_span_is_exact(struct pgl_span range)
{
	return range.high - range.low <= 0.5;
}

/* What rounding can add to sums of counts. */
static double slack_of(double number)
{
	return 1e-6 + 1e-9 * fabs(number);
}

/* Narrows RANGE to what is also in LOW to HIGH; returns true if that changes it. Recorded counts may contradict
   one another, for example those of threads that count without atomic operations: then nothing is narrowed. */
static bool narrow(struct pgl_span *range, double low, double high)
{
	struct pgl_span before = *range;

	if (low > range->high + slack_of(low) || high < range->low - slack_of(high) ||
	    low > high + slack_of(low))
		return false;
	if (low > range->low)
		range->low = fmin(low, range->high);
	if (high < range->high)
		range->high = fmax(high, range->low);
	return range->low > before.low + slack_of(before.low) ||
	       range->high < before.high - slack_of(range->high);
}

/* The sum of ranges, from which one can be taken away again. */
struct sum {
	double low, high;
	uint32_t n_endless; /* ranges without an upper bound, which HIGH leaves out */
};

static void add(struct sum *sum, struct pgl_span range)
{
	sum->low += range.low;
	if (isinf(range.high))
		sum->n_endless++;
	else
		sum->high += range.high;
}

static struct pgl_span span_of(const struct sum *sum)
{
	return (struct pgl_span){sum->low, sum->n_endless ? INFINITY : sum->high};
}

/* What WHOLE leaves for RANGE, which is a part of PARTS. */
static struct pgl_span rest_for(struct pgl_span whole, const struct sum *parts,
				struct pgl_span range)
{
	bool is_endless = parts->n_endless > (isinf(range.high) ? 1 : 0);
	double others = parts->high - (isinf(range.high) ? 0 : range.high);

	return (struct pgl_span){is_endless ? 0 : fmax(0, whole.low - others),
				 whole.high - (parts->low - range.low)};
}

/* --- what is known at first --- */

static struct pgl_span known(double number)
{
	return isnan(number) ? anything : (struct pgl_span){number, number};
}

/* True if SITE is an instance whose executions count: it is there, and not inlined early. */
static bool is_counted(const struct pgl_forest *forest, uint32_t site)
{
	return !pgl_forest_is_gone(forest, site) &&
	       !pgl_forest_is_early(forest, forest->nodes[site].base);
}

/* The executions of all instances of BASE. */
static struct pgl_span total_of(const struct pgl_solver *solver, uint32_t base)
{
	const struct pgl_side_weights *side = solver->side;

	return side->estimated.total[base] && side->own[base] > 0 ? anything
								  : known(side->own[base]);
}

/* How often BODY is entered, except where it was inlined early. */
static struct pgl_span entered_of(const struct pgl_solver *solver, uint32_t body)
{
	bool is_part = pgl_identity_is_part(solver->identity, body);
	double entered = solver->side->entered[body], early = solver->early[body];

	if (is_part && solver->which != solver->weights->source)
		return solver->totals->part_range[body];
	if (!is_part && !isnan(early) && !isnan(entered))
		entered = fmax(0, entered - early);
	return known(entered);
}

static void begin(struct pgl_bounds *bounds)
{
	const struct pgl_solver *solver = bounds->solver;
	const struct pgl_forest *forest = solver->forest;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t body = pgl_identity_callee(solver->identity, solver->which, s);
		struct pgl_span total = total_of(solver, forest->nodes[s].base);

		bounds->executed[s] = (struct pgl_span){0, 0};
		if (!is_counted(forest, s))
			continue;
		bounds->executed[s].high = total.high;
		if (pgl_solver_is_in_one_place(solver, s))
			bounds->executed[s].low = total.low;
		/* A function that was inlined early everywhere else was entered there, too. */
		if (body != PGL_NONE && isinf(total.high))
			narrow(&bounds->executed[s], 0, entered_of(solver, body).high);
	}
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t body = solver->identity->body[solver->which][f];

		bounds->offline[f] = (struct pgl_span){0, 0};
		if (pgl_forest_is_offline(forest, f))
			bounds->offline[f].high = entered_of(solver, body).high;
	}
}

/* --- narrowing --- */

/* Instance S and the entries of the code it stands in. */
static bool narrow_by_entries(const struct pgl_bounds *bounds, uint32_t s)
{
	const struct pgl_solver *solver = bounds->solver;
	const struct pgl_forest *forest = solver->forest;
	const struct pgl_node *node = &forest->nodes[s];
	uint32_t root = pgl_forest_root(forest, s);
	struct pgl_span *entries =
		node->body == PGL_NONE ? &bounds->offline[root] : &bounds->executed[node->body];
	struct pgl_span *executed = &bounds->executed[s];
	double all, misses;
	bool changed = false;

	if (!is_counted(forest, s))
		return false;
	if (entries->high == 0)
		return narrow(executed, 0, 0);
	if (!(pgl_forest_site(forest, node->base)->flags & PGL_BIT(PGL_SITE_FLAG_ONCE)))
		return false;
	changed |= narrow(executed, 0, entries->high);
	changed |= narrow(entries, executed->low, INFINITY);
	all = pgl_totals_entries(solver->totals, solver->weights, solver->which,
				 pgl_forest_root(forest, node->base));
	misses = all - total_of(solver, node->base).low;
	if (isnan(misses) || misses < 0 || solver->side->estimated.total[node->base])
		return changed;
	changed |= narrow(executed, entries->low - misses, INFINITY);
	changed |= narrow(entries, 0, executed->high + misses);
	return changed;
}

/* The instances of BASE, which add up to its total. */
static struct sum add_instances(const struct pgl_bounds *bounds, uint32_t base, bool *ret_is_whole)
{
	const struct pgl_forest *forest = bounds->solver->forest;
	struct sum sum = {0};

	*ret_is_whole = !pgl_forest_is_gone(forest, base);
	if (*ret_is_whole)
		add(&sum, bounds->executed[base]);
	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
		*ret_is_whole &= !pgl_forest_is_gone(forest, forest->copies[i]);
		add(&sum, bounds->executed[forest->copies[i]]);
	}
	return sum;
}

static bool narrow_by_total(const struct pgl_bounds *bounds, uint32_t base)
{
	const struct pgl_forest *forest = bounds->solver->forest;
	struct pgl_span total = total_of(bounds->solver, base);
	bool is_whole, changed = false;
	struct sum sum;

	if (!pgl_forest_is_base(forest, base) || pgl_forest_is_early(forest, base) ||
	    forest->first_copy[base] == forest->first_copy[base + 1])
		return false;
	sum = add_instances(bounds, base, &is_whole);
	/* Where the call vanished, its executions are not known. */
	if (!is_whole)
		total.low = 0;
	for (uint32_t i = forest->first_copy[base]; i <= forest->first_copy[base + 1]; i++) {
		uint32_t s = i < forest->first_copy[base + 1] ? forest->copies[i] : base;
		struct pgl_span rest;

		if (!is_counted(forest, s))
			continue;
		rest = rest_for(total, &sum, bounds->executed[s]);
		changed |= narrow(&bounds->executed[s], rest.low, rest.high);
	}
	return changed;
}

/* --- what is inlined of a body ---

   The instances of one base site add up to a total, however little is known of each. So the inlined ones of a
   body are summed by base site. */

/* The body whose entries the instance S takes from the out-of-line copies, because S was inlined or removed; or
   PGL_NONE. */
static uint32_t brought_by(const struct pgl_solver *solver, uint32_t s)
{
	const struct pgl_forest *forest = solver->forest;

	return is_counted(forest, s) && (pgl_forest_is_inlined(forest, s) ||
					 pgl_forest_is_without_code(forest, s))
		       ? pgl_identity_callee(solver->identity, solver->which, s)
		       : PGL_NONE;
}

/* Lists for each body the base sites with inlined instances of it, and the inlined copies that have another
   callee than their base site. */
static void list_inlined(struct pgl_bounds *bounds)
{
	const struct pgl_solver *solver = bounds->solver;
	const struct pgl_forest *forest = solver->forest;
	uint32_t *list = pgl_xunset(forest->n_sites);

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t base = forest->nodes[s].base, body = brought_by(solver, s);

		if (body == PGL_NONE)
			continue;
		if (pgl_identity_callee(solver->identity, solver->which, base) == body)
			list[base] = body;
		else
			list[s] = body;
	}
	pgl_groups_init(&bounds->inlined, solver->identity->n_bodies, list, forest->n_sites);
	free(list);
}

static void sort_in(const struct pgl_bounds *bounds, uint32_t s, uint32_t body, struct sum *inlined,
		    struct sum *others)
{
	if (is_counted(bounds->solver->forest, s))
		add(brought_by(bounds->solver, s) == body ? inlined : others, bounds->executed[s]);
}

/* The executions of what SITE, an item of the lists, says of BODY. */
static struct pgl_span inlined_at(const struct pgl_bounds *bounds, uint32_t site, uint32_t body)
{
	const struct pgl_forest *forest = bounds->solver->forest;
	struct sum inlined = {0}, others = {0};
	struct pgl_span total, ret, rest;
	bool is_whole;

	if (!pgl_forest_is_base(forest, site))
		return bounds->executed[site];
	total = total_of(bounds->solver, site);
	add_instances(bounds, site, &is_whole);
	sort_in(bounds, site, body, &inlined, &others);
	for (uint32_t i = forest->first_copy[site]; i < forest->first_copy[site + 1]; i++)
		sort_in(bounds, forest->copies[i], body, &inlined, &others);
	ret = span_of(&inlined);
	rest = span_of(&others);
	narrow(&ret, is_whole ? total.low - rest.high : 0, total.high - rest.low);
	return ret;
}

/* All inlined instances of BODY. */
static struct sum add_inlined(const struct pgl_bounds *bounds, uint32_t body)
{
	struct sum sum = {0};

	for (uint32_t i = bounds->inlined.first[body]; i < bounds->inlined.first[body + 1]; i++)
		add(&sum, inlined_at(bounds, bounds->inlined.item[i], body));
	return sum;
}

static bool narrow_by_entered(const struct pgl_bounds *bounds, uint32_t body)
{
	const struct pgl_solver *solver = bounds->solver;
	struct pgl_span entered = entered_of(solver, body), rest;
	struct sum sum;
	bool changed = false;

	if (isinf(entered.high))
		return false;
	sum = add_inlined(bounds, body);
	for (uint32_t i = solver->texts.first[body]; i < solver->texts.first[body + 1]; i++)
		add(&sum, bounds->offline[solver->texts.item[i]]);
	for (uint32_t i = bounds->inlined.first[body]; i < bounds->inlined.first[body + 1]; i++) {
		uint32_t s = bounds->inlined.item[i];
		bool is_alone = bounds->solver->forest->first_copy[s] ==
				bounds->solver->forest->first_copy[s + 1];

		rest = rest_for(entered, &sum, inlined_at(bounds, s, body));
		if (brought_by(solver, s) == body)
			changed |= narrow(&bounds->executed[s], is_alone ? rest.low : 0, rest.high);
	}
	for (uint32_t i = solver->texts.first[body]; i < solver->texts.first[body + 1]; i++) {
		struct pgl_span *offline = &bounds->offline[solver->texts.item[i]];

		rest = rest_for(entered, &sum, *offline);
		changed |= narrow(offline, rest.low, rest.high);
	}
	return changed;
}

void pgl_bounds_init(struct pgl_bounds *bounds, const struct pgl_solver *solver)
{
	uint32_t n_sites = solver->forest->n_sites, n_functions = solver->forest->n_functions;
	bool changed = true;

	*bounds = (struct pgl_bounds){
		.solver = solver,
		.executed = pgl_xcalloc((size_t)n_sites + 1, sizeof *bounds->executed),
		.offline = pgl_xcalloc((size_t)n_functions + 1, sizeof *bounds->offline),
	};
	begin(bounds);
	list_inlined(bounds);
	for (int sweep = 0; changed && sweep < MOST_SWEEPS; sweep++) {
		changed = false;
		for (uint32_t s = 0; s < n_sites; s++)
			changed |= narrow_by_entries(bounds, s);
		for (uint32_t s = 0; s < n_sites; s++)
			changed |= narrow_by_total(bounds, s);
		for (uint32_t body = 0; body < solver->identity->n_bodies; body++)
			changed |= narrow_by_entered(bounds, body);
	}
}

void pgl_bounds_release(struct pgl_bounds *bounds)
{
	free(bounds->executed);
	free(bounds->offline);
	pgl_groups_release(&bounds->inlined);
	*bounds = (struct pgl_bounds){0};
}

/* --- results --- */

struct pgl_span pgl_bounds_calls(const struct pgl_bounds *bounds, uint32_t base)
{
	const struct pgl_forest *forest = bounds->solver->forest;
	struct pgl_span total = total_of(bounds->solver, base), calls, inlined_span;
	struct sum staying = {0}, inlined = {0};
	bool is_whole = true;

	for (uint32_t i = forest->first_copy[base]; i <= forest->first_copy[base + 1]; i++) {
		uint32_t s = i < forest->first_copy[base + 1] ? forest->copies[i] : base;

		if (pgl_forest_is_call(forest, s))
			add(&staying, bounds->executed[s]);
		else if (pgl_forest_is_gone(forest, s))
			is_whole = false;
		else
			add(&inlined, bounds->executed[s]);
	}
	calls = span_of(&staying);
	inlined_span = span_of(&inlined);
	if (is_whole)
		narrow(&calls, total.low - inlined_span.high, INFINITY);
	narrow(&calls, 0, total.high - inlined_span.low);
	return calls;
}

struct pgl_span pgl_bounds_called(const struct pgl_bounds *bounds, uint32_t body)
{
	const struct pgl_solver *solver = bounds->solver;
	struct pgl_span entered = entered_of(solver, body), called, inlined_span;
	struct sum inlined = add_inlined(bounds, body), offline = {0};

	for (uint32_t i = solver->texts.first[body]; i < solver->texts.first[body + 1]; i++)
		add(&offline, bounds->offline[solver->texts.item[i]]);
	called = span_of(&offline);
	inlined_span = span_of(&inlined);
	narrow(&called, entered.low - inlined_span.high, entered.high - inlined_span.low);
	return called;
}
