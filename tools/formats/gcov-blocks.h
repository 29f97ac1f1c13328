/* How often each block of a function ran, from the counters of some of its arcs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCOV_BLOCKS_H
#define PGL_GCOV_BLOCKS_H

#include "record/gcov.h"

/* What COUNTS say of the function whose flow graph NOTES has. */
struct pgl_gcov_blocks {
	uint64_t entered;
	uint32_t n, n_run; /* blocks, entry and exit left out */
	bool is_sound; /* every block's count could be worked out, and none came out below zero */
};

/* False: COUNTS is not of that flow graph. */
bool pgl_gcov_blocks(struct pgl_gcov_blocks *blocks, const struct pgl_gcov_function *notes,
		     const struct pgl_gcov_function *counts);

#endif
