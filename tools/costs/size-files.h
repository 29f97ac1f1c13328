/* The ELF files of one build, with each byte of code marked as a function's own or as an inlined body's.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SIZE_FILES_H
#define PGL_SIZE_FILES_H

#include "formats/elf-layout.h"
#include "base/intern.h"

/* The marks in the layout; from PGL_INLINED_FIRST on, plus the number of an inlined function's name. */
enum { PGL_BYTE_UNKNOWN, PGL_BYTE_OWN, PGL_INLINED_FIRST };

struct pgl_size_file {
	struct pgl_layout layout;
	bool has_dwarf;
};

struct pgl_size_files {
	const char *path; /* borrowed */
	struct pgl_size_file *item;
	size_t n, room;
	struct pgl_intern *names; /* of inlined functions, each with its NUL; borrowed */
	uint64_t *n_copies;	  /* by name: inlined bodies with code */
	size_t room_copies;
};

/* Reads PATH: an ELF file, an archive of them, or a folder, of which it takes the objects below, or if there are
   none, the archives. NAMES and PATH must outlive FILES. 0, or -1 with ERROR set and nothing kept. */
int pgl_size_files_read(struct pgl_size_files *files, const char *path, struct pgl_intern *names,
			struct pgl_error *error);
void pgl_size_files_release(struct pgl_size_files *files);

#endif
