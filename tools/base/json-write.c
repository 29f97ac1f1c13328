/* Writes JSON as it goes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/json-write.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "record/json-text.h"

/* What stands for the character at TEXT, of LEFT bytes, or NULL: it stands for itself. DEL must not reach a
   terminal; JavaScript takes U+2028 and U+2029 for ends of lines. */
static const char *escape(const struct pgl_json *json, const char *text, size_t left,
			  size_t *ret_length)
{
	*ret_length = 1;
	if (*text == 0x7f)
		return "\\u007f";
	if (!json->is_in_script)
		return NULL;
	switch (*text) {
	case '<': return "\\u003c";
	case '>': return "\\u003e";
	case '&': return "\\u0026";
	case '\xe2':
		if (left < 3 || text[1] != '\x80' || (text[2] != '\xa8' && text[2] != '\xa9'))
			return NULL;
		*ret_length = 3;
		return text[2] == '\xa8' ? "\\u2028" : "\\u2029";
	default: return NULL;
	}
}

/* Writes JSON text that may hold strings. */
static void put(struct pgl_json *json, const char *text, size_t length)
{
	size_t start = 0;

	for (size_t i = 0, n; i < length; i += n) {
		const char *instead = escape(json, text + i, length - i, &n);

		if (!instead)
			continue;
		fwrite_unlocked(text + start, 1, i - start, json->out);
		fputs_unlocked(instead, json->out);
		start = i + n;
	}
	fwrite_unlocked(text + start, 1, length - start, json->out);
}

static void put_string(struct pgl_json *json, const char *text)
{
	char few[2048];
	size_t length = strlen(text);
	char *quoted = PGL_JSON_QUOTED(length) <= sizeof few
			       ? few
			       : pgl_xreallocarray(NULL, length + 1, 8);

	put(json, quoted, (size_t)(pgl_json_quote(quoted, text, length) - quoted));
	if (quoted != few)
		free(quoted);
}

static void new_line(struct pgl_json *json)
{
	putc_unlocked('\n', json->out);
	for (unsigned i = 0; i < json->depth; i++)
		fputs_unlocked("  ", json->out);
}

/* Writes what precedes a value: the comma, the line end, the key. */
static void lead_in(struct pgl_json *json, const char *key)
{
	if (!json->first)
		fputs_unlocked(json->depth > json->lines ? ", " : ",", json->out);
	if (json->depth && json->depth <= json->lines)
		new_line(json);
	json->first = false;
	if (key) {
		put_string(json, key);
		fputs_unlocked(": ", json->out);
	}
}

static void start(struct pgl_json *json, const char *key, char bracket)
{
	lead_in(json, key);
	putc_unlocked(bracket, json->out);
	json->depth++;
	json->first = true;
}

static void end(struct pgl_json *json, char bracket)
{
	bool empty = json->first;

	json->depth--;
	if (!empty && json->depth < json->lines)
		new_line(json);
	putc_unlocked(bracket, json->out);
	json->first = false;
}

void pgl_json_init(struct pgl_json *json, FILE *out, unsigned lines)
{
	*json = (struct pgl_json){.out = out, .lines = lines, .first = true};
}

void pgl_json_finish(struct pgl_json *json)
{
	putc_unlocked('\n', json->out);
}

void pgl_json_object(struct pgl_json *json, const char *key)
{
	start(json, key, '{');
}

bool pgl_json_object_if(struct pgl_json *json, const char *key, bool is_there)
{
	(is_there ? pgl_json_object : pgl_json_null)(json, key);
	return is_there;
}

void pgl_json_end_object(struct pgl_json *json)
{
	end(json, '}');
}

void pgl_json_array(struct pgl_json *json, const char *key)
{
	start(json, key, '[');
}

void pgl_json_end_array(struct pgl_json *json)
{
	end(json, ']');
}

void pgl_json_text(struct pgl_json *json, const char *key, const char *text)
{
	if (!text) {
		pgl_json_null(json, key);
		return;
	}
	lead_in(json, key);
	put_string(json, text);
}

void pgl_json_unsigned(struct pgl_json *json, const char *key, uint64_t value)
{
	char digits[20];
	size_t start = sizeof digits;

	do
		digits[--start] = (char)('0' + value % 10);
	while (value /= 10);
	lead_in(json, key);
	fwrite_unlocked(digits + start, 1, sizeof digits - start, json->out);
}

void pgl_json_signed(struct pgl_json *json, const char *key, int64_t value)
{
	lead_in(json, key);
	fprintf(json->out, "%" PRId64, value);
}

void pgl_json_real(struct pgl_json *json, const char *key, double value)
{
	char text[40];

	if (isnan(value)) {
		pgl_json_null(json, key);
		return;
	}
	/* JSON has no infinity; readers turn a number beyond the largest double into one. */
	if (isinf(value)) {
		pgl_json_raw(json, key, value < 0 ? "-1e999" : "1e999");
		return;
	}
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	lead_in(json, key);
	fputs_unlocked(text, json->out);
}

void pgl_json_bool(struct pgl_json *json, const char *key, bool value)
{
	pgl_json_raw(json, key, value ? "true" : "false");
}

void pgl_json_null(struct pgl_json *json, const char *key)
{
	pgl_json_raw(json, key, NULL);
}

void pgl_json_raw(struct pgl_json *json, const char *key, const char *text)
{
	lead_in(json, key);
	put(json, text ? text : "null", strlen(text ? text : "null"));
}
