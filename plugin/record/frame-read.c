/* A frame -> a record's text, as a stream: what is decompressed is read at once and never held as a
   whole, however much there is of it. See frame.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/frame.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

/* Limits the decompressor's window to 2 to this power bytes: 16 MB, eight times the writer's. */
#define WINDOW_LOG_LIMIT 24

struct unpacking {
	ZSTD_DStream *stream;
	ZSTD_inBuffer in;
	uint64_t n_left; /* bytes of text still to read */
	bool is_done;	 /* zstd has reached the end of its data */
	struct pgl_error *error;
};

static uint64_t take(const unsigned char *at, unsigned n_bytes)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < n_bytes; i++)
		value |= (uint64_t)at[i] << (8 * i);
	return value;
}

int pgl_frame_read_header(const unsigned char header[PGL_FRAME_HEADER], struct pgl_frame *frame,
			  struct pgl_error *error)
{
	uint64_t version = take(header + 8, 4);

	if (memcmp(header, PGL_FRAME_MAGIC, 8))
		return pgl_error_set(error, "no frame of a record begins here");
	if (version != PGL_FRAME_VERSION)
		return pgl_error_set(error,
				     "frame version %" PRIu64 ", and this pgolens reads version %d",
				     version, PGL_FRAME_VERSION);
	if (take(header + 12, 4) != PGL_FRAME_HEADER)
		return pgl_error_set(error, "a frame header of %" PRIu64 " bytes instead of %d",
				     take(header + 12, 4), PGL_FRAME_HEADER);
	*frame = (struct pgl_frame){.stored = take(header + 16, 8),
				    .length = take(header + 24, 8),
				    .checksum = take(header + 32, 8)};
	if (frame->length > PGL_FRAME_TEXT_LIMIT)
		return pgl_error_set(error,
				     "a record of %" PRIu64 " bytes; more than %u MB are not read",
				     frame->length, (unsigned)(PGL_FRAME_TEXT_LIMIT >> 20));
	if (frame->length / PGL_FRAME_RATIO_LIMIT > frame->stored)
		return pgl_error_set(error,
				     "%" PRIu64 " bytes that claim to hold %" PRIu64
				     ": more than the %d-fold is not unpacked",
				     frame->stored, frame->length, PGL_FRAME_RATIO_LIMIT);
	return 0;
}

/* Sets the error; returns what a cookie_read_function_t must return on failure. */
static ssize_t fail(struct unpacking *unpacking, const char *why)
{
	pgl_error_set(unpacking->error, "%s", why);
	errno = EBADMSG;
	return -1;
}

static ssize_t unpack(void *cookie, char *buffer, size_t size)
{
	struct unpacking *unpacking = cookie;
	ZSTD_outBuffer out = {.dst = buffer, .size = size};

	while (!unpacking->is_done && out.pos < out.size) {
		size_t had_in = unpacking->in.pos, had_out = out.pos;
		size_t hint = ZSTD_decompressStream(unpacking->stream, &out, &unpacking->in);

		if (ZSTD_isError(hint))
			return fail(unpacking, ZSTD_getErrorName(hint));
		unpacking->is_done = !hint;
		if (hint && unpacking->in.pos == had_in && out.pos == had_out)
			return fail(unpacking, "the compressed data ends early");
	}
	if (unpacking->is_done && unpacking->in.pos < unpacking->in.size)
		return fail(unpacking, "more follows the compressed data");
	if (out.pos > unpacking->n_left || (!out.pos && unpacking->n_left))
		return fail(unpacking, "the record has not the length that its frame gives");
	unpacking->n_left -= out.pos;
	return (ssize_t)out.pos;
}

static int end(void *cookie)
{
	struct unpacking *unpacking = cookie;

	ZSTD_freeDStream(unpacking->stream);
	free(unpacking);
	return 0;
}

FILE *pgl_frame_open(const unsigned char header[PGL_FRAME_HEADER], const unsigned char *stored,
		     struct pgl_error *error)
{
	static const cookie_io_functions_t functions = {.read = unpack, .close = end};
	struct unpacking *unpacking;
	struct pgl_frame frame;
	FILE *file;

	if (pgl_frame_read_header(header, &frame, error))
		return NULL;
	if (pgl_frame_checksum(header, stored, frame.stored) != frame.checksum) {
		pgl_error_set(error, "the checksum is wrong: the bytes are not what was written");
		return NULL;
	}
	unpacking = calloc(1, sizeof *unpacking);
	if (unpacking)
		*unpacking = (struct unpacking){.stream = ZSTD_createDStream(),
						.in = {.src = stored, .size = frame.stored},
						.n_left = frame.length,
						.error = error};
	if (unpacking && unpacking->stream)
		ZSTD_DCtx_setParameter(unpacking->stream, ZSTD_d_windowLogMax, WINDOW_LOG_LIMIT);
	file = unpacking && unpacking->stream ? fopencookie(unpacking, "r", functions) : NULL;
	if (!file) {
		if (unpacking)
			end(unpacking);
		pgl_error_set(error, "out of memory");
	}
	return file;
}
