/* The instances of a call in two builds, paired: the call in its function's own text, and each copy
   that an inlined body brought into another function.

   Base sites have their pairs (match.h). A copy's counterpart is a copy of the pair that came through
   counterparts into the same function. All is identity, nothing is a name.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INSTANCES_H
#define PGL_INSTANCES_H

#include "compare/weigh.h"

/* The instance of the other build that SITE of SIDE, base or copy, is; PGL_NONE: there is none, or, where
   RET_IS_KNOWN (may be NULL) is set to false, it is not known which: the call or the function around it has
   no pair, or there are several clones. */
uint32_t pgl_counterpart(const struct pgl_match *match, enum pgl_side side, uint32_t site,
			 bool *ret_is_known);

struct pgl_instance {
	uint32_t site[PGL_SIDES]; /* PGL_NONE: not in that build */
};

struct pgl_instances {
	struct pgl_instance
		*item; /* the call itself first, then copies by root, stack and number */
	size_t n;
};

/* All instances of the calls BASE[side], base sites that are a pair, or one of them PGL_NONE. */
void pgl_instances_init(struct pgl_instances *instances, const struct pgl_match *match,
			const uint32_t base[PGL_SIDES]);
void pgl_instances_release(struct pgl_instances *instances);

#endif
