/* See site-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/site-text.h"

#include <inttypes.h>

#include "base/banned.h"

const char *pgl_plan_site_kind(const struct pgl_plan_site *site)
{
	return site->is_both ? "both" : site->is_newly_inlined ? "newly inlined" : "un-inlined";
}

static const struct pgl_site *site_of(const struct pgl_plans *plans, uint32_t number,
				      const struct pgl_record **record)
{
	const struct pgl_forest *forest = plans->match->identity->forest[PGL_NEW];
	uint32_t site = plans->sites[number].site[PGL_NEW];

	*record = pgl_forest_record(forest, site);
	return pgl_forest_site(forest, site);
}

void pgl_plan_site_add_place(const struct pgl_plans *plans, uint32_t number,
			     struct pgl_strbuf *text)
{
	const struct pgl_record *record;
	struct pgl_location at = site_of(plans, number, &record)->location;

	if (at.file == PGL_NONE)
		pgl_strbuf_add_char(text, '-');
	else
		pgl_strbuf_addf(text, "%s:%" PRIu32 ":%" PRIu32, record->unit.files[at.file],
				at.line, at.column);
}

static const char *name_of(const struct pgl_record *record, uint32_t function)
{
	if (function == PGL_NONE)
		return "(indirect)";
	return record->functions[record->functions[function].origin].name;
}

void pgl_plan_site_add_call(const struct pgl_plans *plans, uint32_t number, struct pgl_strbuf *text)
{
	const struct pgl_record *record;
	const struct pgl_site *site = site_of(plans, number, &record);
	uint32_t caller = site->root;

	if (site->parent != PGL_NONE && record->sites[site->parent].callee != PGL_NONE)
		caller = record->sites[site->parent].callee;
	pgl_strbuf_addf(text, "%s > %s", name_of(record, caller), name_of(record, site->callee));
	if (caller != site->root)
		pgl_strbuf_addf(text, " in %s", name_of(record, site->root));
}
