/* See elf-program.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/elf-program.h"

#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

#include "formats/elf.h"

#include "base/banned.h"

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

static bool add_file(int file, const char *path, struct pgl_digest *digest, uint64_t *text)
{
	struct pgl_digest start = *digest;
	struct pgl_error ignored;
	struct pgl_range range;
	struct pgl_elf elf;
	uint64_t bytes = 0;

	if (pgl_range_of_file(&range, file, path, &ignored) ||
	    pgl_elf_open(&elf, &range, &ignored) || elf.is_object)
		return false;
	for (uint64_t i = 0; i < elf.n_sections; i++) {
		struct pgl_elf_section section;

		if (pgl_elf_section(&elf, i, &section, &ignored))
			goto failed;
		if (!(section.flags & SHF_ALLOC) || section.type == SHT_NOTE)
			continue;
		if (pgl_elf_is_named(&elf, &section, ".text"))
			bytes += section.size;
		pgl_digest_add(digest, &section.flags, sizeof section.flags);
		pgl_digest_add(digest, &section.size, sizeof section.size);
		if (section.has_data && !add_bytes(&range, &section, digest))
			goto failed;
	}
	*text += bytes;
	return true;
failed:
	*digest = start;
	return false;
}

bool pgl_elf_program(const char *path, struct pgl_digest *digest, uint64_t *text)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	char start[16] = {0};
	bool is_program = false;

	if (file < 0)
		return false;
	if (pread(file, start, sizeof start, 0) == sizeof start &&
	    pgl_elf_begins(start, sizeof start))
		is_program = add_file(file, path, digest, text);
	close(file);
	return is_program;
}
