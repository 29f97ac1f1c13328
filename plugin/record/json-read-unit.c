/* The reader of "unit" lines, those in a link's included. See json-read-kinds.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-read-kinds.h"

#include <json-c/json.h>
#include <string.h>

typedef struct json_object json;

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
	unit->profile.n_in_file = pgl_take_integer(reader, &profile, "in_file");
	unit->profile.n_strangers = pgl_take_integer(reader, &profile, "strangers");
	unit->profile.n_moved = pgl_take_integer(reader, &profile, "moved");
	unit->profile.runs = (uint32_t)runs;
	unit->profile.n_read = (uint32_t)n_read;
	unit->profile.n_never_run = (uint32_t)n_never_run;
	unit->profile.n_mismatched = (uint32_t)n_mismatched;
	pgl_close_object(reader, &profile);
}

static void read_replay(struct pgl_reader *reader, struct pgl_object *line, struct pgl_unit *unit)
{
	json *value = pgl_take_any(reader, line, "replay");
	uint64_t n_done = 0, n_already = 0, n_not_done = 0;
	struct pgl_object replay;

	if (!value || !pgl_expect(reader, value, json_type_object, "replay") ||
	    pgl_open_object(reader, value, &replay))
		return;
	unit->replay.is_on = true;
	unit->replay.source = pgl_take_text(reader, &replay, "source");
	unit->replay.fingerprint = pgl_take_text(reader, &replay, "fingerprint");
	pgl_take_number(reader, &replay, "done", UINT32_MAX, &n_done);
	pgl_take_number(reader, &replay, "already", UINT32_MAX, &n_already);
	pgl_take_number(reader, &replay, "not_done", UINT32_MAX, &n_not_done);
	unit->replay.n_done = (uint32_t)n_done;
	unit->replay.n_already = (uint32_t)n_already;
	unit->replay.n_not_done = (uint32_t)n_not_done;
	pgl_close_object(reader, &replay);
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

/* The keys that a record's own unit and a linked unit share. */
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

int pgl_read_unit(struct pgl_reader *reader, struct pgl_object *line)
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
	unit->saw_code = pgl_take_bool(reader, line, "saw_code");
	read_replay(reader, line, unit);
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
