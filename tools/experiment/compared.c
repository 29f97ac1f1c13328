/* See compared.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compared.h"

#include "util/banned.h"

static int load(struct pgl_compared *compared, int side, char *path, struct pgl_error *error)
{
	if (pgl_build_load(&compared->build[side], &path, 1, error))
		return -1;
	if (!pgl_forest_init(&compared->forest[side], &compared->build[side], error))
		return 0;
	pgl_build_release(&compared->build[side]);
	return -1;
}

static void unload(struct pgl_compared *compared, int side)
{
	pgl_forest_release(&compared->forest[side]);
	pgl_build_release(&compared->build[side]);
}

int pgl_compared_init(struct pgl_compared *compared, char *old, char *new, struct pgl_error *error)
{
	if (load(compared, PGL_OLD, old, error))
		return -1;
	if (load(compared, PGL_NEW, new, error)) {
		unload(compared, PGL_OLD);
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
		unload(compared, side);
}
