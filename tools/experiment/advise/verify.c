/* Builds with lines of advice, measures them, and reduces the lines. See verify.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/verify.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/attribute/attribute-sites.h"
#include "base/order.h"
#include "base/xalloc.h"

const char *pgl_advice_outcome_word(enum pgl_advice_outcome outcome)
{
	static const char *const words[PGL_ADVICE_OUTCOME_N] = {"kept", "keeps nothing",
								"redundant", "broken", "untested"};

	return words[outcome];
}

/* Builds ------------------------------------------------------------------------------------ */

/* OLD with the lines of SET, not made yet. NULL: ERROR is set. */
static struct pgl_variant *variant_of(struct pgl_advice_check *check, const bool *set,
				      struct pgl_error *error)
{
	PGL_AUTO_STRBUF flags = PGL_STRBUF_INIT;
	struct pgl_variant *variant;
	struct pgl_digest digest;
	char key[PGL_DIGEST_SIZE];
	size_t n = 0;

	pgl_digest_start(&digest);
	for (size_t i = 0; i < check->advice.n_lines; i++) {
		const struct pgl_advice_edit *edit = &check->advice.lines[i].edit;

		n += set[i];
		if (!set[i] || edit->source == PGL_NONE)
			continue;
		pgl_digest_add_text(&digest, check->advice.sources.item[edit->source].path);
		pgl_digest_add(&digest, &edit->at, sizeof edit->at);
		pgl_digest_add_text(&digest, edit->text);
	}
	pgl_digest_end(&digest, key);
	PGL_AUTOFREE char *name = pgl_xasprintf("OLD with %zu line%s", n, n == 1 ? "" : "s");

	variant = pgl_variant_new(name);
	pgl_advice_flags(&check->advice, set, &flags);
	variant->flags = flags.length ? pgl_strbuf_detach(&flags) : NULL;
	variant->overlay = pgl_xasprintf("%s/overlays/%.16s-%s", check->attribution.experiment.work,
					 check->attribution.old->key, key);
	if (!pgl_advice_overlay(&check->advice, set, variant->overlay))
		return variant;
	pgl_error_set(error, "cannot write '%s': %s", variant->overlay, strerror(errno));
	pgl_variant_free(variant);
	return NULL;
}

static char *first_line(const struct pgl_error *error)
{
	return pgl_xasprintf("%.*s", (int)strcspn(error->text, "\n"), error->text);
}

/* Marks VARIANT as failed, for the reason ERROR, which *WHY gets. */
static void note_trouble(struct pgl_variant *variant, char **why, const struct pgl_error *error)
{
	variant->program[0] = 0;
	free(*why);
	*why = first_line(error);
}

/* Makes those of the N variants that can be made; the others have no program. */
static void make(struct pgl_advice_check *check, struct pgl_variant **variants, size_t n,
		 const char *what, char **why)
{
	struct pgl_experiment *experiment = &check->attribution.experiment;
	struct pgl_error error;

	if (!pgl_experiment_make(experiment, variants, n, what, &error))
		return;
	for (size_t i = 0; i < n; i++)
		if (pgl_experiment_make_one(experiment, variants[i], &error))
			note_trouble(variants[i], why, &error);
}

static int measure(struct pgl_advice_check *check, struct pgl_variant *const *variants, size_t n,
		   struct pgl_error *error)
{
	const struct pgl_attribute_options *options = check->attribution.options;

	if (check->metric == PGL_METRIC_TEXT)
		return 0;
	return pgl_measure_counted(&check->attribution.experiment, variants, n, options->commands,
				   options->n_commands, options->metric[PGL_METRIC_CYCLES], error);
}

static double cost_of(const struct pgl_advice_check *check, const struct pgl_variant *variant)
{
	return pgl_attribution_cost(&check->attribution, variant, check->metric, PGL_ALL_COMMANDS,
				    NULL, 0);
}

/* Measures the programs of the N variants, each once. Variants that fail lose their program, and *WHY gets the reason of the
   last. */
static void measure_programs(struct pgl_advice_check *check, struct pgl_variant **variants,
			     size_t n, char **why)
{
	PGL_AUTOFREE struct pgl_variant **programs = pgl_xcalloc(n + 1, sizeof *programs);
	struct pgl_error error;
	size_t n_programs = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_new = variants[i]->program[0] != 0;

		for (size_t k = 0; k < n_programs && is_new; k++)
			is_new = strcmp(programs[k]->program, variants[i]->program) != 0;
		if (is_new)
			programs[n_programs++] = variants[i];
	}
	if (!n_programs || !measure(check, programs, n_programs, &error))
		return;
	for (size_t i = 0; i < n; i++)
		if (variants[i]->program[0] && measure(check, &variants[i], 1, &error))
			note_trouble(variants[i], why, &error);
}

/* Sets RET to the costs of OLD with each of the N sets of lines; INFINITY: it does not build or run, and *RET_WHY (may be
   NULL), to be freed, is the reason of the last. VARIANTS, if not NULL, gets the builds, to be freed. */
static int costs_of(struct pgl_advice_check *check, bool *const *sets, size_t n, const char *what,
		    double *ret, struct pgl_variant **variants, char **ret_why,
		    struct pgl_error *error)
{
	PGL_AUTOFREE struct pgl_variant **made = pgl_xcalloc(n + 1, sizeof *made);
	PGL_AUTOFREE char *why = NULL;
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++) {
		made[i] = variant_of(check, sets[i], error);
		failed = !made[i];
	}
	if (!failed) {
		make(check, made, n, what, &why);
		measure_programs(check, made, n, &why);
		check->n_builds += n;
	}
	for (size_t i = 0; i < n; i++) {
		if (!failed)
			ret[i] = made[i]->program[0] ? cost_of(check, made[i]) : INFINITY;
		if (variants && !failed)
			variants[i] = made[i];
		else
			pgl_variant_free(made[i]);
	}
	if (ret_why && !failed) {
		*ret_why = why;
		why = NULL;
	}
	return failed ? -1 : 0;
}

/* Sets of lines ------------------------------------------------------------------------------- */

/* A set with the lines of BASE (NULL: none) and the N LINES; to be freed. */
static bool *with(const struct pgl_advice_check *check, const bool *base, const size_t *lines,
		  size_t n)
{
	bool *set = pgl_xcalloc(check->advice.n_lines + 1, sizeof *set);

	if (base)
		memcpy(set, base, check->advice.n_lines * sizeof *set);
	for (size_t i = 0; i < n; i++)
		set[lines[i]] = true;
	return set;
}

/* OLD, NEW and the part of inlining ----------------------------------------------------------- */

/* Sets RET to the costs of the TWO variants, which are made. */
static int cost_two(struct pgl_advice_check *check, struct pgl_variant *const *two, double *ret,
		    struct pgl_error *error)
{
	bool is_same = !strcmp(two[0]->program, two[1]->program);

	if (measure(check, two, is_same ? 1 : 2, error))
		return -1;
	for (int i = 0; i < 2; i++)
		ret[i] = cost_of(check, two[i]);
	return 0;
}

static int start(struct pgl_advice_check *check, const struct pgl_attribute_options *options,
		 struct pgl_advice_options wanted, struct pgl_error *error)
{
	struct pgl_attribution *attribution = &check->attribution;
	double costs[2];

	if (pgl_attribution_start(attribution, options, error))
		return -1;
	struct pgl_variant *ends[] = {attribution->old, attribution->new};

	if (cost_two(check, ends, costs, error))
		return -1;
	check->old = costs[0];
	check->new = costs[1];
	check->gain = costs[0] - costs[1];
	check->floor = fabs(check->gain) * PGL_ADVICE_FLOOR;
	wanted.folder = attribution->experiment.source;
	wanted.place = attribution->experiment.sandbox.path;
	if (pgl_advice_init(&check->advice, &attribution->compared, &attribution->plans,
			    &attribution->changes, &wanted)) {
		return pgl_error_set(error, "cannot read '%s': %s", attribution->experiment.source,
				     strerror(errno));
	}
	check->has_advice = true;
	check->results = pgl_xcalloc(check->advice.n_lines + 1, sizeof *check->results);
	for (size_t i = 0; i < check->advice.n_lines; i++)
		check->results[i] =
			(struct pgl_advice_result){.outcome = PGL_ADVICE_OUTCOME_UNTESTED,
						   .alone = NAN,
						   .left_out = NAN,
						   .group = NAN};
	return 0;
}

/* The kept lines ------------------ ------------------------------------------------------------ */

static bool comes_before(const struct pgl_advice_check *check, size_t a, size_t b)
{
	double x = check->results[a].alone, y = check->results[b].alone;

	return x > y || (!(y > x) && a < b);
}

/* Measures each kept line alone, and sorts them, best first. */
static int order_kept(struct pgl_advice_check *check, const bool *kept, struct pgl_error *error)
{
	size_t n_lines = check->advice.n_lines;
	PGL_AUTOFREE bool **sets = pgl_xcalloc(n_lines + 1, sizeof *sets);
	PGL_AUTOFREE double *costs = pgl_xcalloc(n_lines + 1, sizeof *costs);
	int failed;

	check->kept = pgl_xcalloc(n_lines + 1, sizeof *check->kept);
	for (size_t i = 0; i < n_lines; i++) {
		if (!kept[i])
			continue;
		sets[check->n_kept] = with(check, NULL, &i, 1);
		check->kept[check->n_kept++] = i;
	}
	failed = costs_of(check, sets, check->n_kept, "measuring lines", costs, NULL, NULL, error);
	for (size_t i = 0; i < check->n_kept; i++) {
		if (!failed)
			check->results[check->kept[i]].alone =
				isinf(costs[i]) ? NAN : check->old - costs[i];
		free(sets[i]);
	}
	for (size_t i = 1; i < check->n_kept; i++)
		for (size_t k = i; k && comes_before(check, check->kept[k], check->kept[k - 1]);
		     k--) {
			size_t line = check->kept[k];

			check->kept[k] = check->kept[k - 1];
			check->kept[k - 1] = line;
		}
	return failed;
}

/* Is kept line number K in set number I? The set has the first I + 1 kept lines; the two sets after these have the lines
   about inlining, and the lines that are not options. */
static bool is_in_set(const struct pgl_advice_check *check, size_t k, size_t i)
{
	const struct pgl_advice_line *line = &check->advice.lines[check->kept[k]];

	if (i < check->n_kept)
		return k <= i;
	return i == check->n_kept ? pgl_advice_is_inlining(line) : line->kind != PGL_ADVICE_FLAG;
}

/* Builds OLD with each set of is_in_set(). */
static int add_up(struct pgl_advice_check *check, struct pgl_error *error)
{
	size_t n_lines = check->advice.n_lines, n = check->n_kept + 2;
	PGL_AUTOFREE bool **sets = pgl_xcalloc(n, sizeof *sets);
	int failed;

	check->costs = pgl_xcalloc(n, sizeof *check->costs);
	check->prefixes = pgl_xcalloc(n, sizeof *check->prefixes);
	for (size_t i = 0; i < n; i++) {
		sets[i] = pgl_xcalloc(n_lines + 1, sizeof **sets);
		for (size_t k = 0; k < check->n_kept; k++)
			sets[i][check->kept[k]] = is_in_set(check, k, i);
	}
	failed = costs_of(check, sets, n, "adding line by line", check->costs, check->prefixes,
			  NULL, error);
	check->inlining_cost = failed ? NAN : check->costs[check->n_kept];
	check->cost_without_flags = failed ? NAN : check->costs[check->n_kept + 1];
	for (size_t i = 0; i < n; i++)
		free(sets[i]);
	return failed;
}

/* The part of inlining ------------------------------------------------------------------------ */

const char *pgl_part_word(enum pgl_advice_part part)
{
	static const char *const words[PGL_PART_N] = {"newly-inlined", "un-inlined", "both"};

	return words[part];
}

/* The causes of the variants to measure: NEW with OLD's inlining and with parts of its own, then OLD with these parts. */
static const uint32_t part_sets[] = {
	PGL_ALL_CAUSES & ~(uint32_t)PGL_INLINING_CAUSES,
	PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_UN_INLINED),
	PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_NEWLY_INLINED),
	PGL_ALL_CAUSES,
	PGL_CAUSE_BIT(PGL_CAUSE_NEWLY_INLINED),
	PGL_CAUSE_BIT(PGL_CAUSE_UN_INLINED),
	PGL_INLINING_CAUSES,
};
enum { N_PART_SETS = sizeof part_sets / sizeof *part_sets };

static double lowest(const double *costs)
{
	return fmin(fmin(costs[PGL_PART_NEWLY_INLINED], costs[PGL_PART_UN_INLINED]),
		    costs[PGL_PART_BOTH]);
}

static void compute_part(struct pgl_advice_check *check, const double *costs)
{
	check->has_part = true;
	check->without = costs[0];
	memcpy(check->with, costs + 1, sizeof check->with);
	memcpy(check->replayed, costs + 1 + PGL_PART_N, sizeof check->replayed);
	check->best = PGL_PART_BOTH;
	for (int i = 0; i < PGL_PART_BOTH; i++)
		if (check->with[i] < check->with[check->best])
			check->best = (enum pgl_advice_part)i;
	check->part = check->without - lowest(check->with);
	check->replayed_part = check->old - lowest(check->replayed);
	if (check->part > 0 && check->part * PGL_ADVICE_FLOOR < check->floor)
		check->floor = check->part * PGL_ADVICE_FLOOR;
}

static void find_part(struct pgl_advice_check *check)
{
	struct pgl_attribution *attribution = &check->attribution;
	struct pgl_error error;
	struct pgl_variant *variants[N_PART_SETS];
	double costs[N_PART_SETS];
	char *why = NULL;
	int n = 0;

	for (; n < N_PART_SETS; n++) {
		variants[n] = pgl_attribution_of(attribution, part_sets[n], &error);
		if (!variants[n])
			break;
	}
	if (n == N_PART_SETS &&
	    !pgl_attribution_make(attribution, variants, N_PART_SETS,
				  "building with parts of NEW's inlining", &error))
		measure_programs(check, variants, N_PART_SETS, &why);
	else
		why = first_line(&error);
	for (int i = 0; i < N_PART_SETS && !why; i++)
		costs[i] = cost_of(check, variants[i]);
	if (!why)
		compute_part(check, costs);
	check->no_part = why;
}

struct group {
	size_t *line; /* heaviest first */
	size_t n;
	double worth; /* NAN: the program did not build or run */
};

struct groups {
	struct group *item;
	size_t n, room;
	const bool *base; /* the lines that are in all builds */
	double base_cost;
	bool is_alone; /* BASE has none */
};

/* Sets the results of the lines of GROUP. */
static void note(struct pgl_advice_check *check, const struct groups *groups,
		 const struct group *group, const char *why)
{
	for (size_t i = 0; i < group->n; i++) {
		struct pgl_advice_result *result = &check->results[group->line[i]];

		result->group_size = group->n;
		result->group = group->worth;
		result->outcome = PGL_ADVICE_OUTCOME_NOTHING;
		if (group->n > 1)
			continue;
		if (groups->is_alone)
			result->alone = group->worth;
		if (isnan(group->worth)) {
			result->outcome = PGL_ADVICE_OUTCOME_BROKEN;
			result->why = pgl_xstrdup(why ? why : "");
		}
	}
}

/* Tests the N groups of LINES, and adds them to GROUPS. */
static int test(struct pgl_advice_check *check, struct groups *groups, const size_t *const *lines,
		const size_t *sizes, size_t n, struct pgl_error *error)
{
	PGL_AUTOFREE bool **sets = pgl_xcalloc(n + 1, sizeof *sets);
	PGL_AUTOFREE double *costs = pgl_xcalloc(n + 1, sizeof *costs);
	PGL_AUTOFREE char *why = NULL;
	int failed;

	for (size_t i = 0; i < n; i++)
		sets[i] = with(check, groups->base, lines[i], sizes[i]);
	failed = costs_of(check, sets, n, "testing lines", costs, NULL, &why, error);
	for (size_t i = 0; i < n; i++) {
		struct group group = {pgl_xcalloc(sizes[i] + 1, sizeof *lines[i]), sizes[i],
				      isinf(costs[i]) ? NAN : groups->base_cost - costs[i]};

		memcpy(group.line, lines[i], sizes[i] * sizeof *lines[i]);
		if (!failed)
			note(check, groups, &group, why);
		PGL_GROW(groups->item, groups->n, groups->room);
		groups->item[groups->n++] = group;
		free(sets[i]);
	}
	return failed;
}

/* How much splitting GROUP may find; below 0: nothing. */
static double promise(const struct pgl_advice_check *check, const struct group *group)
{
	if (group->n < 2)
		return -1;
	if (isnan(group->worth))
		return INFINITY;
	return fabs(group->worth) > check->floor ? fabs(group->worth) : -1;
}

/* Where to cut GROUP: into halves by rank, each with at least an eighth of the lines. */
static size_t cut_of(const struct pgl_advice_check *check, const struct group *group)
{
	double all = 0, sum = 0;
	size_t least = (group->n + 7) / 8, cut = 0;

	for (size_t i = 0; i < group->n; i++)
		all += fmax(check->advice.lines[group->line[i]].rank, 0);
	while (cut < group->n / 2 && (cut < least || sum < all / 2))
		sum += fmax(check->advice.lines[group->line[cut++]].rank, 0);
	return cut ? cut : 1;
}

static bool is_spent(struct pgl_advice_check *check)
{
	check->is_spent |= check->budget && check->n_builds >= check->budget;
	return check->is_spent;
}

/* Splits the N LINES until single lines are left, and adds those above the floor to KEPT. All builds have the lines of BASE,
   with which OLD costs BASE_COST. */
static int search(struct pgl_advice_check *check, const bool *base, double base_cost,
		  const size_t *lines, size_t n, bool *kept, struct pgl_error *error)
{
	struct groups groups = {.base = base, .base_cost = base_cost, .is_alone = base == NULL};
	int failed = n ? test(check, &groups, &lines, &n, 1, error) : 0;

	while (!failed && !is_spent(check)) {
		size_t best = groups.n;

		for (size_t i = 0; i < groups.n; i++)
			if (promise(check, &groups.item[i]) > 0 &&
			    (best == groups.n ||
			     promise(check, &groups.item[i]) > promise(check, &groups.item[best])))
				best = i;
		if (best == groups.n)
			break;
		struct group group = groups.item[best];
		size_t cut = cut_of(check, &group);
		const size_t *halves[] = {group.line, group.line + cut};
		size_t sizes[] = {cut, group.n - cut};

		groups.item[best] = groups.item[--groups.n];
		failed = test(check, &groups, halves, sizes, 2, error);
		free(group.line);
	}
	for (size_t i = 0; i < groups.n; i++) {
		const struct group *group = &groups.item[i];

		if (group->n == 1 && group->worth > check->floor)
			kept[group->line[0]] = true;
		for (size_t k = 0; k < group->n && promise(check, group) > 0; k++)
			check->results[group->line[k]].outcome = PGL_ADVICE_OUTCOME_UNTESTED;
		free(group->line);
	}
	free(groups.item);
	return failed;
}

static int cost_of_one(struct pgl_advice_check *check, bool *set, double *ret,
		       struct pgl_error *error)
{
	return costs_of(check, &set, 1, "testing lines", ret, NULL, NULL, error);
}

/* Tests the other lines again: they may gain together with the kept ones. */
static int search_rest(struct pgl_advice_check *check, bool *kept, struct pgl_error *error)
{
	PGL_AUTOFREE size_t *rest = pgl_xcalloc(check->advice.n_lines + 1, sizeof *rest);
	PGL_AUTOFREE bool *base = with(check, kept, NULL, 0);
	size_t n = 0;
	double cost;

	for (size_t i = 0; i < check->advice.n_lines; i++)
		if (!kept[i] && check->results[i].outcome == PGL_ADVICE_OUTCOME_NOTHING)
			rest[n++] = i;
	if (!n || n == check->advice.n_lines || is_spent(check))
		return 0;
	if (cost_of_one(check, base, &cost, error))
		return -1;
	return isinf(cost) ? 0 : search(check, base, cost, rest, n, kept, error);
}

/* Pruning ----------------------------------------------------------------------------------- */

struct leaving {
	size_t line;
	double loss, overshot;
};

static int compare_leaving(const void *a, const void *b)
{
	const struct leaving *x = a, *y = b;
	int order = PGL_COMPARE(x->loss, y->loss);

	order = order ? order : PGL_COMPARE(y->overshot, x->overshot);
	return order ? order : PGL_COMPARE(y->line, x->line);
}

/* Measures what is lost with each kept line left out; COST is the cost with all. */
static int leave_each_out(struct pgl_advice_check *check, const bool *kept, double cost,
			  struct leaving *leaving, size_t *ret_n, struct pgl_error *error)
{
	size_t n_lines = check->advice.n_lines, n = 0;
	PGL_AUTOFREE bool **sets = pgl_xcalloc(n_lines + 1, sizeof *sets);
	PGL_AUTOFREE double *costs = pgl_xcalloc(n_lines + 1, sizeof *costs);
	int failed;

	for (size_t i = 0; i < n_lines; i++) {
		if (!kept[i])
			continue;
		leaving[n] = (struct leaving){i, 0, check->advice.lines[i].overshot};
		sets[n] = with(check, kept, NULL, 0);
		sets[n++][i] = false;
	}
	failed = costs_of(check, sets, n, "leaving lines out", costs, NULL, NULL, error);
	for (size_t i = 0; i < n; i++) {
		leaving[i].loss = costs[i] - cost;
		check->results[leaving[i].line].left_out = leaving[i].loss;
		free(sets[i]);
	}
	if (n)
		qsort(leaving, n, sizeof *leaving, compare_leaving);
	*ret_n = n;
	return failed;
}

/* Removes from KEPT, one by one, the lines without which nothing is lost; *COST is the cost with all. */
static int prune_once(struct pgl_advice_check *check, bool *kept, double *cost,
		      bool *ret_is_changed, struct pgl_error *error)
{
	PGL_AUTOFREE struct leaving *leaving =
		pgl_xcalloc(check->advice.n_lines + 1, sizeof *leaving);
	size_t n = 0;
	int failed = leave_each_out(check, kept, *cost, leaving, &n, error);

	*ret_is_changed = false;
	for (size_t i = 0; i < n && !failed && leaving[i].loss <= check->floor; i++) {
		size_t line = leaving[i].line;
		double without;

		kept[line] = false;
		failed = cost_of_one(check, kept, &without, error);
		check->results[line].left_out = without - *cost;
		if (failed || without - *cost > check->floor) {
			kept[line] = true;
			continue;
		}
		*cost = without;
		*ret_is_changed = true;
		check->results[line].outcome = PGL_ADVICE_OUTCOME_REDUNDANT;
	}
	return failed;
}

/* Removes lines until each is worth something: a line's worth as the last one depends on the others. */
static int prune(struct pgl_advice_check *check, bool *kept, struct pgl_error *error)
{
	double cost = 0;
	int failed = cost_of_one(check, kept, &cost, error);
	bool is_changed = !isinf(cost);

	while (!failed && is_changed)
		failed = prune_once(check, kept, &cost, &is_changed, error);
	return failed;
}

static int reduce(struct pgl_advice_check *check, bool *kept, struct pgl_error *error)
{
	size_t n = check->advice.n_lines;
	PGL_AUTOFREE size_t *all = pgl_xcalloc(n + 1, sizeof *all);
	int failed;

	for (size_t i = 0; i < n; i++)
		all[i] = i;
	failed = search(check, NULL, check->old, all, n, kept, error) ||
		 search_rest(check, kept, error) || prune(check, kept, error);
	for (size_t i = 0; i < n; i++)
		if (kept[i])
			check->results[i].outcome = PGL_ADVICE_OUTCOME_KEPT;
	return failed;
}

/* The whole ----------------------------------------------------------------------------------- */

int pgl_advice_check(struct pgl_advice_check *check, const struct pgl_attribute_options *options,
		     struct pgl_advice_options wanted, uint64_t budget, struct pgl_error *error)
{
	PGL_AUTOFREE bool *kept = NULL;
	int failed;

	*check = (struct pgl_advice_check){.metric = pgl_search_metric(options), .budget = budget};
	if (start(check, options, wanted, error))
		return -1;
	kept = pgl_xcalloc(check->advice.n_lines + 1, sizeof *kept);
	find_part(check);
	failed = check->gain > 0 ? reduce(check, kept, error) : 0;
	failed = failed || order_kept(check, kept, error) || add_up(check, error);
	failed = failed || (check->n_kept && pgl_advice_compare(check, error)) ||
		 pgl_advice_time(check, error);
	return failed ? -1 : 0;
}

bool *pgl_advice_chosen(const struct pgl_advice_check *check)
{
	bool *chosen = pgl_xcalloc(check->advice.n_lines + 1, sizeof *chosen);

	for (size_t i = 0; i < check->n_kept; i++)
		chosen[check->kept[i]] = true;
	return chosen;
}

void pgl_advice_check_release(struct pgl_advice_check *check)
{
	for (size_t i = 0; check->prefixes && i < check->n_kept + 2; i++)
		pgl_variant_free(check->prefixes[i]);
	for (size_t i = 0; check->results && i < check->advice.n_lines; i++)
		free(check->results[i].why);
	for (int i = 0; i < PGL_METRIC_N; i++)
		free(check->timed[i].steps);
	free(check->prefixes);
	free(check->costs);
	free(check->kept);
	free(check->results);
	free(check->no_part);
	if (check->has_advice)
		pgl_advice_release(&check->advice);
	pgl_attribution_release(&check->attribution);
}
