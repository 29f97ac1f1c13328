/* See contrast.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/contrast.h"

#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "compare/match.h"
#include "compare/outcome.h"
#include "explain/outcome.h"

enum { NAMED_STEPS = 3 };

const char *pgl_evidence_word(enum pgl_evidence evidence)
{
	static const char *const words[PGL_EVIDENCE_N] = {
		[PGL_RECORDED] = "recorded",
		[PGL_ESTIMATED] = "estimated",
		[PGL_MEASURED] = "measured",
		[PGL_CAUSED] = "caused",
	};

	return words[evidence];
}

void pgl_statements_release(struct pgl_statements *statements)
{
	for (size_t i = 0; i < statements->n; i++)
		free(statements->item[i].text);
	free(statements->item);
	*statements = (struct pgl_statements){.item = NULL};
}

/* Adds TEXT, which becomes empty, to STATEMENTS. */
static void add_statement(struct pgl_statements *statements, enum pgl_evidence evidence,
			  struct pgl_strbuf *text)
{
	PGL_GROW(statements->item, statements->n, statements->room);
	statements->item[statements->n++] =
		(struct pgl_statement){evidence, pgl_strbuf_detach(text)};
}

/* One instance of a call, and the decision on it, in both builds. */
struct pair {
	const struct pgl_match *match;
	const struct pgl_forest *forest[PGL_SIDES];
	uint32_t site[PGL_SIDES];
	const struct pgl_site *line[PGL_SIDES];
	const struct pgl_record *record[PGL_SIDES];
	const struct pgl_decision *decision[PGL_SIDES]; /* or NULL */
	bool inlined[PGL_SIDES];
	const char *label[PGL_SIDES];
};

static struct pair pair_of(const struct pgl_match *match, const uint32_t site[PGL_SIDES])
{
	struct pair pair = {.match = match};

	for (int side = 0; side < PGL_SIDES; side++) {
		pair.forest[side] = match->identity->forest[side];
		pair.site[side] = site[side];
		pair.label[side] = side == PGL_OLD ? "in OLD" : "in NEW";
		if (site[side] == PGL_NONE)
			continue;
		pair.line[side] = pgl_forest_site(pair.forest[side], site[side]);
		pair.record[side] = pgl_forest_record(pair.forest[side], site[side]);
		pair.decision[side] = pgl_decision_on(pair.forest[side], site[side]);
		pair.inlined[side] = pgl_forest_is_inlined(pair.forest[side], site[side]);
	}
	if (pair.record[PGL_OLD] && pair.record[PGL_NEW] &&
	    !pair.record[PGL_OLD]->unit.profile.found && pair.record[PGL_NEW]->unit.profile.found) {
		pair.label[PGL_OLD] = "without the profile";
		pair.label[PGL_NEW] = "with the profile";
	}
	return pair;
}

/* True if both builds decided the same for the same reason, by the same numbers. */
static bool is_same(const struct pair *pair)
{
	const struct pgl_decision *old = pair->decision[PGL_OLD], *new = pair->decision[PGL_NEW];

	if (pair->inlined[PGL_OLD] != pair->inlined[PGL_NEW] || !old != !new)
		return false;
	return !old || (old->inliner == new->inliner &&
			old->phase == new->phase &&pgl_same_text(old->reason, new->reason) &&
			pgl_same_text(old->limit, new->limit) &&
			pgl_same_integer(old->growth, new->growth) &&
			pgl_same_integer(old->limit_value, new->limit_value) &&
			pgl_same_integer(old->limit_actual, new->limit_actual));
}

static bool is_rejected_early(const struct pgl_decision *decision)
{
	return decision && !decision->inlined && decision->inliner == PGL_INLINER_EINLINE;
}

static const struct pgl_site *base_line(const struct pair *pair, int side)
{
	const struct pgl_forest *forest = pair->forest[side];

	return pgl_forest_site(forest, forest->nodes[pair->site[side]].base);
}

/* True if the early inliner rejected the call in both builds, and the IPA inliner decided on it in the other
   build only: what differs is not the reason for the early rejection. */
static bool is_early_only(const struct pair *pair, int side)
{
	const struct pgl_decision *other = pair->decision[!side];

	return is_rejected_early(pair->decision[side]) && other &&
	       other->inliner == PGL_INLINER_IPA &&
	       is_rejected_early(base_line(pair, !side)->decisions);
}

static void add_no_decision(struct pgl_strbuf *text, const struct pair *pair, int side)
{
	const struct pgl_decision *decision = pair->decision[side];

	if (pgl_forest_is_gone(pair->forest[side], pair->site[side]))
		pgl_strbuf_add(text, "GCC removed the call before the IPA inliner considered it");
	else if (pgl_outcome_never_runs(pair->forest[side], pair->site[side]))
		pgl_strbuf_add(text, "GCC removed the out-of-line body around the call, and no "
				     "decision of the IPA inliner on it is left");
	else
		pgl_strbuf_add(text, "the IPA inliner did not decide on it");
	pgl_strbuf_addf(text, " (the early inliner rejected it in both builds: %s here)",
			decision->reason);
}

/* Adds what was decided on SIDE, and what was compared if that is known. */
static void add_side(struct pgl_strbuf *text, const struct pair *pair, int side)
{
	const struct pgl_decision *decision = pair->decision[side];
	struct pgl_inequality inequality;
	size_t start;

	pgl_strbuf_addf(text, "%s ", pair->label[side]);
	if (is_early_only(pair, side)) {
		add_no_decision(text, pair, side);
	} else if (decision && decision->inlined && pair->inlined[side] && !decision->sequence &&
		   decision->phase == PGL_PHASE_UNKNOWN) {
		pgl_strbuf_add(text, "it came along inlined, within the body around it");
	} else if (!decision || decision->inlined != pair->inlined[side]) {
		pgl_strbuf_add(text, pair->inlined[side]
					     ? "it came along inlined, within the body around it"
					     : "no inliner decided on it");
	} else if (decision->inlined) {
		pgl_strbuf_addf(text, "it is inlined by %s (%s)",
				pgl_words(PGL_WORDS_INLINER)[decision->inliner],
				pgl_words(PGL_WORDS_PHASE)[decision->phase]);
		start = text->length;
		pgl_strbuf_add(text, ", ");
		pgl_allowance_add(text, pair->record[side], pair->line[side]->id, decision);
		if (text->length == start + 2)
			pgl_strbuf_truncate(text, start);
	} else {
		pgl_strbuf_addf(text, "it stays a call: %s", decision->reason);
		start = text->length;
		pgl_strbuf_add(text, ", ");
		if (pgl_inequality_of(decision, &inequality))
			pgl_inequality_add(text, &inequality);
		else
			pgl_sentence_add(text, pair->record[side], pair->line[side]->id, decision);
		if (text->length == start + 2)
			pgl_strbuf_truncate(text, start);
	}
}

/* Adds how often the call is executed, from the build that has a profile. */
static void add_count(struct pgl_statements *statements, const struct pair *pair)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (int side = PGL_SIDES - 1; side >= 0; side--) {
		if (!pair->line[side] || !pair->line[side]->count.known)
			continue;
		pgl_strbuf_addf(&text, "%s the call is ", pair->label[side]);
		pgl_site_add_count(&text, pair->record[side], pair->line[side]->id);
		if (pair->line[side]->flags & PGL_BIT(PGL_SITE_FLAG_COLD))
			pgl_strbuf_add(&text, "; GCC optimizes it for size");
		add_statement(statements, PGL_RECORDED, &text);
		return;
	}
}

/* Adds which term moved, if the IPA inliner decided in both builds. */
static void add_terms(struct pgl_statements *statements, const struct pair *pair)
{
	const struct pgl_decision *old = pair->decision[PGL_OLD], *new = pair->decision[PGL_NEW];
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (!old || !new || !old->growth.known || !new->growth.known ||
	    old->inliner != PGL_INLINER_IPA || new->inliner != PGL_INLINER_IPA)
		return;
	if (old->growth.value == new->growth.value)
		pgl_strbuf_addf(&text, "the growth is the same in both, %s",
				PGL_DIGITS(old->growth.value));
	else
		pgl_strbuf_addf(&text, "the growth differs: %s in OLD, %s in NEW",
				PGL_DIGITS(old->growth.value), PGL_DIGITS(new->growth.value));
	if (!pgl_same_text(old->hints, new->hints))
		pgl_strbuf_addf(&text, "; hints: %s in OLD, %s in NEW",
				old->hints ? old->hints : "none", new->hints ? new->hints : "none");
	add_statement(statements, PGL_RECORDED, &text);
}

static void add_cascades(struct pgl_statements *statements, const struct pair *pair,
			 const struct pgl_cascades *cascades)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_cascade cascade;

	for (int side = PGL_SIDES - 1; side >= 0; side--) {
		if (pair->site[side] == PGL_NONE ||
		    !pgl_cascade_find(cascades, side, pair->site[side], &cascade))
			continue;
		pgl_strbuf_addf(&text, "cascade in %s: ", side == PGL_OLD ? "OLD" : "NEW");
		pgl_cascade_add(&text, cascades, &cascade, NAMED_STEPS);
		add_statement(statements, PGL_ESTIMATED, &text);
		pgl_cascade_release(&cascade);
	}
}

/* Adds why the instance, which is on side THERE, is not in the other build. */
static void add_absence(struct pgl_statements *statements, const struct pair *pair, int there)
{
	uint32_t base = pair->forest[there]->nodes[pair->site[there]].base;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	add_side(&text, pair, there);
	add_statement(statements, PGL_RECORDED, &text);
	pgl_strbuf_addf(&text, "%s: ", pair->label[!there]);
	if (pair->match->partner[there][base] == PGL_NONE)
		pgl_add_missing_because(&text, pair->match->class[there][base], there);
	else
		pgl_strbuf_add(&text, "absent: the body it came with is not inlined there");
	add_statement(statements, PGL_RECORDED, &text);
}

void pgl_why_changed(struct pgl_statements *statements, const struct pgl_weights *weights,
		     const struct pgl_cascades *cascades, const uint32_t site[PGL_SIDES])
{
	struct pair pair = pair_of(weights->match, site);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (site[PGL_OLD] == PGL_NONE || site[PGL_NEW] == PGL_NONE) {
		int there = site[PGL_OLD] == PGL_NONE ? PGL_NEW : PGL_OLD;

		if (site[there] != PGL_NONE)
			add_absence(statements, &pair, there);
	} else if (!is_same(&pair)) {
		add_side(&text, &pair, PGL_OLD);
		pgl_strbuf_add(&text, "; ");
		add_side(&text, &pair, PGL_NEW);
		add_statement(statements, PGL_RECORDED, &text);
		add_count(statements, &pair);
		add_terms(statements, &pair);
	}
	if (cascades)
		add_cascades(statements, &pair, cascades);
}
