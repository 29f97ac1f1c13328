/* Changes and runs a compiler's command. See wrapper.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/wrapper.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "experiment/variants/compiler.h"
#include "formats/gcc-options.h"
#include "base/files.h"
#include "base/xalloc.h"

/* The command ------------------------------------------------------------------------------- */

/* Adds WORD, which the wrapper then owns. */
static void add_word(struct pgl_wrapper *wrapper, char *word)
{
	PGL_GROW(wrapper->argv, wrapper->n, wrapper->room);
	wrapper->argv[wrapper->n++] = word;
}

static void add_argument(struct pgl_wrapper *wrapper, const char *plugin, const char *key,
			 const char *value)
{
	if (value)
		add_word(wrapper, pgl_xasprintf("-fplugin-arg-%s-%s%s", plugin, key, value));
}

static void add_flags(struct pgl_wrapper *wrapper, const char *flags)
{
	static const char blanks[] = " \t\n";

	while (flags && *(flags += strspn(flags, blanks))) {
		size_t length = strcspn(flags, blanks);

		add_word(wrapper, pgl_xasprintf("%.*s", (int)length, flags));
		flags += length;
	}
}

/* Adds the plugin, its arguments and the other flags. */
static void add_plugin(struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options)
{
	PGL_AUTOFREE char *name = pgl_gcc_plugin_name(wrapper->plugin);

	add_word(wrapper, pgl_xasprintf("-fplugin=%s", wrapper->plugin));
	add_argument(wrapper, name, "dir=", options->dir);
	add_argument(wrapper, name, "output=", options->output);
	add_argument(wrapper, name, "label=", options->label);
	for (size_t i = 0; i < options->arguments.n; i++)
		add_argument(wrapper, name, "", options->arguments.item[i]);
	add_flags(wrapper, options->flags);
}

/* Planning ---------------------------------------------------------------------------------- */

/* Is WORD a program that runs the command after it? */
static bool is_launcher(const char *word)
{
	static const char *const names[] = {"ccache", "distcc", "icecc", "sccache", "env", "nice"};
	const char *slash = strrchr(word, '/');

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(slash ? slash + 1 : word, names[i]))
			return true;
	return false;
}

/* The number of the word that names the compiler: the first that is neither a launcher nor an option or setting of one. */
static size_t find_compiler(char *const *words, size_t n)
{
	size_t at = 0;

	while (at + 1 < n &&
	       (is_launcher(words[at]) || (at && (words[at][0] == '-' || strchr(words[at], '=')))))
		at++;
	return at;
}

/* Does the compile write a record file? A compiler cache does not restore it; a record in the object it does. */
static bool leaves_file(const struct pgl_wrapper_options *options)
{
	for (size_t i = 0; i < options->arguments.n; i++) {
		const char *argument = options->arguments.item[i];

		if (!strcmp(argument, "embed") || !strncmp(argument, "embed=", 6))
			return options->dir || options->output;
	}
	return true;
}

/* Sets the plugin for the compiler's command with the N ARGUMENTS, or why there is none. */
static void choose_plugin(struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options,
			  char *const *arguments, size_t n, bool is_example)
{
	PGL_AUTOFREE char *name =
		pgl_gcc_plugin_name(options->plugin ? options->plugin : "pgolens.so");
	const char *unfit = is_example && !n ? NULL : pgl_gcc_command_unfit(arguments, n, name);
	struct pgl_compiler compiler;
	struct pgl_error error;

	if (options->is_off)
		unfit = "recording is switched off";
	if (unfit) {
		wrapper->why = pgl_xstrdup(unfit);
		return;
	}
	pgl_compiler_ask(&compiler, wrapper->compiler);
	if (compiler.version) {
		wrapper->version = pgl_xstrdup(compiler.version);
		wrapper->plugin = pgl_compiler_plugin(&compiler, options->plugin, &error);
		if (!wrapper->plugin)
			wrapper->why = pgl_xstrdup(error.text);
	} else {
		wrapper->why = pgl_xasprintf("'%s' is not GCC", wrapper->compiler);
	}
	pgl_compiler_release(&compiler);
}

int pgl_wrapper_plan(struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options,
		     char *const *words, size_t n, bool is_example)
{
	const char *path = getenv("PATH");
	size_t at = find_compiler(words, n);

	*wrapper = (struct pgl_wrapper){.program = pgl_compiler_find(words[0], path)};
	if (!wrapper->program)
		return -1;
	wrapper->compiler = pgl_compiler_find(words[at], path);
	if (!wrapper->compiler)
		wrapper->compiler = pgl_xstrdup(words[at]);
	/* ccache searches PATH for the compiler, too, and must not find us again. */
	if (path && !strchr(words[at], '/'))
		wrapper->path = pgl_compiler_path_behind(words[at], path);
	choose_plugin(wrapper, options, words + at + 1, n - at - 1, is_example);
	add_word(wrapper, pgl_xstrdup(wrapper->program));
	for (size_t i = 1; i <= at; i++)
		add_word(wrapper, pgl_xstrdup(words[i]));
	if (wrapper->plugin) {
		add_plugin(wrapper, options);
		wrapper->is_ccache_off = leaves_file(options);
	}
	for (size_t i = at + 1; i < n; i++)
		add_word(wrapper, pgl_xstrdup(words[i]));
	add_word(wrapper, NULL);
	wrapper->n--;
	return 0;
}

/* Running ----------------------------------------------------------------------------------- */

void pgl_wrapper_run(const struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options)
{
	if (wrapper->plugin && options->dir)
		pgl_make_folders(options->dir); /* if that fails, the plugin reports it */
	if (wrapper->is_ccache_off)
		setenv("CCACHE_DISABLE", "1", 1);
	if (wrapper->path)
		setenv("PATH", wrapper->path, 1);
	execv(wrapper->program, wrapper->argv);
}

void pgl_wrapper_release(struct pgl_wrapper *wrapper)
{
	for (size_t i = 0; i < wrapper->n; i++)
		free(wrapper->argv[i]);
	free(wrapper->argv);
	free(wrapper->program);
	free(wrapper->compiler);
	free(wrapper->version);
	free(wrapper->plugin);
	free(wrapper->why);
	free(wrapper->path);
	*wrapper = (struct pgl_wrapper){.program = NULL};
}
