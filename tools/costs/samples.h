/* Stacks of the samples that perf took of one or two builds' runs, with the bodies that were inlined.

   A body is a frame whether it is inlined in this build or called: that is the program's source, and the same in
   both builds, so that the stacks of OLD and NEW compare. Inlined bodies come from the debug information of the programs
   where that can be read, else from perf if it printed any. Clones and parts go by their function's name, and a part
   that its own function called is no frame of its own.

   Each sample counts 1, in exactly one stack.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FLAME_H
#define PGL_FLAME_H

#include "compare/identity.h"
#include "costs/inline-map.h"

struct pgl_flame_stack {
	const char *text; /* "main;f;g", what parts frames and lines replaced */
	uint64_t n[PGL_SIDES];
};

struct pgl_flame {
	struct pgl_flame_stack *stacks; /* by text */
	size_t n;
	uint64_t n_samples[PGL_SIDES];
	/* Of them, in programs and libraries without debug information that can be read. */
	uint64_t n_without[PGL_SIDES];
	/* Private. */
	struct pgl_intern texts, objects;
	struct pgl_inline_map *maps; /* by object */
	size_t room, room_maps;
};

/* Reads OLD's and NEW's PATHS, of what `perf script` printed; OLD's may be NULL. 0, or -1 with ERROR set and nothing
   kept. */
int pgl_flame_init(struct pgl_flame *flame, const char *const *paths, struct pgl_error *error);
void pgl_flame_release(struct pgl_flame *flame);

#endif
