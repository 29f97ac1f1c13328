/* The work folder, the compiler, and the variants' keys. See experiment.h.

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
#include "records/load.h"

#define DEFAULT_WORK "pgolens-work"

enum { LOCK_TRIES = 20 };

__attribute__((format(printf, 2, 3))) int pgl_say(struct pgl_strbuf *message, const char *format,
						  ...)
{
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(message, format, arguments);
	va_end(arguments);
	return -1;
}

/* Preparing --------------------------------------------------------------------------------- */

static bool has_blank(const char *path)
{
	return path[strcspn(path, " \t\n'\"\\")] != 0;
}

static int find_folders(struct pgl_experiment *experiment, struct pgl_strbuf *message)
{
	const struct pgl_experiment_options *given = &experiment->given;
	const char *source = given->source ? given->source : ".";
	const char *work = given->work ? given->work : DEFAULT_WORK;

	experiment->source = realpath(source, NULL);
	if (!experiment->source)
		return pgl_say(message, "cannot read '%s': %s", source, strerror(errno));
	if (pgl_make_folders(work))
		return pgl_say(message, "cannot make '%s': %s", work, strerror(errno));
	experiment->work = realpath(work, NULL);
	if (!experiment->work)
		return pgl_say(message, "cannot read '%s': %s", work, strerror(errno));
	/* It stands in flags that shells split. */
	if (has_blank(experiment->work))
		return pgl_say(message,
			       "the path '%s' has a blank or a quote in it: give another --work",
			       experiment->work);
	return 0;
}

/* Waits a little: what guards a run that was killed holds its lock until all that it began is ended. */
static bool try_lock(int file)
{
	for (int i = 0; i < LOCK_TRIES; i++) {
		if (!flock(file, LOCK_EX | LOCK_NB))
			return true;
		nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
	}
	return false;
}

static int lock(struct pgl_experiment *experiment, struct pgl_strbuf *message)
{
	char *path = pgl_xasprintf("%s/lock", experiment->work);

	experiment->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	int failed = experiment->lock < 0;

	if (failed) {
		pgl_say(message, "cannot write '%s': %s", path, strerror(errno));
	} else if (!try_lock(experiment->lock)) {
		failed = 1;
		pgl_say(message, "'%s' is in use by another run", experiment->work);
	}
	free(path);
	return failed ? -1 : 0;
}

/* Which name a command would call the compiler NAME by, and a link of that name to this program. */
static int link_compiler(const struct pgl_experiment *experiment, const char *name,
			 struct pgl_strbuf *message)
{
	char *link = pgl_xasprintf("%s/bin/%s", experiment->work, basename(name));
	char self[4096];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
	int failed = length <= 0;

	if (!failed) {
		self[length] = 0;
		unlink(link);
		failed = symlink(self, link);
	}
	if (failed)
		pgl_say(message, "cannot make '%s': %s", link, strerror(errno));
	free(link);
	return failed ? -1 : 0;
}

static int link_compilers(struct pgl_experiment *experiment, struct pgl_strbuf *message)
{
	static const char *const usual[] = {"gcc", "g++", "cc", "c++", "gfortran"};
	char *folder = pgl_xasprintf("%s/bin", experiment->work);
	int failed = pgl_remove_tree(folder) || pgl_make_folders(folder);

	if (failed)
		pgl_say(message, "cannot make '%s': %s", folder, strerror(errno));
	for (size_t i = 0; i < sizeof usual / sizeof *usual && !failed; i++)
		failed = link_compiler(experiment, usual[i], message);
	if (!failed)
		failed = link_compiler(experiment, experiment->cc, message) ||
			 link_compiler(experiment, experiment->cxx, message);
	free(folder);
	return failed ? -1 : 0;
}

/* Adds the compiler called NAME to DIGEST and finds the plugin for it. */
static int ask_compiler(struct pgl_experiment *experiment, const char *name,
			struct pgl_digest *digest, struct pgl_strbuf *message)
{
	char *path = pgl_compiler_find(name, getenv("PATH")), *why = NULL;
	struct pgl_compiler compiler;
	int failed = 0;

	if (!path)
		return pgl_say(message, "there is no compiler '%s'", name);
	pgl_compiler_ask(&compiler, path);
	if (!compiler.version) {
		failed = pgl_say(message, "'%s' is not GCC", name);
	} else if (!experiment->plugin) {
		experiment->plugin = pgl_compiler_plugin(&compiler, experiment->given.plugin, &why);
		if (!experiment->plugin)
			failed = pgl_say(message, "no plugin for '%s': %s", name, why);
		experiment->version = pgl_xstrdup(compiler.version);
	}
	pgl_digest_add_text(digest, name);
	pgl_digest_add_text(digest, compiler.version);
	pgl_digest_add_text(digest, compiler.configuration);
	free(why);
	pgl_compiler_release(&compiler);
	free(path);
	return failed;
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

static int list_sources(struct pgl_experiment *experiment, struct pgl_strbuf *message)
{
	struct pgl_strbuf list = PGL_STRBUF_INIT;
	struct pgl_digest digest;
	int failed = 0;

	find_skips(experiment);
	pgl_digest_start(&digest);
	if (pgl_digest_tree(&digest, experiment->source, experiment->skips, &list))
		failed = pgl_say(message, "cannot read all of '%s': %s", experiment->source,
				 strerror(errno));
	experiment->sources = pgl_strbuf_detach(&list);
	return failed;
}

/* Compares two names that lines end with, in the order in which a tree is walked. */
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

/* The name, in a list of a tree THEN or in one of it NOW, of the first thing that is another. */
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
	/* Names are in order, a folder's before what is in it: that which comes first has no like. */
	order = !names[0] ? 1 : !names[1] ? -1 : compare_names(names[0] + 1, names[1] + 1);
	*ret_what = !order	? "is not what it was when the run began"
		    : order > 0 ? "was not there when the run began"
				: "is not there any more";
	return names[order > 0] + 1;
}

int pgl_experiment_check_sources(const struct pgl_experiment *experiment, const char *tree,
				 struct pgl_strbuf *message)
{
	const char *const *skips = tree ? NULL : experiment->skips;
	struct pgl_strbuf list = PGL_STRBUF_INIT;
	struct pgl_digest digest;
	int failed = 0;

	tree = tree ? tree : experiment->source;
	pgl_digest_start(&digest);
	if (pgl_digest_tree(&digest, tree, skips, &list)) {
		failed = pgl_say(message, "cannot read all of '%s': %s", tree, strerror(errno));
	} else if (strcmp(list.text, experiment->sources) != 0) {
		const char *what, *name = first_change(experiment->sources, list.text, &what);

		failed = pgl_say(message,
				 "the sources changed between the builds: '%.*s' in '%s' %s, and "
				 "builds of different sources can't be compared",
				 (int)strcspn(name, "\n"), name, experiment->source, what);
	}
	pgl_strbuf_release(&list);
	return failed;
}

/* What all variants depend on. */
static int digest_base(struct pgl_experiment *experiment, struct pgl_strbuf *message)
{
	const struct pgl_experiment_options *given = &experiment->given;
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	pgl_digest_add_text(&digest, "pgolens-experiment 2");
	pgl_digest_add_text(&digest, experiment->work);
	pgl_digest_add_text(&digest, given->build);
	pgl_digest_add_text(&digest, experiment->old);
	if (ask_compiler(experiment, experiment->cc, &digest, message))
		return -1;
	/* A program in C alone needs no g++. */
	char *cxx = pgl_compiler_find(experiment->cxx, getenv("PATH"));

	if (cxx && ask_compiler(experiment, experiment->cxx, &digest, message)) {
		free(cxx);
		return -1;
	}
	free(cxx);
	experiment->plugin_name = pgl_gcc_plugin_name(experiment->plugin);
	if (pgl_digest_add_file(&digest, experiment->plugin))
		return pgl_say(message, "cannot read '%s': %s", experiment->plugin,
			       strerror(errno));
	if (list_sources(experiment, message))
		return -1;
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
			const struct pgl_experiment_options *options, struct pgl_strbuf *message)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	*experiment = (struct pgl_experiment){.given = *options, .lock = -1};
	experiment->cc = pgl_xstrdup(or_environment(options->cc, "CC", "gcc"));
	experiment->cxx = pgl_xstrdup(or_environment(options->cxx, "CXX", "g++"));
	experiment->given.plugin = or_environment(options->plugin, "PGOLENS_PLUGIN", NULL);
	experiment->old = pgl_xstrdup(or_environment(options->old, "CFLAGS", "-O2"));
	experiment->new = pgl_xstrdup(options->new ? options->new : "");
	experiment->jobs = options->jobs    ? (unsigned)options->jobs
			   : processors > 0 ? (unsigned)processors
					    : 1;
	if (find_folders(experiment, message) || lock(experiment, message) ||
	    link_compilers(experiment, message) || digest_base(experiment, message))
		return -1;
	char *place = pgl_xasprintf("%s/tree", experiment->work);

	if (pgl_place_init(&experiment->place, place))
		return pgl_say(message, "cannot make '%s': %s", place, strerror(errno));
	return 0;
}

void pgl_experiment_release(struct pgl_experiment *experiment)
{
	pgl_place_release(&experiment->place);
	if (experiment->lock >= 0)
		close(experiment->lock);
	free(experiment->source);
	free(experiment->work);
	free(experiment->cc);
	free(experiment->cxx);
	free(experiment->old);
	free(experiment->new);
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
	return experiment->place.can_mount ? experiment->jobs : 1;
}

/* Variants ---------------------------------------------------------------------------------- */

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

/* Gives VARIANT its key and its folder. Two that get the same key are one. */
int pgl_variant_name_folder(const struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_strbuf *message)
{
	struct pgl_digest digest;

	pgl_digest_start(&digest);
	pgl_digest_add_text(&digest, experiment->base);
	pgl_digest_add_text(&digest, variant->flags);
	pgl_digest_add_text(&digest, variant->split);
	if (variant->is_embedded)
		pgl_digest_add_text(&digest, "embedded");
	if (variant->has_branches)
		pgl_digest_add_text(&digest, "branches");
	if (variant->is_instrumented) {
		pgl_digest_add_text(&digest, experiment->given.train);
		pgl_digest_add_text(&digest, experiment->given.instrumented);
	}
	pgl_digest_add_text(&digest, variant->trained ? variant->trained->key : NULL);
	pgl_digest_add_text(&digest, variant->trained ? experiment->new : NULL);
	if (variant->copy)
		pgl_digest_add(&digest, &variant->copy, sizeof variant->copy);
	pgl_digest_add_text(&digest, variant->plan ? "plan" : NULL);
	if (variant->plan && pgl_digest_tree(&digest, variant->plan, NULL, NULL))
		return pgl_say(message, "cannot read '%s': %s", variant->plan, strerror(errno));
	if (variant->overlay)
		pgl_digest_add_text(&digest, "overlay");
	if (variant->overlay && pgl_digest_tree(&digest, variant->overlay, NULL, NULL))
		return pgl_say(message, "cannot read '%s': %s", variant->overlay, strerror(errno));
	pgl_digest_end(&digest, variant->key);
	free(variant->folder);
	variant->folder = pgl_xasprintf("%s/v/%s", experiment->work, variant->key);
	return 0;
}

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
	if (variant->has_branches)
		pgl_strbuf_addf(flags, " -fplugin-arg-%s-branches", experiment->plugin_name);
	if (variant->is_embedded)
		pgl_strbuf_addf(flags, " -fplugin-arg-%s-embed", experiment->plugin_name);
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
void pgl_experiment_build_environment(const struct pgl_experiment *experiment,
				      const struct pgl_variant *variant, unsigned jobs)
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

struct overlay {
	const char *tree;
	size_t start; /* where names below the overlay begin */
};

static int put(void *context, const char *path, const struct stat *status)
{
	const struct overlay *overlay = context;
	char *to = pgl_xasprintf("%s%s", overlay->tree, path + overlay->start);
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	int failed;

	(void)status;
	failed = pgl_read_file(&text, path) || pgl_write_file(to, text.text, text.length);
	int problem = errno;

	pgl_strbuf_release(&text);
	free(to);
	errno = problem;
	return failed ? -1 : 0;
}

int pgl_overlay_apply(const char *overlay, const char *tree)
{
	struct overlay context = {tree, strlen(overlay)};

	return pgl_visit_files(overlay, put, &context);
}

/* A unit without code of its own has nothing to count. */
static bool has_code(const struct pgl_record *record)
{
	for (uint32_t f = 0; f < record->n_functions; f++)
		if (record->functions[f].has_body)
			return true;
	return false;
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
	variant->n_missing += !unit->profile.found && has_code(record);
	variant->n_mismatched += unit->profile.n_mismatched;
}

int pgl_variant_read_records(struct pgl_variant *variant, struct pgl_strbuf *message)
{
	char *folder = pgl_variant_path(variant, "records");
	struct pgl_build build;
	struct pgl_error error;
	int failed = 0;

	/* rmdir: an empty folder is one in which nothing was recorded. */
	if (!rmdir(folder)) {
		pgl_strbuf_add(message,
			       "the build command compiled nothing with the flags it was given "
			       "(CC, CFLAGS, CXXFLAGS): does it find everything built already?");
		failed = -1;
	} else if (pgl_build_load(&build, &folder, 1, &error)) {
		pgl_strbuf_add(message, error.text);
		failed = -1;
	} else {
		for (size_t i = 0; i < build.n; i++)
			add_unit(variant, build.records[i]);
		pgl_build_release(&build);
	}
	free(folder);
	return failed;
}
