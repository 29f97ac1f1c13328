/* What named sites are worth in time. See attribute-sites.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute-sites.h"

#include <stdlib.h>

#include "base/xalloc.h"

#include "base/banned.h"

/* The builds that are timed together: without any site, with all, with the named ones, with each. */
enum { WITHOUT, WITH, TOGETHER, FIRST };

/* What each build but the first gains on it. */
static void draw(void *context, const size_t *rounds, size_t n, double *ret)
{
	const struct pgl_timing *timing = context;
	double without = pgl_timing_cost(timing, WITHOUT, rounds, n);

	for (size_t i = 1; i < timing->n_variants; i++)
		ret[i - 1] = without - pgl_timing_cost(timing, i, rounds, n);
}

static void compute(struct pgl_site_search *search, const struct pgl_attribute_options *options,
		    struct pgl_timing *timing)
{
	struct pgl_timed_sites *timed = &search->timed[timing->metric];
	size_t n_rounds = (size_t)options->rounds;

	timed->worth = pgl_xcalloc(timing->n_variants, sizeof *timed->worth);
	timed->interval = pgl_xcalloc(timing->n_variants, sizeof *timed->interval);
	draw(timing, NULL, n_rounds, timed->worth);
	pgl_bootstrap(draw, timing, n_rounds, timing->n_variants - 1, options->seed,
		      timed->interval);
}

int pgl_site_search_time(struct pgl_site_search *search, struct pgl_attribution *attribution,
			 struct pgl_strbuf *message)
{
	const struct pgl_attribute_options *options = attribution->options;
	size_t n = FIRST + search->n_named, n_rounds = (size_t)options->rounds;
	struct pgl_variant **builds = pgl_xcalloc(n, sizeof *builds);
	uint32_t *numbers = pgl_xcalloc(search->n_named + 1, sizeof *numbers);
	struct pgl_timed *runs = pgl_xcalloc(n_rounds * n * options->n_commands + 1, sizeof *runs);
	bool is_timed = pgl_attribute_is_timed(options);
	int failed = 0;

	for (size_t i = 0; i < search->n_named; i++)
		numbers[i] = search->named[i].number;
	if (is_timed) {
		builds[WITHOUT] = pgl_attribution_of(
			attribution, PGL_ALL_CAUSES & ~(uint32_t)PGL_INLINING_CAUSES, message);
		builds[WITH] = pgl_attribution_of(attribution, PGL_ALL_CAUSES, message);
		builds[TOGETHER] = pgl_site_variant(attribution, numbers, search->n_named, message);
		for (size_t i = FIRST; i < n; i++)
			builds[i] = pgl_site_variant(attribution, &numbers[i - FIRST], 1, message);
		for (size_t i = 0; i < n; i++)
			failed |= !builds[i];
		failed = failed ||
			 pgl_attribution_make(attribution, builds, n, "building", message) ||
			 pgl_measure_timed(&attribution->experiment, builds, n, options->commands,
					   options->n_commands, n_rounds,
					   options->metric[PGL_METRIC_PERF_CYCLES], runs, message);
	}
	for (int metric = 0; metric < PGL_METRIC_N && is_timed && !failed; metric++)
		if (options->metric[metric] && pgl_metric_is_timed((enum pgl_metric)metric))
			compute(search, options,
				&(struct pgl_timing){runs, n, options->n_commands,
						     (enum pgl_metric)metric});
	for (size_t i = TOGETHER; i < n; i++)
		pgl_variant_free(builds[i]);
	free(runs);
	free(numbers);
	free(builds);
	return failed ? -1 : 0;
}
