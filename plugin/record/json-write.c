/* The writer: one object a line, as text (json-text.h), handed on before the next.

   What a reader can know from elsewhere is left out (docs/record-format.md names each default), to
   keep a site below 200 bytes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "json-write.h"

#include <errno.h>
#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json-text.h"
#include "option-sets.h"

typedef struct pgl_json json;

struct writer {
	const struct pgl_record *record;
	pgl_sink *sink;
	void *context;
	struct pgl_error *error;
	struct pgl_json_pool pool;
};

/* Values ------------------------------------------------------------------------------------ */

static json *new_object(struct writer *writer)
{
	return pgl_json_new(&writer->pool, '{');
}

static json *new_array(struct writer *writer)
{
	return pgl_json_new(&writer->pool, '[');
}

static json *new_string(struct writer *writer, const char *text)
{
	json *made = pgl_json_new(&writer->pool, 0);

	pgl_json_put_string(&writer->pool, made, text);
	return made;
}

static void put_text(struct writer *writer, json *value, const char *text)
{
	pgl_json_put_raw(&writer->pool, value, text, strlen(text));
}

/* Estimates are kept to four decimals, or to seven digits where that is less: they are not better than
   that, and one figure in five of a record is one. */
static void put_estimate(struct writer *writer, json *value, double estimate)
{
	char text[40];
	double size = fabs(estimate);

	if (!(size < 1e9 && (size >= 0.01 || estimate == 0))) {
		snprintf(text, sizeof text, "%.7g", estimate);
		put_text(writer, value, text);
		return;
	}
	uint64_t scaled = (uint64_t)llround(size * 10000), part = scaled % 10000;

	if (estimate < 0)
		put_text(writer, value, "-");
	pgl_json_put_unsigned(&writer->pool, value, scaled / 10000);
	if (!part)
		return;
	char decimals[] = {'.', (char)('0' + part / 1000), (char)('0' + part / 100 % 10),
			   (char)('0' + part / 10 % 10), (char)('0' + part % 10)};
	size_t n = sizeof decimals;

	while (decimals[n - 1] == '0')
		n--;
	pgl_json_put_raw(&writer->pool, value, decimals, n);
}

/* NUMBER in as many digits as it takes to read it back. JSON has no word for infinity, but a number
   beyond every double reads back as it. */
static void put_exact(struct writer *writer, json *value, double number)
{
	int too_few = 5, enough = 17;
	char text[400];

	if (isinf(number)) {
		put_text(writer, value, number < 0 ? "-1e999" : "1e999");
		return;
	}
	while (enough - too_few > 1) {
		int digits = (too_few + enough) / 2;

		snprintf(text, sizeof text, "%.*g", digits, number);
		*(strtod(text, NULL) == number ? &enough : &too_few) = digits;
	}
	snprintf(text, sizeof text, "%.*g", enough, number);
	put_text(writer, value, text);
}

static void add(struct writer *writer, json *object, const char *key, json *value)
{
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put(&writer->pool, object, value);
}

static void append(struct writer *writer, json *array, json *value)
{
	pgl_json_comma(&writer->pool, array);
	pgl_json_put(&writer->pool, array, value);
}

static void add_text(struct writer *writer, json *object, const char *key, const char *text)
{
	if (!text)
		return;
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put_string(&writer->pool, object, text);
}

static void add_boolean(struct writer *writer, json *object, const char *key, bool value)
{
	pgl_json_key(&writer->pool, object, key);
	put_text(writer, object, value ? "true" : "false");
}

static void add_number(struct writer *writer, json *object, const char *key, uint64_t value)
{
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put_unsigned(&writer->pool, object, value);
}

static void add_id(struct writer *writer, json *object, const char *key, uint32_t id)
{
	if (id != PGL_NONE)
		add_number(writer, object, key, id);
}

static void add_integer(struct writer *writer, json *object, const char *key,
			struct pgl_integer integer)
{
	if (!integer.known)
		return;
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put_integer(&writer->pool, object, integer.value);
}

static void add_estimate(struct writer *writer, json *object, const char *key, struct pgl_real real)
{
	if (!real.known || isnan(real.value))
		return;
	pgl_json_key(&writer->pool, object, key);
	put_estimate(writer, object, real.value);
}

static void add_word(struct writer *writer, json *object, const char *key, enum pgl_list list,
		     unsigned index)
{
	add_text(writer, object, key, pgl_words(list)[index]);
}

static void add_count(struct writer *writer, json *object, struct pgl_count count)
{
	if (count.known)
		add_number(writer, object, "count", count.value);
}

static void add_location(struct writer *writer, json *object, struct pgl_location location)
{
	if (location.file == PGL_NONE)
		return;
	pgl_json_key(&writer->pool, object, "loc");
	put_text(writer, object, "[");
	if (location.file) {
		pgl_json_put_unsigned(&writer->pool, object, location.file);
		put_text(writer, object, ",");
	}
	pgl_json_put_unsigned(&writer->pool, object, location.line);
	put_text(writer, object, ",");
	pgl_json_put_unsigned(&writer->pool, object, location.column);
	put_text(writer, object, "]");
}

static void add_flags(struct writer *writer, json *object, enum pgl_list list, uint32_t flags)
{
	const char *const *words = pgl_words(list), *gap = "[";

	if (!flags)
		return;
	pgl_json_key(&writer->pool, object, "flags");
	for (unsigned i = 0; words[i]; i++) {
		if (!(flags & PGL_BIT(i)))
			continue;
		put_text(writer, object, gap);
		pgl_json_put_string(&writer->pool, object, words[i]);
		gap = ",";
	}
	put_text(writer, object, *gap == '[' ? "[]" : "]");
}

static void put_known(struct writer *writer, json *value, struct pgl_real real)
{
	if (real.known)
		put_estimate(writer, value, real.value);
	else
		put_text(writer, value, "null");
}

/* Before and after: x if they are the same, else [x, y]; what is not known is null, neither known is
   nothing. */
static void add_pair(struct writer *writer, json *object, const char *key, struct pgl_real before,
		     struct pgl_real after)
{
	if (!before.known && !after.known)
		return;
	pgl_json_key(&writer->pool, object, key);
	if (before.known && after.known && before.value == after.value) {
		put_estimate(writer, object, before.value);
		return;
	}
	put_text(writer, object, "[");
	put_known(writer, object, before);
	put_text(writer, object, ",");
	put_known(writer, object, after);
	put_text(writer, object, "]");
}

/* The option called by TOKEN in OPTIONS, or their number. */
static size_t find_option(const struct pgl_options *options, const struct pgl_option_token *token)
{
	size_t at = 0;

	while (at < options->n &&
	       (strncmp(options->item[at].name, token->name, token->name_length) ||
		options->item[at].name[token->name_length]))
		at++;
	return at;
}

/* Names SET in OUT if most of what it says holds in OPTIONS, with what it says and they do not have at
   all taken back as "name=-", and notes in SAID which of them need not be written any more. */
static bool print_set(FILE *out, const char *gap, const struct pgl_option_set *set,
		      const struct pgl_options *options, bool *said)
{
	struct pgl_option_token token;
	size_t n = 0, n_holding = 0, at;
	bool holds[256] = {false};
	const char *members;

	for (members = set->text; pgl_option_token(&members, &token) && n < 256; n++) {
		at = find_option(options, &token);
		holds[n] = at < options->n &&
			   strlen(options->item[at].value) == token.value_length &&
			   !strncmp(options->item[at].value, token.value, token.value_length);
		n_holding += holds[n];
	}
	if (4 * n_holding <= 3 * n)
		return false;
	fprintf(out, "%s%s", gap, set->name);
	n = 0;
	for (members = set->text; pgl_option_token(&members, &token) && n < 256; n++) {
		at = find_option(options, &token);
		if (at < options->n)
			said[at] = holds[n];
		else
			fprintf(out, " %.*s=-", (int)token.name_length, token.name);
	}
	return true;
}

/* "name" for an option that is on, "name=value" for others, "@name" for a set, separated by
   spaces. */
static void print_options(FILE *out, const struct pgl_options *options, bool *said)
{
	const char *gap = "";

	for (size_t i = 0; pgl_option_sets[i].name; i++)
		if (print_set(out, gap, &pgl_option_sets[i], options, said))
			gap = " ";
	for (size_t i = 0; i < options->n; i++) {
		const struct pgl_option *option = &options->item[i];
		bool is_on = !strcmp(option->value, "1");

		if (said[i])
			continue;
		fprintf(out, "%s%s%s%s", gap, option->name, is_on ? "" : "=",
			is_on ? "" : option->value);
		gap = " ";
	}
}

static void add_options(struct writer *writer, json *object, const struct pgl_options *options)
{
	bool *said = options->n ? calloc(options->n, sizeof *said) : NULL;
	char *text = NULL;
	size_t length;
	FILE *out = said ? open_memstream(&text, &length) : NULL;

	if (out)
		print_options(out, options, said);
	if (!out || fclose(out))
		writer->pool.no_memory |= options->n != 0;
	else
		add_text(writer, object, "options", text);
	free(said);
	free(text);
}

/* What the reader has read once, however deep. */
static struct json_object *parse(const char *text)
{
	struct json_tokener *tokener = json_tokener_new_ex(1000);
	struct json_object *parsed =
		tokener ? json_tokener_parse_ex(tokener, text, (int)strlen(text) + 1) : NULL;

	if (tokener)
		json_tokener_free(tokener);
	return parsed;
}

/* Adds KEY to what has been written so far. */
static bool merge_key(struct json_object *object, const char *key, struct json_object *value)
{
	struct json_object *known = json_object_object_get(object, key);

	if (!json_object_is_type(known, json_type_array) ||
	    !json_object_is_type(value, json_type_array))
		return !json_object_object_add(object, key, json_object_get(value));
	/* Words of a later version stand in an array beside those of this one. */
	for (size_t i = 0; i < json_object_array_length(value); i++)
		if (json_object_array_add(known,
					  json_object_get(json_object_array_get_idx(value, i))))
			return false;
	return true;
}

/* Puts the keys that the reader carried along back where they were: there are hardly ever any, and json-c
   knows how. */
static void add_extra(struct writer *writer, json *object, pgl_extra extra)
{
	struct json_object *parsed = extra ? parse(extra) : NULL, *all;
	size_t length;

	if (!object || !json_object_is_type(parsed, json_type_object)) {
		json_object_put(parsed);
		return;
	}
	pgl_json_end(&writer->pool, object);
	pgl_json_put_raw(&writer->pool, object, "", 1);
	all = writer->pool.no_memory ? NULL : parse(object->text);
	json_object_object_foreach(parsed, key, value)
	{
		if (!all || !merge_key(all, key, value))
			writer->pool.no_memory = true;
	}
	const char *text = json_object_to_json_string_length(
		all, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);

	object->length = 0;
	if (all && text)
		pgl_json_put_raw(&writer->pool, object, text, length);
	else
		writer->pool.no_memory = true;
	json_object_put(all);
	json_object_put(parsed);
}

/* Lines ------------------------------------------------------------------------------------- */

static json *new_line(struct writer *writer, const char *kind)
{
	json *line = new_object(writer);

	add_text(writer, line, "kind", kind);
	return line;
}

/* Hands LINE to the sink and puts it away. */
static int finish_line(struct writer *writer, json *line)
{
	int status = -1;

	pgl_json_end(&writer->pool, line);
	pgl_json_put_raw(&writer->pool, line, "\n", 1);
	if (writer->pool.no_memory)
		pgl_error_set(writer->error, "out of memory");
	else
		status = writer->sink(writer->context, line->text, line->length) ? -1 : 0;
	pgl_json_free(&writer->pool, line);
	return status;
}

static json *unit_profile(struct writer *writer, const struct pgl_unit *unit)
{
	json *profile = new_object(writer);

	add_word(writer, profile, "use", PGL_WORDS_PROFILE, unit->profile.use);
	if (unit->profile.use != PGL_PROFILE_USE && unit->profile.use != PGL_PROFILE_AUTO)
		return profile;
	add_boolean(writer, profile, "found", unit->profile.found);
	if (unit->profile.found) {
		add_number(writer, profile, "runs", unit->profile.runs);
		add_number(writer, profile, "sum_max", unit->profile.sum_max);
		add_integer(writer, profile, "hot_threshold", unit->profile.hot_threshold);
		add_number(writer, profile, "read", unit->profile.n_read);
		add_number(writer, profile, "never_run", unit->profile.n_never_run);
		add_number(writer, profile, "mismatched", unit->profile.n_mismatched);
	}
	return profile;
}

/* What is said alike of a record's own unit and of one that was linked. */
static void add_unit(struct writer *writer, json *line, const struct pgl_unit *unit)
{
	json *compiler = new_object(writer);

	add_text(writer, compiler, "name", unit->compiler.name);
	add_text(writer, compiler, "version", unit->compiler.version);
	add_text(writer, compiler, "target", unit->compiler.target);
	add(writer, line, "compiler", compiler);
	add_text(writer, line, "source", unit->source);
	add_word(writer, line, "stage", PGL_WORDS_STAGE, unit->stage);
	if (unit->lto != PGL_LTO_NONE)
		add_word(writer, line, "lto", PGL_WORDS_LTO, unit->lto);
	add_text(writer, line, "summary", unit->summary);
	add_text(writer, line, "label", unit->label);
	add_text(writer, line, "fingerprint", unit->fingerprint);
	add_text(writer, line, "fingerprint_ir", unit->fingerprint_ir);
	add_text(writer, line, "given", unit->given);
	add_options(writer, line, &unit->options);
	add(writer, line, "profile", unit_profile(writer, unit));
}

/* Of a unit that left no summary, only the name is known. */
static json *new_linked_unit(struct writer *writer, const struct pgl_unit *unit)
{
	json *made = new_object(writer);

	if (unit->summary)
		add_unit(writer, made, unit);
	else
		add_text(writer, made, "source", unit->source);
	add_extra(writer, made, unit->extra);
	return made;
}

static int write_unit(struct writer *writer)
{
	const struct pgl_unit *unit = &writer->record->unit;
	json *line = new_line(writer, "unit"), *files = new_array(writer);

	add_text(writer, line, "format", PGL_FORMAT_NAME);
	add_number(writer, line, "version", PGL_FORMAT_VERSION);
	add_text(writer, line, "generator", unit->generator);
	add_unit(writer, line, unit);
	if (unit->n_units) {
		json *units = new_array(writer);

		for (uint32_t i = 0; i < unit->n_units; i++)
			append(writer, units, new_linked_unit(writer, &unit->units[i]));
		add(writer, line, "units", units);
	}
	add_integer(writer, line, "size_before", unit->size_before);
	add_integer(writer, line, "size_after", unit->size_after);
	for (uint32_t i = 0; i < unit->n_files; i++)
		append(writer, files, new_string(writer, unit->files[i]));
	add(writer, line, "files", files);
	add_extra(writer, line, unit->extra);
	return finish_line(writer, line);
}

static int write_function(struct writer *writer, const struct pgl_function *function)
{
	json *line = new_line(writer, "function");

	add_number(writer, line, "id", function->id);
	add_text(writer, line, "name", function->name);
	if (function->assembler != function->name)
		add_text(writer, line, "assembler", function->assembler);
	if (function->origin != function->id)
		add_id(writer, line, "origin", function->origin);
	add_id(writer, line, "unit", function->unit);
	if (function->clone != PGL_CLONE_NONE)
		add_word(writer, line, "clone", PGL_WORDS_CLONE, function->clone);
	if (function->has_body) {
		add_number(writer, line, "order", function->order);
		add_location(writer, line, function->location);
	}
	add_flags(writer, line, PGL_WORDS_FUNCTION_FLAG, function->flags);
	if (function->has_body) {
		add_text(writer, line, "body", function->fingerprint);
		if (function->offline != PGL_OFFLINE_KEPT || !function->fingerprint)
			add_word(writer, line, "offline", PGL_WORDS_OFFLINE, function->offline);
		add_count(writer, line, function->count);
		if (function->count.quality != pgl_usual_quality(&writer->record->unit, function))
			add_word(writer, line, "quality", PGL_WORDS_QUALITY,
				 function->count.quality);
		if (function->hotness !=
		    (function->before.size.known ? PGL_HOTNESS_NORMAL : PGL_HOTNESS_UNKNOWN))
			add_word(writer, line, "hotness", PGL_WORDS_HOTNESS, function->hotness);
		if (function->profiled != pgl_usual_profiled(&writer->record->unit, function))
			add_word(writer, line, "profiled", PGL_WORDS_PROFILED, function->profiled);
		add_pair(writer, line, "size", function->before.size, function->after.size);
		add_pair(writer, line, "time", function->before.time, function->after.time);
		add_integer(writer, line, "frame", function->frame);
		add_options(writer, line, &function->options);
	}
	add_extra(writer, line, function->extra);
	return finish_line(writer, line);
}

static bool same_integer(struct pgl_integer a, struct pgl_integer b)
{
	return a.known == b.known && (!a.known || a.value == b.value);
}

static void add_limit(struct writer *writer, json *made, const struct pgl_decision *decision)
{
	const char *usual = pgl_usual_limit(decision->reason);

	if (!decision->limit)
		return;
	if (!usual || strcmp(decision->limit, usual) || !decision->limit_value.known)
		add_text(writer, made, "limit", decision->limit);
	if (decision->limit_of != PGL_LIMIT_OF_CALLEE)
		add_word(writer, made, "limit_of", PGL_WORDS_LIMIT_OF, decision->limit_of);
	if (!same_integer(decision->limit_param, decision->limit_value))
		add_integer(writer, made, "limit_param", decision->limit_param);
	add_integer(writer, made, "limit_value", decision->limit_value);
	if (!same_integer(decision->limit_actual, decision->growth))
		add_integer(writer, made, "limit_actual", decision->limit_actual);
}

static json *new_decision(struct writer *writer, const struct pgl_decision *decision)
{
	json *made = new_object(writer);

	if (decision->inliner != pgl_usual_inliner(decision->reason))
		add_word(writer, made, "inliner", PGL_WORDS_INLINER, decision->inliner);
	if (decision->phase != pgl_usual_phase(decision->sequence))
		add_word(writer, made, "phase", PGL_WORDS_PHASE, decision->phase);
	if (decision->inlined && !decision->sequence)
		add_boolean(writer, made, "inlined", true);
	if (decision->sequence)
		add_number(writer, made, "sequence", decision->sequence);
	add_text(writer, made, "reason", decision->reason);
	add_integer(writer, made, "growth", decision->growth);
	add_estimate(writer, made, "time_saved", decision->time_saved);
	/* The order of the heap hangs on its last digit. */
	if (decision->badness.known && !isnan(decision->badness.value)) {
		pgl_json_key(&writer->pool, made, "badness");
		put_exact(writer, made, decision->badness.value);
	}
	add_text(writer, made, "hints", decision->hints);
	add_limit(writer, made, decision);
	add_extra(writer, made, decision->extra);
	return made;
}

/* Is all that was decided of SITE what pgl_site_add_copied () notes? */
static bool was_copied(const struct pgl_site *site)
{
	const struct pgl_decision *decision = pgl_site_verdict(site);

	return site->flags & PGL_BIT(PGL_SITE_FLAG_COPY) && site->n_decisions == 1 &&
	       decision->inlined && decision->inliner == PGL_INLINER_EINLINE &&
	       decision->phase == PGL_PHASE_UNKNOWN && !decision->sequence && !decision->reason &&
	       !decision->growth.known && !decision->extra;
}

static int write_site(struct writer *writer, const struct pgl_site *site)
{
	json *line = new_line(writer, "site");

	add_number(writer, line, "id", site->id);
	add_id(writer, line, "parent", site->parent);
	if (site->parent == PGL_NONE)
		add_number(writer, line, "root", site->root);
	if (site->caller != pgl_usual_caller(writer->record, site))
		add_number(writer, line, "caller", site->caller);
	add_id(writer, line, "callee", site->callee);
	add_id(writer, line, "was", site->was);
	add_id(writer, line, "copy_of", site->copy_of);
	if (site->copy_of == PGL_NONE)
		add_location(writer, line, site->location);
	add_flags(writer, line, PGL_WORDS_SITE_FLAG,
		  pgl_is_surely_cold(&writer->record->unit, site)
			  ? site->flags & ~PGL_BIT(PGL_SITE_FLAG_COLD)
			  : site->flags);
	if (site->statement)
		add_number(writer, line, "stmt", site->statement);
	add_count(writer, line, site->count);
	if (site->count.quality != writer->record->functions[site->root].count.quality)
		add_word(writer, line, "quality", PGL_WORDS_QUALITY, site->count.quality);
	if (site->copy_of == PGL_NONE)
		add_estimate(writer, line, "freq", site->frequency);
	if (site->n_decisions && !was_copied(site)) {
		json *decisions = new_array(writer);

		for (uint32_t i = 0; i < site->n_decisions; i++)
			append(writer, decisions, new_decision(writer, &site->decisions[i]));
		add(writer, line, "decisions", decisions);
	}
	add_extra(writer, line, site->extra);
	return finish_line(writer, line);
}

static json *new_argument(struct writer *writer, const struct pgl_argument *argument)
{
	json *made = new_object(writer);

	add_id(writer, made, "index", argument->index);
	add_text(writer, made, "name", argument->name);
	if (argument->became != PGL_ARGUMENT_CONSTANT)
		add_word(writer, made, "became", PGL_WORDS_ARGUMENT, argument->became);
	add_integer(writer, made, "offset", argument->offset);
	if (argument->by_reference)
		add_boolean(writer, made, "by_reference", true);
	add_text(writer, made, "value", argument->value);
	add_extra(writer, made, argument->extra);
	return made;
}

static int write_event(struct writer *writer, const struct pgl_event *event)
{
	json *line = new_line(writer, "event");

	add_text(writer, line, "what", event->what);
	add_id(writer, line, "function", event->function);
	add_id(writer, line, "target", event->target);
	add_id(writer, line, "site", event->site);
	add_location(writer, line, event->location);
	add_count(writer, line, event->count);
	if (event->count.known)
		add_word(writer, line, "quality", PGL_WORDS_QUALITY, event->count.quality);
	add_estimate(writer, line, "share", event->share);
	add_text(writer, line, "how", event->how);
	add_text(writer, line, "pass", event->pass);
	add_text(writer, line, "value", event->value);
	add_text(writer, line, "section", event->section);
	if (event->n_arguments) {
		json *arguments = new_array(writer);

		for (uint32_t i = 0; i < event->n_arguments; i++)
			append(writer, arguments, new_argument(writer, &event->arguments[i]));
		add(writer, line, "arguments", arguments);
	}
	add_extra(writer, line, event->extra);
	return finish_line(writer, line);
}

static int write_end(struct writer *writer)
{
	json *line = new_line(writer, "end");

	add_number(writer, line, "functions", writer->record->n_functions);
	add_number(writer, line, "sites", writer->record->n_sites);
	add_number(writer, line, "events", writer->record->n_events);
	return finish_line(writer, line);
}

int pgl_json_write(const struct pgl_record *record, pgl_sink *sink, void *context,
		   struct pgl_error *error)
{
	struct writer writer = {.record = record, .sink = sink, .context = context, .error = error};
	int status = write_unit(&writer);

	for (uint32_t i = 0; !status && i < record->n_functions; i++)
		status = write_function(&writer, &record->functions[i]);
	for (uint32_t i = 0; !status && i < record->n_sites; i++)
		status = write_site(&writer, &record->sites[i]);
	for (uint32_t i = 0; !status && i < record->n_events; i++)
		status = write_event(&writer, &record->events[i]);
	for (uint32_t i = 0; !status && i < record->n_others; i++)
		status = sink(context, record->others[i], strlen(record->others[i])) ||
					 sink(context, "\n", 1)
				 ? -1
				 : 0;
	status = status ? status : write_end(&writer);
	pgl_json_pool_release(&writer.pool);
	return status;
}
