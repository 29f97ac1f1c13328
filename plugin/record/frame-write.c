/* A record's text -> a frame. See frame.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/frame.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "record/hash.h"

/* The fastest level; on records the next levels are not smaller. */
#define LEVEL 1

uint64_t pgl_frame_checksum(const unsigned char *header, const void *stored, size_t n)
{
	uint64_t hash = pgl_hash(PGL_HASH_START, header, PGL_FRAME_HEADER - sizeof(uint64_t));

	return pgl_hash(hash, stored, n);
}

static void put(char *at, uint64_t value, unsigned n_bytes)
{
	for (unsigned i = 0; i < n_bytes; i++)
		at[i] = (char)(value >> (8 * i));
}

int pgl_frame_make(const char *text, size_t length, char **ret_bytes, size_t *ret_n,
		   struct pgl_error *error)
{
	size_t room = ZSTD_compressBound(length), stored;
	char *bytes;

	if (length > PGL_FRAME_TEXT_LIMIT)
		return pgl_error_set(error, "it is larger than the %u MB an object may carry",
				     (unsigned)(PGL_FRAME_TEXT_LIMIT >> 20));
	bytes = malloc(PGL_FRAME_HEADER + room);
	if (!bytes)
		return pgl_error_set(error, "out of memory");
	stored = ZSTD_compress(bytes + PGL_FRAME_HEADER, room, text, length, LEVEL);
	if (ZSTD_isError(stored)) {
		free(bytes);
		return pgl_error_set(error, "cannot compress it: %s", ZSTD_getErrorName(stored));
	}
	memcpy(bytes, PGL_FRAME_MAGIC, 8);
	put(bytes + 8, PGL_FRAME_VERSION, 4);
	put(bytes + 12, PGL_FRAME_HEADER, 4);
	put(bytes + 16, stored, 8);
	put(bytes + 24, length, 8);
	put(bytes + 32,
	    pgl_frame_checksum((unsigned char *)bytes, bytes + PGL_FRAME_HEADER, stored), 8);
	*ret_bytes = bytes;
	*ret_n = PGL_FRAME_HEADER + stored;
	return 0;
}
