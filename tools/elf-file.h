/* An ELF file's sections: of 32 and 64 bits, of either byte order, none of its numbers trusted.

   The file is read into memory whole; sections and names point into it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ELF_FILE_H
#define PGL_ELF_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pgl_elf {
	unsigned char *bytes;
	size_t size;
	bool is_64, is_big; /* addresses of 64 bits; most significant byte first */
	uint64_t sections;  /* where their headers begin */
	uint32_t n_sections, header_size, names; /* NAMES: the section that holds sections' names */
};

struct pgl_elf_section {
	uint32_t name; /* in the section of names */
	uint32_t type, link;
	uint64_t entry_size;
	const unsigned char *bytes; /* NULL: it has none in the file */
	uint64_t size;
};

/* Reads the file at PATH. False: it can't be read, or is no ELF file with sections; nothing is kept. */
bool pgl_elf_open(struct pgl_elf *elf, const char *path);
void pgl_elf_release(struct pgl_elf *elf);
/* Section number INDEX; false: there is none, or it is not whole. */
bool pgl_elf_section(const struct pgl_elf *elf, uint32_t index, struct pgl_elf_section *ret);
/* The number of WIDTH bytes (1, 2, 4 or 8) at BYTES, which must be there. */
uint64_t pgl_elf_number(const struct pgl_elf *elf, const unsigned char *bytes, unsigned width);
/* The string at OFFSET of SECTION, or NULL. */
const char *pgl_elf_string(const struct pgl_elf_section *section, uint64_t offset);

#endif
