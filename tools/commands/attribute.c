/* pgolens attribute: what each change is worth.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/experiment-options.h"

#include <stdlib.h>

#include "render/attribute-text.h"
#include "base/report.h"
#include "base/xalloc.h"

struct values {
	struct pgl_experiment_options experiment;
	struct pgl_build_values build;
	struct pgl_measure_values measure;
	uint64_t budget;
	bool sites;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("The program"),
	PGL_EXPERIMENT_SWITCHES(struct values, experiment, build),
	PGL_MEASURE_SWITCH(struct values, measure),
	PGL_HEADING("Benchmarks"),
	PGL_METRIC_SWITCHES(struct values, measure),
	PGL_HEADING("The split"),
	PGL_FLAG(struct values, sites, 0, "sites",
		 "find the calls that account for the share of inlining"),
	PGL_NUMBER(struct values, budget, 0, "budget", "N",
		   "build at most N sets of causes, in sampled orders (default:\n"
		   "all sets)"),
	PGL_SEED_SWITCH(struct values, measure),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "attribute",
	.synopsis = "[OPTION]... --build CMD --train CMD --measure CMD",
	.summary = "split what a profile gains into its causes, by building without each",
	.details = PGL_EXPERIMENT_DETAILS,
	.switches = switches,
	.exit_status = "0  fine\n"
		       "2  trouble: wrong usage, a command that fails, a program that can't be\n"
		       "   split",
	.examples = "pgolens attribute --build make --train './x train' --measure './x other'\n"
		    "pgolens attribute --build make --train './x train' --measure './x other' "
		    "--sites\n"
		    "pgolens attribute --build make --train './x train' --metric text -o x.json "
		    "--format=json"};

/* What VALUES ask for. 0, or -1 with ERROR set. */
static int choose(const struct values *values, struct pgl_attribute_options *options,
		  struct pgl_error *error)
{
	*options = (struct pgl_attribute_options){
		.experiment = values->experiment,
		.budget = values->budget,
	};
	return pgl_measure_choose(&values->measure, !values->sites, options, error);
}

static enum pgl_exit render(const struct values *values, const struct pgl_attribution *attribution,
			    const struct pgl_site_search *sites)
{
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	if (values->output.format == PGL_FORMAT_TEXT)
		pgl_attribute_text(attribution, sites, &output.style, output.stream);
	else
		pgl_attribute_json(attribution, sites, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	struct values values = *(const struct values *)given;
	struct pgl_attribution *attribution = pgl_xcalloc(1, sizeof *attribution);
	struct pgl_site_search sites = {.n_named = 0};
	struct pgl_error error;
	struct pgl_attribute_options options;
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	(void)operands;
	if (n_operands) {
		status = pgl_command_misused("attribute", "unexpected operand '%s'", operands[0]);
	} else if (pgl_experiment_check(&values.experiment, &values.build, &error) ||
		   choose(&values, &options, &error)) {
		status = pgl_command_misused("attribute", "%s", error.text);
	} else {
		if (pgl_attribute(attribution, &options, &error) ||
		    (values.sites && pgl_site_search(&sites, attribution, &error)))
			pgl_experiment_report(&attribution->experiment, error.text);
		else
			status = render(&values, attribution, values.sites ? &sites : NULL);
		pgl_site_search_release(&sites);
		pgl_attribution_release(attribution);
	}
	pgl_build_values_release(&values.build);
	free(attribution);
	return status;
}

const struct pgl_command pgl_command_attribute = {&usage, sizeof(struct values), run};
