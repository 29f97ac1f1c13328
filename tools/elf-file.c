/* An ELF file's sections. See elf-file.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "elf-file.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "util/xalloc.h"
#include "util/banned.h"

uint64_t pgl_elf_number(const struct pgl_elf *elf, const unsigned char *bytes, unsigned width)
{
	uint64_t number = 0;

	for (unsigned i = 0; i < width; i++)
		number = number << 8 | bytes[elf->is_big ? i : width - 1 - i];
	return number;
}

/* The field of structure TYPE that starts at BYTES. */
#define FIELD(elf, bytes, type, field)                                                             \
	((elf)->is_64 ? pgl_elf_number((elf), (bytes) + offsetof(Elf64_##type, field),             \
				       sizeof((Elf64_##type *)0)->field)                           \
		      : pgl_elf_number((elf), (bytes) + offsetof(Elf32_##type, field),             \
				       sizeof((Elf32_##type *)0)->field))

static bool is_inside(const struct pgl_elf *elf, uint64_t offset, uint64_t size)
{
	return offset <= elf->size && size <= elf->size - offset;
}

static const unsigned char *section_header(const struct pgl_elf *elf, uint32_t index)
{
	return elf->bytes + elf->sections + (uint64_t)index * elf->header_size;
}

/* Reads what the file says of itself. */
static bool read_header(struct pgl_elf *elf)
{
	const unsigned char *header = elf->bytes;

	if (elf->size < sizeof(Elf32_Ehdr) || memcmp(header, ELFMAG, SELFMAG))
		return false;
	elf->is_64 = header[EI_CLASS] == ELFCLASS64;
	elf->is_big = header[EI_DATA] == ELFDATA2MSB;
	if (elf->is_64 && elf->size < sizeof(Elf64_Ehdr))
		return false;
	elf->sections = FIELD(elf, header, Ehdr, e_shoff);
	elf->header_size = (uint32_t)FIELD(elf, header, Ehdr, e_shentsize);
	elf->n_sections = (uint32_t)FIELD(elf, header, Ehdr, e_shnum);
	elf->names = (uint32_t)FIELD(elf, header, Ehdr, e_shstrndx);
	if (elf->header_size < (elf->is_64 ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr)) ||
	    !elf->sections || !is_inside(elf, elf->sections, elf->header_size))
		return false;
	/* Numbers too large for the header stand in the first section's. */
	if (!elf->n_sections)
		elf->n_sections = (uint32_t)FIELD(elf, section_header(elf, 0), Shdr, sh_size);
	if (elf->names == SHN_XINDEX)
		elf->names = (uint32_t)FIELD(elf, section_header(elf, 0), Shdr, sh_link);
	return is_inside(elf, elf->sections, (uint64_t)elf->n_sections * elf->header_size);
}

bool pgl_elf_open(struct pgl_elf *elf, const char *path)
{
	FILE *in = fopen(path, "re");
	char magic[SELFMAG];
	struct stat status;

	*elf = (struct pgl_elf){.bytes = NULL};
	if (!in)
		return false;
	if (!fstat(fileno(in), &status) && S_ISREG(status.st_mode) &&
	    fread(magic, 1, SELFMAG, in) == SELFMAG && !memcmp(magic, ELFMAG, SELFMAG) &&
	    !fseek(in, 0, SEEK_SET)) {
		elf->bytes = pgl_xmalloc((size_t)status.st_size);
		elf->size = fread(elf->bytes, 1, (size_t)status.st_size, in);
	}
	fclose(in);
	if (elf->bytes && read_header(elf))
		return true;
	pgl_elf_release(elf);
	return false;
}

void pgl_elf_release(struct pgl_elf *elf)
{
	free(elf->bytes);
	*elf = (struct pgl_elf){.bytes = NULL};
}

bool pgl_elf_section(const struct pgl_elf *elf, uint32_t index, struct pgl_elf_section *ret)
{
	struct pgl_elf_section section;
	uint64_t offset;

	if (index >= elf->n_sections)
		return false;
	const unsigned char *header = section_header(elf, index);

	section.name = (uint32_t)FIELD(elf, header, Shdr, sh_name);
	section.type = (uint32_t)FIELD(elf, header, Shdr, sh_type);
	section.link = (uint32_t)FIELD(elf, header, Shdr, sh_link);
	section.entry_size = FIELD(elf, header, Shdr, sh_entsize);
	section.size = FIELD(elf, header, Shdr, sh_size);
	offset = FIELD(elf, header, Shdr, sh_offset);
	section.bytes = NULL;
	if (section.type != SHT_NOBITS && section.type != SHT_NULL) {
		if (!is_inside(elf, offset, section.size))
			return false;
		section.bytes = elf->bytes + offset;
	}
	*ret = section;
	return true;
}

const char *pgl_elf_string(const struct pgl_elf_section *section, uint64_t offset)
{
	if (!section->bytes || offset >= section->size ||
	    !memchr(section->bytes + offset, '\0', (size_t)(section->size - offset)))
		return NULL;
	return (const char *)section->bytes + offset;
}
