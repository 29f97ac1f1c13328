/* Builds and measures advice. See advice-verify.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/verify.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/attribute/attribute-choice.h"
#include "base/order.h"
#include "base/xalloc.h"

#include "base/banned.h"

const char *pgl_advice_fate_word(enum pgl_advice_fate fate)
{
	static const char *const words[PGL_ADVICE_FATE_N] = {"kept", "keeps nothing", "redundant",
							     "broken", "untested"};

	return words[fate];
}

/* Builds ------------------------------------------------------------------------------------ */

/* OLD with the lines of SET. NULL: MESSAGE says why not. */
static struct pgl_variant *variant_of(struct pgl_advice_check *check, const bool *set,
				      struct pgl_strbuf *message)
{
	struct pgl_variant *variant;
	struct pgl_strbuf flags = PGL_STRBUF_INIT;
	struct pgl_digest digest;
	char key[PGL_DIGEST_SIZE], *name;
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
	name = pgl_xasprintf("OLD with %zu line%s", n, n == 1 ? "" : "s");
	variant = pgl_variant_new(name);
	free(name);
	pgl_advice_flags(&check->advice, set, &flags);
	variant->flags = flags.length ? pgl_strbuf_detach(&flags) : NULL;
	pgl_strbuf_release(&flags);
	variant->overlay = pgl_xasprintf("%s/overlays/%.16s-%s", check->attribution.experiment.work,
					 check->attribution.old->key, key);
	if (!pgl_advice_overlay(&check->advice, set, variant->overlay))
		return variant;
	pgl_strbuf_addf(message, "cannot write '%s': %s", variant->overlay, strerror(errno));
	pgl_variant_free(variant);
	return NULL;
}

char *pgl_advice_first_line(const char *text)
{
	return pgl_xasprintf("%.*s", (int)strcspn(text, "\n"), text);
}

/* Notes that variant number I fails, for what MESSAGE says, which is emptied. */
static void note_trouble(struct pgl_variant *variant, char **why, struct pgl_strbuf *message)
{
	variant->program[0] = 0;
	free(*why);
	*why = pgl_advice_first_line(message->text);
	pgl_strbuf_reset(message);
}

/* Makes the N variants, those that can be made; the others have no program. */
static void make(struct pgl_advice_check *check, struct pgl_variant **variants, size_t n,
		 const char *what, char **why)
{
	struct pgl_experiment *experiment = &check->attribution.experiment;
	struct pgl_strbuf message = PGL_STRBUF_INIT;

	if (pgl_experiment_make(experiment, variants, n, what, &message))
		for (size_t i = 0; i < n; i++) {
			pgl_strbuf_reset(&message);
			if (pgl_experiment_make_one(experiment, variants[i], &message))
				note_trouble(variants[i], why, &message);
		}
	pgl_strbuf_release(&message);
}

static int measure(struct pgl_advice_check *check, struct pgl_variant *const *variants, size_t n,
		   struct pgl_strbuf *message)
{
	const struct pgl_attribute_options *options = check->attribution.options;

	if (check->metric == PGL_METRIC_TEXT)
		return 0;
	return pgl_measure_counted(&check->attribution.experiment, variants, n, options->commands,
				   options->n_commands, options->metric[PGL_METRIC_CYCLES],
				   message);
}

void pgl_advice_measure_programs(struct pgl_advice_check *check, struct pgl_variant **variants,
				 size_t n, char **why)
{
	struct pgl_variant **programs = pgl_xcalloc(n + 1, sizeof *programs);
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	size_t n_programs = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_new = variants[i]->program[0] != 0;

		for (size_t k = 0; k < n_programs && is_new; k++)
			is_new = strcmp(programs[k]->program, variants[i]->program) != 0;
		if (is_new)
			programs[n_programs++] = variants[i];
	}
	if (n_programs && measure(check, programs, n_programs, &message))
		for (size_t i = 0; i < n; i++) {
			pgl_strbuf_reset(&message);
			if (variants[i]->program[0] && measure(check, &variants[i], 1, &message))
				note_trouble(variants[i], why, &message);
		}
	pgl_strbuf_release(&message);
	free(programs);
}

int pgl_advice_costs(struct pgl_advice_check *check, bool *const *sets, size_t n, const char *what,
		     double *ret, struct pgl_variant **variants, char **ret_why,
		     struct pgl_strbuf *message)
{
	struct pgl_variant **made = pgl_xcalloc(n + 1, sizeof *made);
	char *why = NULL;
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++) {
		made[i] = variant_of(check, sets[i], message);
		failed = !made[i];
	}
	if (!failed) {
		make(check, made, n, what, &why);
		pgl_advice_measure_programs(check, made, n, &why);
		check->n_builds += n;
	}
	for (size_t i = 0; i < n; i++) {
		if (!failed)
			ret[i] = made[i]->program[0]
					 ? pgl_attribution_cost(&check->attribution, made[i],
								check->metric, PGL_ALL_COMMANDS,
								NULL, 0)
					 : INFINITY;
		if (variants && !failed)
			variants[i] = made[i];
		else
			pgl_variant_free(made[i]);
	}
	if (ret_why && !failed)
		*ret_why = why;
	else
		free(why);
	free(made);
	return failed ? -1 : 0;
}

/* OLD, NEW and the part of inlining ----------------------------------------------------------- */

/* What TWO variants cost, each of which was made. */
static int cost_two(struct pgl_advice_check *check, struct pgl_variant *const *two, double *ret,
		    struct pgl_strbuf *message)
{
	bool is_same = !strcmp(two[0]->program, two[1]->program);

	if (measure(check, two, is_same ? 1 : 2, message))
		return -1;
	for (int i = 0; i < 2; i++)
		ret[i] = pgl_attribution_cost(&check->attribution, two[i], check->metric,
					      PGL_ALL_COMMANDS, NULL, 0);
	return 0;
}

static int start(struct pgl_advice_check *check, const struct pgl_attribute_options *options,
		 struct pgl_advice_options wanted, struct pgl_strbuf *message)
{
	struct pgl_attribution *attribution = &check->attribution;
	double costs[2];

	if (pgl_attribution_start(attribution, options, message))
		return -1;
	struct pgl_variant *ends[] = {attribution->old, attribution->new};

	if (cost_two(check, ends, costs, message))
		return -1;
	check->old = costs[0];
	check->new = costs[1];
	check->gain = costs[0] - costs[1];
	check->floor = fabs(check->gain) * PGL_ADVICE_FLOOR;
	wanted.folder = attribution->experiment.source;
	wanted.place = attribution->experiment.place.path;
	if (pgl_advice_init(&check->advice, &attribution->compared, &attribution->plans,
			    &attribution->changes, &wanted)) {
		pgl_strbuf_addf(message, "cannot read '%s': %s", attribution->experiment.source,
				strerror(errno));
		return -1;
	}
	check->has_advice = true;
	check->results = pgl_xcalloc(check->advice.n_lines + 1, sizeof *check->results);
	for (size_t i = 0; i < check->advice.n_lines; i++)
		check->results[i] = (struct pgl_advice_result){.fate = PGL_ADVICE_FATE_UNTESTED,
							       .alone = NAN,
							       .left_out = NAN,
							       .group = NAN};
	return 0;
}

/* Arithmetic of those that are kept ------------------------------------------------------------ */

static bool comes_before(const struct pgl_advice_check *check, size_t a, size_t b)
{
	double x = check->results[a].alone, y = check->results[b].alone;

	return x > y || (!(y > x) && a < b);
}

/* Measures the kept lines alone, where that was not done, and puts the best first. */
static int order_kept(struct pgl_advice_check *check, const bool *kept, struct pgl_strbuf *message)
{
	size_t n_lines = check->advice.n_lines;
	bool **sets = pgl_xcalloc(n_lines + 1, sizeof *sets);
	double *costs = pgl_xcalloc(n_lines + 1, sizeof *costs);
	int failed;

	check->kept = pgl_xcalloc(n_lines + 1, sizeof *check->kept);
	for (size_t i = 0; i < n_lines; i++) {
		if (!kept[i])
			continue;
		sets[check->n_kept] = pgl_xcalloc(n_lines + 1, sizeof **sets);
		sets[check->n_kept][i] = true;
		check->kept[check->n_kept++] = i;
	}
	failed = pgl_advice_costs(check, sets, check->n_kept, "measuring lines", costs, NULL, NULL,
				  message);
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
	free(costs);
	free(sets);
	return failed;
}

/* Is the kept line number K among the first I + 1; or of the two sets behind these, one about inlining, one that is no
   option? */
static bool is_in_set(const struct pgl_advice_check *check, size_t k, size_t i)
{
	const struct pgl_advice_line *line = &check->advice.lines[check->kept[k]];

	if (i < check->n_kept)
		return k <= i;
	return i == check->n_kept ? pgl_advice_is_inlining(line) : line->kind != PGL_ADVICE_FLAG;
}

/* Builds with the first line, the first two, ..., and last with those about inlining alone, and with those that are no
   options. */
static int add_up(struct pgl_advice_check *check, struct pgl_strbuf *message)
{
	size_t n_lines = check->advice.n_lines, n = check->n_kept + 2;
	bool **sets = pgl_xcalloc(n, sizeof *sets);
	int failed;

	check->costs = pgl_xcalloc(n, sizeof *check->costs);
	check->prefixes = pgl_xcalloc(n, sizeof *check->prefixes);
	for (size_t i = 0; i < n; i++) {
		sets[i] = pgl_xcalloc(n_lines + 1, sizeof **sets);
		for (size_t k = 0; k < check->n_kept; k++)
			sets[i][check->kept[k]] = is_in_set(check, k, i);
	}
	failed = pgl_advice_costs(check, sets, n, "adding line by line", check->costs,
				  check->prefixes, NULL, message);
	check->inlining_cost = failed ? NAN : check->costs[check->n_kept];
	check->cost_without_flags = failed ? NAN : check->costs[check->n_kept + 1];
	for (size_t i = 0; i < n; i++)
		free(sets[i]);
	free(sets);
	return failed;
}

int pgl_advice_check(struct pgl_advice_check *check, const struct pgl_attribute_options *options,
		     struct pgl_advice_options wanted, uint64_t budget, struct pgl_strbuf *message)
{
	bool *kept;
	int failed;

	*check = (struct pgl_advice_check){.metric = pgl_search_metric(options), .budget = budget};
	if (start(check, options, wanted, message))
		return -1;
	kept = pgl_xcalloc(check->advice.n_lines + 1, sizeof *kept);
	/* Where the profile gains nothing there is nothing to keep. */
	pgl_advice_find_part(check);
	failed = check->gain > 0 ? pgl_advice_sift(check, kept, message) : 0;
	failed = failed || order_kept(check, kept, message) || add_up(check, message);
	failed = failed || (check->n_kept && pgl_advice_compare(check, message)) ||
		 pgl_advice_time(check, message);
	free(kept);
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
