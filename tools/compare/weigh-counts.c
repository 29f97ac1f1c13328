/* Sums recorded counts and carries them over to the other build: through pairs, to the counterparts of lone
   calls (counterpart.h), and to split parts. See weigh-counts.h and weigh.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh-counts.h"

#include <math.h>
#include <stdlib.h>

#include "base/intern.h"
#include "base/xalloc.h"
#include "compare/counterpart.h"
#include "compare/weigh-merges.h"

double *pgl_unknown_numbers(size_t n)
{
	double *numbers = pgl_xcalloc(n + 1, sizeof *numbers);

	for (size_t i = 0; i < n; i++)
		numbers[i] = NAN;
	return numbers;
}

void pgl_add_known(double *sum, double number)
{
	if (!isnan(number))
		*sum = isnan(*sum) ? number : *sum + number;
}

static double count_of(const struct pgl_count *count)
{
	return count->known ? (double)count->value : NAN;
}

/* --- the build with the profile --- */

/* The function whose count in training stands for FUNCTION's, a copy of it: itself, if it is none. */
static uint32_t original_of(const struct pgl_forest *forest, uint32_t f)
{
	const struct pgl_function *function = pgl_forest_function(forest, f);
	bool is_part = function->clone == PGL_CLONE_PART || pgl_part_length(function->assembler);

	return function->clone == PGL_CLONE_NONE || is_part
		       ? f
		       : forest->first_function[forest->function_unit[f]] + function->origin;
}

/* By original: what its count and its clones' counts must be multiplied by, to add up to how often training
   entered it. GCC may give a clone a count without taking that from the original. To be freed. */
static double *find_factors(const struct pgl_forest *forest)
{
	double *factors = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *factors);

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);

		if (function->has_body && function->count.known)
			factors[original_of(forest, f)] += (double)function->count.value;
	}
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		struct pgl_integer entered = pgl_forest_function(forest, f)->entered;

		factors[f] =
			entered.known && factors[f] > 0 ? (double)entered.value / factors[f] : 1;
	}
	return factors;
}

/* The count of BASE with those of the same call in clones. */
static double recorded_total(const struct pgl_forest *forest, uint32_t base)
{
	double total = NAN;

	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
		uint32_t copy = forest->copies[i];

		if (pgl_forest_is_clone_copy(forest, copy) && !pgl_forest_is_gone(forest, copy))
			pgl_add_known(&total, count_of(&pgl_forest_site(forest, copy)->count));
	}
	/* If the call vanished, its clones took over its count. */
	if (!pgl_forest_is_gone(forest, base) || isnan(total))
		pgl_add_known(&total, count_of(&pgl_forest_site(forest, base)->count));
	return total;
}

/* The location of SITE in its function's code, as a number. */
static uint32_t location_of(const struct pgl_forest *forest, uint32_t site,
			    struct pgl_intern *locations)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);
	uint32_t key[] = {pgl_forest_root(forest, site), line->parent, line->location.file,
			  line->location.line, line->location.column};

	return pgl_intern_add(locations, key, sizeof key);
}

/* Gives each indirect call back the executions that the promoted calls at its location took; where
   several indirect calls share the location, the first gets them. */
static void add_promoted(struct pgl_side_weights *side, const struct pgl_forest *forest)
{
	struct pgl_intern locations = {0};
	double *promoted = NULL;
	size_t room = 0;

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t n = locations.n, location;

		if (!pgl_forest_is_base(forest, s) || pgl_forest_is_gone(forest, s) ||
		    !(pgl_forest_site(forest, s)->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE)))
			continue;
		location = location_of(forest, s, &locations);
		if (location == n) {
			PGL_GROW(promoted, n, room);
			promoted[n] = NAN;
		}
		pgl_add_known(&promoted[location], side->own[s]);
	}
	for (uint32_t s = 0, n = locations.n; n && s < forest->n_sites; s++) {
		uint32_t location;

		if (!pgl_forest_is_base(forest, s) ||
		    pgl_forest_site(forest, s)->callee != PGL_NONE)
			continue;
		location = location_of(forest, s, &locations);
		if (location >= n)
			continue;
		pgl_add_known(&side->total[s], promoted[location]);
		promoted[location] = NAN;
	}
	free(promoted);
	pgl_intern_release(&locations);
}

static void take_recorded(struct pgl_weights *weights, const struct pgl_forest *forest)
{
	struct pgl_side_weights *side = &weights->side[weights->source];
	double *factors = find_factors(forest);

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		double factor;

		if (!pgl_forest_is_base(forest, s))
			continue;
		factor = factors[original_of(forest, pgl_forest_root(forest, s))];
		side->total[s] = side->own[s] = factor * recorded_total(forest, s);
		side->estimated.total[s] = factor != 1 && side->total[s] > 0;
	}
	free(factors);
	add_promoted(side, forest);
}

static void number_texts(struct pgl_totals *totals, const struct pgl_identity *identity)
{
	struct pgl_intern texts = {0};

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = identity->forest[side];

		totals->text[side] =
			pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *totals->text[side]);
		for (uint32_t f = 0; f < forest->n_functions; f++) {
			uint32_t key[] = {identity->unit[side][forest->function_unit[f]],
					  identity->body[side][f]};

			totals->text[side][f] = pgl_intern_add(&texts, key, sizeof key);
		}
	}
	totals->n_texts = texts.n;
	pgl_intern_release(&texts);
}

static void count_bodies(struct pgl_totals *totals, const struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	const struct pgl_forest *forest = identity->forest[weights->source];
	double *factors = find_factors(forest);

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);
		double count = factors[original_of(forest, f)] * count_of(&function->count);

		if (!function->has_body)
			continue;
		pgl_add_known(&totals->text_count[totals->text[weights->source][f]], count);
		pgl_add_known(&totals->body_count[identity->body[weights->source][f]], count);
	}
	free(factors);
}

/* GCC gives a split part its header's count; the counts of its calls are right. */
static void count_parts(struct pgl_totals *totals, const struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	int source = weights->source;
	const struct pgl_forest *forest = identity->forest[source];
	double *calls = pgl_unknown_numbers(identity->n_bodies);

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t callee = pgl_identity_callee(identity, source, s);

		if (pgl_match_calls_part(weights->match, source, s))
			pgl_add_known(&calls[callee], weights->side[source].own[s]);
	}
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t body = identity->body[source][f];

		if (pgl_identity_is_part(identity, body) && !isnan(calls[body]))
			totals->text_count[totals->text[source][f]] = totals->body_count[body] =
				calls[body];
	}
	free(calls);
}

double pgl_totals_entries(const struct pgl_totals *totals, const struct pgl_weights *weights,
			  int side, uint32_t function)
{
	uint32_t body = weights->match->identity->body[side][function];
	uint32_t text = totals->text[side][function];

	if (side == weights->source)
		return totals->text_count[text];
	return pgl_identity_is_part(weights->match->identity, body) ? totals->part_count[body]
								    : totals->carried_count[text];
}

/* --- pairs and counterparts --- */

static void carry_pairs(struct pgl_weights *weights)
{
	const struct pgl_match *match = weights->match;
	int from = weights->source, to = !from;

	for (uint32_t s = 0; s < match->identity->forest[to]->n_sites; s++) {
		uint32_t partner = match->partner[to][s];

		if (partner != PGL_NONE)
			weights->side[to].own[s] = weights->side[from].total[partner];
	}
}

/* A call that only the build with the profile has executes at its counterpart in the other. */
static void carry_home(struct pgl_weights *weights)
{
	int from = weights->source, to = !from;
	struct pgl_counterparts homes;

	pgl_counterparts_init(&homes, weights->match, from);
	for (uint32_t s = 0; s < weights->match->identity->forest[from]->n_sites; s++)
		if (homes.site[s] != PGL_NONE)
			pgl_add_known(&weights->side[to].own[homes.site[s]],
				      weights->side[from].own[s]);
	pgl_counterparts_release(&homes);
}

/* A call that only the other build has takes a share of its counterpart's executions: the share of the body
   it came with in all entries of the counterpart's function. */
static void carry_from_home(struct pgl_totals *totals, struct pgl_weights *weights)
{
	const struct pgl_match *match = weights->match;
	int from = weights->source, to = !from;
	const struct pgl_forest *forest = match->identity->forest[from];
	double *own = weights->side[to].own;
	bool *is_estimated = weights->side[to].estimated.total;
	struct pgl_counterparts homes;

	pgl_counterparts_init(&homes, match, to);
	for (uint32_t s = 0; s < match->identity->forest[to]->n_sites; s++) {
		uint32_t home = homes.site[s], partner;
		double entries, share;

		if (home == PGL_NONE || homes.through[s] == PGL_NONE || !isnan(own[s]))
			continue;
		entries = totals->text_count[totals->text[from][pgl_forest_root(forest, home)]];
		share = own[homes.through[s]];
		if (share == 0 || weights->side[from].own[home] == 0) {
			own[s] = 0;
		} else if (entries > 0) {
			own[s] = weights->side[from].own[home] * share / entries;
			is_estimated[s] = true;
		}
		partner = match->partner[from][home];
		if (partner != PGL_NONE && own[s] > 0) {
			own[partner] = fmax(0, own[partner] - own[s]);
			is_estimated[partner] = true;
		}
	}
	pgl_counterparts_release(&homes);
}

/* The executions of the early-inlined calls of each unit's function. */
static double *sum_early(const struct pgl_totals *totals, const struct pgl_weights *weights,
			 int side)
{
	const struct pgl_forest *forest = weights->match->identity->forest[side];
	double *early = pgl_xcalloc((size_t)totals->n_texts + 1, sizeof *early);

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s) && pgl_forest_is_early(forest, s) &&
		    pgl_forest_site(forest, s)->callee != PGL_NONE)
			pgl_add_known(&early[totals->text[side][pgl_forest_callee(forest, s)]],
				      weights->side[side].own[s]);
	return early;
}

/* The builds differ in what early inlining took from a function, and in what GCC merged with it, not in how often
   the source executes it. */
static void carry_entries(struct pgl_totals *totals, const struct pgl_weights *weights)
{
	int from = weights->source, to = !from;
	double *merged =
		pgl_merges_difference(weights, totals->text, totals->text_count, totals->n_texts);
	double *early_from = sum_early(totals, weights, from);
	double *early_to = sum_early(totals, weights, to);

	for (uint32_t t = 0; t < totals->n_texts; t++) {
		double count = totals->text_count[t];
		double entries = count + (early_from[t] - early_to[t]) + merged[t];

		totals->carried_count[t] = entries > 0 ? entries : count;
	}
	free(early_from);
	free(early_to);
	free(merged);
}

/* --- split parts --- */

/* By body: true for a part that both builds split off alike, whose counts carry over as they are. */
static bool *find_same_parts(const struct pgl_match *match)
{
	const struct pgl_identity *identity = match->identity;
	bool *is_same = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *is_same);

	for (uint32_t body = 0; body < identity->n_bodies; body++)
		is_same[body] = pgl_identity_is_part(identity, body) &&
				identity->example[PGL_OLD][body] != PGL_NONE &&
				identity->example[PGL_NEW][body] != PGL_NONE;
	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < identity->forest[side]->n_sites; s++) {
			uint32_t body = pgl_identity_root(identity, side, s);
			uint32_t partner = match->partner[side][s];

			if (pgl_forest_is_base(identity->forest[side], s) &&
			    (partner == PGL_NONE ||
			     pgl_identity_root(identity, !side, partner) != body))
				is_same[body] = false;
		}
	}
	return is_same;
}

/* Evidence about the entries of split parts, by function. */
struct parts {
	const bool *is_same;
	double *header;	 /* by site that calls a part: executions of the header it ends */
	double *headers; /* their sum, of those that are known */
	double *high;	 /* their sum: the part can't be entered more often */
	double *least;	 /* the most executions of a call in it whose frequency is no more than 1 */
	double *low;	 /* likewise, of a call known to stand in no loop */
	double *guess;	 /* executions by frequency, of the most frequent one of these */
	double *best;	 /* whose frequency this is */
};

/* Finds the executions of the headers that end in calls of parts. */
static void find_headers(struct parts *parts, const struct pgl_totals *totals,
			 const struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	int side = !weights->source;
	const struct pgl_forest *forest = identity->forest[side];

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t parent = forest->nodes[s].parent, part;

		if (!pgl_match_calls_part(weights->match, side, s))
			continue;
		part = pgl_identity_callee(identity, side, s);
		parts->header[s] = parent == PGL_NONE
					   ? pgl_totals_entries(totals, weights, side,
								pgl_forest_root(forest, s))
					   : weights->side[side].own[forest->nodes[parent].base];
		pgl_add_known(&parts->headers[part], parts->header[s]);
		parts->high[part] += isnan(parts->header[s]) ? INFINITY : parts->header[s];
	}
}

/* Learns from the call LINE in PART. Above frequency 1 it is in a loop, which says nothing. */
static void learn(struct parts *parts, uint32_t part, const struct pgl_site *line, double own)
{
	double frequency = line->frequency.value;

	if (isnan(own) || line->parent != PGL_NONE || !line->frequency.known || frequency <= 0 ||
	    frequency > 1)
		return;
	/* Frequency 1 is as good as a count. */
	if (frequency == 1 && parts->best[part] == 1)
		parts->guess[part] = fmax(parts->guess[part], own);
	else if (frequency > parts->best[part] && own > 0) {
		parts->best[part] = frequency;
		parts->guess[part] = own / frequency;
	}
	parts->least[part] = fmax(parts->least[part], own);
	if (line->flags & PGL_BIT(PGL_SITE_FLAG_ONCE))
		parts->low[part] = fmax(parts->low[part], own);
}

/* Between what the entries of the part BODY lie; COUNT: what both builds say if they split it off alike. */
static struct pgl_span bound_part(const struct parts *parts, uint32_t body, double count)
{
	if (parts->is_same[body] && !isnan(count))
		return (struct pgl_span){count, count};
	return (struct pgl_span){isnan(parts->low[body]) ? 0 : parts->low[body], parts->high[body]};
}

/* Estimates the entries of each split part of the build without profile from the calls in it and from the
   headers that end in it. */
static void estimate_parts(struct parts *parts, struct pgl_totals *totals,
			   const struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	int side = !weights->source;
	const struct pgl_forest *forest = identity->forest[side];

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t body = pgl_identity_root(identity, side, s);

		if (pgl_identity_is_part(identity, body))
			learn(parts, body, pgl_forest_site(forest, s), weights->side[side].own[s]);
	}
	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		double *count = &totals->part_count[body];

		if (!pgl_identity_is_part(identity, body))
			continue;
		if (!parts->is_same[body])
			*count = parts->guess[body];
		totals->part_range[body] = bound_part(parts, body, *count);
		/* No call says it: the build with the profile may have split off the same part. */
		if (isnan(*count))
			*count = totals->body_count[body];
		if (isnan(*count) || parts->is_same[body])
			continue;
		*count = fmin(*count, parts->headers[body]);
		*count = fmax(*count, parts->least[body]);
	}
}

/* Calls of a split part without a partner share its entries in proportion to their headers. */
static void estimate_part_calls(const struct parts *parts, const struct pgl_totals *totals,
				struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	int side = !weights->source;
	double *own = weights->side[side].own;

	for (uint32_t s = 0; s < identity->forest[side]->n_sites; s++) {
		uint32_t part;
		double entries;

		if (!pgl_match_calls_part(weights->match, side, s))
			continue;
		part = pgl_identity_callee(identity, side, s);
		entries = totals->part_count[part];
		if (parts->is_same[part] && !isnan(own[s]))
			continue;
		own[s] = NAN;
		if (entries == 0 || parts->header[s] == 0)
			own[s] = 0;
		else if (parts->headers[part] > 0)
			own[s] = entries * parts->header[s] / parts->headers[part];
		/* Only a header that never runs is known never to end in the part. */
		weights->side[side].estimated.total[s] = parts->header[s] != 0 && !isnan(own[s]);
	}
}

static void carry_parts(struct pgl_totals *totals, struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	uint32_t n = identity->n_bodies;
	bool *is_same = find_same_parts(weights->match);
	struct parts parts = {
		.is_same = is_same,
		.header = pgl_unknown_numbers(identity->forest[!weights->source]->n_sites),
		.headers = pgl_unknown_numbers(n),
		.least = pgl_unknown_numbers(n),
		.low = pgl_unknown_numbers(n),
		.high = pgl_xcalloc((size_t)n + 1, sizeof(double)),
		.guess = pgl_unknown_numbers(n),
		.best = pgl_xcalloc((size_t)n + 1, sizeof(double)),
	};

	find_headers(&parts, totals, weights);
	estimate_parts(&parts, totals, weights);
	estimate_part_calls(&parts, totals, weights);
	free(is_same);
	free(parts.header);
	free(parts.headers);
	free(parts.least);
	free(parts.low);
	free(parts.high);
	free(parts.guess);
	free(parts.best);
}

static void carry(struct pgl_totals *totals, struct pgl_weights *weights)
{
	const struct pgl_match *match = weights->match;
	struct pgl_side_weights *side = &weights->side[!weights->source];

	carry_pairs(weights);
	carry_home(weights);
	carry_from_home(totals, weights);
	carry_entries(totals, weights);
	pgl_merges_set_wrappers(totals, weights, !weights->source);
	carry_parts(totals, weights);
	for (uint32_t s = 0; s < match->identity->forest[!weights->source]->n_sites; s++)
		side->total[s] = side->own[s];
}

/* --- both --- */

/* True if the profile has no count of BODY because no code of it was left to count. */
static bool is_uncounted_for_good(const struct pgl_identity *identity, int side, uint32_t body)
{
	uint32_t example = identity->example[side][body];
	enum pgl_offline offline;

	if (example == PGL_NONE)
		return false;
	offline = pgl_forest_function(identity->forest[side], example)->offline;
	return offline == PGL_OFFLINE_REMOVED || offline == PGL_OFFLINE_ABSENT;
}

static void find_entered(const struct pgl_totals *totals, struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;
	int source = weights->source;
	const struct pgl_forest *forest = identity->forest[source];
	double *early = pgl_unknown_numbers(identity->n_bodies);
	double *merged = pgl_merges_difference(weights, identity->body, totals->body_count,
					       identity->n_bodies);

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s) && pgl_forest_is_early(forest, s) &&
		    pgl_forest_site(forest, s)->callee != PGL_NONE)
			pgl_add_known(&early[pgl_identity_callee(identity, source, s)],
				      weights->side[source].own[s]);
	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		bool is_part = pgl_identity_is_part(identity, body);
		double entered = totals->body_count[body];

		if (!is_part && (!isnan(entered) || is_uncounted_for_good(identity, source, body)))
			pgl_add_known(&entered, early[body]);
		weights->side[source].entered[body] = entered;
		if (is_part)
			entered = totals->part_count[body];
		else if (!isnan(entered))
			entered = fmax(0, entered + merged[body]);
		weights->side[!source].entered[body] = entered;
	}
	free(early);
	free(merged);
}

void pgl_totals_init(struct pgl_totals *totals, struct pgl_weights *weights)
{
	const struct pgl_identity *identity = weights->match->identity;

	*totals = (struct pgl_totals){0};
	number_texts(totals, identity);
	totals->text_count = pgl_unknown_numbers(totals->n_texts);
	totals->carried_count = pgl_unknown_numbers(totals->n_texts);
	totals->body_count = pgl_unknown_numbers(identity->n_bodies);
	totals->part_count = pgl_unknown_numbers(identity->n_bodies);
	totals->part_range =
		pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *totals->part_range);
	if (weights->source < 0)
		return;
	take_recorded(weights, identity->forest[weights->source]);
	count_bodies(totals, weights);
	pgl_merges_correct(totals, weights);
	count_parts(totals, weights);
	carry(totals, weights);
	find_entered(totals, weights);
}

void pgl_totals_release(struct pgl_totals *totals)
{
	for (int side = 0; side < PGL_SIDES; side++)
		free(totals->text[side]);
	free(totals->text_count);
	free(totals->carried_count);
	free(totals->body_count);
	free(totals->part_count);
	free(totals->part_range);
	*totals = (struct pgl_totals){0};
}
