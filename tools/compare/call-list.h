/* Every call of two builds, changed or not: one for each pair of base sites and for each lone base
   site. A diff keeps only the changes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CALL_LIST_H
#define PGL_CALL_LIST_H

#include "compare/diff.h"

/* The outcome of a call; the values before these are those of enum pgl_kind. */
enum pgl_call_list_outcome {
	PGL_CALL_INLINED = PGL_KIND_N, /* in both builds, by the same inliner */
	PGL_CALL_CALL,		       /* stays a call in both, for the same reason */
	PGL_CALL_NONE,		       /* there before inlining in neither */
	PGL_CALL_N
};

/* "newly inlined" ..., "inlined in both", "call in both", "gone in both". */
const char *pgl_call_list_outcome_word(unsigned outcome);

struct pgl_call {
	struct pgl_change change; /* its kind holds only if the outcome is an enum pgl_kind */
	uint8_t outcome;	  /* enum pgl_kind or enum pgl_call_list_outcome */
};

struct pgl_call_list {
	const struct pgl_diff *diff;
	struct pgl_call *item; /* most executions first, unknown last; a total order */
	size_t n, n_all;       /* N_ALL: before it was cut */
	uint32_t *row
		[PGL_SIDES]; /* by base site: the index of its call; PGL_NONE: none, or cut off */
};

/* Lists the calls of DIFF, which must outlive LIST: the first LIMIT, or with 0 all. Release LIST. */
void pgl_call_list_init(struct pgl_call_list *list, const struct pgl_diff *diff, uint64_t limit);
void pgl_call_list_release(struct pgl_call_list *list);

#endif
