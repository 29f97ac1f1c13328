/* See size-files.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/size-files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/archive.h"
#include "formats/elf.h"
#include "base/files.h"
#include "base/xalloc.h"
#include "formats/dwarf-inlines.h"

struct taker {
	struct pgl_size_files *files;
	struct pgl_size_file *file;
	uint64_t last_copy;
};

static void count_copy(struct pgl_size_files *files, uint32_t name)
{
	while (files->room_copies <= name) {
		size_t room = files->room_copies ? 2 * files->room_copies : 64;

		files->n_copies = pgl_xreallocarray(files->n_copies, room, sizeof *files->n_copies);
		memset(files->n_copies + files->room_copies, 0,
		       (room - files->room_copies) * sizeof *files->n_copies);
		files->room_copies = room;
	}
	files->n_copies[name]++;
}

static void take_piece(void *context, uint32_t section, uint64_t start, uint64_t end,
		       const char *name, uint64_t copy, uint64_t parent)
{
	struct taker *taker = context;
	struct pgl_size_file *file = taker->file;
	uint32_t owner = PGL_BYTE_OWN;

	(void)parent;
	if (!pgl_layout_can_mark(&file->layout, section, start))
		return;
	if (name) {
		uint32_t number = pgl_intern_add(taker->files->names, name, strlen(name) + 1);

		owner = PGL_INLINED_FIRST + number;
		if (copy != taker->last_copy)
			count_copy(taker->files, number);
		taker->last_copy = copy;
	}
	pgl_layout_mark(&file->layout, section, start, end, owner);
}

static int add_elf(struct pgl_size_files *files, const struct pgl_range *range,
		   struct pgl_error *error)
{
	PGL_GROW(files->item, files->n, files->room);
	struct pgl_size_file *file = &files->item[files->n];

	*file = (struct pgl_size_file){.has_dwarf = false};
	if (pgl_layout_read(&file->layout, range, error))
		return -1;
	files->n++;
	struct taker taker = {.files = files, .file = file};

	file->has_dwarf = pgl_dwarf_copies(range, take_piece, &taker);
	return 0;
}

enum kind { KIND_OTHER, KIND_OBJECT, KIND_LINKED, KIND_ARCHIVE };

static enum kind kind_of(const struct pgl_range *range)
{
	unsigned char start[8];
	struct pgl_error ignored;
	struct pgl_elf elf;

	if (pgl_range_read(range, 0, start, sizeof start, &ignored))
		return KIND_OTHER;
	if (pgl_archive_begins(start, sizeof start))
		return KIND_ARCHIVE;
	if (!pgl_elf_begins(start, sizeof start))
		return KIND_OTHER;
	return !pgl_elf_open(&elf, range, &ignored) && elf.is_object ? KIND_OBJECT : KIND_LINKED;
}

static int visit_member(void *context, const struct pgl_range *range, struct pgl_error *error)
{
	enum kind kind = kind_of(range);

	/* Archives may have members without code, LLVM bitcode for instance. */
	return kind == KIND_OBJECT || kind == KIND_LINKED ? add_elf(context, range, error) : 0;
}

/* Adds the file at PATH if it is of kind WANTED; KIND_OTHER: of any kind that can be read, and else fails. */
static int add_file(struct pgl_size_files *files, const char *path, enum kind wanted,
		    struct pgl_error *error)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), failed = 0;
	struct pgl_range range;
	enum kind kind;

	if (file < 0)
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (pgl_range_of_file(&range, file, path, error)) {
		close(file);
		return -1;
	}
	kind = kind_of(&range);
	if (wanted != KIND_OTHER && kind != wanted)
		failed = 0;
	else if (kind == KIND_ARCHIVE)
		failed = pgl_archive_walk(&range, path, visit_member, files, error);
	else if (kind == KIND_OTHER)
		failed = pgl_error_set(error, "%s: not an object, archive, library or program",
				       path);
	else
		failed = add_elf(files, &range, error);
	close(file);
	return failed;
}

struct visit {
	struct pgl_size_files *files;
	enum kind wanted;
	struct pgl_error *error;
};

static int visit_file(void *context, const char *path, const struct stat *status)
{
	struct visit *visit = context;

	(void)status;
	return add_file(visit->files, path, visit->wanted, visit->error) ? 1 : 0;
}

static int add_folder(struct pgl_size_files *files, const char *path, struct pgl_error *error)
{
	static const enum kind kinds[] = {KIND_OBJECT, KIND_ARCHIVE};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !files->n; i++) {
		struct visit visit = {files, kinds[i], error};
		int failed = pgl_visit_files(path, visit_file, &visit);

		if (failed < 0)
			pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
		if (failed)
			return -1;
	}
	return files->n ? 0
			: pgl_error_set(error, "no object in '%s'; name the program itself", path);
}

int pgl_size_files_read(struct pgl_size_files *files, const char *path, struct pgl_intern *names,
			struct pgl_error *error)
{
	struct stat status;
	int failed;

	*files = (struct pgl_size_files){.path = path, .names = names};
	if (stat(path, &status))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	failed = S_ISDIR(status.st_mode) ? add_folder(files, path, error)
					 : add_file(files, path, KIND_OTHER, error);
	if (!failed && !files->n)
		failed = pgl_error_set(error, "%s: no object in it", path);
	if (failed)
		pgl_size_files_release(files);
	return failed;
}

void pgl_size_files_release(struct pgl_size_files *files)
{
	for (size_t i = 0; i < files->n; i++)
		pgl_layout_release(&files->item[i].layout);
	free(files->item);
	free(files->n_copies);
	*files = (struct pgl_size_files){.path = NULL};
}
