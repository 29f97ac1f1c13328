/* See compare.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/compare.h"

int pgl_compared_init(struct pgl_compared *compared, const struct pgl_build *builds,
		      struct pgl_error *error)
{
	if (pgl_forest_init(&compared->forest[PGL_OLD], &builds[PGL_OLD], error))
		return -1;
	if (pgl_forest_init(&compared->forest[PGL_NEW], &builds[PGL_NEW], error)) {
		pgl_forest_release(&compared->forest[PGL_OLD]);
		return -1;
	}
	pgl_identity_init(&compared->identity, &compared->forest[PGL_OLD],
			  &compared->forest[PGL_NEW]);
	pgl_match_init(&compared->match, &compared->identity);
	pgl_weights_init(&compared->weights, &compared->match);
	return 0;
}

void pgl_compared_release(struct pgl_compared *compared)
{
	pgl_weights_release(&compared->weights);
	pgl_match_release(&compared->match);
	pgl_identity_release(&compared->identity);
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_forest_release(&compared->forest[side]);
}
