/* The rules on calls. Each call of either build is looked at once, with its partner.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <fnmatch.h>
#include <math.h>
#include <string.h>

#include "compare/diff-filter.h"
#include "check/rule-kinds.h"

/* As in diff.c: below this, instances of a call that fared differently are no matter. */
#define LEAST_SHARE 1e-3

/* What a rule says of one call. */
enum outcome {
	NOT_MEANT, /* it is about other calls */
	FINE,
	BROKEN,
	UNPAIRED /* what became of it in NEW is not known */
};
typedef enum outcome call_judge(const struct pgl_rule *rule, const struct pgl_change *change,
				bool is_changed);

struct walk {
	const struct pgl_diff *diff;
	const struct pgl_rule *rule;
	struct pgl_check_result *result;
	struct pgl_change_filter filter;
	enum pgl_side side; /* whose calls the rule names */
	size_t n_named;	    /* calls that its globs name */
	size_t n_unpaired, n_unweighed;
};

/* Does the rule mean calls as often executed as this one? 1, 0, or -1: it is not known. */
static int is_often_enough(const struct walk *walk, const struct pgl_change *change)
{
	int hot = walk->rule->query.hot ? pgl_change_is_hot(walk->diff, change) : 1;
	int often = !walk->rule->executed   ? 1
		    : !change->weight.known ? -1
					    : change->weight.value >= (double)walk->rule->executed;

	return !hot || !often ? 0 : hot < 0 || often < 0 ? -1 : 1;
}

static void judge_call(struct walk *walk, struct pgl_change *change, bool is_changed,
		       call_judge *judge)
{
	const struct pgl_weights *weights = walk->diff->weights;
	enum outcome outcome;
	int often;

	if (change->site[walk->side] == PGL_NONE || !change->verdict[walk->side].is_there ||
	    !pgl_change_filter_place(&walk->filter, change, walk->side))
		return;
	walk->n_named++;
	/* Of an indirect call, what promoted calls took is not its own any more. */
	change->weight = pgl_real_of(weights->side[walk->side].own[change->site[walk->side]]);
	outcome = judge(walk->rule, change, is_changed);
	often = is_often_enough(walk, change);
	if (outcome == NOT_MEANT || !often)
		return;
	walk->result->n_seen++;
	if (outcome == FINE)
		return;
	if (often < 0)
		walk->n_unweighed++;
	else if (outcome == UNPAIRED)
		walk->n_unpaired++;
	else
		pgl_check_found(walk->result, PGL_SUBJECT_CALL)->change = *change;
}

/* Calls TAKE for each call that either build has. */
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

struct judging {
	struct walk walk;
	call_judge *judge;
};

static void take_call(void *context, struct pgl_change *change, bool is_changed)
{
	struct judging *judging = context;

	judge_call(&judging->walk, change, is_changed, judging->judge);
}

static void judge_all(const struct pgl_check *check, const struct pgl_rule *rule,
		      struct pgl_check_result *result, enum pgl_side side, call_judge *judge)
{
	struct judging judging = {
		.walk = {.diff = check->diff, .rule = rule, .result = result, .side = side},
		.judge = judge};
	struct walk *walk = &judging.walk;
	/* Which reasons are meant is for JUDGE to say. */
	struct pgl_query place = rule->query;

	place.reasons.n = 0;
	if (needs_profile(rule) && check->diff->weights->source < 0) {
		pgl_check_unknown(result,
				  "neither build has a profile that says how often calls run");
		return;
	}
	pgl_change_filter_init(&walk->filter, check->diff, &place);
	each_call(check->diff, &judging, take_call);
	pgl_change_filter_release(&walk->filter);
	if (!walk->n_named && has_globs(&rule->query))
		pgl_check_unknown(result, "no call of %s is named by it",
				  side == PGL_OLD ? "OLD" : "NEW");
	if (walk->n_unpaired)
		pgl_check_unknown(result,
				  "of %zu calls of OLD it is not known which they are in NEW",
				  walk->n_unpaired);
	if (walk->n_unweighed)
		pgl_check_unknown(result, "of %zu calls it is not known how often they run",
				  walk->n_unweighed);
}

/* --- what is asked of a call --- */

/* Of a call whose own verdict is that it is one: is all that executes of it inlined, in copies? Whoever
   asks for what runs often is not told of it. */
static bool runs_inlined_only(const struct pgl_rule *rule, const struct pgl_verdict *verdict)
{
	return needs_profile(rule) && verdict->share >= 1 - LEAST_SHARE;
}

static enum outcome judge_inlined(const struct pgl_rule *rule, const struct pgl_change *change,
				  bool is_changed)
{
	const struct pgl_verdict *verdict = &change->verdict[PGL_NEW];

	(void)is_changed;
	if (runs_inlined_only(rule, verdict))
		return FINE;
	/* Not so if the share is not known. */
	return !verdict->inlined || verdict->share < 1 - LEAST_SHARE ? BROKEN : FINE;
}

static enum outcome judge_not_inlined(const struct pgl_rule *rule, const struct pgl_change *change,
				      bool is_changed)
{
	const struct pgl_verdict *verdict = &change->verdict[PGL_NEW];

	(void)rule, (void)is_changed;
	return verdict->inlined || verdict->share > LEAST_SHARE ? BROKEN : FINE;
}

/* Is there no call in NEW that this one of OLD became, and no known cause for that? */
static bool is_lost(const struct pgl_change *change)
{
	return change->site[PGL_NEW] == PGL_NONE &&
	       (change->class == PGL_CLASS_AMBIGUOUS || change->class == PGL_CLASS_UNEXPLAINED);
}

static enum outcome judge_stays_inlined(const struct pgl_rule *rule,
					const struct pgl_change *change, bool is_changed)
{
	(void)rule;
	if (is_changed && change->kind == PGL_KIND_UN_INLINED)
		return BROKEN;
	if (!change->verdict[PGL_OLD].inlined)
		return NOT_MEANT;
	return is_lost(change) ? UNPAIRED : FINE;
}

static enum outcome judge_stays_call(const struct pgl_rule *rule, const struct pgl_change *change,
				     bool is_changed)
{
	(void)rule;
	if (is_changed && change->kind == PGL_KIND_NEWLY_INLINED)
		return BROKEN;
	if (change->verdict[PGL_OLD].inlined)
		return NOT_MEANT;
	return is_lost(change) ? UNPAIRED : FINE;
}

static enum outcome judge_not_rejected(const struct pgl_rule *rule, const struct pgl_change *change,
				       bool is_changed)
{
	const struct pgl_verdict *verdict = &change->verdict[PGL_NEW];
	const struct pgl_texts *reasons = &rule->query.reasons;
	const char *reason = verdict->decision ? verdict->decision->reason : NULL;

	(void)is_changed;
	if (verdict->inlined || !verdict->decision || verdict->decision->inlined ||
	    runs_inlined_only(rule, verdict))
		return FINE;
	for (size_t i = 0; reason && i < reasons->n; i++)
		if (!fnmatch(reasons->item[i], reason, FNM_CASEFOLD))
			return BROKEN;
	return reasons->n ? FINE : BROKEN;
}

void pgl_check_inlined(const struct pgl_check *check, const struct pgl_rule *rule,
		       struct pgl_check_result *result)
{
	judge_all(check, rule, result, PGL_NEW, judge_inlined);
}

void pgl_check_not_inlined(const struct pgl_check *check, const struct pgl_rule *rule,
			   struct pgl_check_result *result)
{
	judge_all(check, rule, result, PGL_NEW, judge_not_inlined);
}

void pgl_check_stays_inlined(const struct pgl_check *check, const struct pgl_rule *rule,
			     struct pgl_check_result *result)
{
	judge_all(check, rule, result, PGL_OLD, judge_stays_inlined);
}

void pgl_check_stays_call(const struct pgl_check *check, const struct pgl_rule *rule,
			  struct pgl_check_result *result)
{
	judge_all(check, rule, result, PGL_OLD, judge_stays_call);
}

void pgl_check_not_rejected(const struct pgl_check *check, const struct pgl_rule *rule,
			    struct pgl_check_result *result)
{
	judge_all(check, rule, result, PGL_NEW, judge_not_rejected);
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

		if (change->site[side] == PGL_NONE || !change->verdict[side].is_there ||
		    !pgl_change_filter_place(&share->walk.filter, change, (enum pgl_side)side) ||
		    !is_often_enough(&share->walk, change))
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
		pgl_check_unknown(result,
				  "neither build has a profile that says how often calls run");
		return;
	}
	pgl_change_filter_init(&share.walk.filter, check->diff, &rule->query);
	each_call(check->diff, &share, add_to_share);
	pgl_change_filter_release(&share.walk.filter);
	result->n_seen = share.walk.n_named;
	if (!share.walk.n_named && has_globs(&rule->query))
		pgl_check_unknown(result, "no call of NEW is named by it");
	if (share.n_unknown)
		pgl_check_unknown(result, "of %zu calls it is not known how often they run",
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
