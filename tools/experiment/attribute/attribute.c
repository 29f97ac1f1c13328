/* Builds, measures, splits. See attribute.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/attribute.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

const char *pgl_verdict_word(enum pgl_verdict_word word)
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
		   struct pgl_strbuf *message)
{
	struct pgl_variant *variant = pgl_attribution_of(attribution, set, message);

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

/* OLD's inlining replayed, with its blocks and functions in the source's order. */
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

/* Sets which show whether a cause changes anything. */
static int add_screens(struct pgl_attribution *attribution, struct list *list,
		       struct pgl_strbuf *message)
{
	const uint32_t counts = PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);
	int failed = add_set(attribution, list, PGL_NO_CAUSES, message) ||
		     add_set(attribution, list, counts, message) ||
		     add_set(attribution, list, PGL_ALL_CAUSES, message);

	if (!failed)
		add_unlaid(attribution, list);
	for (unsigned cause = 0; cause < PGL_CAUSE_N && !failed; cause++)
		failed =
			add_set(attribution, list, counts | PGL_CAUSE_BIT(cause), message) ||
			add_set(attribution, list, PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(cause), message);
	return failed;
}

/* No cause, all, the counts with each, all but each; a cause that changes neither is out. */
static int screen(struct pgl_attribution *attribution, struct list *list,
		  struct pgl_strbuf *message)
{
	const uint32_t counts = PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);
	uint32_t nulls = PGL_NO_CAUSES;

	if (add_screens(attribution, list, message) ||
	    pgl_attribution_make(attribution, list->item, list->n, "screening causes", message))
		return -1;
	for (unsigned cause = 0; cause < PGL_CAUSE_COUNTS; cause++) {
		uint32_t bit = PGL_CAUSE_BIT(cause);

		attribution->is_null[cause] =
			is_same_program(attribution, counts, counts | bit) &&
			is_same_program(attribution, PGL_ALL_CAUSES, PGL_ALL_CAUSES & ~bit);
		if (attribution->is_null[cause])
			nulls |= bit;
	}
	/* Causes that change nothing one by one may yet do so together. */
	if (add_set(attribution, list, counts | nulls, message) ||
	    add_set(attribution, list, PGL_ALL_CAUSES & ~nulls, message) ||
	    pgl_attribution_make(attribution, list->item, list->n, "screening causes", message))
		return -1;
	if (!is_same_program(attribution, counts, counts | nulls) ||
	    !is_same_program(attribution, PGL_ALL_CAUSES, PGL_ALL_CAUSES & ~nulls))
		memset(attribution->is_null, 0, sizeof attribution->is_null);
	for (unsigned cause = 0; cause < PGL_CAUSE_COUNTS; cause++)
		if (!attribution->is_null[cause])
			attribution->active[attribution->n_active++] = (enum pgl_cause)cause;
	return 0;
}

/* How many sets ORDERS ask for, some of them more than once; and set number I. First what each cause does alone and as
   the last, in any case; then those of the orders, as players join. */
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

/* As many orders as the budget allows: each pair of them asks for new sets until there are no more. */
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
		      struct pgl_strbuf *message)
{
	uint64_t budget = attribution->options->budget;
	unsigned n = attribution->n_active;
	struct list new = {.item = NULL};
	int failed = 0;

	if (budget && budget < 1u << n)
		choose_orders(attribution);
	if (attribution->is_sampled) {
		for (size_t i = 0; i < n_sampled(&attribution->orders) && !failed; i++)
			failed =
				add_set(attribution, &new,
					sampled_set(attribution, &attribution->orders, i), message);
	} else {
		for (uint32_t s = 0; s < 1u << n && !failed; s++)
			failed = add_set(attribution, &new, pgl_attribution_set(attribution, s),
					 message);
	}
	failed = failed ||
		 pgl_attribution_make(attribution, new.item, new.n, "building variants", message);
	for (size_t i = 0; i < new.n && !failed; i++)
		add_variant(list, new.item[i]);
	free(new.item);
	return failed ? -1 : 0;
}

/* What options alone give: NEW's, all written out, without counts, and with inlining left to GCC. */
static int build_options_alone(struct pgl_attribution *attribution, struct pgl_strbuf *message)
{
	struct pgl_strbuf flags = PGL_STRBUF_INIT;

	pgl_causes_flags(&attribution->changes, PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_COUNTS),
			 &flags);
	attribution->options_alone = pgl_variant_new("options-alone");
	attribution->options_alone->flags = pgl_strbuf_detach(&flags);
	return pgl_experiment_make_one(&attribution->experiment, attribution->options_alone,
				       message);
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

static int measure(struct pgl_attribution *attribution, struct pgl_strbuf *message)
{
	const struct pgl_attribute_options *options = attribution->options;
	bool with_cycles = options->metric[PGL_METRIC_CYCLES];

	if ((with_cycles || options->metric[PGL_METRIC_INSTRUCTIONS]) &&
	    pgl_measure_counted(&attribution->experiment, attribution->programs,
				attribution->n_programs, options->commands, options->n_commands,
				with_cycles, message))
		return -1;
	if (!pgl_attribute_is_timed(options))
		return 0;
	if (options->metric[PGL_METRIC_PERF_CYCLES] && !pgl_measure_has_perf()) {
		pgl_strbuf_add(message, "perf counts no cycles here: this machine has no counters "
					"that it may use");
		return -1;
	}
	attribution->n_rounds = options->rounds;
	attribution->timed =
		pgl_xcalloc(attribution->n_rounds * attribution->n_programs * options->n_commands,
			    sizeof *attribution->timed);
	return pgl_measure_timed(&attribution->experiment, attribution->programs,
				 attribution->n_programs, options->commands, options->n_commands,
				 attribution->n_rounds, options->metric[PGL_METRIC_PERF_CYCLES],
				 attribution->timed, message);
}

int pgl_attribute(struct pgl_attribution *attribution, const struct pgl_attribute_options *options,
		  struct pgl_strbuf *message)
{
	struct list list = {.item = NULL};
	int failed = pgl_attribution_start(attribution, options, message);

	if (!failed) {
		add_variant(&list, attribution->old);
		add_variant(&list, attribution->new);
		failed = screen(attribution, &list, message) ||
			 build_sets(attribution, &list, message) ||
			 build_options_alone(attribution, message);
	}
	if (!failed)
		add_variant(&list, attribution->options_alone);
	attribution->measured = list.item;
	attribution->n_measured = list.n;
	if (failed)
		return -1;
	find_programs(attribution);
	if (measure(attribution, message))
		return -1;
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (options->metric[metric]) {
			pgl_split_compute(attribution, (enum pgl_metric)metric);
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
