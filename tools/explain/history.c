/* See history.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct pgl_history {
	const struct pgl_forest *forest;
	struct pgl_inlining *into; /* by function, then sequence */
	size_t *first_into;	   /* by function; one more at the end */
	struct pgl_inlining *all;  /* by unit, then sequence */
	size_t *first_all;	   /* by unit; one more at the end */
};

/* The decision by which the IPA inliner inlined SITE, not a body around it; or NULL. */
static const struct pgl_decision *own_inlining(const struct pgl_site *site)
{
	const struct pgl_decision *final = pgl_final_decision(site);

	return final && final->inlined && final->inliner == PGL_INLINER_IPA && final->sequence &&
			       !(site->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		       ? final
		       : NULL;
}

static int compare_sequence(const void *a, const void *b)
{
	const struct pgl_inlining *one = a, *two = b;

	if (one->sequence != two->sequence)
		return one->sequence < two->sequence ? -1 : 1;
	return (one->site > two->site) - (one->site < two->site);
}

/* Sorts the N inlinings ITEMS by KEY, a unit's or a function's number below N_KEYS, then by sequence. Returns
   where each key's begin, one more at the end, to be freed. */
static size_t *sort_runs(const struct pgl_forest *forest, struct pgl_inlining *items, size_t n,
			 size_t n_keys, uint32_t (*key)(const struct pgl_forest *, uint32_t))
{
	size_t *first = pgl_xcalloc(n_keys + 2, sizeof *first);
	struct pgl_inlining *sorted = pgl_xcalloc(n + 1, sizeof *sorted);

	/* A key's place is counted two behind, so that filling moves it to one behind. */
	for (size_t i = 0; i < n; i++)
		first[key(forest, items[i].site) + 2]++;
	for (size_t k = 2; k <= n_keys; k++)
		first[k] += first[k - 1];
	for (size_t i = 0; i < n; i++)
		sorted[first[key(forest, items[i].site) + 1]++] = items[i];
	if (n)
		memcpy(items, sorted, n * sizeof *items);
	free(sorted);
	for (size_t k = 0; k < n_keys; k++)
		if (first[k + 1] - first[k] > 1)
			qsort(items + first[k], first[k + 1] - first[k], sizeof *items,
			      compare_sequence);
	return first;
}

static uint32_t unit_of(const struct pgl_forest *forest, uint32_t site)
{
	return forest->nodes[site].unit;
}

/* Marks the last inlining of each function whose body was inlined into its last caller. */
static void mark_last(struct pgl_history *history)
{
	const struct pgl_forest *forest = history->forest;
	size_t *last = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *last); /* plus 1 */

	for (size_t i = 0; i < history->first_all[forest->build->n]; i++) {
		uint32_t callee = pgl_forest_callee(forest, history->all[i].site);

		if (callee != PGL_NONE &&
		    pgl_forest_function(forest, callee)->offline == PGL_OFFLINE_INLINED)
			last[callee] = i + 1;
	}
	for (uint32_t f = 0; f < forest->n_functions; f++)
		if (last[f])
			history->all[last[f] - 1].is_last = true;
	free(last);
}

struct pgl_history *pgl_history_new(const struct pgl_forest *forest)
{
	struct pgl_history *history = pgl_xcalloc(1, sizeof *history);
	size_t n = 0, room = 0;

	history->forest = forest;
	for (uint32_t site = 0; site < forest->n_sites; site++) {
		const struct pgl_decision *decision = own_inlining(pgl_forest_site(forest, site));

		if (!decision)
			continue;
		PGL_GROW(history->all, n, room);
		history->all[n++] = (struct pgl_inlining){
			.site = site, .sequence = decision->sequence, .growth = decision->growth};
	}
	history->first_all = sort_runs(forest, history->all, n, forest->build->n, unit_of);
	mark_last(history);
	history->into = pgl_xcalloc(n + 1, sizeof *history->into);
	for (size_t i = 0; i < n; i++)
		history->into[i] = history->all[i];
	history->first_into =
		sort_runs(forest, history->into, n, forest->n_functions, pgl_forest_root);
	return history;
}

void pgl_history_free(struct pgl_history *history)
{
	if (!history)
		return;
	free(history->into);
	free(history->first_into);
	free(history->all);
	free(history->first_all);
	free(history);
}

struct pgl_inlinings pgl_history_into(const struct pgl_history *history, uint32_t function)
{
	const size_t *first = history->first_into + function;

	return (struct pgl_inlinings){history->into + first[0], first[1] - first[0]};
}

struct pgl_inlinings pgl_history_of_unit(const struct pgl_history *history, uint32_t unit)
{
	const size_t *first = history->first_all + unit;

	return (struct pgl_inlinings){history->all + first[0], first[1] - first[0]};
}

/* The size of FUNCTION after the inlinings into it before SEQUENCE. */
static struct pgl_integer size_at(const struct pgl_history *history, uint32_t function,
				  uint32_t sequence)
{
	const struct pgl_function *line = pgl_forest_function(history->forest, function);
	struct pgl_inlinings into = pgl_history_into(history, function);
	struct pgl_integer size = {(int64_t)line->before.size.value, line->before.size.known};

	for (size_t i = 0; i < into.n && into.item[i].sequence < sequence; i++) {
		size.known &= into.item[i].growth.known;
		size.value += into.item[i].growth.value;
	}
	return size;
}

struct pgl_integer pgl_history_net(const struct pgl_history *history,
				   const struct pgl_inlining *inlining)
{
	const struct pgl_forest *forest = history->forest;
	uint32_t root = pgl_forest_root(forest, inlining->site);
	uint32_t callee = pgl_forest_callee(forest, inlining->site);
	struct pgl_integer net = {0, true};

	if (pgl_forest_function(forest, root)->hotness != PGL_HOTNESS_UNLIKELY)
		net = inlining->growth;
	if (inlining->is_last &&
	    pgl_forest_function(forest, callee)->hotness != PGL_HOTNESS_UNLIKELY) {
		struct pgl_integer size = size_at(history, callee, inlining->sequence);

		net.known &= size.known;
		net.value -= size.value;
	}
	return net;
}
