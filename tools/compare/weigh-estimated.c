/* Which weights a formula gave, and which are recorded counts or their sums. See weigh.h.

   What was executed of an instance is recorded where the call stands in one place only. Elsewhere it
   is a share of a count by the formulas of weigh.h, which suppose that a body behaves alike in all
   its places. What was carried through pairs is as good as what was recorded.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh-solve.h"

#include <math.h>

#include "base/banned.h"

/* Is the number of executions of instance S estimated? */
static bool is_guessed(const struct pgl_solver *solver, uint32_t s)
{
	return solver->side->executed[s] > 0 &&
	       (!pgl_solver_is_in_one_place(solver, s) || solver->side->estimated.total[s]);
}

/* Of BASE: it was inlined in some places and not in others, so it takes a formula to tell how often
   it is executed as a call. */
static bool is_divided(const struct pgl_forest *forest, uint32_t base)
{
	bool is_called = pgl_forest_is_call(forest, base), is_inlined;

	is_inlined = !is_called && !pgl_forest_is_gone(forest, base);
	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
		uint32_t copy = forest->copies[i];

		if (pgl_forest_is_call(forest, copy))
			is_called = true;
		else if (!pgl_forest_is_gone(forest, copy))
			is_inlined = true;
	}
	return is_called && is_inlined;
}

static void find_calls(const struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	struct pgl_side_weights *side = solver->side;

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s) && side->calls[s] > 0)
			side->estimated.calls[s] =
				side->estimated.total[s] || is_divided(forest, s);
}

/* The calls that reach a text of the build are its entries without those of inlined instances; of
   what is no part of the build only the calls are known. */
static void find_called(const struct pgl_solver *solver)
{
	const struct pgl_forest *forest = solver->forest;
	const struct pgl_identity *identity = solver->identity;
	struct pgl_side_weights *side = solver->side;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t body = pgl_identity_callee(identity, solver->which, s);

		if (body == PGL_NONE || pgl_forest_is_gone(forest, s) ||
		    (side->is_inside[body] && pgl_forest_is_call(forest, s)))
			continue;
		if (is_guessed(solver, s))
			side->estimated.called[body] = true;
	}
	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		bool *sum =
			side->is_inside[body] ? &side->estimated.inside : &side->estimated.outside;

		side->estimated.called[body] |= solver->totals->is_part_guessed[body] &&
						solver->which != solver->weights->source;
		side->estimated.called[body] &= side->called[body] > 0;
		*sum |= side->estimated.called[body];
	}
}

void pgl_solver_find_estimated(const struct pgl_solver *solver)
{
	find_calls(solver);
	find_called(solver);
}
