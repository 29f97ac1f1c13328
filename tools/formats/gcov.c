/* See gcov-file.h. The format is that of GCC's gcov-io.h: words of 32 bits, then items of a tag, a length and
   data. Up to GCC 11 lengths are in words and texts are padded to words; since then both are in bytes, and the
   head has a checksum. A length of counters below zero says that all of them are zero, and no data follow.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/gcov.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/order.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

#define DATA_MAGIC 0x67636461u
#define NOTES_MAGIC 0x67636e6fu
#define TAG_FUNCTION 0x01000000u
#define TAG_BLOCKS 0x01410000u
#define TAG_ARCS 0x01430000u
#define TAG_ARC_COUNTERS 0x01a10000u
#define TAG_SUMMARY 0xa1000000u
#define ARC_ON_TREE 1u
enum { OLDEST = 11, BYTES_SINCE = 12, NEWEST = 16 };
/* Counters that are all zero take no room in the file: more than any function has are not believed. */
#define COUNTERS_LIMIT ((int64_t)1 << 24)
/* And so many in a file, which would take 1 GB. */
#define ZEROS_LIMIT ((uint64_t)1 << 27)

struct reader {
	struct pgl_gcov_file *file;
	struct pgl_error *error;
	const unsigned char *bytes;
	size_t size, at, end; /* END: of the item, or of the file */
	bool is_big_endian;
	uint64_t n_zeros;
};

__attribute__((format(printf, 2, 3))) static int fail(struct reader *reader, const char *format,
						      ...)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	pgl_error_set(reader->error, "%s: offset %zu: %s", reader->file->path, reader->at,
		      text.text);
	pgl_strbuf_release(&text);
	return -1;
}

/* Numbers and texts ------------------------------------------------------------------------- */

static int take(struct reader *reader, uint32_t *ret)
{
	const unsigned char *at = reader->bytes + reader->at;

	if (reader->end - reader->at < 4)
		return fail(reader, reader->end == reader->size ? "the file is cut off"
								: "the item is too short");
	*ret = reader->is_big_endian ? (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
					       (uint32_t)at[2] << 8 | at[3]
				     : (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 |
					       (uint32_t)at[1] << 8 | at[0];
	reader->at += 4;
	return 0;
}

static int take_text(struct reader *reader, const char **ret)
{
	uint32_t length;
	size_t bytes;

	if (take(reader, &length))
		return -1;
	bytes = reader->file->release >= BYTES_SINCE ? length : (size_t)length * 4;
	if (bytes > reader->end - reader->at)
		return fail(reader, "a text of %zu bytes is cut off", bytes);
	struct pgl_gcov_file *file = reader->file;

	PGL_GROW(file->texts, file->n_texts, file->room_texts);
	*ret = file->texts[file->n_texts++] =
		pgl_xasprintf("%.*s", (int)(bytes > 65535 ? 65535 : bytes),
			      bytes ? (const char *)reader->bytes + reader->at : "");
	reader->at += bytes;
	return 0;
}

/* Items ------------------------------------------------------------------------------------- */

static int read_function(struct reader *reader)
{
	struct pgl_gcov_file *file = reader->file;
	struct pgl_gcov_function function = {.ident = 0};
	uint32_t ignored;

	/* In a .gcda, a function that the linker dropped has an item without data. */
	if (reader->at == reader->end && file->is_data)
		return 0;
	if (take(reader, &function.ident) || take(reader, &function.lines) ||
	    take(reader, &function.flow))
		return -1;
	if (!file->is_data && (take_text(reader, &function.name) || take(reader, &ignored) ||
			       take_text(reader, &function.source) || take(reader, &function.line)))
		return -1;
	PGL_GROW(file->functions, file->n, file->room);
	file->functions[file->n++] = function;
	return 0;
}

static int read_blocks(struct reader *reader, struct pgl_gcov_function *function)
{
	if (take(reader, &function->n_blocks))
		return -1;
	/* Each but the exit has an item for its arcs, and those take room. */
	if (function->n_blocks > reader->size)
		return fail(reader, "more blocks than the file has room for: %u",
			    function->n_blocks);
	return 0;
}

static int read_arcs(struct reader *reader, struct pgl_gcov_function *function)
{
	uint32_t from, to, flags;

	if (take(reader, &from))
		return -1;
	while (reader->at < reader->end) {
		if (take(reader, &to) || take(reader, &flags))
			return -1;
		if (from >= function->n_blocks || to >= function->n_blocks)
			return fail(reader, "an arc from block %u to %u, of %u", from, to,
				    function->n_blocks);
		PGL_GROW(function->arcs, function->n_arcs, function->room);
		function->arcs[function->n_arcs++] =
			(struct pgl_gcov_arc){from, to, flags & ARC_ON_TREE};
	}
	return 0;
}

/* LENGTH is the item's, in bytes. */
static int read_counters(struct reader *reader, struct pgl_gcov_function *function, int64_t length)
{
	int64_t n = (length < 0 ? -length : length) / 8;

	if (function->counts)
		return fail(reader, "counters of arcs for the second time");
	if (n > COUNTERS_LIMIT)
		return fail(reader, "too many counters: %jd", (intmax_t)n);
	if (length < 0)
		reader->n_zeros += (uint64_t)n;
	if (reader->n_zeros > ZEROS_LIMIT)
		return fail(reader, "too many counters in the file");
	function->counts = pgl_xcalloc((size_t)n + 1, sizeof *function->counts);
	function->n_counts = (uint32_t)n;
	for (int64_t i = 0; i < n && length > 0; i++) {
		uint32_t low, high;

		if (take(reader, &low) || take(reader, &high))
			return -1;
		function->counts[i] = (uint64_t)high << 32 | low;
	}
	return 0;
}

static int read_item(struct reader *reader, uint32_t tag, int64_t length)
{
	struct pgl_gcov_file *file = reader->file;
	struct pgl_gcov_function *last = file->n ? &file->functions[file->n - 1] : NULL;

	if (tag == TAG_FUNCTION)
		return read_function(reader);
	if (file->is_data && tag == TAG_SUMMARY)
		return take(reader, &file->runs) || take(reader, &file->sum_max) ? -1 : 0;
	if (tag != TAG_ARC_COUNTERS && tag != TAG_BLOCKS && tag != TAG_ARCS)
		return 0; /* values, lines, conditions: nothing here needs them */
	if (!last)
		return fail(reader, "there is no function before it");
	if (file->is_data)
		return tag == TAG_ARC_COUNTERS ? read_counters(reader, last, length) : 0;
	return tag == TAG_BLOCKS ? read_blocks(reader, last) : read_arcs(reader, last);
}

/* The file ---------------------------------------------------------------------------------- */

static int read_head(struct reader *reader)
{
	struct pgl_gcov_file *file = reader->file;
	uint32_t magic, version, ignored;

	if (reader->size < 4)
		return fail(reader, "neither a .gcda nor a .gcno: it is too short");
	if (take(reader, &magic))
		return -1;
	if (magic == __builtin_bswap32(DATA_MAGIC) || magic == __builtin_bswap32(NOTES_MAGIC)) {
		reader->is_big_endian = true;
		magic = __builtin_bswap32(magic);
	}
	if (magic != DATA_MAGIC && magic != NOTES_MAGIC) {
		reader->at = 0;
		return fail(reader, "neither a .gcda nor a .gcno: it does not begin as one");
	}
	file->is_data = magic == DATA_MAGIC;
	if (take(reader, &version))
		return -1;
	for (int i = 0; i < 4; i++)
		file->version[i] = (char)(version >> (24 - 8 * i));
	if (file->version[0] >= 'A' && file->version[0] <= 'Z' && file->version[1] >= '0' &&
	    file->version[1] <= '9')
		file->release = (unsigned)(file->version[0] - 'A') * 10 +
				(unsigned)(file->version[1] - '0');
	if (file->release < OLDEST || file->release > NEWEST) {
		reader->at -= 4;
		return file->release ? fail(reader, "of GCC %u: only %d to %d are known",
					    file->release, OLDEST, NEWEST)
				     : fail(reader, "no version of GCC: 0x%08x", version);
	}
	if (take(reader, &file->stamp) || (file->release >= BYTES_SINCE && take(reader, &ignored)))
		return -1;
	return file->is_data						    ? 0
	       : take_text(reader, &file->folder) || take(reader, &ignored) ? -1
									    : 0;
}

static int read_all(struct reader *reader)
{
	unsigned unit = reader->file->release >= BYTES_SINCE ? 1 : 4;
	uint32_t tag, length;

	while (reader->at < reader->size) {
		reader->end = reader->size;
		if (take(reader, &tag))
			return -1;
		if (!tag)
			return 0; /* a .gcda ends with it */
		if (take(reader, &length))
			return -1;
		int64_t bytes = (int64_t)(int32_t)length * unit;

		/* Only counters have lengths below zero. */
		if (bytes < 0 && (!reader->file->is_data || (tag & 0xffa00000u) != 0x01a00000u))
			return fail(reader, "an item of a length below zero");
		if (bytes > 0 && (uint64_t)bytes > reader->size - reader->at)
			return fail(reader, "an item of %jd bytes is cut off", (intmax_t)bytes);
		reader->end = reader->at + (bytes > 0 ? (size_t)bytes : 0);
		if (read_item(reader, tag, bytes))
			return -1;
		reader->at = reader->end;
	}
	return reader->file->is_data ? fail(reader, "the file is cut off") : 0;
}

static int compare(const void *a, const void *b)
{
	const struct pgl_gcov_function *x = a, *y = b;

	return PGL_COMPARE(x->ident, y->ident);
}

int pgl_gcov_read(struct pgl_gcov_file *file, const char *path, struct pgl_error *error)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct reader reader = {.file = file, .error = error};
	int failed;

	*file = (struct pgl_gcov_file){.path = pgl_xstrdup(path)};
	if (pgl_read_file(&text, path)) {
		failed = pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	} else {
		reader.bytes = (const unsigned char *)text.text;
		reader.size = reader.end = text.length;
		failed = read_head(&reader) || read_all(&reader) ? -1 : 0;
	}
	pgl_strbuf_release(&text);
	if (failed)
		pgl_gcov_release(file);
	else if (file->n)
		qsort(file->functions, file->n, sizeof *file->functions, compare);
	return failed;
}

void pgl_gcov_release(struct pgl_gcov_file *file)
{
	for (size_t i = 0; i < file->n; i++) {
		free(file->functions[i].counts);
		free(file->functions[i].arcs);
	}
	for (size_t i = 0; i < file->n_texts; i++)
		free(file->texts[i]);
	free(file->texts);
	free(file->functions);
	free(file->path);
	*file = (struct pgl_gcov_file){.path = NULL};
}

const struct pgl_gcov_function *pgl_gcov_find(const struct pgl_gcov_file *file, uint32_t ident)
{
	size_t from = 0, to = file->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (file->functions[middle].ident < ident)
			from = middle + 1;
		else
			to = middle;
	}
	return from < file->n && file->functions[from].ident == ident ? &file->functions[from]
								      : NULL;
}
