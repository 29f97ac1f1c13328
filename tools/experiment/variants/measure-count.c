/* Counts by cachegrind. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiment/variants/compiler.h"
#include "formats/elf.h"
#include "base/files.h"
#include "base/intern.h"
#include "base/xalloc.h"

/* The simulated machine: fixed, or results would be another machine's on another machine. */
#define MACHINE "--I1=32768,8,64", "--D1=32768,8,64", "--LL=8388608,16,64"

/* What cachegrind wrote ---------------------------------------------------------------------- */

/* The line of TEXT that begins with START, after it; or NULL. */
static const char *line_of(const char *text, const char *start)
{
	size_t length = strlen(start);

	for (const char *line = text; *line;) {
		if (!strncmp(line, start, length))
			return line + length;
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return NULL;
}

/* Adds each number of a file's summary to the sum its event belongs to. */
static bool add_summary(const char *text, struct pgl_counted *counted)
{
	const char *events = line_of(text, "events:"), *numbers = line_of(text, "summary:");

	if (!events || !numbers)
		return false;
	while (*events && *events != '\n') {
		char *end;
		uint64_t number = strtoull(numbers, &end, 10);
		size_t length;

		events += strspn(events, " ");
		length = strcspn(events, " \n");
		if (end == numbers)
			break;
#define IS(name) (length == strlen(name) && !memcmp(events, name, length))
		if (IS("Ir"))
			counted->instructions += number;
		else if (IS("I1mr") || IS("D1mr") || IS("D1mw"))
			counted->first_misses += number;
		else if (IS("ILmr") || IS("DLmr") || IS("DLmw"))
			counted->last_misses += number;
		else if (IS("Bcm") || IS("Bim"))
			counted->mispredicted += number;
#undef IS
		events += length;
		numbers = end;
	}
	return true;
}

/* The last part of the name of the program in a file's line "cmd:". */
static size_t program_name(const char *text, const char **ret)
{
	const char *command = line_of(text, "cmd:"), *name;
	size_t length;

	if (!command)
		return 0;
	command += strspn(command, " ");
	length = strcspn(command, " \n");
	name = memrchr(command, '/', length);
	name = name ? name + 1 : command;
	*ret = name;
	return length - (size_t)(name - command);
}

struct outputs {
	struct pgl_intern names; /* those of programs that were built come first */
	uint32_t n_built;
	struct pgl_counted of_built, of_all;
	bool is_broken;
};

static int add_output(void *context, const char *path, const struct stat *status)
{
	struct outputs *outputs = context;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const char *name = NULL;
	size_t length;

	(void)status;
	if (pgl_read_file(&text, path))
		outputs->is_broken = true;
	length = program_name(text.text, &name);
	/* A process that was replaced by another program, or killed, has written nothing. */
	if (length && add_summary(text.text, &outputs->of_all)) {
		outputs->of_all.n_processes++;
		if (pgl_intern_add(&outputs->names, name, length) < outputs->n_built) {
			add_summary(text.text, &outputs->of_built);
			outputs->of_built.n_processes++;
		}
	}
	pgl_strbuf_release(&text);
	return 0;
}

static int add_name(void *context, const char *path, const struct stat *status)
{
	struct pgl_digest ignored;
	uint64_t text = 0;

	pgl_digest_start(&ignored);
	if (status->st_mode & 0111 && pgl_elf_program(path, &ignored, &text))
		pgl_intern_add(context, basename(path), strlen(basename(path)));
	return 0;
}

/* A job ------------------------------------------------------------------------------------- */

static int write_result(const struct pgl_measuring *measuring, const struct pgl_counted *counted)
{
	char *text =
		pgl_xasprintf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
			      counted->instructions, counted->first_misses, counted->last_misses,
			      counted->mispredicted, counted->n_processes);
	int failed = pgl_write_file(measuring->result, text, strlen(text));

	free(text);
	if (failed)
		return pgl_measuring_fail(measuring, "cannot write '%s': %s", measuring->result,
					  strerror(errno));
	return 0;
}

static int take_outputs(const struct pgl_measuring *measuring, const char *folder)
{
	char *tree = pgl_variant_path(measuring->variant, "tree");
	struct outputs outputs = {.is_broken = false};
	int failed = 0;

	pgl_visit_files(tree, add_name, &outputs.names);
	outputs.n_built = outputs.names.n;
	if (pgl_visit_files(folder, add_output, &outputs) || outputs.is_broken)
		failed = pgl_measuring_fail(measuring, "cannot read '%s': %s", folder,
					    strerror(errno));
	else if (!outputs.of_all.n_processes)
		failed = pgl_measuring_fail(measuring, "valgrind counted nothing of: %s",
					    measuring->command);
	else
		failed = write_result(measuring, outputs.of_built.n_processes ? &outputs.of_built
									      : &outputs.of_all);
	pgl_intern_release(&outputs.names);
	free(tree);
	return failed;
}

static int count(void *context)
{
	const struct pgl_measuring *measuring = context;
	char *folder = pgl_measuring_file(measuring, ".outputs");
	char *out = pgl_xasprintf("--cachegrind-out-file=%s/%%p", folder);
	const char *with[] = {"valgrind",
			      "--tool=cachegrind",
			      "-q",
			      "--trace-children=yes",
			      out,
			      "--cache-sim=yes",
			      "--branch-sim=yes",
			      MACHINE,
			      NULL};
	const char *without[] = {
		"valgrind",	  "--tool=cachegrind", "-q", "--trace-children=yes", out,
		"--cache-sim=no", "--branch-sim=no",   NULL};
	struct pgl_shell_result result;
	int failed = 0;

	if (pgl_remove_tree(folder) || pgl_make_folders(folder))
		failed = pgl_measuring_fail(measuring, "cannot make '%s': %s", folder,
					    strerror(errno));
	if (!failed)
		failed = pgl_measuring_run(measuring, measuring->with_cycles ? with : without,
					   &result);
	if (!failed)
		failed = take_outputs(measuring, folder);
	pgl_remove_tree(folder);
	free(out);
	free(folder);
	return failed;
}

/* Many -------------------------------------------------------------------------------------- */

static const char *kind_of(bool with_cycles)
{
	return with_cycles ? "cachegrind, simulated 1" : "cachegrind 1";
}

bool pgl_measure_get(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		     const char *command, bool with_cycles, struct pgl_counted *ret)
{
	char *path = pgl_measuring_result(experiment, variant, command, kind_of(with_cycles));
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool is_there =
		!pgl_read_file(&text, path) &&
		sscanf(text.text, "%" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64,
		       &ret->instructions, &ret->first_misses, &ret->last_misses,
		       &ret->mispredicted, &ret->n_processes) == 5;

	pgl_strbuf_release(&text);
	free(path);
	return is_there;
}

/* Is RESULT what one of the N MEASURINGS makes: of the same program, by the same command? */
static bool is_made(const struct pgl_measuring *measurings, size_t n, const char *result)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(measurings[i].result, result))
			return true;
	return false;
}

int pgl_measure_counted(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, bool with_cycles,
			struct pgl_strbuf *message)
{
	struct pgl_measuring *measurings = pgl_xcalloc(n * n_commands + 1, sizeof *measurings);
	struct pgl_job *jobs = pgl_xcalloc(n * n_commands + 1, sizeof *jobs);
	char *valgrind = pgl_compiler_find("valgrind", getenv("PATH"));
	size_t n_jobs = 0;
	int failed;

	if (!valgrind) {
		pgl_strbuf_add(message, "there is no valgrind, which counts instructions: install "
					"it, or measure time or text");
		failed = -1;
	} else {
		failed = pgl_measuring_folder(experiment, message);
	}
	for (size_t i = 0; i < n * n_commands && !failed; i++) {
		const struct pgl_variant *variant = variants[i / n_commands];
		const char *command = commands[i % n_commands];
		struct pgl_counted ignored;

		if (pgl_measure_get(experiment, variant, command, with_cycles, &ignored))
			continue;
		char *result =
			pgl_measuring_result(experiment, variant, command, kind_of(with_cycles));

		if (is_made(measurings, n_jobs, result)) {
			free(result);
			continue;
		}
		measurings[n_jobs] = (struct pgl_measuring){experiment, variant,     command,
							    "count",	with_cycles, result};
		jobs[n_jobs] = (struct pgl_job){count, &measurings[n_jobs]};
		n_jobs++;
	}
	if (!failed) {
		size_t bad = pgl_pool_run(jobs, n_jobs, pgl_experiment_slots(experiment),
					  with_cycles ? "simulating" : "counting instructions");

		if (bad < n_jobs)
			failed = pgl_measuring_explain(experiment, &measurings[bad], message);
	}
	for (size_t i = 0; i < n_jobs; i++)
		free(measurings[i].result);
	free(valgrind);
	free(jobs);
	free(measurings);
	return failed;
}
