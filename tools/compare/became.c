/* See became.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/became.h"

#include <math.h>
#include <stdlib.h>

#include "base/order.h"
#include "base/xalloc.h"

/* Below this part of all executions a difference comes from rounding. */
#define ROUNDING 1e-9

/* Executions in one build. */
struct amount {
	double all, calls;
};

/* An instance: its context as a number, and its executions. */
struct instance {
	uint64_t context;
	int side;
	struct amount amount;
};

struct pair {
	const struct pgl_weights *weights;
	const uint32_t *site;
	struct instance *instances;
	size_t n, room;
};

static double share_of(const struct amount *amount)
{
	return amount->all > 0 ? fmin(1, fmax(0, amount->calls / amount->all)) : 0;
}

/* Compares as many executions as both builds have in AMOUNT, and takes these out of it. */
static void compare_amounts(struct pgl_became *became, struct amount amount[PGL_SIDES])
{
	double n = fmin(amount[PGL_OLD].all, amount[PGL_NEW].all);
	double share[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		share[side] = share_of(&amount[side]);
		amount[side].all -= n;
		amount[side].calls -= n * share[side];
	}
	became->executions[1][0] += n * fmax(0, share[PGL_NEW] - share[PGL_OLD]);
	became->executions[0][1] += n * fmax(0, share[PGL_OLD] - share[PGL_NEW]);
	became->executions[0][0] += n * fmin(share[PGL_OLD], share[PGL_NEW]);
	became->executions[1][1] += n * (1 - fmax(share[PGL_OLD], share[PGL_NEW]));
}

/* --- contexts --- */

static uint64_t mix(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * 0x9e3779b97f4a7c15u;
	return hash ^ (hash >> 29);
}

/* A base site as a number that its partner has, too. */
static uint64_t number_of(const struct pgl_match *match, int side, uint32_t base)
{
	uint32_t partner = match->partner[side][base];

	if (partner == PGL_NONE)
		return (uint64_t)base << 2 | 2 | (unsigned)side;
	return (uint64_t)(side == PGL_OLD ? base : partner) << 2;
}

static uint64_t context_of(const struct pgl_match *match, int side, uint32_t site)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	uint64_t hash = 1;

	for (uint32_t at = forest->nodes[site].body; at != PGL_NONE; at = forest->nodes[at].body)
		hash = mix(hash, number_of(match, side, forest->nodes[at].base));
	hash = mix(hash, pgl_identity_root(identity, side, site));
	return mix(hash, pgl_forest_is_clone(forest, pgl_forest_root(forest, site)));
}

static void add_instance(struct pair *pair, int side, uint32_t site)
{
	const struct pgl_forest *forest = pair->weights->match->identity->forest[side];
	double executed = pair->weights->side[side].executed[site];
	struct instance *instance;

	if (pgl_forest_is_gone(forest, site) || pgl_forest_is_without_code(forest, site) ||
	    !(executed > 0))
		return;
	PGL_GROW(pair->instances, pair->n, pair->room);
	instance = &pair->instances[pair->n++];
	instance->context = context_of(pair->weights->match, side, site);
	instance->side = side;
	instance->amount.all = executed;
	instance->amount.calls = pgl_forest_is_call(forest, site) ? executed : 0;
}

/* The instances that execute, of both builds. Those of a build add up to its executions of the call. */
static void list_instances(struct pair *pair, const struct amount all[PGL_SIDES])
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = pair->weights->match->identity->forest[side];
		uint32_t base = pair->site[side];
		size_t first = pair->n;
		double sum = 0;

		add_instance(pair, side, base);
		for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++)
			add_instance(pair, side, forest->copies[i]);
		for (size_t i = first; i < pair->n; i++)
			sum += pair->instances[i].amount.all;
		for (size_t i = first; i < pair->n; i++) {
			pair->instances[i].amount.all *= all[side].all / sum;
			pair->instances[i].amount.calls *= all[side].all / sum;
		}
	}
}

static int compare_contexts(const void *a, const void *b)
{
	const struct instance *x = a, *y = b;
	int order = PGL_COMPARE(x->context, y->context);

	if (!order)
		order = PGL_COMPARE(x->side, y->side);
	if (!order)
		order = PGL_COMPARE(x->amount.all, y->amount.all);
	return order ? order : PGL_COMPARE(x->amount.calls, y->amount.calls);
}

/* Compares the instances in each context; REST becomes the executions without a context in common. */
static void compare_instances(struct pgl_became *became, struct pair *pair,
			      struct amount rest[PGL_SIDES])
{
	for (int side = 0; side < PGL_SIDES; side++)
		rest[side] = (struct amount){0};
	if (pair->n)
		qsort(pair->instances, pair->n, sizeof *pair->instances, compare_contexts);
	for (size_t i = 0, end; i < pair->n; i = end) {
		struct amount here[PGL_SIDES] = {{0}};

		for (end = i;
		     end < pair->n && pair->instances[end].context == pair->instances[i].context;
		     end++) {
			here[pair->instances[end].side].all += pair->instances[end].amount.all;
			here[pair->instances[end].side].calls += pair->instances[end].amount.calls;
		}
		compare_amounts(became, here);
		for (int side = 0; side < PGL_SIDES; side++) {
			rest[side].all += here[side].all;
			rest[side].calls += here[side].calls;
		}
	}
}

/* The part of the executions of BASE of which no call instruction is left, and which were not inlined. */
static double share_without_code(const struct pgl_weights *weights, int side, uint32_t base)
{
	const struct pgl_forest *forest = weights->match->identity->forest[side];
	double all = 0, without = 0;

	for (uint32_t i = forest->first_copy[base], s = base;; s = forest->copies[i++]) {
		double executed = weights->side[side].executed[s];

		if (!pgl_forest_is_gone(forest, s) && executed > 0) {
			all += executed;
			without += pgl_forest_is_without_code(forest, s) ? executed : 0;
		}
		if (i == forest->first_copy[base + 1])
			break;
	}
	return all > 0 ? without / all : 0;
}

/* --- the whole --- */

static bool is_uniform(const struct amount *amount)
{
	double share = share_of(amount);

	return share < ROUNDING || share > 1 - ROUNDING;
}

static void drop_rounding(struct pgl_became *became)
{
	double(*n)[2] = became->executions;
	double least = ROUNDING * (n[0][0] + n[0][1] + n[1][0] + n[1][1]);

	for (int i = 0; i < 4; i++)
		if (n[i / 2][i % 2] < least)
			n[i / 2][i % 2] = 0;
}

struct pgl_became pgl_became_of(const struct pgl_weights *weights, const uint32_t site[PGL_SIDES])
{
	struct pgl_became became = {.known = true};
	struct pair pair = {.weights = weights, .site = site};
	struct amount all[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_side_weights *its = &weights->side[side];
		uint32_t base = site[side];

		all[side] = (struct amount){its->own[base], its->calls[base]};
		all[side].all *= 1 - share_without_code(weights, side, base);
		became.known &= !isnan(all[side].all) && !isnan(all[side].calls);
		became.is_estimated |= its->estimated.total[base] || its->estimated.calls[base];
	}
	if (!became.known)
		return became;
	if (!is_uniform(&all[PGL_OLD]) && !is_uniform(&all[PGL_NEW])) {
		became.least = PGL_LEAST_SHARE * fmin(all[PGL_OLD].all, all[PGL_NEW].all);
		list_instances(&pair, all);
		compare_instances(&became, &pair, all);
		free(pair.instances);
	}
	compare_amounts(&became, all);
	drop_rounding(&became);
	return became;
}

struct pgl_became pgl_became_of_shares(double executions, const double share[PGL_SIDES])
{
	struct pgl_became became = {.known = true};
	struct amount all[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		became.known &= !isnan(executions) && !isnan(share[side]);
		all[side] = (struct amount){executions, executions * (1 - share[side])};
	}
	if (became.known)
		compare_amounts(&became, all);
	became.least = became.known ? PGL_LEAST_SHARE * executions : 0;
	return became;
}
