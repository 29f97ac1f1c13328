/* The second half of weighing: entries of each function's out-of-line body, and executions of each instance
   per entry of its root.

   An instance in the tree of root R executes the product of the rates along its parents, times the entries of
   R; and the entries of R exclude those of its inlined instances elsewhere. Roots are therefore solved
   callers first, and again, a bounded number of times, while recursion changes something.

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
	double *early;	/* by body: executions of early-inlined calls of it */
	double *direct; /* by function: executions of the calls of a clone that stayed calls */
	struct pgl_groups texts;   /* by body: the functions that have it offline */
	struct pgl_groups feeders; /* by body: the sites whose executions its entries depend on */
	uint32_t *order;	   /* bodies, callers first */
	bool *is_inlined_ever;	   /* by body: after early inlining */
};

/* Solves side WHICH of WEIGHTS: OFFLINE is filled in, EXECUTED holds executions per entry of the
   root, IS_INSIDE says which bodies have code. Without a profile only the last. Release SOLVER. */
void pgl_solver_init(struct pgl_solver *solver, struct pgl_weights *weights,
		     const struct pgl_totals *totals, int which);
void pgl_solver_release(struct pgl_solver *solver);

/* True if base site BASE is its only instance, so that its count says all; false for a copy. */
bool pgl_solver_is_in_one_place(const struct pgl_solver *solver, uint32_t base);

/* A * B, where 0 times unknown (NAN) is 0. */
double pgl_times(double a, double b);

#endif
