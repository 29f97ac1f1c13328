/* Which bytes of an ELF file come from inlined functions, by its debug information (libdw).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DWARF_COPIES_H
#define PGL_DWARF_COPIES_H

#include <stdbool.h>

#include "formats/byte-range.h"

/* Receives a piece of code: bytes START to END (exclusive) of a section. NAME is the assembler name, or else the
   source name, of the inlined function it comes from; NULL: the function's own code. A function inlined into
   another comes after it, so the last piece that covers a byte is right. COPY numbers the inlined copies from 1;
   one may have several pieces. PARENT is the copy that contains it, or 0. */
typedef void pgl_dwarf_piece(void *context, uint32_t section, uint64_t start, uint64_t end,
			     const char *name, uint64_t copy, uint64_t parent);

/* Reads the ELF file RANGE. False: no readable debug information. */
bool pgl_dwarf_copies(const struct pgl_range *range, pgl_dwarf_piece *piece, void *context);

#endif
