/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Driver of the zlib workload: compresses a file at each LEVEL through the streaming interface,
 * restores it, compares, and prints sizes and checksums.
 *
 * usage: zlib FILE LEVEL...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zlib.h"

#define BLOCK 32768

struct bytes {
	unsigned char *data;
	size_t size;
};

static int read_file(const char *path, struct bytes *ret_bytes)
{
	FILE *file = fopen(path, "rb");
	unsigned char *data = NULL;
	long size;

	if (!file)
		return -1;
	if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) > 0 &&
	    fseek(file, 0, SEEK_SET) == 0)
		data = malloc((size_t)size);
	if (!data || fread(data, 1, (size_t)size, file) != (size_t)size) {
		free(data);
		fclose(file);
		return -1;
	}
	fclose(file);
	*ret_bytes = (struct bytes){ data, (size_t)size };
	return 0;
}

/* Feed in to step (deflate or inflate) block by block; out has room for the result. */
static int pump(z_stream *stream, int (*step)(z_streamp, int), const struct bytes *in,
		struct bytes *out, size_t room)
{
	size_t done = 0;
	int result = Z_OK;

	stream->next_out = out->data;
	stream->avail_out = (uInt)room;
	while (result == Z_OK && done < in->size) {
		size_t n = in->size - done < BLOCK ? in->size - done : BLOCK;

		stream->next_in = in->data + done;
		stream->avail_in = (uInt)n;
		done += n;
		result = step(stream, done == in->size ? Z_FINISH : Z_NO_FLUSH);
	}
	out->size = room - stream->avail_out;
	return result == Z_STREAM_END ? 0 : -1;
}

static int round_trip(const struct bytes *text, int level)
{
	size_t room = compressBound((uLong)text->size) + 64;
	struct bytes packed = { malloc(room), 0 };
	struct bytes restored = { malloc(text->size + 1), 0 };
	z_stream stream = { 0 };
	int failed = !packed.data || !restored.data || deflateInit(&stream, level) != Z_OK;

	if (!failed) {
		failed = pump(&stream, deflate, text, &packed, room);
		deflateEnd(&stream);
	}
	memset(&stream, 0, sizeof(stream));
	if (!failed && inflateInit(&stream) == Z_OK) {
		failed = pump(&stream, inflate, &packed, &restored, text->size + 1) ||
			 restored.size != text->size ||
			 memcmp(restored.data, text->data, text->size) != 0;
		inflateEnd(&stream);
	}
	if (!failed)
		printf("level %d: %zu -> %zu, crc %08lx, adler %08lx\n", level, text->size,
		       packed.size, crc32(0, packed.data, (uInt)packed.size),
		       adler32(1, packed.data, (uInt)packed.size));
	free(packed.data);
	free(restored.data);
	return failed;
}

int main(int argc, char **argv)
{
	struct bytes text;
	int failed = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: zlib FILE LEVEL...\n");
		return 2;
	}
	if (read_file(argv[1], &text)) {
		fprintf(stderr, "zlib: cannot read '%s'\n", argv[1]);
		return 1;
	}
	for (int i = 2; i < argc && !failed; i++)
		failed = round_trip(&text, atoi(argv[i]));
	free(text.data);
	if (failed)
		fprintf(stderr, "zlib: round trip failed\n");
	return failed != 0;
}
