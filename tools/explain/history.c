/* See history.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/history.h"

#include <stdlib.h>

#include "base/xalloc.h"

struct pgl_history {
	const struct pgl_forest *forest;
	struct pgl_inlining *into; /* by function, then sequence */
	size_t *first_into;	   /* by function; one more at the end */
	struct pgl_inlining *all;  /* by unit, then sequence */
	size_t *first_all;	   /* by unit; one more at the end */
};

/* The decision by which the IPA inliner inlined SITE itself, or NULL. */
static const struct pgl_decision *own_inlining(const struct pgl_site *site)
{
	const struct pgl_decision *verdict = pgl_site_verdict(site);

	return verdict && verdict->inlined && verdict->inliner == PGL_INLINER_IPA &&
			       verdict->sequence && !(site->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		       ? verdict
		       : NULL;
}

static int compare_sequence(const void *a, const void *b)
{
	const struct pgl_inlining *one = a, *two = b;

	if (one->sequence != two->sequence)
		return one->sequence < two->sequence ? -1 : 1;
	return (one->site > two->site) - (one->site < two->site);
}

static void sort_runs(struct pgl_inlining *items, const size_t *first, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (first[i + 1] - first[i] > 1)
			qsort(items + first[i], first[i + 1] - first[i], sizeof *items,
			      compare_sequence);
}

/* The last inlining of each function that its last caller took used up its body. */
static void mark_last(struct pgl_history *history)
{
	const struct pgl_forest *forest = history->forest;
	size_t *last = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *last); /* and 1 */

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

/* Sorts the inlinings by function with FIRST_INTO, the number of those before each function, at hand. */
static void fill_into(struct pgl_history *history)
{
	const struct pgl_forest *forest = history->forest;
	size_t n = history->first_all[forest->build->n];
	size_t *at = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *at);

	for (size_t i = 0; i < n; i++)
		history->first_into[pgl_forest_root(forest, history->all[i].site) + 1]++;
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		history->first_into[f + 1] += history->first_into[f];
		at[f] = history->first_into[f];
	}
	for (size_t i = 0; i < n; i++)
		history->into[at[pgl_forest_root(forest, history->all[i].site)]++] =
			history->all[i];
	free(at);
	sort_runs(history->into, history->first_into, forest->n_functions);
}

struct pgl_history *pgl_history_new(const struct pgl_forest *forest)
{
	struct pgl_history *history = pgl_xcalloc(1, sizeof *history);
	size_t n = 0, room = 0;

	history->forest = forest;
	history->first_all = pgl_xcalloc(forest->build->n + 1, sizeof *history->first_all);
	history->first_into =
		pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *history->first_into);
	for (uint32_t site = 0; site < forest->n_sites; site++) {
		const struct pgl_decision *decision = own_inlining(pgl_forest_site(forest, site));

		if (!decision)
			continue;
		PGL_GROW(history->all, n, room);
		history->all[n++] = (struct pgl_inlining){
			.site = site, .sequence = decision->sequence, .growth = decision->growth};
		history->first_all[forest->nodes[site].unit + 1] = n;
	}
	for (size_t u = 0; u < forest->build->n; u++)
		if (history->first_all[u + 1] < history->first_all[u])
			history->first_all[u + 1] = history->first_all[u];
	sort_runs(history->all, history->first_all, forest->build->n);
	mark_last(history);
	history->into = pgl_xcalloc(n + 1, sizeof *history->into);
	fill_into(history);
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

/* The size of FUNCTION once the inlinings into it up to SEQUENCE were done. */
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
