/* States, tests, and the search among them. See bisect.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/attribute/bisect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "experiment/attribute/attribute-sites.h"
#include "base/files.h"
#include "base/xalloc.h"
#include "experiment/variants/pool.h"
#include "experiment/variants/plan.h"

const char *pgl_test_word(enum pgl_test test)
{
	static const char *const words[] = {"good", "bad", "skip", "trouble"};

	return words[test];
}

/* Steps ------------------------------------------------------------------------------------- */

/* The causes in the order of their steps: the counts first, since others need them. */
static const enum pgl_cause cause_steps[] = {PGL_CAUSE_COUNTS,	      PGL_CAUSE_EARLY_SPLIT,
					     PGL_CAUSE_VALUE_PROFILE, PGL_CAUSE_IPA_CP,
					     PGL_CAUSE_LOOPS,	      PGL_CAUSE_LAYOUT};

static void list_steps(struct pgl_bisection *bisection)
{
	const struct pgl_attribution *attribution = &bisection->attribution;

	bisection->sites = pgl_sites_by_weight(attribution);
	bisection->n_causes = sizeof cause_steps / sizeof *cause_steps;
	memcpy(bisection->causes, cause_steps, sizeof cause_steps);
	bisection->n_steps = bisection->n_causes + attribution->plans.n_sites + 1;
}

static bool is_step_site(const struct pgl_bisection *bisection, size_t step)
{
	return step > bisection->n_causes && step < bisection->n_steps;
}

void pgl_bisection_add_step(const struct pgl_bisection *bisection, size_t i,
			    struct pgl_strbuf *text)
{
	const struct pgl_plans *plans = &bisection->attribution.plans;

	if (i <= bisection->n_causes) {
		enum pgl_cause cause = bisection->causes[i - 1];

		pgl_strbuf_addf(text, "%s: %s", pgl_cause_word(cause), pgl_cause_meaning(cause));
	} else if (is_step_site(bisection, i)) {
		uint32_t number = bisection->sites[i - bisection->n_causes - 1];

		pgl_plan_site_add_location(plans, number, text);
		pgl_strbuf_addf(text, ": %s: ", pgl_plan_site_kind(&plans->sites[number]));
		pgl_plan_site_add_call(plans, number, text);
	} else {
		pgl_strbuf_add(text, "inlining that is not due to a single call");
	}
}

/* States ------------------------------------------------------------------------------------ */

/* The state after the first STEP steps without step WITHOUT (0: with all). NULL: bisection->error is set. */
static struct pgl_variant *build_state(struct pgl_bisection *bisection, size_t step, size_t without)
{
	PGL_AUTOFREE bool *chosen =
		pgl_xcalloc((size_t)bisection->attribution.plans.n_sites + 1, sizeof *chosen);
	PGL_AUTOFREE char *name = without ? pgl_xasprintf("NEW without step %zu", without)
					  : pgl_xasprintf("step %zu", step);
	uint32_t set = PGL_NO_CAUSES;

	for (size_t i = 1; i <= step && i < bisection->n_steps; i++) {
		if (i == without)
			continue;
		if (is_step_site(bisection, i))
			chosen[bisection->sites[i - bisection->n_causes - 1]] = true;
		else
			set |= PGL_CAUSE_BIT(bisection->causes[i - 1]);
	}
	return pgl_chosen_variant(&bisection->attribution, pgl_causes_effective(set), chosen, name,
				  bisection->error);
}

/* Tests ------------------------------------------------------------------------------------- */

struct testing {
	const struct pgl_experiment *experiment;
	const struct pgl_variant *variant;
	const char *command;
	char *log, *result; /* paths of the variant */
};

/* A job: runs the test and writes its status. */
static int test_once(void *context, struct pgl_error *error)
{
	const struct testing *testing = context;
	struct pgl_shell_result result = {.status = 0};
	int failed;

	if (pgl_variant_enter(testing->experiment, testing->variant, error))
		return -1;
	failed = pgl_shell_run(testing->command, NULL, testing->log, &result, error);
	if (pgl_variant_leave(testing->experiment, testing->variant, failed, error))
		return -1;
	PGL_AUTOFREE char *text = pgl_xasprintf("%d\n", result.status);

	if (pgl_write_file(testing->result, text, strlen(text)))
		return pgl_error_set(error, "cannot write '%s': %s", testing->result,
				     strerror(errno));
	return 0;
}

static enum pgl_test judge(int status)
{
	if (!WIFEXITED(status) || WEXITSTATUS(status) >= 128)
		return PGL_TEST_TROUBLE;
	return WEXITSTATUS(status) == 0	    ? PGL_TEST_GOOD
	       : WEXITSTATUS(status) == 125 ? PGL_TEST_SKIP
					    : PGL_TEST_BAD;
}

/* Runs the test with VARIANT, which is made. */
static enum pgl_test run_test(struct pgl_bisection *bisection, struct pgl_variant *variant,
			      int *ret_status)
{
	struct pgl_experiment *experiment = &bisection->attribution.experiment;
	PGL_AUTOFREE char *log = pgl_variant_path(variant, "test.log");
	PGL_AUTOFREE char *result = pgl_variant_path(variant, "test");
	PGL_AUTOFREE char *what = pgl_xasprintf("testing %s", variant->name);
	struct testing testing = {experiment, variant, bisection->command, log, result};
	struct pgl_job job = {test_once, &testing};
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	struct pgl_error why;
	enum pgl_test test;
	int status;

	remove(log);
	if (pgl_pool_run(&job, 1, 1, what, &why) == 1 && pgl_read_file(&text, result))
		pgl_error_set(&why, "cannot read '%s': %s", result, strerror(errno));
	if (!text.length) {
		pgl_error_set(bisection->error, "variant %s: cannot run the test: %s",
			      variant->name, why.text);
		return PGL_TEST_TROUBLE;
	}
	status = (int)strtol(text.text, NULL, 10);
	test = judge(status);
	*ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (test == PGL_TEST_TROUBLE) {
		pgl_error_set(&why,
			      "the test ended with status %d, which is neither good (0), bad (1 to "
			      "127) nor skip (125): %s",
			      *ret_status, bisection->command);
		pgl_experiment_blame(experiment, variant, pgl_xstrdup(log), &why, bisection->error);
	}
	return test;
}

/* Makes VARIANT, the state after STEP steps, and tests it unless its program was tested before. */
static enum pgl_test test_variant(struct pgl_bisection *bisection, struct pgl_variant *variant,
				  size_t step)
{
	struct pgl_tested tested = {.step = step};

	if (pgl_attribution_make(&bisection->attribution, &variant, 1, "building",
				 bisection->error))
		return PGL_TEST_TROUBLE;
	tested.test = PGL_TEST_N;
	for (size_t i = 0; i < bisection->n_tested; i++)
		if (!strcmp(bisection->tested[i].program, variant->program)) {
			tested.test = bisection->tested[i].test;
			tested.status = bisection->tested[i].status;
		}
	if (tested.test == PGL_TEST_N)
		tested.test = run_test(bisection, variant, &tested.status);
	if (tested.test == PGL_TEST_TROUBLE)
		return PGL_TEST_TROUBLE;
	memcpy(tested.program, variant->program, sizeof tested.program);
	tested.name = pgl_xstrdup(variant->name);
	PGL_GROW(bisection->tested, bisection->n_tested, bisection->tested_room);
	bisection->tested[bisection->n_tested++] = tested;
	return tested.test;
}

static enum pgl_test test_state(void *context, size_t i)
{
	struct pgl_bisection *bisection = context;
	struct pgl_variant *variant = build_state(bisection, i, 0);
	enum pgl_test test = variant ? test_variant(bisection, variant, i) : PGL_TEST_TROUBLE;

	pgl_variant_free(variant);
	return test;
}

/* The whole --------------------------------------------------------------------------------- */

/* Fails unless OLD is good and NEW bad: else there is nothing to find. */
static int test_ends(struct pgl_bisection *bisection)
{
	struct pgl_attribution *attribution = &bisection->attribution;
	enum pgl_test test = test_variant(bisection, attribution->old, 0);

	if (test == PGL_TEST_TROUBLE)
		return -1;
	if (test != PGL_TEST_GOOD)
		return pgl_error_set(bisection->error,
				     "the test is %s with OLD already, so the profile is not to "
				     "blame: %s",
				     pgl_test_word(test), bisection->command);
	test = test_variant(bisection, attribution->new, bisection->n_steps);
	if (test == PGL_TEST_TROUBLE)
		return -1;
	if (test != PGL_TEST_BAD)
		return pgl_error_set(bisection->error,
				     "the test is %s with NEW: nothing is wrong: %s",
				     pgl_test_word(test), bisection->command);
	return 0;
}

/* Tests NEW without the step that was found. */
static int take_out(struct pgl_bisection *bisection)
{
	struct pgl_variant *variant;

	if (bisection->first != bisection->last || bisection->first == bisection->n_steps)
		return 0;
	variant = build_state(bisection, bisection->n_steps - 1, bisection->first);
	bisection->without =
		variant ? test_variant(bisection, variant, bisection->first) : PGL_TEST_TROUBLE;
	bisection->is_taken_out = bisection->without != PGL_TEST_TROUBLE;
	pgl_variant_free(variant);
	return bisection->is_taken_out ? 0 : -1;
}

int pgl_bisect(struct pgl_bisection *bisection, const struct pgl_attribute_options *options,
	       const char *command, struct pgl_error *error)
{
	*bisection = (struct pgl_bisection){.command = command, .error = error};
	if (pgl_attribution_start(&bisection->attribution, options, error))
		return -1;
	list_steps(bisection);
	if (test_ends(bisection) || pgl_bisect_search(0, bisection->n_steps, test_state, bisection,
						      &bisection->first, &bisection->last))
		return -1;
	return take_out(bisection);
}

void pgl_bisection_release(struct pgl_bisection *bisection)
{
	for (size_t i = 0; i < bisection->n_tested; i++)
		free(bisection->tested[i].name);
	free(bisection->tested);
	free(bisection->sites);
	pgl_attribution_release(&bisection->attribution);
}

/* The state nearest to the middle between GOOD and BAD that was not skipped; BAD: there is none. */
static size_t nearest(size_t good, size_t bad, const bool *is_skipped)
{
	size_t middle = good + (bad - good) / 2;

	for (size_t away = 0; away < bad - good; away++) {
		if (middle + away < bad && !is_skipped[middle + away])
			return middle + away;
		if (middle > good + away && !is_skipped[middle - away])
			return middle - away;
	}
	return bad;
}

int pgl_bisect_search(size_t good, size_t bad, pgl_ask *ask, void *context, size_t *ret_first,
		      size_t *ret_last)
{
	PGL_AUTOFREE bool *is_skipped = pgl_xcalloc(bad + 1, sizeof *is_skipped);
	int failed = 0;

	while (bad - good > 1 && !failed) {
		size_t middle = nearest(good, bad, is_skipped);

		if (middle == bad)
			break;
		switch (ask(context, middle)) {
		case PGL_TEST_GOOD: good = middle; break;
		case PGL_TEST_BAD: bad = middle; break;
		case PGL_TEST_SKIP: is_skipped[middle] = true; break;
		default: failed = -1; break;
		}
	}
	*ret_first = good + 1;
	*ret_last = bad;
	return failed;
}
