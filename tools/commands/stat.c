/* pgolens stat: the numbers of a build.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"
#include "render/stat.h"
#include "records/tally.h"

struct values {
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {PGL_OUTPUT_SWITCHES(struct values, output),
					     PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "stat",
	.synopsis = "[OPTION]... RECORD...",
	.summary = "count the decisions of a build",
	.details = PGL_RECORD_OPERAND "Several RECORDs make one build.",
	.switches = switches,
	.exit_status = PGL_EXIT_STATUS_PLAIN,
	.examples = "pgolens stat build/\n"
		    "pgolens stat --format=json build/ | jq .reasons"};

static enum pgl_exit render(const struct values *values, const struct pgl_build *build)
{
	bool is_text = values->output.format == PGL_FORMAT_TEXT;
	struct pgl_output output;
	struct pgl_tally tally;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	pgl_tally_init(&tally, build);
	(is_text ? pgl_stat_text : pgl_stat_json)(&tally, build->name, &output.style,
						  output.stream);
	pgl_tally_release(&tally);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit run(const void *values, char *const *operands, size_t n_operands)
{
	struct pgl_build build;

	if (!n_operands)
		return pgl_command_misused("stat", "missing RECORD");
	if (pgl_command_load(&build, operands, n_operands))
		return PGL_EXIT_TROUBLE;
	pgl_command_note_lacks(&build);
	enum pgl_exit status = render(values, &build);

	pgl_build_release(&build);
	return status;
}

const struct pgl_command pgl_command_stat = {&usage, sizeof(struct values), run};
