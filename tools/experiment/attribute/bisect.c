/* States, tests and the way between. See bisect.h.

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

/* The way ----------------------------------------------------------------------------------- */

/* What the profile brings first; what hangs on it later. */
static const enum pgl_cause way[] = {PGL_CAUSE_COUNTS,	      PGL_CAUSE_EARLY_SPLIT,
				     PGL_CAUSE_VALUE_PROFILE, PGL_CAUSE_IPA_CP,
				     PGL_CAUSE_LOOPS,	      PGL_CAUSE_LAYOUT};

static void find_way(struct pgl_bisection *bisection)
{
	const struct pgl_attribution *attribution = &bisection->attribution;

	bisection->sites = pgl_sites_by_weight(attribution);
	bisection->n_causes = sizeof way / sizeof *way;
	memcpy(bisection->causes, way, sizeof way);
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

		pgl_plan_site_add_place(plans, number, text);
		pgl_strbuf_addf(text, ": %s: ", pgl_plan_site_kind(&plans->sites[number]));
		pgl_plan_site_add_call(plans, number, text);
	} else {
		pgl_strbuf_add(text, "inlining that no single call stands for");
	}
}

/* States ------------------------------------------------------------------------------------ */

/* The state after STEP steps of those between the ends, all but WITHOUT (0: none). */
static struct pgl_variant *build_state(struct pgl_bisection *bisection, size_t step, size_t without)
{
	bool *chosen =
		pgl_xcalloc((size_t)bisection->attribution.plans.n_sites + 1, sizeof *chosen);
	char *name = without ? pgl_xasprintf("NEW without step %zu", without)
			     : pgl_xasprintf("step %zu", step);
	uint32_t set = PGL_NO_CAUSES;
	struct pgl_variant *variant;

	for (size_t i = 1; i <= step && i < bisection->n_steps; i++) {
		if (i == without)
			continue;
		if (is_step_site(bisection, i))
			chosen[bisection->sites[i - bisection->n_causes - 1]] = true;
		else
			set |= PGL_CAUSE_BIT(bisection->causes[i - 1]);
	}
	variant = pgl_chosen_variant(&bisection->attribution, pgl_causes_effective(set), chosen,
				     name, bisection->message);
	free(name);
	free(chosen);
	return variant;
}

/* Tests ------------------------------------------------------------------------------------- */

struct testing {
	const struct pgl_experiment *experiment;
	const struct pgl_variant *variant;
	const char *command;
	char *log, *result;
};

static int test_once(void *context)
{
	const struct testing *testing = context;
	char *tree = pgl_variant_path(testing->variant, "tree"), *text;
	struct pgl_shell_result result = {.status = 0};
	int failed = pgl_place_enter(&testing->experiment->place, tree);

	if (!failed) {
		pgl_experiment_environment(testing->experiment);
		failed = pgl_shell_run(testing->command, NULL, testing->log, &result);
		failed |= pgl_place_leave(&testing->experiment->place, tree);
	}
	if (!failed) {
		text = pgl_xasprintf("%d\n", result.status);
		failed = pgl_write_file(testing->result, text, strlen(text));
		free(text);
	}
	free(tree);
	return failed;
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
	struct testing testing = {experiment, variant, bisection->command,
				  pgl_variant_path(variant, "test.log"),
				  pgl_variant_path(variant, "test")};
	struct pgl_job job = {test_once, &testing};
	struct pgl_strbuf text = PGL_STRBUF_INIT, what = PGL_STRBUF_INIT;
	enum pgl_test test = PGL_TEST_TROUBLE;
	int status;

	remove(testing.log);
	pgl_strbuf_addf(&what, "testing %s", variant->name);
	if (pgl_pool_run(&job, 1, 1, what.text) != 1 || pgl_read_file(&text, testing.result)) {
		pgl_strbuf_addf(bisection->message, "variant %s: cannot run the test: %s",
				variant->name, strerror(errno));
	} else {
		status = (int)strtol(text.text, NULL, 10);
		test = judge(status);
		*ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		if (test == PGL_TEST_TROUBLE) {
			pgl_strbuf_addf(
				bisection->message,
				"variant %s: the test ended with status %d, which is neither "
				"good (0), bad (1 to 127) nor to skip (125): %s",
				variant->name, *ret_status, bisection->command);
			free(experiment->log);
			experiment->log = pgl_xstrdup(testing.log);
		}
	}
	pgl_strbuf_release(&what);
	pgl_strbuf_release(&text);
	free(testing.log);
	free(testing.result);
	return test;
}

/* Makes VARIANT, which stands for the state after STEP steps, and tests it, unless its program was tested
   before. */
static enum pgl_test test_variant(struct pgl_bisection *bisection, struct pgl_variant *variant,
				  size_t step)
{
	struct pgl_tested tested = {.step = step};

	if (pgl_attribution_make(&bisection->attribution, &variant, 1, "building",
				 bisection->message))
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

static enum pgl_test ask(void *context, size_t i)
{
	struct pgl_bisection *bisection = context;
	struct pgl_variant *variant = build_state(bisection, i, 0);
	enum pgl_test test = variant ? test_variant(bisection, variant, i) : PGL_TEST_TROUBLE;

	pgl_variant_free(variant);
	return test;
}

/* The whole --------------------------------------------------------------------------------- */

/* OLD must be good and NEW bad: else there is nothing to find. */
static int test_ends(struct pgl_bisection *bisection)
{
	struct pgl_attribution *attribution = &bisection->attribution;
	enum pgl_test test = test_variant(bisection, attribution->old, 0);

	if (test == PGL_TEST_TROUBLE)
		return -1;
	if (test != PGL_TEST_GOOD) {
		pgl_strbuf_addf(bisection->message,
				"the test is %s with OLD already: no change that NEW brought is to "
				"blame: %s",
				pgl_test_word(test), bisection->command);
		return -1;
	}
	test = test_variant(bisection, attribution->new, bisection->n_steps);
	if (test == PGL_TEST_TROUBLE)
		return -1;
	if (test != PGL_TEST_BAD) {
		pgl_strbuf_addf(bisection->message, "the test is %s with NEW: nothing is wrong: %s",
				pgl_test_word(test), bisection->command);
		return -1;
	}
	return 0;
}

/* Is NEW good without the step that was found? */
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
	       const char *command, struct pgl_strbuf *message)
{
	*bisection = (struct pgl_bisection){.command = command, .message = message};
	if (pgl_attribution_start(&bisection->attribution, options, message))
		return -1;
	find_way(bisection);
	if (test_ends(bisection) || pgl_bisect_search(0, bisection->n_steps, ask, bisection,
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

/* The state nearest to the middle of GOOD and BAD that was not skipped; BAD: there is none. */
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

int pgl_bisect_search(size_t good, size_t bad, pgl_ask *ask_state, void *context, size_t *ret_first,
		      size_t *ret_last)
{
	bool *is_skipped = pgl_xcalloc(bad + 1, sizeof *is_skipped);
	int failed = 0;

	while (bad - good > 1 && !failed) {
		size_t middle = nearest(good, bad, is_skipped);

		if (middle == bad)
			break;
		switch (ask_state(context, middle)) {
		case PGL_TEST_GOOD: good = middle; break;
		case PGL_TEST_BAD: bad = middle; break;
		case PGL_TEST_SKIP: is_skipped[middle] = true; break;
		default: failed = -1; break;
		}
	}
	*ret_first = good + 1;
	*ret_last = bad;
	free(is_skipped);
	return failed;
}
