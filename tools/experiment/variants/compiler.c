/* Finds compilers and asks their versions. See compiler.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/compiler.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

/* Names ------------------------------------------------------------------------------------- */

/* The length of NAME up to its version ("gcc-12", "clang-14.0"). */
static size_t length_without_version(const char *name)
{
	size_t length = strlen(name), end = length;

	while (end && (isdigit((unsigned char)name[end - 1]) || name[end - 1] == '.'))
		end--;
	return end && end < length && name[end - 1] == '-' ? end - 1 : length;
}

bool pgl_compiler_is_name(const char *name)
{
	static const char *const words[] = {"cc",      "c++",	"gcc", "g++",	"gfortran",
					    "gdc",     "c89",	"c99", "f77",	"f95",
					    "gnatgcc", "gccgo", "gm2", "clang", "clang++"};
	const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
	size_t length = length_without_version(base);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t word = strlen(words[i]);

		/* The target may come first: "x86_64-linux-gnu-gcc". */
		if (length >= word && !memcmp(base + length - word, words[i], word) &&
		    (length == word || base[length - word - 1] == '-'))
			return true;
	}
	return false;
}

/* Paths ------------------------------------------------------------------------------------- */

static bool is_this_program(const char *path)
{
	struct stat one, ours;

	return !stat(path, &one) && !stat("/proc/self/exe", &ours) && one.st_dev == ours.st_dev &&
	       one.st_ino == ours.st_ino;
}

static bool is_program(const char *path)
{
	struct stat status;

	return !stat(path, &status) && S_ISREG(status.st_mode) && !access(path, X_OK);
}

/* FOLDER/NAME; FOLDER has LENGTH bytes, and is the current folder if empty. */
static char *path_in(const char *folder, size_t length, const char *name)
{
	if (!length)
		return pgl_xasprintf("./%s", name);
	return pgl_xasprintf("%.*s/%s", (int)length, folder, name);
}

/* The path of NAME in the next folder of the search path *AT, which moves on; NULL: there are no more folders. *RET_FOLDER
   and *RET_LENGTH are that folder. To be freed. */
static char *next_in_path(const char **at, const char *name, const char **ret_folder,
			  size_t *ret_length)
{
	if (!*at)
		return NULL;
	*ret_folder = *at;
	*ret_length = strcspn(*at, ":");
	*at = (*at)[*ret_length] ? *at + *ret_length + 1 : NULL;
	return path_in(*ret_folder, *ret_length, name);
}

char *pgl_compiler_find(const char *name, const char *path)
{
	const char *folder;
	size_t length;
	char *found;

	if (strchr(name, '/'))
		return pgl_xstrdup(name);
	while ((found = next_in_path(&path, name, &folder, &length))) {
		if (is_program(found) && !is_this_program(found))
			return found;
		free(found);
	}
	return NULL;
}

char *pgl_compiler_path_behind(const char *name, const char *path)
{
	struct pgl_strbuf behind = PGL_STRBUF_INIT;
	const char *at = path, *folder;
	bool is_first = true;
	size_t length;
	char *found;

	while ((found = next_in_path(&at, name, &folder, &length))) {
		if (!is_program(found) || !is_this_program(found)) {
			if (!is_first)
				pgl_strbuf_add_char(&behind, ':');
			pgl_strbuf_add_n(&behind, folder, length);
			is_first = false;
		}
		free(found);
	}
	return behind.length ? pgl_strbuf_detach(&behind) : pgl_xstrdup(path);
}

/* Questions --------------------------------------------------------------------------------- */

/* In the child: becomes the compiler at PATH with OPTION, speaking English into PIPES. */
static void run_question(const char *path, const char *option, const int pipes[2])
{
	int nothing = open("/dev/null", O_RDONLY);

	if (nothing >= 0)
		dup2(nothing, STDIN_FILENO);
	dup2(pipes[1], STDOUT_FILENO);
	dup2(pipes[1], STDERR_FILENO);
	close(pipes[0]);
	close(pipes[1]);
	setenv("LC_ALL", "C", 1);
	execl(path, path, option, (char *)NULL);
	_exit(127);
}

/* Adds what the compiler at PATH prints for OPTION. */
static void read_answer(const char *path, const char *option, struct pgl_strbuf *answer)
{
	char buffer[4096];
	int pipes[2];
	ssize_t n;
	pid_t child;

	if (pipe2(pipes, O_CLOEXEC))
		return;
	child = fork();
	if (!child)
		run_question(path, option, pipes);
	close(pipes[1]);
	while (child > 0 && (n = read(pipes[0], buffer, sizeof buffer)) > 0)
		pgl_strbuf_add_n(answer, buffer, (size_t)n);
	close(pipes[0]);
	if (child > 0)
		waitpid(child, NULL, 0);
}

/* If the LENGTH bytes at LINE begin with START: the rest, up to a byte of STOP; to be freed. Else NULL. */
static char *after(const char *line, size_t length, const char *start, const char *stop)
{
	size_t n = strlen(start);

	if (length < n || memcmp(line, start, n))
		return NULL;
	size_t end = n + strcspn(line + n, stop);

	return pgl_xasprintf("%.*s", (int)((end < length ? end : length) - n), line + n);
}

static void set_text(char **text, char *value)
{
	if (!value)
		return;
	free(*text);
	*text = value;
}

void pgl_compiler_ask(struct pgl_compiler *compiler, const char *path)
{
	struct pgl_strbuf answer = PGL_STRBUF_INIT;

	*compiler = (struct pgl_compiler){.path = path};
	read_answer(path, "-v", &answer);
	for (const char *line = answer.text; *line;) {
		size_t length = strcspn(line, "\n");

		set_text(&compiler->version, after(line, length, "gcc version ", " \n"));
		set_text(&compiler->target, after(line, length, "Target: ", " \n"));
		set_text(&compiler->configuration, after(line, length, "Configured with: ", "\n"));
		line += length + (line[length] == '\n');
	}
	pgl_strbuf_release(&answer);
}

void pgl_compiler_release(struct pgl_compiler *compiler)
{
	free(compiler->version);
	free(compiler->target);
	free(compiler->configuration);
	*compiler = (struct pgl_compiler){.path = NULL};
}

/* Plugins ----------------------------------------------------------------------------------- */

/* Does TEXT hold WORDS with its NUL? */
static bool holds(const struct pgl_strbuf *text, const char *words)
{
	return memmem(text->text, text->length, words, strlen(words) + 1) != NULL;
}

/* A plugin holds the version and configuration of the compiler it was built for, which it compares when loaded. A plugin
   for another GCC may fail to load, which would end the compile. */
static bool is_built_for(const char *file, const struct pgl_compiler *compiler)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	return !pgl_read_file(&text, file) && holds(&text, compiler->version) &&
	       (!compiler->configuration || holds(&text, compiler->configuration));
}

/* build/gcc-N/pgolens.so for build/pgolens, or build/gcc-N-TARGET/pgolens.so for a cross compiler; to be freed. */
static char *plugin_beside(const struct pgl_compiler *compiler, bool is_cross)
{
	PGL_AUTOFREE char *self = realpath("/proc/self/exe", NULL);

	if (!self || (is_cross && !compiler->target))
		return NULL;
	return pgl_xasprintf("%.*s/gcc-%.*s%s%s/pgolens.so", (int)(strrchr(self, '/') - self), self,
			     (int)strcspn(compiler->version, "."), compiler->version,
			     is_cross ? "-" : "", is_cross ? compiler->target : "");
}

/* pgolens.so in the compiler's folder of plugins, to be freed; NULL: it has no such folder. */
static char *plugin_inside(const struct pgl_compiler *compiler)
{
	PGL_AUTO_STRBUF answer = PGL_STRBUF_INIT;

	/* GCC prints "plugin" if the folder does not exist. */
	read_answer(compiler->path, "-print-file-name=plugin", &answer);
	return answer.text[0] == '/'
		       ? path_in(answer.text, strcspn(answer.text, "\n"), "pgolens.so")
		       : NULL;
}

/* Returns FILE if it exists and fits. Else frees it, and sets ERROR if it exists or IS_GIVEN by the user. */
static char *try_plugin(char *file, const struct pgl_compiler *compiler, bool is_given,
			struct pgl_error *error)
{
	bool is_there = file && !access(file, R_OK);

	if (is_there && is_built_for(file, compiler))
		return file;
	if (is_there)
		pgl_error_set(error, "'%s' was built for another compiler than this GCC %s", file,
			      compiler->version);
	else if (file && is_given)
		pgl_error_set(error, "cannot read '%s'", file);
	free(file);
	return NULL;
}

char *pgl_compiler_plugin(const struct pgl_compiler *compiler, const char *given,
			  struct pgl_error *error)
{
	char *file;

	pgl_error_set(error, "there is no plugin for GCC %s", compiler->version);
	if (given)
		return try_plugin(pgl_xstrdup(given), compiler, true, error);
	file = try_plugin(plugin_beside(compiler, true), compiler, false, error);
	if (!file)
		file = try_plugin(plugin_beside(compiler, false), compiler, false, error);
	return file ? file : try_plugin(plugin_inside(compiler), compiler, false, error);
}
