/* Builds, measures, and computes the split. See attribute.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* Counts are exact, but they depend on chance, such as the alignment of a page: a smaller part of OLD's cost is no
   effect. */
#define LEAST_EFFECT 0.001
/* The part of the whole that the leading causes make up. */
#define LEADING 0.8

const char *pgl_split_outcome_word(enum pgl_split_outcome word)
{
	static const char *const words[] = {"no-effect", "pgo-loses", "pgo-gains", "not-resolved"};

	return words[word];
}

/* Which sets -------------------------------------------------------------------------------- */

struct list {
	struct pgl_variant **item;
	size_t n, room;
};

static void add_variant(struct list *list, struct pgl_variant *variant)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->item[i] == variant)
			return;
	PGL_GROW(list->item, list->n, list->room);
	list->item[list->n++] = variant;
}

static int add_set(struct pgl_attribution *attribution, struct list *list, uint32_t set,
		   struct pgl_error *error)
{
	struct pgl_variant *variant = pgl_attribution_of(attribution, set, error);

	if (!variant)
		return -1;
	add_variant(list, variant);
	return 0;
}

static bool is_same_program(const struct pgl_attribution *attribution, uint32_t a, uint32_t b)
{
	return !strcmp(attribution->variant[pgl_causes_effective(a)]->program,
		       attribution->variant[pgl_causes_effective(b)]->program);
}

/* Adds OLD with its inlining replayed, and blocks and functions in the order of the source. */
static void add_unlaid(struct pgl_attribution *attribution, struct list *list)
{
	const struct pgl_variant *none = attribution->variant[PGL_NO_CAUSES];
	struct pgl_strbuf flags = PGL_STRBUF_INIT;
	struct pgl_variant *unlaid = pgl_variant_new("OLD without layout");

	if (none->flags)
		pgl_strbuf_add(&flags, none->flags);
	pgl_causes_unlaid(&flags);
	unlaid->flags = pgl_strbuf_detach(&flags);
	unlaid->split = none->split ? pgl_xstrdup(none->split) : NULL;
	unlaid->plan = pgl_xstrdup(none->plan);
	attribution->unlaid = unlaid;
	add_variant(list, unlaid);
}

/* Adds no cause, all causes, and each cause added to the counts and removed from all. */
static int add_screens(struct pgl_attribution *attribution, struct list *list,
		       struct pgl_error *error)
{
	const uint32_t counts = PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);
	int failed = add_set(attribution, list, PGL_NO_CAUSES, error) ||
		     add_set(attribution, list, counts, error) ||
		     add_set(attribution, list, PGL_ALL_CAUSES, error);

	if (!failed)
		add_unlaid(attribution, list);
	for (unsigned cause = 0; cause < PGL_CAUSE_N && !failed; cause++)
		failed = add_set(attribution, list, counts | PGL_CAUSE_BIT(cause), error) ||
			 add_set(attribution, list, PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(cause), error);
	return failed;
}

/* Finds the active causes: those that change the program either way. */
static int screen(struct pgl_attribution *attribution, struct list *list, struct pgl_error *error)
{
	const uint32_t counts = PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);
	uint32_t nulls = PGL_NO_CAUSES;

	if (add_screens(attribution, list, error) ||
	    pgl_attribution_make(attribution, list->item, list->n, "screening causes", error))
		return -1;
	for (unsigned cause = 0; cause < PGL_CAUSE_COUNTS; cause++) {
		uint32_t bit = PGL_CAUSE_BIT(cause);

		attribution->is_null[cause] =
			is_same_program(attribution, counts, counts | bit) &&
			is_same_program(attribution, PGL_ALL_CAUSES, PGL_ALL_CAUSES & ~bit);
		if (attribution->is_null[cause])
			nulls |= bit;
	}
	/* Causes that change nothing alone may change something together. */
	if (add_set(attribution, list, counts | nulls, error) ||
	    add_set(attribution, list, PGL_ALL_CAUSES & ~nulls, error) ||
	    pgl_attribution_make(attribution, list->item, list->n, "screening causes", error))
		return -1;
	if (!is_same_program(attribution, counts, counts | nulls) ||
	    !is_same_program(attribution, PGL_ALL_CAUSES, PGL_ALL_CAUSES & ~nulls))
		memset(attribution->is_null, 0, sizeof attribution->is_null);
	for (unsigned cause = 0; cause < PGL_CAUSE_COUNTS; cause++)
		if (!attribution->is_null[cause])
			attribution->active[attribution->n_active++] = (enum pgl_cause)cause;
	return 0;
}

/* The number of sets that ORDERS need, counting some more than once; and set number I: first each cause alone and as the
   last, then the sets of each order as players join. */
static size_t n_sampled(const struct pgl_shapley_orders *orders)
{
	return 2 * orders->n + orders->n_orders * (orders->n + 1);
}

static uint32_t sampled_set(const struct pgl_attribution *attribution,
			    const struct pgl_shapley_orders *orders, size_t i)
{
	unsigned n = orders->n;
	uint32_t coalition;

	if (i < n)
		coalition = 1u << i;
	else if (i < 2 * n)
		coalition = ((1u << n) - 1) & ~(1u << (i - n));
	else
		coalition = pgl_shapley_coalition(orders, (i - 2 * n) / (n + 1),
						  (unsigned)((i - 2 * n) % (n + 1)));
	return pgl_attribution_set(attribution, coalition);
}

/* Chooses as many orders, in pairs, as the budget of sets allows. */
static void choose_orders(struct pgl_attribution *attribution)
{
	const struct pgl_attribute_options *options = attribution->options;
	unsigned n = attribution->n_active;
	size_t n_orders = 0;

	for (size_t more = 2; more <= 4096; more += 2) {
		bool is_there[PGL_N_SETS] = {false};
		struct pgl_shapley_orders orders;
		uint64_t n_sets = 0;

		pgl_shapley_orders_init(&orders, n, more, options->seed);
		for (size_t i = 0; i < n_sampled(&orders); i++) {
			uint32_t set = sampled_set(attribution, &orders, i);

			n_sets += !is_there[set];
			is_there[set] = true;
		}
		pgl_shapley_orders_release(&orders);
		if (n_sets > options->budget)
			break;
		n_orders = more;
	}
	pgl_shapley_orders_init(&attribution->orders, n, n_orders ? n_orders : 2, options->seed);
	attribution->is_sampled = true;
}

static int build_sets(struct pgl_attribution *attribution, struct list *list,
		      struct pgl_error *error)
{
	uint64_t budget = attribution->options->budget;
	unsigned n = attribution->n_active;
	struct list new = {.item = NULL};
	int failed = 0;

	if (budget && budget < 1u << n)
		choose_orders(attribution);
	if (attribution->is_sampled) {
		for (size_t i = 0; i < n_sampled(&attribution->orders) && !failed; i++)
			failed = add_set(attribution, &new,
					 sampled_set(attribution, &attribution->orders, i), error);
	} else {
		for (uint32_t s = 0; s < 1u << n && !failed; s++)
			failed = add_set(attribution, &new, pgl_attribution_set(attribution, s),
					 error);
	}
	failed = failed ||
		 pgl_attribution_make(attribution, new.item, new.n, "building variants", error);
	for (size_t i = 0; i < new.n && !failed; i++)
		add_variant(list, new.item[i]);
	free(new.item);
	return failed ? -1 : 0;
}

/* Builds with NEW's options, all written out, without counts, and with GCC's own inlining. */
static int build_options_alone(struct pgl_attribution *attribution, struct pgl_error *error)
{
	struct pgl_strbuf flags = PGL_STRBUF_INIT;

	pgl_causes_flags(&attribution->changes, PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_COUNTS),
			 &flags);
	attribution->options_alone = pgl_variant_new("options-alone");
	attribution->options_alone->flags = pgl_strbuf_detach(&flags);
	return pgl_experiment_make_one(&attribution->experiment, attribution->options_alone, error);
}

/* Measuring --------------------------------------------------------------------------------- */

static void find_programs(struct pgl_attribution *attribution)
{
	attribution->programs =
		pgl_xcalloc(attribution->n_measured + 1, sizeof *attribution->programs);
	for (size_t i = 0; i < attribution->n_measured; i++) {
		bool is_new = true;

		for (size_t k = 0; k < attribution->n_programs && is_new; k++)
			is_new = strcmp(attribution->programs[k]->program,
					attribution->measured[i]->program) != 0;
		if (is_new)
			attribution->programs[attribution->n_programs++] = attribution->measured[i];
	}
}

bool pgl_attribute_is_timed(const struct pgl_attribute_options *options)
{
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (options->metric[metric] && pgl_metric_is_timed((enum pgl_metric)metric))
			return true;
	return false;
}

int pgl_attribution_time(struct pgl_attribution *attribution, struct pgl_variant *const *variants,
			 size_t n, void (*compute)(void *context, struct pgl_timing *timing),
			 void *context, struct pgl_error *error)
{
	const struct pgl_attribute_options *options = attribution->options;
	bool with_perf = options->metric[PGL_METRIC_PERF_CYCLES];
	size_t n_rounds = (size_t)options->rounds, n_commands = options->n_commands;
	PGL_AUTOFREE struct pgl_timed *runs =
		pgl_xcalloc(n_rounds * n * n_commands + 1, sizeof *runs);

	if ((with_perf && pgl_measure_check_perf(error)) ||
	    pgl_measure_timed(&attribution->experiment, variants, n, options->commands, n_commands,
			      n_rounds, with_perf, runs, error))
		return -1;
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (options->metric[metric] && pgl_metric_is_timed((enum pgl_metric)metric))
			compute(context,
				&(struct pgl_timing){runs, n, n_commands, (enum pgl_metric)metric});
	return 0;
}

static int measure(struct pgl_attribution *attribution, struct pgl_error *error)
{
	const struct pgl_attribute_options *options = attribution->options;
	bool with_cycles = options->metric[PGL_METRIC_CYCLES];

	if ((with_cycles || options->metric[PGL_METRIC_INSTRUCTIONS]) &&
	    pgl_measure_counted(&attribution->experiment, attribution->programs,
				attribution->n_programs, options->commands, options->n_commands,
				with_cycles, error))
		return -1;
	if (!pgl_attribute_is_timed(options))
		return 0;
	if (options->metric[PGL_METRIC_PERF_CYCLES] && pgl_measure_check_perf(error))
		return -1;
	attribution->n_rounds = options->rounds;
	attribution->timed =
		pgl_xcalloc(attribution->n_rounds * attribution->n_programs * options->n_commands,
			    sizeof *attribution->timed);
	return pgl_measure_timed(&attribution->experiment, attribution->programs,
				 attribution->n_programs, options->commands, options->n_commands,
				 attribution->n_rounds, options->metric[PGL_METRIC_PERF_CYCLES],
				 attribution->timed, error);
}

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

/* The worth, which is minus the cost, of sets of active causes with the counts. */
struct game {
	const struct pgl_attribution *attribution;
	double worth[PGL_N_SETS];
	double none;	       /* of no cause, not even the counts */
	double but_counts;     /* of all causes without the counts */
	double guessed_layout; /* of OLD's layout */
};

static double worth_of(const void *context, uint32_t active)
{
	return ((const struct game *)context)->worth[active];
}

/* The worth of VARIANT; NAN if it was not built. */
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

/* Sets VALUES and HALF_WIDTHS of the active causes, then of the counts. */
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

/* The share for number I of compute_shares(). */
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
		/* One order and its reverse do not tell how other orders would vary. */
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

/* Adds the pairs with the largest interactions. */
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

/* For pgl_bootstrap(): the whole, then the shares, in the N rounds ROUNDS. */
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

		if (share->has_interval) { /* add the uncertainty of the sampled orders */
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

/* The finding ------------------------------------------------------------------------------- */

static void judge(struct pgl_split *split)
{
	double sign = split->whole < 0 ? -1 : 1, sum = 0, least = LEAST_EFFECT * split->old;
	bool is_taken[PGL_CAUSE_N] = {false};

	split->outcome = split->whole < 0 ? PGL_SPLIT_PGO_LOSES : PGL_SPLIT_PGO_GAINS;
	if (pgl_metric_is_timed(split->metric) && pgl_interval_has_zero(split->interval) &&
	    (split->interval.low < -least || split->interval.high > least)) {
		split->outcome = PGL_SPLIT_NOT_RESOLVED;
		return;
	}
	if (fabs(split->whole) <= least) {
		split->outcome = PGL_SPLIT_NO_EFFECT;
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

static void compute_split(struct pgl_attribution *attribution, enum pgl_metric metric)
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

/* The whole ------------------------------------------------------------------------------------ */

int pgl_attribute(struct pgl_attribution *attribution, const struct pgl_attribute_options *options,
		  struct pgl_error *error)
{
	struct list list = {.item = NULL};
	int failed = pgl_attribution_start(attribution, options, error);

	if (!failed) {
		add_variant(&list, attribution->old);
		add_variant(&list, attribution->new);
		failed = screen(attribution, &list, error) ||
			 build_sets(attribution, &list, error) ||
			 build_options_alone(attribution, error);
	}
	if (!failed)
		add_variant(&list, attribution->options_alone);
	attribution->measured = list.item;
	attribution->n_measured = list.n;
	if (failed)
		return -1;
	find_programs(attribution);
	if (measure(attribution, error))
		return -1;
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (options->metric[metric]) {
			compute_split(attribution, (enum pgl_metric)metric);
			attribution->has_split[metric] = true;
		}
	return 0;
}

void pgl_attribution_release(struct pgl_attribution *attribution)
{
	pgl_variant_free(attribution->old);
	pgl_variant_free(attribution->new);
	pgl_variant_free(attribution->options_alone);
	pgl_variant_free(attribution->unlaid);
	for (int i = 0; i < 2; i++)
		pgl_variant_free(attribution->trained[i]);
	for (size_t i = 0; i < attribution->n_retrained; i++)
		pgl_variant_free(attribution->retrained[i]);
	free(attribution->retrained);
	for (int set = 0; set < PGL_N_SETS; set++)
		pgl_variant_free(attribution->variant[set]);
	if (attribution->is_planned) {
		pgl_plans_release(&attribution->plans);
		pgl_option_changes_release(&attribution->changes);
		pgl_compared_release(&attribution->compared);
		for (int side = 0; side < PGL_SIDES; side++)
			pgl_build_release(&attribution->build[side]);
	}
	if (attribution->is_sampled)
		pgl_shapley_orders_release(&attribution->orders);
	free(attribution->measured);
	free(attribution->programs);
	free(attribution->timed);
	pgl_experiment_release(&attribution->experiment);
}
