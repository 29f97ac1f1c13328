/* See json-write-fields.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-write-fields.h"

#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/option-sets.h"

json *pgl_new_object(struct pgl_writer *writer)
{
	return pgl_json_new(&writer->pool, '{');
}

json *pgl_new_array(struct pgl_writer *writer)
{
	return pgl_json_new(&writer->pool, '[');
}

json *pgl_new_string(struct pgl_writer *writer, const char *text)
{
	json *made = pgl_json_new(&writer->pool, 0);

	pgl_json_put_string(&writer->pool, made, text);
	return made;
}

static void put_text(struct pgl_writer *writer, json *value, const char *text)
{
	pgl_json_put_raw(&writer->pool, value, text, strlen(text));
}

/* Estimates are written with four decimals, or seven digits where that is less: they are not more
   precise, and one in five numbers of a record is an estimate. */
static void put_estimate(struct pgl_writer *writer, json *value, double estimate)
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

/* Writes as many digits of NUMBER as reading it back needs. JSON has no infinity, but a number too
   large for a double reads back as infinity. */
static void put_exact(struct pgl_writer *writer, json *value, double number)
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

void pgl_put_value(struct pgl_writer *writer, json *object, const char *key, json *value)
{
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put(&writer->pool, object, value);
}

void pgl_append_value(struct pgl_writer *writer, json *array, json *value)
{
	pgl_json_comma(&writer->pool, array);
	pgl_json_put(&writer->pool, array, value);
}

void pgl_put_text(struct pgl_writer *writer, json *object, const char *key, const char *text)
{
	if (!text)
		return;
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put_string(&writer->pool, object, text);
}

void pgl_put_boolean(struct pgl_writer *writer, json *object, const char *key, bool value)
{
	pgl_json_key(&writer->pool, object, key);
	put_text(writer, object, value ? "true" : "false");
}

void pgl_put_number(struct pgl_writer *writer, json *object, const char *key, uint64_t value)
{
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put_unsigned(&writer->pool, object, value);
}

void pgl_put_id(struct pgl_writer *writer, json *object, const char *key, uint32_t id)
{
	if (id != PGL_NONE)
		pgl_put_number(writer, object, key, id);
}

void pgl_put_integer(struct pgl_writer *writer, json *object, const char *key,
		     struct pgl_integer integer)
{
	if (!integer.known)
		return;
	pgl_json_key(&writer->pool, object, key);
	pgl_json_put_integer(&writer->pool, object, integer.value);
}

void pgl_put_estimate(struct pgl_writer *writer, json *object, const char *key,
		      struct pgl_real real)
{
	if (!real.known || isnan(real.value))
		return;
	pgl_json_key(&writer->pool, object, key);
	put_estimate(writer, object, real.value);
}

void pgl_put_exact(struct pgl_writer *writer, json *object, const char *key, struct pgl_real real)
{
	if (!real.known || isnan(real.value))
		return;
	pgl_json_key(&writer->pool, object, key);
	put_exact(writer, object, real.value);
}

void pgl_put_word(struct pgl_writer *writer, json *object, const char *key, enum pgl_list list,
		  unsigned index)
{
	pgl_put_text(writer, object, key, pgl_words(list)[index]);
}

void pgl_put_count(struct pgl_writer *writer, json *object, struct pgl_count count)
{
	if (count.known)
		pgl_put_number(writer, object, "count", count.value);
}

void pgl_put_location(struct pgl_writer *writer, json *object, const char *key,
		      struct pgl_location location)
{
	if (location.file == PGL_NONE)
		return;
	pgl_json_key(&writer->pool, object, key);
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

void pgl_put_flags(struct pgl_writer *writer, json *object, enum pgl_list list, uint32_t flags)
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

static void put_known(struct pgl_writer *writer, json *value, struct pgl_real real)
{
	if (real.known)
		put_estimate(writer, value, real.value);
	else
		put_text(writer, value, "null");
}

/* Writes before and after: x if they are equal, else [x, y]; an unknown one is null, and if both
   are unknown nothing is written. */
void pgl_put_pair(struct pgl_writer *writer, json *object, const char *key, struct pgl_real before,
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

void pgl_put_options(struct pgl_writer *writer, json *object, const struct pgl_options *options)
{
	char *text = options->n ? pgl_options_text(options) : NULL;

	writer->pool.no_memory |= options->n && !text;
	pgl_put_text(writer, object, "options", text);
	free(text);
}

/* Parses text that the reader has accepted before, to any depth. */
static struct json_object *parse(const char *text)
{
	struct json_tokener *tokener = json_tokener_new_ex(1000);
	struct json_object *parsed =
		tokener ? json_tokener_parse_ex(tokener, text, (int)strlen(text) + 1) : NULL;

	if (tokener)
		json_tokener_free(tokener);
	return parsed;
}

/* Adds KEY to the object written so far. */
static bool merge_key(struct json_object *object, const char *key, struct json_object *value)
{
	struct json_object *known = json_object_object_get(object, key);

	if (!json_object_is_type(known, json_type_array) ||
	    !json_object_is_type(value, json_type_array))
		return !json_object_object_add(object, key, json_object_get(value));
	/* Words of a later version are in an array, next to those of this version. */
	for (size_t i = 0; i < json_object_array_length(value); i++)
		if (json_object_array_add(known,
					  json_object_get(json_object_array_get_idx(value, i))))
			return false;
	return true;
}

/* Writes the unknown keys, which the reader kept, back where they were. They are rare, so json-c
   may do it. */
void pgl_put_extra(struct pgl_writer *writer, json *object, pgl_extra extra)
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
