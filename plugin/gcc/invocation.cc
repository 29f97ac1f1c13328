/* See invocation.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/room.h"

#include "gcc/invocation.h"

#include <dlfcn.h>

/* gnat1's own variables; other compilers lack them. */
template <typename type> static type *variable_of_gnat(const char *name)
{
	return (type *)dlsym(RTLD_DEFAULT, name);
}

/* -gnatc and -gnats. The modes are Check_Syntax, Check_Semantics, Generate_Code (opt.ads). */
static bool only_checks_ada(void)
{
	const unsigned char *mode = variable_of_gnat<unsigned char>("opt__operating_mode");

	return mode && *mode < 2;
}

bool invocation_makes_no_object(void)
{
	return flag_syntax_only || flag_compare_debug || flag_module_only || flag_header_unit ||
	       only_checks_ada();
}

/* True if PATH, the value of -fplugin=, loads NAME. */
static bool is_path_of(const char *path, const char *name)
{
	static const char suffix[] = ".so";
	const char *base = lbasename(path);
	size_t length = strlen(base), n = strlen(name);

	if (length > strlen(suffix) && !strcmp(base + length - strlen(suffix), suffix))
		length -= strlen(suffix);
	return length == n && !memcmp(base, name, n);
}

/* True if the VALUE of -fplugin-arg- is an argument of NAME. */
static bool is_argument_of(const char *value, const char *name)
{
	size_t n = strlen(name);

	return !strncmp(value, name, n) && value[n] == '-';
}

/* Whose options to hide. The driver adds -iplugindir= if there is any plugin. */
struct hidden {
	const char *name;
	bool is_only; /* no other plugin is loaded */
};

static bool is_hidden(const struct cl_decoded_option *option, const hidden *what)
{
	switch (option->opt_index) {
	case OPT_fplugin_: return is_path_of(option->arg, what->name);
	case OPT_fplugin_arg_: return is_argument_of(option->arg, what->name);
	case OPT_iplugindir_: return what->is_only;
	default: return false;
	}
}

/* As is_hidden, of an option as text. */
static bool is_hidden_text(const char *text, const hidden *what)
{
	static const char path[] = "-fplugin=", argument[] = "-fplugin-arg-",
			  dir[] = "-iplugindir=";

	return (!strncmp(text, path, strlen(path)) &&
		is_path_of(text + strlen(path), what->name)) ||
	       (!strncmp(text, argument, strlen(argument)) &&
		is_argument_of(text + strlen(argument), what->name)) ||
	       (!strncmp(text, dir, strlen(dir)) && what->is_only);
}

/* gnat1 writes the options it reads from here into the .ali file. */
static void hide_from_gnat(const hidden *what)
{
	unsigned *count = variable_of_gnat<unsigned>("save_argc"), kept = 0;
	const char ***options = variable_of_gnat<const char **>("save_argv");

	if (!count || !options || !*options)
		return;
	for (unsigned i = 0; i < *count; i++)
		if (!(*options)[i] || !is_hidden_text((*options)[i], what))
			(*options)[kept++] = (*options)[i];
	*count = kept;
}

/* The end of the option that TEXT begins with: a space ends it outside quotes, where a backslash quotes
   one character. */
static const char *end_of_option(const char *text)
{
	bool is_quoted = false;

	for (; *text && (is_quoted || *text != ' '); text++)
		if (*text == '\'')
			is_quoted = !is_quoted;
		else if (*text == '\\' && !is_quoted && text[1])
			text++;
	return text;
}

/* The driver leaves its options there, each in quotes; GCC copies them into sections for offloading. */
static void hide_from_environment(const hidden *what)
{
	static const char variable[] = "COLLECT_GCC_OPTIONS";
	const char *all = getenv(variable);

	if (!all)
		return;
	char *kept = XNEWVEC(char, strlen(all) + 1), *to = kept;

	for (const char *at = all, *end; *at; at = end + (*end == ' ')) {
		end = end_of_option(at);
		size_t length = end - at;
		char *inside = length > 2 ? xstrndup(at + 1, length - 2) : NULL;

		if (!inside || !is_hidden_text(inside, what)) {
			if (to > kept)
				*to++ = ' ';
			memcpy(to, at, length);
			to += length;
		}
		free(inside);
	}
	*to = '\0';
	setenv(variable, kept, 1);
	free(kept);
}

void invocation_hide_plugin(const char *name)
{
	hidden what = {name, true};
	unsigned kept = 1;

	for (unsigned i = 1; i < save_decoded_options_count; i++)
		if (save_decoded_options[i].opt_index == OPT_fplugin_ &&
		    !is_path_of(save_decoded_options[i].arg, name))
			what.is_only = false;
	for (unsigned i = 1; i < save_decoded_options_count; i++)
		if (!is_hidden(&save_decoded_options[i], &what))
			save_decoded_options[kept++] = save_decoded_options[i];
	save_decoded_options_count = kept;
	hide_from_gnat(&what);
	hide_from_environment(&what);
}

char *invocation_name_for_make(const char *version)
{
	static const char cxx[] = "g++", c[] = "gcc";
	const char *driver = getenv("COLLECT_GCC");
	char *name = NULL;

	if (driver && strstr(driver, c) && asprintf(&name, "%s", driver) >= 0)
		return name;
	const char *at = driver ? strstr(driver, cxx) : NULL;

	if (at && asprintf(&name, "%.*s%s%s", (int)(at - driver), driver, c, at + strlen(cxx)) >= 0)
		return name;
	return asprintf(&name, "gcc-%.*s", (int)strcspn(version, "."), version) >= 0 ? name : NULL;
}

enum invocation_format invocation_diagnostics_format(void)
{
	static const char start[] = "-fdiagnostics-format=";
	enum invocation_format found = INVOCATION_TEXT;
	FILE *arguments = fopen("/proc/self/cmdline", "re");
	char *argument = NULL;
	size_t room = 0;

	while (arguments && getdelim(&argument, &room, '\0', arguments) > 0) {
		if (strncmp(argument, start, strlen(start)))
			continue;
		const char *format = argument + strlen(start);

		if (!strcmp(format, "json") || !strcmp(format, "json-stderr"))
			found = INVOCATION_JSON;
		else
			found = strcmp(format, "sarif-stderr") ? INVOCATION_TEXT : INVOCATION_OTHER;
	}
	free(argument);
	if (arguments)
		fclose(arguments);
	return found;
}
