/* Chooses the instance that stands for a call. See outcome.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/outcome.h"

#include <math.h>

/* The copy of BASE that executes most, the first of several; PGL_NONE: there is none. */
static uint32_t heaviest_copy(const struct pgl_forest *forest, const double *executed,
			      uint32_t base)
{
	uint32_t best = PGL_NONE;

	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
		uint32_t copy = forest->copies[i];

		if (pgl_forest_is_gone(forest, copy))
			continue;
		if (best == PGL_NONE || executed[copy] > executed[best] ||
		    (isnan(executed[best]) && !isnan(executed[copy])))
			best = copy;
	}
	return best;
}

/* True if an inliner decided to inline LINE itself, which did not come with an inlined body. */
static bool is_decided(const struct pgl_site *line)
{
	const struct pgl_decision *final = pgl_final_decision(line);

	return final && final->inlined && (final->sequence || final->phase != PGL_PHASE_UNKNOWN);
}

/* The copy of SITE's base in the clone whose inlined body brought SITE, if it was decided there; else
   PGL_NONE. */
static uint32_t decided_in_clone(const struct pgl_forest *forest, uint32_t site)
{
	uint32_t base = forest->nodes[site].base;

	for (uint32_t at = forest->nodes[site].parent; at != PGL_NONE;
	     at = forest->nodes[at].parent)
		for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
			uint32_t copy = forest->copies[i];

			if (pgl_forest_root(forest, copy) == pgl_forest_callee(forest, at) &&
			    is_decided(pgl_forest_site(forest, copy)))
				return copy;
		}
	return PGL_NONE;
}

const struct pgl_decision *pgl_decision_on(const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_record *record = pgl_forest_record(forest, site);
	const struct pgl_site *line = pgl_forest_site(forest, site);
	const struct pgl_decision *final = pgl_final_decision(line);
	uint32_t copy;

	if (!pgl_forest_is_inlined(forest, site))
		return final;
	while (!is_decided(line) && line->copy_of != PGL_NONE) {
		line = &record->sites[line->copy_of];
		if (pgl_site_inlined(line))
			final = pgl_final_decision(line);
	}
	if (!is_decided(line)) {
		copy = decided_in_clone(forest, site);
		if (copy != PGL_NONE)
			final = pgl_final_decision(pgl_forest_site(forest, copy));
	}
	return final;
}

struct pgl_call_outcome pgl_call_outcome_of(const struct pgl_weights *weights, enum pgl_side side,
					    uint32_t base)
{
	const struct pgl_forest *forest = weights->match->identity->forest[side];
	const struct pgl_side_weights *its = &weights->side[side];
	double own = its->own[base], calls = its->calls[base];
	struct pgl_call_outcome outcome = {.site = base};
	bool stands = pgl_forest_is_offline(forest, pgl_forest_root(forest, base));

	if (!pgl_forest_is_early(forest, base) && (!stands || pgl_forest_is_gone(forest, base))) {
		uint32_t copy = heaviest_copy(forest, its->executed, base);

		if (copy != PGL_NONE)
			outcome.site = copy;
	}
	outcome.is_there = !pgl_forest_is_gone(forest, outcome.site);
	outcome.inlined = pgl_forest_is_inlined(forest, outcome.site);
	outcome.is_without_code = pgl_forest_is_without_code(forest, outcome.site);
	outcome.is_removed =
		pgl_forest_site(forest, outcome.site)->flags & PGL_BIT(PGL_SITE_FLAG_REMOVED);
	outcome.decision = pgl_decision_on(forest, outcome.site);
	outcome.share = outcome.is_without_code	     ? 0
			: isnan(own) || isnan(calls) ? NAN
			: own > 0		     ? fmin(1, fmax(0, 1 - calls / own))
						     : outcome.inlined;
	return outcome;
}
