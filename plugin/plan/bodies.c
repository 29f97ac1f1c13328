/* The plan's functions (see plan.h): which is which in both builds.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan/plan-internal.h"

#include <stdlib.h>
#include <string.h>

#include "record/site-key.h"

/* Names --------------------------------------------------------------------------------------- */

bool pgl_plan_is_part(const struct pgl_function *function)
{
	return function->clone == PGL_CLONE_PART || pgl_part_length(function->assembler);
}

/* The name of FUNCTION's origin, one pointer for equal names of both builds. */
const char *pgl_plan_origin_key(struct pgl_plan *plan, const struct pgl_record *record,
				const struct pgl_function *function)
{
	return pgl_record_intern(plan->recorded, pgl_symbol(record, function->origin));
}

/* The name of its body: that of its origin but for a part, which is a body of its own. */
const char *pgl_plan_body_key(struct pgl_plan *plan, const struct pgl_record *record,
			      const struct pgl_function *function)
{
	size_t length = pgl_part_length(function->assembler);

	if (length)
		return pgl_record_intern_n(plan->recorded, function->assembler, length);
	if (function->clone == PGL_CLONE_PART && function->assembler)
		return pgl_record_intern(plan->recorded, function->assembler);
	return pgl_plan_origin_key(plan, record, function);
}

/* Functions ------------------------------------------------------------------------------------ */

/* In which order the recorded functions of one origin are asked about LIVE's FUNCTION; 0: not at all. */
static unsigned rank_of(struct pgl_plan *plan, const struct pgl_function *live,
			const struct pgl_function *recorded)
{
	if (pgl_plan_is_part(recorded))
		return pgl_plan_is_part(live) && pgl_plan_body_key(plan, plan->live, live) ==
							 plan->key[recorded->id]
			       ? 1
			       : 6;
	if (pgl_plan_is_part(live))
		return recorded->clone == PGL_CLONE_NONE ? 2 : 5;
	if (!strcmp(pgl_symbol(plan->live, live->id), pgl_symbol(plan->recorded, recorded->id)))
		return 1;
	if (recorded->clone == live->clone)
		return 2;
	if (recorded->clone == PGL_CLONE_NONE)
		return 3;
	return recorded->clone == PGL_CLONE_ISRA ? 4 : 5;
}

bool pgl_plan_is_replaced(const struct pgl_function *function)
{
	return function->clone == PGL_CLONE_NONE && function->offline == PGL_OFFLINE_REMOVED;
}

static bool are_replaced(const struct pgl_plan *plan, const struct bodies *known)
{
	for (uint32_t i = 0; i < known->n; i++)
		if (!pgl_plan_is_replaced(&plan->recorded->functions[known->root[i]]))
			return false;
	return true;
}

const struct bodies *pgl_plan_bodies(struct pgl_plan *plan, uint32_t function)
{
	static const struct bodies none;
	uint32_t n = plan->live->n_functions;

	if (n > plan->n_bodies) {
		struct bodies *larger = realloc(plan->bodies, 2 * (size_t)n * sizeof *larger);

		if (!larger)
			return &none;
		memset(larger + plan->n_bodies, 0,
		       (2 * (size_t)n - plan->n_bodies) * sizeof *larger);
		plan->bodies = larger;
		plan->n_bodies = 2 * n;
	}
	struct bodies *known = &plan->bodies[function];

	if (known->is_known)
		return known;
	const struct pgl_record *recorded = plan->recorded;
	const struct pgl_function *live = &plan->live->functions[function];
	const char *key = pgl_plan_origin_key(plan, plan->live, live);
	uint32_t room = 0;

	for (uint32_t i = 0; i < recorded->n_functions; i++)
		if (plan->origin[i] == key)
			room++;
	known->root = malloc((room + (size_t)1) * sizeof *known->root);
	if (!known->root)
		return &none;
	known->is_known = true;
	for (unsigned rank = 1; rank <= 6; rank++) {
		/* Clones tell of a function only where it has no tree of its own, or not all of it. */
		if (known->n && rank > 1 && rank < 6 && !(rank > 3 && are_replaced(plan, known)))
			continue;
		for (uint32_t i = 0; i < recorded->n_functions; i++)
			if (plan->origin[i] == key &&
			    rank_of(plan, live, &recorded->functions[i]) == rank &&
			    plan->has_calls[i])
				known->root[known->n++] = i;
	}
	return known;
}

bool pgl_plan_same_body(struct pgl_plan *plan, uint32_t function, uint32_t other)
{
	return pgl_plan_body_key(plan, plan->live, &plan->live->functions[function]) ==
	       plan->key[other];
}

bool pgl_plan_is_split(struct pgl_plan *plan, uint32_t function)
{
	const char *key = pgl_plan_origin_key(plan, plan->live, &plan->live->functions[function]);

	for (uint32_t i = 0; i < plan->recorded->n_functions; i++)
		if (pgl_plan_is_part(&plan->recorded->functions[i]) && plan->origin[i] == key)
			return true;
	return false;
}
