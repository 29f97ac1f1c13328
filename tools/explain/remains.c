/* See remains.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/remains.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "explain/outcome.h"
#include "explain/inequality.h"

static const struct pgl_forest *forest_of(const struct pgl_weights *weights)
{
	return weights->match->identity->forest[PGL_NEW];
}

/* True if SITE, a call, executes often enough to be hot in the profile of its unit, or of its unit's pair. */
static bool is_hot(const struct pgl_weights *weights, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(weights);
	const struct pgl_identity *identity = weights->match->identity;
	double executed = weights->side[PGL_NEW].executed[site];
	uint32_t unit = forest->nodes[site].unit;
	struct pgl_integer threshold;

	if (weights->source == PGL_OLD)
		unit = identity->unit_back[PGL_OLD][identity->unit[PGL_NEW][unit]];
	if (unit == PGL_NONE || !(executed > 0))
		return false;
	threshold =
		identity->forest[weights->source]->build->records[unit]->unit.profile.hot_threshold;
	return !threshold.known || executed >= (double)threshold.value;
}

static bool is_elsewhere(const struct pgl_weights *weights, uint32_t site, const char *reason)
{
	const struct pgl_identity *identity = weights->match->identity;
	uint32_t body = pgl_identity_callee(identity, PGL_NEW, site);
	uint32_t example = body == PGL_NONE ? PGL_NONE : identity->example[PGL_NEW][body];

	return pgl_same_text(reason, "BODY_NOT_AVAILABLE") && example != PGL_NONE &&
	       pgl_forest_function(forest_of(weights), example)->has_body;
}

static size_t row_of(struct pgl_remains *remains, size_t *room, const char *reason,
		     bool body_is_elsewhere)
{
	for (size_t i = 0; i < remains->n; i++)
		if (pgl_same_text(remains->item[i].reason, reason) &&
		    remains->item[i].body_is_elsewhere == body_is_elsewhere)
			return i;
	PGL_GROW(remains->item, remains->n, *room);
	remains->item[remains->n] = (struct pgl_remaining){
		.reason = reason, .body_is_elsewhere = body_is_elsewhere, .most = PGL_NONE};
	return remains->n++;
}

static void add_site(struct pgl_remains *remains, size_t *room, uint32_t *last, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(remains->weights);
	const double *executed = remains->weights->side[PGL_NEW].executed;
	const struct pgl_decision *decision = pgl_final_decision(pgl_forest_site(forest, site));
	const char *reason = decision ? decision->reason : NULL;
	size_t row = row_of(remains, room, reason, is_elsewhere(remains->weights, site, reason));
	struct pgl_remaining *one = &remains->item[row];
	uint32_t base = forest->nodes[site].base;
	bool is_estimated;

	pgl_executions(remains->weights, PGL_NEW, site, &is_estimated);
	one->is_estimated |= is_estimated;
	one->executions += executed[site];
	one->n += last[base] != row;
	last[base] = (uint32_t)row;
	if (one->most == PGL_NONE || executed[site] > executed[one->most])
		one->most = site;
}

static int compare_rows(const void *a, const void *b)
{
	const struct pgl_remaining *x = a, *y = b;
	int order = PGL_COMPARE(y->executions, x->executions);

	if (!order)
		order = pgl_compare_text(x->reason, y->reason);
	return order ? order : PGL_COMPARE(x->body_is_elsewhere, y->body_is_elsewhere);
}

void pgl_remains_init(struct pgl_remains *remains, const struct pgl_weights *weights)
{
	const struct pgl_forest *forest = forest_of(weights);
	const struct pgl_side_weights *its = &weights->side[PGL_NEW];
	uint32_t *last = pgl_xunset(forest->n_sites);
	size_t room = 0;

	*remains = (struct pgl_remains){.weights = weights};
	for (uint32_t s = 0; weights->source >= 0 && s < forest->n_sites; s++) {
		if (pgl_forest_is_base(forest, s) && !pgl_forest_is_gone(forest, s) &&
		    !pgl_forest_is_without_code(forest, s) && its->own[s] > 0)
			remains->all += its->own[s];
		if (pgl_forest_is_call(forest, s) && is_hot(weights, s))
			add_site(remains, &room, last, s);
	}
	if (remains->n)
		qsort(remains->item, remains->n, sizeof *remains->item, compare_rows);
	free(last);
}

void pgl_remains_release(struct pgl_remains *remains)
{
	free(remains->item);
	*remains = (struct pgl_remains){.n = 0};
}

/* What would let calls be inlined that GCC rejected for REASON without comparing numbers. */
static const struct {
	const char *reason, *remedy;
} remedies[] = {
	{"BODY_NOT_AVAILABLE", "nothing in these records: the body is in a library, or in a unit "
			       "without a record"},
	{"FUNCTION_NOT_INLINABLE", "the function without noinline, or without what a copy cannot "
				   "do; `pgolens why` names which"},
	{"FUNCTION_NOT_INLINE_CANDIDATE", "inline, or -finline-functions"},
	{"NOT_DECLARED_INLINED", "inline, or -finline-functions"},
	{"OVERWRITABLE", "-fno-semantic-interposition, hidden visibility, or static"},
	{"INDIRECT_UNKNOWN_CALL", "a direct call, or one target that most calls in training have: "
				  "then -fprofile-use promotes it"},
	{"TARGET_OPTION_MISMATCH", "the same -m options or target attributes for both functions"},
	{"OPTIMIZATION_MISMATCH", "the same optimization options for both functions"},
	{"UNLIKELY_CALL", "training that executes the call more often"},
	{"NEVER_CALL", "training that executes the call"},
	{"FUNCTION_NOT_OPTIMIZED", "optimization in the caller's unit (-O2)"},
};

void pgl_remaining_add_remedy(struct pgl_strbuf *text, const struct pgl_remains *remains,
			      const struct pgl_remaining *one)
{
	const struct pgl_forest *forest = forest_of(remains->weights);
	const struct pgl_decision *decision =
		pgl_final_decision(pgl_forest_site(forest, one->most));
	struct pgl_inequality inequality;

	if (one->body_is_elsewhere) {
		pgl_strbuf_add(text, "-flto, or the body in a header");
		return;
	}
	if (decision && pgl_inequality_of(decision, &inequality) && inequality.param) {
		pgl_strbuf_addf(text, "a larger --param %s (now %s), or always_inline",
				inequality.param, PGL_DIGITS(inequality.param_value));
		return;
	}
	for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
		if (pgl_same_text(one->reason, remedies[i].reason)) {
			pgl_strbuf_add(text, remedies[i].remedy);
			return;
		}
	pgl_strbuf_add(text, "not known; `pgolens why` has what GCC compared");
}
