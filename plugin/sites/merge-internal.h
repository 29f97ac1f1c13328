/* What merge.c and its other half, sites/merge-take.c, share; nobody else's business.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MERGE_INTERNAL_H
#define PGL_MERGE_INTERNAL_H

#include "sites/merge.h"

/* From a number that is not 0 to another; grows as it must. */
struct map {
	struct entry {
		uint64_t key;
		uint32_t value;
	} * slot;
	size_t n, room; /* a power of two, or 0 */
};

struct part {
	struct pgl_record *record; /* NULL: it left nothing */
	uint32_t unit;		   /* the first of its units */
	uint32_t *function, *site, *file;
	double *scale;		 /* by function */
	struct map names, calls; /* assembler name -> function; root and statement -> site */
};

struct pgl_merge {
	struct pgl_record *record;
	struct pgl_sites *sites;
	struct part *parts;
	uint32_t n_parts;
	struct map visible;	  /* assembler name, interned -> the link's function */
	struct pgl_part_id *kept; /* by the link's function: whose body it has */
	uint32_t n_kept;
};

static inline struct pgl_location map_location(const struct part *part,
					       struct pgl_location location)
{
	if (location.file != PGL_NONE)
		location.file = part->file[location.file];
	return location;
}

static inline uint32_t map_function(const struct part *part, uint32_t function)
{
	return function == PGL_NONE ? PGL_NONE : part->function[function];
}

static inline uint32_t map_site(const struct part *part, uint32_t site)
{
	return site == PGL_NONE ? PGL_NONE : part->site[site];
}

/* Makes function TO of the link what FROM is in PART, but for its origin. */
void pgl_merge_describe(struct pgl_merge *merge, const struct part *part,
			const struct pgl_function *from, uint32_t to);

#endif
