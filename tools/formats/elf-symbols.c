/* The functions of an object's symbol table. See elf-symbols.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/elf-symbols.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/elf.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "base/banned.h"

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

/* False: no ELF file, or no table of symbols in it. */
static bool read_range(struct pgl_symbols *symbols, const struct pgl_range *range)
{
	unsigned char start[SELFMAG];
	struct pgl_elf_section section;
	struct pgl_error ignored;
	struct pgl_elf elf;

	if (pgl_range_read(range, 0, start, sizeof start, &ignored) ||
	    !pgl_elf_begins(start, sizeof start) || pgl_elf_open(&elf, range, &ignored))
		return false;
	for (uint64_t i = 0; i < elf.n_sections; i++)
		if (!pgl_elf_section(&elf, i, &section, &ignored) && section.type == SHT_SYMTAB) {
			read_table(symbols, &elf, &section);
			return symbols->names != NULL;
		}
	return false;
}

bool pgl_symbols_read(struct pgl_symbols *symbols, const char *path)
{
	struct pgl_range range;
	struct pgl_error ignored;
	struct stat status;
	bool is_read;
	int file;

	*symbols = (struct pgl_symbols){.item = NULL};
	/* Not to wait for who writes into a pipe. */
	file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0)
		return false;
	is_read = !fstat(file, &status) && S_ISREG(status.st_mode) &&
		  !pgl_range_of_file(&range, file, path, &ignored) && read_range(symbols, &range);
	close(file);
	return is_read;
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
