/* See linked.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/linked.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/xalloc.h"

void pgl_build_drop_linked(struct pgl_build *build)
{
	struct pgl_intern linked = {0};
	size_t kept = 0;

	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_unit *unit = &build->records[u]->unit;

		for (uint32_t i = 0; i < unit->n_units; i++)
			if (unit->units[i].summary)
				pgl_intern_add(&linked, unit->units[i].summary,
					       strlen(unit->units[i].summary));
	}
	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_unit *unit = &build->records[u]->unit;
		uint32_t n = linked.n;

		if (!unit->n_units && unit->summary &&
		    pgl_intern_add(&linked, unit->summary, strlen(unit->summary)) < n) {
			pgl_record_free(build->records[u]);
			free((char *)build->paths[u]);
			continue;
		}
		build->records[kept] = build->records[u];
		build->paths[kept++] = build->paths[u];
	}
	build->n = kept;
	pgl_intern_release(&linked);
}

const char *pgl_lack_text(enum pgl_lack lack)
{
	static const char *const texts[] = {
		[PGL_LACK_COMPILE] = "linked with link-time optimization, but compiled without the "
				     "plugin: the locations of its calls and the early inlining "
				     "there are unknown",
		[PGL_LACK_LINK] =
			"compiled for link-time optimization, but the record of the link is "
			"missing: what the IPA inliner decided is unknown (give the plugin to the "
			"link, too)",
		[PGL_LACK_LINK_OR_NOT] =
			"compiled for links with and without link-time optimization, but the "
			"record of a link is missing: this holds for a link without",
	};

	return texts[lack];
}

void pgl_build_lacks(const struct pgl_build *build, pgl_lack_taker *take, void *context)
{
	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_unit *unit = &build->records[u]->unit;

		for (uint32_t i = 0; i < unit->n_units; i++)
			if (!unit->units[i].summary)
				take(context, PGL_LACK_COMPILE, &unit->units[i]);
		if (unit->lto == PGL_LTO_SLIM)
			take(context, PGL_LACK_LINK, unit);
		else if (unit->lto == PGL_LTO_FAT)
			take(context, PGL_LACK_LINK_OR_NOT, unit);
	}
}

bool pgl_unit_has_code(const struct pgl_record *record, uint32_t linked)
{
	for (uint32_t f = 0; f < record->n_functions; f++)
		if (record->functions[f].has_body && record->functions[f].unit == linked)
			return true;
	return false;
}

bool pgl_record_has_code(const struct pgl_record *record)
{
	bool has_code = pgl_unit_has_code(record, PGL_NONE);

	for (uint32_t i = 0; i < record->unit.n_units && !has_code; i++)
		has_code = pgl_unit_has_code(record, i);
	return has_code;
}
