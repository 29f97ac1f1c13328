/* Finds and questions a compiler. See compiler.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/compiler.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/xalloc.h"

/* Names ------------------------------------------------------------------------------------- */

/* Where NAME's version begins ("gcc-12", "clang-14.0"), or its end. */
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

		/* A machine may come first: "x86_64-linux-gnu-gcc". */
		if (length >= word && !memcmp(base + length - word, words[i], word) &&
		    (length == word || base[length - word - 1] == '-'))
			return true;
	}
	return false;
}

/* Places ------------------------------------------------------------------------------------ */

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

/* FOLDER/NAME, where FOLDER is LENGTH bytes; an empty one is the current folder. */
static char *path_in(const char *folder, size_t length, const char *name)
{
	if (!length)
		return pgl_xasprintf("./%s", name);
	return pgl_xasprintf("%.*s/%s", (int)length, folder, name);
}

char *pgl_compiler_find(const char *name, const char *path)
{
	if (strchr(name, '/'))
		return pgl_xstrdup(name);
	for (const char *folder = path; folder;) {
		size_t length = strcspn(folder, ":");
		char *found = path_in(folder, length, name);

		if (is_program(found) && !is_this_program(found))
			return found;
		free(found);
		folder = folder[length] ? folder + length + 1 : NULL;
	}
	return NULL;
}

char *pgl_compiler_path_behind(const char *name, const char *path)
{
	struct pgl_strbuf behind = PGL_STRBUF_INIT;
	bool is_first = true;

	for (const char *folder = path; folder;) {
		size_t length = strcspn(folder, ":");
		char *found = path_in(folder, length, name);

		if (!is_program(found) || !is_this_program(found)) {
			if (!is_first)
				pgl_strbuf_add_char(&behind, ':');
			pgl_strbuf_add_n(&behind, folder, length);
			is_first = false;
		}
		free(found);
		folder = folder[length] ? folder + length + 1 : NULL;
	}
	return behind.length ? pgl_strbuf_detach(&behind) : pgl_xstrdup(path);
}

/* Questions --------------------------------------------------------------------------------- */

/* In the child: the compiler at PATH with OPTION, its words into the pipe PIPES, in English. */
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

/* All that the compiler at PATH answers to OPTION. */
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

/* What follows START in the line of LENGTH bytes at LINE, up to a byte of STOP, or NULL. */
static char *after(const char *line, size_t length, const char *start, const char *stop)
{
	size_t n = strlen(start);

	if (length < n || memcmp(line, start, n))
		return NULL;
	size_t end = n + strcspn(line + n, stop);

	return pgl_xasprintf("%.*s", (int)((end < length ? end : length) - n), line + n);
}

static void keep(char **place, char *text)
{
	if (!text)
		return;
	free(*place);
	*place = text;
}

void pgl_compiler_ask(struct pgl_compiler *compiler, const char *path)
{
	struct pgl_strbuf answer = PGL_STRBUF_INIT;

	*compiler = (struct pgl_compiler){.path = path};
	read_answer(path, "-v", &answer);
	for (const char *line = answer.text; *line;) {
		size_t length = strcspn(line, "\n");

		keep(&compiler->version, after(line, length, "gcc version ", " \n"));
		keep(&compiler->configuration, after(line, length, "Configured with: ", "\n"));
		line += length + (line[length] == '\n');
	}
	pgl_strbuf_release(&answer);
}

void pgl_compiler_release(struct pgl_compiler *compiler)
{
	free(compiler->version);
	free(compiler->configuration);
	*compiler = (struct pgl_compiler){.path = NULL};
}

/* Plugins ----------------------------------------------------------------------------------- */

/* Does the text of LENGTH bytes hold WORDS as a string of its own? */
static bool holds(const char *text, size_t length, const char *words)
{
	return memmem(text, length, words, strlen(words) + 1) != NULL;
}

/* A plugin holds the version and the configuration of the compiler it was built for, to compare
   them when it loads. One for another GCC may fail to load at all, which ends the compile. */
static bool is_built_for(const char *file, const struct pgl_compiler *compiler)
{
	int descriptor = open(file, O_RDONLY | O_CLOEXEC);
	struct stat status;
	bool fits = false;

	if (descriptor >= 0 && !fstat(descriptor, &status) && status.st_size > 0) {
		size_t length = (size_t)status.st_size;
		char *text = mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0);

		if (text != MAP_FAILED) {
			fits = holds(text, length, compiler->version) &&
			       (!compiler->configuration ||
				holds(text, length, compiler->configuration));
			munmap(text, length);
		}
	}
	if (descriptor >= 0)
		close(descriptor);
	return fits;
}

/* build/gcc-N/pgolens.so for build/pgolens. */
static char *plugin_beside(const struct pgl_compiler *compiler)
{
	char self[4096];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

	if (length <= 0)
		return NULL;
	self[length] = 0;
	char *slash = strrchr(self, '/');

	if (!slash)
		return NULL;
	return pgl_xasprintf("%.*s/gcc-%.*s/pgolens.so", (int)(slash - self), self,
			     (int)strcspn(compiler->version, "."), compiler->version);
}

/* pgolens.so in the compiler's own folder of plugins; NULL: it has none. */
static char *plugin_inside(const struct pgl_compiler *compiler)
{
	struct pgl_strbuf answer = PGL_STRBUF_INIT;
	char *file = NULL;

	/* It answers "plugin" where it has no such folder. */
	read_answer(compiler->path, "-print-file-name=plugin", &answer);
	if (answer.text[0] == '/')
		file = path_in(answer.text, strcspn(answer.text, "\n"), "pgolens.so");
	pgl_strbuf_release(&answer);
	return file;
}

/* FILE if it is there and fits; else it is freed, and *RET_WHY says what is wrong if it was there or
   is MEANT. */
static char *try_plugin(char *file, const struct pgl_compiler *compiler, bool is_meant,
			char **ret_why)
{
	bool is_there = file && !access(file, R_OK);

	if (is_there && is_built_for(file, compiler))
		return file;
	if (file && (is_there || is_meant))
		keep(ret_why, is_there ? pgl_xasprintf("'%s' was built for another compiler than "
						       "this GCC %s",
						       file, compiler->version)
				       : pgl_xasprintf("cannot read '%s'", file));
	free(file);
	return NULL;
}

char *pgl_compiler_plugin(const struct pgl_compiler *compiler, const char *given, char **ret_why)
{
	char *why = NULL, *file;

	if (given) {
		file = try_plugin(pgl_xstrdup(given), compiler, true, &why);
	} else {
		file = try_plugin(plugin_beside(compiler), compiler, false, &why);
		if (!file)
			file = try_plugin(plugin_inside(compiler), compiler, false, &why);
	}
	if (file) {
		free(why);
		return file;
	}
	*ret_why = why ? why : pgl_xasprintf("there is no plugin for GCC %s", compiler->version);
	return NULL;
}
