/* Which bytes of an ELF file come from inlined bodies, by its debug information. The only part of the tool that
   knows DWARF (libdw).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DWARF_COPIES_H
#define PGL_DWARF_COPIES_H

#include <stdbool.h>

#include "formats/byte-range.h"

/* Is told of a piece of code: bytes START to END (not included) of the section of that number. NAME: the
   assembler name, or else the source's, of the function whose inlined body it comes from, or NULL: a function's
   own text. A body inlined into another comes after that one and stands within it, so that what is told last of
   a byte is true. COPY numbers the inlined bodies from 1; one may have several pieces.
   PARENT is the one that it stands in, or 0. */
typedef void pgl_dwarf_piece(void *context, uint32_t section, uint64_t start, uint64_t end,
			     const char *name, uint64_t copy, uint64_t parent);

/* Reads the ELF file RANGE. False: it has no debug information that can be read. */
bool pgl_dwarf_copies(const struct pgl_range *range, pgl_dwarf_piece *piece, void *context);

#endif
