/* Builds and trains variants. See experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment-internal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "elf-program.h"
#include "experiment-overlay.h"
#include "experiment-records.h"
#include "pool.h"
#include "util/files.h"
#include "util/xalloc.h"

#include "util/banned.h"

/* Flags ------------------------------------------------------------------------------------- */

static void add_word(struct pgl_strbuf *flags, const char *words)
{
	if (!words || !*words)
		return;
	if (flags->length)
		pgl_strbuf_add_char(flags, ' ');
	pgl_strbuf_add(flags, words);
}

static void add_argument(struct pgl_strbuf *flags, const struct pgl_experiment *experiment,
			 const char *key, const char *value)
{
	pgl_strbuf_addf(flags, " -fplugin-arg-%s-%s=%s", experiment->plugin_name, key, value);
}

/* All that is put into the commands of VARIANT, beside the flags of all builds. */
static void add_flags(struct pgl_strbuf *flags, const struct pgl_experiment *experiment,
		      const struct pgl_variant *variant)
{
	/* What -g notes of the command line would make equal programs differ. */
	add_word(flags, "-gno-record-gcc-switches");
	pgl_strbuf_addf(flags, " -fplugin-arg-%s-dir=%s/records", experiment->plugin_name,
			variant->folder);
	if (variant->plan)
		add_argument(flags, experiment, "replay", variant->plan);
	if (variant->split)
		add_argument(flags, experiment, "split", variant->split);
	if (variant->is_instrumented) {
		pgl_strbuf_addf(flags, " -fprofile-generate=%s/profile", variant->folder);
		add_word(flags, experiment->given.instrumented);
	}
	if (variant->trained) {
		/* That a profile is missing or does not fit, the records say. */
		pgl_strbuf_addf(flags,
				" -fprofile-use=%s/profile -Wno-missing-profile "
				"-Wno-coverage-mismatch",
				variant->trained->folder);
		add_word(flags, experiment->new);
	}
	add_word(flags, variant->flags);
}

/* The environment --------------------------------------------------------------------------- */

static void set_number(const char *name, unsigned number)
{
	char *text = pgl_xasprintf("%u", number);

	setenv(name, text, 1);
	free(text);
}

static void set_compiler(const struct pgl_experiment *experiment, const char *variable,
			 const char *name)
{
	char *path = pgl_xasprintf("%s/bin/%s", experiment->work, basename(name));

	setenv(variable, path, 1);
	free(path);
}

/* PATH begins with our links; then comes where the compiler is, if it was given with its folder. */
static void set_path(const struct pgl_experiment *experiment)
{
	const char *slash = strrchr(experiment->cc, '/'), *path = getenv("PATH");
	char *value = pgl_xasprintf("%s/bin:%.*s%s%s", experiment->work,
				    slash ? (int)(slash - experiment->cc) : 0, experiment->cc,
				    slash ? ":" : "", path ? path : "/usr/bin:/bin");

	setenv("PATH", value, 1);
	free(value);
}

void pgl_experiment_environment(const struct pgl_experiment *experiment)
{
	static const char *const foreign[] = {
		"MAKEFLAGS",	   "MFLAGS",	    "MAKELEVEL", "MAKEOVERRIDES", "PGOLENS_DISABLE",
		"PGOLENS_VERBOSE", "PGOLENS_LABEL", "CFLAGS",	 "CXXFLAGS",	  "LDFLAGS"};

	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		unsetenv(foreign[i]);
	setenv("PGOLENS_SOURCE", experiment->source, 1);
	setenv("CCACHE_DISABLE", "1", 1);
	set_compiler(experiment, "CC", experiment->cc);
	set_compiler(experiment, "CXX", experiment->cxx);
	set_path(experiment);
}

/* For the build: the flags by the variables that most builds honour, and by our wrapper for commands
   that did not get them. */
static void set_build(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		      unsigned jobs)
{
	const char *linked = getenv("LDFLAGS");
	struct pgl_strbuf flags = PGL_STRBUF_INIT, all = PGL_STRBUF_INIT, link = PGL_STRBUF_INIT;

	add_word(&link, linked);
	pgl_experiment_environment(experiment);
	add_flags(&flags, experiment, variant);
	/* The wrapper adds the plugin itself, and leaves alone what has it: GCC warns of one given
	 * twice. */
	add_word(&all, experiment->old);
	add_word(&all, flags.text);
	setenv("PGOLENS_FLAGS", all.text, 1);
	setenv("PGOLENS_PLUGIN", experiment->plugin, 1);
	pgl_strbuf_reset(&all);
	add_word(&all, experiment->old);
	pgl_strbuf_addf(&all, " -fplugin=%s ", experiment->plugin);
	pgl_strbuf_add(&all, flags.text);
	if (variant->is_instrumented)
		add_word(&link, "-fprofile-generate");
	setenv("CFLAGS", all.text, 1);
	setenv("CXXFLAGS", all.text, 1);
	setenv("LDFLAGS", link.text, 1);
	unsetenv("PGOLENS_ARGS");
	unsetenv("PGOLENS_DIR");
	set_number("JOBS", jobs);
	pgl_strbuf_release(&link);
	pgl_strbuf_release(&all);
	pgl_strbuf_release(&flags);
}

/* A job: one variant ------------------------------------------------------------------------ */

struct making {
	const struct pgl_experiment *experiment;
	struct pgl_variant *variant;
	unsigned jobs;
};

/* Notes why the job failed where its starter finds it. Always -1. */
__attribute__((format(printf, 2, 3))) static int fail(const struct making *making,
						      const char *format, ...)
{
	char *path = pgl_variant_path(making->variant, "error");
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	pgl_write_file(path, text.text, text.length);
	pgl_strbuf_release(&text);
	free(path);
	return -1;
}

static int run_command(const struct making *making, const char *what, const char *command)
{
	char *log = pgl_variant_path(making->variant, "log");
	struct pgl_shell_result result;
	int failed = pgl_shell_run(command, NULL, log, &result);

	free(log);
	if (failed)
		return fail(making, "cannot run a shell: %s", strerror(errno));
	if (WIFSIGNALED(result.status))
		return fail(making, "the %s command was ended by signal %d: %s", what,
			    WTERMSIG(result.status), command);
	if (WEXITSTATUS(result.status))
		return fail(making, "the %s command failed with exit status %d: %s", what,
			    WEXITSTATUS(result.status), command);
	return 0;
}

struct programs {
	struct pgl_digest digest;
	uint64_t text;
	size_t start; /* where names below the tree begin */
	size_t n;
};

static int add_program(void *context, const char *path, const struct stat *status)
{
	struct programs *programs = context;
	struct pgl_digest before = programs->digest;

	(void)status;
	pgl_digest_add_text(&programs->digest, path + programs->start);
	if (pgl_elf_program(path, &programs->digest, &programs->text))
		programs->n++;
	else
		programs->digest = before;
	return 0;
}

/* What the build made, and its records. */
static int take_stock(struct making *making, const char *tree)
{
	struct pgl_variant *variant = making->variant;
	struct programs programs = {.start = strlen(tree)};
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	int failed;

	pgl_digest_start(&programs.digest);
	if (pgl_visit_files(tree, add_program, &programs))
		return fail(making, "cannot read '%s': %s", tree, strerror(errno));
	if (!programs.n)
		return fail(making,
			    "the build command made no program or shared library in the "
			    "folder it ran in: %s",
			    making->experiment->given.build);
	pgl_digest_end(&programs.digest, variant->program);
	variant->text = programs.text;
	failed = pgl_variant_read_records(variant, &message);
	if (failed)
		fail(making, "%s", message.text);
	pgl_strbuf_release(&message);
	return failed;
}

static int write_done(const struct making *making)
{
	const struct pgl_variant *variant = making->variant;
	char *path = pgl_variant_path(variant, "done");
	char *text = pgl_xasprintf(
		"%s %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
		variant->program[0] ? variant->program : "-", variant->text, variant->n_units,
		variant->n_missing, variant->n_mismatched, variant->n_wanted, variant->n_lost);
	int failed = pgl_write_file(path, text, strlen(text));

	if (failed)
		fail(making, "cannot write '%s': %s", path, strerror(errno));
	free(text);
	free(path);
	return failed;
}

static int build_at_place(struct making *making, const char *tree)
{
	const struct pgl_experiment *experiment = making->experiment;

	if (pgl_place_enter(&experiment->place, tree))
		return fail(making, "cannot put '%s' at '%s': %s", tree, experiment->place.path,
			    strerror(errno));
	set_build(experiment, making->variant, making->jobs);
	int failed = run_command(making, "build", experiment->given.build);

	if (!failed && making->variant->is_instrumented) {
		pgl_experiment_environment(experiment);
		failed = run_command(making, "training", experiment->given.train);
	}
	if (pgl_place_leave(&experiment->place, tree) && !failed)
		failed = fail(making, "cannot put '%s' back: %s", tree, strerror(errno));
	return failed;
}

static int make_variant(void *context)
{
	struct making *making = context;
	const struct pgl_experiment *experiment = making->experiment;
	struct pgl_variant *variant = making->variant;
	char *tree = pgl_variant_path(variant, "tree");
	char *records = pgl_variant_path(variant, "records");
	char *profile = pgl_variant_path(variant, "profile");
	int failed = 0;

	if (pgl_remove_tree(variant->folder) || pgl_make_folders(records) ||
	    (variant->is_instrumented && pgl_make_folders(profile)))
		failed = fail(making, "cannot make '%s': %s", variant->folder, strerror(errno));
	else if (pgl_copy_tree(experiment->source, tree, experiment->work))
		failed = fail(making, "cannot copy '%s': %s", experiment->source, strerror(errno));
	else if (variant->overlay && pgl_overlay_apply(variant->overlay, tree))
		failed = fail(making, "cannot change '%s': %s", tree, strerror(errno));
	if (!failed)
		failed = build_at_place(making, tree);
	if (!failed && variant->is_instrumented && rmdir(profile) == 0)
		failed = fail(making,
			      "the training command left no counts: it ran nothing that was "
			      "built, or that ended badly: %s",
			      experiment->given.train);
	if (!failed && !variant->is_instrumented)
		failed = take_stock(making, tree);
	if (!failed && variant->is_instrumented)
		pgl_remove_tree(tree);
	if (!failed)
		failed = write_done(making);
	free(profile);
	free(records);
	free(tree);
	return failed;
}

/* Many -------------------------------------------------------------------------------------- */

/* Reads what came of VARIANT if it was made; false: it was not, or not to its end. */
static bool read_done(struct pgl_variant *variant)
{
	char *path = pgl_variant_path(variant, "done");
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool is_done =
		!pgl_read_file(&text, path) &&
		sscanf(text.text,
		       "%32s %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64,
		       variant->program, &variant->text, &variant->n_units, &variant->n_missing,
		       &variant->n_mismatched, &variant->n_wanted, &variant->n_lost) == 7;

	if (is_done && !strcmp(variant->program, "-"))
		variant->program[0] = 0;
	pgl_strbuf_release(&text);
	free(path);
	return is_done;
}

static int explain(struct pgl_experiment *experiment, const struct pgl_variant *variant,
		   struct pgl_strbuf *message)
{
	char *path = pgl_variant_path(variant, "error");
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (pgl_read_file(&text, path) || !text.length)
		pgl_strbuf_add(&text, "its process was ended");
	pgl_say(message, "variant %s: %s", variant->name, text.text);
	free(experiment->log);
	experiment->log = pgl_variant_path(variant, "log");
	pgl_strbuf_release(&text);
	free(path);
	return -1;
}

int pgl_experiment_make(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *what, struct pgl_strbuf *message)
{
	struct making *makings = pgl_xcalloc(n + 1, sizeof *makings);
	struct pgl_job *jobs = pgl_xcalloc(n + 1, sizeof *jobs);
	unsigned slots = pgl_experiment_slots(experiment);
	size_t n_jobs = 0, first_bad;
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++) {
		bool is_new = true;

		failed = pgl_variant_name_folder(experiment, variants[i], message);
		variants[i]->was_there = !failed && read_done(variants[i]);
		for (size_t k = 0; k < n_jobs; k++)
			is_new &= strcmp(makings[k].variant->key, variants[i]->key) != 0;
		if (!failed && !variants[i]->was_there && is_new)
			makings[n_jobs++] = (struct making){experiment, variants[i], 1};
	}
	for (size_t i = 0; i < n_jobs; i++) {
		/* Few variants: each builds with several commands at a time. */
		makings[i].jobs =
			n_jobs < experiment->jobs
				? (experiment->jobs + (unsigned)n_jobs - 1) / (unsigned)n_jobs
			: slots == 1 ? experiment->jobs
				     : 1;
		jobs[i] = (struct pgl_job){make_variant, &makings[i]};
	}
	if (!failed) {
		first_bad = pgl_pool_run(jobs, n_jobs, slots, what);
		if (first_bad < n_jobs)
			failed = explain(experiment, makings[first_bad].variant, message);
	}
	for (size_t i = 0; i < n && !failed; i++)
		if (!read_done(variants[i]))
			failed = explain(experiment, variants[i], message);
	free(jobs);
	free(makings);
	return failed;
}

int pgl_experiment_make_one(struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_strbuf *message)
{
	struct pgl_strbuf what = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&what, "building %s", variant->name);
	int failed = pgl_experiment_make(experiment, &variant, 1, what.text, message);

	pgl_strbuf_release(&what);
	return failed;
}
