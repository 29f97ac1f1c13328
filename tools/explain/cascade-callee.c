/* Cascades by what the callee had become: its size, and the stack frame that it needs. See cascade.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/cascade-internal.h"

#include <stdlib.h>

#include "explain/instances.h"
#include "compare/outcome.h"

#include "base/banned.h"

/* --- the callee --- */

/* What the same call would have added in the other build, as it was considered there; unknown: it has no
   number. */
static struct pgl_integer growth_there(const struct pgl_cascade_search *search)
{
	uint32_t there = pgl_counterpart(search->cascades->weights->match, search->found->side,
					 search->found->site, NULL);
	const struct pgl_decision *decision =
		there == PGL_NONE ? NULL : pgl_decision_on(search->other, there);

	return decision ? decision->growth : (struct pgl_integer){0, false};
}

/* Is what the growth would be without the steps borne out: by the same call in the other build, or by the
   size that the callee would then have at most, which no growth exceeds? */
static bool is_borne_out(const struct pgl_cascade_search *search, int64_t largest)
{
	const struct pgl_cascade *found = search->found;
	struct pgl_integer there = growth_there(search);

	if (!pgl_inequality_holds(&found->inequality, largest))
		return true;
	return there.known && !pgl_inequality_holds(&found->inequality, there.value) &&
	       llabs(found->without - there.value) <= pgl_growths_tolerance(found->n_before);
}

bool pgl_cascade_find_in_callee(struct pgl_cascade_search *search)
{
	struct pgl_cascade *found = search->found;
	const struct pgl_history *history = search->cascades->history[found->side];
	int64_t size, all;

	found->budget = PGL_BUDGET_CALLEE;
	found->function = pgl_forest_callee(search->forest, found->site);
	if (found->function == PGL_NONE)
		return false;
	const struct pgl_function *callee = pgl_forest_function(search->forest, found->function);
	struct pgl_inlinings into = pgl_history_into(history, found->function);

	if (!callee->before.size.known)
		return false;
	size = all = found->start = (int64_t)callee->before.size.value;
	/* A growth is less than the callee's size: as many inlinings as that takes came before it. */
	for (size_t i = 0; i < into.n; i++) {
		if (!into.item[i].growth.known)
			return false;
		if (size <= found->inequality.actual) {
			size += into.item[i].growth.value;
			found->n_before = i + 1;
			pgl_cascade_offer(search, &into.item[i], into.item[i].growth.value, false);
		}
		all += into.item[i].growth.value;
	}
	found->reached = size;
	return pgl_cascade_is_one(found) && is_borne_out(search, all - found->added);
}

/* --- the frame --- */

static struct pgl_integer frame_of(const struct pgl_forest *forest, uint32_t function)
{
	return function == PGL_NONE ? (struct pgl_integer){0, false}
				    : pgl_forest_function(forest, function)->frame;
}

/* The frame of FUNCTION, of the search's side, in the build where it still stands by itself. */
static struct pgl_integer frame_somewhere(const struct pgl_cascade_search *search,
					  uint32_t function)
{
	const struct pgl_identity *identity = search->cascades->weights->match->identity;
	struct pgl_integer frame = frame_of(search->forest, function);
	uint32_t there;

	if (frame.known || function == PGL_NONE)
		return frame;
	there = identity->example[!search->found->side]
				 [identity->body[search->found->side][function]];
	return there != PGL_NONE ? frame_of(search->other, there) : frame;
}

/* The largest frames of what stands inlined in the callee at first hand: of steps, and of the rest. False:
   one is not known. */
static bool inner_frames(struct pgl_cascade_search *search, int64_t *ret_steps, int64_t *ret_rest)
{
	struct pgl_cascade *found = search->found;
	const struct pgl_history *history = search->cascades->history[found->side];
	struct pgl_inlinings into = pgl_history_into(history, found->function);

	*ret_steps = *ret_rest = 0;
	found->n_before = into.n;
	for (size_t i = 0; i < into.n; i++) {
		uint32_t site = into.item[i].site;
		struct pgl_integer frame =
			frame_somewhere(search, pgl_forest_callee(search->forest, site));
		size_t n = found->n_steps;

		/* Further inside: part of what the body around it needs. */
		if (search->forest->nodes[site].body != PGL_NONE)
			continue;
		if (!frame.known)
			return false;
		if (frame.value)
			pgl_cascade_offer(search, &into.item[i], frame.value, true);
		int64_t *largest = found->n_steps > n ? ret_steps : ret_rest;

		if (frame.value > *largest)
			*largest = frame.value;
	}
	return true;
}

bool pgl_cascade_find_in_frame(struct pgl_cascade_search *search)
{
	struct pgl_cascade *found = search->found;
	int64_t steps, rest;

	found->budget = PGL_BUDGET_FRAME;
	found->function = pgl_forest_callee(search->forest, found->site);
	struct pgl_integer frame = frame_of(search->forest, found->function);

	if (!frame.known || !inner_frames(search, &steps, &rest) || steps <= rest ||
	    frame.value < steps || frame.value > found->inequality.actual)
		return false;
	found->reached = frame.value;
	found->start = frame.value - steps + rest;
	found->added = steps - rest;
	found->without = found->inequality.actual - found->added;
	found->n_enough = found->n_steps;
	pgl_cascade_sort(found);
	return !pgl_inequality_holds(&found->inequality, found->without);
}
