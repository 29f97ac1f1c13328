/* Which changes a person asked for, and in what order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIFF_FILTER_H
#define PGL_DIFF_FILTER_H

#include "compare/diff.h"
#include "records/query.h"

/* A query made ready for both builds of a diff: which calls, changed or not, pass it. */
struct pgl_change_filter {
	const struct pgl_diff *diff;
	struct pgl_query *query;		/* owned; its lists are borrowed */
	struct pgl_filter **filters[PGL_SIDES]; /* by unit */
};

/* QUERY, whose --hot, limit and order are not looked at, made ready for DIFF;
   DIFF and QUERY's lists must outlive FILTER. */
void pgl_change_filter_init(struct pgl_change_filter *filter, const struct pgl_diff *diff,
			    const struct pgl_query *query);
void pgl_change_filter_release(struct pgl_change_filter *filter);
/* Is the call of CHANGE in SIDE, or the instance that speaks for it there, one by where and what it is? */
bool pgl_change_filter_place(const struct pgl_change_filter *filter,
			     const struct pgl_change *change, enum pgl_side side);
/* Does it pass in either build, with the verdict on it? */
bool pgl_change_filter_passes(const struct pgl_change_filter *filter,
			      const struct pgl_change *change);
/* Is BODY's function one by name and place? */
bool pgl_change_filter_body(const struct pgl_change_filter *filter, uint32_t body);

#endif
