/* The rules on builds as wholes, and on their units.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "check/rule-kinds.h"

/* Adds and returns a finding if the numbers, which are known where RULE needs them, break RULE; else NULL. */
static struct pgl_finding *compare(const struct pgl_rule *rule, struct pgl_check_result *result,
				   enum pgl_subject subject, struct pgl_real old,
				   struct pgl_real new)
{
	struct pgl_finding *finding;

	if (pgl_check_is_within(rule, old.value, new.value))
		return NULL;
	finding = pgl_check_found(result, subject);
	finding->value[PGL_OLD] = old;
	finding->value[PGL_NEW] = new;
	return finding;
}

void pgl_check_fair(const struct pgl_check *check, const struct pgl_rule *rule,
		    struct pgl_check_result *result)
{
	result->n_seen = 1;
	for (size_t i = 0; i < check->fairness->n_unfair; i++) {
		const struct pgl_remark *remark = &check->fairness->item[i];
		bool is_excepted = false;

		for (size_t e = 0; e < rule->except.n; e++)
			is_excepted |= !strcmp(rule->except.item[e], remark->what);
		if (!is_excepted)
			pgl_check_found(result, PGL_SUBJECT_REMARK)->remark = remark;
	}
}

void pgl_check_paired(const struct pgl_check *check, const struct pgl_rule *rule,
		      struct pgl_check_result *result)
{
	const struct pgl_match *match = check->diff->weights->match;
	double paired = 2.0 * pgl_match_n_paired(match), all = paired;
	struct pgl_real share = {.known = true}, none = {.known = false};

	for (int side = 0; side < PGL_SIDES; side++)
		all += match->n[side][PGL_PAIRING_AMBIGUOUS] +
		       (double)match->n[side][PGL_PAIRING_ALONE];
	result->n_seen = (size_t)all;
	if (all == 0) {
		pgl_check_unknown(result, "the builds have no call");
		return;
	}
	share.value = 100 * paired / all;
	compare(rule, result, PGL_SUBJECT_BUILD, none, share);
}

void pgl_check_calls_growth(const struct pgl_check *check, const struct pgl_rule *rule,
			    struct pgl_check_result *result)
{
	struct pgl_real calls[PGL_SIDES] = {{.known = false}};
	struct pgl_finding *finding;

	result->n_seen = 1;
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_side_weights *its = &check->diff->weights->side[side];

		calls[side].known = !isnan(its->inside) || !isnan(its->outside);
		calls[side].value = (isnan(its->inside) ? 0 : its->inside) +
				    (isnan(its->outside) ? 0 : its->outside);
	}
	if (!calls[PGL_OLD].known || !calls[PGL_NEW].known) {
		pgl_check_unknown(result, "neither build has a profile with the counts of calls");
		return;
	}
	finding = compare(rule, result, PGL_SUBJECT_BUILD, calls[PGL_OLD], calls[PGL_NEW]);
	for (int side = 0; finding && side < PGL_SIDES; side++) {
		const struct pgl_side_weights *its = &check->diff->weights->side[side];

		finding->is_estimated[side] = its->estimated.inside || its->estimated.outside;
	}
}

void pgl_check_text(const struct pgl_check *check, const struct pgl_rule *rule,
		    struct pgl_check_result *result)
{
	bool is_growth = rule->kind->limit == PGL_LIMIT_GROWTH;

	result->n_seen = 1;
	for (int side = is_growth ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++)
		if (!check->text[side].known)
			pgl_check_unknown(result,
					  "%s has no object beside its records; name the program "
					  "with --%s-program",
					  side == PGL_OLD ? "OLD" : "NEW",
					  side == PGL_OLD ? "old" : "new");
	if (!result->unknown.length)
		compare(rule, result, PGL_SUBJECT_BUILD, pgl_check_real(check->text[PGL_OLD]),
			pgl_check_real(check->text[PGL_NEW]));
}

/* --- units --- */

static const struct pgl_unit *unit_of(const struct pgl_identity *identity, int side, uint32_t unit)
{
	uint32_t own = identity->unit_back[side][unit];

	return own == PGL_NONE ? NULL : &identity->forest[side]->build->records[own]->unit;
}

void pgl_check_units(const struct pgl_check *check, const struct pgl_rule *rule,
		     struct pgl_check_result *result)
{
	bool is_between_builds = rule->kind->side == PGL_OLD;
	const struct pgl_identity *identity = check->diff->weights->match->identity;
	size_t n_unknown = 0;

	for (uint32_t u = 0; u < identity->n_units; u++) {
		const struct pgl_unit *old = unit_of(identity, PGL_OLD, u);
		const struct pgl_unit *new = unit_of(identity, PGL_NEW, u);
		struct pgl_integer before, after;
		struct pgl_finding *finding;

		if (!new || (is_between_builds && !old) ||
		    !pgl_query_names_file(&rule->query, new->source))
			continue;
		before = is_between_builds ? old->size_after : new->size_before;
		after = new->size_after;
		result->n_seen++;
		if (!before.known || !after.known) {
			n_unknown++;
			continue;
		}
		finding = compare(rule, result, PGL_SUBJECT_UNIT, pgl_check_real(before),
				  pgl_check_real(after));
		if (finding)
			finding->number = u;
	}
	if (!result->n_seen)
		pgl_check_unknown(result, "%s no unit that the rule names",
				  is_between_builds ? "the builds share" : "NEW has");
	if (n_unknown)
		pgl_check_unknown(result, "the size of %zu unit%s is not known", n_unknown,
				  n_unknown == 1 ? "" : "s");
}
