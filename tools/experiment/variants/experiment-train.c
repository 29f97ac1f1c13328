/* Trains instrumented variants. See experiment-internal.h.

   What the build left, its tree and the counts of what it ran itself, stands in the folder `built`. A
   training gets copies of both, at the paths that the program knows: so one that was ended leaves no
   counts to the next.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment-internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"

#include "base/banned.h"

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
