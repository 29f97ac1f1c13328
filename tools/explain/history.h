/* The IPA inliner's inlinings of a build in the order in which they were decided, by the function they went
   into and by unit: what grew how, up to when.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HISTORY_H
#define PGL_HISTORY_H

#include "records/inline-forest.h"

struct pgl_inlining {
	uint32_t site;	   /* the instance that was inlined; copies that came along are none */
	uint32_t sequence; /* of its unit */
	struct pgl_integer growth;
	/* Its callee's own copy was used up, not copied: it was the last one. */
	bool is_last;
};

/* A run of inlinings, by sequence. */
struct pgl_inlinings {
	const struct pgl_inlining *item;
	size_t n;
};

struct pgl_history;

/* The history of FOREST, which must outlive it. */
struct pgl_history *pgl_history_new(const struct pgl_forest *forest);
void pgl_history_free(struct pgl_history *history);

/* The inlinings into FUNCTION, by the forest's number; in all of the build's unit UNIT. */
struct pgl_inlinings pgl_history_into(const struct pgl_history *history, uint32_t function);
struct pgl_inlinings pgl_history_of_unit(const struct pgl_history *history, uint32_t unit);

/* What INLINING added to the size that GCC accounts for its unit: its growth, less the size of a body that was
   used up; 0 where GCC does not count the function it went into. Unknown: a number of it is. */
struct pgl_integer pgl_history_net(const struct pgl_history *history,
				   const struct pgl_inlining *inlining);

#endif
