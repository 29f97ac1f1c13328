/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often each name occurred: a hash table that grows.
 */
#ifndef CV_TALLY_H
#define CV_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "text.h"

struct cv_tally_entry {
	struct cv_text name;	/* data == NULL: free */
	uint32_t hash;
	uint64_t count;
};

struct cv_tally {
	struct cv_tally_entry *entries;
	size_t n_used;
	size_t n_entries;	/* a power of two, or 0 */
	struct cv_arena names;
};

void cv_tally_init(struct cv_tally *tally);
void cv_tally_release(struct cv_tally *tally);

/* Count name, copying a new one.  0, or -1 when out of memory. */
int cv_tally_add(struct cv_tally *tally, struct cv_text name);

/* Move the used entries to the front, by count, then by name.  Do not add after this. */
void cv_tally_sort(struct cv_tally *tally);

#endif
