/* Standard output or -o FILE.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xalloc.h"

/* The file that PATH names, if it may be replaced by another: a new one, or a regular file that is
   ours to write and has no second name. */
static char *replaceable(const char *path)
{
	struct stat status;

	if (lstat(path, &status))
		return errno == ENOENT ? pgl_xstrdup(path) : NULL;
	if (stat(path, &status) || !S_ISREG(status.st_mode) || status.st_nlink != 1 ||
	    access(path, W_OK))
		return NULL;
	return realpath(path, NULL);
}

/* Opens a new file beside OUTPUT's target, with the rights the target has. */
static FILE *open_temporary(struct pgl_output *output)
{
	struct stat status;

	output->temporary = pgl_xasprintf("%s.%ld.tmp", output->target, (long)getpid());
	int fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd < 0)
		return NULL;
	if (!stat(output->target, &status) && fchmod(fd, status.st_mode & 07777)) {
		close(fd);
		unlink(output->temporary);
		return NULL;
	}
	return fdopen(fd, "w");
}

static void forget(struct pgl_output *output)
{
	free(output->target);
	free(output->temporary);
	output->target = output->temporary = NULL;
}

int pgl_output_open(struct pgl_output *output, const char *path, struct pgl_error *error)
{
	*output = (struct pgl_output){.stream = stdout};
	if (!path || !strcmp(path, "-"))
		return 0;
	output->path = path;
	output->target = replaceable(path);
	output->stream = output->target ? open_temporary(output) : NULL;
	if (!output->stream) {
		forget(output);
		output->stream = fopen(path, "we");
	}
	if (output->stream)
		return 0;
	return pgl_error_set(error, "cannot write '%s': %s", path, strerror(errno));
}

/* Flushes and closes the stream; 0, or what went wrong. */
static int finish_stream(struct pgl_output *output)
{
	int failed = 0;

	/* An earlier failure has left its flag, not its errno; a flush of nothing may not meet it
	 * again. */
	errno = 0;
	if (fflush(output->stream) || ferror(output->stream))
		failed = errno ? errno : EIO;
	if (output->stream != stdout && fclose(output->stream) && !failed)
		failed = errno ? errno : EIO;
	return failed;
}

int pgl_output_close(struct pgl_output *output, struct pgl_error *error)
{
	int failed = finish_stream(output);

	if (!failed && output->target && rename(output->temporary, output->target))
		failed = errno;
	if (failed && output->target)
		unlink(output->temporary);
	error->text[0] = 0;
	if (failed && failed != EPIPE)
		pgl_error_set(error, "cannot write %s%s%s: %s", output->path ? "'" : "",
			      output->path ? output->path : "standard output",
			      output->path ? "'" : "", strerror(failed));
	forget(output);
	return failed ? -1 : 0;
}

void pgl_output_abandon(struct pgl_output *output)
{
	if (output->stream != stdout)
		fclose(output->stream);
	if (output->target)
		unlink(output->temporary);
	forget(output);
}
