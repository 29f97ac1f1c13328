/* What records add to the bytes: where functions were put, what was inlined in them, what became of those that
   have no bytes. See size-internal.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/size.h"

#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "base/xalloc.h"

void pgl_size_placed_init(struct pgl_size_placed *placed, const struct pgl_build *build)
{
	*placed = (struct pgl_size_placed){.room = 0};
	for (size_t u = 0; build && u < build->n; u++) {
		const struct pgl_record *record = build->records[u];

		for (uint32_t e = 0; e < record->n_events; e++) {
			const struct pgl_event *event = &record->events[e];

			if (!pgl_event_is(event, PGL_EVENT_SECTION) || !event->section ||
			    event->function == PGL_NONE)
				continue;
			const char *name = record->functions[event->function].assembler;
			uint32_t n = placed->names.n, i;

			if (!name)
				continue;
			i = pgl_intern_add(&placed->names, name, strlen(name) + 1);
			if (i == n)
				PGL_GROW(placed->heat, (size_t)n, placed->room);
			/* Local functions of one name may stand in several places. */
			enum pgl_heat heat = pgl_size_heat_of(event->section);

			placed->heat[i] =
				(unsigned char)(i == n || placed->heat[i] == heat ? heat
										  : PGL_HEAT_N);
		}
	}
}

void pgl_size_placed_release(struct pgl_size_placed *placed)
{
	pgl_intern_release(&placed->names);
	free(placed->heat);
}

enum pgl_heat pgl_size_placed_of(struct pgl_size_placed *placed, const char *symbol)
{
	uint32_t i = pgl_intern_find(&placed->names, symbol, strlen(symbol) + 1);

	return i == UINT32_MAX ? PGL_HEAT_N : (enum pgl_heat)placed->heat[i];
}

/* The function of SIZE that FUNCTION of the forest is, or PGL_NONE: it has no bytes in either build. */
static uint32_t find(const struct pgl_size *size, const struct pgl_forest *forest,
		     uint32_t function)
{
	const struct pgl_function *recorded = pgl_forest_function(forest, function);
	const struct pgl_record *record = forest->build->records[forest->function_unit[function]];
	const char *source = pgl_function_source(record, recorded), *slash;
	uint32_t found;

	if (!recorded->assembler)
		return PGL_NONE;
	slash = source ? strrchr(source, '/') : NULL;
	found = pgl_size_find(size, recorded->assembler, slash ? slash + 1 : source);
	return found == PGL_NONE ? pgl_size_find(size, recorded->assembler, NULL) : found;
}

/* One that is kept speaks for a function, before one that is inlined, before one that is removed. */
static bool speaks(enum pgl_offline is, enum pgl_offline was)
{
	static const int rank[PGL_OFFLINE_N] = {[PGL_OFFLINE_ABSENT] = 0,
						[PGL_OFFLINE_REMOVED] = 1,
						[PGL_OFFLINE_INLINED] = 2,
						[PGL_OFFLINE_KEPT] = 3};

	return rank[is] > rank[was];
}

static void add_fates(struct pgl_size *size, const struct pgl_forest *forest, int side,
		      uint32_t *number_of)
{
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);

		number_of[f] = find(size, forest, f);
		if (number_of[f] == PGL_NONE || function->clone != PGL_CLONE_NONE)
			continue;
		struct pgl_size_of *of = &size->functions[number_of[f]].side[side];

		if (speaks(function->offline, of->fate))
			of->fate = function->offline;
	}
}

static void add_inlined(struct pgl_size *size, const struct pgl_forest *forest, int side,
			const uint32_t *number_of)
{
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t root = pgl_forest_root(forest, s), callee = pgl_forest_callee(forest, s);

		if (!pgl_forest_is_inlined(forest, s) || callee == PGL_NONE || root == PGL_NONE ||
		    number_of[root] == PGL_NONE || !pgl_forest_is_offline(forest, root))
			continue;
		const char *symbol = pgl_forest_function(forest, callee)->assembler;

		/* The early inliner took all its calls, and then it was removed. */
		if (number_of[callee] != PGL_NONE &&
		    size->functions[number_of[callee]].side[side].fate == PGL_OFFLINE_REMOVED)
			size->functions[number_of[callee]].side[side].fate = PGL_OFFLINE_INLINED;
		if (!symbol)
			continue;
		char *base = pgl_xasprintf("%.*s", (int)pgl_size_base(symbol, NULL), symbol);
		uint32_t name = pgl_intern_add(&size->names, base, strlen(base) + 1);

		pgl_size_copy_of(size, number_of[root], name)->n[side]++;
		free(base);
	}
}

void pgl_size_add_records(struct pgl_size *size, const struct pgl_compared *compared)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = &compared->forest[side];
		uint32_t *number_of =
			pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *number_of);

		add_fates(size, forest, side, number_of);
		add_inlined(size, forest, side, number_of);
		free(number_of);
	}
}
