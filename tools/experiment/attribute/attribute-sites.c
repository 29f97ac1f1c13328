/* Chooses sites, searches them, and times the named ones. See attribute-sites.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute-sites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"

/* The named sites should account for EXPLAINED of the part. A group worth less than FLOOR of it is not split; once EXPLAINED
   is reached, one worth less than COARSE. */
#define EXPLAINED 0.8
#define FLOOR 0.005
#define COARSE 0.05

/* Choosing ------------------------------------------------------------------------------------ */

/* The difference between OLD and NEW of how often site NUMBER is executed as a call, per training run. */
static double site_weight(const struct pgl_attribution *attribution, uint32_t number)
{
	const struct pgl_plan_site *site = &attribution->plans.sites[number];
	const struct pgl_weights *weights = &attribution->compared.weights;
	double old = weights->side[PGL_OLD].calls[site->site[PGL_OLD]];
	double new = weights->side[PGL_NEW].calls[site->site[PGL_NEW]];
	double weight = fabs(old - new);

	return isnan(weight) ? 0 : weight;
}

struct ranked {
	uint32_t number;
	double weight;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int by_weight = PGL_COMPARE(y->weight, x->weight);

	return by_weight ? by_weight : PGL_COMPARE(x->number, y->number);
}

uint32_t *pgl_sites_by_weight(const struct pgl_attribution *attribution)
{
	uint32_t n = attribution->plans.n_sites;
	PGL_AUTOFREE struct ranked *ranked = pgl_xcalloc((size_t)n + 1, sizeof *ranked);
	uint32_t *numbers = pgl_xcalloc((size_t)n + 1, sizeof *numbers);

	for (uint32_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){i, site_weight(attribution, i)};
	if (n)
		qsort(ranked, n, sizeof *ranked, compare_ranked);
	for (uint32_t i = 0; i < n; i++)
		numbers[i] = ranked[i].number;
	return numbers;
}

struct choice {
	const struct pgl_plan_site *first; /* of all that there are */
	const bool *chosen;
};

static bool is_chosen(const void *context, const struct pgl_plan_site *site, bool is_newly_inlined)
{
	const struct choice *choice = context;

	(void)is_newly_inlined;
	return choice->chosen[site - choice->first];
}

struct pgl_variant *pgl_chosen_variant(struct pgl_attribution *attribution, uint32_t set,
				       const bool *chosen, const char *name,
				       struct pgl_error *error)
{
	struct choice choice = {attribution->plans.sites, chosen};
	struct pgl_digest digest;
	char key[PGL_DIGEST_SIZE];

	pgl_digest_start(&digest);
	pgl_digest_add(&digest, &set, sizeof set);
	pgl_digest_add(&digest, chosen, attribution->plans.n_sites);
	pgl_digest_end(&digest, key);
	PGL_AUTOFREE char *folder = pgl_xasprintf("%.16s-%.16s-sites-%s", attribution->old->key,
						  attribution->new->key, key);

	return pgl_attribution_variant(attribution, set, name, folder, is_chosen, &choice, error);
}

enum pgl_metric pgl_search_metric(const struct pgl_attribute_options *options)
{
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (options->metric[metric] && !pgl_metric_is_timed((enum pgl_metric)metric))
			return (enum pgl_metric)metric;
	return PGL_METRIC_INSTRUCTIONS;
}

/* Builds with some sites replayed ------------------------------------------------------------- */

/* NEW with only the N sites NUMBERS decided as in NEW (IS_WITHOUT: all but these), and the others as in OLD. NULL: ERROR is
   set. */
static struct pgl_variant *build_with(struct pgl_attribution *attribution, const uint32_t *numbers,
				      size_t n, bool is_without, struct pgl_error *error)
{
	uint32_t n_sites = attribution->plans.n_sites;
	PGL_AUTOFREE bool *chosen = pgl_xcalloc((size_t)n_sites + 1, sizeof *chosen);
	PGL_AUTOFREE char *name = pgl_xasprintf("NEW with %zu site%s %s", n, n == 1 ? "" : "s",
						is_without ? "as in OLD" : "replayed");

	memset(chosen, is_without, n_sites);
	for (size_t i = 0; i < n; i++)
		chosen[numbers[i]] = !is_without;
	return pgl_chosen_variant(attribution, PGL_ALL_CAUSES, chosen, name, error);
}

/* Makes the N variants and measures their costs by METRIC. */
static int cost_of(struct pgl_attribution *attribution, enum pgl_metric metric,
		   struct pgl_variant **variants, size_t n, const char *what, double *ret,
		   struct pgl_error *error)
{
	const struct pgl_attribute_options *options = attribution->options;

	if (pgl_attribution_make(attribution, variants, n, what, error) ||
	    (metric != PGL_METRIC_TEXT &&
	     pgl_measure_counted(&attribution->experiment, variants, n, options->commands,
				 options->n_commands, options->metric[PGL_METRIC_CYCLES], error)))
		return -1;
	for (size_t i = 0; i < n; i++)
		ret[i] = pgl_attribution_cost(attribution, variants[i], metric, PGL_ALL_COMMANDS,
					      NULL, 0);
	return 0;
}

static void note_test(struct pgl_site_search *search, const uint32_t *numbers, size_t n,
		      double worth)
{
	struct pgl_site_test *test;

	PGL_GROW(search->tests, search->n_tests, search->tests_room);
	test = &search->tests[search->n_tests++];
	*test = (struct pgl_site_test){pgl_xcalloc(n + 1, sizeof *numbers), n, worth};
	memcpy(test->numbers, numbers, n * sizeof *numbers);
}

/* The worth of each of the N_GROUPS groups of sites, replayed alone. */
static int worth_of(struct pgl_site_search *search, struct pgl_attribution *attribution,
		    const uint32_t *const *groups, const size_t *sizes, size_t n_groups,
		    double *ret, struct pgl_error *error)
{
	PGL_AUTOFREE struct pgl_variant **variants = pgl_xcalloc(n_groups + 1, sizeof *variants);
	int failed = 0;

	for (size_t i = 0; i < n_groups && !failed; i++) {
		variants[i] = build_with(attribution, groups[i], sizes[i], false, error);
		failed = !variants[i];
	}
	failed = failed || cost_of(attribution, search->metric, variants, n_groups,
				   "replaying sites", ret, error);
	for (size_t i = 0; i < n_groups; i++) {
		if (!failed) {
			ret[i] = search->without - ret[i];
			note_test(search, groups[i], sizes[i], ret[i]);
		}
		pgl_variant_free(variants[i]);
	}
	return failed ? -1 : 0;
}

/* Groups ------------------------------------------------------------------------------------ */

struct group {
	uint32_t *number; /* into the candidates, heaviest first */
	size_t n;
	double worth;
};

struct groups {
	struct group *item;
	size_t n, room;
};

/* Where to cut GROUP: both halves get about the same weight, but the lighter one at most seven times as many sites, since
   the estimate may be wrong. */
static size_t cut_of(const struct pgl_attribution *attribution, const struct group *group)
{
	double all = 0, sum = 0;
	size_t least = (group->n + 7) / 8, cut = 0;

	for (size_t i = 0; i < group->n; i++)
		all += site_weight(attribution, group->number[i]);
	while (cut < group->n / 2 && (cut < least || sum < all / 2))
		sum += site_weight(attribution, group->number[cut++]);
	return cut ? cut : 1;
}

/* The group of several sites with the largest worth of either sign; N: none is above FLOOR. */
static size_t heaviest(const struct groups *groups, double floor)
{
	size_t best = groups->n;

	for (size_t i = 0; i < groups->n; i++)
		if (groups->item[i].n > 1 && fabs(groups->item[i].worth) > floor &&
		    (best == groups->n ||
		     fabs(groups->item[i].worth) > fabs(groups->item[best].worth)))
			best = i;
	return best;
}

static void add_group(struct groups *groups, const uint32_t *numbers, size_t n, double worth)
{
	struct group group = {pgl_xcalloc(n + 1, sizeof *numbers), n, worth};

	memcpy(group.number, numbers, n * sizeof *numbers);
	PGL_GROW(groups->item, groups->n, groups->room);
	groups->item[groups->n++] = group;
}

/* Replaces the group number WHICH by its halves. */
static int split_group(struct pgl_site_search *search, struct pgl_attribution *attribution,
		       struct groups *groups, size_t which, struct pgl_error *error)
{
	struct group group = groups->item[which];
	size_t cut = cut_of(attribution, &group);
	const uint32_t *halves[] = {group.number, group.number + cut};
	size_t sizes[] = {cut, group.n - cut};
	double worth[2];
	int failed = worth_of(search, attribution, halves, sizes, 2, worth, error);

	if (!failed) {
		groups->item[which] = groups->item[--groups->n];
		for (int i = 0; i < 2; i++)
			add_group(groups, halves[i], sizes[i], worth[i]);
		free(group.number);
	}
	return failed;
}

/* The search -------------------------------------------------------------------------------- */

/* Sites to name, best first; those that work against the part come last. */
struct names {
	uint32_t number[PGL_MOST_NAMED];
	double worth[PGL_MOST_NAMED], sum;
	size_t n, n_against;
};

/* The single site, not yet in NAMES, with the highest worth times SIGN above FLOOR and up to MOST; N: there is none. */
static size_t best_single(const struct groups *groups, double sign, double floor, double most,
			  const struct names *names)
{
	size_t best = groups->n;

	for (size_t i = 0; i < groups->n; i++) {
		const struct group *group = &groups->item[i];
		double worth = sign * group->worth;
		bool is_out = group->n != 1 || worth <= floor || worth > most;

		for (size_t k = 0; k < names->n; k++)
			is_out |= names->number[k] == group->number[0];
		if (!is_out && (best == groups->n || worth > sign * groups->item[best].worth))
			best = i;
	}
	return best;
}

/* Names single sites: those that make up the part, then the heaviest that work against it while EXPLAINED of it is left. */
static void name_singles(const struct pgl_site_search *search, const struct groups *groups,
			 struct names *names)
{
	double sign = search->part < 0 ? -1 : 1, least = EXPLAINED * fabs(search->part);

	*names = (struct names){.n = 0};
	for (int is_against = 0; is_against < 2; is_against++)
		while (names->n < PGL_MOST_NAMED) {
			size_t best = best_single(groups, is_against ? -sign : sign, search->floor,
						  is_against ? sign * names->sum - least : INFINITY,
						  names);

			if (best == groups->n)
				break;
			names->number[names->n] = groups->item[best].number[0];
			names->worth[names->n++] = groups->item[best].worth;
			names->n_against += (size_t)is_against;
			names->sum += groups->item[best].worth;
		}
}

/* Splits groups until single sites explain the part, all names are used, or the floor is reached. */
static int bisect(struct pgl_site_search *search, struct pgl_attribution *attribution,
		  struct groups *groups, struct names *names, struct pgl_error *error)
{
	struct names tested = {.n = 0};
	double together = 0, least;
	size_t next;

	for (;;) {
		const uint32_t *one[] = {names->number};

		name_singles(search, groups, names);
		if (names->sum / search->part >= EXPLAINED &&
		    (names->n != tested.n ||
		     memcmp(names->number, tested.number, names->n * sizeof *names->number))) {
			if (worth_of(search, attribution, one, &names->n, 1, &together, error))
				return -1;
			together /= search->part;
			tested = *names;
		}
		if (together >= EXPLAINED && together <= PGL_OVERDONE)
			return 0;
		next = heaviest(groups,
				together < EXPLAINED ? search->floor : COARSE * fabs(search->part));
		/* Once all names are used, a group must be worth more than one of the named sites. */
		least = names->n < PGL_MOST_NAMED ? 0 : INFINITY;
		for (size_t i = 0; i < names->n; i++)
			least = fmin(least, fabs(names->worth[i]));
		if (next == groups->n || fabs(groups->item[next].worth) <= least) {
			/* The named sites do not explain the part: drop those that work against it. */
			if (together < EXPLAINED)
				names->n -= names->n_against;
			return 0;
		}
		if (split_group(search, attribution, groups, next, error))
			return -1;
	}
}

/* Builds the program with only the named sites replayed, twice: a check that the build is reproducible. */
static int confirm(struct pgl_site_search *search, struct pgl_attribution *attribution,
		   const uint32_t *numbers, size_t n, struct pgl_error *error)
{
	struct pgl_variant *variants[2];
	double costs[2];
	int failed;

	for (int i = 0; i < 2; i++)
		variants[i] = build_with(attribution, numbers, n, false, error);
	failed = !variants[0] || !variants[1];
	if (!failed) {
		variants[1]->copy = 1;
		failed = cost_of(attribution, search->metric, variants, 2, "confirming", costs,
				 error);
	}
	if (!failed) {
		search->together = search->without - costs[0];
		search->confirmed = search->without - costs[1];
		search->is_confirmed = !strcmp(variants[0]->program, variants[1]->program);
		search->is_explained = search->together / search->part >= EXPLAINED;
	}
	pgl_variant_free(variants[0]);
	pgl_variant_free(variants[1]);
	return failed ? -1 : 0;
}

/* Measures what NEW loses without each named site. */
static int take_out(struct pgl_site_search *search, struct pgl_attribution *attribution,
		    struct pgl_error *error)
{
	struct pgl_variant *variants[PGL_MOST_NAMED] = {NULL};
	double costs[PGL_MOST_NAMED];
	int failed = 0;

	for (size_t i = 0; i < search->n_named && !failed; i++) {
		variants[i] = build_with(attribution, &search->named[i].number, 1, true, error);
		failed = !variants[i];
	}
	failed = failed || cost_of(attribution, search->metric, variants, search->n_named,
				   "taking sites out", costs, error);
	for (size_t i = 0; i < search->n_named; i++) {
		if (!failed)
			search->named[i].last = costs[i] - search->with;
		pgl_variant_free(variants[i]);
	}
	return failed ? -1 : 0;
}

static int find_ends(struct pgl_site_search *search, struct pgl_attribution *attribution,
		     struct pgl_error *error)
{
	struct pgl_variant *ends[] = {
		pgl_attribution_of(attribution, PGL_ALL_CAUSES & ~(uint32_t)PGL_INLINING_CAUSES,
				   error),
		pgl_attribution_of(attribution, PGL_ALL_CAUSES, error)};
	double costs[2];

	if (!ends[0] || !ends[1] ||
	    cost_of(attribution, search->metric, ends, 2, "building ends", costs, error))
		return -1;
	search->without = costs[0];
	search->with = costs[1];
	search->part = costs[0] - costs[1];
	search->floor = fabs(search->part) * FLOOR;
	return 0;
}

/* Times --------------------------------------------------------------------------------------- */

/* The builds to time: with no site replayed, all, the named ones, and then each. */
enum { WITHOUT, WITH, TOGETHER, FIRST };

/* For pgl_bootstrap(): what each build but the first gains on it. */
static void draw(void *context, const size_t *rounds, size_t n, double *ret)
{
	const struct pgl_timing *timing = context;
	double without = pgl_timing_cost(timing, WITHOUT, rounds, n);

	for (size_t i = 1; i < timing->n_variants; i++)
		ret[i - 1] = without - pgl_timing_cost(timing, i, rounds, n);
}

static void compute(void *context, struct pgl_timing *timing)
{
	struct pgl_site_search *search = context;
	const struct pgl_attribute_options *options = search->options;
	struct pgl_timed_sites *timed = &search->timed[timing->metric];
	size_t n_rounds = (size_t)options->rounds;

	timed->worth = pgl_xcalloc(timing->n_variants, sizeof *timed->worth);
	timed->interval = pgl_xcalloc(timing->n_variants, sizeof *timed->interval);
	draw(timing, NULL, n_rounds, timed->worth);
	pgl_bootstrap(draw, timing, n_rounds, timing->n_variants - 1, options->seed,
		      timed->interval);
}

static int time_sites(struct pgl_site_search *search, struct pgl_attribution *attribution,
		      struct pgl_error *error)
{
	const struct pgl_attribute_options *options = attribution->options;
	size_t n = FIRST + search->n_named;
	PGL_AUTOFREE struct pgl_variant **builds = pgl_xcalloc(n, sizeof *builds);
	PGL_AUTOFREE uint32_t *numbers = pgl_xcalloc(search->n_named + 1, sizeof *numbers);
	int failed = 0;

	if (!pgl_attribute_is_timed(options))
		return 0;
	for (size_t i = 0; i < search->n_named; i++)
		numbers[i] = search->named[i].number;
	builds[WITHOUT] = pgl_attribution_of(
		attribution, PGL_ALL_CAUSES & ~(uint32_t)PGL_INLINING_CAUSES, error);
	builds[WITH] = pgl_attribution_of(attribution, PGL_ALL_CAUSES, error);
	builds[TOGETHER] = build_with(attribution, numbers, search->n_named, false, error);
	for (size_t i = FIRST; i < n; i++)
		builds[i] = build_with(attribution, &numbers[i - FIRST], 1, false, error);
	for (size_t i = 0; i < n; i++)
		failed |= !builds[i];
	failed = failed || pgl_attribution_make(attribution, builds, n, "building", error) ||
		 pgl_attribution_time(attribution, builds, n, compute, search, error);
	for (size_t i = TOGETHER; i < n; i++)
		pgl_variant_free(builds[i]);
	return failed ? -1 : 0;
}

/* The whole ----------------------------------------------------------------------------------- */

int pgl_site_search(struct pgl_site_search *search, struct pgl_attribution *attribution,
		    struct pgl_error *error)
{
	struct groups groups = {.item = NULL};
	struct names names = {.n = 0};
	uint32_t *candidates;
	int failed;

	*search = (struct pgl_site_search){.options = attribution->options,
					   .metric = pgl_search_metric(attribution->options)};
	if (find_ends(search, attribution, error))
		return -1;
	search->n_candidates = attribution->plans.n_sites;
	if (!search->n_candidates || !(fabs(search->part) > 0))
		return 0;
	candidates = pgl_sites_by_weight(attribution);
	add_group(&groups, candidates, search->n_candidates, search->part);
	failed = bisect(search, attribution, &groups, &names, error);
	search->n_named = names.n;
	search->named = pgl_xcalloc(names.n + 1, sizeof *search->named);
	for (size_t i = 0; i < names.n; i++)
		search->named[i] = (struct pgl_named_site){
			names.number[i], site_weight(attribution, names.number[i]), names.worth[i],
			0};
	if (!failed && names.n)
		failed = confirm(search, attribution, names.number, names.n, error) ||
			 take_out(search, attribution, error) ||
			 time_sites(search, attribution, error);
	for (size_t i = 0; i < groups.n; i++)
		free(groups.item[i].number);
	free(groups.item);
	free(candidates);
	return failed ? -1 : 0;
}

void pgl_site_search_release(struct pgl_site_search *search)
{
	for (size_t i = 0; i < search->n_tests; i++)
		free(search->tests[i].numbers);
	for (int metric = 0; metric < PGL_METRIC_N; metric++) {
		free(search->timed[metric].worth);
		free(search->timed[metric].interval);
	}
	free(search->tests);
	free(search->named);
	*search = (struct pgl_site_search){.n_named = 0};
}
