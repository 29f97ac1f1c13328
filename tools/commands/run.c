/* pgolens run: all the steps, from sources to what the profile is worth.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/report.h"
#include "base/xalloc.h"
#include "commands/experiment-options.h"
#include "commands/explain.h"
#include "commands/report.h"
#include "experiment/run/run-service.h"
#include "experiment/run/run.h"
#include "experiment/service/savings.h"
#include "render/attribute-text.h"
#include "render/run.h"

struct pgl_run_values {
	struct pgl_run_settings settings;
	bool again, verbose;
	struct pgl_output_values output;
};

/* One run: the walk, and what is written of it. */
struct pgl_run {
	struct pgl_whole_run walk;
	const char *folder;	    /* of the results, as it was given */
	char *skips[4];		    /* what is no source, for the experiment */
	char *records[PGL_SIDES];   /* the folders */
	char *report, *attribution; /* files that were written; NULL: none */
	bool has_savings;
	struct pgl_savings savings;
};

/* What to do -------------------------------------------------------------------------------- */

static void take_program(struct pgl_experiment_options *options,
			 const struct pgl_run_settings *settings)
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
static int read_savings(const struct pgl_run_settings *settings, struct pgl_savings_options *asked,
			struct pgl_error *error)
{
	*asked = (struct pgl_savings_options){.of = settings->start ? PGL_SAVINGS_OF_REQUESTS
								    : PGL_SAVINGS_OF_RUNS};
	return pgl_savings_parse(asked, settings->service.cores, settings->service.core_hour,
				 error);
}

static int choose(struct pgl_whole_run *walk, struct pgl_build_values *build,
		  struct pgl_error *error)
{
	const struct pgl_run_settings *settings = walk->settings;
	struct pgl_experiment_options *options = &walk->options.experiment;
	struct pgl_measure_values measure = {.measure = settings->measure,
					     .metrics = settings->metrics,
					     .runs = settings->runs,
					     .seed = settings->seed};
	static const char *usual[] = {"user-time"};

	struct pgl_savings_options asked;

	if (settings->service.cores && read_savings(settings, &asked, error))
		return -1;
	if (settings->service.core_hour && !settings->service.cores)
		return pgl_error_set(error, "--core-hour needs --cores");
	take_program(options, settings);
	build->compile_commands = settings->compile_commands;
	build->link = settings->link;
	/* An A/A test trains nothing. */
	if (settings->is_aa && !options->train)
		options->train = "true";
	if (settings->start && settings->attribute && strcmp(settings->attribute, "no") != 0 &&
	    !settings->measure.n) {
		return pgl_error_set(error, "missing --measure (a benchmark that ends), which "
					    "splitting the gain of a service needs");
	}
	if (settings->start) {
		if (!options->train)
			options->train = walk->training = pgl_run_service_training(settings);
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

static int prepare(struct pgl_run *run, const char *file, const char *output,
		   struct pgl_error *error)
{
	const char *given = run->walk.settings->folder;
	size_t n = 0;

	run->folder = given ? given : PGL_RUN_FOLDER;
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
	pgl_run_progress_start(&run->walk.progress);
	failed = pgl_attribute(attribution, options, &error) ||
		 (with_sites && pgl_site_search(&sites, attribution, &error));
	pgl_run_progress_end(&run->walk.progress);
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
	const struct pgl_run_settings *settings = run->walk.settings;
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
	const struct pgl_whole_run *walk = &run->walk;
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
	const struct pgl_whole_run *walk = &run->walk;
	struct pgl_error error;
	struct pgl_savings_options asked;

	if (!walk->settings->service.cores)
		return;
	if (!walk->paid)
		pgl_error_set(&error, "cannot compute savings: no CPU time was measured in rounds; "
				      "use --metric=user-time");
	else if (!read_savings(walk->settings, &asked, &error))
		run->has_savings = !pgl_savings_of(
			&run->savings, &asked, &walk->results[walk->paid - 1].comparison, &error);
	if (!run->has_savings)
		pgl_report("%s", error.text);
}

static int write_results(struct pgl_run *run)
{
	const struct pgl_whole_run *walk = &run->walk;

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

static void run_release(struct pgl_run *run)
{
	pgl_whole_run_release(&run->walk);
	for (size_t i = 0; i < sizeof run->skips / sizeof *run->skips; i++)
		free(run->skips[i]);
	for (int side = 0; side < PGL_SIDES; side++)
		free(run->records[side]);
	free(run->report);
	free(run->attribution);
}

#define SETTINGS(kind, member, letter, name, argument, help)                                       \
	kind(struct pgl_run_values, settings.member, letter, name, argument, help)

static const struct pgl_switch switches[] = {
	PGL_HEADING("The program"),
	SETTINGS(PGL_TEXT, build, 0, "build", "CMD",
		 "build the program with the compiler and flags in CC, CXX,\n"
		 "CFLAGS, CXXFLAGS and LDFLAGS"),
	SETTINGS(PGL_TEXT, compile_commands, 0, "compile-commands", "FILE",
		 "run the compile commands in this compile_commands.json\n"
		 "instead of --build, then --link"),
	SETTINGS(PGL_TEXT, link, 0, "link", "CMD", "link the objects, whose names are in OBJECTS"),
	SETTINGS(PGL_TEXT, source, 0, "source", "DIR",
		 "read the sources from DIR (default: the folder of FILE)"),
	SETTINGS(PGL_TEXT, cc, 0, "cc", "NAME", "use this C compiler (default: CC, or gcc)"),
	SETTINGS(PGL_TEXT, cxx, 0, "cxx", "NAME", "use this C++ compiler (default: CXX, or g++)"),
	SETTINGS(PGL_TEXT, plugin, 0, "plugin", "FILE",
		 "use this plugin (default: as for 'pgolens cc')"),
	SETTINGS(PGL_TEXT, old, 0, "old", "FLAGS",
		 "compile OLD and NEW with FLAGS (default: CFLAGS, or -O2)"),
	SETTINGS(PGL_TEXT, new, 0, "new", "FLAGS",
		 "compile NEW also with FLAGS, besides -fprofile-use"),
	SETTINGS(PGL_TEXT, instrumented, 0, "instrumented", "FLAGS",
		 "compile the instrumented build also with FLAGS, such as\n"
		 "-fprofile-update=atomic"),
	PGL_FLAG(struct pgl_run_values, settings.allows_different_sources, 0,
		 "allow-different-sources", "continue if the builds generate different sources"),
	SETTINGS(PGL_NUMBER, jobs, 'j', "jobs", "N",
		 "run N commands at a time (default: one per processor)"),
	PGL_HEADING("The profile"),
	SETTINGS(PGL_TEXT, train, 0, "train", "CMD",
		 "run the instrumented program on its training input"),
	PGL_HEADING("Benchmarks"),
	SETTINGS(PGL_LIST, measure, 0, "measure", "CMD",
		 "run the benchmark CMD; may be given again"),
	SETTINGS(PGL_LIST, metrics, 0, "metric", "METRIC",
		 "measure user-time (default), wall-time, time (both),\n"
		 "instructions, cycles (estimated by simulating caches and\n"
		 "branches), perf-cycles (counted) or text (bytes, always\n"
		 "shown); may be given again"),
	SETTINGS(PGL_NUMBER, runs, 0, "runs", "N",
		 "time each build N times (default: 20, or up to 60 if times\n"
		 "vary much from run to run)"),
	SETTINGS(PGL_NUMBER, seed, 0, "seed", "N", "seed for sampling (default: 1)"),
	PGL_FLAG(struct pgl_run_values, settings.allows_different_output, 0,
		 "allow-different-output", "continue if OLD and NEW print different output"),
	PGL_FLAG(struct pgl_run_values, settings.is_aa, 0, "aa",
		 "run an A/A test: NEW is OLD built again, without a profile\n"
		 "and with the flags of --new, if any"),
	PGL_FLAG(struct pgl_run_values, again, 0, "again",
		 "measure again, ignoring earlier measurements"),
	PGL_HEADING("A service"),
	SETTINGS(PGL_TEXT, start, 0, "start", "CMD",
		 "start the service on the free port in PORT; 'pgolens service'\n"
		 "trains and measures it, in --runs rounds (default: 12)"),
	PGL_SERVICE_SWITCHES(struct pgl_run_values, settings.service),
	SETTINGS(PGL_TEXT, answers, 0, "answers", "CMD",
		 "query the service at URL; OLD and NEW must print the same"),
	PGL_LOAD_SWITCHES(struct pgl_run_values, settings.service),
	SETTINGS(PGL_NUMBER, service.warm_up, 0, "warm-up", "SECONDS",
		 "load each service for SECONDS first (default: 1)"),
	SETTINGS(PGL_NUMBER, train_seconds, 0, "train-seconds", "N",
		 "load the instrumented service for N seconds (default: 5)"),
	PGL_HEADING("Results"),
	PGL_SAVINGS_SWITCHES(struct pgl_run_values, settings.service),
	SETTINGS(PGL_TEXT, attribute, 0, "attribute", "HOW",
		 "split the gain into its causes: no (default), yes, or\n"
		 "sites (down to calls)"),
	SETTINGS(PGL_LIST, attribute_metrics, 0, "attribute-metric", "METRIC",
		 "split the gain in METRIC (default: instructions)"),
	SETTINGS(PGL_NUMBER, budget, 0, "budget", "N", "build at most N sets of causes"),
	SETTINGS(PGL_TEXT, folder, 0, "folder", "DIR",
		 "write the report and results to DIR (default: pgolens-out)"),
	SETTINGS(PGL_TEXT, work, 0, "work", "DIR",
		 "keep builds and measurements in DIR (default: pgolens-work)"),
	SETTINGS(PGL_TEXT, title, 0, "title", "TEXT", "set the title of the report"),
	PGL_HEADING("Output"),
	PGL_FLAG(struct pgl_run_values, verbose, 'v', "verbose",
		 "print each command before running it"),
	PGL_OUTPUT_SWITCHES(struct pgl_run_values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "run",
	.synopsis = "[OPTION]... [FILE]",
	.summary = "build, train, rebuild with the profile, measure and explain",
	.details = "Builds the program without a profile (OLD), builds and trains an instrumented "
		   "one, and\n"
		   "builds it with the profile (NEW); runs OLD and NEW in turn and compares them; "
		   "explains\n"
		   "the change and writes a report. Settings come from FILE (default: pgolens.ini, "
		   "if it\n"
		   "exists); options override it. sh runs all commands in a copy of the source "
		   "folder.\n"
		   "Results are kept in the work folder: an interrupted run resumes where it "
		   "stopped.\n"
		   "WORK/log.jsonl lists every command that was run.",
	.switches = switches,
	.exit_status = "0  fine\n"
		       "2  trouble: wrong usage, a command that fails, builds that can't be\n"
		       "   compared",
	.examples = "pgolens run\n"
		    "pgolens run lua.ini --attribute=yes\n"
		    "pgolens run --build make --train './x train' --measure './x other'\n"
		    "pgolens run --aa --again"};

/* What is shown ----------------------------------------------------------------------------- */

/* What `pgolens explain` says, as JSON; NULL and reported: trouble. To be freed. */
static char *explain_json(const struct pgl_run *run)
{
	struct pgl_explain_values values = {.attribution = run->attribution,
					    .output = {.format = PGL_FORMAT_JSON}};
	char *text = NULL;
	size_t length = 0;

	values.stream = open_memstream(&text, &length);
	if (!values.stream)
		return NULL;
	enum pgl_exit status = pgl_explain_builds(&values, run->records);

	if (!fclose(values.stream) && status == PGL_EXIT_FINE)
		return text;
	free(text);
	return NULL;
}

static struct pgl_run_view view_of(const struct pgl_run *run)
{
	return (struct pgl_run_view){.walk = &run->walk,
				     .report = run->report,
				     .attribution = run->attribution,
				     .savings = run->has_savings ? &run->savings : NULL};
}

static enum pgl_exit show_json(const struct pgl_run *run, const struct pgl_run_values *values)
{
	struct pgl_run_view view = view_of(run);
	char *explanation = NULL;
	struct pgl_output output;

	if (run->walk.trained && !(explanation = explain_json(run)))
		return PGL_EXIT_TROUBLE;
	view.explanation = explanation;
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (!pgl_command_open(&values->output, &output)) {
		pgl_run_json(&view, output.stream);
		status = pgl_command_close(&output, PGL_EXIT_FINE);
	}
	free(explanation);
	return status;
}

static enum pgl_exit show_text(const struct pgl_run *run, const struct pgl_run_values *values)
{
	struct pgl_run_view view = view_of(run);
	struct pgl_explain_values explain = {
		.attribution = run->attribution, .is_of_run = true, .output = values->output};
	enum pgl_exit status = PGL_EXIT_FINE;
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	pgl_run_text(&view, &output.style, output.stream);
	if (run->walk.trained) {
		fputc('\n', output.stream);
		explain.stream = output.stream;
		status = pgl_explain_builds(&explain, run->records);
	}
	return pgl_command_close(&output, status);
}

/* What is asked ----------------------------------------------------------------------------- */

/* FILE, or the one here; settings from it and from the command line. */
static int read_settings(struct pgl_run_settings *settings, const struct pgl_run_values *values,
			 const char *file, struct pgl_error *error)
{
	int failed = 0;

	*settings = (struct pgl_run_settings){.owned = NULL};
	if (file)
		failed = pgl_run_settings_read(settings, file, error);
	/* Where the file is, there is what it speaks of. */
	if (!failed && file && strchr(file, '/'))
		pgl_run_settings_set_folders(settings, file);
	if (!failed)
		pgl_run_settings_override(settings, &values->settings);
	return failed;
}

static int check(struct pgl_whole_run *walk, struct pgl_build_values *build, const char *file,
		 struct pgl_error *error)
{
	const struct pgl_run_settings *settings = walk->settings;
	const struct pgl_run_key *key;

	if (!file && !settings->build && !settings->compile_commands)
		return pgl_error_set(
			error,
			"no pgolens.ini here; name a FILE, or use --build, --train and --measure");
	/* The file's words are checked already, with their lines. */
	for (key = pgl_run_keys; key->name; key++)
		if (pgl_run_settings_check(settings, key, error))
			return -1;
	walk->measuring = settings->start ? &pgl_run_service : &pgl_run_batch;
	return choose(walk, build, error);
}

static enum pgl_exit go(const struct pgl_run_values *values, const char *file)
{
	struct pgl_run run = {.report = NULL};
	struct pgl_run_settings settings;
	struct pgl_build_values build = {.script = NULL};
	struct pgl_error error;
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	run.walk.settings = &settings;
	run.walk.measures_anew = values->again;
	run.walk.journal.is_verbose = values->verbose;
	if (read_settings(&settings, values, file, &error)) {
		pgl_report("%s", error.text);
	} else if (check(&run.walk, &build, file, &error)) {
		status = pgl_command_misused("run", "%s", error.text);
	} else if (prepare(&run, file, values->output.path, &error)) {
		pgl_report("%s", error.text);
	} else if (pgl_whole_run_steps(&run.walk, &error)) {
		pgl_experiment_report(&run.walk.experiment, error.text);
	} else {
		pgl_whole_run_unlock(&run.walk);
		if (!write_results(&run))
			status = values->output.format == PGL_FORMAT_JSON ? show_json(&run, values)
									  : show_text(&run, values);
	}
	run_release(&run);
	pgl_build_values_release(&build);
	pgl_run_settings_release(&settings);
	return status;
}

static enum pgl_exit run(const void *values, char *const *operands, size_t n_operands)
{
	const char *file = n_operands ? operands[0] : "pgolens.ini";

	if (n_operands > 1)
		return pgl_command_misused("run", "unexpected operand '%s'", operands[1]);
	if (!n_operands && access(file, F_OK))
		file = NULL;
	return go(values, file);
}

const struct pgl_command pgl_command_run = {&usage, sizeof(struct pgl_run_values), run};
