/* See embedded.h. A compiler writes one frame into an object's section, a linker puts the sections of
   its objects one behind the other, perhaps with zeros between.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/embedded.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/frame.h"
#include "formats/archive.h"
#include "formats/elf.h"
#include "base/xalloc.h"

/* Archives in archives, no deeper. */
#define DEPTH_LIMIT 8
/* Zeros between two frames, no more. */
#define PADDING_LIMIT ((uint64_t)1 << 20)

struct walk {
	const char *path;
	pgl_embedded_taker *take; /* NULL: only looks whether there is a frame */
	void *context;
	unsigned depth;
	uint64_t n_frames;
	bool has_linked; /* has seen an ELF file that is no object */
};

enum kind { KIND_OTHER, KIND_ELF, KIND_ARCHIVE, KIND_FRAMES };

static enum kind kind_of(const struct pgl_range *range)
{
	char start[8];
	struct pgl_error ignored;

	if (!pgl_range_has(range, 0, sizeof start) ||
	    pgl_range_read(range, 0, start, sizeof start, &ignored))
		return KIND_OTHER;
	if (pgl_elf_begins(start, sizeof start))
		return KIND_ELF;
	if (pgl_archive_begins(start, sizeof start))
		return KIND_ARCHIVE;
	return memcmp(start, PGL_FRAME_MAGIC, sizeof start) ? KIND_OTHER : KIND_FRAMES;
}

bool pgl_embedded_may_begin(int byte)
{
	return byte == 0x7f || byte == '!' || byte == (unsigned char)PGL_FRAME_MAGIC[0];
}

bool pgl_embedded_is(const struct pgl_range *range)
{
	return kind_of(range) != KIND_OTHER;
}

/* Frames --------------------------------------------------------------------------------------- */

/* Moves *AT over zeros, to END at most. */
static int skip_padding(const struct pgl_range *range, uint64_t *at, uint64_t end,
			struct pgl_error *error)
{
	unsigned char bytes[4096];

	for (uint64_t limit = *at + PADDING_LIMIT; *at < end && *at < limit;) {
		size_t n = end - *at < sizeof bytes ? (size_t)(end - *at) : sizeof bytes, i = 0;

		if (pgl_range_read(range, *at, bytes, n, error))
			return -1;
		while (i < n && !bytes[i])
			i++;
		*at += i;
		if (i < n)
			return 0;
	}
	return 0;
}

/* Puts where it is before what is wrong. */
static int wrong(const char *name, struct pgl_error *error)
{
	struct pgl_error cause = *error;

	return pgl_error_set(error, "%s: %.900s", name, cause.text);
}

/* Hands the text of the frame BYTES to the taker. */
static int take_frame(struct walk *walk, const struct pgl_range *range, const unsigned char *bytes,
		      const struct pgl_frame *frame, const char *name, struct pgl_error *error)
{
	struct pgl_error cause = {""};
	FILE *text = pgl_frame_open(bytes, bytes + PGL_FRAME_HEADER, &cause);
	int failed = -1;

	if (text) {
		failed = walk->take(walk->context, text, frame->length, range->name, name, error);
		fclose(text);
	}
	if (*cause.text) {
		*error = cause;
		return wrong(name, error);
	}
	return failed;
}

/* The frame at *AT, which becomes the end of it. */
static int read_frame(struct walk *walk, const struct pgl_range *range, uint64_t *at, uint64_t end,
		      const char *name, struct pgl_error *error)
{
	unsigned char header[PGL_FRAME_HEADER], *bytes;
	struct pgl_frame frame;
	int failed;

	if (end - *at < PGL_FRAME_HEADER) {
		pgl_error_set(error, "half a frame: %ju bytes", (uintmax_t)(end - *at));
		return wrong(name, error);
	}
	if (pgl_range_read(range, *at, header, sizeof header, error))
		return -1;
	if (pgl_frame_read_header(header, &frame, error))
		return wrong(name, error);
	if (frame.stored > end - *at - PGL_FRAME_HEADER) {
		pgl_error_set(error, "the frame is cut off: %ju of %ju bytes",
			      (uintmax_t)(end - *at - PGL_FRAME_HEADER), (uintmax_t)frame.stored);
		return wrong(name, error);
	}
	size_t size = PGL_FRAME_HEADER + (size_t)frame.stored;

	bytes = pgl_xmalloc(size);
	failed = pgl_range_read(range, *at, bytes, size, error) ||
		 take_frame(walk, range, bytes, &frame, name, error);
	free(bytes);
	*at += size;
	return failed ? -1 : 0;
}

/* The frames in the SIZE bytes of RANGE from START on. */
static int walk_frames(struct walk *walk, const struct pgl_range *range, uint64_t start,
		       uint64_t size, struct pgl_error *error)
{
	uint64_t at = start, end = start + size;
	int failed = skip_padding(range, &at, end, error);

	while (!failed && at < end) {
		char *name = pgl_xasprintf("%s: %s at byte %ju", range->name, PGL_FRAME_SECTION,
					   (uintmax_t)(at - start));

		walk->n_frames++;
		failed = walk->take ? read_frame(walk, range, &at, end, name, error) : 0;
		free(name);
		if (!walk->take)
			break;
		if (!failed)
			failed = skip_padding(range, &at, end, error);
	}
	return failed;
}

/* Files ---------------------------------------------------------------------------------------- */

static int walk_elf(struct walk *walk, const struct pgl_range *range, struct pgl_error *error)
{
	struct pgl_elf_section section;
	uint64_t left = range->size;
	struct pgl_elf elf;

	if (pgl_elf_open(&elf, range, error))
		return -1;
	walk->has_linked |= !elf.is_object;
	for (uint64_t i = 1; i < elf.n_sections; i++) {
		if (pgl_elf_section(&elf, i, &section, error))
			return -1;
		if (!section.has_data || !pgl_elf_is_named(&elf, &section, PGL_FRAME_SECTION))
			continue;
		if (section.is_compressed)
			return pgl_error_set(error,
					     "%s: section %s was compressed once more by the "
					     "linker, which this pgolens does not read",
					     range->name, PGL_FRAME_SECTION);
		/* Sections do not overlap: none is read again and again. */
		if (section.size > left)
			return pgl_error_set(error, "%s: its sections %s overlap", range->name,
					     PGL_FRAME_SECTION);
		left -= section.size;
		if (walk_frames(walk, range, section.offset, section.size, error))
			return -1;
	}
	return 0;
}

static int walk_range(void *context, const struct pgl_range *range, struct pgl_error *error)
{
	struct walk *walk = context;
	int failed = 0;

	switch (kind_of(range)) {
	case KIND_ELF: return walk_elf(walk, range, error);
	case KIND_FRAMES: return walk_frames(walk, range, 0, range->size, error);
	case KIND_ARCHIVE:
		if (walk->depth == DEPTH_LIMIT)
			return pgl_error_set(error, "%s: archives in archives, too deep",
					     range->name);
		walk->depth++;
		failed = pgl_archive_walk(range, walk->path, walk_range, walk, error);
		walk->depth--;
		return failed;
	case KIND_OTHER: break; /* an archive may hold anything */
	}
	return 0;
}

int pgl_embedded_read(const struct pgl_range *range, const char *path, pgl_embedded_taker *take,
		      void *context, struct pgl_error *error)
{
	struct walk walk = {.path = path, .take = take, .context = context};

	if (walk_range(&walk, range, error))
		return -1;
	if (walk.n_frames)
		return 0;
	return pgl_error_set(error, "%s: no record: %s section %s; compile with %s", range->name,
			     kind_of(range) == KIND_ARCHIVE ? "no member has a" : "there is no",
			     PGL_FRAME_SECTION,
			     walk.has_linked ? "-fplugin-arg-pgolens-embed (with '=object' the "
					       "linker leaves it out)"
					     : "-fplugin-arg-pgolens-embed");
}

bool pgl_embedded_in(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct walk walk = {.path = path};
	struct pgl_range range;
	struct pgl_error ignored;

	if (file < 0)
		return false;
	if (!pgl_range_of_file(&range, file, path, &ignored))
		walk_range(&walk, &range, &ignored);
	close(file);
	return walk.n_frames;
}
