/* Recorded counts, summed and carried. See weigh-totals.h and weigh.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/weigh-counts.h"

#include <math.h>
#include <stdlib.h>

#include "base/intern.h"
#include "base/xalloc.h"
#include "base/banned.h"

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

static double count_of(const struct pgl_weights *weights, const struct pgl_count *count)
{
	return count->known ? (double)count->value / weights->runs : NAN;
}

/* --- the build with the profile --- */

/* The count of BASE and of the same call in clones. */
static double recorded_total(const struct pgl_weights *weights, const struct pgl_forest *forest,
			     uint32_t base)
{
	double total = NAN;

	for (uint32_t i = forest->first_copy[base]; i < forest->first_copy[base + 1]; i++) {
		uint32_t copy = forest->copies[i];

		if (pgl_forest_is_clone_copy(forest, copy) && !pgl_forest_is_gone(forest, copy))
			pgl_add_known(&total,
				      count_of(weights, &pgl_forest_site(forest, copy)->count));
	}
	/* If it went away, its clones took over what it counted. */
	if (!pgl_forest_is_gone(forest, base) || isnan(total))
		pgl_add_known(&total, count_of(weights, &pgl_forest_site(forest, base)->count));
	return total;
}

static uint32_t place_of(const struct pgl_forest *forest, uint32_t site, struct pgl_intern *places)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);
	uint32_t key[] = {pgl_forest_root(forest, site), line->parent, line->location.file,
			  line->location.line, line->location.column};

	return pgl_intern_add(places, key, sizeof key);
}

/* Gives each indirect call back what the promoted calls at its place took. Of several indirect
   calls at one place the first gets it. */
static void add_promoted(struct pgl_side_weights *side, const struct pgl_forest *forest)
{
	struct pgl_intern places = {0};
	uint32_t n_places;
	double *promoted;

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s) && !pgl_forest_is_gone(forest, s) &&
		    pgl_forest_site(forest, s)->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE))
			place_of(forest, s, &places);
	n_places = places.n;
	promoted = pgl_unknown_numbers(n_places);
	for (uint32_t s = 0; n_places && s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s) && !pgl_forest_is_gone(forest, s) &&
		    pgl_forest_site(forest, s)->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE))
			pgl_add_known(&promoted[place_of(forest, s, &places)], side->own[s]);
	for (uint32_t s = 0; n_places && s < forest->n_sites; s++) {
		uint32_t place;

		if (!pgl_forest_is_base(forest, s) ||
		    pgl_forest_site(forest, s)->callee != PGL_NONE)
			continue;
		place = place_of(forest, s, &places);
		if (place >= n_places)
			continue;
		pgl_add_known(&side->total[s], promoted[place]);
		promoted[place] = NAN;
	}
	free(promoted);
	pgl_intern_release(&places);
}

static void take_recorded(struct pgl_weights *weights, const struct pgl_forest *forest)
{
	struct pgl_side_weights *side = &weights->side[weights->source];

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s))
			side->total[s] = side->own[s] = recorded_total(weights, forest, s);
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

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);
		double count = count_of(weights, &function->count);

		if (!function->has_body)
			continue;
		pgl_add_known(&totals->text_count[totals->text[weights->source][f]], count);
		pgl_add_known(&totals->body_count[identity->body[weights->source][f]], count);
	}
}

/* What the compiler has as a split part's count is its header's; how often the part is called is
   right. */
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

/* --- both --- */

/* A body the profile has no count for, but whose text was nowhere left to be counted. */
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
		weights->side[!source].entered[body] = is_part ? totals->part_count[body] : entered;
	}
	free(early);
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
	totals->is_part_guessed = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof(bool));
	if (weights->source < 0)
		return;
	take_recorded(weights, identity->forest[weights->source]);
	count_bodies(totals, weights);
	count_parts(totals, weights);
	pgl_totals_carry(totals, weights);
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
	free(totals->is_part_guessed);
	*totals = (struct pgl_totals){0};
}
