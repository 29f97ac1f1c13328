/* See elf-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/elf-text.h"

#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

#include "formats/elf.h"

#include "base/banned.h"

static bool add_text(int file, const char *path, uint64_t *ret)
{
	struct pgl_error ignored;
	struct pgl_range range;
	struct pgl_elf elf;
	uint64_t bytes = 0;

	if (pgl_range_of_file(&range, file, path, &ignored) || pgl_elf_open(&elf, &range, &ignored))
		return false;
	for (uint64_t i = 0; i < elf.n_sections; i++) {
		struct pgl_elf_section section;

		if (pgl_elf_section(&elf, i, &section, &ignored))
			return false;
		if (elf.is_object ? section.flags & SHF_ALLOC && section.flags & SHF_EXECINSTR
				  : pgl_elf_is_named(&elf, &section, ".text"))
			bytes += section.size;
	}
	*ret = bytes;
	return true;
}

bool pgl_elf_text(const char *path, uint64_t *ret)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	char start[16] = {0};
	bool is_read;

	if (file < 0)
		return false;
	is_read = pread(file, start, sizeof start, 0) == sizeof start &&
		  pgl_elf_begins(start, sizeof start) && add_text(file, path, ret);
	close(file);
	return is_read;
}
