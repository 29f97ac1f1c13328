/* The parts of a record as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/record-json.h"

#include <stdlib.h>

#include "export/columns.h"
#include "records/names.h"
#include "record/site-key.h"

/* The whole --------------------------------------------------------------------------------- */

void pgl_json_open(struct pgl_json *json, FILE *out, unsigned lines, const char *format)
{
	pgl_json_init(json, out, lines);
	pgl_json_object(json, NULL);
	pgl_json_text(json, "format", format);
	pgl_json_unsigned(json, "version", 1);
	pgl_json_text(json, "generator", "pgolens " PGOLENS_VERSION);
}

void pgl_json_close(struct pgl_json *json)
{
	pgl_json_end_object(json);
	pgl_json_finish(json);
}

/* Values ------------------------------------------------------------------------------------ */

void pgl_json_integer(struct pgl_json *json, const char *key, struct pgl_integer integer)
{
	if (integer.known)
		pgl_json_signed(json, key, integer.value);
	else
		pgl_json_null(json, key);
}

void pgl_json_real_or_null(struct pgl_json *json, const char *key, struct pgl_real real)
{
	if (real.known)
		pgl_json_real(json, key, real.value);
	else
		pgl_json_null(json, key);
}

void pgl_json_unsigned_or_null(struct pgl_json *json, const char *key, uint64_t value,
			       bool is_known)
{
	if (is_known)
		pgl_json_unsigned(json, key, value);
	else
		pgl_json_null(json, key);
}

void pgl_json_count(struct pgl_json *json, const char *key, struct pgl_count count)
{
	pgl_json_unsigned_or_null(json, key, count.value, count.known);
}

void pgl_json_id(struct pgl_json *json, const char *key, uint32_t id)
{
	pgl_json_unsigned_or_null(json, key, id, id != PGL_NONE);
}

void pgl_json_word(struct pgl_json *json, const char *key, enum pgl_list list, unsigned index)
{
	pgl_json_text(json, key, pgl_words(list)[index]);
}

void pgl_json_flags(struct pgl_json *json, const char *key, enum pgl_list list, uint32_t flags)
{
	const char *const *words = pgl_words(list);

	pgl_json_array(json, key);
	for (unsigned i = 0; words[i]; i++)
		if (flags & PGL_BIT(i))
			pgl_json_text(json, NULL, words[i]);
	pgl_json_end_array(json);
}

void pgl_json_location(struct pgl_json *json, const char *key, const struct pgl_record *record,
		       struct pgl_location location)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_location(&text, record, location);
	pgl_json_text(json, key, text.length ? text.text : NULL);
	pgl_strbuf_release(&text);
}

void pgl_json_options(struct pgl_json *json, const char *key, const struct pgl_options *options)
{
	pgl_json_object(json, key);
	for (size_t i = 0; i < options->n; i++)
		pgl_json_text(json, options->item[i].name, options->item[i].value);
	pgl_json_end_object(json);
}

void pgl_json_extra(struct pgl_json *json, pgl_extra extra)
{
	if (extra)
		pgl_json_raw(json, "extra", extra);
}

/* Things ------------------------------------------------------------------------------------ */

void pgl_json_decision(struct pgl_json *json, const char *key, const struct pgl_decision *decision)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const struct pgl_row row = {.decision = decision, .text = &text};

	if (!pgl_json_object_if(json, key, decision))
		return;
	pgl_columns_json(json, &pgl_decision_columns, &row, PGL_IN_JSON, "");
	pgl_json_extra(json, decision->extra);
	pgl_json_end_object(json);
	pgl_strbuf_release(&text);
}

void pgl_json_stack(struct pgl_json *json, const char *key, const struct pgl_record *record,
		    uint32_t id)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_array(json, key);
	for (int depth = 0; id != PGL_NONE; id = record->sites[id].parent) {
		/* Were the stacks written out of calls nested a million deep, the output would be
		 * the square of that. */
		if (depth++ == PGL_DEEPEST_STACK) {
			pgl_json_text(json, NULL, "...");
			break;
		}
		pgl_strbuf_reset(&text);
		pgl_add_location(&text, record, record->sites[id].location);
		if (!text.length)
			pgl_strbuf_add(&text, "?");
		pgl_strbuf_addf(&text, ">%s", pgl_site_source_function(record, id));
		pgl_json_text(json, NULL, text.text);
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

void pgl_json_site_key(struct pgl_json *json, const char *key, const struct pgl_record *record,
		       uint32_t id)
{
	int depth = 0;

	for (uint32_t at = id; at != PGL_NONE && depth <= PGL_DEEPEST_STACK;
	     at = record->sites[at].parent)
		depth++;
	char *text = depth <= PGL_DEEPEST_STACK ? pgl_site_key(record, id) : NULL;

	pgl_json_text(json, key, text);
	free(text);
}

static void add_profile(struct pgl_json *json, const struct pgl_unit *unit)
{
	bool reads = unit->profile.use == PGL_PROFILE_USE || unit->profile.use == PGL_PROFILE_AUTO;

	pgl_json_object(json, "profile");
	pgl_json_word(json, "use", PGL_WORDS_PROFILE, unit->profile.use);
	if (reads)
		pgl_json_bool(json, "found", unit->profile.found);
	if (reads && unit->profile.found) {
		pgl_json_unsigned(json, "runs", unit->profile.runs);
		pgl_json_unsigned(json, "sum_max", unit->profile.sum_max);
		pgl_json_integer(json, "hot_threshold", unit->profile.hot_threshold);
		pgl_json_unsigned(json, "read", unit->profile.n_read);
		pgl_json_unsigned(json, "never_run", unit->profile.n_never_run);
		pgl_json_unsigned(json, "mismatched", unit->profile.n_mismatched);
		pgl_json_integer(json, "in_file", unit->profile.n_in_file);
		pgl_json_integer(json, "strangers", unit->profile.n_strangers);
		pgl_json_integer(json, "moved", unit->profile.n_moved);
	}
	pgl_json_end_object(json);
}

static void add_replay(struct pgl_json *json, const struct pgl_unit *unit)
{
	if (!unit->replay.is_on)
		return;
	pgl_json_object(json, "replay");
	pgl_json_text(json, "source", unit->replay.source);
	pgl_json_text(json, "fingerprint", unit->replay.fingerprint);
	pgl_json_unsigned(json, "done", unit->replay.n_done);
	pgl_json_unsigned(json, "already", unit->replay.n_already);
	pgl_json_unsigned(json, "not_done", unit->replay.n_not_done);
	pgl_json_end_object(json);
}

static void add_argument(struct pgl_json *json, const struct pgl_argument *argument)
{
	pgl_json_object(json, NULL);
	pgl_json_id(json, "index", argument->index);
	pgl_json_text(json, "name", argument->name);
	pgl_json_word(json, "became", PGL_WORDS_ARGUMENT, argument->became);
	pgl_json_integer(json, "offset", argument->offset);
	pgl_json_bool(json, "by_reference", argument->by_reference);
	pgl_json_text(json, "value", argument->value);
	pgl_json_extra(json, argument->extra);
	pgl_json_end_object(json);
}

void pgl_json_arguments(struct pgl_json *json, const struct pgl_event *event)
{
	pgl_json_array(json, "arguments");
	for (uint32_t i = 0; i < event->n_arguments; i++)
		add_argument(json, &event->arguments[i]);
	pgl_json_end_array(json);
}

/* Those without a summary were compiled without the plugin. */
static void add_linked_units(struct pgl_json *json, const struct pgl_unit *unit)
{
	pgl_json_array(json, "units");
	for (uint32_t i = 0; i < unit->n_units; i++) {
		pgl_json_object(json, NULL);
		pgl_json_text(json, "source", unit->units[i].source);
		pgl_json_text(json, "summary", unit->units[i].summary);
		pgl_json_text(json, "given", unit->units[i].given);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

void pgl_json_unit(struct pgl_json *json, const struct pgl_build *build, uint32_t number)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const struct pgl_row row = pgl_row_of_build(build, number, 0, &text);
	const struct pgl_record *record = build->records[number];
	const struct pgl_unit *unit = &record->unit;

	pgl_json_object(json, NULL);
	pgl_columns_json(json, &pgl_unit_columns, &row, PGL_IN_JSON, "");
	pgl_json_object(json, "compiler");
	pgl_json_text(json, "name", unit->compiler.name);
	pgl_json_text(json, "version", unit->compiler.version);
	pgl_json_text(json, "target", unit->compiler.target);
	pgl_json_end_object(json);
	if (unit->n_units)
		add_linked_units(json, unit);
	pgl_json_options(json, "options", &unit->options);
	add_profile(json, unit);
	add_replay(json, unit);
	/* Lines of a kind this version does not know. */
	if (record->n_others)
		pgl_json_unsigned(json, "others", record->n_others);
	pgl_json_extra(json, unit->extra);
	pgl_json_end_object(json);
	pgl_strbuf_release(&text);
}
