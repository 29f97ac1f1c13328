/* What all commands share: loading with a progress line, the output, errors of usage.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <errno.h>
#include <string.h>

#include "records/linked.h"
#include "records/recompiled.h"
#include "base/progress.h"
#include "base/report.h"

const char *const pgl_format_words[] = {"text", "json", NULL};

static void show_progress(void *progress, size_t n_done, size_t n_total)
{
	pgl_progress_step(progress, n_done, n_total);
}

static void note_recompiled(void *context, const char *older, const char *newer)
{
	(void)context;
	pgl_report("warning: '%s' is left out: '%s' is a newer record of the same unit", older,
		   newer);
}

int pgl_command_load(struct pgl_build *build, char *const *paths, size_t n_paths)
{
	struct pgl_progress progress;
	struct pgl_error error;

	pgl_progress_start(&progress, "reading records");
	int failed =
		pgl_build_load_watched(build, paths, n_paths, show_progress, &progress, &error);

	pgl_progress_end(&progress);
	if (failed) {
		pgl_report("%s", error.text);
		return failed;
	}
	for (size_t i = 0; i < build->n_skipped; i++)
		pgl_report("warning: passed over: %s", build->skipped[i]);
	pgl_build_drop_linked(build);
	pgl_build_drop_recompiled(build, note_recompiled, NULL);
	return 0;
}

int pgl_command_pair(struct pgl_builds *pair, char *const *paths)
{
	struct pgl_error error;

	if (pgl_command_load(&pair->builds[PGL_OLD], &paths[PGL_OLD], 1))
		return -1;
	if (!pgl_command_load(&pair->builds[PGL_NEW], &paths[PGL_NEW], 1)) {
		if (!pgl_compared_init(&pair->compared, pair->builds, &error))
			return 0;
		pgl_report("%s", error.text);
		pgl_build_release(&pair->builds[PGL_NEW]);
	}
	pgl_build_release(&pair->builds[PGL_OLD]);
	return -1;
}

void pgl_command_pair_release(struct pgl_builds *pair)
{
	pgl_compared_release(&pair->compared);
	pgl_build_release(&pair->builds[PGL_NEW]);
	pgl_build_release(&pair->builds[PGL_OLD]);
}

uint64_t pgl_command_limit(const struct pgl_output_values *values, bool all, uint64_t limit,
			   uint64_t usual)
{
	if (all || limit)
		return all ? 0 : limit;
	return values->format == PGL_FORMAT_TEXT ? usual : 0;
}

struct lacks {
	const char *first[PGL_LACK_N]; /* the source of the first unit */
	size_t n[PGL_LACK_N];
};

static void count_lack(void *context, enum pgl_lack lack, const struct pgl_unit *unit)
{
	struct lacks *lacks = context;

	if (!lacks->n[lack]++)
		lacks->first[lack] = unit->source;
}

void pgl_command_note_lacks(const struct pgl_build *build)
{
	struct lacks lacks = {.n = {0}};

	pgl_build_lacks(build, count_lack, &lacks);
	for (int i = 0; i < PGL_LACK_N; i++) {
		const char *text = pgl_lack_text((enum pgl_lack)i);

		if (lacks.n[i] == 1)
			pgl_report("note: '%s': %s", lacks.first[i], text);
		else if (lacks.n[i])
			pgl_report("note: '%s' and %zu more: %s", lacks.first[i], lacks.n[i] - 1,
				   text);
	}
}

int pgl_command_open(const struct pgl_output_values *values, struct pgl_output *output)
{
	struct pgl_error error;

	if (pgl_output_open(output, values->path, &error)) {
		pgl_report("%s", error.text);
		return -1;
	}
	output->style = pgl_style_of(output->stream, (enum pgl_colour_when)values->colour);
	return 0;
}

enum pgl_exit pgl_command_close(struct pgl_output *output, enum pgl_exit status)
{
	struct pgl_error error;
	int failed = pgl_output_close(output, &error);

	if (failed && error.text[0])
		pgl_report("%s", error.text);
	return failed ? PGL_EXIT_TROUBLE : status;
}

enum pgl_exit pgl_command_misused(const char *name, const char *format, ...)
{
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&message, format, arguments);
	va_end(arguments);
	if (name)
		pgl_report("%s: %s (try 'pgolens %s --help')", name, message.text, name);
	else
		pgl_report("%s (try 'pgolens --help')", message.text);
	pgl_strbuf_release(&message);
	return PGL_EXIT_TROUBLE;
}

enum pgl_exit pgl_command_needs_pair(const char *name, size_t n)
{
	static const char *const few[] = {"none", "one", "two", "three", "four"};

	if (n < sizeof few / sizeof *few)
		return pgl_command_misused(name, "needs two builds, OLD and NEW; got %s", few[n]);
	return pgl_command_misused(name, "needs two builds, OLD and NEW; got %zu", n);
}

int pgl_command_attribution(struct pgl_attributed *attributed, const char *path)
{
	FILE *in = fopen(path, "r");
	struct pgl_error error;

	if (!in) {
		pgl_report("cannot read '%s': %s", path, strerror(errno));
		return -1;
	}
	int failed = pgl_read_attribution(attributed, in, path, &error);

	fclose(in);
	if (failed)
		pgl_report("%s", error.text);
	return failed;
}
