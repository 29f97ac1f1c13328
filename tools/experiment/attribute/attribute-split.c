/* The arithmetic of a split. See attribute.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

/* Counts are exact, but what they count is not: whether a page is aligned, say. Below this part of OLD,
   a whole is no effect. */
#define LEAST_EFFECT 0.001
/* Which part of the whole the leading causes make up. */
#define LEADING 0.8

/* Costs ------------------------------------------------------------------------------------- */

static size_t program_number(const struct pgl_attribution *attribution,
			     const struct pgl_variant *variant)
{
	for (size_t i = 0; i < attribution->n_programs; i++)
		if (!strcmp(attribution->programs[i]->program, variant->program))
			return i;
	return SIZE_MAX;
}

static double timed_cost(const struct pgl_attribution *attribution,
			 const struct pgl_variant *variant, enum pgl_metric metric, size_t command,
			 const size_t *rounds, size_t n_rounds)
{
	size_t n_commands = attribution->options->n_commands;

	return pgl_timed_mean(attribution->timed, attribution->n_programs * n_commands,
			      program_number(attribution, variant) * n_commands + command, metric,
			      rounds, n_rounds);
}

static double counted_cost(const struct pgl_attribution *attribution,
			   const struct pgl_variant *variant, enum pgl_metric metric,
			   size_t command)
{
	struct pgl_counted counted;

	if (!pgl_measure_get(&attribution->experiment, variant,
			     attribution->options->commands[command],
			     attribution->options->metric[PGL_METRIC_CYCLES], &counted))
		return NAN;
	return metric == PGL_METRIC_CYCLES ? (double)pgl_counted_cycles(&counted)
					   : (double)counted.instructions;
}

double pgl_attribution_cost(const struct pgl_attribution *attribution,
			    const struct pgl_variant *variant, enum pgl_metric metric,
			    size_t command, const size_t *rounds, size_t n_rounds)
{
	double sum = 0;

	if (metric == PGL_METRIC_TEXT)
		return (double)variant->text;
	for (size_t i = 0; i < attribution->options->n_commands; i++)
		if (command == PGL_ALL_COMMANDS || command == i)
			sum += pgl_metric_is_timed(metric)
				       ? timed_cost(attribution, variant, metric, i, rounds,
						    rounds ? n_rounds : attribution->n_rounds)
				       : counted_cost(attribution, variant, metric, i);
	return sum;
}

/* Shares ------------------------------------------------------------------------------------ */

/* What each set of active causes, beside the counts, is worth: minus its cost. */
struct game {
	const struct pgl_attribution *attribution;
	double worth[PGL_N_SETS];
	double none;	       /* what no cause is worth, not even the counts */
	double but_counts;     /* and all causes without the counts */
	double guessed_layout; /* what OLD's layout is worth */
};

static double worth_of(const void *context, uint32_t active)
{
	return ((const struct game *)context)->worth[active];
}

/* What VARIANT is worth, if it was built; of others nothing is known, and nothing is asked. */
static double worth_if_built(const struct game *game, const struct pgl_variant *variant,
			     enum pgl_metric metric, const size_t *rounds, size_t n_rounds)
{
	if (!variant || !variant->program[0] ||
	    program_number(game->attribution, variant) == SIZE_MAX)
		return NAN;
	return -pgl_attribution_cost(game->attribution, variant, metric, PGL_ALL_COMMANDS, rounds,
				     n_rounds);
}

static void set_up(struct game *game, enum pgl_metric metric, const size_t *rounds, size_t n_rounds)
{
	const struct pgl_attribution *attribution = game->attribution;
	struct pgl_variant *const *variant = attribution->variant;

#define WORTH(variant) worth_if_built(game, variant, metric, rounds, n_rounds)
	game->none = WORTH(variant[PGL_NO_CAUSES]);
	game->but_counts = WORTH(
		variant[pgl_causes_effective(PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_COUNTS))]);
	game->guessed_layout = game->none - WORTH(attribution->unlaid);
	for (uint32_t s = 0; s < 1u << attribution->n_active; s++) {
		uint32_t set = pgl_attribution_set(attribution, s);

		game->worth[s] = WORTH(variant[set]);
		if (!(set & PGL_CAUSE_BIT(PGL_CAUSE_LAYOUT)))
			game->worth[s] += game->guessed_layout;
	}
#undef WORTH
}

/* VALUES and HALF_WIDTHS: of the active causes, then of the counts. */
static void compute_shares(const struct game *game, double *values, double *half_widths)
{
	const struct pgl_attribution *attribution = game->attribution;

	for (unsigned i = 0; i < PGL_CAUSE_N; i++)
		values[i] = half_widths[i] = 0;
	if (attribution->is_sampled)
		pgl_shapley_sampled(&attribution->orders, worth_of, game, values, half_widths);
	else
		pgl_shapley_exact(attribution->n_active, worth_of, game, values);
	values[attribution->n_active] = game->worth[0] - game->none;
}

/* Which share is the I-th that compute_shares gives. */
static struct pgl_share *share_at(struct pgl_split *split,
				  const struct pgl_attribution *attribution, unsigned i)
{
	return &split->share[i < attribution->n_active ? attribution->active[i] : PGL_CAUSE_COUNTS];
}

static void add_shares(struct pgl_split *split, const struct game *game)
{
	const struct pgl_attribution *attribution = game->attribution;
	unsigned n = attribution->n_active;
	uint32_t all = (1u << n) - 1;
	double values[PGL_CAUSE_N], half_widths[PGL_CAUSE_N];
	int64_t rounded[PGL_CAUSE_N];

	compute_shares(game, values, half_widths);
	pgl_round_to_sum(values, n + 1, llround(game->worth[all] - game->none), rounded);
	for (unsigned i = 0; i <= n; i++) {
		bool is_counts = i == n;
		struct pgl_share *share = share_at(split, attribution, i);
		double but = is_counts ? game->but_counts : game->worth[all & ~(1u << i)];

		*share = (struct pgl_share){
			.alone = is_counts ? values[i] : game->worth[1u << i] - game->worth[0],
			.last = game->worth[all] - but,
			.share = values[i],
			.rounded = rounded[i],
			.is_resolved = true,
		};
		split->sum_alone += share->alone;
		/* Of one order and its reverse, nobody knows what others would give. */
		if (attribution->is_sampled && !isfinite(half_widths[i])) {
			share->is_resolved = false;
		} else if (attribution->is_sampled && !is_counts) {
			share->has_interval = true;
			share->interval = (struct pgl_interval){values[i] - half_widths[i],
								values[i] + half_widths[i]};
			share->is_resolved = !pgl_interval_has_zero(share->interval);
		}
	}
	split->interaction = game->worth[all] - game->none - split->sum_alone;
}

static int compare_pairs(const void *a, const void *b)
{
	double x = fabs(((const struct pgl_pair *)a)->value);
	double y = fabs(((const struct pgl_pair *)b)->value);

	return (x < y) - (x > y);
}

/* The pairs that do most together beyond what each does. */
static void add_pairs(struct pgl_split *split, const struct game *game)
{
	const struct pgl_attribution *attribution = game->attribution;
	struct pgl_pair pairs[PGL_CAUSE_N * PGL_CAUSE_N];
	unsigned n = 0;

	if (attribution->is_sampled)
		return;
	for (unsigned i = 0; i < attribution->n_active; i++)
		for (unsigned j = i + 1; j < attribution->n_active; j++)
			pairs[n++] =
				(struct pgl_pair){attribution->active[i], attribution->active[j],
						  pgl_shapley_interaction(attribution->n_active, i,
									  j, worth_of, game)};
	if (n)
		qsort(pairs, n, sizeof *pairs, compare_pairs);
	for (unsigned i = 0; i < n && i < PGL_MOST_PAIRS && fabs(pairs[i].value) > 0; i++)
		split->pairs[split->n_pairs++] = pairs[i];
}

/* Noise ------------------------------------------------------------------------------------- */

struct resampling {
	struct game game;
	enum pgl_metric metric;
};

/* The statistics of a draw of rounds: the whole, then the shares. */
static void draw(void *context, const size_t *rounds, size_t n, double *ret)
{
	struct resampling *resampling = context;
	const struct pgl_attribution *attribution = resampling->game.attribution;
	double half_widths[PGL_CAUSE_N];

	set_up(&resampling->game, resampling->metric, rounds, n);
	ret[0] = pgl_attribution_cost(attribution, attribution->old, resampling->metric,
				      PGL_ALL_COMMANDS, rounds, n) -
		 pgl_attribution_cost(attribution, attribution->new, resampling->metric,
				      PGL_ALL_COMMANDS, rounds, n);
	compute_shares(&resampling->game, ret + 1, half_widths);
}

static void add_intervals(struct pgl_split *split, const struct pgl_attribution *attribution)
{
	struct resampling *resampling = pgl_xcalloc(1, sizeof *resampling);
	struct pgl_interval intervals[PGL_CAUSE_N + 1];

	resampling->game.attribution = attribution;
	resampling->metric = split->metric;
	pgl_bootstrap(draw, resampling, attribution->n_rounds, PGL_CAUSE_N + 1,
		      attribution->options->seed, intervals);
	split->interval = intervals[0];
	for (unsigned i = 0; i <= attribution->n_active; i++) {
		struct pgl_share *share = share_at(split, attribution, i);

		if (share->has_interval) { /* what the orders leave open is open, too */
			double low = share->share - share->interval.low;

			intervals[i + 1].low =
				share->share - hypot(low, share->share - intervals[i + 1].low);
			intervals[i + 1].high =
				share->share + hypot(low, intervals[i + 1].high - share->share);
		}
		share->has_interval = true;
		share->interval = intervals[i + 1];
		share->is_resolved = !pgl_interval_has_zero(share->interval);
		if (!share->is_resolved)
			share->rounds_needed = pgl_rounds_to_resolve(share->share, share->interval,
								     attribution->n_rounds);
	}
	free(resampling);
}

/* The verdict ------------------------------------------------------------------------------- */

static void judge(struct pgl_split *split)
{
	double sign = split->whole < 0 ? -1 : 1, sum = 0, least = LEAST_EFFECT * split->old;
	bool is_taken[PGL_CAUSE_N] = {false};

	split->verdict = split->whole < 0 ? PGL_VERDICT_PGO_LOSES : PGL_VERDICT_PGO_GAINS;
	if (pgl_metric_is_timed(split->metric) && pgl_interval_has_zero(split->interval) &&
	    (split->interval.low < -least || split->interval.high > least)) {
		split->verdict = PGL_VERDICT_NOT_RESOLVED;
		return;
	}
	if (fabs(split->whole) <= least) {
		split->verdict = PGL_VERDICT_NO_EFFECT;
		return;
	}
	while (sum < LEADING * sign * split->whole && split->n_leading < PGL_CAUSE_N) {
		int best = -1;

		for (int i = 0; i < PGL_CAUSE_N; i++)
			if (!is_taken[i] && sign * split->share[i].share > 0 &&
			    (best < 0 ||
			     sign * split->share[i].share > sign * split->share[best].share))
				best = i;
		if (best < 0)
			break;
		is_taken[best] = true;
		sum += sign * split->share[best].share;
		split->leading[split->n_leading++] = (enum pgl_cause)best;
	}
}

void pgl_split_compute(struct pgl_attribution *attribution, enum pgl_metric metric)
{
	struct pgl_split *split = &attribution->splits[metric];
	struct game *game = pgl_xcalloc(1, sizeof *game);
	uint32_t all = (1u << attribution->n_active) - 1;

#define COST(variant)                                                                              \
	pgl_attribution_cost(attribution, attribution->variant, metric, PGL_ALL_COMMANDS, NULL, 0)
	*split = (struct pgl_split){.metric = metric, .old = COST(old), .new = COST(new)};
	game->attribution = attribution;
	set_up(game, metric, NULL, 0);
	split->none = -game->none;
	split->all = -game->worth[all];
	split->guessed_layout = game->guessed_layout;
	split->whole = split->old - split->new;
	split->residue_old = split->old - split->none;
	split->residue_new = split->all - split->new;
	split->options_alone = split->old - COST(options_alone);
#undef COST
	add_shares(split, game);
	add_pairs(split, game);
	if (pgl_metric_is_timed(metric))
		add_intervals(split, attribution);
	judge(split);
	free(game);
}
