/* Pairs and lone sites into changes. See diff.h; the orders are in diff-order.c.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/diff-order.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "base/banned.h"

/* Below this, instances of a call that fared differently are no change. */
#define LEAST_SHARE 1e-3

const char *pgl_kind_word(enum pgl_kind kind)
{
	static const char *const words[PGL_KIND_N] = {
		[PGL_KIND_NEWLY_INLINED] = "newly inlined",
		[PGL_KIND_UN_INLINED] = "un-inlined",
		[PGL_KIND_MOVED] = "moved",
		[PGL_KIND_REASON] = "reason changed",
		[PGL_KIND_APPEARED] = "appeared",
		[PGL_KIND_VANISHED] = "vanished",
	};

	return words[kind];
}

/* --- one call --- */

/* Gives a change whose sites and verdicts are set its kind; false: nothing changed. */
static bool find_kind(struct pgl_change *change)
{
	const struct pgl_verdict *old = &change->verdict[PGL_OLD], *new = &change->verdict[PGL_NEW];

	if (!old->is_there && !new->is_there)
		return false;
	if (!old->is_there || !new->is_there) {
		change->kind = old->is_there ? PGL_KIND_VANISHED : PGL_KIND_APPEARED;
		return true;
	}
	if (old->inlined != new->inlined) {
		change->kind = new->inlined ? PGL_KIND_NEWLY_INLINED : PGL_KIND_UN_INLINED;
		return true;
	}
	/* Not so if a share is not known. */
	change->is_in_copies = fabs(old->share - new->share) > LEAST_SHARE;
	if (change->is_in_copies) {
		change->kind =
			old->share < new->share ? PGL_KIND_NEWLY_INLINED : PGL_KIND_UN_INLINED;
		return true;
	}
	if (!old->decision || !new->decision) {
		change->kind = PGL_KIND_REASON;
		return old->decision != new->decision;
	}
	change->kind = old->inlined ? PGL_KIND_MOVED : PGL_KIND_REASON;
	return old->inlined ? old->decision->inliner != new->decision->inliner
			    : !pgl_same_text(old->decision->reason, new->decision->reason);
}

/* Is the change that of a duplicate, treated in its build as the call is in the other? The pair that
   it duplicates stands for both. */
static bool is_mere_duplicate(const struct pgl_weights *weights, int side,
			      const struct pgl_change *change)
{
	const struct pgl_match *match = weights->match;
	uint32_t original = match->original[side][change->site[side]];
	struct pgl_change pair = *change;

	if (original == PGL_NONE)
		return false;
	pair.verdict[!side] = pgl_verdict_of(weights, !side, match->partner[side][original]);
	return !find_kind(&pair);
}

bool pgl_change_of(const struct pgl_weights *weights, int side, uint32_t site,
		   struct pgl_change *change)
{
	const struct pgl_match *match = weights->match;
	uint32_t partner = match->partner[side][site];
	int known = weights->source == side || partner == PGL_NONE ? side : !side;
	uint32_t counted = known == side ? site : partner;

	memset(change, 0, sizeof *change);
	change->pairing = match->pairing[side][site];
	change->class = match->class[side][site];
	change->site[side] = site;
	change->site[!side] = partner;
	for (int s = 0; s < PGL_SIDES; s++) {
		struct pgl_verdict *verdict = &change->verdict[s];

		verdict->site = PGL_NONE;
		if (change->site[s] == PGL_NONE) {
			/* A call that is not there runs never, if only that is certain. */
			change->calls[s].known =
				weights->source >= 0 && change->class != PGL_CLASS_AMBIGUOUS;
			continue;
		}
		*verdict = pgl_verdict_of(weights, s, change->site[s]);
		change->calls[s] = pgl_real_of(weights->side[s].calls[change->site[s]]);
		change->calls_is_estimated[s] = weights->side[s].estimated.calls[change->site[s]];
	}
	change->weight = pgl_real_of(weights->side[known].total[counted]);
	change->weight_is_estimated = weights->side[known].estimated.total[counted];
	if (!find_kind(change) || is_mere_duplicate(weights, side, change))
		return false;
	if (partner != PGL_NONE && change->kind >= PGL_KIND_APPEARED) {
		int there = change->kind == PGL_KIND_APPEARED ? PGL_NEW : PGL_OLD;

		change->class = pgl_match_class_without(match, there, change->site[there]);
	}
	return true;
}

bool pgl_change_is_told_by(const struct pgl_match *match, int side, uint32_t site)
{
	return match->pairing[side][site] != PGL_PAIRING_COPY &&
	       (side == PGL_OLD || match->partner[side][site] == PGL_NONE);
}

static void find_changes(struct pgl_diff *diff)
{
	const struct pgl_match *match = diff->weights->match;
	struct pgl_change change;
	size_t room = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++) {
			if (!pgl_change_is_told_by(match, side, s) ||
			    !pgl_change_of(diff->weights, side, s, &change))
				continue;
			PGL_GROW(diff->changes, diff->n_changes, room);
			diff->changes[diff->n_changes++] = change;
		}
	}
}

/* --- functions --- */

static void find_sizes(const struct pgl_identity *identity, int side, struct pgl_real *sizes)
{
	const struct pgl_forest *forest = identity->forest[side];

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_real size = pgl_forest_function(forest, f)->after.size;
		struct pgl_real *sum = &sizes[identity->body[side][f]];

		if (!size.known || !pgl_forest_is_offline(forest, f))
			continue;
		sum->value += size.value;
		sum->known = true;
	}
}

static void find_bytes(const struct pgl_identity *identity, int side, struct pgl_diff *diff)
{
	const struct pgl_forest *forest = identity->forest[side];
	struct pgl_code_bytes bytes;

	pgl_code_bytes_init(&bytes, forest->build);
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t unit = forest->function_unit[f];
		struct pgl_bytes *sum = &diff->functions[identity->body[side][f]].bytes[side];
		struct pgl_bytes one =
			pgl_code_bytes_of(&bytes, unit, f - forest->first_function[unit]);

		if (!one.hot.known || !pgl_forest_is_offline(forest, f) ||
		    one.hot.value > INT64_MAX - sum->hot.value ||
		    one.cold.value > INT64_MAX - sum->cold.value)
			continue;
		sum->hot = (struct pgl_integer){sum->hot.value + one.hot.value, true};
		sum->cold = (struct pgl_integer){sum->cold.value + one.cold.value, true};
	}
	pgl_code_bytes_release(&bytes);
}

static void find_functions(struct pgl_diff *diff)
{
	const struct pgl_weights *weights = diff->weights;
	const struct pgl_identity *identity = weights->match->identity;
	struct pgl_real *sizes[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		sizes[side] = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *sizes[side]);
		find_sizes(identity, side, sizes[side]);
	}
	diff->functions = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *diff->functions);
	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		struct pgl_function_change *function = &diff->functions[diff->n_functions++];

		function->body = body;
		for (int side = 0; side < PGL_SIDES; side++) {
			const struct pgl_side_weights *its = &weights->side[side];

			function->is_inside |= its->is_inside[body];
			function->calls[side] = pgl_real_of(its->called[body]);
			function->calls_is_estimated[side] = its->estimated.called[body];
			/* A text that this build does not have is never entered. */
			if (identity->example[side][body] == PGL_NONE && weights->source >= 0)
				function->calls[side].known = true;
			function->size[side] = sizes[side][body];
		}
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		find_bytes(identity, side, diff);
		free(sizes[side]);
	}
}

/* --- the whole --- */

void pgl_diff_init(struct pgl_diff *diff, const struct pgl_weights *weights)
{
	*diff = (struct pgl_diff){.weights = weights};
	find_changes(diff);
	find_functions(diff);
	pgl_diff_order(diff);
	pgl_diff_sum(diff);
}

void pgl_diff_release(struct pgl_diff *diff)
{
	free(diff->changes);
	free(diff->functions);
	*diff = (struct pgl_diff){0};
}

struct pgl_real pgl_real_minus(struct pgl_real a, struct pgl_real b)
{
	return (struct pgl_real){.value = a.known && b.known ? a.value - b.value : 0,
				 .known = a.known && b.known};
}
