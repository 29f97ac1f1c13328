/* See dwarf-inlines.h. libdwfl lays out the sections of an object one after the other and relocates its debug
   information; addresses are turned back into offsets within sections. No separate debug file is looked for,
   locally or on a server.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/dwarf-inlines.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper than the scopes and inlined functions of any program. */
enum { DEPTH_LIMIT = 1000 };

struct walk {
	Dwfl_Module *module;
	bool is_object;
	Elf *elf;
	pgl_dwarf_piece *piece;
	void *context;
	uint64_t n_copies;
};

static int no_other_file(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			 const char *file, const char *link, GElf_Word crc, char **found)
{
	(void)module, (void)data, (void)name, (void)base, (void)file, (void)link, (void)crc;
	(void)found;
	return -1;
}

/* The section that contains ADDRESS, which becomes an offset within it; 0: none. */
static uint32_t section_of(const struct walk *walk, Dwarf_Addr *address)
{
	if (walk->is_object) {
		int number = dwfl_module_relocate_address(walk->module, address);
		GElf_Word section = 0;

		return number >= 0 && dwfl_module_relocation_info(walk->module, (unsigned)number,
								  &section)
			       ? section
			       : 0;
	}
	for (Elf_Scn *at = NULL; (at = elf_nextscn(walk->elf, at)) != NULL;) {
		GElf_Shdr header;

		if (gelf_getshdr(at, &header) && header.sh_flags & SHF_EXECINSTR &&
		    *address >= header.sh_addr && *address - header.sh_addr < header.sh_size) {
			*address -= header.sh_addr;
			return (uint32_t)elf_ndxscn(at);
		}
	}
	return 0;
}

static const char *name_of(Dwarf_Die *die)
{
	static const unsigned names[] = {DW_AT_linkage_name, DW_AT_MIPS_linkage_name, DW_AT_name};
	const char *name = NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names && !name; i++) {
		Dwarf_Attribute attribute;

		if (dwarf_attr_integrate(die, names[i], &attribute))
			name = dwarf_formstring(&attribute);
	}
	return name ? name : "?";
}

/* Reports the pieces of DIE; NAME as for the visitor. */
static void tell(struct walk *walk, Dwarf_Die *die, const char *name, uint64_t copy,
		 uint64_t parent)
{
	Dwarf_Addr base, start, end;

	for (ptrdiff_t at = 0; (at = dwarf_ranges(die, at, &base, &start, &end)) > 0;) {
		Dwarf_Addr within = start;
		uint32_t section = end > start ? section_of(walk, &within) : 0;

		if (section)
			walk->piece(walk->context, section, within, within + (end - start), name,
				    copy, parent);
	}
}

/* Goes through what is below PARENT, itself DEPTH deep, in the inlined body COPY. */
static void walk_below(struct walk *walk, Dwarf_Die *parent, unsigned depth, uint64_t copy)
{
	Dwarf_Die die;

	if (depth == DEPTH_LIMIT || dwarf_child(parent, &die))
		return;
	do {
		int tag = dwarf_tag(&die);
		uint64_t within = copy;

		if (tag == DW_TAG_subprogram) {
			tell(walk, &die, NULL, 0, 0);
			within = 0;
		} else if (tag == DW_TAG_inlined_subroutine) {
			within = ++walk->n_copies;
			tell(walk, &die, name_of(&die), within, copy);
		}
		if (tag != DW_TAG_enumeration_type && tag != DW_TAG_call_site &&
		    tag != DW_TAG_GNU_call_site && tag != DW_TAG_array_type)
			walk_below(walk, &die, depth + 1, within);
	} while (!dwarf_siblingof(&die, &die));
}

/* Opens a file with exactly the bytes of RANGE; -1: failed. */
static int file_of(const struct pgl_range *range)
{
	struct pgl_error ignored;
	struct stat status;
	char block[65536];
	int file;

	if (!range->start && !fstat(range->file, &status) &&
	    (uint64_t)status.st_size == range->size)
		return dup(range->file);
	file = memfd_create("member", MFD_CLOEXEC);
	for (uint64_t at = 0; file >= 0 && at < range->size;) {
		uint64_t left = range->size - at;
		size_t n = left < sizeof block ? (size_t)left : sizeof block;

		if (pgl_range_read(range, at, block, n, &ignored) ||
		    write(file, block, n) != (ssize_t)n) {
			close(file);
			return -1;
		}
		at += n;
	}
	return file;
}

static bool walk_module(struct walk *walk)
{
	Dwarf_Addr bias;
	Dwarf *dwarf = dwfl_module_getdwarf(walk->module, &bias);
	Dwarf_Die *unit = NULL;
	GElf_Ehdr header;

	walk->elf = dwarf ? dwarf_getelf(dwarf) : NULL;
	if (!walk->elf || !gelf_getehdr(walk->elf, &header))
		return false;
	walk->is_object = header.e_type == ET_REL;
	while ((unit = dwfl_module_nextcu(walk->module, unit, &bias)) != NULL)
		walk_below(walk, unit, 0, 0);
	return true;
}

static int take_module(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
		       void *ret)
{
	(void)data, (void)name, (void)base;
	*(Dwfl_Module **)ret = module;
	return DWARF_CB_ABORT;
}

bool pgl_dwarf_copies(const struct pgl_range *range, pgl_dwarf_piece *piece, void *context)
{
	static const Dwfl_Callbacks callbacks = {.find_debuginfo = no_other_file,
						 .section_address = dwfl_offline_section_address};
	struct walk walk = {.piece = piece, .context = context};
	int file = file_of(range);
	Dwfl *dwfl = file >= 0 ? dwfl_begin(&callbacks) : NULL;
	bool is_read = false;

	if (dwfl && dwfl_report_offline(dwfl, "file", range->name, file)) {
		file = -1; /* it is libdwfl's now */
		dwfl_report_end(dwfl, NULL, NULL);
		dwfl_getmodules(dwfl, take_module, &walk.module, 0);
		is_read = walk.module && walk_module(&walk);
	}
	if (dwfl)
		dwfl_end(dwfl);
	if (file >= 0)
		close(file);
	return is_read;
}
