/* pgolens export: a build, or two, for other programs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <unistd.h>

#include "compare/compare.h"
#include "export/columns.h"
#include "export/export.h"
#include "costs/samples.h"
#include "base/report.h"

enum { USUAL_DETAIL = 10000, USUAL_EDGES = 200 };

static const char *const format_words[] = {"folded", "speedscope", "llvm-yaml", "csv",
					   "sqlite", "dot",	   NULL};
static const struct pgl_export_format *const formats[] = {
	&pgl_export_folded, &pgl_export_speedscope, &pgl_export_llvm_yaml,
	&pgl_export_csv,    &pgl_export_sqlite,	    &pgl_export_dot};
_Static_assert(sizeof format_words / sizeof *format_words == sizeof formats / sizeof *formats + 1,
	       "a word for each format");

struct values {
	uint64_t detail, limit;
	bool samples, columns;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("Input"),
	PGL_FLAG(struct values, samples, 0, "samples",
		 "export stacks of samples, with inlined functions; OLD and\n"
		 "NEW are output of perf script"),
	PGL_HEADING("Output"),
	PGL_FLAG(struct values, columns, 0, "columns",
		 "print as JSON what each column of calls, functions\n"
		 "and so on is; without NEW"),
	PGL_CHOICE(struct values, output.format, 0, "format", "FORMAT", format_words,
		   "folded (default): stacks of executed calls for\n"
		   "flamegraph.pl, with two builds for its differences;\n"
		   "speedscope: the same for speedscope;\n"
		   "llvm-yaml: decisions as optimization remarks of LLVM;\n"
		   "csv: one row per call;\n"
		   "sqlite: a database; dot: a call graph for Graphviz"),
	PGL_TEXT(struct values, output.path, 'o', "output", "FILE",
		 "write to FILE; - is standard output"),
	PGL_NUMBER(struct values, detail, 0, "detail", "N",
		   "follow stacks down to one part in N of all calls (default:\n"
		   "10,000)"),
	PGL_NUMBER(struct values, limit, 'n', "limit", "N",
		   "show the N heaviest edges in dot (default: 200)"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "export",
	.synopsis = "[OPTION]... [OLD] NEW",
	.summary = "write one or two builds in formats of other programs",
	.details = "OLD and NEW are as for diff; without OLD, only NEW is exported. Stacks need a "
		   "profile.",
	.switches = switches,
	.exit_status = "0  fine\n2  trouble: wrong usage, a record that can't be read, no profile",
	.examples = "pgolens export --format=csv old/ new/ | head\n"
		    "pgolens export --format=sqlite -o build.db old/ new/\n"
		    "pgolens export --format=llvm-yaml -o build.opt.yaml new/\n"
		    "pgolens export --format=dot -n 50 new/ >calls.dot"};

/* Writes the output; what went wrong half way is not put in place. */
static enum pgl_exit write_export(const struct values *values, struct pgl_export *export,
				  const struct pgl_export_format *format)
{
	struct pgl_output output;
	struct pgl_error error;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	export->out = output.stream;
	if (format->is_binary && isatty(fileno(output.stream)))
		pgl_error_set(&error, "refusing to write a database to a terminal; use -o FILE");
	else if (!pgl_export_walk(export, format, &error))
		return pgl_command_close(&output, PGL_EXIT_FINE);
	pgl_report("%s", error.text);
	pgl_output_abandon(&output);
	return PGL_EXIT_TROUBLE;
}

static enum pgl_exit export_builds(const struct values *values, const struct pgl_build *builds,
				   bool is_pair)
{
	struct pgl_compared compared;
	struct pgl_error error;
	struct pgl_diff diff;

	if (pgl_compared_init(&compared, builds, &error)) {
		pgl_report("%s", error.text);
		return PGL_EXIT_TROUBLE;
	}
	pgl_diff_init(&diff, &compared.weights, NULL);
	struct pgl_export export = {.diff = &diff,
				    .is_pair = is_pair,
				    .detail = values->detail ? values->detail : USUAL_DETAIL,
				    .limit = values->limit ? values->limit : USUAL_EDGES};
	enum pgl_exit status = write_export(values, &export, formats[values->output.format]);

	pgl_diff_release(&diff);
	pgl_compared_release(&compared);
	return status;
}

/* Stacks of samples: those of NEW, or both builds' numbers. */
static enum pgl_exit export_samples(const struct values *values, char *const *operands,
				    bool is_pair)
{
	static const char *const names[PGL_SIDES] = {"OLD", "NEW"};
	const char *paths[PGL_SIDES] = {is_pair ? operands[PGL_OLD] : NULL, operands[is_pair]};
	struct pgl_output output;
	struct pgl_error error;
	struct pgl_samples flame;

	if (formats[values->output.format] != &pgl_export_folded)
		return pgl_command_misused("export", "--samples needs --format=folded");
	if (pgl_samples_init(&flame, paths, &error)) {
		pgl_report("%s", error.text);
		return PGL_EXIT_TROUBLE;
	}
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	for (int side = 0; side < PGL_SIDES; side++)
		if (2 * flame.n_without[side] > flame.n_samples[side])
			pgl_report(
				"note: %ju of the %ju samples of %s are in code without readable "
				"debug information, so functions inlined there are unknown",
				(uintmax_t)flame.n_without[side], (uintmax_t)flame.n_samples[side],
				names[side]);
	if (!pgl_command_open(&values->output, &output)) {
		for (size_t i = 0; i < flame.n; i++) {
			const struct pgl_samples_stack *stack = &flame.stacks[i];

			fputs(stack->text, output.stream);
			if (is_pair)
				fprintf(output.stream, " %ju", (uintmax_t)stack->n[PGL_OLD]);
			fprintf(output.stream, " %ju\n", (uintmax_t)stack->n[PGL_NEW]);
		}
		status = pgl_command_close(&output, PGL_EXIT_FINE);
	}
	pgl_samples_release(&flame);
	return status;
}

static enum pgl_exit export_columns(const struct values *values)
{
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	pgl_columns_describe(output.stream);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	bool is_pair = n_operands == PGL_SIDES;
	struct pgl_build builds[PGL_SIDES];
	enum pgl_exit status;

	if (values->columns)
		return n_operands ? pgl_command_misused("export", "--columns takes no build")
				  : export_columns(values);
	if (!n_operands || n_operands > PGL_SIDES)
		return pgl_command_misused(
			"export", "needs one build, NEW, or two, OLD and NEW; got %zu", n_operands);
	if (values->samples)
		return export_samples(values, operands, is_pair);
	if (pgl_command_load(&builds[PGL_NEW], &operands[is_pair], 1))
		return PGL_EXIT_TROUBLE;
	/* One build is compared with itself. */
	builds[PGL_OLD] = builds[PGL_NEW];
	if (is_pair && pgl_command_load(&builds[PGL_OLD], &operands[PGL_OLD], 1)) {
		pgl_build_release(&builds[PGL_NEW]);
		return PGL_EXIT_TROUBLE;
	}
	status = export_builds(values, builds, is_pair);
	if (is_pair)
		pgl_build_release(&builds[PGL_OLD]);
	pgl_build_release(&builds[PGL_NEW]);
	return status;
}

const struct pgl_command pgl_command_export = {&usage, sizeof(struct values), run};
