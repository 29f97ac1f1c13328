/* Which changes a person asked for, and in what order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIFF_FILTER_H
#define PGL_DIFF_FILTER_H

#include "compare/diff.h"
#include "records/query.h"

enum pgl_diff_sort {
	PGL_DIFF_SORT_WEIGHT, /* executions, most first */
	PGL_DIFF_SORT_DELTA,  /* calls that became more or fewer, most first */
	PGL_DIFF_SORT_LOCATION,
	PGL_DIFF_SORT_CALLER,
	PGL_DIFF_SORT_CALLEE,
	PGL_DIFF_SORT_KIND,
	PGL_DIFF_SORT_N
};
extern const char *const pgl_diff_sort_words[];

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

/* Is the call of CHANGE hot by the profile used? 1, 0, or -1: it is not known. A build without one has no
   hot calls. */
int pgl_change_is_hot(const struct pgl_diff *diff, const struct pgl_change *change);

/* Takes out of DIFF the changes that don't pass QUERY in either build (hot: in the profile that was
   used), and sums up what is left; and the functions that its globs, for callers or callees, don't
   match. ONLY_CHANGED: also those that make no call run more or less
   often. QUERY's limit and order are not looked at. */
void pgl_diff_filter(struct pgl_diff *diff, const struct pgl_query *query, bool only_changed);
/* Puts the changes into another order; those equal by it stay as they were. */
void pgl_diff_sort(struct pgl_diff *diff, enum pgl_diff_sort key);

#endif
