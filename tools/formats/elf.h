/* Sections and symbol tables of an ELF file of any class and byte order, bounds checked. Only formats/ includes
   <elf.h>.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FORMATS_ELF_H
#define PGL_FORMATS_ELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "formats/byte-range.h"

struct pgl_elf {
	const struct pgl_range *range; /* borrowed */
	bool is_64, is_big_endian;
	bool is_object; /* relocatable: what a compiler writes; else linked */
	uint64_t n_sections;
	/* The table of sections, and the names in it. */
	uint64_t table, entry_size, names, names_size;
};

struct pgl_elf_section {
	uint32_t type; /* SHT_... */
	uint64_t flags;
	uint64_t offset, size; /* within the file, if has_data */
	uint64_t entry_size;
	uint64_t address; /* when it is loaded */
	uint32_t link, info;
	bool has_data;	    /* has bytes in the file */
	bool is_compressed; /* SHF_COMPRESSED */
	uint64_t name;	    /* see pgl_elf_is_named() */
};

/* An entry of a table of symbols. */
struct pgl_elf_symbol {
	uint32_t name;
	unsigned char type, binding; /* STT_..., STB_... */
	uint32_t section;	     /* as it stands there: may be SHN_XINDEX */
	uint64_t value, size;
};

/* True if the N bytes START begin an ELF file. */
bool pgl_elf_begins(const void *start, size_t n);
/* Reads the header of RANGE. Returns 0, or -1 with ERROR set: not a whole ELF file. */
int pgl_elf_open(struct pgl_elf *elf, const struct pgl_range *range, struct pgl_error *error);
/* Section I, below n_sections; what has_data is within the file. Returns 0, or -1 with ERROR set. */
int pgl_elf_section(const struct pgl_elf *elf, uint64_t i, struct pgl_elf_section *section,
		    struct pgl_error *error);
/* True if SECTION is called NAME. False if its name is out of bounds. */
bool pgl_elf_is_named(const struct pgl_elf *elf, const struct pgl_elf_section *section,
		      const char *name);
/* The name of SECTION, to be freed; "" if it is out of bounds. */
char *pgl_elf_name(const struct pgl_elf *elf, const struct pgl_elf_section *section);
/* The bytes of SECTION followed by a NUL, to be freed. NULL: it has none, is compressed, or is larger than any
   symbol table. */
unsigned char *pgl_elf_bytes(const struct pgl_elf *elf, const struct pgl_elf_section *section);
/* True if the entries of TABLE, a section, are long enough for symbols. */
bool pgl_elf_fits_symbols(const struct pgl_elf *elf, const struct pgl_elf_section *table);
/* Symbol I of TABLE, whose BYTES are those of pgl_elf_bytes(). */
struct pgl_elf_symbol pgl_elf_symbol(const struct pgl_elf *elf, const struct pgl_elf_section *table,
				     const unsigned char *bytes, uint64_t i);
/* The unsigned number of N_BYTES (at most 8) at BYTES, in ELF's byte order. */
uint64_t pgl_elf_number(const struct pgl_elf *elf, const unsigned char *bytes, unsigned n_bytes);

/* Adds the loaded contents of the program or shared library at PATH to DIGEST, and the size of its .text to *TEXT.
   Notes are left out: the build ID depends on debug information, too. False: neither a program nor a library;
   nothing was added. */
bool pgl_elf_program(const char *path, struct pgl_digest *digest, uint64_t *text);

struct pgl_symbol {
	const char *name; /* within the table's names */
	uint64_t size;
};

struct pgl_symbols {
	char *names;
	struct pgl_symbol *item; /* functions, by name */
	size_t n;
};

/* Reads the functions that the file at PATH defines. False: not a readable ELF file, or without a symbol table;
   nothing is kept. */
bool pgl_symbols_read(struct pgl_symbols *symbols, const char *path);
void pgl_symbols_release(struct pgl_symbols *symbols);
/* The size of function NAME. False: no or several functions have that name. */
bool pgl_symbols_size(const struct pgl_symbols *symbols, const char *name, uint64_t *ret);

/* The bytes of .text in the program, library or object at PATH; for an object, of all its code sections
   (.text.unlikely, one per function ...), which a linker joins into .text. False: not a readable ELF file. */
bool pgl_elf_text(const char *path, uint64_t *ret);

#endif
