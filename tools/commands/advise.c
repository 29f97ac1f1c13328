/* pgolens advise: keep the win without the profile.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/experiment-options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/attribute/attribute-sites.h"
#include "render/advice-text.h"
#include "base/report.h"
#include "base/xalloc.h"

enum { USUAL_LINES = 40 };
enum format { TEXT, PATCH, JSON };
static const char *const format_words[] = {"text", "patch", "json", NULL};

struct values {
	bool verify, inlining, placement;
	struct pgl_experiment_options experiment;
	struct pgl_build_values build;
	struct pgl_measure_values measure;
	const char *attribution;
	uint64_t lines, budget;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_FLAG(struct values, verify, 0, "verify",
		 "build and measure the advice, and drop lines that keep nothing"),
	PGL_HEADING("The program (all but --source need --verify)"),
	PGL_EXPERIMENT_SWITCHES(struct values, experiment, build),
	PGL_MEASURE_SWITCH(struct values, measure),
	PGL_HEADING("Benchmarks"),
	PGL_METRIC_SWITCHES(struct values, measure),
	PGL_HEADING("The advice"),
	PGL_TEXT(struct values, attribution, 0, "attribution", "FILE",
		 "read the output of 'pgolens attribute --sites\n"
		 "--format=json'; lines for its calls come first (not with\n"
		 "--verify)"),
	PGL_FLAG(struct values, inlining, 0, "inlining",
		 "advise on inlining only, without other flags"),
	PGL_FLAG(struct values, placement, 0, "placement",
		 "advise on the placement of functions, too (always with\n"
		 "--metric cycles, where it shows)"),
	PGL_NUMBER(struct values, lines, 0, "lines", "N",
		   "write at most N lines of each kind that change the sources\n"
		   "(default: 40)"),
	PGL_NUMBER(struct values, budget, 0, "budget", "N",
		   "build at most N sets of lines in the search for those that\n"
		   "keep something (default: as many as needed)"),
	PGL_SEED_SWITCH(struct values, measure),
	PGL_HEADING("Output"),
	PGL_FORMAT_SWITCHES(struct values, output, format_words, "text (default), patch or json"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "advise",
	.synopsis =
		"[OPTION]... OLD NEW | --verify [OPTION]... --build CMD --train CMD --measure CMD",
	.summary = "advise attributes and flags that keep the win without the profile",
	.details = "OLD and NEW are records as for diff. Each line is an attribute of\n"
		   "a function or a flag that makes a build without a profile decide as NEW does. "
		   "With\n"
		   "--verify, pgolens builds OLD, NEW, and OLD with the lines, and reports how "
		   "much of the\n"
		   "gain each line keeps, and how much all of them keep.",
	.switches = switches,
	.exit_status = "0  fine\n"
		       "2  trouble: wrong usage, a record that can't be read, a command that fails",
	.examples =
		"pgolens advise old/ new/\n"
		"pgolens advise --format=patch -o x.patch old/ new/\n"
		"pgolens advise --verify --build make --train './x train' --measure './x other' "
		"--format=patch -o x.patch"};

static enum pgl_exit render(const struct values *values, const struct pgl_advice *advice,
			    const struct pgl_advice_check *check)
{
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	if (values->output.format == PATCH)
		pgl_advice_patch_text(advice, check, output.stream);
	else if (values->output.format == JSON)
		pgl_advice_json(advice, check, output.stream);
	else
		pgl_advice_text(advice, check, &output.style, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static struct pgl_advice_options wanted(const struct values *values)
{
	return (struct pgl_advice_options){
		.folder = values->experiment.source ? values->experiment.source : ".",
		.limit = values->lines ? values->lines : USUAL_LINES,
		.is_inlining = values->inlining,
		.is_placement = values->placement,
	};
}

/* Advises by records, and by ATTRIBUTED unless that is NULL. */
static enum pgl_exit advise(const struct values *values, const struct pgl_builds *pair,
			    const struct pgl_attributed *attributed)
{
	struct pgl_advice_options options = wanted(values);
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_option_changes changes;
	struct pgl_advice advice;
	struct pgl_plans plans;

	options.attributed = attributed;
	pgl_plans_init(&plans, &pair->compared.match);
	pgl_option_changes_init(&changes, &pair->builds[PGL_OLD], &pair->builds[PGL_NEW]);
	if (pgl_advice_init(&advice, &pair->compared, &plans, &changes, &options)) {
		pgl_report("cannot read '%s': %s", options.folder, strerror(errno));
	} else {
		status = render(values, &advice, NULL);
		pgl_advice_release(&advice);
	}
	pgl_option_changes_release(&changes);
	pgl_plans_release(&plans);
	return status;
}

static enum pgl_exit advise_records(const struct values *values, char *const *operands)
{
	bool is_attributed = values->attribution != NULL;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_attributed attributed = {0};
	struct pgl_builds pair;

	if (is_attributed && pgl_command_attribution(&attributed, values->attribution))
		return PGL_EXIT_TROUBLE;
	if (!pgl_command_pair(&pair, operands)) {
		status = advise(values, &pair, is_attributed ? &attributed : NULL);
		pgl_command_pair_release(&pair);
	}
	pgl_attributed_release(&attributed);
	return status;
}

static enum pgl_exit verify(struct values *values)
{
	struct pgl_advice_check *check = pgl_xcalloc(1, sizeof *check);
	struct pgl_attribute_options options = {.experiment = {.build = NULL}};
	struct pgl_error error;
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (pgl_experiment_check(&values->experiment, &values->build, &error) ||
	    pgl_measure_choose(&values->measure, true, &options, &error)) {
		status = pgl_command_misused("advise", "%s", error.text);
	} else {
		struct pgl_advice_options lines = wanted(values);

		options.experiment = values->experiment;
		lines.is_placement |= pgl_search_metric(&options) == PGL_METRIC_CYCLES;
		if (pgl_advice_check(check, &options, lines, values->budget, &error))
			pgl_experiment_report(&check->attribution.experiment, error.text);
		else
			status = render(values, &check->advice, check);
		pgl_advice_check_release(check);
	}
	pgl_build_values_release(&values->build);
	free(check);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	struct values values = *(const struct values *)given;

	if (values.verify && n_operands)
		return pgl_command_misused(
			"advise", "unexpected operand '%s'; --verify builds OLD and NEW itself",
			operands[0]);
	if (values.verify && values.attribution)
		return pgl_command_misused("advise", "--attribution and --verify exclude each "
						     "other; --verify measures lines itself");
	if (values.verify)
		return verify(&values);
	if (n_operands != 2)
		return pgl_command_misused("advise", "needs two builds, OLD and NEW, or --verify");
	if (values.experiment.build || values.experiment.train || values.measure.measure.n)
		return pgl_command_misused("advise",
					   "--build, --train and --measure need --verify");
	return advise_records(&values, operands);
}

const struct pgl_command pgl_command_advise = {&usage, sizeof(struct values), run};
