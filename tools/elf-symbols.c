/* The functions of an object's symbol table. See elf-symbols.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "elf-symbols.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "util/order.h"
#include "util/xalloc.h"
#include "util/banned.h"

/* The parts of a symbol table's entry that matter here; both classes order them differently. */
struct entry {
	uint32_t name;
	unsigned char type;
	uint32_t section;
	uint64_t size;
};

static struct entry read_entry(const struct pgl_elf *elf, const unsigned char *at)
{
#define PART(field)                                                                                \
	(elf->is_64 ? pgl_elf_number(elf, at + offsetof(Elf64_Sym, field),                         \
				     sizeof((Elf64_Sym *)0)->field)                                \
		    : pgl_elf_number(elf, at + offsetof(Elf32_Sym, field),                         \
				     sizeof((Elf32_Sym *)0)->field))
	return (struct entry){.name = (uint32_t)PART(st_name),
			      .type = ELF64_ST_TYPE(PART(st_info)),
			      .section = (uint32_t)PART(st_shndx),
			      .size = PART(st_size)};
#undef PART
}

static int compare_symbols(const void *a, const void *b)
{
	const struct pgl_symbol *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : PGL_COMPARE(x->size, y->size);
}

static void read_table(struct pgl_symbols *symbols, const struct pgl_elf_section *table)
{
	uint64_t least = symbols->elf.is_64 ? sizeof(Elf64_Sym) : sizeof(Elf32_Sym);
	struct pgl_elf_section names;
	size_t room = 0;

	if (!table->bytes || table->entry_size < least ||
	    !pgl_elf_section(&symbols->elf, table->link, &names))
		return;
	for (uint64_t i = 0; i < table->size / table->entry_size; i++) {
		struct entry entry =
			read_entry(&symbols->elf, table->bytes + i * table->entry_size);
		const char *name = pgl_elf_string(&names, entry.name);

		if ((entry.type != STT_FUNC && entry.type != STT_GNU_IFUNC) ||
		    entry.section == SHN_UNDEF || !name)
			continue;
		PGL_GROW(symbols->item, symbols->n, room);
		symbols->item[symbols->n++] = (struct pgl_symbol){.name = name, .size = entry.size};
	}
	if (symbols->n)
		qsort(symbols->item, symbols->n, sizeof *symbols->item, compare_symbols);
}

bool pgl_symbols_read(struct pgl_symbols *symbols, const char *path)
{
	struct pgl_elf_section section;

	*symbols = (struct pgl_symbols){.item = NULL};
	if (!pgl_elf_open(&symbols->elf, path))
		return false;
	for (uint32_t i = 0; i < symbols->elf.n_sections; i++)
		if (pgl_elf_section(&symbols->elf, i, &section) && section.type == SHT_SYMTAB) {
			read_table(symbols, &section);
			return true;
		}
	pgl_symbols_release(symbols);
	return false;
}

void pgl_symbols_release(struct pgl_symbols *symbols)
{
	pgl_elf_release(&symbols->elf);
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
