/* pgolens explain: what the profile changed and why, on one screen.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/explain.h"

#include <stdio.h>

#include "costs/join.h"
#include "render/explain-text.h"
#include "base/report.h"

static const struct pgl_switch switches[] = {
	PGL_HEADING("Results to join"),
	PGL_TEXT(struct pgl_explain_values, attribution, 0, "attribution", "FILE",
		 "read the output of 'pgolens attribute --format=json' for\n"
		 "this program: the speedup and its causes"),
	PGL_COSTS_SWITCH(struct pgl_explain_values, measured),
	PGL_HEADING("How much"),
	PGL_NUMBER(struct pgl_explain_values, limit, 'n', "limit", "N",
		   "show N functions, N calls of each and N examples of each\n"
		   "fault (default: what fits on one screen)"),
	PGL_FLAG(struct pgl_explain_values, all, 'a', "all", "show all of them"),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct pgl_explain_values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "explain",
	.synopsis = "[OPTION]... OLD NEW",
	.summary = "explain what the profile changed and why, on one screen",
	.details = "Shows the speedup and its causes, the functions whose calls changed most, the "
		   "decisions\n"
		   "behind that with the inequalities that GCC evaluated, the un-inlined calls, "
		   "and whether\n"
		   "the profile is sound. Each statement is marked recorded (by the compiler), "
		   "estimated (by\n"
		   "a formula), measured (in a run) or caused (the effect went away when the "
		   "decision was\n"
		   "reversed). OLD and NEW are as for diff.",
	.switches = switches,
	.exit_status = PGL_EXIT_STATUS_PLAIN,
	.examples = "pgolens explain old/ new/\n"
		    "pgolens explain -n 2 old/ new/\n"
		    "pgolens explain --format=json old/ new/ | jq .health"};

/* What was given beside the builds. */
struct results {
	struct pgl_attributed attributed;
	struct pgl_cost_pair measured;
	bool has_attribution, has_measured;
};

static int read_results(struct results *results, const struct pgl_explain_values *values,
			const struct pgl_compared *compared)
{
	struct pgl_error error;

	if (values->attribution &&
	    pgl_command_attribution(&results->attributed, values->attribution))
		return -1;
	results->has_attribution = values->attribution != NULL;
	if (!values->measured[PGL_OLD])
		return 0;
	if (pgl_cost_pair_init(&results->measured, &compared->identity, values->measured, &error)) {
		pgl_report("%s", error.text);
		return -1;
	}
	results->has_measured = true;
	return 0;
}

static void release_results(struct results *results)
{
	if (results->has_measured)
		pgl_cost_pair_release(&results->measured);
	if (results->has_attribution)
		pgl_attributed_release(&results->attributed);
}

static enum pgl_exit print(const struct pgl_explain_values *values, struct pgl_explain_view *view,
			   bool is_screen)
{
	enum pgl_colour_when when = (enum pgl_colour_when)values->output.colour;
	struct pgl_output output = {.stream = values->stream};

	if (!values->stream && pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	struct pgl_style style =
		pgl_style_of(values->style_of ? values->style_of : output.stream, when);

	if (is_screen)
		pgl_explain_screen(view, &style, output.stream);
	else if (values->output.format == PGL_FORMAT_TEXT)
		pgl_explain_text(view, &style, output.stream);
	else
		pgl_explain_json(view, &style, output.stream);
	return values->stream ? PGL_EXIT_FINE : pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit explain(const struct pgl_explain_values *values,
			     const struct pgl_compared *compared, const struct results *results)
{
	bool is_screen = values->output.format == PGL_FORMAT_TEXT && !values->limit && !values->all;
	size_t limit = values->all ? 0 : (size_t)values->limit;
	const struct pgl_cost_join *join = results->has_measured ? &results->measured.join : NULL;
	struct pgl_fairness fairness;
	struct pgl_diff diff;
	struct pgl_health health;
	struct pgl_explanation explanation;

	pgl_fairness_init(&fairness, &compared->identity);
	pgl_diff_init(&diff, &compared->weights, NULL);
	pgl_health_init(&health, &compared->weights, join);
	pgl_explanation_init(&explanation, &diff, &health,
			     results->has_attribution ? &results->attributed : NULL, join,
			     is_screen ? PGL_SCREEN_FUNCTIONS : limit,
			     is_screen ? PGL_SCREEN_CHANGES : limit);
	struct pgl_explain_view view = {.explanation = &explanation,
					.fairness = &fairness,
					.attribution = values->attribution,
					.is_of_run = values->is_of_run,
					.n_health = limit};
	enum pgl_exit status = print(values, &view, is_screen);

	pgl_explanation_release(&explanation);
	pgl_health_release(&health);
	pgl_diff_release(&diff);
	pgl_fairness_release(&fairness);
	return status;
}

enum pgl_exit pgl_explain_builds(const struct pgl_explain_values *values, char *const *paths)
{
	struct results results = {.has_measured = false};
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_builds pair;

	if (pgl_command_pair(&pair, paths))
		return PGL_EXIT_TROUBLE;
	if (!read_results(&results, values, &pair.compared))
		status = explain(values, &pair.compared, &results);
	release_results(&results);
	pgl_command_pair_release(&pair);
	return status;
}

static enum pgl_exit run(const void *values, char *const *operands, size_t n_operands)
{
	if (n_operands != PGL_SIDES)
		return pgl_command_needs_pair("explain", n_operands);
	return pgl_explain_builds(values, operands);
}

const struct pgl_command pgl_command_explain = {&usage, sizeof(struct pgl_explain_values), run};
