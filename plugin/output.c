/* See output.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What ends a process that writes more than it may, or to nobody. */
static const int deadly[] = {SIGXFSZ, SIGPIPE};
enum { N_DEADLY = sizeof deadly / sizeof *deadly };

struct pgl_output {
	FILE *file;
	char *name;
	char *temporary;  /* renamed to NAME at the end; NULL: NAME is written in place */
	char *dir, *base; /* NAME is the first name that is free at the end; or NULL */
	int problem;	  /* the errno of the first write that failed */
	struct sigaction before[N_DEADLY]; /* what the compiler does on a deadly signal */
};

/* Returns an output that is not open; from now on a write that fails only fails. NULL: out of memory. */
static struct pgl_output *output_new(void)
{
	struct pgl_output *output = calloc(1, sizeof *output);
	const struct sigaction ignore = {.sa_handler = SIG_IGN};

	for (int i = 0; output && i < N_DEADLY; i++)
		sigaction(deadly[i], &ignore, &output->before[i]);
	return output;
}

static void output_free(struct pgl_output *output)
{
	if (!output)
		return;
	if (output->file)
		fclose(output->file);
	for (int i = 0; i < N_DEADLY; i++)
		sigaction(deadly[i], &output->before[i], NULL);
	free(output->name);
	free(output->dir);
	free(output->base);
	free(output->temporary);
	free(output);
}

/* Only a regular file or a missing one may be replaced by a rename. A symbolic link is written
   through: its target may be anything. */
static bool may_rename_onto(const char *name)
{
	struct stat status;

	if (lstat(name, &status))
		return errno == ENOENT;
	return S_ISREG(status.st_mode);
}

/* Opens NAME.XXXXXX, with the mode a plain new file would have. NAME is cut if that would be longer than a
   file's name may be. */
static FILE *open_temporary(struct pgl_output *output)
{
	static const char pattern[] = ".XXXXXX";
	const char *slash = strrchr(output->name, '/'), *base = slash ? slash + 1 : output->name;
	size_t most = (size_t)(base - output->name) + NAME_MAX + 1 - sizeof pattern;
	size_t length = strlen(output->name) < most ? strlen(output->name) : most;
	mode_t mask = umask(0);
	int descriptor;

	umask(mask);
	output->temporary = malloc(length + sizeof pattern);
	if (!output->temporary)
		return NULL;
	memcpy(output->temporary, output->name, length);
	memcpy(output->temporary + length, pattern, sizeof pattern);
	descriptor = mkostemp(output->temporary, O_CLOEXEC);
	if (descriptor < 0) {
		int problem = errno;

		free(output->temporary);
		output->temporary = NULL;
		errno = problem;
		return NULL;
	}
	fchmod(descriptor, 0666 & ~mask);
	return fdopen(descriptor, "w");
}

static struct pgl_output *cannot_open(struct pgl_output *output, const char *name,
				      struct pgl_error *error)
{
	pgl_error_set(error, "cannot write '%s': %s", name, strerror(errno));
	if (output)
		pgl_output_abandon(output);
	return NULL;
}

struct pgl_output *pgl_output_open(const char *name, struct pgl_error *error)
{
	struct pgl_output *output = output_new();

	if (!output || !(output->name = strdup(name)))
		return cannot_open(output, name, error);
	output->file = may_rename_onto(name) ? open_temporary(output) : fopen(name, "we");
	return output->file ? output : cannot_open(output, name, error);
}

/* DIR/BASE<.NUMBER>SUFFIX, to be freed; without the number if it is 1. */
static char *numbered_name(const char *dir, const char *base, unsigned number)
{
	const char *slash = strrchr(base, '/');
	char *name = NULL;
	int length;

	base = slash ? slash + 1 : base;
	length = number == 1 ? asprintf(&name, "%s/%s%s", dir, base, PGL_RECORD_SUFFIX)
			     : asprintf(&name, "%s/%s.%u%s", dir, base, number, PGL_RECORD_SUFFIX);
	return length < 0 ? NULL : name;
}

struct pgl_output *pgl_output_open_in(const char *dir, const char *base, struct pgl_error *error)
{
	struct pgl_output *output = output_new();

	if (!output || !(output->dir = strdup(dir)) || !(output->base = strdup(base)) ||
	    !(output->name = numbered_name(dir, base, 1)))
		return cannot_open(output, dir, error);
	output->file = open_temporary(output);
	return output->file ? output : cannot_open(output, output->name, error);
}

/* Gives the file its name, unless that is taken. Returns 0, or an errno: EEXIST, it is. */
static int take_name(const struct pgl_output *output)
{
	int claim;

	if (!link(output->temporary, output->name))
		return unlink(output->temporary) ? errno : 0;
	if (errno == EEXIST)
		return EEXIST;
	/* A file system without hard links: an empty file keeps other compilers from taking the name. */
	claim = open(output->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (claim < 0)
		return errno;
	close(claim);
	if (!rename(output->temporary, output->name))
		return 0;
	int problem = errno;

	unlink(output->name);
	return problem;
}

/* Gives the file the first name that is free. Only a whole file has a record's name, however a compile ends. */
static int take_free_name(struct pgl_output *output)
{
	int problem = EEXIST;

	for (unsigned number = 1; problem == EEXIST; number++) {
		free(output->name);
		output->name = numbered_name(output->dir, output->base, number);
		problem = output->name ? take_name(output) : ENOMEM;
	}
	return problem;
}

int pgl_output_write(void *context, const char *text, size_t length)
{
	struct pgl_output *output = context;

	if (fwrite(text, 1, length, output->file) != length && !output->problem)
		output->problem = errno ? errno : EIO;
	return output->problem ? -1 : 0;
}

void pgl_output_abandon(struct pgl_output *output)
{
	if (output->temporary)
		unlink(output->temporary);
	output_free(output);
}

int pgl_output_finish(struct pgl_output *output, struct pgl_error *error)
{
	int problem = output->problem;

	if (fclose(output->file) && !problem)
		problem = errno;
	output->file = NULL;
	if (!problem && output->dir)
		problem = take_free_name(output);
	else if (!problem && output->temporary && rename(output->temporary, output->name))
		problem = errno;
	if (problem) {
		pgl_error_set(error, "cannot write '%s': %s",
			      output->name ? output->name : output->dir, strerror(problem));
		pgl_output_abandon(output);
		return -1;
	}
	output_free(output);
	return 0;
}
