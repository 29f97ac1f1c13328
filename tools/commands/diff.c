/* pgolens diff: what the profile changed.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"
#include "compare/diff-filter.h"
#include "costs/join.h"
#include "render/diff-text.h"
#include "base/report.h"

enum { USUAL_CHANGES = 20 }; /* in text */

struct values {
	struct pgl_query query;
	bool only_changed, all, strict;
	int sort;
	const char *measured[PGL_SIDES];
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("Which changes (all filters must match in OLD or in NEW; a repeated filter\n"
		    "matches any of its values)"),
	PGL_FILTER_SWITCHES(struct values, query),
	PGL_EVENT_SWITCH(struct values, query),
	PGL_FLAG(struct values, only_changed, 0, "changed",
		 "show only changes that make calls execute more or less often"),
	PGL_HEADING("Order"),
	PGL_CHOICE(struct values, sort, 0, "sort", "KEY", pgl_diff_sort_words,
		   "sort by executions (default), delta, location, caller,\n"
		   "callee or kind"),
	PGL_NUMBER(struct values, query.limit, 'n', "limit", "N",
		   "show the first N (default: 20 in text, else all)"),
	PGL_FLAG(struct values, all, 'a', "all", "show all of them"),
	PGL_HEADING("Cost profiles"),
	PGL_COSTS_SWITCH(struct values, measured),
	PGL_HEADING("Fairness"),
	PGL_FLAG(struct values, strict, 0, "strict",
		 "fail if the comparison is not fair: different sources,\n"
		 "compiler or flags, or a profile that does not fit"),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "diff",
	.synopsis = "[OPTION]... OLD NEW",
	.summary = "compare a build without a profile with one that used it",
	.details = "OLD and NEW are each a record file, an object, archive, library or program "
		   "with embedded\n"
		   "records, or a directory of these; one of them may be - for standard input. A "
		   "call inlined\n"
		   "in OLD but not in NEW is un-inlined, the reverse newly inlined. Executions are "
		   "those of\n"
		   "the whole training, from NEW's profile, or from OLD's if only OLD has one.",
	.switches = switches,
	.exit_status =
		"0  no changes\n1  changes\n2  trouble: wrong usage, a record or a "
		"measurement\n   that can't be read, with --strict a comparison that is not fair",
	.examples = "pgolens diff old/ new/\n"
		    "pgolens diff --changed --file 'lvm.c' -n 50 old/ new/\n"
		    "pgolens diff --format=json old/ new/ | jq .summary"};

/* The diff of two builds, with what it is made from. */
struct comparison {
	struct pgl_builds pair;
	struct pgl_fairness fairness;
	struct pgl_diff diff;
	struct pgl_event_diff events;
	struct pgl_cost_pair measured;
};

static int compare(struct comparison *comparison, char *const *paths, const struct values *values)
{
	struct pgl_compared *compared = &comparison->pair.compared;
	struct pgl_error error;

	if (pgl_command_pair(&comparison->pair, paths))
		return -1;
	comparison->measured = (struct pgl_cost_pair){0};
	if (values->measured[PGL_OLD] &&
	    pgl_cost_pair_init(&comparison->measured, &compared->identity, values->measured,
			       &error)) {
		pgl_report("%s", error.text);
		pgl_command_pair_release(&comparison->pair);
		return -1;
	}
	pgl_fairness_init(&comparison->fairness, &compared->identity);
	struct pgl_diff_query wanted = {.query = values->query,
					.only_changed = values->only_changed,
					.sort = (enum pgl_diff_sort)values->sort};

	pgl_diff_init(&comparison->diff, &compared->weights, &wanted);
	pgl_event_diff_init(&comparison->events, &compared->weights, &values->query);
	return 0;
}

static void release(struct comparison *comparison)
{
	pgl_event_diff_release(&comparison->events);
	pgl_diff_release(&comparison->diff);
	pgl_fairness_release(&comparison->fairness);
	pgl_cost_pair_release(&comparison->measured);
	pgl_command_pair_release(&comparison->pair);
}

static bool is_refused(const struct values *values, const struct pgl_fairness *fairness)
{
	if (!values->strict || !fairness->n_unfair)
		return false;
	for (size_t i = 0; i < fairness->n_unfair; i++) {
		const struct pgl_remark *remark = &fairness->item[i];

		if (!remark->source)
			pgl_report("not fair: %s: %s", remark->what, remark->detail);
		else if (remark->n_units == 1)
			pgl_report("not fair: %s: %s (%s)", remark->what, remark->detail,
				   remark->source);
		else
			pgl_report("not fair: %s: %s (%s and %zu more)", remark->what,
				   remark->detail, remark->source, remark->n_units - 1);
	}
	return true;
}

static enum pgl_exit render(const struct values *values, struct comparison *comparison)
{
	bool is_text = values->output.format == PGL_FORMAT_TEXT;
	uint64_t limit =
		pgl_command_limit(&values->output, values->all, values->query.limit, USUAL_CHANGES);
	struct pgl_diff_view view = {.diff = &comparison->diff,
				     .events = &comparison->events,
				     .fairness = &comparison->fairness,
				     .n_measured = limit};
	struct pgl_output output;

	if (values->measured[PGL_OLD])
		view.measured = &comparison->measured.join;
	view.n_changes = comparison->diff.n_changes;
	view.n_events = comparison->events.n_changes;
	if (limit && limit < view.n_changes)
		view.n_changes = limit;
	if (limit && limit < view.n_events)
		view.n_events = limit;
	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	(is_text ? pgl_diff_text : pgl_diff_json)(&view, &output.style, output.stream);
	return pgl_command_close(&output, comparison->diff.n_changes || comparison->events.n_changes
						  ? PGL_EXIT_DIFFERENT
						  : PGL_EXIT_FINE);
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	struct comparison comparison;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_error error;

	if (n_operands != PGL_SIDES)
		return pgl_command_needs_pair("diff", n_operands);
	if (pgl_query_check(&values->query, &error))
		return pgl_command_misused("diff", "%s", error.text);
	if (compare(&comparison, operands, values))
		return PGL_EXIT_TROUBLE;
	if (!is_refused(values, &comparison.fairness))
		status = render(values, &comparison);
	release(&comparison);
	return status;
}

const struct pgl_command pgl_command_diff = {&usage, sizeof(struct values), run};
