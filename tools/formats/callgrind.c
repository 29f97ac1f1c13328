/* Reads the output of callgrind, in all of its format, and of cachegrind, whose format is a part of it.

   A cost line has positions (instruction, line, or both; absolute, or as a difference to the line
   before) and a cost for each event. It belongs to the function that the last fn= named, and to the file
   that the last fl=, fi= or fe= named: fi= and fe= lead into inlined code of other files and back, but do not say
   which function that is. The cost line after a calls= is the cost of these calls, and not the
   function's own. Names are given once with a number, and by the number from then on, anew in each part.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/costs-internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/xalloc.h"

enum { MOST_POSITIONS = 2, MOST_EVENTS = 64 };

/* What names are given numbers apart. */
enum space { OBJECTS, FILES, FUNCTIONS };

struct reader {
	struct pgl_costs_reader *file;
	bool is_cachegrind,
		is_callgrind; /* written by valgrind itself: what ends a part is known */
	/* positions: */
	size_t n_positions, line_position; /* the latter: PGL_NONE, lines are not given */
	uint64_t position[MOST_POSITIONS];
	/* events: */
	size_t n_events, event;
	struct pgl_intern numbers; /* {space, number in the file} -> index into NAMES */
	uint32_t *names;	   /* strings */
	size_t room_names;
	uint32_t object, function_file, line_file, function;
	struct {
		uint32_t object, file, function;
		uint64_t count;
		bool is_open; /* its cost comes next */
	} call;
	uint64_t part; /* what costs of this part come to */
	bool has_costs, has_total;
};

static void start_call(struct reader *reader)
{
	reader->call.object = reader->object;
	reader->call.file = reader->line_file;
	reader->call.function = PGL_NONE;
}

/* "name", "(number) name" or "(number)" -> a string. */
static int read_name(struct reader *reader, enum space space, const char *text, uint32_t *ret)
{
	struct pgl_costs_reader *file = reader->file;
	struct {
		uint64_t space, number;
	} key = {space, 0};
	const char *at = text + 1;
	uint32_t n = reader->numbers.n, index;

	if (*text != '(' || !pgl_costs_unsigned(&at, &key.number) || *at != ')' ||
	    (at[1] && at[1] != ' ' && at[1] != '\t')) {
		if (*text == '(' && *at >= '0' && *at <= '9')
			return pgl_costs_fail(file, "the number of a name is too large");
		*ret = pgl_costs_string(file, text, strlen(text));
		return 0;
	}
	at++;
	index = pgl_intern_add(&reader->numbers, &key, sizeof key);
	if (index == n) {
		PGL_GROW(reader->names, (size_t)n, reader->room_names);
		reader->names[n] = PGL_NONE;
	}
	if (pgl_costs_skip(&at))
		reader->names[index] = pgl_costs_string(file, at, strlen(at));
	if (reader->names[index] == PGL_NONE)
		return pgl_costs_fail(file, "(%" PRIu64 ") was given no name before", key.number);
	*ret = reader->names[index];
	return 0;
}

/* A file's name; valgrind has "???" for one that it does not know. */
static int read_file_name(struct reader *reader, const char *text, uint32_t *ret)
{
	if (read_name(reader, FILES, text, ret))
		return -1;
	if (*ret == pgl_costs_string(reader->file, "???", 3))
		*ret = PGL_NONE;
	return 0;
}

/* Costs ------------------------------------------------------------------------------------- */

static int read_position(struct reader *reader, const char **at, size_t number)
{
	uint64_t value, before = reader->position[number];
	char sign = **at;

	if (sign == '*') {
		(*at)++;
		return 0;
	}
	*at += sign == '+' || sign == '-';
	if (!pgl_costs_number(at, &value))
		return pgl_costs_fail(reader->file, "a position is no number, or too large");
	if ((sign == '-' && value > before) || (sign == '+' && value > UINT64_MAX - before))
		return pgl_costs_fail(reader->file, "a position is below 0 or too large");
	value = sign == '+' ? before + value : sign == '-' ? before - value : value;
	if (number == reader->line_position && value > UINT32_MAX)
		return pgl_costs_fail(reader->file, "no line has the number %" PRIu64, value);
	reader->position[number] = value;
	return 0;
}

/* The costs of a line from AT on: that of the event wanted; those at the end may be left out. */
static int read_costs(struct reader *reader, const char *at, uint64_t *ret)
{
	uint64_t value;

	*ret = 0;
	for (size_t i = 0; pgl_costs_skip(&at); i++) {
		if (i == reader->n_events)
			return pgl_costs_fail(reader->file, "more costs than events");
		if (!pgl_costs_number(&at, &value) || (*at && *at != ' ' && *at != '\t'))
			return pgl_costs_fail(reader->file, "a cost is no number, or too large");
		if (i == reader->event)
			*ret = value;
	}
	return 0;
}

static int add_call(struct reader *reader, uint64_t cost)
{
	struct pgl_costs_reader *file = reader->file;
	struct pgl_costs_call call = {.caller = reader->function};

	reader->call.is_open = false;
	if (cost > INT64_MAX)
		return pgl_costs_fail(file, "the cost of calls is too large");
	call.callee = pgl_costs_function(file, reader->call.function, reader->call.file,
					 reader->call.object);
	call.count = (struct pgl_integer){(int64_t)reader->call.count, true};
	call.inclusive = (struct pgl_integer){(int64_t)cost, true};
	start_call(reader);
	return pgl_costs_add_call(file, &call, 0);
}

static int read_cost_line(struct reader *reader)
{
	struct pgl_costs_reader *file = reader->file;
	struct pgl_costs_row row = {
		.text = reader->function, .body = PGL_NONE, .file = reader->line_file};
	const char *at = file->line;

	if (!reader->n_events)
		return pgl_costs_fail(file, "costs before a line 'events:'");
	if (reader->function == PGL_NONE)
		return pgl_costs_fail(file, "costs before a line 'fn='");
	for (size_t i = 0; i < reader->n_positions; i++) {
		if (!pgl_costs_skip(&at))
			return pgl_costs_fail(file, "a position is missing");
		if (read_position(reader, &at, i))
			return -1;
		if (*at && *at != ' ' && *at != '\t')
			return pgl_costs_fail(file, "a position is no number, or too large");
	}
	if (read_costs(reader, at, &row.cost))
		return -1;
	if (reader->call.is_open)
		return add_call(reader, row.cost);
	if (reader->line_position < reader->n_positions)
		row.line = (uint32_t)reader->position[reader->line_position];
	reader->has_costs = true;
	reader->has_total = false;
	if (pgl_costs_add(file, &row))
		return -1;
	reader->part += row.cost; /* not above the total */
	return 0;
}

static int read_calls(struct reader *reader, const char *text)
{
	if (reader->function == PGL_NONE || reader->call.function == PGL_NONE)
		return pgl_costs_fail(reader->file, "calls of no function, or by none");
	if (!pgl_costs_number(&text, &reader->call.count) ||
	    (*text && *text != ' ' && *text != '\t'))
		return pgl_costs_fail(reader->file, "the number of calls is none, or too large");
	if (reader->call.count > INT64_MAX)
		return pgl_costs_fail(reader->file, "the number of calls is too large");
	reader->call.is_open = true;
	return 0;
}

/* "fn=..." and its like; the position where the callee begins, and jumps, are of no use here. */
static int read_assignment(struct reader *reader, const char *key, size_t length, const char *value)
{
	uint32_t unused;

#define IS(name) (length == strlen(name) && !memcmp(key, name, length))
	if (IS("calls"))
		return read_calls(reader, value);
	if (IS("ob")) {
		if (read_name(reader, OBJECTS, value, &reader->object))
			return -1;
		start_call(reader);
		return 0;
	}
	if (IS("fl") || IS("fi") || IS("fe")) {
		if (read_file_name(reader, value, &reader->line_file))
			return -1;
		if (IS("fl"))
			reader->function_file = reader->line_file;
		start_call(reader);
		return 0;
	}
	if (IS("fn")) {
		uint32_t name;

		if (read_name(reader, FUNCTIONS, value, &name))
			return -1;
		/* Cachegrind begins anew for each file of a function: its files are those of its rows. */
		reader->function = pgl_costs_function(
			reader->file, name,
			reader->is_cachegrind ? PGL_NONE : reader->function_file, reader->object);
		/* Where inlined code of another file ended the function before. */
		reader->line_file = reader->function_file;
		start_call(reader);
		return 0;
	}
	if (IS("cob"))
		return read_name(reader, OBJECTS, value, &reader->call.object);
	if (IS("cfi") || IS("cfl"))
		return read_file_name(reader, value, &reader->call.file);
	if (IS("cfn"))
		return read_name(reader, FUNCTIONS, value, &reader->call.function);
	/* Where jumps go: of no use but for the names that are given there. */
	if (IS("jfi"))
		return read_file_name(reader, value, &unused);
	if (IS("jfn") || IS("frfn"))
		return read_name(reader, FUNCTIONS, value, &unused);
	if (IS("jump") || IS("jcnd") || IS("rcalls"))
		return 0;
	return pgl_costs_fail(reader->file, "'%.*s=' is not known", (int)length, key);
#undef IS
}

/* The head ---------------------------------------------------------------------------------- */

static int read_events(struct reader *reader, const char *text)
{
	struct pgl_costs_reader *file = reader->file;
	const char *wanted = file->event ? file->event : "Ir", *first = NULL, *chosen = NULL;
	size_t first_length = 0, chosen_length = 0;

	reader->n_events = reader->event = 0;
	while (pgl_costs_skip(&text)) {
		size_t length = strcspn(text, " \t");

		if (reader->n_events == MOST_EVENTS)
			return pgl_costs_fail(file, "more than %d events", MOST_EVENTS);
		if (!first) {
			first = text;
			first_length = length;
		}
		if (!chosen && length == strlen(wanted) && !memcmp(text, wanted, length)) {
			chosen = text;
			chosen_length = length;
			reader->event = reader->n_events;
		}
		reader->n_events++;
		text += length;
	}
	if (!first)
		return pgl_costs_fail(file, "there is no event");
	if (!chosen && file->event)
		return pgl_costs_fail(file, "there is no event '%s'", file->event);
	if (!chosen) {
		chosen = first;
		chosen_length = first_length;
	}
	if (file->measured->metric.name &&
	    (strlen(file->measured->metric.name) != chosen_length ||
	     memcmp(file->measured->metric.name, chosen, chosen_length)))
		return pgl_costs_fail(file, "another part of the file has no such event");
	free((char *)file->measured->metric.name);
	file->measured->metric.name = pgl_xasprintf("%.*s", (int)chosen_length, chosen);
	file->measured->metric.unit =
		!strcmp(file->measured->metric.name, "Ir") ? "instructions" : "events";
	return 0;
}

static int read_positions(struct reader *reader, const char *text)
{
	reader->n_positions = 0;
	reader->line_position = MOST_POSITIONS;
	while (pgl_costs_skip(&text)) {
		size_t length = strcspn(text, " \t");
		bool is_line = length == 4 && !memcmp(text, "line", 4);

		if (reader->n_positions == MOST_POSITIONS ||
		    (!is_line && (length != 5 || memcmp(text, "instr", 5))))
			return pgl_costs_fail(reader->file,
					      "positions are 'instr', 'line' or 'instr line'");
		if (is_line)
			reader->line_position = reader->n_positions;
		reader->n_positions++;
		text += length;
	}
	return reader->n_positions ? 0 : pgl_costs_fail(reader->file, "there is no position");
}

/* The last line of a part, or of cachegrind's file: what its costs add up to. */
static int read_total(struct reader *reader, const char *text)
{
	uint64_t total;

	if (read_costs(reader, text, &total))
		return -1;
	if (total != reader->part)
		return pgl_costs_fail(reader->file,
				      "the costs before come to %" PRIu64 ", and not to %" PRIu64
				      ": lines are missing, or wrong",
				      reader->part, total);
	reader->part = 0;
	reader->has_total = true;
	return 0;
}

static int read_head(struct reader *reader, const char *key, size_t length, const char *value)
{
#define IS(name) (length == strlen(name) && !memcmp(key, name, length))
	pgl_costs_skip(&value);
	if (IS("events"))
		return read_events(reader, value);
	if (IS("positions"))
		return read_positions(reader, value);
	if (IS("creator"))
		reader->is_callgrind = !strncmp(value, "callgrind-", 10);
	if (IS("cmd") && !reader->file->measured->command)
		reader->file->measured->command = pgl_xstrdup(value);
	if (IS("totals") || (IS("summary") && reader->is_cachegrind))
		return read_total(reader, value);
	return 0;
#undef IS
}

static int read_line(struct reader *reader)
{
	const char *line = reader->file->line;
	size_t letters = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (!*line || *line == '#')
		return 0;
	if (strchr("0123456789+-*", *line))
		return read_cost_line(reader);
	if (reader->call.is_open)
		return pgl_costs_fail(reader->file, "the cost of the calls is missing");
	if (letters && line[letters] == '=')
		return read_assignment(reader, line, letters, line + letters + 1);
	if (letters && line[letters] == ':')
		return read_head(reader, line, letters, line + letters + 1);
	return pgl_costs_fail(reader->file, "neither a cost, nor a name, nor a heading");
}

int pgl_costs_read_callgrind(struct pgl_costs_reader *file)
{
	struct reader reader = {.file = file,
				.n_positions = 1,
				.object = PGL_NONE,
				.function_file = PGL_NONE,
				.line_file = PGL_NONE,
				.function = PGL_NONE};
	int status;

	/* Cachegrind's first line is a description of its caches; callgrind's is its name or version. */
	reader.is_cachegrind = !strncmp(file->line, "desc:", 5);
	start_call(&reader);
	while ((status = pgl_costs_line(file)) > 0 && !(status = read_line(&reader)))
		;
	if (!status && (reader.call.is_open || ((reader.is_callgrind || reader.is_cachegrind) &&
						reader.has_costs && !reader.has_total)))
		status = pgl_costs_fail(file, "the file is cut off: no line '%s:' ends it",
					reader.is_cachegrind ? "summary" : "totals");
	if (reader.is_callgrind)
		reader.is_cachegrind = false;
	file->measured->format = reader.is_cachegrind ? PGL_COSTS_CACHEGRIND : PGL_COSTS_CALLGRIND;
	file->measured->has_calls = !reader.is_cachegrind;
	pgl_intern_release(&reader.numbers);
	free(reader.names);
	return status;
}
