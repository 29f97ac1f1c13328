/* Changes summed up by kind. See diff.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "base/banned.h"

static void add_bytes(struct pgl_integer *sum, const struct pgl_bytes *bytes)
{
	sum->known = true;
	sum->value += bytes->hot.value + bytes->cold.value;
}

/* FUNCTION, met the first time in a change of this kind; NULL: it has no text. */
static void add_caller(struct pgl_kind_sum *sum, const struct pgl_function_change *function)
{
	sum->n_callers++;
	/* Of a function that one build does not have nothing can be compared. */
	if (!function || !function->bytes[PGL_OLD].hot.known || !function->bytes[PGL_NEW].hot.known)
		return;
	for (int side = 0; side < PGL_SIDES; side++)
		add_bytes(&sum->bytes[side], &function->bytes[side]);
}

static void add_change(struct pgl_kind_sum *sum, const struct pgl_change *change)
{
	int side = change->kind == PGL_KIND_UN_INLINED ? PGL_OLD : PGL_NEW;
	const struct pgl_decision *decision = change->verdict[side].decision;

	sum->n++;
	sum->is_estimated |= change->weight_is_estimated;
	if (change->weight.known)
		sum->weight += change->weight.value;
	else
		sum->n_unknown++;
	if (change->kind <= PGL_KIND_UN_INLINED && decision && decision->inlined &&
	    decision->growth.known) {
		sum->growth.value += decision->growth.value;
		sum->growth.known = true;
	}
}

void pgl_diff_sum(struct pgl_diff *diff)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	size_t n = (size_t)identity->n_bodies + 1;
	const struct pgl_function_change **by_body = pgl_xcalloc(n, sizeof *by_body);
	/* The kinds, as bits, of which a change was met in the function. */
	unsigned char *was_met = pgl_xcalloc(n, sizeof *was_met);

	_Static_assert(PGL_KIND_N <= 8, "a bit for each kind");
	for (size_t i = 0; i < diff->n_functions; i++)
		by_body[diff->functions[i].body] = &diff->functions[i];
	memset(diff->kinds, 0, sizeof diff->kinds);
	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];
		struct pgl_kind_sum *sum = &diff->kinds[change->kind];
		/* A clone's or part's call may end up elsewhere in the other build. */
		enum pgl_side side = pgl_change_side(diff, change);
		uint32_t body = pgl_identity_root(identity, side, change->site[side]);

		add_change(sum, change);
		if (was_met[body] & 1u << change->kind)
			continue;
		was_met[body] |= (unsigned char)(1u << change->kind);
		add_caller(sum, by_body[body]);
	}
	free(was_met);
	free(by_body);
}
