/* Builds and trains variants. See experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"
#include "experiment/variants/pool.h"
#include "formats/elf.h"

/* A job: one variant ------------------------------------------------------------------------ */

__attribute__((format(printf, 2, 3))) int pgl_making_fail(const struct pgl_making *making,
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

int pgl_making_run(const struct pgl_making *making, const char *what, const char *command)
{
	char *log = pgl_variant_path(making->variant, "log");
	char *tree = pgl_variant_path(making->variant, "tree");
	struct pgl_journal_entry entry = {.step = what,
					  .variant = making->variant->name,
					  .command = command,
					  .folder = tree,
					  .output = log};
	struct pgl_shell_result result;
	int failed = pgl_journal_run(making->experiment->given.journal, &entry, &result);

	free(tree);
	free(log);
	if (failed)
		return pgl_making_fail(making, "cannot run a shell: %s", strerror(errno));
	if (WIFSIGNALED(result.status))
		return pgl_making_fail(making, "the %s command was ended by signal %d: %s", what,
				       WTERMSIG(result.status), command);
	if (WEXITSTATUS(result.status))
		return pgl_making_fail(making, "the %s command failed with exit status %d: %s",
				       what, WEXITSTATUS(result.status), command);
	return 0;
}

int pgl_making_enter(const struct pgl_making *making, const char *tree)
{
	const struct pgl_place *place = &making->experiment->place;

	if (pgl_place_enter(place, tree))
		return pgl_making_fail(making, "cannot put '%s' at '%s': %s", tree, place->path,
				       strerror(errno));
	return 0;
}

int pgl_making_leave(const struct pgl_making *making, const char *tree, int failed)
{
	if (pgl_place_leave(&making->experiment->place, tree) && !failed)
		return pgl_making_fail(making, "cannot put '%s' back: %s", tree, strerror(errno));
	return failed;
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
static int take_stock(struct pgl_making *making, const char *tree)
{
	struct pgl_variant *variant = making->variant;
	struct programs programs = {.start = strlen(tree)};
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	int failed;

	pgl_digest_start(&programs.digest);
	if (pgl_visit_files(tree, add_program, &programs))
		return pgl_making_fail(making, "cannot read '%s': %s", tree, strerror(errno));
	if (!programs.n)
		return pgl_making_fail(making,
				       "the build command made no program or shared library in the "
				       "folder it ran in: %s",
				       making->experiment->given.build);
	pgl_digest_end(&programs.digest, variant->program);
	variant->text = programs.text;
	failed = pgl_variant_read_records(variant, &message);
	if (failed)
		pgl_making_fail(making, "%s", message.text);
	pgl_strbuf_release(&message);
	return failed;
}

int pgl_making_write_done(const struct pgl_making *making)
{
	const struct pgl_variant *variant = making->variant;
	char *path = pgl_variant_path(variant, "done");
	char *text = pgl_xasprintf("%s %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64
				   " %" PRIu64 " %" PRIu64 "\n",
				   variant->program[0] ? variant->program : "-", variant->text,
				   variant->n_units, variant->n_found, variant->n_missing,
				   variant->n_mismatched, variant->n_wanted, variant->n_lost);
	int failed = pgl_write_file(path, text, strlen(text));

	if (failed)
		pgl_making_fail(making, "cannot write '%s': %s", path, strerror(errno));
	free(text);
	free(path);
	return failed;
}

static int check_sources(const struct pgl_making *making, const char *tree)
{
	struct pgl_strbuf why = PGL_STRBUF_INIT;
	int failed = pgl_experiment_check_sources(making->experiment, tree, &why);

	if (failed)
		pgl_making_fail(making, "%s", why.text);
	pgl_strbuf_release(&why);
	return failed;
}

static int build_at_place(struct pgl_making *making, const char *tree)
{
	const struct pgl_experiment *experiment = making->experiment;

	if (pgl_making_enter(making, tree))
		return -1;
	pgl_experiment_build_environment(experiment, making->variant, making->jobs);
	return pgl_making_leave(making, tree,
				pgl_making_run(making, "build", experiment->given.build));
}

static int prepare(struct pgl_making *making, const char *tree)
{
	const struct pgl_experiment *experiment = making->experiment;
	struct pgl_variant *variant = making->variant;
	char *records = pgl_variant_path(variant, "records");
	char *profile = pgl_variant_path(variant, "profile");
	int failed = 0;

	if (pgl_remove_tree(variant->folder) || pgl_make_folders(records) ||
	    (variant->is_instrumented && pgl_make_folders(profile)))
		failed = pgl_making_fail(making, "cannot make '%s': %s", variant->folder,
					 strerror(errno));
	else if (pgl_copy_tree(experiment->source, tree, experiment->skips))
		failed = pgl_making_fail(making, "cannot copy '%s': %s", experiment->source,
					 strerror(errno));
	else if (check_sources(making, tree))
		failed = -1;
	else if (variant->overlay && pgl_overlay_apply(variant->overlay, tree))
		failed = pgl_making_fail(making, "cannot change '%s': %s", tree, strerror(errno));
	free(profile);
	free(records);
	return failed;
}

static int build_variant(void *context)
{
	struct pgl_making *making = context;
	char *tree = pgl_variant_path(making->variant, "tree");
	int failed = prepare(making, tree) || build_at_place(making, tree);

	if (!failed && making->variant->is_instrumented)
		failed = pgl_making_keep_built(making, tree);
	else if (!failed)
		failed = take_stock(making, tree) || pgl_making_write_done(making);
	free(tree);
	return failed;
}

/* Many -------------------------------------------------------------------------------------- */

/* Reads what came of VARIANT if it was made; false: it was not, or not to its end. */
static bool read_done(struct pgl_variant *variant)
{
	char *path = pgl_variant_path(variant, "done");
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool is_done = !pgl_read_file(&text, path) &&
		       sscanf(text.text,
			      "%32s %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
			      " %" SCNu64 " %" SCNu64,
			      variant->program, &variant->text, &variant->n_units,
			      &variant->n_found, &variant->n_missing, &variant->n_mismatched,
			      &variant->n_wanted, &variant->n_lost) == 8;

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

/* Runs a job for each of the N makings. */
static int run_jobs(struct pgl_experiment *experiment, struct pgl_making *makings, size_t n,
		    int (*run)(void *), const char *what, struct pgl_strbuf *message)
{
	struct pgl_job *jobs = pgl_xcalloc(n + 1, sizeof *jobs);
	unsigned slots = pgl_experiment_slots(experiment);
	size_t first_bad;

	for (size_t i = 0; i < n; i++) {
		/* Few variants: each builds with several commands at a time. */
		makings[i].jobs = n < experiment->jobs
					  ? (experiment->jobs + (unsigned)n - 1) / (unsigned)n
				  : slots == 1 ? experiment->jobs
					       : 1;
		jobs[i] = (struct pgl_job){run, &makings[i]};
	}
	first_bad = pgl_pool_run(jobs, n, slots, what);
	free(jobs);
	return first_bad < n ? explain(experiment, makings[first_bad].variant, message) : 0;
}

int pgl_experiment_make(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *what, struct pgl_strbuf *message)
{
	struct pgl_making *builds = pgl_xcalloc(n + 1, sizeof *builds);
	struct pgl_making *trainings = pgl_xcalloc(n + 1, sizeof *trainings);
	size_t n_new = 0, n_builds = 0, n_trainings = 0;
	const char **keys = pgl_xcalloc(n + 1, sizeof *keys);
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++) {
		struct pgl_making making = {experiment, variants[i], 1};
		bool is_new = true;

		failed = pgl_variant_name_folder(experiment, variants[i], message);
		variants[i]->was_there = !failed && read_done(variants[i]);
		for (size_t k = 0; k < n_new; k++)
			is_new &= strcmp(keys[k], variants[i]->key) != 0;
		if (failed || variants[i]->was_there || !is_new)
			continue;
		keys[n_new++] = variants[i]->key;
		if (!variants[i]->is_instrumented || !pgl_variant_is_built(variants[i]))
			builds[n_builds++] = making;
		if (variants[i]->is_instrumented)
			trainings[n_trainings++] = making;
	}
	failed = failed || run_jobs(experiment, builds, n_builds, build_variant, what, message) ||
		 run_jobs(experiment, trainings, n_trainings, pgl_variant_train, "training",
			  message);
	for (size_t i = 0; i < n && !failed; i++)
		if (!read_done(variants[i]))
			failed = explain(experiment, variants[i], message);
	free(keys);
	free(trainings);
	free(builds);
	return failed ? -1 : 0;
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

bool pgl_variant_is_built(const struct pgl_variant *variant)
{
	char *built = pgl_variant_path(variant, "built");
	bool is_built = !access(built, F_OK);

	free(built);
	return is_built;
}

int pgl_making_keep_built(const struct pgl_making *making, const char *tree)
{
	const struct pgl_variant *variant = making->variant;
	char *built = pgl_variant_path(variant, "built"), *unfinished = NULL, *to = NULL;
	char *profile = pgl_variant_path(variant, "profile"), *kept = NULL;

	unfinished = pgl_xasprintf("%s.tmp", built);
	to = pgl_xasprintf("%s/tree", unfinished);
	kept = pgl_xasprintf("%s/profile", unfinished);
	int failed = pgl_make_folders(unfinished) || pgl_copy_tree(profile, kept, NULL) ||
		     rename(tree, to) || rename(unfinished, built);

	if (failed)
		failed = pgl_making_fail(making, "cannot make '%s': %s", built, strerror(errno));
	free(kept);
	free(profile);
	free(to);
	free(unfinished);
	free(built);
	return failed;
}

/* As the build left it. */
static int restore(const struct pgl_making *making, const char *tree, const char *profile)
{
	char *built_tree = pgl_variant_path(making->variant, "built/tree");
	char *built_profile = pgl_variant_path(making->variant, "built/profile");
	int failed = pgl_remove_tree(tree) || pgl_remove_tree(profile) ||
		     pgl_copy_tree(built_tree, tree, NULL) ||
		     pgl_copy_tree(built_profile, profile, NULL);

	if (failed)
		failed = pgl_making_fail(making, "cannot copy '%s': %s", built_tree,
					 strerror(errno));
	free(built_profile);
	free(built_tree);
	return failed;
}

static int digest_counts(const struct pgl_variant *variant, const char *name,
			 char ret[PGL_DIGEST_SIZE])
{
	char *path = pgl_variant_path(variant, name);
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	int failed = pgl_digest_tree(&digest, path, NULL, NULL);

	pgl_digest_end(&digest, ret);
	free(path);
	return failed;
}

/* The training has left counts, beside what the build may have left. */
static int check_counts(const struct pgl_making *making)
{
	char before[PGL_DIGEST_SIZE], after[PGL_DIGEST_SIZE];

	if (digest_counts(making->variant, "built/profile", before) ||
	    digest_counts(making->variant, "profile", after))
		return pgl_making_fail(making, "cannot read the counts of the training: %s",
				       strerror(errno));
	if (!strcmp(before, after))
		return pgl_making_fail(making,
				       "the training command left no counts: it ran nothing that "
				       "was built, or that ended badly: %s",
				       making->experiment->given.train);
	return 0;
}

int pgl_variant_train(void *context)
{
	const struct pgl_making *making = context;
	const struct pgl_experiment *experiment = making->experiment;
	char *tree = pgl_variant_path(making->variant, "tree");
	char *profile = pgl_variant_path(making->variant, "profile");
	char *built = pgl_variant_path(making->variant, "built");
	int failed = restore(making, tree, profile) || pgl_making_enter(making, tree);

	if (!failed) {
		pgl_experiment_environment(experiment);
		failed = pgl_making_leave(
			making, tree, pgl_making_run(making, "training", experiment->given.train));
	}
	failed = failed || check_counts(making) || pgl_making_write_done(making);
	if (!failed) {
		pgl_remove_tree(tree);
		pgl_remove_tree(built);
	}
	free(built);
	free(profile);
	free(tree);
	return failed;
}
