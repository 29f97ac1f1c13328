/* pgolens cc: a compiler wrapper, for builds whose flags can't be edited.

   It says nothing unless asked: icecream takes any word on standard error for a failure, and
   configure scripts compare what they find there.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/report.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "experiment/variants/wrapper.h"

struct values {
	struct pgl_wrapper_options options;
	bool check, verbose;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("Recording"),
	PGL_TEXT(struct values, options.dir, 0, "dir", "DIR",
		 "write the records to DIR, an absolute path, created if\n"
		 "missing (default: beside each object)"),
	PGL_TEXT(struct values, options.output, 'o', "output", "FILE",
		 "write the record of a single compile to FILE"),
	PGL_TEXT(struct values, options.label, 0, "label", "TEXT",
		 "store TEXT in the records as their label"),
	PGL_LIST(struct values, options.arguments, 0, "arg", "KEY[=VALUE]",
		 "pass an argument to the plugin; may be given again"),
	PGL_TEXT(struct values, options.flags, 0, "flags", "FLAGS",
		 "pass FLAGS, separated by blanks, to the compiler"),
	PGL_TEXT(struct values, options.plugin, 0, "plugin", "FILE",
		 "use this plugin (default: the one built for the compiler,\n"
		 "in gcc-N or gcc-N-TARGET beside this program or where\n"
		 "GCC looks for plugins)"),
	PGL_HEADING("Finding out"),
	PGL_FLAG(struct values, check, 0, "check",
		 "print the command and plugin without running anything"),
	PGL_FLAG(struct values, verbose, 0, "verbose",
		 "report for each command whether it is recorded"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "cc",
	.synopsis = "[OPTION]... [--] COMPILER [ARGUMENT]...",
	.summary = "run a compiler with the plugin put into its command",
	.details = "Any command that is not GCC, has no matching plugin or compiles nothing runs "
		   "unchanged,\n"
		   "silently. Started through a link named gcc, g++ and so on, pgolens does the "
		   "same for the\n"
		   "next compiler of that name in PATH.\n"
		   "\n"
		   "Defaults for the options come from PGOLENS_DIR, PGOLENS_LABEL, PGOLENS_ARGS "
		   "(separated\n"
		   "by blanks), PGOLENS_FLAGS, PGOLENS_PLUGIN and PGOLENS_VERBOSE=1. With\n"
		   "PGOLENS_DISABLE=1, every command runs unchanged.",
	.switches = switches,
	.is_wrapper = true,
	.exit_status = "0  fine\n"
		       "1  --check only: the command would be run unchanged\n"
		       "2  trouble: wrong usage, no such compiler\n"
		       "   Once the compiler runs, it is the compiler's own.",
	.examples = "pgolens cc --dir=$PWD/old -- gcc -O2 -c x.c\n"
		    "pgolens cc --check -- gcc"};

/* The environment --------------------------------------------------------------------------- */

/* The value of variable NAME, or NULL if it is empty. */
static const char *setting(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static bool is_set(const char *name)
{
	const char *value = setting(name);

	return value && strcmp(value, "0");
}

static void set_default(const char **option, const char *name)
{
	if (!*option)
		*option = setting(name);
}

/* Splits TEXT, which it takes over, at blanks. */
static void split(struct pgl_texts *texts, char *text)
{
	static const char blanks[] = " \t\n";
	char *rest = NULL;

	for (char *word = strtok_r(text, blanks, &rest); word;
	     word = strtok_r(NULL, blanks, &rest)) {
		PGL_GROW(texts->item, texts->n, texts->room);
		texts->item[texts->n++] = word;
	}
}

/* Completes VALUES from the environment. Returns a text in which the plugin's arguments then are, to
   be freed with the list of them; NULL: they were given, or there are none. */
static char *complete(struct values *values)
{
	struct pgl_wrapper_options *options = &values->options;
	const char *arguments = options->arguments.n ? NULL : setting("PGOLENS_ARGS");
	char *text = arguments ? pgl_xstrdup(arguments) : NULL;

	set_default(&options->plugin, "PGOLENS_PLUGIN");
	set_default(&options->label, "PGOLENS_LABEL");
	set_default(&options->flags, "PGOLENS_FLAGS");
	if (!options->output)
		set_default(&options->dir, "PGOLENS_DIR");
	if (text)
		split(&options->arguments, text);
	options->is_off = is_set("PGOLENS_DISABLE");
	values->verbose |= is_set("PGOLENS_VERBOSE");
	return text;
}

/* Checking ---------------------------------------------------------------------------------- */

static enum pgl_exit print_check(const struct pgl_wrapper *wrapper)
{
	struct pgl_output_values standard = {.path = NULL};
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_output output;

	if (pgl_command_open(&standard, &output))
		return PGL_EXIT_TROUBLE;
	pgl_strbuf_addf(&text, "compiler   %s", wrapper->compiler);
	if (wrapper->version)
		pgl_strbuf_addf(&text, ", GCC %s", wrapper->version);
	if (wrapper->plugin)
		pgl_strbuf_addf(&text, "\nplugin     %s", wrapper->plugin);
	else
		pgl_strbuf_addf(&text, "\nunchanged  %s", wrapper->why);
	pgl_strbuf_add(&text, "\ncommand   ");
	for (size_t i = 0; i < wrapper->n; i++) {
		pgl_strbuf_add_char(&text, ' ');
		pgl_add_shell_word(&text, wrapper->argv[i]);
	}
	pgl_strbuf_add_char(&text, '\n');
	fputs(text.text, output.stream);
	pgl_strbuf_release(&text);
	return pgl_command_close(&output, wrapper->plugin ? PGL_EXIT_FINE : PGL_EXIT_DIFFERENT);
}

/* Running ----------------------------------------------------------------------------------- */

static enum pgl_exit run_wrapper(const struct values *values, char *const *words, size_t n)
{
	struct pgl_wrapper wrapper;
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (pgl_wrapper_plan(&wrapper, &values->options, words, n, values->check)) {
		pgl_report("cannot run '%s': no such program", words[0]);
		return PGL_EXIT_TROUBLE;
	}
	if (values->check) {
		status = print_check(&wrapper);
	} else {
		if (values->verbose && wrapper.plugin)
			pgl_report("cc: recorded, by '%s'", wrapper.plugin);
		else if (values->verbose)
			pgl_report("cc: not recorded: %s", wrapper.why);
		pgl_wrapper_run(&wrapper, &values->options);
		pgl_report("cannot run '%s': %s", wrapper.program, strerror(errno));
	}
	pgl_wrapper_release(&wrapper);
	return status;
}

/* A build runs compilers in many folders, and would leave a folder of records in each. */
static enum pgl_exit relative_dir(const char *dir)
{
	char *here = getcwd(NULL, 0);
	enum pgl_exit status = pgl_command_misused(
		"cc",
		"the folder for records must be an absolute path, not '%s'; did you mean '%s/%s'?",
		dir, here ? here : ".", dir);

	free(here);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	struct values values = *(const struct values *)given;
	const struct pgl_wrapper_options *options = &values.options;

	if (!n_operands)
		return pgl_command_misused("cc", "missing COMPILER");
	if (options->dir && options->output)
		return pgl_command_misused("cc", "--dir and --output exclude each other");
	char *text = complete(&values);
	enum pgl_exit status = options->dir && options->dir[0] != '/'
				       ? relative_dir(options->dir)
				       : run_wrapper(&values, operands, n_operands);

	if (text)
		free(options->arguments.item);
	free(text);
	return status;
}

enum pgl_exit pgl_command_cc_as(int argc, char **argv)
{
	struct values values = {.check = false};
	char *slash = strrchr(argv[0], '/');

	if (slash)
		argv[0] = slash + 1;
	return run(&values, argv, (size_t)argc);
}

const struct pgl_command pgl_command_cc = {&usage, sizeof(struct values), run};
