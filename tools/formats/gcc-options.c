/* Reads a GCC command line as far as the wrapper must understand it. See gcc-command.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/gcc-options.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/xalloc.h"

/* Words ------------------------------------------------------------------------------------- */

/* Files of arguments may name each other, and themselves: GCC ends such a command. */
enum { MOST_DEPTH = 20, MOST_WORDS = 1 << 20 };

struct words {
	char **item; /* owned */
	size_t n, room;
	unsigned depth; /* of files within files */
};

static void words_add(struct words *words, const char *word);

/* Takes the next word of TEXT, which begins with no blank, into WORD: in quotes, blanks belong to
   it, and a backslash takes the character after it as it is. Returns where it ends. */
static const char *take_word(const char *text, struct pgl_strbuf *word)
{
	char quote = 0;

	for (; *text && (quote || !isspace((unsigned char)*text)); text++) {
		if (*text == '\\' && text[1])
			pgl_strbuf_add_char(word, *++text);
		else if (quote ? *text == quote : *text == '\'' || *text == '"')
			quote = quote ? 0 : *text;
		else
			pgl_strbuf_add_char(word, *text);
	}
	return text;
}

/* Adds the words of the file called NAME; false: there is none. */
static bool words_add_file(struct words *words, const char *name)
{
	bool is_deep = words->depth == MOST_DEPTH || words->n >= MOST_WORDS;
	FILE *file = is_deep ? NULL : fopen(name, "re");
	struct pgl_strbuf text = PGL_STRBUF_INIT, word = PGL_STRBUF_INIT;
	char buffer[4096];
	size_t n;

	if (!file)
		return false;
	words->depth++;
	while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
		pgl_strbuf_add_n(&text, buffer, n);
	fclose(file);
	for (const char *at = text.text; *at;) {
		if (isspace((unsigned char)*at)) {
			at++;
			continue;
		}
		at = take_word(at, &word);
		words_add(words, word.text);
		pgl_strbuf_reset(&word);
	}
	words->depth--;
	pgl_strbuf_release(&word);
	pgl_strbuf_release(&text);
	return true;
}

/* Adds WORD, or what the file it stands for holds. */
static void words_add(struct words *words, const char *word)
{
	if (word[0] == '@' && words_add_file(words, word + 1))
		return;
	PGL_GROW(words->item, words->n, words->room);
	words->item[words->n++] = pgl_xstrdup(word);
}

/* Options ----------------------------------------------------------------------------------- */

/* Options whose value is the next word, where that word could be taken for something else. */
static bool takes_next(const char *option)
{
	static const char *const options[] = {
		"-o",	      "-x",	     "-I",	   "-D",	   "-U",
		"-L",	      "-l",	     "-B",	   "-T",	   "-u",
		"-z",	      "-e",	     "-J",	   "-A",	   "-MF",
		"-MT",	      "-MQ",	     "-include",   "-imacros",	   "-isystem",
		"-iquote",    "-iprefix",    "-idirafter", "-iwithprefix", "-isysroot",
		"-imultilib", "-aux-info",   "-dumpdir",   "-dumpbase",	   "-dumpbase-ext",
		"-Xlinker",   "-Xassembler", "--param",	   "-wrapper",	   "-Xpreprocessor",
	};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (!strcmp(option, options[i]))
			return true;
	return false;
}

static bool begins(const char *word, const char *start)
{
	return !strncmp(word, start, strlen(start));
}

/* Why OPTION alone keeps a command from compiling, or NULL. */
static const char *unfit_option(const char *option)
{
	static const struct {
		const char *option, *why;
	} known[] = {
		{"-E", "it only preprocesses"},
		{"--preprocess", "it only preprocesses"},
		{"-M", "it only lists dependencies"},
		{"-MM", "it only lists dependencies"},
		{"--dependencies", "it only lists dependencies"},
		{"--user-dependencies", "it only lists dependencies"},
		{"-fsyntax-only", "it only checks syntax"},
		{"-###", "it only prints commands"},
		{"-dumpversion", "it only asks the compiler"},
		{"-dumpfullversion", "it only asks the compiler"},
		{"-dumpmachine", "it only asks the compiler"},
		{"-dumpspecs", "it only asks the compiler"},
		{"--version", "it only asks the compiler"},
		{"--help", "it only asks the compiler"},
		{"--target-help", "it only asks the compiler"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(option, known[i].option))
			return known[i].why;
	if (begins(option, "-print-") || begins(option, "--print-") || begins(option, "--help="))
		return "it only asks the compiler";
	return NULL;
}

char *pgl_gcc_plugin_name(const char *file)
{
	const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;
	size_t length = strlen(base);

	if (length > 3 && !strcmp(base + length - 3, ".so"))
		length -= 3;
	return pgl_xasprintf("%.*s", (int)length, base);
}

/* Is OPTION a -fplugin= for a plugin called NAME? */
static bool is_plugin(const char *option, const char *name)
{
	static const char start[] = "-fplugin=";

	if (!begins(option, start))
		return false;
	char *given = pgl_gcc_plugin_name(option + strlen(start));
	bool same = !strcmp(given, name);

	free(given);
	return same;
}

static const char *unfit_words(const struct words *words, const char *plugin)
{
	bool has_input = false;

	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->item[i];
		const char *why = unfit_option(word);

		if (why)
			return why;
		if (is_plugin(word, plugin))
			return "it has the plugin already";
		if (takes_next(word))
			i++;
		else if (word[0] != '-' || !word[1])
			has_input = true;
	}
	return has_input ? NULL : "it has no input";
}

const char *pgl_gcc_command_unfit(char *const *arguments, size_t n, const char *plugin)
{
	struct words words = {.item = NULL};

	for (size_t i = 0; i < n; i++)
		words_add(&words, arguments[i]);
	const char *why = unfit_words(&words, plugin);

	for (size_t i = 0; i < words.n; i++)
		free(words.item[i]);
	free(words.item);
	return why;
}

bool pgl_given_is_about_profile(const char *word, size_t length)
{
	static const char *const starts[] = {
		"-fprofile",	  "-fno-profile",	    "--coverage",
		"-fauto-profile", "-fbranch-probabilities", "-W",
		"-fplugin",	  "-ftest-coverage",	    "-fcoverage"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (length >= strlen(starts[i]) && !strncmp(word, starts[i], strlen(starts[i])))
			return true;
	return false;
}
