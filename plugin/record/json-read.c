/* The reader: a line at a time, every value checked before it is believed (json-read-fields.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-read.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "record/hash.h"
#include "record/json-read-fields.h"
#include "record/json-read-kinds.h"

typedef struct json_object json;

/* Far longer than any line of a real record; it keeps an invalid file from filling the memory. */
#define LINE_LIMIT ((size_t)64 << 20)
#define DEPTH_LIMIT 16

/* Lines ------------------------------------------------------------------------------------- */

/* Reads the next line that is not empty, without its newline. Returns 1, 0 at the end of the
   file, or -1. */
static int next_line(struct pgl_reader *reader)
{
	int c;

	do {
		reader->line_number++;
		reader->length = 0;
		while ((c = getc_unlocked(reader->in)) != EOF && c != '\n') {
			if (!reader->length && c != '{' && c != '\r')
				return pgl_read_fail(reader,
						     "not a pgolens record: no JSON object");
			if (reader->length + 1 >= reader->room) {
				size_t larger = reader->room ? reader->room * 2 : 4096;
				char *moved =
					larger <= LINE_LIMIT ? realloc(reader->line, larger) : NULL;

				if (!moved)
					return pgl_read_fail(reader, larger > LINE_LIMIT
									     ? "line too long"
									     : "out of memory");
				reader->line = moved;
				reader->room = larger;
			}
			reader->line[reader->length++] = (char)c;
		}
		if (c == EOF && ferror(reader->in)) {
			reader->line_number = 0;
			reader->failed = true;
			return pgl_error_set(reader->error, "cannot read '%s': %s", reader->name,
					     strerror(errno));
		}
		while (reader->length && reader->line[reader->length - 1] == '\r')
			reader->length--;
	} while (!reader->length && c != EOF);
	if (!reader->length)
		return 0;
	reader->line[reader->length] = '\0';
	return 1;
}

/* Kinds of lines ---------------------------------------------------------------------------- */

static int read_function(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	struct pgl_function *function;
	uint64_t id = UINT64_MAX, origin, order = 0;

	if (reader->seen_sites || reader->seen_events)
		return pgl_read_fail(reader, "a 'function' line after the first 'site' or 'event'");
	if (!pgl_take_number(reader, line, "id", UINT32_MAX, &id) || id != record->n_functions)
		return pgl_read_fail(reader, "'id' of this function is not %u",
				     record->n_functions);
	function = pgl_record_add_function(record);
	if (!function)
		return -1;
	function->name = pgl_take_text(reader, line, "name");
	function->assembler = pgl_take_text(reader, line, "assembler");
	if (!function->assembler)
		function->assembler = function->name;
	/* A clone may come before its origin: checked again at the end. */
	if (pgl_take_number(reader, line, "origin", UINT32_MAX - 1, &origin))
		function->origin = (uint32_t)origin;
	function->unit = pgl_take_id(reader, line, "unit", record->unit.n_units);
	function->clone = pgl_take_word(reader, line, "clone", PGL_WORDS_CLONE, PGL_CLONE_NONE);
	pgl_take_number(reader, line, "order", UINT32_MAX, &order);
	function->order = (uint32_t)order;
	function->location = pgl_take_location(reader, line, "loc");
	function->flags = pgl_take_flags(reader, line, PGL_WORDS_FUNCTION_FLAG);
	function->fingerprint = pgl_take_text(reader, line, "body");
	function->offline =
		pgl_take_word(reader, line, "offline", PGL_WORDS_OFFLINE,
			      function->fingerprint ? PGL_OFFLINE_KEPT : PGL_OFFLINE_ABSENT);
	function->has_body = function->offline != PGL_OFFLINE_ABSENT;
	pgl_take_pair(reader, line, "size", &function->before.size, &function->after.size);
	pgl_take_pair(reader, line, "time", &function->before.time, &function->after.time);
	function->count = pgl_take_count(reader, line, pgl_usual_quality(&record->unit, function));
	function->hotness = pgl_take_word(reader, line, "hotness", PGL_WORDS_HOTNESS,
					  function->before.size.known ? PGL_HOTNESS_NORMAL
								      : PGL_HOTNESS_UNKNOWN);
	function->profiled = pgl_take_word(reader, line, "profiled", PGL_WORDS_PROFILED,
					   pgl_usual_profiled(&record->unit, function));
	function->frame = pgl_take_integer(reader, line, "frame");
	function->entered = pgl_take_integer(reader, line, "entered");
	pgl_take_options(reader, line, &function->options);
	function->extra = pgl_close_object(reader, line);
	return pgl_require(reader, function->name, "name");
}

int pgl_check_origins(struct pgl_reader *reader)
{
	const struct pgl_record *record = reader->record;

	for (uint32_t i = 0; i < record->n_functions; i++)
		if (record->functions[i].origin >= record->n_functions)
			return pgl_read_fail(reader, "function %u has origin %u, and there are %u",
					     i, record->functions[i].origin, record->n_functions);
	return 0;
}

static int check_copies(struct pgl_reader *reader)
{
	const struct pgl_record *record = reader->record;

	for (uint32_t i = 0; i < record->n_sites; i++) {
		uint32_t original = record->sites[i].copy_of, first;

		if (original == PGL_NONE)
			continue;
		if (original >= record->n_sites)
			return pgl_read_fail(reader, "site %u is a copy of %u, and there are %u", i,
					     original, record->n_sites);
		/* A clone of a function also copies the copies in it. */
		first = record->sites[original].copy_of;
		if (first != PGL_NONE &&
		    (first >= record->n_sites || record->sites[first].copy_of != PGL_NONE))
			return pgl_read_fail(reader, "site %u is a copy of %u, a copy of a copy", i,
					     original);
		original = first != PGL_NONE ? first : original;
		if (record->sites[i].location.file == PGL_NONE)
			record->sites[i].location = record->sites[original].location;
	}
	return 0;
}

static void read_argument(struct pgl_reader *reader, struct pgl_argument *argument, json *value)
{
	struct pgl_object object;

	if (!pgl_expect(reader, value, json_type_object, "arguments") ||
	    pgl_open_object(reader, value, &object))
		return;
	argument->index = pgl_take_id(reader, &object, "index", PGL_NONE);
	argument->name = pgl_take_text(reader, &object, "name");
	argument->became =
		pgl_take_word(reader, &object, "became", PGL_WORDS_ARGUMENT, PGL_ARGUMENT_CONSTANT);
	argument->offset = pgl_take_integer(reader, &object, "offset");
	argument->by_reference = pgl_take_bool(reader, &object, "by_reference");
	argument->value = pgl_take_text(reader, &object, "value");
	argument->extra = pgl_close_object(reader, &object);
}

static int read_event(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	struct pgl_event *event = pgl_record_add_event(record);

	reader->seen_events = true;
	if (!event)
		return -1;
	event->what = pgl_take_text(reader, line, "what");
	event->function = pgl_take_id(reader, line, "function", record->n_functions);
	event->target = pgl_take_id(reader, line, "target", record->n_functions);
	event->site = pgl_take_id(reader, line, "site", record->n_sites);
	event->location = pgl_take_location(reader, line, "loc");
	event->count = pgl_take_count(reader, line, PGL_QUALITY_UNINITIALIZED);
	event->share = pgl_take_real(reader, line, "share");
	event->how = pgl_take_text(reader, line, "how");
	event->pass = pgl_take_text(reader, line, "pass");
	event->value = pgl_take_text(reader, line, "value");
	event->reason = pgl_take_text(reader, line, "reason");
	event->section = pgl_take_text(reader, line, "section");
	json *arguments = pgl_take_array(reader, line, "arguments");

	for (size_t i = 0; arguments && i < json_object_array_length(arguments); i++) {
		struct pgl_argument *argument =
			pgl_event_add_argument(record, record->n_events - 1);

		if (!argument)
			return -1;
		read_argument(reader, argument, json_object_array_get_idx(arguments, i));
	}
	event->extra = pgl_close_object(reader, line);
	return pgl_require(reader, event->what, "what");
}

static int read_branch(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	struct pgl_branch *branch = pgl_record_add_branch(record);

	reader->seen_events = true;
	if (!branch)
		return -1;
	branch->function = pgl_take_id(reader, line, "function", record->n_functions);
	if (branch->function == PGL_NONE)
		return pgl_read_fail(reader, "'function' is missing");
	branch->location = pgl_take_location(reader, line, "loc");
	branch->count =
		pgl_take_count(reader, line, record->functions[branch->function].count.quality);
	branch->frequency = pgl_take_real(reader, line, "freq");
	branch->share = pgl_take_real(reader, line, "share");
	branch->if_true = pgl_take_location(reader, line, "true");
	branch->if_false = pgl_take_location(reader, line, "false");
	branch->extra = pgl_close_object(reader, line);
	return 0;
}

static int read_end(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	const struct {
		const char *key;
		uint32_t have;
		bool is_wanted; /* if the key is absent, the number is 0 */
	} numbers[] = {{"functions", record->n_functions, true},
		       {"sites", record->n_sites, true},
		       {"events", record->n_events, true},
		       {"branches", record->n_branches, false}};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		uint64_t n = 0;

		if (!pgl_take_number(reader, line, numbers[i].key, UINT32_MAX, &n) &&
		    numbers[i].is_wanted)
			return pgl_read_fail(reader, "'%s' is missing", numbers[i].key);
		if (n != numbers[i].have)
			return pgl_read_fail(reader, "the record should hold %llu %s and holds %u",
					     (unsigned long long)n, numbers[i].key,
					     numbers[i].have);
	}
	if (reader->failed || pgl_check_origins(reader) || check_copies(reader))
		return -1;
	pgl_record_forget_static_counts(record);
	record->text_hash = reader->text_hash;
	reader->text_hash = PGL_HASH_START;
	reader->record = NULL;
	return reader->take(reader->context, record);
}

/* Dispatch ---------------------------------------------------------------------------------- */

static int read_line(struct pgl_reader *reader, json *value)
{
	static const struct {
		const char *kind;
		int (*read)(struct pgl_reader *, struct pgl_object *);
	} kinds[] = {{"unit", pgl_read_unit}, {"function", read_function}, {"site", pgl_read_site},
		     {"event", read_event},   {"branch", read_branch},	   {"end", read_end}};
	struct pgl_object line;

	if (!json_object_is_type(value, json_type_object) || pgl_open_object(reader, value, &line))
		return pgl_read_fail(reader, "not a pgolens record: no JSON object");
	json *kind = pgl_take_any(reader, &line, "kind");

	if (!json_object_is_type(kind, json_type_string))
		return pgl_read_fail(reader, "not a pgolens record: no 'kind'");
	const char *word = json_object_get_string(kind);

	if (!reader->record && strcmp(word, "unit"))
		return pgl_read_fail(reader,
				     "not a pgolens record: it does not begin with a 'unit' line");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(word, kinds[i].kind))
			return kinds[i].read(reader, &line);
	if (pgl_count_unknown(reader, reader->length))
		return -1;
	pgl_record_add_other(reader->record, reader->line);
	return 0;
}

/* True if TEXT has a NaN or an Infinity outside strings. JSON has no such numbers, but json-c
   accepts them. */
static bool has_no_number(const char *text)
{
	bool in_string = false;

	if (!strstr(text, "NaN") && !strstr(text, "Infinity"))
		return false;
	for (; *text; text++) {
		if (*text == '"')
			in_string = !in_string;
		else if (in_string && *text == '\\' && text[1])
			text++;
		else if (!in_string && (*text == 'N' || *text == 'I'))
			return true;
	}
	return false;
}

static int parse_line(struct pgl_reader *reader)
{
	json_tokener_reset(reader->tokener);
	errno = 0;
	json *line = json_tokener_parse_ex(reader->tokener, reader->line, (int)reader->length + 1);
	enum json_tokener_error problem = json_tokener_get_error(reader->tokener);
	int status = -1;

	if (problem == json_tokener_continue || (problem == json_tokener_error_parse_eof))
		pgl_read_fail(reader, "the line is cut off");
	else if (problem != json_tokener_success)
		pgl_read_fail(reader, "not JSON at byte %zu: %s",
			      json_tokener_get_parse_end(reader->tokener) + 1,
			      json_tokener_error_desc(problem));
	else if (json_tokener_get_parse_end(reader->tokener) < reader->length)
		pgl_read_fail(reader, "not JSON: more after the object");
	else if (has_no_number(reader->line))
		pgl_read_fail(reader, "not JSON: NaN or Infinity");
	else
		status = read_line(reader, line);
	reader->n_fields = 0;
	json_object_put(line);
	if (!status && reader->record && reader->record->out_of_memory)
		pgl_read_fail(reader, "out of memory");
	return reader->failed ? -1 : status;
}

int pgl_json_read(FILE *in, const char *name, pgl_record_taker *take_record, void *context,
		  struct pgl_error *error)
{
	struct pgl_reader reader = {.in = in,
				    .name = name,
				    .take = take_record,
				    .context = context,
				    .error = error,
				    .text_hash = PGL_HASH_START};
	uint64_t n_lines = 0;
	int status = 0;

	reader.tokener = json_tokener_new_ex(DEPTH_LIMIT);
	if (!reader.tokener)
		return pgl_error_set(error, "out of memory");
	json_tokener_set_flags(reader.tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	while (!status && (status = next_line(&reader)) > 0) {
		n_lines++;
		/* The NUL at the end stands for the newline. */
		reader.text_hash = pgl_hash_fast(reader.text_hash, reader.line, reader.length + 1);
		status = parse_line(&reader);
	}
	if (!status && reader.record)
		status = pgl_read_fail(&reader, "the record is cut off: no 'end' line");
	else if (!status && !n_lines)
		status = pgl_error_set(error, "%s: empty: not a pgolens record", name);
	json_tokener_free(reader.tokener);
	pgl_record_free(reader.record);
	free(reader.fields);
	free(reader.decisions);
	free(reader.usual_caller);
	free(reader.line);
	return status;
}
