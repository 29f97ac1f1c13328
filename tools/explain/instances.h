/* The instances of a call in two builds, paired: the call in its function's own code, and each copy that an inlined
   body brought into another function.

   match.h pairs the base sites. A copy's counterpart is a copy of the paired site that came through counterparts
   into the same function. Functions are compared by identity, never by name.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INSTANCES_H
#define PGL_INSTANCES_H

#include "compare/weigh.h"

/* The counterpart in the other build of SITE of SIDE, a base site or a copy. PGL_NONE: there is none; or, if
   *RET_IS_KNOWN (may be NULL) becomes false, it is not known: the call or the function around it has no
   pair, or there are several clones. */
uint32_t pgl_counterpart(const struct pgl_match *match, enum pgl_side side, uint32_t site,
			 bool *ret_is_known);

struct pgl_instance {
	uint32_t site[PGL_SIDES]; /* PGL_NONE: not in that build */
};

struct pgl_instances {
	struct pgl_instance *item; /* the call itself first, then copies by root and number */
	size_t n;
};

/* Fills INSTANCES, to be released, with all instances of BASE, a pair of base sites; one may be PGL_NONE. */
void pgl_instances_init(struct pgl_instances *instances, const struct pgl_match *match,
			const uint32_t base[PGL_SIDES]);
void pgl_instances_release(struct pgl_instances *instances);

#endif
