/* Stacks of the samples that perf took of one or two builds' runs, with the bodies that were inlined.

   A body is a frame whether it is inlined or called, as in the program's source, which makes the stacks of OLD and
   NEW comparable. Inlined bodies come from the programs' debug information where that can be read, else
   from perf if it printed any. Clones and parts have their function's name; a part that its own function
   calls has no frame. Each sample counts 1, in exactly one stack.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COSTS_SAMPLES_H
#define PGL_COSTS_SAMPLES_H

#include "compare/identity.h"
#include "costs/inline-map.h"

struct pgl_samples_stack {
	const char *text; /* "main;f;g"; separators and control characters in names are replaced */
	uint64_t n[PGL_SIDES];
};

struct pgl_samples {
	struct pgl_samples_stack *stacks; /* by text */
	size_t n;
	uint64_t n_samples[PGL_SIDES];
	/* Those in programs and libraries without readable debug information. */
	uint64_t n_without[PGL_SIDES];
	/* Private. */
	struct pgl_intern texts, objects;
	struct pgl_inline_map *maps; /* by object */
	size_t room, room_maps;
};

/* Reads PATHS, the output of `perf script` for OLD (may be NULL) and NEW. 0, or -1 with ERROR set and nothing
   kept. */
int pgl_samples_init(struct pgl_samples *flame, const char *const *paths, struct pgl_error *error);
void pgl_samples_release(struct pgl_samples *flame);

#endif
