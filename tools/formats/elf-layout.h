/* The layout of an ELF file: its sections as size(1) lists them, and the functions in its code.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ELF_LAYOUT_H
#define PGL_ELF_LAYOUT_H

#include <stdbool.h>

#include "formats/byte-range.h"

struct pgl_layout_section {
	char *name; /* owned */
	uint64_t size, address;
	bool is_listed; /* by `size -A`: not the tables of names, symbols and relocations that only linkers read */
	bool is_code; /* loaded, and executed */
};

/* The bytes of a function. If several names share them, a global symbol wins over a weak over a local one, then
   the first by name. Functions do not overlap: shared bytes belong to the first. */
struct pgl_layout_function {
	const char *name;     /* within NAMES */
	const char *file;     /* of a local one: the source's name in the symbol table; or NULL */
	uint32_t section;     /* its number in the file */
	uint64_t start, size; /* within the section */
};

struct pgl_layout {
	bool is_object;
	struct pgl_layout_section *sections; /* by their numbers in the file */
	size_t n_sections;
	bool has_symbols; /* there is a table of symbols, if only that of a shared library */
	struct pgl_layout_function *functions; /* by section, start */
	size_t n_functions;
	char *names; /* owned */
	/* The owner of each byte, by section. NULL: nothing in the section is marked. */
	uint32_t **owners;
};

/* Reads the ELF file RANGE. 0, or -1 with ERROR set and nothing kept: not a whole ELF file. */
int pgl_layout_read(struct pgl_layout *layout, const struct pgl_range *range,
		    struct pgl_error *error);
void pgl_layout_release(struct pgl_layout *layout);

/* True if SECTION is code that can be marked from START on; sections that are too large cannot. */
bool pgl_layout_can_mark(const struct pgl_layout *layout, uint32_t section, uint64_t start);
/* Marks the bytes START to END (exclusive) with OWNER, if they can be marked. */
void pgl_layout_mark(struct pgl_layout *layout, uint32_t section, uint64_t start, uint64_t end,
		     uint32_t owner);

#endif
