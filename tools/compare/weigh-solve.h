/* The second half of weighing: how often each function's own text is entered, and each instance
   executed per entry of its root.

   What an instance in the tree of root R executes is what it executes per entry of R (a product of
   rates along its parents) times the entries of R; and the entries of R are what is left after the
   instances of R inlined elsewhere. So roots are solved callers first, and again and again while
   recursion changes something, a bounded number of times.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WEIGH_SOLVE_H
#define PGL_WEIGH_SOLVE_H

#include "base/group.h"
#include "compare/weigh-counts.h"

struct pgl_solver {
	struct pgl_weights *weights;
	const struct pgl_totals *totals;
	const struct pgl_identity *identity;
	const struct pgl_forest *forest;
	struct pgl_side_weights *side;
	int which;
	double *early;		   /* by body: executions of early-inlined calls of it */
	double *direct;		   /* by function: of the calls of a clone that stayed calls */
	struct pgl_groups texts;   /* by body: the functions that have it offline */
	struct pgl_groups feeders; /* by body: the sites whose executions its entries depend on */
	uint32_t *order;	   /* bodies, callers first */
	bool *is_inlined_ever;	   /* by body: after early inlining */
};

/* Solves side WHICH of WEIGHTS: OFFLINE is filled in, EXECUTED holds executions per entry of the
   root, IS_INSIDE says which bodies have a text. Without a profile only the last. */
void pgl_solver_init(struct pgl_solver *solver, struct pgl_weights *weights,
		     const struct pgl_totals *totals, int which);
void pgl_solver_release(struct pgl_solver *solver);

/* Does base site BASE stand in one place only, so that its count says all? Not so of a copy. */
bool pgl_solver_is_in_one_place(const struct pgl_solver *solver, uint32_t base);

/* Finds out which results are estimated, when all are there. */
void pgl_solver_find_estimated(const struct pgl_solver *solver);

/* A product in which nothing times unknown is nothing. */
double pgl_times(double a, double b);

#endif
