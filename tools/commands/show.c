/* pgolens show: what a compile decided.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"
#include "records/query.h"
#include "render/show-text.h"
#include "base/report.h"

struct values {
	bool tree, functions, events, branches;
	struct pgl_query query;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("What to show"),
	PGL_FLAG(struct values, tree, 0, "tree",
		 "show the inline forest: the calls of each function, and\n"
		 "below an inlined call the calls that came with it"),
	PGL_FLAG(struct values, functions, 0, "functions", "show functions instead of calls"),
	PGL_FLAG(struct values, events, 0, "events",
		 "show other transformations instead of calls: clones,\n"
		 "splits, promoted calls, placement ..."),
	PGL_FLAG(struct values, branches, 0, "branches",
		 "show which way conditions go instead of calls, if it was\n"
		 "recorded (-fplugin-arg-pgolens-branches)"),
	PGL_HEADING("Which calls (all filters must match; a repeated filter matches any of its "
		    "values)"),
	PGL_FILTER_SWITCHES(struct values, query),
	PGL_DECISION_SWITCHES(struct values, query),
	PGL_EVENT_SWITCH(struct values, query),
	PGL_HEADING("Order"),
	PGL_ORDER_SWITCHES(struct values, query),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "show",
	.synopsis = "[OPTION]... RECORD...",
	.summary = "show the call sites of a build and their outcomes",
	.details = PGL_RECORD_OPERAND "Several RECORDs make one build.",
	.switches = switches,
	.exit_status = PGL_EXIT_STATUS_PLAIN,
	.examples = "pgolens show x.pgolens.jsonl\n"
		    "pgolens show --tree --function main build/\n"
		    "pgolens show --events --event=promoted build/\n"
		    "pgolens show --rejected --hot --sort=count -n 20 build/\n"
		    "pgolens show --format=json build/ | jq '.sites[] | select(.inlined)'"};

static pgl_show_renderer *renderer(const struct values *values)
{
	if (values->output.format == PGL_FORMAT_JSON)
		return pgl_show_json;
	if (values->functions)
		return pgl_show_functions;
	if (values->events)
		return pgl_show_events;
	if (values->branches)
		return pgl_show_branches;
	return values->tree ? pgl_show_tree : pgl_show_sites;
}

/* A reason nobody was given may be a typing error: a word about it, no more. */
static void hint_reason(const struct pgl_query *query, const struct pgl_build *build)
{
	const char *typed, *near = pgl_query_near_reason(query, build, &typed);

	if (near)
		pgl_report("no call has the reason '%s'; did you mean '%s'?", typed, near);
}

static enum pgl_exit render(const struct values *values, const struct pgl_build *build)
{
	struct pgl_code_bytes bytes;
	struct pgl_show show = {.build = build,
				.bytes = &bytes,
				.sites = pgl_select_sites(&values->query, build),
				.functions = pgl_select_functions(&values->query, build),
				.events = pgl_select_events(&values->query, build),
				.branches = pgl_select_branches(&values->query, build)};
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_output output;

	hint_reason(&values->query, build);
	pgl_code_bytes_init(&bytes, build);
	if (!pgl_command_open(&values->output, &output)) {
		renderer(values)(&show, &output.style, output.stream);
		status = pgl_command_close(&output, PGL_EXIT_FINE);
	}
	pgl_selection_release(&show.sites);
	pgl_selection_release(&show.functions);
	pgl_selection_release(&show.events);
	pgl_selection_release(&show.branches);
	pgl_code_bytes_release(&bytes);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	struct pgl_build build;
	struct pgl_error error;

	if (!n_operands)
		return pgl_command_misused("show", "missing RECORD");
	if (values->tree + values->functions + values->events + values->branches > 1)
		return pgl_command_misused(
			"show", "--tree, --functions, --events and --branches exclude each other");
	if (pgl_query_check(&values->query, &error))
		return pgl_command_misused("show", "%s", error.text);
	if (pgl_command_load(&build, operands, n_operands))
		return PGL_EXIT_TROUBLE;
	pgl_command_note_lacks(&build);
	enum pgl_exit status = render(values, &build);

	pgl_build_release(&build);
	return status;
}

const struct pgl_command pgl_command_show = {&usage, sizeof(struct values), run};
