/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The arena: a list of chunks, a pointer that moves.  Taking memory is hot, growing is cold.
 */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE 16384

struct cv_chunk {
	struct cv_chunk *next;
	size_t size;
	alignas(max_align_t) char data[];
};

void cv_arena_init(struct cv_arena *arena)
{
	memset(arena, 0, sizeof(*arena));
}

void cv_arena_release(struct cv_arena *arena)
{
	struct cv_chunk *next;

	for (struct cv_chunk *chunk = arena->first; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	cv_arena_init(arena);
}

static void use_chunk(struct cv_arena *arena, struct cv_chunk *chunk)
{
	arena->current = chunk;
	arena->at = chunk->data;
	arena->left = chunk->size;
}

void cv_arena_reset(struct cv_arena *arena)
{
	if (arena->first)
		use_chunk(arena, arena->first);
}

/* Move on to a chunk of at least size bytes: the next old one if it is large enough. */
static int grow(struct cv_arena *arena, size_t size)
{
	struct cv_chunk **link = arena->current ? &arena->current->next : &arena->first;
	struct cv_chunk *chunk = *link;
	size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;

	if (!chunk || chunk->size < size) {
		if (room > SIZE_MAX - sizeof(*chunk))
			return -1;
		chunk = malloc(sizeof(*chunk) + room);
		if (!chunk)
			return -1;
		chunk->size = room;
		chunk->next = *link;
		*link = chunk;
	}
	use_chunk(arena, chunk);
	return 0;
}

static char *take(struct cv_arena *arena, size_t size)
{
	char *taken;

	if (size > arena->left && grow(arena, size))
		return NULL;
	taken = arena->at;
	arena->at += size;
	arena->left -= size;
	return taken;
}

static size_t padding(const struct cv_arena *arena)
{
	return -(uintptr_t)arena->at & (alignof(max_align_t) - 1);
}

void *cv_arena_alloc(struct cv_arena *arena, size_t size)
{
	size_t gap = padding(arena);
	void *memory;

	if (gap > arena->left) {
		arena->left = 0;
	} else if (gap) {
		arena->at += gap;
		arena->left -= gap;
	}
	memory = take(arena, size);
	return memory ? memset(memory, 0, size) : NULL;
}

char *cv_arena_bytes(struct cv_arena *arena, size_t size)
{
	return take(arena, size);
}

void cv_arena_give_back(struct cv_arena *arena, size_t unused)
{
	arena->at -= unused;
	arena->left += unused;
}

int cv_arena_copy(struct cv_arena *arena, struct cv_text *text)
{
	char *copy;

	if (text->size == 0)
		return 0;
	copy = take(arena, text->size);
	if (!copy)
		return -1;
	memcpy(copy, text->data, text->size);
	text->data = copy;
	return 0;
}
