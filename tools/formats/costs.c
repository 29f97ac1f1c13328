/* See costs.h. Chooses the reader, and completes the model.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/costs-reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"

const char *pgl_measured_format_word(enum pgl_measured_format format)
{
	static const char *const words[PGL_MEASURED_N] = {"callgrind", "cachegrind", "perf script"};

	return words[format];
}

#define FORMATS "pgolens reads the output of callgrind, cachegrind and perf script"

/* What the first line of a file may begin with. */
static const struct kind {
	const char *start;
	int (*read)(struct pgl_measuring_file *file); /* NULL: CAUSE says why it is not read */
	const char *cause;
} kinds[] = {
	{"# callgrind format", pgl_measured_read_callgrind, NULL},
	{"version:", pgl_measured_read_callgrind, NULL},
	{"creator:", pgl_measured_read_callgrind, NULL},
	{"events:", pgl_measured_read_callgrind, NULL},
	{"positions:", pgl_measured_read_callgrind, NULL},
	{"desc:", pgl_measured_read_callgrind, NULL},
	{"cmd:", pgl_measured_read_callgrind, NULL},
	{"\x1f\x8b", NULL, "the file is compressed; decompress it first"},
	{"\x28\xb5\x2f\xfd", NULL, "the file is compressed; decompress it first"},
	{"PERFILE2", NULL, "perf's data file; give the output of `perf script` instead"},
	{"Flat profile:", NULL, "gprof output is not supported; " FORMATS},
	{"\t\t     Call graph", NULL, "gprof output is not supported; " FORMATS},
	{"        -:    0:", NULL, "gcov output is not supported; " FORMATS},
};

static bool begins(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

/* Chooses the reader by the first line that is neither empty nor a comment. */
static int read_any(struct pgl_measuring_file *file)
{
	int there;

	do
		there = pgl_measuring_line(file);
	while (there > 0 &&
	       (!file->length || (*file->line == '#' && !begins(file->line, kinds->start))));
	if (there < 0)
		return -1;
	if (!there)
		return pgl_measuring_file_fail(file, "the file is empty");
	pgl_measuring_keep(file);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!begins(file->line, kinds[i].start))
			continue;
		return kinds[i].read ? kinds[i].read(file)
				     : pgl_measuring_file_fail(file, "%s", kinds[i].cause);
	}
	if (pgl_measured_is_perf(file->line))
		return pgl_measured_read_perf(file);
	return pgl_measuring_file_fail(file, "not a cost profile; " FORMATS);
}

static int compare_rows(const void *a, const void *b)
{
	const struct pgl_measured_row *x = a, *y = b;

	if (x->text != y->text)
		return PGL_COMPARE(x->text, y->text);
	if (x->body != y->body)
		return PGL_COMPARE(x->body, y->body);
	if (x->file != y->file)
		return PGL_COMPARE(x->file, y->file);
	return PGL_COMPARE(x->line, y->line);
}

static int compare_calls(const void *a, const void *b)
{
	const struct pgl_measured_call *x = a, *y = b;

	return x->caller != y->caller ? PGL_COMPARE(x->caller, y->caller)
				      : PGL_COMPARE(x->callee, y->callee);
}

/* Makes MEASURED own what grew in FILE. */
static void finish(struct pgl_measuring_file *file)
{
	struct pgl_measured *measured = file->measured;
	const char **strings = pgl_xcalloc((size_t)file->strings.n + 1, sizeof *strings);
	const uint32_t(*keys)[4] = (const void *)file->rows.bytes;

	for (uint32_t i = 0; i < file->strings.n; i++)
		strings[i] =
			(const char *)file->strings.bytes + (i ? file->strings.ends[i - 1] : 0);
	measured->strings = strings;
	measured->n_strings = file->strings.n;
	measured->owned = file->strings.bytes;
	file->strings.bytes = NULL;
	measured->functions = (void *)file->functions.bytes;
	measured->n_functions = file->functions.n;
	file->functions.bytes = NULL;
	measured->rows = pgl_xcalloc((size_t)file->rows.n + 1, sizeof *measured->rows);
	measured->n_rows = file->rows.n;
	for (uint32_t i = 0; i < file->rows.n; i++)
		measured->rows[i] = (struct pgl_measured_row){keys[i][0], keys[i][1], keys[i][2],
							      keys[i][3], file->costs[i]};
	if (measured->n_rows)
		qsort(measured->rows, measured->n_rows, sizeof *measured->rows, compare_rows);
	measured->calls = file->calls;
	measured->n_calls = file->edges.n;
	file->calls = NULL;
	if (measured->n_calls)
		qsort(measured->calls, measured->n_calls, sizeof *measured->calls, compare_calls);
	measured->total = file->total;
}

int pgl_measured_read(struct pgl_measured *measured, const char *path,
		      const struct pgl_measured_wanted *wanted, struct pgl_error *error)
{
	struct pgl_measuring_file file = {.path = path,
					  .error = error,
					  .measured = measured,
					  .event = wanted ? wanted->event : NULL,
					  .sample = wanted ? wanted->sample : NULL,
					  .sample_context = wanted ? wanted->context : NULL};
	int failed;

	*measured = (struct pgl_measured){.path = pgl_xstrdup(path)};
	file.file = fopen(path, "re");
	if (!file.file) {
		failed = pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	} else {
		failed = read_any(&file);
		fclose(file.file);
	}
	if (!failed && !file.total) {
		file.number = 0;
		failed = pgl_measuring_file_fail(&file, "it contains no costs");
	}
	if (!failed)
		finish(&file);
	else
		pgl_measured_release(measured);
	pgl_intern_release(&file.strings);
	pgl_intern_release(&file.functions);
	pgl_intern_release(&file.rows);
	pgl_intern_release(&file.edges);
	free(file.costs);
	free(file.calls);
	free(file.seen);
	free(file.line);
	return failed;
}

void pgl_measured_release(struct pgl_measured *measured)
{
	free((char *)measured->path);
	free((char *)measured->metric.name);
	free((char *)measured->command);
	free((void *)measured->strings);
	free(measured->functions);
	free(measured->rows);
	free(measured->calls);
	free(measured->owned);
	*measured = (struct pgl_measured){0};
}

const char *pgl_measured_name(const struct pgl_measured *measured, uint32_t function)
{
	return function == PGL_NONE ? NULL : measured->strings[measured->functions[function].name];
}
