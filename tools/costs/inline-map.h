/* Which inlined bodies an instruction of a program is in, by its debug information.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INLINE_MAP_H
#define PGL_INLINE_MAP_H

#include "formats/elf-layout.h"
#include "base/intern.h"

struct pgl_inline_map {
	bool has_dwarf;
	struct pgl_layout layout; /* its bytes are marked with an inlined body; 0: none */
	struct pgl_inline_copy {
		uint32_t name, parent; /* a name's number; a body, or 0 */
	} * copies;		       /* by number; 0 is none */
	size_t n_copies, room;
	struct pgl_intern names; /* of inlined functions, each with its NUL */
	struct pgl_intern
		keys;	 /* what a function may be called: its symbol, and C++'s text for it */
	uint32_t *first; /* by key: a pair of it */
	struct pgl_inline_pair {
		uint32_t function, next; /* of the layout; another pair of the key */
	} * pairs;
	size_t n_pairs, room_pairs, room_first;
};

/* Reads the program or library at PATH. What can't be read is empty, and knows nothing. */
void pgl_inline_map_init(struct pgl_inline_map *map, const char *path);
void pgl_inline_map_release(struct pgl_inline_map *map);

/* The function of the layout that NAME means, OFFSET into which the instruction at ADDRESS is; NULL: none, or
   several. ADDRESS may be where it was loaded, by whole pages elsewhere than the file says. */
const struct pgl_layout_function *pgl_inline_map_find(const struct pgl_inline_map *map,
						      const char *name, uint64_t offset,
						      uint64_t address);
/* The innermost body that byte OFFSET of FUNCTION is in; 0: none. */
uint32_t pgl_inline_map_at(const struct pgl_inline_map *map,
			   const struct pgl_layout_function *function, uint64_t offset);
const char *pgl_inline_map_name(const struct pgl_inline_map *map, uint32_t copy);

#endif
