/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory of one document: handed out piece by piece, released all at once.  A reset keeps the
 * chunks, so a service that has seen its largest document allocates no more.
 */
#ifndef CV_ARENA_H
#define CV_ARENA_H

#include <stddef.h>

#include "text.h"

struct cv_chunk;

struct cv_arena {
	struct cv_chunk *first;
	struct cv_chunk *current;
	char *at;
	size_t left;
};

void cv_arena_init(struct cv_arena *arena);
void cv_arena_release(struct cv_arena *arena);
void cv_arena_reset(struct cv_arena *arena);

/* Zeroed memory fit for any type, or NULL. */
void *cv_arena_alloc(struct cv_arena *arena, size_t size);

/* Bytes without alignment, not zeroed, or NULL.  give_back returns the unused end of the last. */
char *cv_arena_bytes(struct cv_arena *arena, size_t size);
void cv_arena_give_back(struct cv_arena *arena, size_t unused);

/* Copy the bytes of *text into the arena.  0, or -1 when out of memory. */
int cv_arena_copy(struct cv_arena *arena, struct cv_text *text);

#endif
