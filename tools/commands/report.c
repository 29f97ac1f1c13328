/* pgolens report: the whole comparison as one page to look at.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "costs/join.h"
#include "render/report/report.h"
#include "base/report.h"
#include "base/xalloc.h"

enum { USUAL_CALLS = 200000 };

static const struct pgl_switch switches[] = {
	PGL_HEADING("Contents"),
	PGL_TEXT(struct pgl_report_values, attribution, 0, "attribution", "FILE",
		 "read the output of 'pgolens attribute --format=json': the\n"
		 "causes of the speedup"),
	PGL_COSTS_SWITCH(struct pgl_report_values, measured),
	PGL_LIST(struct pgl_report_values, sources, 0, "source", "DIR",
		 "look for sources in DIR, too"),
	PGL_FLAG(struct pgl_report_values, no_sources, 0, "no-sources", "leave the sources out"),
	PGL_NUMBER(struct pgl_report_values, limit, 'n', "limit", "N",
		   "show the N most executed calls (default: 200000)"),
	PGL_FLAG(struct pgl_report_values, all, 'a', "all", "show all of them"),
	PGL_TEXT(struct pgl_report_values, title, 0, "title", "TEXT", "set the title of the page"),
	PGL_HEADING("Output"),
	PGL_TEXT(struct pgl_report_values, path, 'o', "output", "FILE",
		 "write to FILE; - is standard output (the default unless\n"
		 "it is a terminal)"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "report",
	.synopsis = "[OPTION]... OLD NEW -o FILE",
	.summary = "write an HTML page about what the profile changed",
	.details = "OLD and NEW are as for diff. The page is one file that opens from disk and "
		   "needs no\n"
		   "network. It shows the causes of the speedup, the call graph with counts, every "
		   "call with\n"
		   "its decisions, the inline forest, the sources with the outcome of each call, "
		   "and sizes.",
	.switches = switches,
	.exit_status = "0  the page is written\n2  trouble: wrong usage, a record that can't be "
		       "read,\n   built without D3",
	.examples = "pgolens report old/ new/ -o report.html\n"
		    "pgolens report --source=/usr/src/lua old/ new/ -o lua.html"};

/* --- sources --- */

struct folders {
	struct pgl_source_folder *item;
	size_t n, room;
};

static void add_folder(struct folders *folders, const char *path, size_t length, bool is_named)
{
	for (size_t i = 0; i < folders->n; i++)
		if (strlen(folders->item[i].path) == length &&
		    !memcmp(folders->item[i].path, path, length))
			return;
	PGL_GROW(folders->item, folders->n, folders->room);
	folders->item[folders->n++] = (struct pgl_source_folder){
		.path = pgl_xasprintf("%.*s", (int)length, path), .is_named = is_named};
}

/* Where sources may be: what was named, here, beside the records. */
static void find_folders(struct folders *folders, const struct pgl_report_values *values,
			 const struct pgl_build *builds)
{
	for (size_t i = 0; i < values->sources.n; i++)
		add_folder(folders, values->sources.item[i], strlen(values->sources.item[i]), true);
	add_folder(folders, ".", 1, false);
	for (int side = 0; side < PGL_SIDES; side++) {
		for (size_t u = 0; builds[side].paths && u < builds[side].n; u++) {
			const char *path = builds[side].paths[u];
			const char *slash = path ? strrchr(path, '/') : NULL;

			if (slash)
				add_folder(folders, path, (size_t)(slash - path), false);
		}
	}
}

static void release_folders(struct folders *folders)
{
	for (size_t i = 0; i < folders->n; i++)
		free((char *)folders->item[i].path);
	free(folders->item);
}

/* --- the page --- */

static enum pgl_exit write_page(const struct pgl_report_values *values,
				struct pgl_report_view *view)
{
	struct pgl_output_values where = {.path = values->path};
	struct pgl_output output;

	if (pgl_command_open(&where, &output))
		return PGL_EXIT_TROUBLE;
	pgl_report_html(view, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit make(const struct pgl_report_values *values, const struct pgl_build *builds,
			  const struct pgl_compared *compared, const struct pgl_cost_join *measured,
			  const char *attribution)
{
	static const struct pgl_query everything;
	struct pgl_diff diff;
	struct pgl_event_diff events;
	struct pgl_fairness fairness;
	struct pgl_call_list calls;
	struct folders folders = {0};
	enum pgl_exit status;

	pgl_fairness_init(&fairness, &compared->identity);
	pgl_diff_init(&diff, &compared->weights, NULL);
	pgl_event_diff_init(&events, &compared->weights, &everything);
	pgl_call_list_init(&calls, &diff,
			   values->all	   ? 0
			   : values->limit ? values->limit
					   : USUAL_CALLS);
	find_folders(&folders, values, builds);
	struct pgl_report_view view = {.diff = {.diff = &diff,
						.fairness = &fairness,
						.events = &events,
						.n_changes = diff.n_changes,
						.n_events = events.n_changes},
				       .calls = &calls,
				       .measured = measured,
				       .title = values->title,
				       .attribution = attribution,
				       .folders = folders.item,
				       .n_folders = folders.n,
				       .no_sources = values->no_sources};

	status = write_page(values, &view);
	release_folders(&folders);
	pgl_call_list_release(&calls);
	pgl_event_diff_release(&events);
	pgl_diff_release(&diff);
	pgl_fairness_release(&fairness);
	return status;
}

static enum pgl_exit compare(const struct pgl_report_values *values,
			     const struct pgl_builds *builds, const char *attribution)
{
	bool is_measured = values->measured[PGL_OLD] != NULL;
	struct pgl_cost_pair measured = {0};
	struct pgl_error error;

	if (is_measured &&
	    pgl_cost_pair_init(&measured, &builds->compared.identity, values->measured, &error)) {
		pgl_report("%s", error.text);
		return PGL_EXIT_TROUBLE;
	}
	enum pgl_exit status = make(values, builds->builds, &builds->compared,
				    is_measured ? &measured.join : NULL, attribution);

	pgl_cost_pair_release(&measured);
	return status;
}

enum pgl_exit pgl_report_builds(const struct pgl_report_values *values, char *const *paths)
{
	struct pgl_attributed attributed = {0};
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_builds builds;

	if (!pgl_report_is_built_in()) {
		pgl_report("this pgolens was built without D3, which the report needs; run 'make "
			   "deps', or build with D3=FOLDER");
		return PGL_EXIT_TROUBLE;
	}
	if (values->attribution && pgl_command_attribution(&attributed, values->attribution))
		return PGL_EXIT_TROUBLE;
	if (!pgl_command_pair(&builds, paths)) {
		status = compare(values, &builds,
				 values->attribution ? pgl_attributed_json(&attributed) : NULL);
		pgl_command_pair_release(&builds);
	}
	pgl_attributed_release(&attributed);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct pgl_report_values *values = given;

	if (n_operands != PGL_SIDES)
		return pgl_command_needs_pair("report", n_operands);
	if (!values->path && isatty(STDOUT_FILENO))
		return pgl_command_misused("report",
					   "refusing to write a page to a terminal; use -o FILE");
	return pgl_report_builds(values, operands);
}

const struct pgl_command pgl_command_report = {&usage, sizeof(struct pgl_report_values), run};
