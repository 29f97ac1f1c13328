/* See json-read-fields.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-read-fields.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "record/option-sets.h"

typedef struct json_object json;

/* Limits the bytes of unknown kinds and keys in a record. */
#define UNKNOWN_LIMIT ((size_t)64 << 20)

/* Keeps the first error of a line. Returns -1. */
__attribute__((format(printf, 2, 3))) int pgl_read_fail(struct pgl_reader *reader,
							const char *format, ...)
{
	char cause[512];
	va_list arguments;

	if (reader->failed)
		return -1;
	va_start(arguments, format);
	vsnprintf(cause, sizeof cause, format, arguments);
	va_end(arguments);
	reader->failed = true;
	return pgl_error_set(reader->error, "%s:%llu: %s", reader->name,
			     (unsigned long long)reader->line_number, cause);
}

/* Objects ----------------------------------------------------------------------------------- */

void *pgl_read_room(struct pgl_reader *reader, void *array, size_t n, size_t *room, size_t size)
{
	size_t larger = *room ? *room : 64;

	if (n <= *room)
		return array;
	while (larger < n)
		larger *= 2;
	void *moved = reallocarray(array, larger, size);

	if (moved)
		*room = larger;
	else
		pgl_read_fail(reader, "out of memory");
	return moved;
}

int pgl_open_object(struct pgl_reader *reader, json *value, struct pgl_object *object)
{
	size_t n = (size_t)json_object_object_length(value);
	struct pgl_field *fields = pgl_read_room(reader, reader->fields, reader->n_fields + n,
						 &reader->fields_room, sizeof *fields);

	if (!fields)
		return -1;
	reader->fields = fields;
	*object = (struct pgl_object){.json = value, .first = reader->n_fields, .n = n};
	json_object_object_foreach(value, key, item) fields[reader->n_fields++] =
		(struct pgl_field){.key = key, .value = item};
	return 0;
}

/* The field KEY of OBJECT, or NULL. */
static struct pgl_field *find(struct pgl_reader *reader, struct pgl_object *object, const char *key)
{
	struct pgl_field *fields = reader->fields + object->first;
	size_t at = object->next;

	for (size_t i = 0; i < object->n; i++, at++) {
		if (at >= object->n)
			at = 0;
		if (*fields[at].key == *key && !strcmp(fields[at].key, key)) {
			object->next = at + 1;
			return &fields[at];
		}
	}
	return NULL;
}

json *pgl_take_any(struct pgl_reader *reader, struct pgl_object *object, const char *key)
{
	struct pgl_field *field = find(reader, object, key);

	if (!field)
		return NULL;
	object->n_taken += !field->is_taken;
	field->is_taken = true;
	return field->value;
}

int pgl_count_unknown(struct pgl_reader *reader, size_t length)
{
	reader->n_unknown += length;
	if (reader->n_unknown > UNKNOWN_LIMIT)
		return pgl_read_fail(reader,
				     "too much that this pgolens does not know: more than %zu MB",
				     UNKNOWN_LIMIT >> 20);
	return 0;
}

pgl_extra pgl_close_object(struct pgl_reader *reader, struct pgl_object *object)
{
	const struct pgl_field *fields = reader->fields + object->first;
	json *left = object->n_taken < object->n ? json_object_new_object() : NULL;
	const char *text = NULL;
	size_t length = 0;

	for (size_t i = 0; i < object->n && left; i++)
		if (!fields[i].is_taken)
			json_object_object_add(left, fields[i].key,
					       json_object_get(fields[i].value));
	if (left)
		text = json_object_to_json_string_length(
			left, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);
	if (text && !pgl_count_unknown(reader, length))
		text = pgl_record_intern_n(reader->record, text, length);
	else if (object->n_taken < object->n)
		pgl_read_fail(reader, "out of memory");
	json_object_put(left);
	reader->n_fields = object->first;
	return text;
}

/* Values ------------------------------------------------------------------------------------ */

bool pgl_expect(struct pgl_reader *reader, const json *value, int type, const char *key)
{
	static const char *const names[] = {"null",	 "a boolean", "a real",	 "an integer",
					    "an object", "an array",  "a string"};

	if (json_object_is_type(value, (enum json_type)type))
		return true;
	pgl_read_fail(reader, "'%s' is not %s", key, names[type]);
	return false;
}

const char *pgl_take_text(struct pgl_reader *reader, struct pgl_object *object, const char *key)
{
	json *value = pgl_take_any(reader, object, key);

	if (!value || !pgl_expect(reader, value, json_type_string, key))
		return NULL;
	return pgl_record_intern_n(reader->record, json_object_get_string(value),
				   (size_t)json_object_get_string_len(value));
}

/* Reads an integer of at most MAXIMUM. Returns whether it is one. */
static bool as_number(struct pgl_reader *reader, const json *value, const char *key,
		      uint64_t maximum, uint64_t *ret)
{
	if (!pgl_expect(reader, value, json_type_int, key))
		return false;
	uint64_t number = json_object_get_uint64(value);

	if (json_object_get_int64(value) < 0 || number > maximum) {
		pgl_read_fail(reader, "'%s' is out of range", key);
		return false;
	}
	*ret = number;
	return true;
}

bool pgl_take_number(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		     uint64_t maximum, uint64_t *ret)
{
	json *value = pgl_take_any(reader, object, key);

	return value && as_number(reader, value, key, maximum, ret);
}

uint32_t pgl_take_id(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		     uint32_t limit)
{
	uint64_t id = PGL_NONE;

	if (pgl_take_number(reader, object, key, UINT32_MAX, &id) && id >= limit)
		pgl_read_fail(reader, "'%s' is %llu, and there is no such one before it", key,
			      (unsigned long long)id);
	return id < limit ? (uint32_t)id : PGL_NONE;
}

bool pgl_take_bool(struct pgl_reader *reader, struct pgl_object *object, const char *key)
{
	json *value = pgl_take_any(reader, object, key);

	return value && pgl_expect(reader, value, json_type_boolean, key) &&
	       json_object_get_boolean(value);
}

struct pgl_integer pgl_take_integer(struct pgl_reader *reader, struct pgl_object *object,
				    const char *key)
{
	json *value = pgl_take_any(reader, object, key);

	if (!value || !pgl_expect(reader, value, json_type_int, key))
		return (struct pgl_integer){0, false};
	return (struct pgl_integer){json_object_get_int64(value), true};
}

static struct pgl_real as_real(struct pgl_reader *reader, const json *value, const char *key)
{
	if (!value || (!json_object_is_type(value, json_type_int) &&
		       !pgl_expect(reader, value, json_type_double, key)))
		return (struct pgl_real){0, false};
	return (struct pgl_real){json_object_get_double(value), true};
}

struct pgl_real pgl_take_real(struct pgl_reader *reader, struct pgl_object *object, const char *key)
{
	return as_real(reader, pgl_take_any(reader, object, key), key);
}

unsigned pgl_take_word(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		       enum pgl_list list, unsigned otherwise)
{
	json *value = pgl_take_any(reader, object, key);

	if (!value || !pgl_expect(reader, value, json_type_string, key))
		return otherwise;
	int index = pgl_word_index(list, json_object_get_string(value));

	if (index < 0)
		pgl_read_fail(reader, "'%s' has an unknown word", key);
	return index < 0 ? otherwise : (unsigned)index;
}

json *pgl_take_array(struct pgl_reader *reader, struct pgl_object *object, const char *key)
{
	json *value = pgl_take_any(reader, object, key);

	return value && pgl_expect(reader, value, json_type_array, key) ? value : NULL;
}

uint32_t pgl_take_flags(struct pgl_reader *reader, struct pgl_object *object, enum pgl_list list)
{
	json *array = pgl_take_array(reader, object, "flags"), *unknown = NULL;
	uint32_t flags = 0;

	for (size_t i = 0; array && i < json_object_array_length(array); i++) {
		json *value = json_object_array_get_idx(array, i);

		if (!pgl_expect(reader, value, json_type_string, "flags"))
			break;
		int index = pgl_word_index(list, json_object_get_string(value));

		if (index >= 0) {
			flags |= PGL_BIT(index);
			continue;
		}
		if (!unknown)
			unknown = json_object_new_array();
		json_object_array_add(unknown, json_object_get(value));
	}
	if (unknown) {
		struct pgl_field *field = find(reader, object, "flags");

		json_object_object_add(object->json, "flags", unknown);
		*field = (struct pgl_field){.key = field->key, .value = unknown};
		object->n_taken--;
	}
	return flags;
}

struct pgl_location pgl_take_location(struct pgl_reader *reader, struct pgl_object *object,
				      const char *key)
{
	struct pgl_location location = {.file = PGL_NONE};
	json *array = pgl_take_array(reader, object, key);
	uint64_t part[3] = {0, 0, 0};

	if (!array)
		return location;
	size_t n = json_object_array_length(array);

	if (n != 2 && n != 3)
		pgl_read_fail(reader, "'%s' has not 2 or 3 items", key);
	for (size_t i = 0; i < n && i < 3; i++)
		as_number(reader, json_object_array_get_idx(array, i), key, UINT32_MAX - 1,
			  &part[i + 3 - (n < 3 ? n : 3)]);
	if (part[0] < reader->record->unit.n_files)
		location = (struct pgl_location){(uint32_t)part[0], (uint32_t)part[1],
						 (uint32_t)part[2]};
	else
		pgl_read_fail(reader, "'%s' names file %llu, and there are %u", key,
			      (unsigned long long)part[0], reader->record->unit.n_files);
	return location;
}

struct pgl_count pgl_take_count(struct pgl_reader *reader, struct pgl_object *object,
				enum pgl_quality otherwise)
{
	struct pgl_count count = {0, false, PGL_QUALITY_UNINITIALIZED};

	count.known = pgl_take_number(reader, object, "count", INT64_MAX, &count.value);
	count.quality = pgl_take_word(reader, object, "quality", PGL_WORDS_QUALITY, otherwise);
	return count;
}

void pgl_take_pair(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		   struct pgl_real *before, struct pgl_real *after)
{
	json *value = pgl_take_any(reader, object, key);

	if (!value)
		return;
	if (!json_object_is_type(value, json_type_array)) {
		*before = *after = as_real(reader, value, key);
	} else if (json_object_array_length(value) == 2) {
		*before = as_real(reader, json_object_array_get_idx(value, 0), key);
		*after = as_real(reader, json_object_array_get_idx(value, 1), key);
	} else {
		pgl_read_fail(reader, "'%s' has not 2 items", key);
	}
}

void pgl_take_options(struct pgl_reader *reader, struct pgl_object *object,
		      struct pgl_options *options)
{
	json *value = pgl_take_any(reader, object, "options");

	if (value && pgl_expect(reader, value, json_type_string, "options") &&
	    pgl_options_parse(reader->record, options, json_object_get_string(value)))
		pgl_read_fail(reader, "'options' names an unknown set, or too many options");
}

int pgl_require(struct pgl_reader *reader, const void *value, const char *key)
{
	return value ? 0 : pgl_read_fail(reader, "'%s' is missing", key);
}
