/* Finds lines about the placement of functions: hot and cold, as NEW places them. See advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <math.h>
#include <stdlib.h>

#include "costs/size.h"
#include "base/xalloc.h"

/* The enum pgl_heat of each function of FOREST; to be freed. */
static unsigned char *read_heat(const struct pgl_forest *forest)
{
	unsigned char *heat = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *heat);

	for (uint32_t f = 0; f < forest->n_functions; f++)
		heat[f] = PGL_HEAT_USUAL;
	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];

		for (uint32_t e = 0; e < record->n_events; e++) {
			const struct pgl_event *event = &record->events[e];

			if (pgl_event_is(event, PGL_EVENT_SECTION) && event->section &&
			    event->function != PGL_NONE)
				heat[forest->first_function[u] + event->function] =
					(unsigned char)pgl_size_heat_of(event->section);
		}
	}
	return heat;
}

/* Adds a line of KIND for function number FUNCTION of NEW, if it can be written and is new. */
static void add_line(struct pgl_advice *advice, enum pgl_advice_kind kind, uint32_t function,
		     double rank)
{
	const struct pgl_forest *forest = &advice->compared->forest[PGL_NEW];
	const struct pgl_record *record = forest->build->records[forest->function_unit[function]];
	const struct pgl_function *its = pgl_forest_function(forest, function);
	struct pgl_advice_line *line = pgl_advice_new_line(advice, kind);

	line->function = its->name;
	line->is_placement = true;
	line->rank = rank;
	if (pgl_advice_write(&advice->sources, record, its, kind, &line->edit) ||
	    pgl_advice_same_edit(advice))
		pgl_advice_drop_line(advice);
}

void pgl_advice_add_placement(struct pgl_advice *advice)
{
	const struct pgl_forest *forest = advice->compared->forest;
	const struct pgl_identity *identity = &advice->compared->identity;
	const double *entered = advice->compared->weights.side[PGL_NEW].entered;
	unsigned char *old = read_heat(&forest[PGL_OLD]), *new = read_heat(&forest[PGL_NEW]);

	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		uint32_t before = identity->example[PGL_OLD][body];
		uint32_t after = identity->example[PGL_NEW][body];
		const struct pgl_function *its;

		if (before == PGL_NONE || after == PGL_NONE || old[before] == new[after] ||
		    pgl_identity_is_part(identity, body) ||
		    !pgl_forest_is_offline(&forest[PGL_NEW], after))
			continue;
		its = pgl_forest_function(&forest[PGL_NEW], after);
		if (new[after] == PGL_HEAT_HOT)
			add_line(advice, PGL_ADVICE_HOT, after, pgl_or_zero(entered[body]));
		else if (new[after] == PGL_HEAT_COLD)
			add_line(advice, PGL_ADVICE_COLD, after,
				 its->after.size.known ? its->after.size.value : 0);
	}
	free(old);
	free(new);
}
