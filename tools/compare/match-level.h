/* The base sites of two builds that stand equally deep in early-inlined bodies, by context and in
   the order of their function's code: what one round of pairing works on.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MATCH_LEVEL_H
#define PGL_MATCH_LEVEL_H

#include "compare/match.h"

/* The sites of one level on one side; equal contexts stand together. */
struct pgl_row {
	uint32_t *site, *context, n;
	uint32_t *before, *after; /* OLD's site of the nearest pair; PGL_NONE */
};

struct pgl_level {
	struct pgl_row row[PGL_SIDES];
	uint32_t n_contexts;
};

/* A level of the N[SIDE] sites at FROM[SIDE], whose parents are paired or will never be. */
void pgl_level_init(struct pgl_level *level, const struct pgl_match *match, uint32_t *const from[],
		    const uint32_t n[]);
void pgl_level_release(struct pgl_level *level);
/* Fills in BEFORE and AFTER of ROW, a side of a level, as the pairs are now. */
void pgl_row_find_neighbours(const struct pgl_match *match, int side, struct pgl_row *row);

#endif
