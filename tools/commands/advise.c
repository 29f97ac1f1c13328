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
		 "build and measure it, and drop what keeps nothing"),
	PGL_HEADING("The program (--source is wanted for the sources that are changed; the others\n"
		    "with --verify only)"),
	PGL_EXPERIMENT_SWITCHES(struct values, experiment, build),
	PGL_MEASURE_SWITCH(struct values, measure),
	PGL_HEADING("What is measured"),
	PGL_METRIC_SWITCHES(struct values, measure),
	PGL_HEADING("The advice"),
	PGL_TEXT(struct values, attribution, 0, "attribution", "FILE",
		 "what 'pgolens attribute --sites --format=json' printed:\n"
		 "lines for the calls it names come first (not with --verify)"),
	PGL_FLAG(struct values, inlining, 0, "inlining",
		 "only lines about inlining, no other flags"),
	PGL_FLAG(struct values, placement, 0, "placement",
		 "lines about where functions stand, too: these show in\n"
		 "cycles, and are looked for with --metric cycles anyway"),
	PGL_NUMBER(struct values, lines, 0, "lines", "N",
		   "at most N lines that change the sources, of each kind (40)"),
	PGL_NUMBER(struct values, budget, 0, "budget", "N",
		   "build at most N sets of lines while looking for those\n"
		   "that keep something; without it, as many as it takes"),
	PGL_SEED_SWITCH(struct values, measure),
	PGL_HEADING("Output"),
	PGL_FORMAT_SWITCHES(struct values, output, format_words, "text (default), patch or json"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "advise",
	.synopsis =
		"[OPTION]... OLD NEW | --verify [OPTION]... --build CMD --train CMD --measure CMD",
	.summary = "advise attributes and flags that keep the win without the profile",
	.details =
		"OLD and NEW are records as for diff. Lines are attributes before functions, and "
		"flags,\n"
		"that make a build without a profile decide as NEW does. With --verify pgolens "
		"builds\n"
		"OLD and NEW itself, then OLD with the lines, as attribute builds variants, and "
		"says how\n"
		"much of the gain each line and all together keep.",
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
	struct pgl_style style = pgl_command_style(&values->output, &output);

	if (values->output.format == PATCH)
		pgl_advice_patch_text(advice, check, output.stream);
	else if (values->output.format == JSON)
		pgl_advice_json(advice, check, output.stream);
	else
		pgl_advice_text(advice, check, &style, output.stream);
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
		return pgl_command_misused("advise",
					   "unexpected operand '%s': --verify builds OLD "
					   "and NEW itself",
					   operands[0]);
	if (values.verify && values.attribution)
		return pgl_command_misused("advise", "--attribution does not go with --verify, "
						     "which measures lines itself");
	if (values.verify)
		return verify(&values);
	if (n_operands != 2)
		return pgl_command_misused("advise",
					   "two records are wanted, OLD and NEW, or --verify");
	if (values.experiment.build || values.experiment.train || values.measure.measure.n)
		return pgl_command_misused("advise",
					   "--build, --train and --measure go with --verify");
	return advise_records(&values, operands);
}

const struct pgl_command pgl_command_advise = {&usage, sizeof(struct values), run};
