/* What the files that make a struct pgl_size share.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SIZE_INTERNAL_H
#define PGL_SIZE_INTERNAL_H

#include "costs/size.h"

/* The number of the function that has SYMBOL, of a file UNIT (NULL: seen everywhere); PGL_NONE: there is none. */
uint32_t pgl_size_find(const struct pgl_size *size, const char *symbol, const char *unit);
/* What is inlined in FUNCTION of that callee, by its name's number; made if it is not there. */
struct pgl_size_copy *pgl_size_copy_of(struct pgl_size *size, uint32_t function, uint32_t callee);

/* The sections of functions by their records: assembler name -> enum pgl_heat. */
struct pgl_size_placed {
	struct pgl_intern names; /* each with its NUL */
	unsigned char *heat;	 /* by name's number */
	size_t room;
};

void pgl_size_placed_init(struct pgl_size_placed *placed, const struct pgl_build *build);
void pgl_size_placed_release(struct pgl_size_placed *placed);
/* Where SYMBOL stands; PGL_HEAT_N: the records do not say. */
enum pgl_heat pgl_size_placed_of(struct pgl_size_placed *placed, const char *symbol);

/* Adds what COMPARED's records know of the functions of SIZE. */
void pgl_size_add_records(struct pgl_size *size, const struct pgl_compared *compared);

#endif
