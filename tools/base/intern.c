/* Open addressing over one array of bytes. See intern.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/intern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/xalloc.h"

static size_t start_of(const struct pgl_intern *table, uint32_t id)
{
	return id ? table->ends[id - 1] : 0;
}

static bool is_at(const struct pgl_intern *table, uint32_t id, const void *data, size_t length)
{
	size_t start = start_of(table, id);

	return table->ends[id] - start == length &&
	       (!length || !memcmp(table->bytes + start, data, length));
}

static void grow_slots(struct pgl_intern *table)
{
	size_t n_slots = table->n_slots ? 2 * table->n_slots : 64;

	free(table->slots);
	table->slots = pgl_xcalloc(n_slots, sizeof *table->slots);
	table->n_slots = n_slots;
	for (uint32_t id = 0; id < table->n; id++) {
		size_t start = start_of(table, id);
		size_t at = pgl_hash64(table->bytes + start, table->ends[id] - start);

		for (at &= n_slots - 1; table->slots[at]; at = (at + 1) & (n_slots - 1))
			;
		table->slots[at] = id + 1;
	}
}

static uint32_t append(struct pgl_intern *table, const void *data, size_t length)
{
	size_t start = start_of(table, table->n);

	if (start + length > table->room_bytes) {
		table->room_bytes = 2 * (start + length) + 256;
		table->bytes = pgl_xreallocarray(table->bytes, table->room_bytes, 1);
	}
	if (length)
		memcpy(table->bytes + start, data, length);
	PGL_GROW(table->ends, table->n, table->room);
	table->ends[table->n] = start + length;
	return table->n++;
}

uint32_t pgl_intern_add(struct pgl_intern *table, const void *data, size_t length)
{
	size_t at;

	if (2 * ((size_t)table->n + 1) > table->n_slots)
		grow_slots(table);
	at = pgl_hash64(data, length) & (table->n_slots - 1);
	for (; table->slots[at]; at = (at + 1) & (table->n_slots - 1))
		if (is_at(table, table->slots[at] - 1, data, length))
			return table->slots[at] - 1;
	table->slots[at] = table->n + 1;
	return append(table, data, length);
}

uint32_t pgl_intern_find(const struct pgl_intern *table, const void *data, size_t length)
{
	if (!table->n_slots)
		return UINT32_MAX;
	for (size_t at = pgl_hash64(data, length) & (table->n_slots - 1); table->slots[at];
	     at = (at + 1) & (table->n_slots - 1))
		if (is_at(table, table->slots[at] - 1, data, length))
			return table->slots[at] - 1;
	return UINT32_MAX;
}

void pgl_intern_reset(struct pgl_intern *table)
{
	table->n = 0;
	if (table->slots)
		memset(table->slots, 0, table->n_slots * sizeof *table->slots);
}

void pgl_intern_release(struct pgl_intern *table)
{
	free(table->bytes);
	free(table->ends);
	free(table->slots);
	*table = (struct pgl_intern){0};
}
