/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tally: adding to a name already known is hot, a new name is rare, growing rarer.
 */
#include "tally.h"

#include <stdlib.h>

#define FIRST_SIZE 32

void cv_tally_init(struct cv_tally *tally)
{
	*tally = (struct cv_tally){ 0 };
	cv_arena_init(&tally->names);
}

void cv_tally_release(struct cv_tally *tally)
{
	free(tally->entries);
	cv_arena_release(&tally->names);
	cv_tally_init(tally);
}

/* The entry of name, or the free one where it belongs. */
static struct cv_tally_entry *find(struct cv_tally_entry *entries, size_t n_entries,
				   struct cv_text name, uint32_t hash)
{
	size_t at = hash & (n_entries - 1);

	while (entries[at].name.data &&
	       (entries[at].hash != hash || !cv_text_equal(entries[at].name, name)))
		at = (at + 1) & (n_entries - 1);
	return &entries[at];
}

static int grow(struct cv_tally *tally)
{
	size_t n_entries = tally->n_entries ? 2 * tally->n_entries : FIRST_SIZE;
	struct cv_tally_entry *entries = calloc(n_entries, sizeof(*entries));

	if (!entries)
		return -1;
	for (size_t i = 0; i < tally->n_entries; i++) {
		const struct cv_tally_entry *old = &tally->entries[i];

		if (old->name.data)
			*find(entries, n_entries, old->name, old->hash) = *old;
	}
	free(tally->entries);
	tally->entries = entries;
	tally->n_entries = n_entries;
	return 0;
}

static int insert(struct cv_tally *tally, struct cv_tally_entry *entry, struct cv_text name,
		  uint32_t hash)
{
	if (cv_arena_copy(&tally->names, &name))
		return -1;
	entry->name = name;
	entry->hash = hash;
	tally->n_used++;
	return 0;
}

int cv_tally_add(struct cv_tally *tally, struct cv_text name)
{
	uint32_t hash = cv_text_hash(name);
	struct cv_tally_entry *entry;

	if (2 * tally->n_used >= tally->n_entries && grow(tally))
		return -1;
	entry = find(tally->entries, tally->n_entries, name, hash);
	if (!entry->name.data && insert(tally, entry, name, hash))
		return -1;
	entry->count++;
	return 0;
}

static int compare(const void *left, const void *right)
{
	const struct cv_tally_entry *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return cv_text_compare(a->name, b->name);
}

void cv_tally_sort(struct cv_tally *tally)
{
	size_t n = 0;

	for (size_t i = 0; i < tally->n_entries; i++) {
		if (tally->entries[i].name.data)
			tally->entries[n++] = tally->entries[i];
	}
	if (n)
		qsort(tally->entries, n, sizeof(*tally->entries), compare);
}
