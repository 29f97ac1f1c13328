/* pgolens profile: is a profile that was taken somewhere worth being used?

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <stdlib.h>

#include "experiment/variants/measure.h"
#include "render/profile.h"
#include "base/progress.h"
#include "base/report.h"
#include "base/xalloc.h"

enum { USUAL_ROWS = 20 }; /* in text */

struct values {
	struct pgl_texts notes;
	const char *plain, *instrumented;
	uint64_t limit;
	bool all;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_LIST(struct values, notes, 0, "notes", "PATH",
		 "compare with the notes (.gcno) in PATH, a file or folder\n"
		 "(default: those beside the counts)"),
	PGL_HEADING("Cost of instrumentation (both)"),
	PGL_TEXT(struct values, plain, 0, "plain", "COMMAND",
		 "run the program without instrumentation"),
	PGL_TEXT(struct values, instrumented, 0, "instrumented", "COMMAND",
		 "run the instrumented program, to count its instructions"),
	PGL_HEADING("Output"),
	PGL_NUMBER(struct values, limit, 'n', "limit", "N",
		   "show the first N rows of a table (default: 20 in text)"),
	PGL_FLAG(struct values, all, 'a', "all", "show all of them"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "profile",
	.synopsis = "[OPTION]... [PATH]...",
	.summary = "assess profiles: coverage, overlap, fit",
	.details = "PATH is a profile: a .gcda file that an instrumented program wrote, or a "
		   "folder of\n"
		   "these. With several profiles, each pair is compared.",
	.switches = switches,
	.exit_status = "0  fine\n2  trouble: wrong usage, a file that can't be read, a command "
		       "that failed",
	.examples = "pgolens profile host1/ host2/\n"
		    "pgolens profile --format=json host1/ | jq '.profiles[].mismatched'"};

/* The part of the work before the output. 0, or -1 and the trouble is reported. */
static int read_all(const struct values *values, char *const *paths, struct pgl_profile *profiles,
		    size_t *n, size_t n_paths, struct pgl_profile_notes *notes,
		    struct pgl_profile_view *view)
{
	struct pgl_error error;
	uint64_t plain = 0, instrumented = 0;
	int failed = 0;

	for (size_t i = 0; i < values->notes.n && !failed; i++)
		failed = pgl_profile_notes_add(notes, values->notes.item[i], &error);
	for (; *n < n_paths && !failed; *n += !failed)
		failed = pgl_profile_read(&profiles[*n], paths[*n], notes, &error);
	if (!failed && values->plain) {
		struct pgl_progress progress;

		pgl_progress_start(&progress, "counting instructions");
		failed = pgl_instrument_count(values->plain, &plain, &error);
		pgl_progress_step(&progress, 1, 2);
		if (!failed)
			failed = pgl_instrument_count(values->instrumented, &instrumented, &error);
		pgl_progress_end(&progress);
		view->plain = (struct pgl_integer){(int64_t)plain, !failed};
		view->instrumented = (struct pgl_integer){(int64_t)instrumented, !failed};
	}
	if (failed)
		pgl_report("%s", error.text);
	return failed ? -1 : 0;
}

static enum pgl_exit render(const struct values *values, struct pgl_profile_view *view)
{
	bool is_text = values->output.format == PGL_FORMAT_TEXT;
	struct pgl_output output;

	view->limit = values->all ? 0 : values->limit ? values->limit : USUAL_ROWS;
	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	(is_text ? pgl_profile_text : pgl_profile_json)(view, &output.style, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	struct pgl_profile *profiles;
	struct pgl_profile_notes notes = {.item = NULL};
	struct pgl_profile_view view = {.n = 0};
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (!values->plain != !values->instrumented)
		return pgl_command_misused("profile", "--plain and --instrumented go together");
	if (!n_operands && !values->plain)
		return pgl_command_misused("profile", "missing PATH");
	profiles = pgl_xcalloc(n_operands + 1, sizeof *profiles);
	if (!read_all(values, operands, profiles, &view.n, n_operands, &notes, &view)) {
		view.profiles = profiles;
		status = render(values, &view);
	}
	for (size_t i = 0; i < view.n; i++)
		pgl_profile_release(&profiles[i]);
	pgl_profile_notes_release(&notes);
	free(profiles);
	return status;
}

const struct pgl_command pgl_command_profile = {&usage, sizeof(struct values), run};
