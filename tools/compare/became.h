/* What the executions of a call became: inlined or a call in OLD, inlined or a call in NEW.

   A base site has copies, each with its own decision. Each execution of the call goes through one instance in
   OLD and through one in NEW. Two instances are in the same *context* if they came with the bodies of the same
   inlined calls, in the same order, into the same function. For each context that both builds have,
   pgolens compares the instances there, for the smaller of their two numbers of executions; then it compares
   what is left in both builds. In either comparison, with a share c of calls in OLD and c' in NEW of N
   executions, N * max(0, c' - c) were un-inlined and N * max(0, c - c') were newly inlined.

   Executions that were not inlined and of which no call instruction is left (the call was expanded in place, or
   removed) are left out.

   So un-inlined minus newly inlined is the difference of the calls, and swapping OLD and NEW swaps the two.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BECAME_H
#define PGL_BECAME_H

#include "compare/weigh.h"

struct pgl_became {
	/* [is inlined in OLD][is inlined in NEW]: executions. */
	double executions[2][2];
	bool known;
	bool is_estimated; /* a formula gave a number of these */
	double least;	   /* fewer executions than these may be an error of the formulas */
};

/* Where formulas divided a call's executions, a smaller part of them may be an error. */
#define PGL_LEAST_SHARE 1e-3

/* What the executions of the pair SITE, base sites of OLD and NEW, became. */
struct pgl_became pgl_became_of(const struct pgl_weights *weights, const uint32_t site[PGL_SIDES]);

/* The same of EXECUTIONS, of which SHARE is inlined in each build; unknown if a number is NAN. */
struct pgl_became pgl_became_of_shares(double executions, const double share[PGL_SIDES]);

#endif
