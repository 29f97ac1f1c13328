/* Counts by valgrind's cachegrind. See measure.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/measure.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/intern.h"
#include "base/xalloc.h"
#include "experiment/variants/compiler.h"
#include "formats/elf.h"

/* What cachegrind wrote ----------------------------------------------------------------------- */

/* The rest of the line of TEXT that begins with START; NULL: there is none. */
static const char *line_of(const char *text, const char *start)
{
	size_t length = strlen(start);

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, start, length))
			return line + length + strspn(line + length, " ");
	}
	return NULL;
}

/* The sum that cachegrind's event of LENGTH bytes at NAME belongs to, or NULL. */
static uint64_t *sum_of(struct pgl_counted *counted, const char *name, size_t length)
{
	static const struct {
		const char *name;
		size_t offset;
	} events[] = {
		{"Ir", offsetof(struct pgl_counted, instructions)},
		{"I1mr", offsetof(struct pgl_counted, first_misses)},
		{"D1mr", offsetof(struct pgl_counted, first_misses)},
		{"D1mw", offsetof(struct pgl_counted, first_misses)},
		{"ILmr", offsetof(struct pgl_counted, last_misses)},
		{"DLmr", offsetof(struct pgl_counted, last_misses)},
		{"DLmw", offsetof(struct pgl_counted, last_misses)},
		{"Bcm", offsetof(struct pgl_counted, mispredicted)},
		{"Bim", offsetof(struct pgl_counted, mispredicted)},
	};

	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (length == strlen(events[i].name) && !memcmp(name, events[i].name, length))
			return (uint64_t *)(void *)((char *)counted + events[i].offset);
	return NULL;
}

/* Adds the totals of the output file TEXT. False: it has none. */
static bool add_totals(const char *text, struct pgl_counted *counted)
{
	const char *events = line_of(text, "events:"), *numbers = line_of(text, "summary:");

	if (!events || !numbers)
		return false;
	while (*events && *events != '\n') {
		char *end;
		uint64_t number = strtoull(numbers, &end, 10), *sum;
		size_t length = strcspn(events, " \n");

		if (end == numbers)
			break;
		sum = sum_of(counted, events, length);
		if (sum)
			*sum += number;
		events += length;
		events += strspn(events, " ");
		numbers = end;
	}
	counted->n_processes++;
	return true;
}

struct outputs {
	struct pgl_intern names; /* of the programs that were built; then any others */
	uint32_t n_built;
	struct pgl_counted of_built, of_all, but_shells;
	bool is_broken;
};

/* Adds the output file of one process. */
static int add_output(void *context, const char *path, const struct stat *status)
{
	struct outputs *outputs = context;
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	const char *command, *name;
	size_t length;

	(void)status;
	if (pgl_read_file(&text, path))
		outputs->is_broken = true;
	command = line_of(text.text, "cmd:");
	/* A process that was killed, or became another program, wrote nothing. */
	if (!command || !add_totals(text.text, &outputs->of_all))
		return 0;
	length = strcspn(command, " \n");
	name = memrchr(command, '/', length);
	name = name ? name + 1 : command;
	length -= (size_t)(name - command);
	if (pgl_intern_add(&outputs->names, name, length) < outputs->n_built)
		add_totals(text.text, &outputs->of_built);
	/* A program that is a shell has a script instead of -c. */
	if (length < 2 || strncmp(name + length - 2, "sh -c", 5) != 0)
		add_totals(text.text, &outputs->but_shells);
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

/* Reads the output files in FOLDER. */
static int read_outputs(struct outputs *outputs, const char *folder, const char *command,
			struct pgl_error *error)
{
	if (pgl_visit_files(folder, add_output, outputs) || outputs->is_broken)
		return pgl_error_set(error, "cannot read '%s': %s", folder, strerror(errno));
	if (!outputs->of_all.n_processes)
		return pgl_error_set(error, "valgrind counted no instruction of: %s", command);
	return 0;
}

/* The words before a command that make valgrind count it, ended by NULL. OUT, the option with the name of the output
   files, is borrowed. The simulated machine is fixed, so that results do not depend on the real one. */
enum { MOST_WORDS = 14 };
static void write_prefix(const char **words, const char *out, bool with_cycles)
{
	static const char *const machine[] = {"--I1=32768,8,64", "--D1=32768,8,64",
					      "--LL=8388608,16,64"};

	*words++ = "valgrind";
	*words++ = "--tool=cachegrind";
	*words++ = "-q";
	*words++ = "--trace-children=yes";
	*words++ = out;
	*words++ = with_cycles ? "--cache-sim=yes" : "--cache-sim=no";
	*words++ = with_cycles ? "--branch-sim=yes" : "--branch-sim=no";
	for (int i = 0; i < 3 && with_cycles; i++)
		*words++ = machine[i];
	*words = NULL;
}

static int check_valgrind(struct pgl_error *error)
{
	PGL_AUTOFREE char *valgrind = pgl_compiler_find("valgrind", getenv("PATH"));

	if (valgrind)
		return 0;
	return pgl_error_set(error, "cannot count instructions without valgrind: install it, or "
				    "measure time or text");
}

/* Variants ------------------------------------------------------------------------------------ */

static int take_outputs(const struct pgl_measuring *measuring, const char *folder,
			struct pgl_error *error)
{
	PGL_AUTOFREE char *tree = pgl_variant_path(measuring->variant, "tree");
	struct outputs outputs = {.is_broken = false};
	const struct pgl_counted *counted;
	int failed;

	pgl_visit_files(tree, add_name, &outputs.names);
	outputs.n_built = outputs.names.n;
	failed = read_outputs(&outputs, folder, measuring->command, error);
	pgl_intern_release(&outputs.names);
	if (failed)
		return -1;
	counted = outputs.of_built.n_processes ? &outputs.of_built : &outputs.of_all;
	PGL_AUTOFREE char *text =
		pgl_xasprintf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
			      counted->instructions, counted->first_misses, counted->last_misses,
			      counted->mispredicted, counted->n_processes);

	return pgl_measuring_write(measuring, text, strlen(text), error);
}

/* A job. */
static int count(void *context, struct pgl_error *error)
{
	const struct pgl_measuring *measuring = context;
	PGL_AUTOFREE char *folder = pgl_measuring_path(measuring, ".outputs");
	PGL_AUTOFREE char *out = pgl_xasprintf("--cachegrind-out-file=%s/%%p", folder);
	const char *prefix[MOST_WORDS];
	struct pgl_shell_result result;
	int failed;

	write_prefix(prefix, out, measuring->with_cycles);
	if (pgl_remove_tree(folder) || pgl_make_folders(folder))
		return pgl_error_set(error, "cannot make '%s': %s", folder, strerror(errno));
	failed = pgl_measuring_run(measuring, prefix, &result, error) ||
		 take_outputs(measuring, folder, error);
	pgl_remove_tree(folder);
	return failed;
}

static char *result_of(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		       const char *command, bool with_cycles)
{
	return pgl_measuring_result(experiment, variant, command,
				    with_cycles ? "cachegrind, simulated 1" : "cachegrind 1");
}

bool pgl_measure_get(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		     const char *command, bool with_cycles, struct pgl_counted *ret)
{
	PGL_AUTOFREE char *path = result_of(experiment, variant, command, with_cycles);
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	return !pgl_read_file(&text, path) &&
	       sscanf(text.text, "%" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64,
		      &ret->instructions, &ret->first_misses, &ret->last_misses, &ret->mispredicted,
		      &ret->n_processes) == 5;
}

/* Does one of the first N MEASURINGS write RESULT? Then it counts the same program. */
static bool is_counted(const struct pgl_measuring *measurings, size_t n, const char *result)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(measurings[i].result, result))
			return true;
	return false;
}

int pgl_measure_counted(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, bool with_cycles,
			struct pgl_error *error)
{
	size_t n_all = n * n_commands, n_jobs = 0;
	PGL_AUTOFREE struct pgl_measuring *runs = pgl_xcalloc(n_all + 1, sizeof *runs);
	PGL_AUTOFREE struct pgl_measuring **jobs = pgl_xcalloc(n_all + 1, sizeof *jobs);
	struct pgl_counted ignored;
	int failed;

	if (check_valgrind(error))
		return -1;
	for (size_t i = 0; i < n_all; i++) {
		const struct pgl_variant *variant = variants[i / n_commands];
		const char *command = commands[i % n_commands];
		char *result = result_of(experiment, variant, command, with_cycles);

		if (pgl_measure_get(experiment, variant, command, with_cycles, &ignored) ||
		    is_counted(runs, n_jobs, result)) {
			free(result);
			continue;
		}
		runs[n_jobs] = (struct pgl_measuring){experiment, variant,     command,
						      "count",	  with_cycles, result};
		jobs[n_jobs] = &runs[n_jobs];
		n_jobs++;
	}
	failed = pgl_measuring_run_jobs(
		experiment, jobs, n_jobs, count, pgl_experiment_slots(experiment),
		with_cycles ? PGL_STEP_SIMULATING : PGL_STEP_COUNTING, error);
	for (size_t i = 0; i < n_jobs; i++)
		free(runs[i].result);
	return failed;
}

/* Any command --------------------------------------------------------------------------------- */

/* Counts COMMAND, with all files in FOLDER. */
static int count_in(const char *command, const char *folder, uint64_t *ret, struct pgl_error *error)
{
	PGL_AUTOFREE char *counts = pgl_xasprintf("%s/counts", folder);
	PGL_AUTOFREE char *out = pgl_xasprintf("--cachegrind-out-file=%s/%%p", counts);
	PGL_AUTOFREE char *log = pgl_xasprintf("%s/log", folder);
	PGL_AUTOFREE char *profile = pgl_xasprintf("GCOV_PREFIX=%s/profile", folder);
	/* With a second line, the shell cannot become the program: that would count as one process. */
	PGL_AUTOFREE char *script = pgl_xasprintf("%s\nexit $?", command);
	const char *prefix[MOST_WORDS + 2] = {"env", profile};
	struct outputs outputs = {.is_broken = false};
	struct pgl_shell_result result;
	int failed;

	write_prefix(prefix + 2, out, false);
	if (pgl_make_folders(counts))
		return pgl_error_set(error, "cannot make '%s': %s", counts, strerror(errno));
	failed = pgl_shell_run(script, prefix, log, &result, error) ||
		 pgl_shell_check(result.status, "measured", command, error) ||
		 read_outputs(&outputs, counts, command, error);
	pgl_intern_release(&outputs.names);
	if (!failed && !outputs.but_shells.n_processes)
		failed = pgl_error_set(error, "valgrind counted no instruction of: %s", command);
	*ret = outputs.but_shells.instructions;
	return failed ? -1 : 0;
}

int pgl_instrument_count(const char *command, uint64_t *ret, struct pgl_error *error)
{
	const char *parent = getenv("TMPDIR");
	PGL_AUTOFREE char *folder =
		pgl_xasprintf("%s/pgolens-cost-XXXXXX", parent && *parent ? parent : "/tmp");
	int failed;

	if (check_valgrind(error))
		return -1;
	if (!mkdtemp(folder))
		return pgl_error_set(error, "cannot make '%s': %s", folder, strerror(errno));
	failed = count_in(command, folder, ret, error);
	pgl_remove_tree(folder);
	return failed;
}
