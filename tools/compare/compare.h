/* Two builds compared: the steps from records to weights.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COMPARED_H
#define PGL_COMPARED_H

#include "compare/weigh.h"

struct pgl_compared {
	struct pgl_forest forest[PGL_SIDES];
	struct pgl_identity identity;
	struct pgl_match match;
	struct pgl_weights weights;
};

/* Compares BUILDS, by enum pgl_side, which must outlive COMPARED. Returns 0, or -1 with ERROR set and nothing
   kept: too many sites. */
int pgl_compared_init(struct pgl_compared *compared, const struct pgl_build *builds,
		      struct pgl_error *error);
void pgl_compared_release(struct pgl_compared *compared);

#endif
