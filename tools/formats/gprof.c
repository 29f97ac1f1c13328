/* Reads gprof's flat profile, time by function, and its call graph, if it follows:

	  %   cumulative   self              self     total
	 time   seconds   seconds    calls  ms/call  ms/call  name
	100.17      0.94     0.94        1   941.57   941.57  outer

	index % time    self  children    called     name
	                0.94    0.00       1/1           main [2]
	[1]    100.0    0.94    0.00       1         outer [1]
	-----------------------------------------------

   In the graph each function has a block; the lines below its own are those it calls. Each call is taken
   from its caller's block. Times are whole microseconds here, as exact as they are printed.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/costs-reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum state { BEFORE, FLAT, BETWEEN, GRAPH, AFTER };

struct reader {
	struct pgl_measuring_file *file;
	enum state state;
	uint32_t caller;     /* of the block being read, once its own line came; or PGL_NONE */
	uint64_t resolution; /* microseconds a sample counts as; 0: not known */
};

static uint32_t function_of(struct reader *reader, const char *name, size_t length)
{
	return pgl_measuring_function(
		reader->file, pgl_measuring_string(reader->file, name, length), PGL_NONE, PGL_NONE);
}

/* "Each sample counts as 0.01 seconds." */
static void read_resolution(struct reader *reader)
{
	const char *at = strstr(reader->file->line, "counts as ");
	uint64_t value;

	if (!at)
		return;
	at += strlen("counts as ");
	if (pgl_measuring_decimal(&at, &value))
		reader->resolution = value;
}

/* The flat profile -------------------------------------------------------------------------- */

/* A row: percent, cumulative, self; calls with the times of one, or neither; name. */
static int read_flat(struct reader *reader)
{
	struct pgl_measuring_file *file = reader->file;
	struct pgl_measured_row row = {.body = PGL_NONE, .file = PGL_NONE};
	const char *at = file->line, *name;
	uint64_t number;

	for (int i = 0; i < 3; i++) {
		pgl_measuring_skip(&at);
		if (!pgl_measuring_decimal(&at, i == 2 ? &row.cost : &number) || *at != ' ')
			return pgl_measuring_file_fail(file, "a time is no number, or too large");
	}
	pgl_measuring_skip(&at);
	name = at;
	if (pgl_measuring_unsigned(&at, &number) && *at == ' ' && pgl_measuring_skip(&at) &&
	    pgl_measuring_decimal(&at, &number) && *at == ' ' && pgl_measuring_skip(&at) &&
	    pgl_measuring_decimal(&at, &number) && *at == ' ' && pgl_measuring_skip(&at))
		name = at;
	if (!*name)
		return pgl_measuring_file_fail(file, "the function has no name");
	row.text = function_of(reader, name, strlen(name));
	return pgl_measuring_add(file, &row);
}

/* The call graph ---------------------------------------------------------------------------- */

/* The name at TEXT, without " <cycle 1> [2]"; its length. */
static size_t name_length(const char *text)
{
	size_t length = strlen(text), start;

	if (length && text[length - 1] == ']') {
		for (start = length - 1; start && text[start] != '['; start--)
			;
		if (start && text[start - 1] == ' ')
			length = start - 1;
	}
	if (length && text[length - 1] == '>') {
		for (start = length - 1; start && text[start] != '<'; start--)
			;
		if (start && !strncmp(text + start, "<cycle ", 7) && text[start - 1] == ' ')
			length = start - 1;
	}
	return length;
}

/* Up to two times, the second of them in *RET, then the calls: "5", "5/8", or of one that calls itself
   "5+3". False: not what a line of the graph has. */
static bool read_called(const char **at, uint64_t *ret_self, uint64_t *ret_children,
			uint64_t *ret_calls, uint64_t *ret_recursive)
{
	uint64_t times[2] = {0, 0}, ignored;

	*ret_calls = *ret_recursive = 0;
	for (int i = 0; i < 2; i++) {
		const char *start;

		pgl_measuring_skip(at);
		start = *at;
		if (!pgl_measuring_decimal(at, &times[i]))
			break;
		/* Calls have no point. */
		if (!memchr(start, '.', (size_t)(*at - start))) {
			*at = start;
			break;
		}
	}
	*ret_self = times[0];
	*ret_children = times[1];
	pgl_measuring_skip(at);
	if (!pgl_measuring_unsigned(at, ret_calls))
		return false;
	if (**at == '/' || **at == '+') {
		bool is_recursive = *(*at)++ == '+';

		if (!pgl_measuring_unsigned(at, is_recursive ? ret_recursive : &ignored))
			return false;
	}
	return **at == ' ' && pgl_measuring_skip(at);
}

static int add_call(struct reader *reader, uint32_t callee, uint64_t calls, uint64_t time)
{
	struct pgl_measured_call call = {.caller = reader->caller, .callee = callee};

	if (calls > INT64_MAX || time > INT64_MAX)
		return pgl_measuring_file_fail(reader->file, "a number is too large");
	call.count = (struct pgl_integer){(int64_t)calls, true};
	call.inclusive = (struct pgl_integer){(int64_t)time, true};
	return pgl_measuring_add_call(reader->file, &call, 0);
}

static int read_graph(struct reader *reader)
{
	struct pgl_measuring_file *file = reader->file;
	const char *at = file->line;
	uint64_t percent, self, children, calls, recursive;
	bool is_called;

	if (*at == '-') {
		reader->caller = PGL_NONE;
		return 0;
	}
	if (*at == '[') {
		at += strcspn(at, "]");
		at += *at == ']';
		pgl_measuring_skip(&at);
		if (!pgl_measuring_decimal(&at, &percent))
			return pgl_measuring_file_fail(file, "the line has no share of time");
		/* One that is entered from outside only has no calls. */
		is_called = read_called(&at, &self, &children, &calls, &recursive);
		pgl_measuring_skip(&at);
		if (!name_length(at))
			return pgl_measuring_file_fail(file, "the function has no name");
		/* "<cycle 1 as a whole>" is none. */
		if (*at == '<')
			return 0;
		reader->caller = function_of(reader, at, name_length(at));
		return is_called && recursive ? add_call(reader, reader->caller, recursive, 0) : 0;
	}
	if (reader->caller == PGL_NONE)
		return 0; /* a caller: its own block says so, too */
	if (!read_called(&at, &self, &children, &calls, &recursive) || !name_length(at))
		return pgl_measuring_file_fail(file, "not a line of a call graph");
	if (self > UINT64_MAX - children)
		return pgl_measuring_file_fail(file, "a number is too large");
	return add_call(reader, function_of(reader, at, name_length(at)), calls, self + children);
}

/* The file ---------------------------------------------------------------------------------- */

static int read_line(struct reader *reader)
{
	const char *line = reader->file->line;

	/* The graph's heading, and its columns. */
	if (!strncmp(line, "index % time", 12)) {
		reader->state = GRAPH;
		reader->caller = PGL_NONE;
		reader->file->measured->has_calls = true;
		return 0;
	}
	switch (reader->state) {
	case BEFORE:
		read_resolution(reader);
		if (!strncmp(line, " time   seconds", 15))
			reader->state = FLAT;
		return 0;
	case FLAT:
		if (*line && *line != '\f')
			return read_flat(reader);
		reader->state = BETWEEN;
		return 0;
	case GRAPH:
		if (*line && *line != '\f')
			return read_graph(reader);
		reader->state = AFTER;
		return 0;
	default: return 0; /* explanations */
	}
}

int pgl_measured_read_gprof(struct pgl_measuring_file *file)
{
	struct reader reader = {.file = file, .caller = PGL_NONE};
	int status;

	if (file->event)
		return pgl_measuring_file_fail(file, "gprof measures time, and no '%s'",
					       file->event);
	while ((status = pgl_measuring_line(file)) > 0 && !(status = read_line(&reader)))
		;
	if (!status && reader.state == BEFORE)
		status = pgl_measuring_file_fail(file, "there is no flat profile");
	file->measured->format = PGL_MEASURED_GPROF;
	file->measured->metric.name = pgl_xstrdup("time");
	file->measured->metric.unit = "us";
	file->measured->metric.is_sampled = true;
	if (reader.resolution)
		file->measured->metric.n_samples = file->total / reader.resolution;
	return status;
}
