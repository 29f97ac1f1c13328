/* Items sorted into groups that are known by a number each, in linear time.

   Memory: as xalloc.h. SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GROUP_H
#define PGL_GROUP_H

#include <stdint.h>

/* The items of group G are item[first[G]] to item[first[G + 1] - 1], in ascending order. */
struct pgl_groups {
	uint32_t *first; /* by group; one more at the end */
	uint32_t *item;
	uint32_t n;
};

/* Sorts items 0 to N_ITEMS - 1 into N_GROUPS groups: item I into group OF[I], or into none if that is
   UINT32_MAX. Release GROUPS; OF may go. */
void pgl_groups_init(struct pgl_groups *groups, uint32_t n_groups, const uint32_t *of,
		     uint32_t n_items);
void pgl_groups_release(struct pgl_groups *groups);

/* Pairs, in their order, the N[0] items of one list with the N[1] of another: I of the first, in group
   OF[0][I], with one of the second in the same group. Returns, by item of the first, its partner or
   UINT32_MAX; to be freed. */
uint32_t *pgl_pair_in_order(uint32_t n_groups, uint32_t *const of[2], const uint32_t n[2]);

static inline uint32_t pgl_group_size(const struct pgl_groups *groups, uint32_t group)
{
	return groups->first[group + 1] - groups->first[group];
}

#endif
