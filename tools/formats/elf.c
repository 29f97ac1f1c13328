/* See elf.h. Fields are read by their offsets in the structs of <elf.h>, whose members have the same names in
   both classes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/elf.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/order.h"
#include "base/xalloc.h"

/* More than any linker writes; a file that claims more is refused. */
#define SECTIONS_LIMIT ((uint64_t)1 << 22)
/* Larger than any symbol table; a larger one is not read. */
#define TABLE_LIMIT ((uint64_t)1 << 30)
/* A longer section name is cut off. */
#define NAME_LIMIT ((uint64_t)1 << 16)

/* Member FIELD of a struct Elf32_WHAT or Elf64_WHAT that stands in BYTES. */
#define FIELD(elf, bytes, what, field)                                                             \
	((elf)->is_64 ? pgl_elf_number(elf, (bytes) + offsetof(Elf64_##what, field),               \
				       sizeof((Elf64_##what *)0)->field)                           \
		      : pgl_elf_number(elf, (bytes) + offsetof(Elf32_##what, field),               \
				       sizeof((Elf32_##what *)0)->field))

uint64_t pgl_elf_number(const struct pgl_elf *elf, const unsigned char *bytes, unsigned n_bytes)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < n_bytes; i++)
		value = value << 8 | bytes[elf->is_big_endian ? i : n_bytes - 1 - i];
	return value;
}

bool pgl_elf_begins(const void *start, size_t n)
{
	return n >= SELFMAG && !memcmp(start, ELFMAG, SELFMAG);
}

static int wrong(const struct pgl_elf *elf, const char *why, struct pgl_error *error)
{
	return pgl_error_set(error, "%s: not a whole ELF file: %s", elf->range->name, why);
}

/* The raw header of section I. */
static int read_entry(const struct pgl_elf *elf, uint64_t i, unsigned char *bytes,
		      struct pgl_error *error)
{
	return pgl_range_read(elf->range, elf->table + i * elf->entry_size, bytes,
			      elf->is_64 ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr), error);
}

/* Counts too large for the file header are in the first section header. */
static int open_table(struct pgl_elf *elf, uint64_t names_at, struct pgl_error *error)
{
	unsigned char first[sizeof(Elf64_Shdr)];
	struct pgl_elf_section names;

	if (elf->entry_size < (elf->is_64 ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr)))
		return wrong(elf, "the entries of its table of sections are too short", error);
	if (!pgl_range_has(elf->range, elf->table, elf->entry_size))
		return wrong(elf, "its table of sections is cut off", error);
	if (read_entry(elf, 0, first, error))
		return -1;
	if (!elf->n_sections)
		elf->n_sections = FIELD(elf, first, Shdr, sh_size);
	if (names_at == SHN_XINDEX)
		names_at = FIELD(elf, first, Shdr, sh_link);
	if (elf->n_sections > SECTIONS_LIMIT)
		return wrong(elf, "it claims too many sections", error);
	if (!pgl_range_has(elf->range, elf->table, elf->n_sections * elf->entry_size))
		return wrong(elf, "its table of sections is cut off", error);
	if (names_at == SHN_UNDEF)
		return 0; /* nothing has a name */
	if (names_at >= elf->n_sections)
		return wrong(elf, "the names of its sections are missing", error);
	if (pgl_elf_section(elf, names_at, &names, error))
		return -1;
	elf->names = names.offset;
	elf->names_size = names.has_data ? names.size : 0;
	return 0;
}

int pgl_elf_open(struct pgl_elf *elf, const struct pgl_range *range, struct pgl_error *error)
{
	unsigned char header[sizeof(Elf64_Ehdr)];

	*elf = (struct pgl_elf){.range = range};
	if (!pgl_range_has(range, 0, EI_NIDENT))
		return wrong(elf, "it is cut off", error);
	if (pgl_range_read(range, 0, header, EI_NIDENT, error))
		return -1;
	if (header[EI_CLASS] != ELFCLASS32 && header[EI_CLASS] != ELFCLASS64)
		return wrong(elf, "it is neither of 32 nor of 64 bits", error);
	if (header[EI_DATA] != ELFDATA2LSB && header[EI_DATA] != ELFDATA2MSB)
		return wrong(elf, "its byte order is unknown", error);
	elf->is_64 = header[EI_CLASS] == ELFCLASS64;
	elf->is_big_endian = header[EI_DATA] == ELFDATA2MSB;
	size_t size = elf->is_64 ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr);

	if (!pgl_range_has(range, 0, size))
		return wrong(elf, "it is cut off", error);
	if (pgl_range_read(range, 0, header, size, error))
		return -1;
	elf->is_object = FIELD(elf, header, Ehdr, e_type) == ET_REL;
	elf->table = FIELD(elf, header, Ehdr, e_shoff);
	elf->entry_size = FIELD(elf, header, Ehdr, e_shentsize);
	elf->n_sections = FIELD(elf, header, Ehdr, e_shnum);
	if (!elf->table) {
		elf->n_sections = 0;
		return 0; /* sstrip(1) and the like: no sections at all */
	}
	return open_table(elf, FIELD(elf, header, Ehdr, e_shstrndx), error);
}

int pgl_elf_section(const struct pgl_elf *elf, uint64_t i, struct pgl_elf_section *section,
		    struct pgl_error *error)
{
	unsigned char entry[sizeof(Elf64_Shdr)];

	if (read_entry(elf, i, entry, error))
		return -1;
	*section = (struct pgl_elf_section){
		.type = (uint32_t)FIELD(elf, entry, Shdr, sh_type),
		.flags = FIELD(elf, entry, Shdr, sh_flags),
		.offset = FIELD(elf, entry, Shdr, sh_offset),
		.size = FIELD(elf, entry, Shdr, sh_size),
		.entry_size = FIELD(elf, entry, Shdr, sh_entsize),
		.address = FIELD(elf, entry, Shdr, sh_addr),
		.link = (uint32_t)FIELD(elf, entry, Shdr, sh_link),
		.info = (uint32_t)FIELD(elf, entry, Shdr, sh_info),
		.name = FIELD(elf, entry, Shdr, sh_name),
	};
	section->has_data = section->type != SHT_NOBITS && section->type != SHT_NULL;
	section->is_compressed = section->flags & SHF_COMPRESSED;
	if (section->has_data && !pgl_range_has(elf->range, section->offset, section->size))
		return wrong(elf, "a section of it is cut off", error);
	return 0;
}

bool pgl_elf_is_named(const struct pgl_elf *elf, const struct pgl_elf_section *section,
		      const char *name)
{
	size_t size = strlen(name) + 1;
	char found[64];
	struct pgl_error ignored;

	return size <= sizeof found && section->name <= elf->names_size &&
	       size <= elf->names_size - section->name &&
	       !pgl_range_read(elf->range, elf->names + section->name, found, size, &ignored) &&
	       !memcmp(found, name, size);
}

char *pgl_elf_name(const struct pgl_elf *elf, const struct pgl_elf_section *section)
{
	uint64_t left = section->name < elf->names_size ? elf->names_size - section->name : 0;
	char *name;

	if (left > NAME_LIMIT)
		left = NAME_LIMIT;
	/* Most names are short. */
	for (uint64_t size = left < 64 ? left : 64;; size = left) {
		struct pgl_error ignored;

		name = pgl_xcalloc((size_t)size + 1, 1);
		if (size && pgl_range_read(elf->range, elf->names + section->name, name,
					   (size_t)size, &ignored))
			*name = '\0';
		if (size == left || memchr(name, '\0', (size_t)size))
			return name;
		free(name);
	}
}

unsigned char *pgl_elf_bytes(const struct pgl_elf *elf, const struct pgl_elf_section *section)
{
	struct pgl_error ignored;
	unsigned char *bytes;

	if (!section->has_data || section->is_compressed || section->size > TABLE_LIMIT)
		return NULL;
	bytes = pgl_xmalloc((size_t)section->size + 1);
	bytes[section->size] = '\0';
	if (!pgl_range_read(elf->range, section->offset, bytes, (size_t)section->size, &ignored))
		return bytes;
	free(bytes);
	return NULL;
}

bool pgl_elf_fits_symbols(const struct pgl_elf *elf, const struct pgl_elf_section *table)
{
	return table->entry_size >= (elf->is_64 ? sizeof(Elf64_Sym) : sizeof(Elf32_Sym));
}

struct pgl_elf_symbol pgl_elf_symbol(const struct pgl_elf *elf, const struct pgl_elf_section *table,
				     const unsigned char *bytes, uint64_t i)
{
	const unsigned char *entry = bytes + i * table->entry_size;
	unsigned char info = (unsigned char)FIELD(elf, entry, Sym, st_info);

	/* Both classes have the parts of this number at the same bits. */
	return (struct pgl_elf_symbol){.name = (uint32_t)FIELD(elf, entry, Sym, st_name),
				       .type = ELF64_ST_TYPE(info),
				       .binding = ELF64_ST_BIND(info),
				       .section = (uint32_t)FIELD(elf, entry, Sym, st_shndx),
				       .value = FIELD(elf, entry, Sym, st_value),
				       .size = FIELD(elf, entry, Sym, st_size)};
}

static bool add_bytes(const struct pgl_range *range, const struct pgl_elf_section *section,
		      struct pgl_digest *digest)
{
	struct pgl_error ignored;
	char buffer[16384];

	for (uint64_t at = 0; at < section->size;) {
		uint64_t left = section->size - at;
		size_t n = left < sizeof buffer ? (size_t)left : sizeof buffer;

		if (pgl_range_read(range, section->offset + at, buffer, n, &ignored))
			return false;
		pgl_digest_add(digest, buffer, n);
		at += n;
	}
	return true;
}

/* Opens the ELF file at PATH; RANGE is all of it. Returns a file to close, or -1: not a readable ELF file. */
static int open_elf(const char *path, struct pgl_range *range, struct pgl_elf *elf)
{
	/* Opening a pipe must not wait for its writer. */
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	unsigned char start[SELFMAG];
	struct pgl_error ignored;
	struct stat status;

	if (file < 0)
		return -1;
	if (!fstat(file, &status) && S_ISREG(status.st_mode) &&
	    !pgl_range_of_file(range, file, path, &ignored) &&
	    !pgl_range_read(range, 0, start, sizeof start, &ignored) &&
	    pgl_elf_begins(start, sizeof start) && !pgl_elf_open(elf, range, &ignored))
		return file;
	close(file);
	return -1;
}

/* Returns false if a section cannot be read; DIGEST is then in no defined state. */
static bool add_loaded(const struct pgl_elf *elf, struct pgl_digest *digest, uint64_t *text)
{
	struct pgl_error ignored;

	for (uint64_t i = 0; i < elf->n_sections; i++) {
		struct pgl_elf_section section;

		if (pgl_elf_section(elf, i, &section, &ignored))
			return false;
		if (!(section.flags & SHF_ALLOC) || section.type == SHT_NOTE)
			continue;
		if (pgl_elf_is_named(elf, &section, ".text"))
			*text += section.size;
		pgl_digest_add(digest, &section.flags, sizeof section.flags);
		pgl_digest_add(digest, &section.size, sizeof section.size);
		if (section.has_data && !add_bytes(elf->range, &section, digest))
			return false;
	}
	return true;
}

bool pgl_elf_program(const char *path, struct pgl_digest *digest, uint64_t *text)
{
	struct pgl_digest changed = *digest;
	struct pgl_range range;
	struct pgl_elf elf;
	uint64_t bytes = 0;
	int file = open_elf(path, &range, &elf);

	if (file < 0)
		return false;
	bool is_program = !elf.is_object && add_loaded(&elf, &changed, &bytes);

	close(file);
	if (is_program) {
		*digest = changed;
		*text += bytes;
	}
	return is_program;
}

static int compare_symbols(const void *a, const void *b)
{
	const struct pgl_symbol *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : PGL_COMPARE(x->size, y->size);
}

static void read_table(struct pgl_symbols *symbols, const struct pgl_elf *elf,
		       const struct pgl_elf_section *table)
{
	struct pgl_elf_section names;
	struct pgl_error ignored;
	unsigned char *bytes;
	size_t room = 0;

	if (!pgl_elf_fits_symbols(elf, table) || table->link >= elf->n_sections ||
	    pgl_elf_section(elf, table->link, &names, &ignored))
		return;
	symbols->names = (char *)pgl_elf_bytes(elf, &names);
	bytes = pgl_elf_bytes(elf, table);
	for (uint64_t i = 0; symbols->names && bytes && i < table->size / table->entry_size; i++) {
		struct pgl_elf_symbol entry = pgl_elf_symbol(elf, table, bytes, i);

		if ((entry.type != STT_FUNC && entry.type != STT_GNU_IFUNC) ||
		    entry.section == SHN_UNDEF || entry.name >= names.size)
			continue;
		PGL_GROW(symbols->item, symbols->n, room);
		symbols->item[symbols->n++] = (struct pgl_symbol){
			.name = symbols->names + entry.name, .size = entry.size};
	}
	free(bytes);
	if (symbols->n)
		qsort(symbols->item, symbols->n, sizeof *symbols->item, compare_symbols);
}

bool pgl_symbols_read(struct pgl_symbols *symbols, const char *path)
{
	struct pgl_elf_section section;
	struct pgl_error ignored;
	struct pgl_range range;
	struct pgl_elf elf;
	int file = open_elf(path, &range, &elf);

	*symbols = (struct pgl_symbols){.item = NULL};
	if (file < 0)
		return false;
	for (uint64_t i = 0; i < elf.n_sections; i++)
		if (!pgl_elf_section(&elf, i, &section, &ignored) && section.type == SHT_SYMTAB) {
			read_table(symbols, &elf, &section);
			break;
		}
	close(file);
	return symbols->names != NULL;
}

void pgl_symbols_release(struct pgl_symbols *symbols)
{
	free(symbols->names);
	free(symbols->item);
	*symbols = (struct pgl_symbols){.item = NULL};
}

bool pgl_symbols_size(const struct pgl_symbols *symbols, const char *name, uint64_t *ret)
{
	size_t from = 0, to = symbols->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(symbols->item[middle].name, name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == symbols->n || strcmp(symbols->item[from].name, name) ||
	    (from + 1 < symbols->n && !strcmp(symbols->item[from + 1].name, name)))
		return false;
	*ret = symbols->item[from].size;
	return true;
}

bool pgl_elf_text(const char *path, uint64_t *ret)
{
	struct pgl_elf_section section;
	struct pgl_error ignored;
	struct pgl_range range;
	struct pgl_elf elf;
	uint64_t bytes = 0, i = 0;
	int file = open_elf(path, &range, &elf);

	if (file < 0)
		return false;
	for (; i < elf.n_sections && !pgl_elf_section(&elf, i, &section, &ignored); i++)
		if (elf.is_object ? section.flags & SHF_ALLOC && section.flags & SHF_EXECINSTR
				  : pgl_elf_is_named(&elf, &section, ".text"))
			bytes += section.size;
	close(file);
	if (i < elf.n_sections)
		return false;
	*ret = bytes;
	return true;
}
