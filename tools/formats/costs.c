/* See costs.h. Chooses the reader, and completes the model.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/costs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "formats/costs-internal.h"

const char *pgl_costs_format_word(enum pgl_costs_format format)
{
	static const char *const words[PGL_COSTS_N] = {"callgrind", "cachegrind", "perf script"};

	return words[format];
}

#define FORMATS "pgolens reads the output of callgrind, cachegrind and perf script"

/* What the first line of a file may begin with. */
static const struct kind {
	const char *start;
	int (*read)(struct pgl_costs_reader *file); /* NULL: CAUSE says why it is not read */
	const char *cause;
} kinds[] = {
	{"# callgrind format", pgl_costs_read_callgrind, NULL},
	{"version:", pgl_costs_read_callgrind, NULL},
	{"creator:", pgl_costs_read_callgrind, NULL},
	{"events:", pgl_costs_read_callgrind, NULL},
	{"positions:", pgl_costs_read_callgrind, NULL},
	{"desc:", pgl_costs_read_callgrind, NULL},
	{"cmd:", pgl_costs_read_callgrind, NULL},
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
static int read_any(struct pgl_costs_reader *file)
{
	int there;

	do
		there = pgl_costs_line(file);
	while (there > 0 &&
	       (!file->length || (*file->line == '#' && !begins(file->line, kinds->start))));
	if (there < 0)
		return -1;
	if (!there)
		return pgl_costs_fail(file, "the file is empty");
	pgl_costs_keep(file);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!begins(file->line, kinds[i].start))
			continue;
		return kinds[i].read ? kinds[i].read(file)
				     : pgl_costs_fail(file, "%s", kinds[i].cause);
	}
	if (pgl_costs_is_perf(file->line))
		return pgl_costs_read_perf(file);
	return pgl_costs_fail(file, "not a cost profile; " FORMATS);
}

static int compare_rows(const void *a, const void *b)
{
	const struct pgl_costs_row *x = a, *y = b;

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
	const struct pgl_costs_call *x = a, *y = b;

	return x->caller != y->caller ? PGL_COMPARE(x->caller, y->caller)
				      : PGL_COMPARE(x->callee, y->callee);
}

/* Makes MEASURED own what grew in FILE. */
static void finish(struct pgl_costs_reader *file)
{
	struct pgl_costs *measured = file->measured;
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
		measured->rows[i] = (struct pgl_costs_row){keys[i][0], keys[i][1], keys[i][2],
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

int pgl_costs_read(struct pgl_costs *measured, const char *path,
		   const struct pgl_costs_options *wanted, struct pgl_error *error)
{
	struct pgl_costs_reader file = {.path = path,
					.error = error,
					.measured = measured,
					.event = wanted ? wanted->event : NULL,
					.sample = wanted ? wanted->sample : NULL,
					.sample_context = wanted ? wanted->context : NULL};
	int failed;

	*measured = (struct pgl_costs){.path = pgl_xstrdup(path)};
	file.file = fopen(path, "re");
	if (!file.file) {
		failed = pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	} else {
		failed = read_any(&file);
		fclose(file.file);
	}
	if (!failed && !file.total) {
		file.number = 0;
		failed = pgl_costs_fail(&file, "it contains no costs");
	}
	if (!failed)
		finish(&file);
	else
		pgl_costs_release(measured);
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

void pgl_costs_release(struct pgl_costs *measured)
{
	free((char *)measured->path);
	free((char *)measured->metric.name);
	free((char *)measured->command);
	free((void *)measured->strings);
	free(measured->functions);
	free(measured->rows);
	free(measured->calls);
	free(measured->owned);
	*measured = (struct pgl_costs){0};
}

const char *pgl_costs_name(const struct pgl_costs *measured, uint32_t function)
{
	return function == PGL_NONE ? NULL : measured->strings[measured->functions[function].name];
}

/* Names of C++ templates can be long; a file of nonsense must not fill the memory. */
#define LINE_LIMIT ((size_t)1 << 20)

int pgl_costs_fail(struct pgl_costs_reader *file, const char *format, ...)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	pgl_strbuf_defuse(&text, 0);
	if (file->number)
		pgl_error_set(file->error, "%s:%" PRIu64 ": %s", file->path, file->number,
			      text.text);
	else
		pgl_error_set(file->error, "%s: %s", file->path, text.text);
	pgl_strbuf_release(&text);
	return -1;
}

int pgl_costs_line(struct pgl_costs_reader *file)
{
	int c;

	if (file->is_kept) {
		file->is_kept = false;
		return 1;
	}
	file->number++;
	file->length = 0;
	while ((c = getc_unlocked(file->file)) != EOF && c != '\n') {
		if (!c)
			return pgl_costs_fail(file, "a byte 0: this is no text");
		if (file->length == LINE_LIMIT)
			return pgl_costs_fail(file, "the line is longer than 1 MB");
		if (file->length + 1 >= file->room) {
			file->room = file->room ? 2 * file->room : 256;
			file->line = pgl_xreallocarray(file->line, file->room, 1);
		}
		file->line[file->length++] = (char)c;
	}
	if (c == EOF && ferror(file->file))
		return pgl_error_set(file->error, "cannot read '%s': %s", file->path,
				     strerror(errno));
	if (c == EOF && !file->length) {
		file->number--;
		return 0;
	}
	if (!file->room) {
		file->room = 256;
		file->line = pgl_xmalloc(file->room);
	}
	if (file->length && file->line[file->length - 1] == '\r')
		file->length--;
	file->line[file->length] = 0;
	return 1;
}

void pgl_costs_keep(struct pgl_costs_reader *file)
{
	file->is_kept = true;
}

/* The model --------------------------------------------------------------------------------- */

uint32_t pgl_costs_string(struct pgl_costs_reader *file, const char *text, size_t length)
{
	struct pgl_strbuf ended = PGL_STRBUF_INIT;
	uint32_t number;

	/* With its end, so that the strings can be used where they lie. */
	pgl_strbuf_add_n(&ended, text, length);
	number = pgl_intern_add(&file->strings, ended.text, length + 1);
	pgl_strbuf_release(&ended);
	return number;
}

uint32_t pgl_costs_function(struct pgl_costs_reader *file, uint32_t name, uint32_t file_name,
			    uint32_t object)
{
	struct pgl_costs_function function = {name, file_name, object};

	return pgl_intern_add(&file->functions, &function, sizeof function);
}

static int add(struct pgl_costs_reader *file, uint64_t *sum, uint64_t cost)
{
	if (cost > INT64_MAX - *sum)
		return pgl_costs_fail(file, "the sum of costs is too large");
	*sum += cost;
	return 0;
}

int pgl_costs_add(struct pgl_costs_reader *file, const struct pgl_costs_row *row)
{
	uint32_t key[] = {row->text, row->body, row->file, row->line};
	uint32_t n = file->rows.n, number;

	if (!row->cost)
		return 0;
	number = pgl_intern_add(&file->rows, key, sizeof key);
	if (number == n) {
		PGL_GROW(file->costs, (size_t)n, file->room_costs);
		file->costs[n] = 0;
	}
	file->costs[number] += row->cost; /* not above the total */
	return add(file, &file->total, row->cost);
}

static int add_known(struct pgl_costs_reader *file, struct pgl_integer *sum,
		     struct pgl_integer more)
{
	if (!more.known)
		return 0;
	if (more.value > INT64_MAX - sum->value)
		return pgl_costs_fail(file, "the sum of calls, or of their costs, is too "
					    "large");
	*sum = (struct pgl_integer){sum->value + more.value, true};
	return 0;
}

int pgl_costs_add_call(struct pgl_costs_reader *file, const struct pgl_costs_call *call,
		       uint64_t sample)
{
	uint32_t key[] = {call->caller, call->callee};
	uint32_t n = file->edges.n, number = pgl_intern_add(&file->edges, key, sizeof key);

	if (number == n) {
		PGL_GROW(file->calls, (size_t)n, file->room_calls);
		file->calls[n] =
			(struct pgl_costs_call){.caller = call->caller, .callee = call->callee};
		PGL_GROW(file->seen, (size_t)n, file->room_seen);
		file->seen[n] = 0;
	}
	if (sample && file->seen[number] == sample)
		return 0;
	file->seen[number] = sample;
	if (add_known(file, &file->calls[number].count, call->count))
		return -1;
	return add_known(file, &file->calls[number].inclusive, call->inclusive);
}

/* Numbers ----------------------------------------------------------------------------------- */

bool pgl_costs_skip(const char **at)
{
	*at += strspn(*at, " \t");
	return **at != 0;
}

static bool digits(const char **at, unsigned base, uint64_t *ret)
{
	const char *start = *at;
	uint64_t value = 0;

	for (;; (*at)++) {
		unsigned digit =
			**at >= '0' && **at <= '9'		   ? (unsigned)(**at - '0')
			: base == 16 && **at >= 'a' && **at <= 'f' ? (unsigned)(**at - 'a' + 10)
			: base == 16 && **at >= 'A' && **at <= 'F' ? (unsigned)(**at - 'A' + 10)
								   : base;

		if (digit == base)
			break;
		if (value > (UINT64_MAX - digit) / base)
			return false;
		value = value * base + digit;
	}
	if (*at == start)
		return false;
	*ret = value;
	return true;
}

bool pgl_costs_unsigned(const char **at, uint64_t *ret)
{
	return digits(at, 10, ret);
}

bool pgl_costs_number(const char **at, uint64_t *ret)
{
	if ((*at)[0] != '0' || (*at)[1] != 'x')
		return digits(at, 10, ret);
	*at += 2;
	return digits(at, 16, ret);
}
