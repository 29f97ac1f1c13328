/* Numbers byte strings 0, 1, 2 ... in order of first appearance; equal strings get the same number.

   Memory: as xalloc.h. SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INTERN_H
#define PGL_INTERN_H

#include <stddef.h>
#include <stdint.h>

/* A zeroed one is empty and usable. */
struct pgl_intern {
	unsigned char *bytes; /* all strings, one after the other */
	size_t *ends;	      /* where string I ends in BYTES */
	uint32_t *slots;      /* hash table: number + 1, or 0 */
	size_t n_slots, room, room_bytes;
	uint32_t n;
};

/* The number of the LENGTH bytes at DATA, which are added if new. */
uint32_t pgl_intern_add(struct pgl_intern *table, const void *data, size_t length);
/* The number of the LENGTH bytes at DATA, or UINT32_MAX if they were not added. */
uint32_t pgl_intern_find(const struct pgl_intern *table, const void *data, size_t length);
/* The bytes of string NUMBER, valid until the next string is added. */
static inline const void *pgl_intern_bytes(const struct pgl_intern *table, uint32_t number)
{
	return table->bytes + (number ? table->ends[number - 1] : 0);
}
/* Empties TABLE but keeps its memory. */
void pgl_intern_reset(struct pgl_intern *table);
/* Frees the memory; TABLE is empty and usable. */
void pgl_intern_release(struct pgl_intern *table);

#endif
