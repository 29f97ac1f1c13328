/* See json-read-attribution.h. The file is small: it is read as a whole, and the texts stay json-c's.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-read-attribution.h"

#include <errno.h>
#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "pgolens-attribution"
#define VERSION 1
#define MOST_BYTES (256 << 20)
#define DEEPEST 32

typedef struct json_object json;

struct reader {
	const char *name;
	struct pgl_error *error;
	bool failed;
};

/* Keeps the first error. */
static void fail(struct reader *reader, const char *what, const char *key)
{
	if (!reader->failed)
		pgl_error_set(reader->error, "%s: not an attribution: %s '%s'", reader->name, what,
			      key);
	reader->failed = true;
}

/* Returns KEY of OBJECT, which must exist and be of TYPE; else NULL. */
static json *get(struct reader *reader, json *object, const char *key, enum json_type type)
{
	json *value;

	if (!object || !json_object_is_type(object, json_type_object) ||
	    !json_object_object_get_ex(object, key, &value)) {
		fail(reader, "missing", key);
		return NULL;
	}
	if (!json_object_is_type(value, type) &&
	    !(type == json_type_double && json_object_is_type(value, json_type_int))) {
		fail(reader, "wrong type of", key);
		return NULL;
	}
	return value;
}

static const char *get_text(struct reader *reader, json *object, const char *key)
{
	json *value = get(reader, object, key, json_type_string);

	return value ? json_object_get_string(value) : NULL;
}

static double get_number(struct reader *reader, json *object, const char *key)
{
	json *value = get(reader, object, key, json_type_double);

	return value ? json_object_get_double(value) : 0;
}

static struct pgl_real get_real(json *object, const char *key)
{
	json *value;
	struct pgl_real real = {0, false};

	if (json_object_object_get_ex(object, key, &value) && value) {
		real.value = json_object_get_double(value);
		real.known = isfinite(real.value);
	}
	return real;
}

static bool get_bool(struct reader *reader, json *object, const char *key)
{
	json *value = get(reader, object, key, json_type_boolean);

	return value && json_object_get_boolean(value);
}

/* Allocates room for the items of LIST; NULL: the list is empty, or out of memory, which is an
   error. */
static void *room_for(struct reader *reader, json *list, size_t size, size_t *ret_n)
{
	size_t n = list ? json_object_array_length(list) : 0;
	void *room = n ? calloc(n, size) : NULL;

	*ret_n = room ? n : 0;
	if (n && !room)
		fail(reader, "out of memory for", "causes");
	return room;
}

static void read_causes(struct reader *reader, json *metric, struct pgl_attributed *attributed)
{
	json *list = get(reader, metric, "causes", json_type_array);

	attributed->causes =
		room_for(reader, list, sizeof *attributed->causes, &attributed->n_causes);
	for (size_t i = 0; i < attributed->n_causes; i++) {
		json *item = json_object_array_get_idx(list, i);
		struct pgl_attributed_cause *cause = &attributed->causes[i];

		cause->cause = get_text(reader, item, "cause");
		cause->share = get_number(reader, item, "share");
		cause->changes_program = get_bool(reader, item, "changes_program");
		cause->is_resolved = get_bool(reader, item, "resolved");
		if (!reader->failed)
			cause->percent_of_old = get_real(item, "percent_of_old");
	}
}

static void read_metric(struct reader *reader, json *root, struct pgl_attributed *attributed)
{
	json *list = get(reader, root, "metrics", json_type_array);
	json *metric =
		list && json_object_array_length(list) ? json_object_array_get_idx(list, 0) : NULL;

	if (!metric) {
		fail(reader, "no attribution: there is none of the", "metrics");
		return;
	}
	attributed->metric = get_text(reader, metric, "metric");
	attributed->outcome = get_text(reader, metric, "verdict");
	attributed->old = get_number(reader, metric, "old");
	attributed->new = get_number(reader, metric, "new");
	attributed->whole = get_number(reader, metric, "whole");
	read_causes(reader, metric, attributed);
	if (!reader->failed)
		attributed->percent = get_real(metric, "percent");
}

static void read_sites(struct reader *reader, json *root, struct pgl_attributed *attributed)
{
	json *sites;

	if (!json_object_object_get_ex(root, "sites", &sites) || !sites)
		return;
	json *list = get(reader, sites, "named", json_type_array);

	attributed->site_metric = get_text(reader, sites, "metric");
	attributed->part = get_number(reader, sites, "part");
	attributed->together = get_number(reader, sites, "together");
	attributed->sites = room_for(reader, list, sizeof *attributed->sites, &attributed->n_sites);
	for (size_t i = 0; i < attributed->n_sites; i++) {
		json *item = json_object_array_get_idx(list, i);
		struct pgl_attributed_site *site = &attributed->sites[i];

		site->kind = get_text(reader, item, "kind");
		site->location = get_text(reader, item, "location");
		site->call = get_text(reader, item, "call");
		site->worth = get_number(reader, item, "worth");
	}
}

/* Returns all of IN, which the caller frees, and its LENGTH; or NULL with the error set. */
static char *read_all(struct reader *reader, FILE *in, size_t *ret_length)
{
	char *text = NULL;
	size_t n, length = 0, room = 0;

	do {
		char *more = length < room ? text : realloc(text, room = 2 * room + 65536);

		if (!more || length > MOST_BYTES) {
			errno = more ? EFBIG : ENOMEM;
			n = 0;
			break;
		}
		text = more;
		length += n = fread(text + length, 1, room - length, in);
		errno = ferror(in) ? errno : 0;
	} while (n);
	*ret_length = length;
	if (!errno)
		return text;
	pgl_error_set(reader->error, "cannot read '%s': %s", reader->name, strerror(errno));
	reader->failed = true;
	free(text);
	return NULL;
}

/* Sets the error that explains why TOKENER could not read TEXT as one value. */
static void fail_json(struct reader *reader, struct json_tokener *tokener, const char *text)
{
	enum json_tokener_error cause = json_tokener_get_error(tokener);
	size_t line = 1, end = json_tokener_get_parse_end(tokener);

	if (cause == json_tokener_success) {
		fail(reader, "it is", "null");
		return;
	}
	for (size_t i = 0; i < end; i++)
		line += text[i] == '\n';
	pgl_error_set(reader->error, "%s:%zu: not an attribution: invalid JSON: %s", reader->name,
		      line,
		      cause == json_tokener_continue ? "unexpected end of data"
						     : json_tokener_error_desc(cause));
	reader->failed = true;
}

/* Returns all of IN as one value, or NULL with the error set. */
static json *parse(struct reader *reader, FILE *in)
{
	struct json_tokener *tokener = json_tokener_new_ex(DEEPEST);
	size_t length;
	char *text = read_all(reader, in, &length);
	json *root = NULL;

	if (tokener && text) {
		json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
		root = json_tokener_parse_ex(tokener, text, (int)length);
		if (!root)
			fail_json(reader, tokener, text);
	} else if (text) {
		fail(reader, "no memory for", "JSON");
	}
	if (tokener)
		json_tokener_free(tokener);
	free(text);
	return root;
}

int pgl_read_attribution(struct pgl_attributed *attributed, FILE *in, const char *name,
			 struct pgl_error *error)
{
	struct reader reader = {.name = name, .error = error};

	*attributed = (struct pgl_attributed){.owned = parse(&reader, in)};
	json *root = attributed->owned;
	const char *format = reader.failed ? NULL : get_text(&reader, root, "format");

	if (format && strcmp(format, FORMAT))
		fail(&reader, "the format is", format);
	if (format && get_number(&reader, root, "version") != VERSION)
		fail(&reader, "unsupported version of", FORMAT);
	if (!reader.failed)
		read_metric(&reader, root, attributed);
	if (!reader.failed)
		read_sites(&reader, root, attributed);
	if (!reader.failed)
		return 0;
	pgl_attributed_release(attributed);
	return -1;
}

const char *pgl_attributed_json(const struct pgl_attributed *attributed)
{
	return json_object_to_json_string_ext(
		attributed->owned, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
}

void pgl_attributed_release(struct pgl_attributed *attributed)
{
	free(attributed->causes);
	free(attributed->sites);
	if (attributed->owned)
		json_object_put(attributed->owned);
	*attributed = (struct pgl_attributed){0};
}
