/* The decisions and times of the build with all kept lines. See verify.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/verify.h"

#include <math.h>
#include <stdlib.h>

#include "base/xalloc.h"

/* Decisions --------------------------------------------------------------------------------- */

/* Sets *RET to whether the advised build inlined NEW's base site SITE. False: unknown. */
static bool outcome_of(const struct pgl_compared *both, uint32_t site, bool *ret)
{
	uint32_t there = both->match.partner[PGL_OLD][site];
	const struct pgl_forest *advised = &both->forest[PGL_NEW];

	if (there == PGL_NONE || pgl_forest_is_gone(advised, there))
		return false;
	*ret = pgl_forest_is_inlined(advised, there);
	return true;
}

static void count_line(struct pgl_advice_check *check, const struct pgl_compared *both, size_t line)
{
	struct pgl_advice_result *result = &check->results[line];
	const struct pgl_advice_line *its = &check->advice.lines[line];

	for (uint32_t i = 0; i < its->n_sites; i++) {
		const struct pgl_plan_site *site = &check->attribution.plans.sites[its->sites[i]];
		bool is_inlined;

		if (!outcome_of(both, site->site[PGL_NEW], &is_inlined))
			result->n_unknown++;
		else if (is_inlined == site->is_newly_inlined)
			result->n_reproduced++;
		else
			result->n_other++;
	}
}

int pgl_advice_compare(struct pgl_advice_check *check, struct pgl_error *error)
{
	struct pgl_build builds[PGL_SIDES] = {check->attribution.build[PGL_NEW]};
	struct pgl_compared both;
	int failed;

	if (pgl_variant_load(check->prefixes[check->n_kept - 1], &builds[PGL_NEW], error))
		return -1;
	failed = pgl_compared_init(&both, builds, error);
	for (size_t i = 0; i < check->n_kept && !failed; i++)
		count_line(check, &both, check->kept[i]);
	if (!failed)
		pgl_compared_release(&both);
	pgl_build_release(&builds[PGL_NEW]);
	return failed ? -1 : 0;
}

/* Times ------------------------------------------------------------------------------------- */

/* The builds to time; after FIRST with the first two lines, the first three ... */
enum { OLD, NEW, FIRST };

enum { COST_OF_OLD, GAIN, KEEPS, SHARE, STEPS };

static void draw(void *context, const size_t *rounds, size_t n, double *ret)
{
	const struct pgl_timing *timing = context;
	double before = pgl_timing_cost(timing, OLD, rounds, n);

	ret[COST_OF_OLD] = before;
	ret[GAIN] = before - pgl_timing_cost(timing, NEW, rounds, n);
	ret[KEEPS] = before - pgl_timing_cost(timing, timing->n_variants - 1, rounds, n);
	ret[SHARE] = ret[KEEPS] / ret[GAIN];
	for (size_t i = FIRST; i < timing->n_variants; i++) {
		double after = pgl_timing_cost(timing, i, rounds, n);

		ret[STEPS + i - FIRST] = before - after;
		before = after;
	}
}

static void compute(void *context, struct pgl_timing *timing)
{
	struct pgl_advice_check *check = context;
	const struct pgl_attribute_options *options = check->attribution.options;
	struct pgl_advice_timed *timed = &check->timed[timing->metric];
	size_t n = STEPS + check->n_kept, n_rounds = (size_t)options->rounds;
	PGL_AUTOFREE double *values = pgl_xcalloc(n, sizeof *values);
	PGL_AUTOFREE struct pgl_interval *intervals = pgl_xcalloc(n, sizeof *intervals);

	draw(timing, NULL, n_rounds, values);
	pgl_bootstrap(draw, timing, n_rounds, n, options->seed, intervals);
	*timed = (struct pgl_advice_timed){
		.is_measured = true,
		.old = values[COST_OF_OLD],
		.gain = {values[GAIN], intervals[GAIN]},
		.keeps = {values[KEEPS], intervals[KEEPS]},
		.share = {values[SHARE], intervals[SHARE]},
		.steps = pgl_xcalloc(check->n_kept + 1, sizeof *timed->steps),
	};
	for (size_t i = 0; i < check->n_kept; i++)
		timed->steps[i] = (struct pgl_gain){values[STEPS + i], intervals[STEPS + i]};
}

int pgl_advice_time(struct pgl_advice_check *check, struct pgl_error *error)
{
	struct pgl_attribution *attribution = &check->attribution;
	size_t n = FIRST + check->n_kept;
	PGL_AUTOFREE struct pgl_variant **builds = pgl_xcalloc(n, sizeof *builds);

	if (!pgl_attribute_is_timed(attribution->options) || !check->n_kept)
		return 0;
	builds[OLD] = attribution->old;
	builds[NEW] = attribution->new;
	for (size_t i = 0; i < check->n_kept; i++)
		builds[FIRST + i] = check->prefixes[i];
	return pgl_attribution_time(attribution, builds, n, compute, check, error);
}
