/* pgolens bisect: which change broke or slowed this.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/experiment-options.h"

#include <stdlib.h>

#include "render/bisect.h"
#include "base/xalloc.h"

struct values {
	struct pgl_experiment_options experiment;
	struct pgl_build_values build;
	const char *test;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("The program"),
	PGL_EXPERIMENT_SWITCHES(struct values, experiment, build),
	PGL_TEXT(struct values, test, 0, "test", "CMD",
		 "test a build; as for git bisect run, exit status 0 is good,\n"
		 "125 cannot be tested, any other below 128 is bad"),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "bisect",
	.synopsis = "[OPTION]... --build CMD --train CMD --test CMD",
	.summary = "find the decision with which a build that uses a profile goes wrong",
	.details = PGL_EXPERIMENT_DETAILS,
	.switches = switches,
	.exit_status = "0  found\n"
		       "2  trouble: wrong usage, a command that fails, OLD is bad or NEW good",
	.examples = "pgolens bisect --build make --train './x train' --test './x other | cmp - "
		    "good'"};

static enum pgl_exit render(const struct values *values, const struct pgl_bisection *bisection)
{
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	if (values->output.format == PGL_FORMAT_TEXT)
		pgl_bisect_text(bisection, &output.style, output.stream);
	else
		pgl_bisect_json(bisection, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	struct values values = *(const struct values *)given;
	struct pgl_bisection *bisection = pgl_xcalloc(1, sizeof *bisection);
	struct pgl_error error;
	struct pgl_attribute_options options;
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (n_operands) {
		status = pgl_command_misused("bisect", "unexpected operand '%s'", operands[0]);
	} else if (pgl_experiment_check(&values.experiment, &values.build, &error)) {
		status = pgl_command_misused("bisect", "%s", error.text);
	} else if (!values.test || !*values.test) {
		status = pgl_command_misused(
			"bisect",
			"missing --test (the command that tells whether a build is good)");
	} else {
		options =
			(struct pgl_attribute_options){.experiment = values.experiment, .seed = 1};
		if (pgl_bisect(bisection, &options, values.test, &error))
			pgl_experiment_report(&bisection->attribution.experiment, error.text);
		else
			status = render(&values, bisection);
		pgl_bisection_release(bisection);
	}
	pgl_build_values_release(&values.build);
	free(bisection);
	return status;
}

const struct pgl_command pgl_command_bisect = {&usage, sizeof(struct values), run};
