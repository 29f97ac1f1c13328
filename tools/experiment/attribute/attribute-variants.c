/* The variants that an attribution builds. See attribute.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum { USUALLY, EARLY };

/* OLD and NEW ------------------------------------------------------------------------------- */

static int compare_builds(struct pgl_attribution *attribution, struct pgl_error *error)
{
	struct pgl_compared *compared = &attribution->compared;
	struct pgl_build *build = attribution->build;

	if (pgl_variant_load(attribution->old, &build[PGL_OLD], error))
		return -1;
	if (!pgl_variant_load(attribution->new, &build[PGL_NEW], error)) {
		if (!pgl_compared_init(compared, build, error)) {
			pgl_option_changes_init(&attribution->changes, &build[PGL_OLD],
						&build[PGL_NEW]);
			pgl_plans_init(&attribution->plans, &compared->match);
			attribution->is_planned = true;
			return 0;
		}
		pgl_build_release(&build[PGL_NEW]);
	}
	pgl_build_release(&build[PGL_OLD]);
	return -1;
}

static struct pgl_variant *instrumented(const char *name, const char *split)
{
	struct pgl_variant *variant = pgl_variant_new(name);

	variant->is_instrumented = true;
	variant->split = split ? pgl_xstrdup(split) : NULL;
	return variant;
}

int pgl_attribution_start(struct pgl_attribution *attribution,
			  const struct pgl_attribute_options *options, struct pgl_error *error)
{
	*attribution = (struct pgl_attribution){.options = options};
	if (pgl_experiment_init(&attribution->experiment, &options->experiment, error))
		return -1;
	attribution->old = pgl_variant_new("OLD");
	attribution->new = pgl_variant_new("NEW");
	attribution->old->is_embedded = attribution->new->is_embedded = options->experiment.embed;
	attribution->old->has_branches = attribution->new->has_branches = true;
	attribution->trained[USUALLY] = instrumented("instrumented", NULL);
	attribution->trained[EARLY] = instrumented("instrumented, split early", "early");
	attribution->new->trained = attribution->trained[USUALLY];
	struct pgl_variant *first[] = {attribution->old, attribution->trained[USUALLY]};

	if (pgl_experiment_make(&attribution->experiment, first, 2, "building OLD and training",
				error) ||
	    pgl_experiment_make_one(&attribution->experiment, attribution->new, error))
		return -1;
	if (!attribution->new->n_found)
		return pgl_error_set(
			error, "no unit found a profile: the training command runs nothing of what "
			       "was built, or each build compiles in another folder");
	return compare_builds(attribution, error);
}

/* Sets -------------------------------------------------------------------------------------- */

static bool by_cause(const void *context, const struct pgl_plan_site *site, bool is_newly_inlined)
{
	const uint32_t *set = context;

	(void)site;
	return *set &
	       PGL_CAUSE_BIT(is_newly_inlined ? PGL_CAUSE_NEWLY_INLINED : PGL_CAUSE_UN_INLINED);
}

/* Has this run written PLAN already? Sets that differ only in options share it. */
static bool is_written(const struct pgl_attribution *attribution, const char *plan)
{
	for (uint32_t set = 0; set < PGL_N_SETS; set++)
		if (attribution->variant[set] && !strcmp(attribution->variant[set]->plan, plan))
			return true;
	return false;
}

struct pgl_variant *pgl_attribution_variant(struct pgl_attribution *attribution, uint32_t set,
					    const char *name, const char *folder,
					    bool (*as_new)(const void *,
							   const struct pgl_plan_site *, bool),
					    const void *context, struct pgl_error *error)
{
	struct pgl_variant *variant = pgl_variant_new(name);
	struct pgl_strbuf flags = PGL_STRBUF_INIT;
	bool has_counts = set & PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);
	bool is_late = set & PGL_CAUSE_BIT(PGL_CAUSE_EARLY_SPLIT);
	struct pgl_plan plan = {
		.from = is_late ? PGL_NEW : PGL_OLD,
		.as_new = as_new,
		.context = context,
		.with_promoted = set & PGL_CAUSE_BIT(PGL_CAUSE_VALUE_PROFILE),
	};

	pgl_causes_flags(&attribution->changes, set, &flags);
	variant->flags = pgl_strbuf_detach(&flags);
	/* OLD splits before early inlining, NEW once the profile is read. */
	if (is_late != has_counts)
		variant->split = pgl_xstrdup(is_late ? "feedback" : "early");
	if (has_counts)
		variant->trained = attribution->trained[is_late ? USUALLY : EARLY];
	variant->plan = pgl_xasprintf("%s/plans/%s", attribution->experiment.work, folder);
	if (is_written(attribution, variant->plan) ||
	    !pgl_decision_set_write(&attribution->plans, &plan, variant->plan, error))
		return variant;
	pgl_variant_free(variant);
	return NULL;
}

struct pgl_variant *pgl_attribution_of(struct pgl_attribution *attribution, uint32_t set,
				       struct pgl_error *error)
{
	set = pgl_causes_effective(set);
	if (attribution->variant[set])
		return attribution->variant[set];
	PGL_AUTOFREE char *name = pgl_causes_name(set);
	/* Sets that differ only in options share a decision set. */
	PGL_AUTOFREE char *folder =
		pgl_xasprintf("%.16s-%.16s-%" PRIu32, attribution->old->key, attribution->new->key,
			      set & (PGL_INLINING_CAUSES | PGL_CAUSE_BIT(PGL_CAUSE_EARLY_SPLIT) |
				     PGL_CAUSE_BIT(PGL_CAUSE_VALUE_PROFILE)));

	attribution->variant[set] =
		pgl_attribution_variant(attribution, set, name, folder, by_cause, &set, error);
	return attribution->variant[set];
}

uint32_t pgl_attribution_set(const struct pgl_attribution *attribution, uint32_t active)
{
	uint32_t set = PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);

	if (active == (1u << attribution->n_active) - 1)
		return PGL_ALL_CAUSES;
	for (unsigned i = 0; i < attribution->n_active; i++)
		if (active >> i & 1)
			set |= PGL_CAUSE_BIT(attribution->active[i]);
	/* With causes that change nothing there is nothing to switch off. */
	for (unsigned cause = 0; cause < PGL_CAUSE_N; cause++)
		if (attribution->is_null[cause])
			set |= PGL_CAUSE_BIT(cause);
	return set;
}

/* Making ------------------------------------------------------------------------------------ */

/* Does the profile fit VARIANT as well as it fits NEW? */
static bool fits(const struct pgl_attribution *attribution, const struct pgl_variant *variant)
{
	return !variant->trained || variant->n_mismatched <= attribution->new->n_mismatched;
}

/* Trains an instrumented build with VARIANT's own flags, and makes VARIANT again. */
static int train_anew(struct pgl_attribution *attribution, struct pgl_variant *variant,
		      struct pgl_error *error)
{
	PGL_AUTOFREE char *name = pgl_xasprintf("instrumented for %s", variant->name);
	struct pgl_variant *trained = instrumented(name, variant->split);

	trained->flags = variant->flags ? pgl_xstrdup(variant->flags) : NULL;
	PGL_GROW(attribution->retrained, attribution->n_retrained, attribution->retrained_room);
	attribution->retrained[attribution->n_retrained++] = trained;
	variant->trained = trained;
	if (pgl_experiment_make_one(&attribution->experiment, trained, error) ||
	    pgl_experiment_make_one(&attribution->experiment, variant, error))
		return -1;
	if (fits(attribution, variant))
		return 0;
	return pgl_error_set(error,
			     "variant %s: the profile of %" PRIu64
			     " functions does not fit it (NEW: %" PRIu64
			     "), even after training for it: its cost would not show this cause",
			     variant->name, variant->n_mismatched, attribution->new->n_mismatched);
}

static bool needs_early(const struct pgl_attribution *attribution,
			struct pgl_variant *const *variants, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (variants[i]->trained == attribution->trained[EARLY])
			return true;
	return false;
}

int pgl_attribution_make(struct pgl_attribution *attribution, struct pgl_variant *const *variants,
			 size_t n, const char *what, struct pgl_error *error)
{
	if (needs_early(attribution, variants, n) && !attribution->trained[EARLY]->key[0] &&
	    pgl_experiment_make_one(&attribution->experiment, attribution->trained[EARLY], error))
		return -1;
	if (pgl_experiment_make(&attribution->experiment, variants, n, what, error))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!fits(attribution, variants[i]) && train_anew(attribution, variants[i], error))
			return -1;
	return 0;
}
