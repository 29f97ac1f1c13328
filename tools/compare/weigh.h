/* How often every call executes in both builds, according to one profile.

   The profile is NEW's, or OLD's if only that has one (of two, the one with the larger maximum).
   Counts are those of the whole training, all its runs together. They are carried to
   the other build through the pairs of sites; then both builds go through the same formulas:

     total     of a base site: its recorded count and those of its copies in clones; for an indirect
	       call also those of the promoted calls that were taken out of it
     entered   of a body: the recorded counts of its functions + those of the early-inlined calls
	       of it: how often it executes, inlined or not
     rate      of a base site: total / recorded count of its root function's body
     executed  of an instance in a root's own code: rate x entries of its out-of-line body;
	       in a body that instance I brought: rate x executed of I
     offline   entries of a function's out-of-line body: entered - executed of all inlined instances
     calls     of a base site: executed of all its instances that stayed calls, times total by
	       executed of all its instances

   A part split off in the build without profile has no count; it is entered as often as its calls
   of frequency 1 execute, or as total / frequency of the most frequent one (estimated).

   The formulas assume that a function behaves alike wherever it was inlined; weigh-bounds.h has what holds
   without that. An unknown number is NAN, adds nothing to a sum, and never counts as 0.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WEIGH_H
#define PGL_WEIGH_H

#include "compare/match.h"

/* What a number lies between; HIGH may be INFINITY. */
struct pgl_span {
	double low, high;
};

struct pgl_side_weights {
	double *total;		/* by base site */
	double *own;		/* by base site: total without what promoted calls took */
	double *executed;	/* by site */
	double *calls;		/* by base site */
	double *offline;	/* by function */
	double *entered;	/* by body */
	double *called;		/* by body: calls of its out-of-line body, from anywhere */
	bool *is_inside;	/* by body: the build has its code */
	double inside, outside; /* sums of CALLED */
	/* Between what the numbers must lie, if they are known (weigh-bounds.h). */
	struct {
		struct pgl_span *calls, *called;
		struct pgl_span inside, outside;
	} range;
	/* True where a number is not exact: it is not a count that GCC recorded or follows from such counts.
	 * TOTAL holds for OWN, too. */
	struct {
		bool *total, *calls, *called;
		bool inside, outside;
	} estimated;
};

struct pgl_weights {
	const struct pgl_match *match;
	int source; /* the side whose profile was used, or -1: none */
	struct pgl_side_weights side[PGL_SIDES];
};

/* Weighs the builds of MATCH, which must outlive WEIGHTS. Release WEIGHTS. */
void pgl_weights_init(struct pgl_weights *weights, const struct pgl_match *match);
void pgl_weights_release(struct pgl_weights *weights);

/* NUMBER; unknown if it is NAN. */
struct pgl_real pgl_real_of(double number);

#endif
