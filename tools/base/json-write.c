/* Writes JSON as it goes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/json-write.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void put_escaped(FILE *out, unsigned char c)
{
	static const char letters[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	const char *letter = letters;

	while (*letter && (unsigned char)*letter != c)
		letter += 2;
	if (*letter)
		fprintf(out, "\\%c", letter[1]);
	else
		fprintf(out, "\\u%04x", c);
}

static void put_string(FILE *out, const char *text)
{
	size_t length = strlen(text), start = 0;

	putc_unlocked('"', out);
	for (size_t i = 0, n; i < length; i += n) {
		unsigned char c = (unsigned char)text[i];
		uint32_t character;

		n = 1;
		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\')
			continue;
		if (c >= 0x80 && (n = pgl_utf8_next(text + i, length - i, &character)))
			continue;
		n = 1;
		fwrite_unlocked(text + start, 1, i - start, out);
		start = i + 1;
		if (c >= 0x80)
			fputs_unlocked(PGL_UTF8_REPLACEMENT, out);
		else
			put_escaped(out, c);
	}
	fwrite_unlocked(text + start, 1, length - start, out);
	putc_unlocked('"', out);
}

static void new_line(struct pgl_json *json)
{
	putc_unlocked('\n', json->out);
	for (unsigned i = 0; i < json->depth; i++)
		fputs_unlocked("  ", json->out);
}

/* What comes before a value: the comma, the line, the key. */
static void lead_in(struct pgl_json *json, const char *key)
{
	if (!json->first)
		fputs_unlocked(json->depth > json->lines ? ", " : ",", json->out);
	if (json->depth && json->depth <= json->lines)
		new_line(json);
	json->first = false;
	if (key) {
		put_string(json->out, key);
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
	put_string(json->out, text);
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
	/* JSON has no word for infinity; a number beyond every double reads back as it. */
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
	fputs_unlocked(text ? text : "null", json->out);
}

struct filter {
	FILE *out;
	/* The first bytes of what may become U+2028, held back; they stand at the end of a write. */
	char held[2];
	size_t n_held;
};

static const char *escape(unsigned char c)
{
	switch (c) {
	case '<': return "\\u003c";
	case '>': return "\\u003e";
	case '&': return "\\u0026";
	default: return NULL;
	}
}

static void let_go(struct filter *filter)
{
	fwrite_unlocked(filter->held, 1, filter->n_held, filter->out);
	filter->n_held = 0;
}

/* Is C the next byte of U+2028 or U+2029, that is e2 80 a8 or e2 80 a9? Then it is dealt with. */
static int is_of_line_end(struct filter *filter, unsigned char c)
{
	if (filter->n_held == 2 && (c == 0xa8 || c == 0xa9)) {
		filter->n_held = 0;
		fputs_unlocked(c == 0xa8 ? "\\u2028" : "\\u2029", filter->out);
		return 1;
	}
	if (filter->n_held != 1 || c != 0x80) {
		let_go(filter);
		if (c != 0xe2)
			return 0;
	}
	filter->held[filter->n_held++] = (char)c;
	return 1;
}

static ssize_t put(void *cookie, const char *bytes, size_t size)
{
	struct filter *filter = cookie;
	size_t start = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];
		const char *text = escape(c);

		if (!text && c < 0x80 && !filter->n_held)
			continue;
		fwrite_unlocked(bytes + start, 1, i - start, filter->out);
		start = i + 1;
		if (is_of_line_end(filter, c))
			continue;
		if (text)
			fputs_unlocked(text, filter->out);
		else
			start = i;
	}
	fwrite_unlocked(bytes + start, 1, size - start, filter->out);
	return ferror_unlocked(filter->out) ? 0 : (ssize_t)size;
}

static int finish(void *cookie)
{
	struct filter *filter = cookie;

	let_go(filter);
	free(filter);
	return 0;
}

FILE *pgl_script_json_open(FILE *out)
{
	struct filter *filter = calloc(1, sizeof *filter);
	FILE *stream;

	if (!filter)
		return NULL;
	filter->out = out;
	stream = fopencookie(filter, "w", (cookie_io_functions_t){.write = put, .close = finish});
	if (!stream)
		free(filter);
	else
		setvbuf(stream, NULL, _IOFBF, 1 << 16);
	return stream;
}
