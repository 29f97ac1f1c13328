/* The hash that stands in records and frames, and finds things in tables: FNV-1a of 64 bits.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HASH_H
#define PGL_HASH_H

#include <stddef.h>
#include <stdint.h>

#define PGL_HASH_START ((uint64_t)0xcbf29ce484222325u)

/* HASH, which begins as PGL_HASH_START, carried on over the N bytes at DATA. */
static inline uint64_t pgl_hash(uint64_t hash, const void *data, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)data;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3u;
	return hash;
}

#endif
