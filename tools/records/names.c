/* How the things of a record are called.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/names.h"

#include "base/banned.h"

void pgl_add_location(struct pgl_strbuf *text, const struct pgl_record *record,
		      struct pgl_location location)
{
	if (location.file == PGL_NONE)
		return;
	pgl_strbuf_add(text, record->unit.files[location.file]);
	pgl_strbuf_add_char(text, ':');
	pgl_strbuf_add_unsigned(text, location.line);
	pgl_strbuf_add_char(text, ':');
	pgl_strbuf_add_unsigned(text, location.column);
}

const char *pgl_site_callee_name(const struct pgl_record *record, const struct pgl_site *site)
{
	return site->callee == PGL_NONE ? NULL : record->functions[site->callee].name;
}

const char *pgl_site_text_function(const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];

	if (site->parent == PGL_NONE)
		return record->functions[site->root].name;
	const char *name = pgl_site_callee_name(record, &record->sites[site->parent]);

	return name ? name : PGL_INDIRECT;
}

const char *pgl_decision_phase(const struct pgl_decision *decision)
{
	if (!decision->inlined && decision->phase == PGL_PHASE_UNKNOWN)
		return NULL;
	return pgl_words(PGL_WORDS_PHASE)[decision->phase];
}

bool pgl_count_is_hot(const struct pgl_record *record, struct pgl_count count)
{
	struct pgl_integer threshold = record->unit.profile.hot_threshold;

	return threshold.known && count.known && threshold.value >= 0 &&
	       count.value >= (uint64_t)threshold.value;
}

const char *pgl_function_source(const struct pgl_record *record,
				const struct pgl_function *function)
{
	return function->unit == PGL_NONE ? record->unit.source
					  : record->unit.units[function->unit].source;
}
