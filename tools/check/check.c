/* See check.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/check.h"

#include <math.h>
#include <stdlib.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "check/rule-kinds.h"

const char *pgl_check_state_word(enum pgl_check_state state)
{
	static const char *const words[PGL_CHECK_STATE_N] = {
		[PGL_CHECK_HOLDS] = "holds",
		[PGL_CHECK_BROKEN] = "broken",
		[PGL_CHECK_UNKNOWN] = "unknown",
	};

	return words[state];
}

struct pgl_finding *pgl_check_found(struct pgl_check_result *result, enum pgl_subject subject)
{
	PGL_GROW(result->findings, result->n, result->room);
	result->findings[result->n] = (struct pgl_finding){.subject = subject, .number = PGL_NONE};
	return &result->findings[result->n++];
}

void pgl_check_unknown(struct pgl_check_result *result, const char *format, ...)
{
	va_list arguments;

	if (result->unknown.length)
		return;
	va_start(arguments, format);
	pgl_strbuf_vaddf(&result->unknown, format, arguments);
	va_end(arguments);
}

bool pgl_check_counts(const struct pgl_check_result *result)
{
	if (result->rule->is_warning || result->state == PGL_CHECK_HOLDS)
		return false;
	return result->state == PGL_CHECK_BROKEN || !result->rule->if_known;
}

struct pgl_real pgl_check_real(struct pgl_integer value)
{
	return (struct pgl_real){.value = (double)value.value, .known = value.known};
}

/* --- numbers --- */

static void find_bodies(struct pgl_check *check, int side)
{
	const struct pgl_identity *identity = check->diff->weights->match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	struct pgl_body_numbers *bodies = &check->bodies[side];
	size_t n = (size_t)identity->n_bodies + 1;

	bodies->stands = pgl_xcalloc(n, sizeof *bodies->stands);
	bodies->frame = pgl_xcalloc(n, sizeof *bodies->frame);
	bodies->n_clones = pgl_xcalloc(n, sizeof *bodies->n_clones);
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);
		uint32_t body = identity->body[side][f];
		struct pgl_real *frame = &bodies->frame[body];

		if (!pgl_forest_is_offline(forest, f))
			continue;
		bodies->stands[body] = true;
		bodies->n_clones[identity->origin[body]] +=
			function->clone != PGL_CLONE_NONE && function->clone != PGL_CLONE_PART;
		if (!function->frame.known)
			continue;
		frame->value = fmax(frame->value, (double)function->frame.value);
		frame->known = true;
	}
}

/* --- results --- */

/* The importance of a finding: executions of a call, else how much more NEW has. */
static struct pgl_real weight_of(const struct pgl_finding *finding)
{
	if (finding->subject == PGL_SUBJECT_CALL)
		return finding->change.executions;
	if (!finding->value[PGL_OLD].known)
		return finding->value[PGL_NEW];
	return pgl_real_minus(finding->value[PGL_NEW], finding->value[PGL_OLD]);
}

static int compare_findings(const void *a, const void *b, void *diff)
{
	const struct pgl_finding *x = a, *y = b;
	struct pgl_real p = weight_of(x), q = weight_of(y);

	if (p.known != q.known)
		return PGL_COMPARE(q.known, p.known);
	if (p.known && p.value != q.value)
		return PGL_COMPARE(q.value, p.value);
	if (x->subject == PGL_SUBJECT_CALL && y->subject == PGL_SUBJECT_CALL)
		return pgl_change_compare_location(diff, &x->change, &y->change);
	return PGL_COMPARE(x->number, y->number);
}

static void check_rule(struct pgl_check *check, struct pgl_check_result *result)
{
	result->rule->kind->check(check, result->rule, result);
	result->state = result->n		 ? PGL_CHECK_BROKEN
			: result->unknown.length ? PGL_CHECK_UNKNOWN
						 : PGL_CHECK_HOLDS;
	/* Remarks are sorted already. */
	if (result->n > 1 && result->findings->subject != PGL_SUBJECT_REMARK)
		qsort_r(result->findings, result->n, sizeof *result->findings, compare_findings,
			(void *)check->diff);
	check->n_in_state[result->state]++;
	check->n_counted += pgl_check_counts(result);
}

void pgl_check_init(struct pgl_check *check, const struct pgl_rules *rules,
		    const struct pgl_diff *diff, const struct pgl_fairness *fairness,
		    const struct pgl_integer text[PGL_SIDES])
{
	*check = (struct pgl_check){.diff = diff, .fairness = fairness, .n = rules->n};
	for (int side = 0; side < PGL_SIDES; side++) {
		check->text[side] = text[side];
		find_bodies(check, side);
	}
	check->results = pgl_xcalloc(rules->n + 1, sizeof *check->results);
	for (size_t i = 0; i < rules->n; i++) {
		check->results[i].rule = &rules->item[i];
		pgl_strbuf_init(&check->results[i].unknown);
		check_rule(check, &check->results[i]);
	}
}

void pgl_check_release(struct pgl_check *check)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(check->bodies[side].stands);
		free(check->bodies[side].frame);
		free(check->bodies[side].n_clones);
	}
	for (size_t i = 0; i < check->n; i++) {
		pgl_strbuf_release(&check->results[i].unknown);
		free(check->results[i].findings);
	}
	free(check->results);
	*check = (struct pgl_check){.diff = NULL};
}
