/* Which lines keep something. See advice-verify.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"

#include "base/banned.h"

struct group {
	size_t *line; /* heaviest first */
	size_t n;
	double worth; /* NAN: the program did not build or run with it */
};

struct groups {
	struct group *item;
	size_t n, room;
	const bool *base; /* the lines that are in anyway */
	double base_cost;
	bool is_alone; /* there are none */
};

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

/* Notes on each line of GROUP what came of it. */
static void note(struct pgl_advice_check *check, const struct groups *groups,
		 const struct group *group, const char *why)
{
	for (size_t i = 0; i < group->n; i++) {
		struct pgl_advice_result *result = &check->results[group->line[i]];

		result->group_size = group->n;
		result->group = group->worth;
		result->fate = PGL_ADVICE_FATE_NOTHING;
		if (group->n > 1)
			continue;
		if (groups->is_alone)
			result->alone = group->worth;
		if (isnan(group->worth)) {
			result->fate = PGL_ADVICE_FATE_BROKEN;
			result->why = pgl_xstrdup(why ? why : "");
		}
	}
}

/* Tests the N groups of LINES and adds them. */
static int test(struct pgl_advice_check *check, struct groups *groups, const size_t *const *lines,
		const size_t *sizes, size_t n, struct pgl_strbuf *message)
{
	bool **sets = pgl_xcalloc(n + 1, sizeof *sets);
	double *costs = pgl_xcalloc(n + 1, sizeof *costs);
	char *why = NULL;
	int failed;

	for (size_t i = 0; i < n; i++)
		sets[i] = with(check, groups->base, lines[i], sizes[i]);
	failed = pgl_advice_costs(check, sets, n, "testing lines", costs, NULL, &why, message);
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
	free(why);
	free(costs);
	free(sets);
	return failed;
}

/* How much there is to find in GROUP; below 0: nothing. */
static double promise(const struct pgl_advice_check *check, const struct group *group)
{
	if (group->n < 2)
		return -1;
	if (isnan(group->worth))
		return INFINITY;
	return fabs(group->worth) > check->floor ? fabs(group->worth) : -1;
}

/* Where to cut GROUP: halves by rank, but neither below an eighth of the lines. */
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

/* Splits the N LINES until single ones are left that are worth something with BASE; these are added to KEPT. */
static int search(struct pgl_advice_check *check, const bool *base, double base_cost,
		  const size_t *lines, size_t n, bool *kept, struct pgl_strbuf *message)
{
	struct groups groups = {.base = base, .base_cost = base_cost, .is_alone = base == NULL};
	int failed = n ? test(check, &groups, &lines, &n, 1, message) : 0;

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
		failed = test(check, &groups, halves, sizes, 2, message);
		free(group.line);
	}
	for (size_t i = 0; i < groups.n; i++) {
		const struct group *group = &groups.item[i];

		if (group->n == 1 && group->worth > check->floor)
			kept[group->line[0]] = true;
		for (size_t k = 0; k < group->n && promise(check, group) > 0; k++)
			check->results[group->line[k]].fate = PGL_ADVICE_FATE_UNTESTED;
		free(group->line);
	}
	free(groups.item);
	return failed;
}

static int cost_of_one(struct pgl_advice_check *check, bool *set, double *ret,
		       struct pgl_strbuf *message)
{
	return pgl_advice_costs(check, &set, 1, "testing lines", ret, NULL, NULL, message);
}

/* Those that gain nothing alone may with the others in place. */
static int search_rest(struct pgl_advice_check *check, bool *kept, struct pgl_strbuf *message)
{
	size_t *rest = pgl_xcalloc(check->advice.n_lines + 1, sizeof *rest), n = 0;
	bool *base = with(check, kept, NULL, 0);
	double cost;
	int failed = 0;

	for (size_t i = 0; i < check->advice.n_lines; i++)
		if (!kept[i] && check->results[i].fate == PGL_ADVICE_FATE_NOTHING)
			rest[n++] = i;
	if (n && n < check->advice.n_lines && !is_spent(check))
		failed = cost_of_one(check, base, &cost, message) ||
			 (!isinf(cost) && search(check, base, cost, rest, n, kept, message));
	free(base);
	free(rest);
	return failed;
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

/* What is lost with each kept line left out; COST is that of all. */
static int leave_each_out(struct pgl_advice_check *check, const bool *kept, double cost,
			  struct leaving *leaving, size_t *ret_n, struct pgl_strbuf *message)
{
	size_t n_lines = check->advice.n_lines, n = 0;
	bool **sets = pgl_xcalloc(n_lines + 1, sizeof *sets);
	double *costs = pgl_xcalloc(n_lines + 1, sizeof *costs);
	int failed;

	for (size_t i = 0; i < n_lines; i++) {
		if (!kept[i])
			continue;
		leaving[n] = (struct leaving){i, 0, check->advice.lines[i].overshot};
		sets[n] = with(check, kept, NULL, 0);
		sets[n++][i] = false;
	}
	failed = pgl_advice_costs(check, sets, n, "leaving lines out", costs, NULL, NULL, message);
	for (size_t i = 0; i < n; i++) {
		leaving[i].loss = costs[i] - cost;
		check->results[leaving[i].line].left_out = leaving[i].loss;
		free(sets[i]);
	}
	if (n)
		qsort(leaving, n, sizeof *leaving, compare_leaving);
	*ret_n = n;
	free(costs);
	free(sets);
	return failed;
}

/* Takes the kept lines that nothing is lost without out of KEPT, one after the other; *COST is that of all. */
static int prune_once(struct pgl_advice_check *check, bool *kept, double *cost,
		      bool *ret_is_changed, struct pgl_strbuf *message)
{
	struct leaving *leaving = pgl_xcalloc(check->advice.n_lines + 1, sizeof *leaving);
	size_t n = 0;
	int failed = leave_each_out(check, kept, *cost, leaving, &n, message);

	*ret_is_changed = false;
	for (size_t i = 0; i < n && !failed && leaving[i].loss <= check->floor; i++) {
		size_t line = leaving[i].line;
		double without;

		kept[line] = false;
		failed = cost_of_one(check, kept, &without, message);
		check->results[line].left_out = without - *cost;
		if (failed || without - *cost > check->floor) {
			kept[line] = true;
			continue;
		}
		*cost = without;
		*ret_is_changed = true;
		check->results[line].fate = PGL_ADVICE_FATE_REDUNDANT;
	}
	free(leaving);
	return failed;
}

/* What a line is worth as the last is another with fewer lines beside it: until all that are left are worth it. */
static int prune(struct pgl_advice_check *check, bool *kept, struct pgl_strbuf *message)
{
	double cost = 0;
	int failed = cost_of_one(check, kept, &cost, message);
	bool is_changed = !isinf(cost);

	while (!failed && is_changed)
		failed = prune_once(check, kept, &cost, &is_changed, message);
	return failed;
}

int pgl_advice_sift(struct pgl_advice_check *check, bool *kept, struct pgl_strbuf *message)
{
	size_t n = check->advice.n_lines, *all = pgl_xcalloc(n + 1, sizeof *all);
	int failed;

	for (size_t i = 0; i < n; i++)
		all[i] = i;
	failed = search(check, NULL, check->old, all, n, kept, message) ||
		 search_rest(check, kept, message) || prune(check, kept, message);
	for (size_t i = 0; i < n; i++)
		if (kept[i])
			check->results[i].fate = PGL_ADVICE_FATE_KEPT;
	free(all);
	return failed;
}
