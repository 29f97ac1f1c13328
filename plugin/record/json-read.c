/* The reader: a line at a time, every value checked before it is believed (json-read-fields.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "json-read.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "json-read-fields.h"

typedef struct json_object json;

/* No line of a real record comes near; a file of nonsense must not fill the memory. */
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

static void read_compiler(struct pgl_reader *reader, struct pgl_object *line, struct pgl_unit *unit)
{
	json *value = pgl_take_any(reader, line, "compiler");
	struct pgl_object compiler;

	if (!value || !pgl_expect(reader, value, json_type_object, "compiler") ||
	    pgl_open_object(reader, value, &compiler))
		return;
	unit->compiler.name = pgl_take_text(reader, &compiler, "name");
	unit->compiler.version = pgl_take_text(reader, &compiler, "version");
	unit->compiler.target = pgl_take_text(reader, &compiler, "target");
	pgl_close_object(reader, &compiler);
}

static void read_profile(struct pgl_reader *reader, struct pgl_object *line, struct pgl_unit *unit)
{
	json *value = pgl_take_any(reader, line, "profile");
	uint64_t runs = 0, n_read = 0, n_never_run = 0, n_mismatched = 0;
	struct pgl_object profile;

	if (!value || !pgl_expect(reader, value, json_type_object, "profile") ||
	    pgl_open_object(reader, value, &profile))
		return;
	unit->profile.use =
		pgl_take_word(reader, &profile, "use", PGL_WORDS_PROFILE, PGL_PROFILE_NONE);
	unit->profile.found = pgl_take_bool(reader, &profile, "found");
	pgl_take_number(reader, &profile, "runs", UINT32_MAX, &runs);
	pgl_take_number(reader, &profile, "sum_max", UINT64_MAX, &unit->profile.sum_max);
	unit->profile.hot_threshold = pgl_take_integer(reader, &profile, "hot_threshold");
	pgl_take_number(reader, &profile, "read", UINT32_MAX, &n_read);
	pgl_take_number(reader, &profile, "never_run", UINT32_MAX, &n_never_run);
	pgl_take_number(reader, &profile, "mismatched", UINT32_MAX, &n_mismatched);
	unit->profile.runs = (uint32_t)runs;
	unit->profile.n_read = (uint32_t)n_read;
	unit->profile.n_never_run = (uint32_t)n_never_run;
	unit->profile.n_mismatched = (uint32_t)n_mismatched;
	pgl_close_object(reader, &profile);
}

static int check_version(struct pgl_reader *reader, struct pgl_object *line)
{
	const char *format = pgl_take_text(reader, line, "format");
	uint64_t version = 0;

	if (!format || strcmp(format, PGL_FORMAT_NAME))
		return pgl_read_fail(
			reader, "not a pgolens record: the first line has no \"format\":\"%s\"",
			PGL_FORMAT_NAME);
	if (!pgl_take_number(reader, line, "version", UINT32_MAX, &version))
		return pgl_read_fail(reader, "'version' is missing");
	if (version != PGL_FORMAT_VERSION)
		return pgl_read_fail(reader,
				     "format version %llu, and this pgolens reads version %d",
				     (unsigned long long)version, PGL_FORMAT_VERSION);
	return 0;
}

/* What is said alike of a record's own unit and of one that was linked. */
static void read_unit_keys(struct pgl_reader *reader, struct pgl_object *line,
			   struct pgl_unit *unit)
{
	read_compiler(reader, line, unit);
	unit->source = pgl_take_text(reader, line, "source");
	unit->stage = pgl_take_word(reader, line, "stage", PGL_WORDS_STAGE, PGL_STAGE_COMPILE);
	unit->lto = pgl_take_word(reader, line, "lto", PGL_WORDS_LTO, PGL_LTO_NONE);
	unit->summary = pgl_take_text(reader, line, "summary");
	unit->label = pgl_take_text(reader, line, "label");
	unit->fingerprint = pgl_take_text(reader, line, "fingerprint");
	unit->fingerprint_ir = pgl_take_text(reader, line, "fingerprint_ir");
	unit->given = pgl_take_text(reader, line, "given");
	pgl_take_options(reader, line, &unit->options);
	read_profile(reader, line, unit);
}

static void read_linked_units(struct pgl_reader *reader, struct pgl_object *line)
{
	json *units = pgl_take_array(reader, line, "units");

	for (size_t i = 0; units && i < json_object_array_length(units); i++) {
		json *value = json_object_array_get_idx(units, i);
		struct pgl_unit *unit = pgl_record_add_unit(reader->record);
		struct pgl_object object;

		if (!unit || !pgl_expect(reader, value, json_type_object, "units") ||
		    pgl_open_object(reader, value, &object))
			return;
		read_unit_keys(reader, &object, unit);
		unit->extra = pgl_close_object(reader, &object);
		pgl_require(reader, unit->source, "source");
	}
}

static int read_unit(struct pgl_reader *reader, struct pgl_object *line)
{
	if (reader->record)
		return pgl_read_fail(reader,
				     "a 'unit' line inside a record: the one before has no 'end'");
	reader->record = pgl_record_new();
	if (!reader->record)
		return pgl_read_fail(reader, "out of memory");
	reader->seen_sites = reader->seen_events = false;
	reader->n_unknown = 0;
	memset(reader->shared, 0, sizeof reader->shared);
	struct pgl_unit *unit = &reader->record->unit;

	if (check_version(reader, line))
		return -1;
	unit->generator = pgl_take_text(reader, line, "generator");
	read_unit_keys(reader, line, unit);
	read_linked_units(reader, line);
	unit->size_before = pgl_take_integer(reader, line, "size_before");
	unit->size_after = pgl_take_integer(reader, line, "size_after");
	json *files = pgl_take_array(reader, line, "files");

	for (size_t i = 0; files && i < json_object_array_length(files); i++) {
		json *file = json_object_array_get_idx(files, i);

		if (pgl_expect(reader, file, json_type_string, "files"))
			pgl_record_add_file(reader->record, json_object_get_string(file));
	}
	unit->extra = pgl_close_object(reader, line);
	return pgl_require(reader, unit->source, "source") || reader->failed ? -1 : 0;
}

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
	/* A clone may stand before its origin: looked at again when all are here. */
	if (pgl_take_number(reader, line, "origin", UINT32_MAX - 1, &origin))
		function->origin = (uint32_t)origin;
	function->unit = pgl_take_id(reader, line, "unit", record->unit.n_units);
	function->clone = pgl_take_word(reader, line, "clone", PGL_WORDS_CLONE, PGL_CLONE_NONE);
	pgl_take_number(reader, line, "order", UINT32_MAX, &order);
	function->order = (uint32_t)order;
	function->location = pgl_take_location(reader, line);
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
	pgl_take_options(reader, line, &function->options);
	function->extra = pgl_close_object(reader, line);
	return pgl_require(reader, function->name, "name");
}

static void read_limit(struct pgl_reader *reader, struct pgl_object *object,
		       struct pgl_decision *decision)
{
	decision->limit = pgl_take_text(reader, object, "limit");
	decision->limit_of =
		pgl_take_word(reader, object, "limit_of", PGL_WORDS_LIMIT_OF, PGL_LIMIT_OF_CALLEE);
	decision->limit_param = pgl_take_integer(reader, object, "limit_param");
	decision->limit_value = pgl_take_integer(reader, object, "limit_value");
	decision->limit_actual = pgl_take_integer(reader, object, "limit_actual");
	if (!decision->limit && decision->limit_value.known)
		decision->limit =
			pgl_record_intern(reader->record, pgl_usual_limit(decision->reason));
	if (!decision->limit)
		return;
	if (!decision->limit_param.known)
		decision->limit_param = decision->limit_value;
	if (!decision->limit_actual.known)
		decision->limit_actual = decision->growth;
}

static void read_decision(struct pgl_reader *reader, struct pgl_decision *decision, json *value)
{
	struct pgl_object object;
	uint64_t sequence = 0;

	if (!pgl_expect(reader, value, json_type_object, "decisions") ||
	    pgl_open_object(reader, value, &object))
		return;
	pgl_take_number(reader, &object, "sequence", UINT32_MAX, &sequence);
	decision->sequence = (uint32_t)sequence;
	decision->reason = pgl_take_text(reader, &object, "reason");
	decision->inliner = pgl_take_word(reader, &object, "inliner", PGL_WORDS_INLINER,
					  pgl_usual_inliner(decision->reason));
	decision->phase = pgl_take_word(reader, &object, "phase", PGL_WORDS_PHASE,
					pgl_usual_phase(decision->sequence));
	decision->inlined = pgl_take_bool(reader, &object, "inlined") || decision->sequence;
	decision->growth = pgl_take_integer(reader, &object, "growth");
	decision->time_saved = pgl_take_real(reader, &object, "time_saved");
	decision->badness = pgl_take_real(reader, &object, "badness");
	decision->hints = pgl_take_text(reader, &object, "hints");
	read_limit(reader, &object, decision);
	decision->extra = pgl_close_object(reader, &object);
	if (!decision->inlined)
		pgl_require(reader, decision->reason, "reason");
}

/* Gives SITE the N decisions that were read. The same few stand on most sites, which share them. */
static void settle_decisions(struct pgl_reader *reader, struct pgl_site *site, uint32_t n)
{
	size_t size = n * sizeof *reader->decisions;
	const unsigned char *bytes = (const unsigned char *)reader->decisions;
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < size; i += sizeof hash) {
		uint64_t word;

		memcpy(&word, bytes + i, sizeof word);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	}
	struct shared *shared = &reader->shared[(hash >> 32) & (PGL_SHARED_N - 1)];

	if (shared->n != n || memcmp(shared->decisions, bytes, size)) {
		shared->n = 0;
		shared->decisions = pgl_record_alloc(reader->record, size);
		if (!shared->decisions)
			return;
		memcpy(shared->decisions, bytes, size);
		shared->n = n;
	}
	site->decisions = shared->decisions;
	site->n_decisions = n;
}

static void read_decisions(struct pgl_reader *reader, uint32_t site, json *array)
{
	size_t n = json_object_array_length(array);
	struct pgl_decision *decisions = pgl_read_room(reader, reader->decisions, n,
						       &reader->decisions_room, sizeof *decisions);

	if (!decisions || !n)
		return;
	reader->decisions = decisions;
	memset(decisions, 0, n * sizeof *decisions);
	for (size_t i = 0; i < n; i++)
		read_decision(reader, &decisions[i], json_object_array_get_idx(array, i));
	settle_decisions(reader, &reader->record->sites[site], (uint32_t)n);
}

static int check_origins(struct pgl_reader *reader)
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
		/* A clone of a function copies what was a copy there. */
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

/* Notes who brings the children of SITE in, as pgl_usual_caller () would find out by walking up:
   sites may be nested as deep as they like. */
static int note_usual_caller(struct pgl_reader *reader, const struct pgl_site *site)
{
	const struct pgl_decision *verdict = pgl_site_verdict(site);
	bool is_ipa = verdict && verdict->inlined && verdict->inliner == PGL_INLINER_IPA &&
		      site->callee != PGL_NONE;
	uint32_t *callers = pgl_read_room(reader, reader->usual_caller, (size_t)site->id + 1,
					  &reader->usual_caller_room, sizeof *callers);

	if (!callers)
		return -1;
	reader->usual_caller = callers;
	callers[site->id] = is_ipa		       ? site->callee
			    : site->parent != PGL_NONE ? callers[site->parent]
						       : site->root;
	return 0;
}

static int read_site(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	uint64_t id = UINT64_MAX;

	if (reader->seen_events)
		return pgl_read_fail(reader, "a 'site' line after the first 'event'");
	if (!reader->seen_sites && check_origins(reader))
		return -1;
	reader->seen_sites = true;
	if (!pgl_take_number(reader, line, "id", UINT32_MAX, &id) || id != record->n_sites)
		return pgl_read_fail(reader, "'id' of this site is not %u", record->n_sites);
	uint32_t n_sites = record->n_sites, n_functions = record->n_functions;
	uint32_t parent = pgl_take_id(reader, line, "parent", n_sites);
	uint32_t root = pgl_take_id(reader, line, "root", n_functions);

	if (parent != PGL_NONE && root == PGL_NONE)
		root = record->sites[parent].root;
	if (root == PGL_NONE)
		return pgl_read_fail(reader, "'root' is missing");
	struct pgl_site *site = pgl_record_add_site(record);

	if (!site)
		return -1;
	site->root = root;
	site->parent = parent;
	site->caller = pgl_take_id(reader, line, "caller", n_functions);
	if (site->caller == PGL_NONE)
		site->caller = parent == PGL_NONE ? root : reader->usual_caller[parent];
	site->callee = pgl_take_id(reader, line, "callee", n_functions);
	site->was = pgl_take_id(reader, line, "was", n_functions);
	/* The original may stand in a later root: looked at again when all are here. */
	site->copy_of = pgl_take_id(reader, line, "copy_of", PGL_NONE);
	site->location = pgl_take_location(reader, line);
	site->flags = pgl_take_flags(reader, line, PGL_WORDS_SITE_FLAG);
	uint64_t statement = 0;

	pgl_take_number(reader, line, "stmt", UINT32_MAX, &statement);
	site->statement = (uint32_t)statement;
	site->count = pgl_take_count(reader, line, record->functions[root].count.quality);
	if (pgl_is_surely_cold(&record->unit, site))
		site->flags |= PGL_BIT(PGL_SITE_FLAG_COLD);
	site->frequency = pgl_take_real(reader, line, "freq");
	if (site->parent != PGL_NONE && record->sites[site->parent].root != root)
		return pgl_read_fail(reader, "'parent' stands in another root function");
	json *decisions = pgl_take_array(reader, line, "decisions");

	if (decisions)
		read_decisions(reader, site->id, decisions);
	else if (site->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		pgl_site_add_copied(record, site->id);
	site->extra = pgl_close_object(reader, line);
	return note_usual_caller(reader, site);
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
	event->location = pgl_take_location(reader, line);
	event->count = pgl_take_count(reader, line, PGL_QUALITY_UNINITIALIZED);
	event->share = pgl_take_real(reader, line, "share");
	event->how = pgl_take_text(reader, line, "how");
	event->pass = pgl_take_text(reader, line, "pass");
	event->value = pgl_take_text(reader, line, "value");
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

static int read_end(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	static const char *const keys[] = {"functions", "sites", "events"};
	uint32_t have[] = {record->n_functions, record->n_sites, record->n_events};

	for (size_t i = 0; i < 3; i++) {
		uint64_t n = UINT64_MAX;

		if (!pgl_take_number(reader, line, keys[i], UINT32_MAX, &n))
			return pgl_read_fail(reader, "'%s' is missing", keys[i]);
		if (n != have[i])
			return pgl_read_fail(reader, "the record should hold %llu %s and holds %u",
					     (unsigned long long)n, keys[i], have[i]);
	}
	if (reader->failed || check_origins(reader) || check_copies(reader))
		return -1;
	reader->record = NULL;
	return reader->take(reader->context, record);
}

/* Dispatch ---------------------------------------------------------------------------------- */

static int read_line(struct pgl_reader *reader, json *value)
{
	static const struct {
		const char *kind;
		int (*read)(struct pgl_reader *, struct pgl_object *);
	} kinds[] = {{"unit", read_unit},
		     {"function", read_function},
		     {"site", read_site},
		     {"event", read_event},
		     {"end", read_end}};
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

/* Is there a NaN or an Infinity outside the strings of TEXT? JSON has no such numbers, but json-c
   reads them. */
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
	struct pgl_reader reader = {
		.in = in, .name = name, .take = take_record, .context = context, .error = error};
	uint64_t n_lines = 0;
	int status = 0;

	reader.tokener = json_tokener_new_ex(DEPTH_LIMIT);
	if (!reader.tokener)
		return pgl_error_set(error, "out of memory");
	json_tokener_set_flags(reader.tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	while (!status && (status = next_line(&reader)) > 0) {
		n_lines++;
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
