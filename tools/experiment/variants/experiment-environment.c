/* What the commands of a variant find in their environment. See experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment-internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

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
