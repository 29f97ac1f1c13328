/* The hash stored in records and frames and used for tables: 64-bit FNV-1a.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HASH_H
#define PGL_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PGL_HASH_START ((uint64_t)0xcbf29ce484222325u)

/* Extends HASH, initially PGL_HASH_START, by the N bytes at DATA. */
static inline uint64_t pgl_hash(uint64_t hash, const void *data, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)data;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3u;
	return hash;
}

/* A faster hash for values that never leave memory: eight bytes at a time. The result depends on
   the processor's byte order. */
static inline uint64_t pgl_hash_fast(uint64_t hash, const void *data, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)data;

	for (size_t i = 0; i < n; i += sizeof hash) {
		uint64_t word = 0;

		memcpy(&word, bytes + i, n - i < sizeof word ? n - i : sizeof word);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 32;
	}
	return hash;
}

#endif
