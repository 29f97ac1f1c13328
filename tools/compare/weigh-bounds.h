/* Between what numbers the executions of each instance, and the entries of each out-of-line body, must lie.

   The solver (weigh-solve.h) assumes that a function behaves alike wherever it was inlined. What holds without
   that assumption is this:

     the executions of a base site's instances add up to its total
     the executions of a body's inlined instances and the entries of its out-of-line copies add up to ENTERED
     code that is never entered executes no call, and no call executes more often than its callee is entered
     a call that stands in no loop executes at most once per entry, so it misses no more entries in one
     instance of its function than in all

   Each of these narrows the bounds of the numbers in it, from those of the others, until nothing changes. Where
   both bounds meet, the number is exact.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WEIGH_BOUNDS_H
#define PGL_WEIGH_BOUNDS_H

#include "compare/weigh-solve.h"

struct pgl_bounds {
	const struct pgl_solver *solver;
	struct pgl_span *executed; /* by site */
	struct pgl_span *offline;  /* by function */
	struct pgl_groups inlined; /* by body: sites whose instances bring it */
};

/* Finds the bounds of the side that SOLVER, which must outlive them, has solved. Release BOUNDS. */
void pgl_bounds_init(struct pgl_bounds *bounds, const struct pgl_solver *solver);
void pgl_bounds_release(struct pgl_bounds *bounds);

/* NUMBER, or the bound that it exceeds; unknown stays unknown, unless both bounds meet. */
double pgl_span_clamp(struct pgl_span range, double number);
/* True if both bounds meet: no more than half an execution lies between them. */
bool pgl_span_is_exact(struct pgl_span range);

/* The bounds of the calls at BASE that stay calls; of the calls that reach an out-of-line body of BODY, which
   the build has. */
struct pgl_span pgl_bounds_calls(const struct pgl_bounds *bounds, uint32_t base);
struct pgl_span pgl_bounds_called(const struct pgl_bounds *bounds, uint32_t body);

#endif
