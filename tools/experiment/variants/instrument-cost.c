/* See instrument-cost.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/instrument-cost.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "experiment/variants/compiler.h"
#include "experiment/variants/pool.h"
#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

struct outputs {
	uint64_t instructions;
	size_t n;
};

/* The rest of the line of TEXT that begins with START; or NULL. */
static const char *line_of(const char *text, const char *start)
{
	size_t length = strlen(start);

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, start, length))
			return line + length;
	}
	return NULL;
}

/* Is this the shell that runs the command? A program that is one has a script. */
static bool is_shell(const char *text)
{
	const char *command = line_of(text, "cmd:");

	if (!command)
		return true;
	command += strspn(command, " ");
	size_t length = strcspn(command, " \n");

	return length >= 2 && !strncmp(command + length - 2, "sh", 2) &&
	       !strncmp(command + length, " -c", 3);
}

static int add_output(void *context, const char *path, const struct stat *status)
{
	struct outputs *outputs = context;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	(void)status;
	if (!pgl_read_file(&text, path) && !is_shell(text.text)) {
		const char *sum = line_of(text.text, "summary:");

		if (sum) {
			outputs->instructions += strtoull(sum, NULL, 10);
			outputs->n++;
		}
	}
	pgl_strbuf_release(&text);
	return 0;
}

static int count(const char *command, const char *folder, struct outputs *outputs,
		 struct pgl_error *error)
{
	char *counts = pgl_xasprintf("%s/counts", folder);
	char *out = pgl_xasprintf("--cachegrind-out-file=%s/%%p", counts);
	char *log = pgl_xasprintf("%s/log", folder);
	/* A program that becomes another one is counted as the last. */
	const char *prefix[] = {"env",
				"",
				"valgrind",
				"--tool=cachegrind",
				"-q",
				"--trace-children=yes",
				out,
				"--cache-sim=no",
				"--branch-sim=no",
				NULL};
	char *away = pgl_xasprintf("GCOV_PREFIX=%s/profile", folder);
	/* In one line, a shell would become the program. */
	char *script = pgl_xasprintf("%s\nexit $?", command);
	struct pgl_shell_result result;
	int failed = 0;

	prefix[1] = away;
	if (pgl_make_folders(counts))
		failed = pgl_error_set(error, "cannot make '%s': %s", counts, strerror(errno));
	else if (pgl_shell_run(script, prefix, log, &result))
		failed = pgl_error_set(error, "cannot run a shell: %s", strerror(errno));
	else if (WIFSIGNALED(result.status))
		failed = pgl_error_set(error, "the measured command was ended by signal %d: %s",
				       WTERMSIG(result.status), command);
	else if (WEXITSTATUS(result.status))
		failed = pgl_error_set(error, "the measured command failed with exit status %d: %s",
				       WEXITSTATUS(result.status), command);
	if (!failed && pgl_visit_files(counts, add_output, outputs))
		failed = pgl_error_set(error, "cannot read '%s': %s", counts, strerror(errno));
	if (!failed && !outputs->n)
		failed = pgl_error_set(error, "valgrind counted nothing of: %s", command);
	free(script);
	free(away);
	free(log);
	free(out);
	free(counts);
	return failed;
}

int pgl_instrument_count(const char *command, uint64_t *ret, struct pgl_error *error)
{
	const char *parent = getenv("TMPDIR");
	char *folder = pgl_xasprintf("%s/pgolens-cost-XXXXXX", parent && *parent ? parent : "/tmp");
	char *valgrind = pgl_compiler_find("valgrind", getenv("PATH"));
	struct outputs outputs = {.n = 0};
	int failed;

	if (!valgrind)
		failed = pgl_error_set(error, "there is no valgrind, which counts instructions");
	else if (!mkdtemp(folder))
		failed = pgl_error_set(error, "cannot make '%s': %s", folder, strerror(errno));
	else {
		failed = count(command, folder, &outputs, error);
		pgl_remove_tree(folder);
	}
	*ret = outputs.instructions;
	free(valgrind);
	free(folder);
	return failed;
}
