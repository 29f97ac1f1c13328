/* Which calls of two builds a query selects.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIFF_FILTER_H
#define PGL_DIFF_FILTER_H

#include "compare/diff.h"
#include "records/query.h"

/* A query prepared for both builds of a diff: calls pass it, changed or not. */
struct pgl_change_filter {
	const struct pgl_diff *diff;
	struct pgl_query *query;		/* owned; its lists are borrowed */
	struct pgl_filter **filters[PGL_SIDES]; /* by unit */
};

/* Prepares QUERY for DIFF, without its --hot, limit and order. DIFF and QUERY's lists must outlive FILTER;
   release it. */
void pgl_change_filter_init(struct pgl_change_filter *filter, const struct pgl_diff *diff,
			    const struct pgl_query *query);
void pgl_change_filter_release(struct pgl_change_filter *filter);
/* True if the call of CHANGE in SIDE, or the instance that stands for it there, passes by location, caller
   and callee. */
bool pgl_change_filter_location(const struct pgl_change_filter *filter,
				const struct pgl_change *change, enum pgl_side side);
/* True if the call passes in either build, with its decision there. */
bool pgl_change_filter_passes(const struct pgl_change_filter *filter,
			      const struct pgl_change *change);
/* True if BODY passes by name and file. */
bool pgl_change_filter_body(const struct pgl_change_filter *filter, uint32_t body);

#endif
