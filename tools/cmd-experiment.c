/* See cmd-experiment.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "cmd-experiment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile-commands.h"
#include "util/files.h"
#include "util/report.h"

#include "util/banned.h"

enum { LAST_LINES = 30 };

static int want(const char *value, const char *what, struct pgl_strbuf *message)
{
	if (value && *value)
		return 0;
	pgl_strbuf_addf(message, "%s", what);
	return -1;
}

int pgl_experiment_check(struct pgl_experiment_options *options, struct pgl_build_values *values,
			 struct pgl_strbuf *message)
{
	if (values->compile_commands && options->build)
		return want(NULL, "--build and --compile-commands contradict each other", message);
	if (values->compile_commands) {
		if (want(values->link, "--link is wanted with --compile-commands", message))
			return -1;
		values->script = pgl_compile_commands(values->compile_commands, options->source,
						      values->link, message);
		options->build = values->script;
		if (!values->script)
			return -1;
	}
	if (want(options->build, "--build is wanted: a command that builds the program", message))
		return -1;
	return want(options->train, "--train is wanted: a command that runs the program", message);
}

void pgl_build_values_release(struct pgl_build_values *values)
{
	free(values->script);
	values->script = NULL;
}

void pgl_experiment_report(const struct pgl_experiment *experiment, const char *message)
{
	struct pgl_strbuf log = PGL_STRBUF_INIT;
	const char *start;
	int n_lines = 0;

	pgl_report("%s", message);
	if (!experiment->log || pgl_read_file(&log, experiment->log) || !log.length) {
		pgl_strbuf_release(&log);
		return;
	}
	for (start = log.text + log.length; start > log.text; start--)
		if (start[-1] == '\n' && start[0] && ++n_lines == LAST_LINES)
			break;
	pgl_report("it printed (all of it is in '%s'):", experiment->log);
	fputs(start, stderr);
	if (log.text[log.length - 1] != '\n')
		fputc('\n', stderr);
	pgl_strbuf_release(&log);
}
