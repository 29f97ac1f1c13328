/* The rules on calls. Each call of either build is judged once, with its partner.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <fnmatch.h>
#include <math.h>
#include <string.h>

#include "compare/diff-filter.h"
#include "check/rule-kinds.h"

struct walk {
	const struct pgl_diff *diff;
	const struct pgl_rule *rule;
	struct pgl_check_result *result;
	struct pgl_change_filter filter;
	enum pgl_side side; /* whose calls the rule names */
	size_t n_named;	    /* calls that its globs match */
	size_t n_unpaired, n_unweighed;
};

/* Whether the rule covers calls executed as often as CHANGE: 1, 0, or -1 if that is not known. If the
   inlining of the call changed, the executions that changed count. */
static int is_often_enough(const struct walk *walk, const struct pgl_change *change,
			   bool is_changed)
{
	struct pgl_real executions = is_changed && change->kind <= PGL_KIND_UN_INLINED
					     ? change->weight
					     : change->executions;
	int hot = walk->rule->query.hot ? pgl_change_is_hot(walk->diff, change) : 1;
	int often = !walk->rule->executed ? 1
		    : !executions.known	  ? -1
					  : executions.value >= (double)walk->rule->executed;

	return !hot || !often ? 0 : hot < 0 || often < 0 ? -1 : 1;
}

static void judge_call(void *context, struct pgl_change *change, bool is_changed)
{
	struct walk *walk = context;
	const struct pgl_weights *weights = walk->diff->weights;
	enum pgl_judgement judgement;
	int often;

	if (change->site[walk->side] == PGL_NONE || !change->outcome[walk->side].is_there ||
	    !pgl_change_filter_location(&walk->filter, change, walk->side))
		return;
	walk->n_named++;
	/* The executions of an indirect call do not include those of calls promoted from it. */
	change->executions = pgl_real_of(weights->side[walk->side].own[change->site[walk->side]]);
	judgement = walk->rule->kind->judge(walk->rule, change, is_changed);
	often = is_often_enough(walk, change, is_changed);
	if (judgement == PGL_NOT_MEANT || !often)
		return;
	walk->result->n_seen++;
	if (judgement == PGL_FINE)
		return;
	if (often < 0)
		walk->n_unweighed++;
	else if (judgement == PGL_UNPAIRED)
		walk->n_unpaired++;
	else
		pgl_check_found(walk->result, PGL_SUBJECT_CALL)->change = *change;
}

/* Calls TAKE for each call of either build, paired calls once. */
static void each_call(const struct pgl_diff *diff, void *context,
		      void (*take)(void *context, struct pgl_change *change, bool is_changed))
{
	const struct pgl_match *match = diff->weights->match;
	struct pgl_change change;

	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++) {
			if (!pgl_change_is_told_by(match, side, s))
				continue;
			bool is_changed = pgl_change_of(diff->weights, side, s, &change);

			take(context, &change, is_changed);
		}
	}
}

static bool has_globs(const struct pgl_query *query)
{
	return query->functions.n || query->callees.n || query->files.n;
}

static bool needs_profile(const struct pgl_rule *rule)
{
	return rule->query.hot || rule->executed;
}

void pgl_check_calls(const struct pgl_check *check, const struct pgl_rule *rule,
		     struct pgl_check_result *result)
{
	struct walk walk = {
		.diff = check->diff, .rule = rule, .result = result, .side = rule->kind->side};
	/* The judge handles the reasons. */
	struct pgl_query place = rule->query;

	place.reasons.n = 0;
	if (needs_profile(rule) && check->diff->weights->source < 0) {
		pgl_check_unknown(result, "neither build has a profile with the counts of calls");
		return;
	}
	pgl_change_filter_init(&walk.filter, check->diff, &place);
	each_call(check->diff, &walk, judge_call);
	pgl_change_filter_release(&walk.filter);
	if (!walk.n_named && has_globs(&rule->query))
		pgl_check_unknown(result, "no call of %s matches the rule",
				  walk.side == PGL_OLD ? "OLD" : "NEW");
	if (walk.n_unpaired)
		pgl_check_unknown(result, "NEW's counterparts of %zu calls of OLD are not known",
				  walk.n_unpaired);
	if (walk.n_unweighed)
		pgl_check_unknown(result, "the executions of %zu calls are not known",
				  walk.n_unweighed);
}

/* --- one call --- */

/* True if the call stays a call here but every executed copy is inlined; rules about hot calls skip those. */
static bool runs_inlined_only(const struct pgl_rule *rule, const struct pgl_call_outcome *outcome)
{
	return needs_profile(rule) && outcome->share >= 1 - PGL_LEAST_SHARE;
}

enum pgl_judgement pgl_judge_inlined(const struct pgl_rule *rule, const struct pgl_change *change,
				     bool is_changed)
{
	const struct pgl_call_outcome *outcome = &change->outcome[PGL_NEW];

	(void)is_changed;
	if (runs_inlined_only(rule, outcome))
		return PGL_FINE;
	/* An unknown share (not a number) does not break the rule. */
	return !outcome->inlined || outcome->share < 1 - PGL_LEAST_SHARE ? PGL_BROKEN : PGL_FINE;
}

enum pgl_judgement pgl_judge_not_inlined(const struct pgl_rule *rule,
					 const struct pgl_change *change, bool is_changed)
{
	const struct pgl_call_outcome *outcome = &change->outcome[PGL_NEW];

	(void)rule, (void)is_changed;
	return outcome->inlined || outcome->share > PGL_LEAST_SHARE ? PGL_BROKEN : PGL_FINE;
}

/* True if this call of OLD has no counterpart in NEW for a reason that is not known. */
static bool is_lost(const struct pgl_change *change)
{
	return change->site[PGL_NEW] == PGL_NONE &&
	       (change->class == PGL_CLASS_AMBIGUOUS || change->class == PGL_CLASS_UNEXPLAINED);
}

enum pgl_judgement pgl_judge_stays_inlined(const struct pgl_rule *rule,
					   const struct pgl_change *change, bool is_changed)
{
	(void)rule;
	if (is_changed && change->kind == PGL_KIND_UN_INLINED)
		return PGL_BROKEN;
	if (!change->outcome[PGL_OLD].inlined)
		return PGL_NOT_MEANT;
	return is_lost(change) ? PGL_UNPAIRED : PGL_FINE;
}

enum pgl_judgement pgl_judge_stays_call(const struct pgl_rule *rule,
					const struct pgl_change *change, bool is_changed)
{
	(void)rule;
	if (is_changed && change->kind == PGL_KIND_NEWLY_INLINED)
		return PGL_BROKEN;
	if (change->outcome[PGL_OLD].inlined)
		return PGL_NOT_MEANT;
	return is_lost(change) ? PGL_UNPAIRED : PGL_FINE;
}

enum pgl_judgement pgl_judge_not_rejected(const struct pgl_rule *rule,
					  const struct pgl_change *change, bool is_changed)
{
	const struct pgl_call_outcome *outcome = &change->outcome[PGL_NEW];
	const struct pgl_texts *reasons = &rule->query.reasons;
	const char *reason = outcome->decision ? outcome->decision->reason : NULL;

	(void)is_changed;
	if (outcome->inlined || !outcome->decision || outcome->decision->inlined ||
	    runs_inlined_only(rule, outcome))
		return PGL_FINE;
	for (size_t i = 0; reason && i < reasons->n; i++)
		if (!fnmatch(reasons->item[i], reason, FNM_CASEFOLD))
			return PGL_BROKEN;
	return reasons->n ? PGL_FINE : PGL_BROKEN;
}

/* --- all calls together --- */

struct share {
	struct walk walk;
	double executed[PGL_SIDES], calls[PGL_SIDES];
	size_t n_unknown;
	bool is_estimated;
};

static void add_to_share(void *context, struct pgl_change *change, bool is_changed)
{
	struct share *share = context;
	const struct pgl_weights *weights = share->walk.diff->weights;

	(void)is_changed;
	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_real executed, calls;

		if (change->site[side] == PGL_NONE || !change->outcome[side].is_there ||
		    !pgl_change_filter_location(&share->walk.filter, change, (enum pgl_side)side) ||
		    !is_often_enough(&share->walk, change, false))
			continue;
		executed = pgl_real_of(weights->side[side].own[change->site[side]]);
		calls = change->calls[side];
		share->walk.n_named += side == PGL_NEW;
		if (!executed.known || !calls.known) {
			share->n_unknown += side == PGL_NEW;
			continue;
		}
		share->is_estimated |= side == PGL_NEW && change->calls_is_estimated[side];
		share->executed[side] += executed.value;
		share->calls[side] += fmin(calls.value, executed.value);
	}
}

void pgl_check_inlined_share(const struct pgl_check *check, const struct pgl_rule *rule,
			     struct pgl_check_result *result)
{
	struct share share = {.walk = {.diff = check->diff, .rule = rule, .result = result}};
	struct pgl_real value[PGL_SIDES];

	if (check->diff->weights->source < 0) {
		pgl_check_unknown(result, "neither build has a profile with the counts of calls");
		return;
	}
	pgl_change_filter_init(&share.walk.filter, check->diff, &rule->query);
	each_call(check->diff, &share, add_to_share);
	pgl_change_filter_release(&share.walk.filter);
	result->n_seen = share.walk.n_named;
	if (!share.walk.n_named && has_globs(&rule->query))
		pgl_check_unknown(result, "no call of NEW matches the rule");
	if (share.n_unknown)
		pgl_check_unknown(result, "the executions of %zu calls are not known",
				  share.n_unknown);
	for (int side = 0; side < PGL_SIDES; side++) {
		value[side].known = share.executed[side] > 0;
		value[side].value = value[side].known
					    ? 100 * (1 - share.calls[side] / share.executed[side])
					    : 0;
	}
	if (!value[PGL_NEW].known)
		pgl_check_unknown(result, "none of the calls is executed");
	else if (!pgl_check_is_within(rule, value[PGL_OLD].value, value[PGL_NEW].value)) {
		struct pgl_finding *finding = pgl_check_found(result, PGL_SUBJECT_BUILD);

		memcpy(finding->value, value, sizeof value);
		finding->is_estimated[PGL_NEW] = share.is_estimated;
	}
}
