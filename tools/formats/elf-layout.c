/* See elf-layout.h. BFD decides which sections size(1) lists: not those it reads
   into its own tables.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/elf-layout.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "formats/elf.h"
#include "base/order.h"
#include "base/xalloc.h"

/* Larger code sections are not marked: marking takes four times the memory of the section. */
#define CODE_LIMIT ((uint64_t)1 << 29)

/* A function before those that share bytes are told apart. */
struct claim {
	struct pgl_layout_function function;
	unsigned rank; /* of its binding: the smaller one gives the name */
};

struct reader {
	struct pgl_layout *layout;
	const struct pgl_elf *elf;
	struct pgl_elf_section *raw; /* by number */
	uint64_t symtab;	     /* the number of the one that linkers read; 0: there is none */
	struct claim *claims;
	size_t n, room;
};

/* Sections ------------------------------------------------------------------------------------- */

/* True if BFD treats SECTION as the relocations of another section. */
static bool is_hidden_relocation(const struct reader *reader, const struct pgl_elf_section *section)
{
	if ((!reader->layout->is_object && section->flags & SHF_ALLOC) ||
	    section->flags & SHF_COMPRESSED || section->link == SHN_UNDEF ||
	    section->link != reader->symtab || section->info == SHN_UNDEF ||
	    section->info >= reader->elf->n_sections)
		return false;
	uint32_t of = reader->raw[section->info].type;

	return of != SHT_REL && of != SHT_RELA;
}

static bool is_listed(const struct reader *reader, uint64_t i)
{
	const struct pgl_elf_section *section = &reader->raw[i];

	switch (section->type) {
	case SHT_NULL:
	case SHT_SYMTAB_SHNDX: return false;
	case SHT_SYMTAB: return i != reader->symtab;
	case SHT_REL:
	case SHT_RELA: return !is_hidden_relocation(reader, section);
	case SHT_STRTAB:
		/* The sections' own names, and those of the symbols. */
		return !(section->offset == reader->elf->names &&
			 section->size == reader->elf->names_size) &&
		       !(reader->symtab && reader->raw[reader->symtab].link == i);
	default: return true;
	}
}

static int read_sections(struct reader *reader, struct pgl_error *error)
{
	struct pgl_layout *layout = reader->layout;
	uint64_t n = reader->elf->n_sections;

	reader->raw = pgl_xcalloc((size_t)n + 1, sizeof *reader->raw);
	layout->sections = pgl_xcalloc((size_t)n + 1, sizeof *layout->sections);
	layout->owners = pgl_xcalloc((size_t)n + 1, sizeof *layout->owners);
	layout->n_sections = (size_t)n;
	for (uint64_t i = 0; i < n; i++) {
		if (pgl_elf_section(reader->elf, i, &reader->raw[i], error))
			return -1;
		if (reader->raw[i].type == SHT_SYMTAB && !reader->symtab)
			reader->symtab = i;
	}
	for (uint64_t i = 0; i < n; i++) {
		const struct pgl_elf_section *raw = &reader->raw[i];

		layout->sections[i] = (struct pgl_layout_section){
			.name = pgl_elf_name(reader->elf, raw),
			.size = raw->size,
			.address = layout->is_object ? 0 : raw->address,
			.is_listed = is_listed(reader, i),
			.is_code = raw->flags & SHF_ALLOC && raw->flags & SHF_EXECINSTR &&
				   raw->type != SHT_NULL};
	}
	return 0;
}

/* Functions ------------------------------------------------------------------------------------ */

/* The numbers of sections that do not fit into the table of symbols NUMBER; or NULL. SIZE: theirs. */
static unsigned char *read_large_numbers(const struct reader *reader, uint64_t number,
					 uint64_t *size)
{
	for (uint64_t i = 0; i < reader->elf->n_sections; i++)
		if (reader->raw[i].type == SHT_SYMTAB_SHNDX && reader->raw[i].link == number) {
			*size = reader->raw[i].size;
			return pgl_elf_bytes(reader->elf, &reader->raw[i]);
		}
	*size = 0;
	return NULL;
}

static void add_claim(struct reader *reader, const char *name, const char *file, uint64_t section,
		      uint64_t value, uint64_t size, unsigned binding)
{
	const struct pgl_layout *layout = reader->layout;

	if (section >= layout->n_sections || !layout->sections[section].is_code || !size)
		return;
	const struct pgl_layout_section *in = &layout->sections[section];

	value -= in->address;
	if (value >= in->size)
		return;
	PGL_GROW(reader->claims, reader->n, reader->room);
	reader->claims[reader->n++] = (struct claim){
		.function = {.name = name,
			     .file = binding == STB_LOCAL ? file : NULL,
			     .section = (uint32_t)section,
			     .start = value,
			     .size = size < in->size - value ? size : in->size - value},
		.rank = binding == STB_LOCAL  ? 2
			: binding == STB_WEAK ? 1
					      : 0};
}

static void read_symbols(struct reader *reader, uint64_t number)
{
	const struct pgl_elf *elf = reader->elf;
	const struct pgl_elf_section *table = &reader->raw[number];
	uint64_t large_size = 0;
	const char *file = NULL;

	if (!pgl_elf_fits_symbols(elf, table) || table->link >= elf->n_sections)
		return;
	const struct pgl_elf_section *names = &reader->raw[table->link];
	unsigned char *bytes = pgl_elf_bytes(elf, table);
	unsigned char *large = read_large_numbers(reader, number, &large_size);

	reader->layout->names = (char *)pgl_elf_bytes(elf, names);
	reader->layout->has_symbols = bytes && reader->layout->names;
	for (uint64_t i = 0; reader->layout->has_symbols && i < table->size / table->entry_size;
	     i++) {
		struct pgl_elf_symbol symbol = pgl_elf_symbol(elf, table, bytes, i);
		uint64_t section = symbol.section;

		if (symbol.name >= names->size)
			continue;
		const char *name = reader->layout->names + symbol.name;

		if (symbol.type == STT_FILE)
			file = name;
		if (symbol.type != STT_FUNC && symbol.type != STT_GNU_IFUNC)
			continue;
		if (section == SHN_XINDEX)
			section = large && i < large_size / 4
					  ? pgl_elf_number(elf, large + 4 * i, 4)
					  : SHN_UNDEF;
		else if (section >= SHN_LORESERVE)
			section = SHN_UNDEF;
		add_claim(reader, name, file, section, symbol.value, symbol.size, symbol.binding);
	}
	free(bytes);
	free(large);
}

static int compare_claims(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	const struct pgl_layout_function *f = &x->function, *g = &y->function;

	if (f->section != g->section)
		return PGL_COMPARE(f->section, g->section);
	if (f->start != g->start)
		return PGL_COMPARE(f->start, g->start);
	if (f->size != g->size)
		return PGL_COMPARE(g->size, f->size);
	return x->rank != y->rank ? PGL_COMPARE(x->rank, y->rank) : strcmp(f->name, g->name);
}

static void settle(struct reader *reader)
{
	struct pgl_layout *layout = reader->layout;
	uint64_t end = 0;

	if (!reader->n)
		return;
	qsort(reader->claims, reader->n, sizeof *reader->claims, compare_claims);
	layout->functions = pgl_xcalloc(reader->n, sizeof *layout->functions);
	for (size_t i = 0; i < reader->n; i++) {
		struct pgl_layout_function function = reader->claims[i].function;

		if (!i || reader->claims[i - 1].function.section != function.section)
			end = 0;
		if (function.start + function.size <= end)
			continue;
		if (function.start < end) {
			function.size -= end - function.start;
			function.start = end;
		}
		end = function.start + function.size;
		layout->functions[layout->n_functions++] = function;
	}
}

int pgl_layout_read(struct pgl_layout *layout, const struct pgl_range *range,
		    struct pgl_error *error)
{
	struct pgl_elf elf;
	struct reader reader = {.layout = layout, .elf = &elf};
	int failed;

	*layout = (struct pgl_layout){.names = NULL};
	failed = pgl_elf_open(&elf, range, error);
	layout->is_object = !failed && elf.is_object;
	if (!failed)
		failed = read_sections(&reader, error);
	uint64_t table = reader.symtab;

	for (uint64_t i = 0; !failed && !table && i < elf.n_sections; i++)
		if (reader.raw[i].type == SHT_DYNSYM)
			table = i;
	if (!failed && table)
		read_symbols(&reader, table);
	if (!failed)
		settle(&reader);
	else
		pgl_layout_release(layout);
	free(reader.raw);
	free(reader.claims);
	return failed;
}

void pgl_layout_release(struct pgl_layout *layout)
{
	for (size_t i = 0; i < layout->n_sections; i++) {
		free(layout->sections[i].name);
		free(layout->owners[i]);
	}
	free(layout->sections);
	free(layout->owners);
	free(layout->functions);
	free(layout->names);
	*layout = (struct pgl_layout){.names = NULL};
}

bool pgl_layout_can_mark(const struct pgl_layout *layout, uint32_t section, uint64_t start)
{
	return section < layout->n_sections && layout->sections[section].is_code &&
	       layout->sections[section].size <= CODE_LIMIT &&
	       start < layout->sections[section].size;
}

void pgl_layout_mark(struct pgl_layout *layout, uint32_t section, uint64_t start, uint64_t end,
		     uint32_t owner)
{
	if (!pgl_layout_can_mark(layout, section, start))
		return;
	uint64_t size = layout->sections[section].size;
	uint32_t **owners = &layout->owners[section];

	if (!*owners)
		*owners = pgl_xcalloc((size_t)size, sizeof **owners);
	for (uint64_t i = start; i < end && i < size; i++)
		(*owners)[i] = owner;
}
