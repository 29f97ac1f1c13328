/* The two files of --measured OLD_FILE NEW_FILE, read and joined.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MEASURED_PAIR_H
#define PGL_MEASURED_PAIR_H

#include "costs/join.h"

/* A zeroed one is of no files. */
struct pgl_measured_pair {
	struct pgl_measured measured[PGL_SIDES];
	struct pgl_measured_join join;
};

/* Reads the measurements at PATHS, OLD's and NEW's, and joins them to the builds of IDENTITY. 0, or -1
   with ERROR set and nothing kept. */
int pgl_measured_pair_init(struct pgl_measured_pair *pair, const struct pgl_identity *identity,
			   const char *const *paths, struct pgl_error *error);
void pgl_measured_pair_release(struct pgl_measured_pair *pair);

/* The option, for the switches of struct TYPE, which holds the paths as MEMBER, const char *[2]. */
#define PGL_MEASURED_SWITCH(type, member)                                                          \
	PGL_PAIR(type, member, 0, "measured", "OLD_FILE NEW_FILE",                                 \
		 "read what a run of each build cost: the output of callgrind,\n"                  \
		 "cachegrind or perf script")

#endif
