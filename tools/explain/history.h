/* The inlinings of a build by the IPA inliner in the order of their decisions, by the function that they went into
   and by unit: how each grew over time.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HISTORY_H
#define PGL_HISTORY_H

#include "records/inline-forest.h"

struct pgl_inlining {
	uint32_t site;	   /* the inlined instance; copies that came along are left out */
	uint32_t sequence; /* ordinal within its unit, from 1 */
	struct pgl_integer growth;
	/* It used up the callee's out-of-line body instead of copying it: the last inlining of it. */
	bool is_last;
};

/* N consecutive inlinings, by sequence; borrowed from the history. */
struct pgl_inlinings {
	const struct pgl_inlining *item;
	size_t n;
};

struct pgl_history;

/* The history of FOREST, which must outlive it. Free it with pgl_history_free(). */
struct pgl_history *pgl_history_new(const struct pgl_forest *forest);
void pgl_history_free(struct pgl_history *history);

/* The inlinings into FUNCTION, a number in the forest; those in the build's unit UNIT. */
struct pgl_inlinings pgl_history_into(const struct pgl_history *history, uint32_t function);
struct pgl_inlinings pgl_history_of_unit(const struct pgl_history *history, uint32_t unit);

/* What INLINING added to the size of its unit by GCC's account: its growth, minus the size of a body that it used
   up; 0 if GCC does not count the function that it went into. Unknown if a number is missing. */
struct pgl_integer pgl_history_net(const struct pgl_history *history,
				   const struct pgl_inlining *inlining);

#endif
