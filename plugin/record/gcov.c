/* See gcov.h. GCC's gcov-io.h defines the format: words of 32 bits, then items of a tag, a length and
   data. Up to GCC 11 lengths count words and texts are padded to words; since then both are in bytes,
   and the head has a checksum. A negative length of counters says that all are zero; no data follow.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/gcov.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATA_MAGIC 0x67636461u
#define NOTES_MAGIC 0x67636e6fu
#define TAG_FUNCTION 0x01000000u
#define TAG_BLOCKS 0x01410000u
#define TAG_ARCS 0x01430000u
#define TAG_ARC_COUNTERS 0x01a10000u
#define TAG_SUMMARY 0xa1000000u
#define ARC_ON_TREE 1u
enum { OLDEST = 11, BYTES_SINCE = 12, NEWEST = 16 };
/* All-zero counters take no room in the file, so the file's size does not bound their number: a
   function with more than these is refused. */
#define COUNTERS_LIMIT ((int64_t)1 << 24)
/* The same for one file: these would take 1 GB. */
#define ZEROS_LIMIT ((uint64_t)1 << 27)

struct reader {
	struct pgl_gcov_file *file;
	struct pgl_error *error;
	unsigned char *bytes;
	size_t size, at, end; /* END: of the item, or of the file */
	bool is_big_endian;
	uint64_t n_zeros;
};

__attribute__((format(printf, 2, 3))) static int fail(struct reader *reader, const char *format,
						      ...)
{
	char text[160];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	return pgl_error_set(reader->error, "%s: offset %zu: %s", reader->file->path, reader->at,
			     text);
}

/* Returns ITEMS, which holds N of SIZE bytes and has capacity *ROOM, with room for one more; NULL:
   out of memory. */
static void *grown(struct reader *reader, void *items, size_t n, size_t *room, size_t size)
{
	size_t wanted = *room ? 2 * *room : 8;

	if (n < *room)
		return items;
	items = realloc(items, wanted * size);
	if (items)
		*room = wanted;
	else
		fail(reader, "out of memory");
	return items;
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

	char **texts =
		grown(reader, file->texts, file->n_texts, &file->room_texts, sizeof *file->texts);

	if (!texts)
		return -1;
	file->texts = texts;
	char *text = strndup(bytes ? (const char *)reader->bytes + reader->at : "", bytes);

	if (!text)
		return fail(reader, "out of memory");
	*ret = file->texts[file->n_texts++] = text;
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
	struct pgl_gcov_function *functions =
		grown(reader, file->functions, file->n, &file->room, sizeof *file->functions);

	if (!functions)
		return -1;
	file->functions = functions;
	file->functions[file->n++] = function;
	return 0;
}

static int read_blocks(struct reader *reader, struct pgl_gcov_function *function)
{
	if (take(reader, &function->n_blocks))
		return -1;
	/* Each block but the exit has an item for its arcs. */
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
		struct pgl_gcov_arc *arcs = grown(reader, function->arcs, function->n_arcs,
						  &function->room, sizeof *function->arcs);

		if (!arcs)
			return -1;
		function->arcs = arcs;
		function->arcs[function->n_arcs++] =
			(struct pgl_gcov_arc){from, to, flags & ARC_ON_TREE};
	}
	return 0;
}

/* LENGTH is the item's length in bytes. */
static int read_counters(struct reader *reader, struct pgl_gcov_function *function, int64_t length)
{
	int64_t n = (length < 0 ? -length : length) / 8;

	if (function->counts)
		return fail(reader, "a second item of arc counters for one function");
	if (n > COUNTERS_LIMIT)
		return fail(reader, "too many counters: %jd", (intmax_t)n);
	if (length < 0)
		reader->n_zeros += (uint64_t)n;
	if (reader->n_zeros > ZEROS_LIMIT)
		return fail(reader, "too many counters in the file");
	function->counts = calloc((size_t)n + 1, sizeof *function->counts);
	if (!function->counts)
		return fail(reader, "out of memory");
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
		return 0; /* values, lines, conditions: not used here */
	if (!last)
		return fail(reader, "no function comes before it");
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

		/* Only counters may have a negative length. */
		if (bytes < 0 && (!reader->file->is_data || (tag & 0xffa00000u) != 0x01a00000u))
			return fail(reader, "an item of negative length");
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

	return (x->ident > y->ident) - (x->ident < y->ident);
}

/* Reads the whole file into memory. */
static int read_bytes(struct reader *reader)
{
	const char *path = reader->file->path;
	FILE *in = fopen(path, "re");
	size_t room = 0, n;

	if (!in)
		return pgl_error_set(reader->error, "cannot read '%s': %s", path, strerror(errno));
	do {
		unsigned char *bytes = grown(reader, reader->bytes, reader->size, &room, 1);

		if (!bytes)
			break;
		reader->bytes = bytes;
		n = fread(reader->bytes + reader->size, 1, room - reader->size, in);
		reader->size += n;
	} while (n);
	bool is_bad = ferror(in) || !feof(in);

	if (ferror(in))
		pgl_error_set(reader->error, "cannot read '%s': %s", path, strerror(errno));
	fclose(in);
	reader->end = reader->size;
	return is_bad ? -1 : 0;
}

int pgl_gcov_read(struct pgl_gcov_file *file, const char *path, struct pgl_error *error)
{
	struct reader reader = {.file = file, .error = error};
	int failed;

	*file = (struct pgl_gcov_file){.path = strdup(path)};
	if (!file->path)
		return pgl_error_set(error, "out of memory");
	failed = read_bytes(&reader) || read_head(&reader) || read_all(&reader) ? -1 : 0;
	free(reader.bytes);
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
