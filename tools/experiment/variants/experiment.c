/* The work folder, the compiler, the variants' keys, environment and records. See experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"
#include "experiment/variants/compiler.h"
#include "formats/gcc-options.h"
#include "records/linked.h"
#include "records/load.h"

#define DEFAULT_WORK "pgolens-work"

enum { LOCK_TRIES = 20 };

/* Preparing ----------------------------------------------------------------------------------- */

static int find_folders(struct pgl_experiment *experiment, struct pgl_error *error)
{
	const struct pgl_experiment_options *given = &experiment->given;
	const char *source = given->source ? given->source : ".";
	const char *work = given->work ? given->work : DEFAULT_WORK;

	experiment->source = realpath(source, NULL);
	if (!experiment->source)
		return pgl_error_set(error, "cannot read '%s': %s", source, strerror(errno));
	if (pgl_make_folders(work))
		return pgl_error_set(error, "cannot make '%s': %s", work, strerror(errno));
	experiment->work = realpath(work, NULL);
	if (!experiment->work)
		return pgl_error_set(error, "cannot read '%s': %s", work, strerror(errno));
	/* Shells split the flags that hold it. */
	if (strpbrk(experiment->work, " \t\n'\"\\"))
		return pgl_error_set(
			error, "the path '%s' has a blank or a quote in it: give another --work",
			experiment->work);
	return 0;
}

/* Waits a little: the watchdog of a killed run holds the lock until all processes of that run have ended. */
static bool try_lock(int file)
{
	for (int i = 0; i < LOCK_TRIES; i++) {
		if (!flock(file, LOCK_EX | LOCK_NB))
			return true;
		nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
	}
	return false;
}

static int lock(struct pgl_experiment *experiment, struct pgl_error *error)
{
	PGL_AUTOFREE char *path = pgl_xasprintf("%s/lock", experiment->work);

	experiment->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (experiment->lock < 0)
		return pgl_error_set(error, "cannot write '%s': %s", path, strerror(errno));
	if (!try_lock(experiment->lock))
		return pgl_error_set(error, "'%s' is in use by another run", experiment->work);
	return 0;
}

/* Makes a link to this program under the name by which commands call the compiler NAME. */
static int link_compiler(const struct pgl_experiment *experiment, const char *name,
			 struct pgl_error *error)
{
	PGL_AUTOFREE char *link = pgl_xasprintf("%s/bin/%s", experiment->work, basename(name));
	PGL_AUTOFREE char *self = realpath("/proc/self/exe", NULL);

	unlink(link);
	if (!self || symlink(self, link))
		return pgl_error_set(error, "cannot make '%s': %s", link, strerror(errno));
	return 0;
}

static int link_compilers(struct pgl_experiment *experiment, struct pgl_error *error)
{
	const char *names[] = {"gcc",	   "g++",	   "cc",	   "c++",
			       "gfortran", experiment->cc, experiment->cxx};
	PGL_AUTOFREE char *folder = pgl_xasprintf("%s/bin", experiment->work);

	if (pgl_remove_tree(folder) || pgl_make_folders(folder))
		return pgl_error_set(error, "cannot make '%s': %s", folder, strerror(errno));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (link_compiler(experiment, names[i], error))
			return -1;
	return 0;
}

/* Adds the compiler called NAME, whose file is PATH, to DIGEST, and finds the plugin for it. */
static int ask_compiler(struct pgl_experiment *experiment, const char *name, const char *path,
			struct pgl_digest *digest, struct pgl_error *error)
{
	struct pgl_compiler compiler;
	struct pgl_error why;
	int failed = 0;

	if (!path)
		return pgl_error_set(error, "there is no compiler '%s'", name);
	pgl_compiler_ask(&compiler, path);
	if (!compiler.version) {
		failed = pgl_error_set(error, "'%s' is not GCC", name);
	} else if (!experiment->plugin) {
		experiment->plugin = pgl_compiler_plugin(&compiler, experiment->given.plugin, &why);
		if (!experiment->plugin)
			failed = pgl_error_set(error, "no plugin for '%s': %s", name, why.text);
		experiment->version = pgl_xstrdup(compiler.version);
	}
	pgl_digest_add_text(digest, name);
	pgl_digest_add_text(digest, compiler.version);
	pgl_digest_add_text(digest, compiler.configuration);
	pgl_compiler_release(&compiler);
	return failed;
}

static int ask_compilers(struct pgl_experiment *experiment, struct pgl_digest *digest,
			 struct pgl_error *error)
{
	PGL_AUTOFREE char *cc = pgl_compiler_find(experiment->cc, getenv("PATH"));
	PGL_AUTOFREE char *cxx = pgl_compiler_find(experiment->cxx, getenv("PATH"));

	if (ask_compiler(experiment, experiment->cc, cc, digest, error))
		return -1;
	/* A program in C needs no g++. */
	return cxx ? ask_compiler(experiment, experiment->cxx, cxx, digest, error) : 0;
}

static void find_skips(struct pgl_experiment *experiment)
{
	const char *const *given = experiment->given.skips;
	size_t n = 0;

	while (given && given[n])
		n++;
	experiment->skips = pgl_xcalloc(n + 2, sizeof *experiment->skips);
	experiment->skips[0] = experiment->work;
	for (size_t i = 0; i < n; i++)
		experiment->skips[i + 1] = given[i];
}

/* Lists the files below TREE, a copy of the sources or (NULL) the source folder. */
static int list_sources(const struct pgl_experiment *experiment, const char *tree,
			struct pgl_strbuf *list, struct pgl_error *error)
{
	struct pgl_digest digest;
	const char *folder = tree ? tree : experiment->source;

	pgl_digest_start(&digest);
	if (pgl_digest_tree(&digest, folder, tree ? NULL : experiment->skips, list))
		return pgl_error_set(error, "cannot read all of '%s': %s", folder, strerror(errno));
	return 0;
}

/* Compares two names, each ended by a newline, in the order of pgl_digest_tree()'s list. */
static int compare_names(const char *a, const char *b)
{
	for (; *a == *b && *a != '\n'; a++, b++)
		;
	if (*a == *b)
		return 0;
	if (*a == '\n' || *b == '\n')
		return *a == '\n' ? -1 : 1;
	if (*a == '/' || *b == '/')
		return *a == '/' ? -1 : 1;
	return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
}

/* The name of the first file that differs between the lists THEN and NOW; *RET_WHAT says how. */
static const char *first_change(const char *then, const char *now, const char **ret_what)
{
	const char *names[2] = {NULL, NULL};
	size_t line = 0;
	int order;

	for (size_t i = 0; now[i] && now[i] == then[i]; i++)
		if (now[i] == '\n')
			line = i + 1;
	names[0] = strchr(then + line, ' ');
	names[1] = strchr(now + line, ' ');
	/* Both lists are sorted, so the other list lacks the name that comes first. */
	order = !names[0] ? 1 : !names[1] ? -1 : compare_names(names[0] + 1, names[1] + 1);
	*ret_what = !order ? "changed" : order > 0 ? "is new" : "is gone";
	return names[order > 0] + 1;
}

int pgl_experiment_check_sources(const struct pgl_experiment *experiment, const char *tree,
				 struct pgl_error *error)
{
	PGL_AUTO_STRBUF list = PGL_STRBUF_INIT;
	const char *what, *name;

	if (list_sources(experiment, tree, &list, error))
		return -1;
	if (!strcmp(list.text, experiment->sources))
		return 0;
	name = first_change(experiment->sources, list.text, &what);
	return pgl_error_set(
		error,
		"the sources changed since the run began: '%.*s' in '%s' %s; builds of "
		"different sources cannot be compared",
		(int)strcspn(name, "\n"), name, experiment->source, what);
}

/* Digests what all variants depend on. */
static int digest_base(struct pgl_experiment *experiment, struct pgl_error *error)
{
	PGL_AUTO_STRBUF list = PGL_STRBUF_INIT;
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	pgl_digest_add_text(&digest, "pgolens-experiment 3");
	pgl_digest_add_text(&digest, experiment->work);
	pgl_digest_add_text(&digest, experiment->given.build);
	pgl_digest_add_text(&digest, experiment->old);
	if (ask_compilers(experiment, &digest, error))
		return -1;
	experiment->plugin_name = pgl_gcc_plugin_name(experiment->plugin);
	if (pgl_digest_add_file(&digest, experiment->plugin))
		return pgl_error_set(error, "cannot read '%s': %s", experiment->plugin,
				     strerror(errno));
	find_skips(experiment);
	if (list_sources(experiment, NULL, &list, error))
		return -1;
	experiment->sources = pgl_strbuf_detach(&list);
	pgl_digest_add_text(&digest, experiment->sources);
	pgl_digest_end(&digest, experiment->base);
	return 0;
}

static const char *or_environment(const char *given, const char *variable, const char *otherwise)
{
	const char *value = given ? given : getenv(variable);

	return value && *value ? value : otherwise;
}

int pgl_experiment_init(struct pgl_experiment *experiment,
			const struct pgl_experiment_options *options, struct pgl_error *error)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	char *path;

	*experiment = (struct pgl_experiment){.given = *options, .lock = -1};
	experiment->cc = pgl_xstrdup(or_environment(options->cc, "CC", "gcc"));
	experiment->cxx = pgl_xstrdup(or_environment(options->cxx, "CXX", "g++"));
	experiment->given.plugin = or_environment(options->plugin, "PGOLENS_PLUGIN", NULL);
	experiment->old = pgl_xstrdup(or_environment(options->old, "CFLAGS", "-O2"));
	experiment->new = pgl_xstrdup(options->new ? options->new : "");
	experiment->ldflags = pgl_xstrdup(or_environment(NULL, "LDFLAGS", ""));
	experiment->jobs = options->jobs    ? (unsigned)options->jobs
			   : processors > 0 ? (unsigned)processors
					    : 1;
	if (find_folders(experiment, error) || lock(experiment, error) ||
	    link_compilers(experiment, error) || digest_base(experiment, error))
		return -1;
	path = pgl_xasprintf("%s/tree", experiment->work);
	if (pgl_sandbox_init(&experiment->sandbox, path))
		return pgl_error_set(error, "cannot make '%s': %s", path, strerror(errno));
	return 0;
}

void pgl_experiment_release(struct pgl_experiment *experiment)
{
	pgl_sandbox_release(&experiment->sandbox);
	if (experiment->lock >= 0)
		close(experiment->lock);
	free(experiment->source);
	free(experiment->work);
	free(experiment->cc);
	free(experiment->cxx);
	free(experiment->old);
	free(experiment->new);
	free(experiment->ldflags);
	free(experiment->plugin);
	free(experiment->plugin_name);
	free(experiment->version);
	free(experiment->log);
	free(experiment->skips);
	free(experiment->sources);
	*experiment = (struct pgl_experiment){.lock = -1};
}

unsigned pgl_experiment_slots(const struct pgl_experiment *experiment)
{
	return experiment->sandbox.can_mount ? experiment->jobs : 1;
}

int pgl_experiment_blame(struct pgl_experiment *experiment, const struct pgl_variant *variant,
			 char *log, const struct pgl_error *why, struct pgl_error *error)
{
	free(experiment->log);
	experiment->log = log;
	return pgl_error_set(error, "variant %s: %s", variant->name, why->text);
}

/* Variants ------------------------------------------------------------------------------------ */

struct pgl_variant *pgl_variant_new(const char *name)
{
	struct pgl_variant *variant = pgl_xcalloc(1, sizeof *variant);

	variant->name = pgl_xstrdup(name);
	return variant;
}

void pgl_variant_free(struct pgl_variant *variant)
{
	if (!variant)
		return;
	free(variant->name);
	free(variant->flags);
	free(variant->plan);
	free(variant->split);
	free(variant->overlay);
	free(variant->folder);
	free(variant);
}

char *pgl_variant_path(const struct pgl_variant *variant, const char *name)
{
	return pgl_xasprintf("%s/%s", variant->folder, name);
}

int pgl_variant_name_folder(const struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_error *error)
{
	const char *folders[] = {variant->plan, variant->overlay};
	const struct pgl_variant *trained = variant->trained;
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	pgl_digest_add_text(&digest, experiment->base);
	pgl_digest_add_text(&digest, variant->flags);
	pgl_digest_add_text(&digest, variant->split);
	pgl_digest_add_text(&digest, variant->is_embedded ? "embedded" : NULL);
	pgl_digest_add_text(&digest, variant->has_branches ? "branches" : NULL);
	pgl_digest_add_text(&digest, variant->is_instrumented ? experiment->given.train : NULL);
	pgl_digest_add_text(&digest,
			    variant->is_instrumented ? experiment->given.instrumented : NULL);
	pgl_digest_add_text(&digest, trained ? trained->key : NULL);
	pgl_digest_add_text(&digest, trained ? experiment->new : NULL);
	pgl_digest_add(&digest, &variant->copy, sizeof variant->copy);
	for (int i = 0; i < 2; i++) {
		pgl_digest_add_text(&digest, folders[i] ? "folder" : NULL);
		if (folders[i] && pgl_digest_tree(&digest, folders[i], NULL, NULL))
			return pgl_error_set(error, "cannot read '%s': %s", folders[i],
					     strerror(errno));
	}
	pgl_digest_end(&digest, variant->key);
	free(variant->folder);
	variant->folder = pgl_xasprintf("%s/v/%s", experiment->work, variant->key);
	return 0;
}

/* The environment ----------------------------------------------------------------------------- */

static void add_words(struct pgl_strbuf *flags, const char *words)
{
	if (!words || !*words)
		return;
	if (flags->length)
		pgl_strbuf_add_char(flags, ' ');
	pgl_strbuf_add(flags, words);
}

/* Adds the plugin's argument KEY, with VALUE unless that is NULL. */
static void add_argument(struct pgl_strbuf *flags, const struct pgl_experiment *experiment,
			 const char *key, const char *value)
{
	pgl_strbuf_addf(flags, " -fplugin-arg-%s-%s%s%s", experiment->plugin_name, key,
			value ? "=" : "", value ? value : "");
}

/* Adds all flags of VARIANT but those of all builds. */
static void add_flags(struct pgl_strbuf *flags, const struct pgl_experiment *experiment,
		      const struct pgl_variant *variant)
{
	PGL_AUTOFREE char *records = pgl_variant_path(variant, "records");

	/* With -g, GCC would note the command line, and equal programs would differ. */
	add_words(flags, "-gno-record-gcc-switches");
	add_argument(flags, experiment, "dir", records);
	if (variant->has_branches)
		add_argument(flags, experiment, "branches", NULL);
	if (variant->is_embedded)
		add_argument(flags, experiment, "embed", NULL);
	if (variant->plan)
		add_argument(flags, experiment, "replay", variant->plan);
	if (variant->split)
		add_argument(flags, experiment, "split", variant->split);
	if (variant->is_instrumented) {
		pgl_strbuf_addf(flags, " -fprofile-generate=%s/profile", variant->folder);
		add_words(flags, experiment->given.instrumented);
	}
	if (variant->trained) {
		/* The records say whether a profile is missing or does not fit. */
		pgl_strbuf_addf(flags,
				" -fprofile-use=%s/profile -Wno-missing-profile "
				"-Wno-coverage-mismatch",
				variant->trained->folder);
		add_words(flags, experiment->new);
	}
	add_words(flags, variant->flags);
}

static void set_compiler(const struct pgl_experiment *experiment, const char *variable,
			 const char *name)
{
	PGL_AUTOFREE char *path = pgl_xasprintf("%s/bin/%s", experiment->work, basename(name));

	setenv(variable, path, 1);
}

/* Puts our links first in PATH, then the compiler's folder if it was given. */
static void set_path(const struct pgl_experiment *experiment)
{
	const char *slash = strrchr(experiment->cc, '/'), *path = getenv("PATH");
	PGL_AUTOFREE char *value = pgl_xasprintf(
		"%s/bin:%.*s%s%s", experiment->work, slash ? (int)(slash - experiment->cc) : 0,
		experiment->cc, slash ? ":" : "", path ? path : "/usr/bin:/bin");

	setenv("PATH", value, 1);
}

static void set_environment(const struct pgl_experiment *experiment)
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

void pgl_experiment_build_environment(const struct pgl_experiment *experiment,
				      const struct pgl_variant *variant, unsigned jobs)
{
	PGL_AUTO_STRBUF flags = PGL_STRBUF_INIT;
	PGL_AUTO_STRBUF all = PGL_STRBUF_INIT;
	PGL_AUTO_STRBUF link = PGL_STRBUF_INIT;
	PGL_AUTOFREE char *jobs_text = pgl_xasprintf("%u", jobs);

	add_flags(&flags, experiment, variant);
	/* The wrapper adds the plugin unless the command has it: GCC warns of a plugin given twice. */
	add_words(&all, experiment->old);
	add_words(&all, flags.text);
	setenv("PGOLENS_FLAGS", all.text, 1);
	setenv("PGOLENS_PLUGIN", experiment->plugin, 1);
	pgl_strbuf_reset(&all);
	add_words(&all, experiment->old);
	pgl_strbuf_addf(&all, " -fplugin=%s ", experiment->plugin);
	pgl_strbuf_add(&all, flags.text);
	add_words(&link, experiment->ldflags);
	if (variant->is_instrumented)
		add_words(&link, "-fprofile-generate");
	setenv("CFLAGS", all.text, 1);
	setenv("CXXFLAGS", all.text, 1);
	setenv("LDFLAGS", link.text, 1);
	unsetenv("PGOLENS_ARGS");
	unsetenv("PGOLENS_DIR");
	setenv("JOBS", jobs_text, 1);
}

int pgl_variant_enter(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		      struct pgl_error *error)
{
	PGL_AUTOFREE char *tree = pgl_variant_path(variant, "tree");

	if (pgl_sandbox_enter(&experiment->sandbox, tree))
		return pgl_error_set(error, "cannot bring '%s' to '%s': %s", tree,
				     experiment->sandbox.path, strerror(errno));
	set_environment(experiment);
	return 0;
}

int pgl_variant_leave(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		      int failed, struct pgl_error *error)
{
	PGL_AUTOFREE char *tree = pgl_variant_path(variant, "tree");

	if (pgl_sandbox_leave(&experiment->sandbox, tree) && !failed)
		return pgl_error_set(error, "cannot bring '%s' back: %s", tree, strerror(errno));
	return failed;
}

static void add_unit(struct pgl_variant *variant, const struct pgl_record *record)
{
	const struct pgl_unit *unit = &record->unit;

	variant->n_units++;
	variant->n_wanted += unit->replay.n_done + unit->replay.n_already + unit->replay.n_not_done;
	variant->n_lost += unit->replay.n_not_done;
	if (unit->profile.use != PGL_PROFILE_USE)
		return;
	variant->n_found += unit->profile.found;
	variant->n_missing += !unit->profile.found && pgl_record_has_code(record);
	variant->n_mismatched += unit->profile.n_mismatched;
}

int pgl_variant_load(const struct pgl_variant *variant, struct pgl_build *ret,
		     struct pgl_error *error)
{
	char *folder = pgl_variant_path(variant, "records");
	int failed = pgl_build_load(ret, &folder, 1, error);

	free(folder);
	return failed;
}

int pgl_variant_read_records(struct pgl_variant *variant, struct pgl_error *error)
{
	PGL_AUTOFREE char *folder = pgl_variant_path(variant, "records");
	struct pgl_build build;

	/* rmdir() succeeds if the folder is empty. */
	if (!rmdir(folder))
		return pgl_error_set(error,
				     "the build command compiled nothing with the flags it was "
				     "given (CC, CFLAGS, CXXFLAGS): does it find everything "
				     "built already?");
	if (pgl_variant_load(variant, &build, error))
		return -1;
	for (size_t i = 0; i < build.n; i++)
		add_unit(variant, build.records[i]);
	pgl_build_release(&build);
	return 0;
}
