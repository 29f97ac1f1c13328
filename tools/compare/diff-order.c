/* Sorting, and the names that sorting and rendering go by. See diff-order.h and diff.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff-order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/diff.h"
#include "records/names.h"
#include "base/order.h"
#include "base/banned.h"

/* --- names --- */

/* The side that names and ties are looked up on first: it must not depend on which is OLD. */
static enum pgl_side first_side(const struct pgl_diff *diff)
{
	return diff->weights->source == PGL_OLD ? PGL_OLD : PGL_NEW;
}

enum pgl_side pgl_change_side(const struct pgl_diff *diff, const struct pgl_change *change)
{
	enum pgl_side side = first_side(diff);

	return change->site[side] == PGL_NONE ? (enum pgl_side) !side : side;
}

const struct pgl_function *pgl_diff_function(const struct pgl_diff *diff, uint32_t body)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	enum pgl_side side = first_side(diff);

	if (identity->example[side][body] == PGL_NONE)
		side = (enum pgl_side) !side;
	return pgl_forest_function(identity->forest[side], identity->example[side][body]);
}

/* The function with number ID in the record of SITE of SIDE; of a clone that is no part, its
   origin. */
static const struct pgl_function *named(const struct pgl_identity *identity, enum pgl_side side,
					uint32_t site, uint32_t id)
{
	const struct pgl_forest *forest = identity->forest[side];
	const struct pgl_function *functions = pgl_forest_record(forest, site)->functions;
	uint32_t body = identity->body[side][pgl_forest_function_of(forest, site, id)];
	bool is_part = pgl_identity_is_part(identity, body);

	return &functions[functions[id].clone == PGL_CLONE_NONE || is_part ? id
									   : functions[id].origin];
}

const struct pgl_function *pgl_change_caller(const struct pgl_diff *diff,
					     const struct pgl_change *change)
{
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_identity *identity = diff->weights->match->identity;
	uint32_t site = change->site[side];

	return named(identity, side, site, pgl_forest_site(identity->forest[side], site)->caller);
}

const struct pgl_function *pgl_change_callee(const struct pgl_diff *diff,
					     const struct pgl_change *change)
{
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_identity *identity = diff->weights->match->identity;
	uint32_t site = change->site[side];
	uint32_t callee = pgl_forest_site(identity->forest[side], site)->callee;

	return callee == PGL_NONE ? NULL : named(identity, side, site, callee);
}

/* --- comparing --- */

/* The largest first, what is not known last. */
static int compare_real(struct pgl_real a, struct pgl_real b)
{
	return a.known != b.known ? PGL_COMPARE(b.known, a.known) : PGL_COMPARE(b.value, a.value);
}

static int compare_location(const struct pgl_diff *diff, const struct pgl_change *a,
			    const struct pgl_change *b)
{
	const struct pgl_change *change[] = {a, b};
	struct pgl_location at[2];
	const char *file[2];
	int order;

	for (int i = 0; i < 2; i++) {
		enum pgl_side side = pgl_change_side(diff, change[i]);
		const struct pgl_forest *forest = diff->weights->match->identity->forest[side];
		uint32_t site = change[i]->site[side];

		at[i] = pgl_forest_site(forest, site)->location;
		file[i] = at[i].file == PGL_NONE
				  ? NULL
				  : pgl_forest_record(forest, site)->unit.files[at[i].file];
	}
	order = pgl_compare_text(file[0], file[1]);
	if (!order)
		order = PGL_COMPARE(at[0].line, at[1].line);
	return order ? order : PGL_COMPARE(at[0].column, at[1].column);
}

int pgl_change_compare_place(const struct pgl_diff *diff, const struct pgl_change *a,
			     const struct pgl_change *b)
{
	enum pgl_side side = first_side(diff);
	const struct pgl_function *callee_a, *callee_b;
	int order = compare_location(diff, a, b);

	if (!order)
		order = pgl_compare_text(pgl_change_caller(diff, a)->name,
					 pgl_change_caller(diff, b)->name);
	if (!order) {
		callee_a = pgl_change_callee(diff, a);
		callee_b = pgl_change_callee(diff, b);
		order = pgl_compare_text(callee_a ? callee_a->name : NULL,
					 callee_b ? callee_b->name : NULL);
	}
	if (!order)
		order = PGL_COMPARE(a->site[side], b->site[side]);
	return order ? order : PGL_COMPARE(a->site[!side], b->site[!side]);
}

static int compare_changes(const void *a, const void *b, void *diff)
{
	const struct pgl_change *x = a, *y = b;
	int order = compare_real(x->weight, y->weight);

	return order ? order : pgl_change_compare_place(diff, x, y);
}

static struct pgl_real difference(const struct pgl_function_change *function)
{
	struct pgl_real real = pgl_real_minus(function->calls[PGL_NEW], function->calls[PGL_OLD]);

	real.value = fabs(real.value);
	return real;
}

/* The unit that shows what BODY is. */
static const char *source_of(const struct pgl_diff *diff, uint32_t body)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	enum pgl_side side = first_side(diff);
	const struct pgl_forest *forest;

	if (identity->example[side][body] == PGL_NONE)
		side = (enum pgl_side) !side;
	forest = identity->forest[side];
	return pgl_function_source(
		forest->build->records[forest->function_unit[identity->example[side][body]]],
		pgl_forest_function(forest, identity->example[side][body]));
}

static int compare_functions(const void *a, const void *b, void *diff)
{
	const struct pgl_function_change *x = a, *y = b;
	const struct pgl_function *f = pgl_diff_function(diff, x->body);
	const struct pgl_function *g = pgl_diff_function(diff, y->body);
	enum pgl_side side = first_side(diff);
	int order = compare_real(difference(x), difference(y));

	if (!order)
		order = compare_real(x->calls[side], y->calls[side]);
	if (!order)
		order = compare_real(x->calls[!side], y->calls[!side]);
	if (!order)
		order = pgl_compare_text(f->name, g->name);
	if (!order)
		order = pgl_compare_text(f->assembler, g->assembler);
	if (!order)
		order = pgl_compare_text(source_of(diff, x->body), source_of(diff, y->body));
	if (!order)
		order = PGL_COMPARE(f->id, g->id);
	return order ? order : PGL_COMPARE(x->body, y->body);
}

void pgl_diff_order(struct pgl_diff *diff)
{
	if (diff->n_changes)
		qsort_r(diff->changes, diff->n_changes, sizeof *diff->changes, compare_changes,
			diff);
	if (diff->n_functions)
		qsort_r(diff->functions, diff->n_functions, sizeof *diff->functions,
			compare_functions, diff);
}
