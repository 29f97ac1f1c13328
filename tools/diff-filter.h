/* Which changes a person asked for, and in what order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIFF_FILTER_H
#define PGL_DIFF_FILTER_H

#include "diff.h"
#include "query.h"

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

/* Takes out of DIFF the changes that don't pass QUERY in either build (hot: in the profile that was
   used), and sums up what is left; and the functions that its globs, for callers or callees, don't
   match. ONLY_CHANGED: also those that make no call run more or less
   often. QUERY's limit and order are not looked at. */
void pgl_diff_filter(struct pgl_diff *diff, const struct pgl_query *query, bool only_changed);
/* Puts the changes into another order; those equal by it stay as they were. */
void pgl_diff_sort(struct pgl_diff *diff, enum pgl_diff_sort key);

#endif
