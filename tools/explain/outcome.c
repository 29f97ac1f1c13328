/* See outcome.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/outcome.h"

#include <math.h>
#include <stdlib.h>

#include "records/names.h"
#include "base/order.h"
#include "base/xalloc.h"

static const struct {
	const char *word, *text;
} words[PGL_OUTCOME_N] = {
	[PGL_OUTCOME_CALL] = {"call", "call"},
	[PGL_OUTCOME_INLINED] = {"inlined", "inlined"},
	[PGL_OUTCOME_ALONG] = {"along", "inlined, with the body that it came in"},
	[PGL_OUTCOME_GONE] = {"gone", "removed before the IPA inliner considered it"},
	[PGL_OUTCOME_EXPANDED] = {"expanded", "expanded in place: no call instruction is left"},
	[PGL_OUTCOME_REMOVED] = {"removed", "removed after inlining: no call instruction is left"},
	[PGL_OUTCOME_UNREACHABLE] = {"unreachable", "removed: GCC proved that it is never reached"},
};

const char *pgl_outcome_text(enum pgl_outcome outcome)
{
	return words[outcome].text;
}

const char *pgl_outcome_word(enum pgl_outcome outcome)
{
	return words[outcome].word;
}

/* True if GCC replaced the callee by __builtin_unreachable. */
static bool is_unreachable(const struct pgl_site *line)
{
	const struct pgl_decision *final = pgl_final_decision(line);

	return final && !final->inlined && pgl_same_text(final->reason, "UNREACHABLE");
}

enum pgl_outcome pgl_outcome_of(const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);

	if (line->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		return PGL_OUTCOME_ALONG;
	if (pgl_site_inlined(line))
		return PGL_OUTCOME_INLINED;
	if (pgl_forest_is_gone(forest, site))
		return PGL_OUTCOME_GONE;
	if (is_unreachable(line))
		return PGL_OUTCOME_UNREACHABLE;
	if (!pgl_forest_is_without_code(forest, site))
		return PGL_OUTCOME_CALL;
	return line->flags & PGL_BIT(PGL_SITE_FLAG_REMOVED) ? PGL_OUTCOME_REMOVED
							    : PGL_OUTCOME_EXPANDED;
}

bool pgl_outcome_never_runs(const struct pgl_forest *forest, uint32_t site)
{
	enum pgl_offline offline =
		pgl_forest_function(forest, pgl_forest_root(forest, site))->offline;

	return offline == PGL_OFFLINE_INLINED || offline == PGL_OFFLINE_REMOVED;
}

/* True if EVENT is about the target of a call. */
static bool is_of_calls(const struct pgl_event *event)
{
	return pgl_event_is(event, PGL_EVENT_PROMOTED) ||
	       pgl_event_is(event, PGL_EVENT_DEVIRTUALIZED) ||
	       pgl_event_is(event, PGL_EVENT_MADE_DIRECT) ||
	       pgl_event_is(event, PGL_EVENT_NOT_REPLAYED) ||
	       pgl_event_is(event, PGL_EVENT_NOT_RECORDED);
}

static bool same_place(struct pgl_location a, struct pgl_location b)
{
	return a.file != PGL_NONE && a.file == b.file && a.line == b.line && a.column == b.column;
}

bool pgl_event_is_at(const struct pgl_forest *forest, uint32_t site, const struct pgl_event *event)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);
	const struct pgl_site *base = pgl_forest_site(forest, forest->nodes[site].base);

	if (event->site != PGL_NONE && (event->site == line->id || event->site == base->id))
		return true;
	if (event->site == PGL_NONE && is_of_calls(event))
		return event->function == base->root && same_place(event->location, base->location);
	if (pgl_event_is(event, PGL_EVENT_CONSTPROP) || pgl_event_is(event, PGL_EVENT_ISRA) ||
	    pgl_event_is(event, PGL_EVENT_SPLIT))
		return event->target != PGL_NONE && event->target == line->callee;
	return pgl_event_is(event, PGL_EVENT_MERGED) && line->was != PGL_NONE &&
	       event->function == line->was;
}

void pgl_add_whereabouts(struct pgl_strbuf *text, const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_record *record = pgl_forest_record(forest, site);
	const struct pgl_site *line = pgl_forest_site(forest, site);
	size_t n = 0, room = 0, start = text->length;
	uint32_t *path = NULL;

	if (line->parent == PGL_NONE) {
		pgl_strbuf_addf(text, "in %s's own code", record->functions[line->root].name);
		pgl_strbuf_defuse(text, start);
		return;
	}
	for (uint32_t at = line->parent; at != PGL_NONE; at = record->sites[at].parent) {
		PGL_GROW(path, n, room);
		path[n++] = at;
	}
	pgl_strbuf_addf(text, "in %s, through ", record->functions[line->root].name);
	for (size_t i = n; i-- > 0;) {
		const char *name = pgl_site_callee_name(record, &record->sites[path[i]]);

		pgl_strbuf_addf(text, "%s%s", i + 1 < n ? " > " : "", name ? name : PGL_INDIRECT);
	}
	free(path);
	pgl_strbuf_defuse(text, start);
}

struct pgl_real pgl_executions(const struct pgl_weights *weights, enum pgl_side side, uint32_t site,
			       bool *ret_is_estimated)
{
	const struct pgl_forest *forest = weights->match->identity->forest[side];
	const struct pgl_side_weights *its = &weights->side[side];
	uint32_t base = forest->nodes[site].base;

	/* The executions of a call with copies are an estimated division. */
	*ret_is_estimated = its->estimated.total[base] || base != site ||
			    forest->first_copy[base] != forest->first_copy[base + 1];
	return pgl_real_of(its->executed[site]);
}
