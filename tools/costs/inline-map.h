/* Finds the inlined bodies that contain an instruction of a program, from its debug information.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INLINE_MAP_H
#define PGL_INLINE_MAP_H

#include "formats/elf-layout.h"
#include "base/intern.h"

struct pgl_inline_map {
	bool has_dwarf;
	struct pgl_layout layout; /* each byte is marked with an inlined body, or 0 */
	struct pgl_inline_copy {
		uint32_t name, parent; /* number of a name; body around it, or 0 */
	} * copies;		       /* by number, from 1 */
	size_t n_copies, room;
	struct pgl_intern names; /* names of inlined functions, each with its NUL */
	struct pgl_intern keys;	 /* names of functions: the symbol, and C++'s text for it */
	uint32_t *first;	 /* by key: its first pair */
	struct pgl_inline_pair {
		uint32_t function, next; /* of the layout; next pair of the key */
	} * pairs;
	size_t n_pairs, room_pairs, room_first;
};

/* Reads the program or library at PATH; MAP stays empty if that cannot be read. Release MAP. */
void pgl_inline_map_init(struct pgl_inline_map *map, const char *path);
void pgl_inline_map_release(struct pgl_inline_map *map);

/* The function called NAME that contains the instruction at ADDRESS at byte OFFSET; NULL: none, or several. ADDRESS
   may be that of the loaded program, whole pages away from what the file says. */
const struct pgl_layout_function *pgl_inline_map_find(const struct pgl_inline_map *map,
						      const char *name, uint64_t offset,
						      uint64_t address);
/* The innermost inlined body that contains byte OFFSET of FUNCTION, or 0. */
uint32_t pgl_inline_map_at(const struct pgl_inline_map *map,
			   const struct pgl_layout_function *function, uint64_t offset);
/* The function that COPY, a body's number, is a copy of; "?" if not known. Owned by MAP. */
const char *pgl_inline_map_name(const struct pgl_inline_map *map, uint32_t copy);

#endif
