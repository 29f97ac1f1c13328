/* Chooses the profile and sums up the results of the solver. See weigh.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh.h"

#include <math.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "compare/weigh-bounds.h"

/* --- one build --- */

static void scale_executed(struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	struct pgl_side_weights *side = solver->side;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t root = pgl_forest_root(forest, s);

		/* The count of an only instance needs no formula. */
		if (pgl_solver_is_in_one_place(solver, s))
			side->executed[s] = side->own[s];
		else
			side->executed[s] = pgl_times(side->executed[s], side->offline[root]);
	}
}

/* True if any instance of BASE stays a call. */
static bool has_calls(const struct pgl_forest *forest, uint32_t base)
{
	if (pgl_forest_is_call(forest, base))
		return true;
	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++)
		if (pgl_forest_is_call(forest, forest->copies[i]))
			return true;
	return false;
}

/* The executions of all instances of BASE; NAN if one is unknown. */
static double executed_in_all(const struct pgl_forest *forest, const double *executed,
			      uint32_t base)
{
	double sum = pgl_forest_is_gone(forest, base) ? 0 : executed[base];

	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++)
		if (!pgl_forest_is_gone(forest, forest->copies[i]))
			sum += executed[forest->copies[i]];
	return sum;
}

/* A function that behaves differently from caller to caller makes the products of rates too large here and
   too small there. The executions of all instances are known, so the calls get their share of those. */
static void fit_calls(const struct pgl_forest *forest, struct pgl_side_weights *side)
{
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		double all;

		if (!pgl_forest_is_base(forest, s) || !(side->calls[s] > 0) ||
		    pgl_forest_is_early(forest, s))
			continue;
		all = executed_in_all(forest, side->executed, s);
		if (all > 0 && !isnan(side->own[s]))
			side->calls[s] *= side->own[s] / all;
	}
}

static void sum_calls(struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	struct pgl_side_weights *side = solver->side;
	bool *has_caller = pgl_xcalloc((size_t)solver->identity->n_bodies + 1, sizeof *has_caller);

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s) && !has_calls(forest, s))
			side->calls[s] = 0;
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t base = forest->nodes[s].base, callee;

		if (!pgl_forest_is_call(forest, s))
			continue;
		pgl_add_known(&side->calls[base], side->executed[s]);
		callee = pgl_identity_callee(solver->identity, solver->which, s);
		if (callee == PGL_NONE)
			continue;
		has_caller[callee] = true;
		pgl_add_known(&side->called[callee], side->executed[s]);
	}
	fit_calls(forest, side);
	for (uint32_t body = 0; body < solver->identity->n_bodies; body++) {
		double entries = NAN;

		for (uint32_t i = solver->texts.first[body]; i < solver->texts.first[body + 1]; i++)
			pgl_add_known(&entries, side->offline[solver->texts.item[i]]);
		if (side->is_inside[body] && !isnan(entries))
			side->called[body] = entries;
		/* All its calls were inlined, and its out-of-line body is gone. */
		else if (!side->is_inside[body] && !has_caller[body])
			side->called[body] = 0;
	}
	free(has_caller);
}

/* Moves what the solver assumed to where it can be. */
static void clamp(const struct pgl_bounds *bounds)
{
	const struct pgl_forest *forest = bounds->solver->forest;
	struct pgl_side_weights *side = bounds->solver->side;

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (!pgl_forest_is_early(forest, forest->nodes[s].base))
			side->executed[s] = pgl_span_clamp(bounds->executed[s], side->executed[s]);
	for (uint32_t f = 0; f < forest->n_functions; f++)
		if (pgl_forest_is_offline(forest, f))
			side->offline[f] = pgl_span_clamp(bounds->offline[f], side->offline[f]);
}

static void add_range(struct pgl_span *sum, struct pgl_span range)
{
	sum->low += range.low;
	sum->high += range.high;
}

/* Takes the bounds of the sums, and clamps these. */
static void bound_sums(const struct pgl_bounds *bounds)
{
	const struct pgl_solver *solver = bounds->solver;
	const struct pgl_forest *forest = solver->forest;
	struct pgl_side_weights *side = solver->side;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t body = pgl_identity_callee(solver->identity, solver->which, s);

		if (pgl_forest_is_base(forest, s) && side->calls[s] > 0) {
			side->range.calls[s] = pgl_bounds_calls(bounds, s);
			side->calls[s] = pgl_span_clamp(side->range.calls[s], side->calls[s]);
			side->estimated.calls[s] = !pgl_span_is_exact(side->range.calls[s]);
		}
		if (body != PGL_NONE && !side->is_inside[body] && pgl_forest_is_call(forest, s) &&
		    !isnan(side->executed[s]))
			add_range(&side->range.called[body], bounds->executed[s]);
	}
	for (uint32_t body = 0; body < solver->identity->n_bodies; body++) {
		bool is_inside = side->is_inside[body];

		if (isnan(side->called[body]))
			continue;
		if (is_inside)
			side->range.called[body] = pgl_bounds_called(bounds, body);
		side->called[body] = pgl_span_clamp(side->range.called[body], side->called[body]);
		side->estimated.called[body] = !pgl_span_is_exact(side->range.called[body]);
		add_range(is_inside ? &side->range.inside : &side->range.outside,
			  side->range.called[body]);
		pgl_add_known(is_inside ? &side->inside : &side->outside, side->called[body]);
	}
	side->estimated.inside = !pgl_span_is_exact(side->range.inside);
	side->estimated.outside = !pgl_span_is_exact(side->range.outside);
}

static void weigh_side(struct pgl_weights *weights, const struct pgl_totals *totals, int which)
{
	struct pgl_solver solver;
	struct pgl_bounds bounds;

	pgl_solver_init(&solver, weights, totals, which);
	if (weights->source >= 0) {
		scale_executed(&solver);
		pgl_bounds_init(&bounds, &solver);
		clamp(&bounds);
		sum_calls(&solver);
		bound_sums(&bounds);
		pgl_bounds_release(&bounds);
	}
	pgl_solver_release(&solver);
}

/* --- both --- */

/* The largest count in the profile of BUILD; 0: it has none. */
static uint64_t profile_size(const struct pgl_build *build)
{
	uint64_t size = 0;

	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_unit *unit = &build->records[u]->unit;

		if (!unit->profile.found)
			continue;
		/* A profile of nothing but zeros is a profile. */
		if (unit->profile.sum_max >= size)
			size = unit->profile.sum_max + 1;
	}
	return size;
}

static void choose_source(struct pgl_weights *weights)
{
	uint64_t size[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++)
		size[side] = profile_size(weights->match->identity->forest[side]->build);
	weights->source = !size[PGL_OLD] && !size[PGL_NEW] ? -1 : size[PGL_OLD] <= size[PGL_NEW];
}

void pgl_weights_init(struct pgl_weights *weights, const struct pgl_match *match)
{
	struct pgl_totals totals;

	*weights = (struct pgl_weights){.match = match};
	choose_source(weights);
	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_side_weights *its = &weights->side[side];
		size_t n_sites = match->identity->forest[side]->n_sites;

		its->total = pgl_unknown_numbers(n_sites);
		its->own = pgl_unknown_numbers(n_sites);
		its->executed = pgl_unknown_numbers(n_sites);
		its->calls = pgl_unknown_numbers(n_sites);
		its->offline = pgl_unknown_numbers(match->identity->forest[side]->n_functions);
		its->entered = pgl_unknown_numbers(match->identity->n_bodies);
		its->called = pgl_unknown_numbers(match->identity->n_bodies);
		its->is_inside =
			pgl_xcalloc((size_t)match->identity->n_bodies + 1, sizeof *its->is_inside);
		its->inside = its->outside = NAN;
		its->estimated.total = pgl_xcalloc(n_sites + 1, sizeof(bool));
		its->estimated.calls = pgl_xcalloc(n_sites + 1, sizeof(bool));
		its->range.calls = pgl_xcalloc(n_sites + 1, sizeof *its->range.calls);
		its->range.called = pgl_xcalloc((size_t)match->identity->n_bodies + 1,
						sizeof *its->range.called);
		its->estimated.called =
			pgl_xcalloc((size_t)match->identity->n_bodies + 1, sizeof(bool));
	}
	pgl_totals_init(&totals, weights);
	for (int side = 0; side < PGL_SIDES; side++)
		weigh_side(weights, &totals, side);
	pgl_totals_release(&totals);
}

void pgl_weights_release(struct pgl_weights *weights)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_side_weights *its = &weights->side[side];

		free(its->total);
		free(its->own);
		free(its->executed);
		free(its->calls);
		free(its->offline);
		free(its->entered);
		free(its->called);
		free(its->is_inside);
		free(its->range.calls);
		free(its->range.called);
		free(its->estimated.total);
		free(its->estimated.calls);
		free(its->estimated.called);
	}
	*weights = (struct pgl_weights){0};
}

struct pgl_real pgl_real_of(double number)
{
	return (struct pgl_real){.value = isnan(number) ? 0 : number, .known = !isnan(number)};
}
