/* What the searches for cascades share; see cascade.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CASCADE_INTERNAL_H
#define PGL_CASCADE_INTERNAL_H

#include "explain/cascade.h"
#include "explain/history.h"

struct pgl_cascades {
	const struct pgl_weights *weights;
	struct pgl_history *history[PGL_SIDES];
};

struct pgl_cascade_search {
	const struct pgl_cascades *cascades;
	const struct pgl_forest *forest, *other;
	struct pgl_cascade *found;
	size_t room;
};

/* Takes INLINING, which added GROWTH, as a step, if the other build does not have it, or not as large. A frame
   is what it is, however large in the other build: IS_FRAME, GROWTH is one. */
void pgl_cascade_offer(struct pgl_cascade_search *search, const struct pgl_inlining *inlining,
		       int64_t growth, bool is_frame);
/* Puts the steps that added most first. */
void pgl_cascade_sort(struct pgl_cascade *found);
/* Would the call have passed, the steps left out? Sorts them, and says how many are enough. */
bool pgl_cascade_is_one(struct pgl_cascade *found);
/* How far a sum of N growths may be from the size that they came to: GCC rounds each, and what is known of
   the arguments of several calls makes less of them together. */
int64_t pgl_growths_tolerance(size_t n);

bool pgl_cascade_find_in_callee(struct pgl_cascade_search *search);
bool pgl_cascade_find_in_frame(struct pgl_cascade_search *search);

#endif
