/* What `pgolens run` is to do, and what it leaves: the split, the report, links to the builds.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/report.h"
#include "render/attribute-text.h"
#include "base/files.h"
#include "base/report.h"
#include "base/xalloc.h"
#include "experiment/run/run-service.h"

#include "base/banned.h"

/* What to do -------------------------------------------------------------------------------- */

static void take_program(struct pgl_experiment_options *options,
			 const struct pgl_walk_settings *settings)
{
	*options = (struct pgl_experiment_options){
		.build = settings->build,
		.train = settings->train,
		.source = settings->source,
		.work = settings->work,
		.cc = settings->cc,
		.cxx = settings->cxx,
		.plugin = settings->plugin,
		.old = settings->old,
		.new = settings->new,
		.instrumented = settings->instrumented,
		.jobs = settings->jobs,
	};
}

/* What the settings ask; 0, or -1 with ERROR set. */
static int read_savings(const struct pgl_walk_settings *settings, struct pgl_savings_asked *asked,
			struct pgl_error *error)
{
	*asked = (struct pgl_savings_asked){.of = settings->start ? PGL_SAVINGS_OF_REQUESTS
								  : PGL_SAVINGS_OF_RUNS};
	return pgl_savings_parse(asked, settings->service.cores, settings->service.core_hour,
				 error);
}

int pgl_run_choose(struct pgl_walk *walk, struct pgl_build_values *build, struct pgl_error *error)
{
	const struct pgl_walk_settings *settings = walk->settings;
	struct pgl_experiment_options *options = &walk->options.experiment;
	struct pgl_measure_values measure = {.measure = settings->measure,
					     .metrics = settings->metrics,
					     .runs = settings->runs,
					     .seed = settings->seed};
	static const char *usual[] = {"user-time"};

	struct pgl_savings_asked asked;

	if (settings->service.cores && read_savings(settings, &asked, error))
		return -1;
	if (settings->service.core_hour && !settings->service.cores)
		return pgl_error_set(error, "--core-hour wants --cores");
	take_program(options, settings);
	build->compile_commands = settings->compile_commands;
	build->link = settings->link;
	/* An A/A test trains nothing. */
	if (settings->is_aa && !options->train)
		options->train = "true";
	if (settings->start && settings->attribute && strcmp(settings->attribute, "no") != 0 &&
	    !settings->measure.n) {
		return pgl_error_set(error, "--measure is wanted to split the gain of a service: a "
					    "command that runs what was built, and ends");
	}
	if (settings->start) {
		if (!options->train)
			options->train = walk->training = pgl_walk_service_training(settings);
		/* Or threads lose counts. */
		if (!options->instrumented)
			options->instrumented = "-fprofile-update=atomic";
		walk->options.commands = settings->measure.item;
		walk->options.n_commands = settings->measure.n;
		return pgl_experiment_check(options, build, error);
	}
	if (!measure.metrics.n)
		measure.metrics = (struct pgl_texts){.item = usual, .n = 1};
	return pgl_experiment_check(options, build, error) ||
			       pgl_measure_choose(&measure, true, &walk->options, error)
		       ? -1
		       : 0;
}

/* The absolute path of a file that may not be there; NULL: its folder is not. */
static char *absolute(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? pgl_xasprintf("%.*s", (int)(slash - path + (slash == path)), path)
			     : pgl_xstrdup(".");
	char *real = realpath(folder, NULL), *whole = NULL;

	if (real)
		whole = pgl_xasprintf("%s/%s", real, slash ? slash + 1 : path);
	free(real);
	free(folder);
	return whole;
}

int pgl_run_prepare(struct pgl_run *run, const char *file, const char *output,
		    struct pgl_error *error)
{
	const char *given = run->walk.settings->folder;
	size_t n = 0;

	run->folder = given ? given : PGL_WALK_FOLDER;
	if (pgl_make_folders(run->folder) || !(run->skips[n++] = realpath(run->folder, NULL)))
		return pgl_error_set(error, "cannot make '%s': %s", run->folder, strerror(errno));
	if (file && (run->skips[n] = absolute(file)))
		n++;
	if (output && strcmp(output, "-") != 0 && (run->skips[n] = absolute(output)))
		n++;
	run->walk.options.experiment.skips = (const char *const *)run->skips;
	return 0;
}

/* What is left of it ------------------------------------------------------------------------ */

static int write_attribution(const struct pgl_run *run, const struct pgl_attribution *attribution,
			     const struct pgl_site_search *sites)
{
	struct pgl_output_values where = {.path = run->attribution};
	struct pgl_output output;

	if (pgl_command_open(&where, &output))
		return -1;
	pgl_attribute_json(attribution, sites, output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE) == PGL_EXIT_FINE ? 0 : -1;
}

static int split_by(struct pgl_run *run, const struct pgl_attribute_options *options,
		    bool with_sites)
{
	struct pgl_attribution *attribution = pgl_xcalloc(1, sizeof *attribution);
	struct pgl_site_search sites = {.n_named = 0};
	struct pgl_error error;
	int failed;

	run->attribution = pgl_xasprintf("%s/attribution.json", run->folder);
	pgl_walk_progress_start(&run->walk.progress);
	failed = pgl_attribute(attribution, options, &error) ||
		 (with_sites && pgl_site_search(&sites, attribution, &error));
	pgl_walk_progress_end(&run->walk.progress);
	if (failed)
		pgl_experiment_report(&attribution->experiment, error.text);
	else
		failed = write_attribution(run, attribution, with_sites ? &sites : NULL);
	pgl_site_search_release(&sites);
	pgl_attribution_release(attribution);
	free(attribution);
	return failed ? -1 : 0;
}

static int split(struct pgl_run *run)
{
	const struct pgl_walk_settings *settings = run->walk.settings;
	struct pgl_attribute_options options = {.experiment = run->walk.options.experiment,
						.budget = settings->budget};
	struct pgl_measure_values measure = {.measure = settings->measure,
					     .metrics = settings->attribute_metrics,
					     .runs = settings->runs,
					     .seed = settings->seed};
	struct pgl_error error;
	bool with_sites = settings->attribute && !strcmp(settings->attribute, "sites");

	if (!settings->attribute || !strcmp(settings->attribute, "no") || !run->walk.trained)
		return 0;
	int failed = pgl_measure_choose(&measure, !with_sites, &options, &error);

	if (failed)
		pgl_report("%s", error.text);
	return failed ? -1 : split_by(run, &options, with_sites);
}

/* Leads to what is in the work folder, by names that last. */
static int link_to(const struct pgl_run *run, const char *name, const struct pgl_variant *variant,
		   const char *what)
{
	char *link = pgl_xasprintf("%s/%s", run->folder, name);
	char *target = pgl_variant_path(variant, what);

	unlink(link);
	int failed = symlink(target, link);

	if (failed)
		pgl_report("cannot make '%s': %s", link, strerror(errno));
	free(target);
	free(link);
	return failed;
}

static int write_report(struct pgl_run *run)
{
	const struct pgl_walk *walk = &run->walk;
	char *tree = pgl_variant_path(walk->new, "tree");
	const char *sources[] = {walk->experiment.source, tree};
	struct pgl_report_values values = {.attribution = run->attribution,
					   .title = walk->settings->title,
					   .sources = {.item = sources, .n = 2}};

	run->report = pgl_xasprintf("%s/report.html", run->folder);
	values.path = run->report;
	enum pgl_exit status = pgl_report_builds(&values, run->records);

	free(tree);
	return status == PGL_EXIT_FINE ? 0 : -1;
}

/* Where it can't be said, the reason is reported, and all else goes on. */
static void work_out_savings(struct pgl_run *run)
{
	const struct pgl_walk *walk = &run->walk;
	struct pgl_error error;
	struct pgl_savings_asked asked;

	if (!walk->settings->service.cores)
		return;
	if (!walk->paid)
		pgl_error_set(&error, "what it saves can't be said: no CPU time was measured in "
				      "rounds (--metric=user-time)");
	else if (!read_savings(walk->settings, &asked, &error))
		run->has_savings = !pgl_savings_of(
			&run->savings, &asked, &walk->results[walk->paid - 1].comparison, &error);
	if (!run->has_savings)
		pgl_report("%s", error.text);
}

int pgl_run_write_results(struct pgl_run *run)
{
	const struct pgl_walk *walk = &run->walk;

	work_out_savings(run);

	run->records[PGL_OLD] = pgl_xasprintf("%s/old", run->folder);
	run->records[PGL_NEW] = pgl_xasprintf("%s/new", run->folder);
	if (link_to(run, "old", walk->old, "records") ||
	    link_to(run, "new", walk->new, "records") ||
	    link_to(run, "old-tree", walk->old, "tree") ||
	    link_to(run, "new-tree", walk->new, "tree"))
		return -1;
	if (!walk->trained)
		return 0;
	return split(run) || write_report(run) ? -1 : 0;
}

void pgl_run_release(struct pgl_run *run)
{
	pgl_walk_release(&run->walk);
	for (size_t i = 0; i < sizeof run->skips / sizeof *run->skips; i++)
		free(run->skips[i]);
	for (int side = 0; side < PGL_SIDES; side++)
		free(run->records[side]);
	free(run->report);
	free(run->attribution);
}
