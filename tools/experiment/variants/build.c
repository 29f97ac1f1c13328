/* Builds and trains variants. See experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"
#include "experiment/variants/pool.h"
#include "formats/elf.h"

/* A job that makes a variant, or a part of it. */
struct making {
	const struct pgl_experiment *experiment;
	struct pgl_variant *variant;
	unsigned jobs;			    /* commands that it may run at once */
	char *tree, *profile, *built, *log; /* paths of the variant */
};

/* In the sandbox: runs COMMAND as the step WHAT ("build"). */
static int run_command(const struct making *making, const char *what, const char *command,
		       struct pgl_error *error)
{
	struct pgl_journal_entry entry = {.step = what,
					  .variant = making->variant->name,
					  .command = command,
					  .folder = making->tree,
					  .output = making->log};
	struct pgl_shell_result result;

	if (pgl_journal_run(making->experiment->given.journal, &entry, &result, error))
		return -1;
	return pgl_shell_check(result.status, what, command, error);
}

/* What a build made --------------------------------------------------------------------------- */

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

/* Digests the programs that the build made, and reads its records. */
static int take_stock(const struct making *making, struct pgl_error *error)
{
	struct pgl_variant *variant = making->variant;
	struct programs programs = {.start = strlen(making->tree)};

	pgl_digest_start(&programs.digest);
	if (pgl_visit_files(making->tree, add_program, &programs))
		return pgl_error_set(error, "cannot read '%s': %s", making->tree, strerror(errno));
	if (!programs.n)
		return pgl_error_set(error,
				     "the build command made no program or shared library in the "
				     "folder it ran in: %s",
				     making->experiment->given.build);
	pgl_digest_end(&programs.digest, variant->program);
	variant->text = programs.text;
	return pgl_variant_read_records(variant, error);
}

static int write_done(const struct making *making, struct pgl_error *error)
{
	const struct pgl_variant *variant = making->variant;
	PGL_AUTOFREE char *path = pgl_variant_path(variant, "done");
	PGL_AUTOFREE char *text =
		pgl_xasprintf("%s %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64
			      " %" PRIu64 " %" PRIu64 "\n",
			      variant->program[0] ? variant->program : "-", variant->text,
			      variant->n_units, variant->n_found, variant->n_missing,
			      variant->n_mismatched, variant->n_wanted, variant->n_lost);

	if (pgl_write_file(path, text, strlen(text)))
		return pgl_error_set(error, "cannot write '%s': %s", path, strerror(errno));
	return 0;
}

/* Reads VARIANT's results. False: it is not there, or unfinished. */
static bool read_done(struct pgl_variant *variant)
{
	PGL_AUTOFREE char *path = pgl_variant_path(variant, "done");
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	if (pgl_read_file(&text, path) ||
	    sscanf(text.text,
		   "%32s %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
		   " %" SCNu64,
		   variant->program, &variant->text, &variant->n_units, &variant->n_found,
		   &variant->n_missing, &variant->n_mismatched, &variant->n_wanted,
		   &variant->n_lost) != 8)
		return false;
	if (!strcmp(variant->program, "-"))
		variant->program[0] = 0;
	return true;
}

/* Builds -------------------------------------------------------------------------------------- */

struct overlay {
	const char *tree;
	size_t start; /* where names below the overlay begin */
};

/* Puts the file PATH of an overlay in its place in the tree. */
static int replace_file(void *context, const char *path, const struct stat *status)
{
	const struct overlay *overlay = context;
	PGL_AUTOFREE char *to = pgl_xasprintf("%s%s", overlay->tree, path + overlay->start);
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	(void)status;
	return pgl_read_file(&text, path) || pgl_write_file(to, text.text, text.length) ? -1 : 0;
}

static int prepare(const struct making *making, struct pgl_error *error)
{
	const struct pgl_experiment *experiment = making->experiment;
	struct pgl_variant *variant = making->variant;
	PGL_AUTOFREE char *records = pgl_variant_path(variant, "records");
	struct overlay overlay = {making->tree, variant->overlay ? strlen(variant->overlay) : 0};

	if (pgl_remove_tree(variant->folder) || pgl_make_folders(records) ||
	    (variant->is_instrumented && pgl_make_folders(making->profile)))
		return pgl_error_set(error, "cannot make '%s': %s", variant->folder,
				     strerror(errno));
	if (pgl_copy_tree(experiment->source, making->tree, experiment->skips))
		return pgl_error_set(error, "cannot copy '%s': %s", experiment->source,
				     strerror(errno));
	if (pgl_experiment_check_sources(experiment, making->tree, error))
		return -1;
	if (variant->overlay && pgl_visit_files(variant->overlay, replace_file, &overlay))
		return pgl_error_set(error, "cannot change '%s': %s", making->tree,
				     strerror(errno));
	return 0;
}

/* Keeps an instrumented build until its training has succeeded, so that an interrupted training can begin again from
   it. The tree moves. */
static int keep_built(const struct making *making, struct pgl_error *error)
{
	PGL_AUTOFREE char *unfinished = pgl_xasprintf("%s.tmp", making->built);
	PGL_AUTOFREE char *tree = pgl_xasprintf("%s/tree", unfinished);
	PGL_AUTOFREE char *profile = pgl_xasprintf("%s/profile", unfinished);

	if (pgl_make_folders(unfinished) || pgl_copy_tree(making->profile, profile, NULL) ||
	    rename(making->tree, tree) || rename(unfinished, making->built))
		return pgl_error_set(error, "cannot make '%s': %s", making->built, strerror(errno));
	return 0;
}

static int build(void *context, struct pgl_error *error)
{
	const struct making *making = context;
	const struct pgl_experiment *experiment = making->experiment;

	if (prepare(making, error) || pgl_variant_enter(experiment, making->variant, error))
		return -1;
	pgl_experiment_build_environment(experiment, making->variant, making->jobs);
	if (pgl_variant_leave(experiment, making->variant,
			      run_command(making, "build", experiment->given.build, error), error))
		return -1;
	if (making->variant->is_instrumented)
		return keep_built(making, error);
	return take_stock(making, error) || write_done(making, error) ? -1 : 0;
}

/* Training ------------------------------------------------------------------------------------ */

/* Makes tree and profile as the build left them. */
static int restore(const struct making *making, struct pgl_error *error)
{
	PGL_AUTOFREE char *tree = pgl_variant_path(making->variant, "built/tree");
	PGL_AUTOFREE char *profile = pgl_variant_path(making->variant, "built/profile");

	if (pgl_remove_tree(making->tree) || pgl_remove_tree(making->profile) ||
	    pgl_copy_tree(tree, making->tree, NULL) ||
	    pgl_copy_tree(profile, making->profile, NULL))
		return pgl_error_set(error, "cannot copy '%s': %s", tree, strerror(errno));
	return 0;
}

static int digest_counts(const struct pgl_variant *variant, const char *name,
			 char ret[PGL_DIGEST_SIZE])
{
	PGL_AUTOFREE char *path = pgl_variant_path(variant, name);
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	int failed = pgl_digest_tree(&digest, path, NULL, NULL);

	pgl_digest_end(&digest, ret);
	return failed;
}

/* Fails if the training left no counts beside those that the build may have left. */
static int check_counts(const struct making *making, struct pgl_error *error)
{
	char before[PGL_DIGEST_SIZE], after[PGL_DIGEST_SIZE];

	if (digest_counts(making->variant, "built/profile", before) ||
	    digest_counts(making->variant, "profile", after))
		return pgl_error_set(error, "cannot read the counts of the training: %s",
				     strerror(errno));
	if (!strcmp(before, after))
		return pgl_error_set(error,
				     "the training command left no counts: it ran nothing that "
				     "was built, or the program did not exit normally: %s",
				     making->experiment->given.train);
	return 0;
}

static int train(void *context, struct pgl_error *error)
{
	const struct making *making = context;
	const struct pgl_experiment *experiment = making->experiment;

	if (restore(making, error) || pgl_variant_enter(experiment, making->variant, error) ||
	    pgl_variant_leave(experiment, making->variant,
			      run_command(making, "training", experiment->given.train, error),
			      error) ||
	    check_counts(making, error) || write_done(making, error))
		return -1;
	pgl_remove_tree(making->tree);
	pgl_remove_tree(making->built);
	return 0;
}

/* Many variants ------------------------------------------------------------------------------- */

/* Runs a job for each of the N makings. */
static int run_jobs(struct pgl_experiment *experiment, struct making *const *makings, size_t n,
		    int (*run)(void *, struct pgl_error *), const char *what,
		    struct pgl_error *error)
{
	PGL_AUTOFREE struct pgl_job *jobs = pgl_xcalloc(n + 1, sizeof *jobs);
	unsigned slots = pgl_experiment_slots(experiment);
	struct pgl_error why;
	size_t bad;

	for (size_t i = 0; i < n; i++) {
		/* With few variants, each builds with several commands at a time. */
		makings[i]->jobs = n < experiment->jobs
					   ? (experiment->jobs + (unsigned)n - 1) / (unsigned)n
				   : slots == 1 ? experiment->jobs
						: 1;
		jobs[i] = (struct pgl_job){run, makings[i]};
	}
	bad = pgl_pool_run(jobs, n, slots, what, &why);
	return bad == n ? 0
			: pgl_experiment_blame(experiment, makings[bad]->variant,
					       pgl_xstrdup(makings[bad]->log), &why, error);
}

static struct making making_of(const struct pgl_experiment *experiment, struct pgl_variant *variant)
{
	return (struct making){.experiment = experiment,
			       .variant = variant,
			       .tree = pgl_variant_path(variant, "tree"),
			       .profile = pgl_variant_path(variant, "profile"),
			       .built = pgl_variant_path(variant, "built"),
			       .log = pgl_variant_path(variant, "log")};
}

static void making_release(struct making *making)
{
	free(making->tree);
	free(making->profile);
	free(making->built);
	free(making->log);
}

/* Is there a making of a variant with the key of VARIANT? */
static bool is_there(const struct making *makings, size_t n, const struct pgl_variant *variant)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(makings[i].variant->key, variant->key))
			return true;
	return false;
}

int pgl_experiment_make(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *what, struct pgl_error *error)
{
	struct making *makings = pgl_xcalloc(n + 1, sizeof *makings);
	PGL_AUTOFREE struct making **builds = pgl_xcalloc(n + 1, sizeof *builds);
	PGL_AUTOFREE struct making **trainings = pgl_xcalloc(n + 1, sizeof *trainings);
	size_t n_makings = 0, n_builds = 0, n_trainings = 0;
	int failed = 0;

	for (size_t i = 0; i < n && !failed; i++) {
		struct making *making = &makings[n_makings];

		failed = pgl_variant_name_folder(experiment, variants[i], error);
		variants[i]->was_there = !failed && read_done(variants[i]);
		if (failed || variants[i]->was_there || is_there(makings, n_makings, variants[i]))
			continue;
		*making = making_of(experiment, variants[i]);
		n_makings++;
		if (!variants[i]->is_instrumented || access(making->built, F_OK))
			builds[n_builds++] = making;
		if (variants[i]->is_instrumented)
			trainings[n_trainings++] = making;
	}
	failed = failed || run_jobs(experiment, builds, n_builds, build, what, error) ||
		 run_jobs(experiment, trainings, n_trainings, train, PGL_STEP_TRAINING, error);
	for (size_t i = 0; i < n && !failed; i++)
		if (!read_done(variants[i]))
			failed = pgl_error_set(error, "variant %s: its results cannot be read",
					       variants[i]->name);
	for (size_t i = 0; i < n_makings; i++)
		making_release(&makings[i]);
	free(makings);
	return failed ? -1 : 0;
}

int pgl_experiment_make_one(struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_error *error)
{
	PGL_AUTOFREE char *what = pgl_xasprintf("building %s", variant->name);

	return pgl_experiment_make(experiment, &variant, 1, what, error);
}
