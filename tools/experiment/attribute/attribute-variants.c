/* The variants that an attribution builds. See attribute.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum { USUALLY, EARLY };

/* OLD and NEW ------------------------------------------------------------------------------- */

static int load(struct pgl_attribution *attribution, enum pgl_side side,
		const struct pgl_variant *variant, struct pgl_error *error)
{
	char *path = pgl_variant_path(variant, "records");
	int failed = pgl_build_load(&attribution->build[side], &path, 1, error);

	free(path);
	return failed;
}

static int compare_builds(struct pgl_attribution *attribution, struct pgl_strbuf *message)
{
	struct pgl_compared *compared = &attribution->compared;
	struct pgl_build *build = attribution->build;
	struct pgl_error error;
	int n_loaded = 0;

	if (!load(attribution, PGL_OLD, attribution->old, &error) && ++n_loaded &&
	    !load(attribution, PGL_NEW, attribution->new, &error) && ++n_loaded &&
	    !pgl_compared_init(compared, build, &error)) {
		pgl_option_changes_init(&attribution->changes, &build[PGL_OLD], &build[PGL_NEW]);
		pgl_plans_init(&attribution->plans, &compared->match);
		attribution->is_planned = true;
		return 0;
	}
	while (n_loaded)
		pgl_build_release(&build[--n_loaded]);
	pgl_strbuf_add(message, error.text);
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
			  const struct pgl_attribute_options *options, struct pgl_strbuf *message)
{
	*attribution = (struct pgl_attribution){.options = options};
	if (pgl_experiment_init(&attribution->experiment, &options->experiment, message))
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
				message) ||
	    pgl_experiment_make_one(&attribution->experiment, attribution->new, message))
		return -1;
	if (!attribution->new->n_found) {
		pgl_strbuf_add(message,
			       "no unit found a profile: the training command runs nothing of what "
			       "was built, or the build command compiles elsewhere each time");
		return -1;
	}
	return compare_builds(attribution, message);
}

/* Sets -------------------------------------------------------------------------------------- */

static bool by_cause(const void *context, const struct pgl_plan_site *site, bool is_newly_inlined)
{
	const uint32_t *set = context;

	(void)site;
	return *set &
	       PGL_CAUSE_BIT(is_newly_inlined ? PGL_CAUSE_NEWLY_INLINED : PGL_CAUSE_UN_INLINED);
}

/* Has this run written PLAN already? Sets that differ in options alone share one. */
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
					    const void *context, struct pgl_strbuf *message)
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
	    !pgl_plan_write(&attribution->plans, &plan, variant->plan, message))
		return variant;
	pgl_variant_free(variant);
	return NULL;
}

struct pgl_variant *pgl_attribution_of(struct pgl_attribution *attribution, uint32_t set,
				       struct pgl_strbuf *message)
{
	char *name, *folder;

	set = pgl_causes_effective(set);
	if (attribution->variant[set])
		return attribution->variant[set];
	name = pgl_causes_name(set);
	/* Sets that differ in options alone have one plan. */
	folder = pgl_xasprintf("%.16s-%.16s-%" PRIu32, attribution->old->key, attribution->new->key,
			       set & (PGL_INLINING_CAUSES | PGL_CAUSE_BIT(PGL_CAUSE_EARLY_SPLIT) |
				      PGL_CAUSE_BIT(PGL_CAUSE_VALUE_PROFILE)));
	attribution->variant[set] =
		pgl_attribution_variant(attribution, set, name, folder, by_cause, &set, message);
	free(folder);
	free(name);
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
	/* Causes that change nothing are in, too: nothing has to be switched off. */
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

/* Trains VARIANT with flags of its own. */
static int train_anew(struct pgl_attribution *attribution, struct pgl_variant *variant,
		      struct pgl_strbuf *message)
{
	char *name = pgl_xasprintf("instrumented for %s", variant->name);
	struct pgl_variant *trained = instrumented(name, variant->split);

	free(name);
	trained->flags = variant->flags ? pgl_xstrdup(variant->flags) : NULL;
	PGL_GROW(attribution->retrained, attribution->n_retrained, attribution->retrained_room);
	attribution->retrained[attribution->n_retrained++] = trained;
	variant->trained = trained;
	if (pgl_experiment_make_one(&attribution->experiment, trained, message) ||
	    pgl_experiment_make_one(&attribution->experiment, variant, message))
		return -1;
	if (fits(attribution, variant))
		return 0;
	pgl_strbuf_addf(message,
			"variant %s: the profile of %" PRIu64
			" functions does not fit it (NEW: %" PRIu64
			"), even when it was trained for it: what it would show is not this cause",
			variant->name, variant->n_mismatched, attribution->new->n_mismatched);
	return -1;
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
			 size_t n, const char *what, struct pgl_strbuf *message)
{
	if (needs_early(attribution, variants, n) && !attribution->trained[EARLY]->key[0] &&
	    pgl_experiment_make_one(&attribution->experiment, attribution->trained[EARLY], message))
		return -1;
	if (pgl_experiment_make(&attribution->experiment, variants, n, what, message))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!fits(attribution, variants[i]) &&
		    train_anew(attribution, variants[i], message))
			return -1;
	return 0;
}
