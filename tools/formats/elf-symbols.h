/* How many bytes the functions of an object have, from its symbol table.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ELF_SYMBOLS_H
#define PGL_ELF_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pgl_symbol {
	const char *name; /* within the table's names */
	uint64_t size;
};

struct pgl_symbols {
	char *names;
	struct pgl_symbol *item; /* functions, by name */
	size_t n;
};

/* Reads the functions that the file at PATH defines. False: it is no ELF file that can be read, or has
   no symbol table; nothing is kept. */
bool pgl_symbols_read(struct pgl_symbols *symbols, const char *path);
void pgl_symbols_release(struct pgl_symbols *symbols);
/* The size of the function NAME. False: there is none, or there are several. */
bool pgl_symbols_size(const struct pgl_symbols *symbols, const char *name, uint64_t *ret);

#endif
