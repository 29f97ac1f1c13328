/* Lists every call of two builds. See call-list.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/call-list.h"

#include <stdlib.h>

#include "base/xalloc.h"

const char *pgl_call_list_outcome_word(unsigned outcome)
{
	switch (outcome) {
	case PGL_CALL_INLINED: return "inlined in both";
	case PGL_CALL_CALL: return "call in both";
	case PGL_CALL_NONE: return "gone in both";
	default: return pgl_kind_word((enum pgl_kind)outcome);
	}
}

/* The outcome of a call that did not change. */
static uint8_t unchanged(const struct pgl_change *change)
{
	bool is_there = false, is_inlined = false;

	for (int side = 0; side < PGL_SIDES; side++) {
		is_there |= change->outcome[side].is_there;
		is_inlined |= change->outcome[side].is_there && change->outcome[side].inlined;
	}
	return !is_there ? PGL_CALL_NONE : is_inlined ? PGL_CALL_INLINED : PGL_CALL_CALL;
}

static void find_rows(struct pgl_call_list *list)
{
	const struct pgl_match *match = list->diff->weights->match;

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t n = match->identity->forest[side]->n_sites;

		list->row[side] = pgl_xunset(n);
	}
	for (size_t i = 0; i < list->n; i++)
		for (int side = 0; side < PGL_SIDES; side++)
			if (list->item[i].change.site[side] != PGL_NONE)
				list->row[side][list->item[i].change.site[side]] = (uint32_t)i;
}

void pgl_call_list_init(struct pgl_call_list *list, const struct pgl_diff *diff, uint64_t limit)
{
	const struct pgl_match *match = diff->weights->match;
	size_t room = 0;

	*list = (struct pgl_call_list){.diff = diff};
	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++) {
			struct pgl_call *call;

			if (!pgl_change_is_told_by(match, side, s))
				continue;
			PGL_GROW(list->item, list->n, room);
			call = &list->item[list->n++];
			call->outcome = pgl_change_of(diff->weights, side, s, &call->change)
						? call->change.kind
						: unchanged(&call->change);
		}
	}
	/* A call begins with its change. */
	if (list->n)
		qsort_r(list->item, list->n, sizeof *list->item, pgl_change_compare, (void *)diff);
	list->n_all = list->n;
	if (limit && limit < list->n)
		list->n = limit;
	find_rows(list);
}

void pgl_call_list_release(struct pgl_call_list *list)
{
	free(list->item);
	for (int side = 0; side < PGL_SIDES; side++)
		free(list->row[side]);
	*list = (struct pgl_call_list){0};
}
