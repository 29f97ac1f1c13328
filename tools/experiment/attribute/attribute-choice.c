/* See attribute-choice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute-choice.h"

#include <math.h>
#include <stdlib.h>

#include "base/order.h"
#include "base/xalloc.h"

#include "base/banned.h"

double pgl_site_weight(const struct pgl_attribution *attribution, uint32_t number)
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
	struct ranked *ranked = pgl_xcalloc((size_t)n + 1, sizeof *ranked);
	uint32_t *numbers = pgl_xcalloc((size_t)n + 1, sizeof *numbers);

	for (uint32_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){i, pgl_site_weight(attribution, i)};
	if (n)
		qsort(ranked, n, sizeof *ranked, compare_ranked);
	for (uint32_t i = 0; i < n; i++)
		numbers[i] = ranked[i].number;
	free(ranked);
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
				       struct pgl_strbuf *message)
{
	struct choice choice = {attribution->plans.sites, chosen};
	struct pgl_digest digest;
	char key[PGL_DIGEST_SIZE], *folder;
	struct pgl_variant *variant;

	pgl_digest_start(&digest);
	pgl_digest_add(&digest, &set, sizeof set);
	pgl_digest_add(&digest, chosen, attribution->plans.n_sites);
	pgl_digest_end(&digest, key);
	folder = pgl_xasprintf("%.16s-%.16s-sites-%s", attribution->old->key, attribution->new->key,
			       key);
	variant = pgl_attribution_variant(attribution, set, name, folder, is_chosen, &choice,
					  message);
	free(folder);
	return variant;
}

enum pgl_metric pgl_search_metric(const struct pgl_attribute_options *options)
{
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (options->metric[metric] && !pgl_metric_is_timed((enum pgl_metric)metric))
			return (enum pgl_metric)metric;
	return PGL_METRIC_INSTRUCTIONS;
}
