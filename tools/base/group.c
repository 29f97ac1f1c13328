/* Counting sort. See group.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/group.h"

#include <stdlib.h>

#include "base/xalloc.h"

void pgl_groups_init(struct pgl_groups *groups, uint32_t n_groups, const uint32_t *of,
		     uint32_t n_items)
{
	uint32_t *first = pgl_xcalloc((size_t)n_groups + 2, sizeof *first);

	/* first[G + 1] is where group G starts, and moves to where it ends as items are put there. */
	for (uint32_t i = 0; i < n_items; i++)
		if (of[i] != UINT32_MAX)
			first[of[i] + 2]++;
	for (uint32_t g = 0; g < n_groups; g++)
		first[g + 2] += first[g + 1];
	*groups = (struct pgl_groups){
		.first = first,
		.item = pgl_xcalloc((size_t)first[n_groups + 1] + 1, sizeof *groups->item),
		.n = n_groups,
	};
	for (uint32_t i = 0; i < n_items; i++)
		if (of[i] != UINT32_MAX)
			groups->item[first[of[i] + 1]++] = i;
}

void pgl_groups_release(struct pgl_groups *groups)
{
	free(groups->first);
	free(groups->item);
	*groups = (struct pgl_groups){.first = NULL};
}

uint32_t *pgl_pair_in_order(uint32_t n_groups, uint32_t *const of[2], const uint32_t n[2])
{
	uint32_t *n_taken = pgl_xcalloc(n_groups, sizeof *n_taken), *partner = pgl_xunset(n[0]);
	struct pgl_groups groups;

	pgl_groups_init(&groups, n_groups, of[1], n[1]);
	for (uint32_t i = 0; i < n[0]; i++) {
		uint32_t group = of[0][i];

		if (group != UINT32_MAX && n_taken[group] < pgl_group_size(&groups, group))
			partner[i] = groups.item[groups.first[group] + n_taken[group]++];
	}
	pgl_groups_release(&groups);
	free(n_taken);
	return partner;
}
