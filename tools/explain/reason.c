/* One decision in a line. See reason.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/reason.h"

#include <inttypes.h>

#include "records/names.h"
#include "base/table.h"

#include "base/banned.h"

static const char *function_name(const struct pgl_record *record, uint32_t function)
{
	return function == PGL_NONE ? PGL_INDIRECT : record->functions[function].name;
}

static void add_phase(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	switch (decision->phase) {
	case PGL_PHASE_ALWAYS_INLINE:
		pgl_strbuf_add(text, "; it is declared always_inline, whatever its size");
		break;
	case PGL_PHASE_FLATTEN:
		pgl_strbuf_add(text,
			       "; the caller is declared flatten: all calls in it are inlined");
		break;
	case PGL_PHASE_CALLED_ONCE:
		pgl_strbuf_add(text,
			       "; every call of it could be inlined, after which its own copy "
			       "is needed no more and the unit is no larger");
		break;
	default: break;
	}
}

static void add_inlining(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
			 const struct pgl_decision *decision)
{
	size_t start;

	pgl_strbuf_addf(text, "inlined by %s", pgl_words(PGL_WORDS_INLINER)[decision->inliner]);
	if (decision->phase != PGL_PHASE_UNKNOWN)
		pgl_strbuf_addf(text, " (%s)", pgl_words(PGL_WORDS_PHASE)[decision->phase]);
	if (decision->sequence) {
		pgl_strbuf_add(text, ", inlining ");
		pgl_add_unsigned(text, decision->sequence);
		pgl_strbuf_add(text, " of its unit");
	}
	start = text->length;
	pgl_strbuf_add(text, ": ");
	pgl_allowance_add(text, record, site, decision);
	if (text->length == start + 2)
		pgl_strbuf_truncate(text, start);
	add_phase(text, decision);
	if (decision->time_saved.known) {
		pgl_strbuf_add(text, "; saves ");
		pgl_add_real(text, decision->time_saved.value);
		pgl_strbuf_addf(text, " cycles per entry of %s",
				function_name(record, record->sites[site].caller));
	}
	if (decision->badness.known) {
		pgl_strbuf_add(text, "; badness ");
		pgl_add_real(text, decision->badness.value);
	}
}

static void add_rejection(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	const char *sentence = pgl_reason_sentence(decision->reason);
	struct pgl_inequality inequality;

	pgl_strbuf_addf(text, "rejected by %s: %s", pgl_words(PGL_WORDS_INLINER)[decision->inliner],
			decision->reason);
	if (pgl_inequality_of(decision, &inequality)) {
		pgl_strbuf_add(text, ": ");
		pgl_inequality_add(text, &inequality);
	} else if (decision->growth.known) {
		pgl_strbuf_add(text, ": growth ");
		pgl_add_signed(text, decision->growth.value);
	}
	if (sentence)
		pgl_strbuf_addf(text, "; %s", sentence);
}

void pgl_reason_add(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t site,
		    const struct pgl_decision *decision)
{
	size_t start = text->length;

	if (decision->inlined)
		add_inlining(text, record, site, decision);
	else
		add_rejection(text, decision);
	if (decision->hints && *decision->hints)
		pgl_strbuf_addf(text, "; hints: %s", decision->hints);
	pgl_strbuf_defuse(text, start);
}

static void add_heat(struct pgl_strbuf *text, const struct pgl_record *record,
		     const struct pgl_site *site)
{
	struct pgl_integer threshold = record->unit.profile.hot_threshold;

	if (!threshold.known)
		return;
	pgl_strbuf_add(text, pgl_count_is_hot(record, site->count) ? ", hot: at least "
								   : ", not hot: below ");
	pgl_add_signed(text, threshold.value);
	pgl_strbuf_add(text, record->unit.profile.runs > 1 ? " in all runs" : "");
}

bool pgl_site_add_count(struct pgl_strbuf *text, const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];
	const char *quality = pgl_words(PGL_WORDS_QUALITY)[site->count.quality];
	uint32_t runs = record->unit.profile.runs;
	size_t start = text->length;

	if (site->count.known) {
		uint64_t n = site->count.value;

		if (runs > 1 && n % runs)
			pgl_add_real(text, (double)n / runs);
		else
			pgl_add_unsigned(text, runs ? n / runs : n);
		pgl_strbuf_addf(text, " %s a run (%s", n == (runs ? runs : 1) ? "time" : "times",
				quality);
		if (runs > 1) {
			pgl_strbuf_add(text, "; ");
			pgl_add_unsigned(text, n);
			pgl_strbuf_addf(text, " in %" PRIu32 " runs", runs);
		}
		pgl_strbuf_add(text, ")");
		add_heat(text, record, site);
	} else if (site->frequency.known) {
		pgl_add_real(text, site->frequency.value);
		pgl_strbuf_addf(text, " %s per entry of %s (%s, no count)",
				site->frequency.value == 1 ? "time" : "times",
				function_name(record, site->caller), quality);
	} else {
		return false;
	}
	pgl_strbuf_defuse(text, start);
	return true;
}
