/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A piece of text: bytes with a length, not ended by a zero.  It borrows its bytes, from the
 * input or from an arena.  data == NULL is JSON's null.
 */
#ifndef CV_TEXT_H
#define CV_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cv_text {
	const char *data;
	size_t size;
};

static inline bool cv_text_equal(struct cv_text a, struct cv_text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Order by bytes; a prefix comes first. */
static inline int cv_text_compare(struct cv_text a, struct cv_text b)
{
	size_t n = a.size < b.size ? a.size : b.size;
	int order = n ? memcmp(a.data, b.data, n) : 0;

	return order ? order : (a.size > b.size) - (a.size < b.size);
}

/* FNV-1a, good enough for tables of names that are not hostile. */
static inline uint32_t cv_text_hash(struct cv_text text)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < text.size; i++)
		hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
	return hash ^ hash >> 15;
}

#endif
