/* See json-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-text.h"

#include <stdlib.h>
#include <string.h>

/* The pool ------------------------------------------------------------------------------------ */

void pgl_json_pool_release(struct pgl_json_pool *pool)
{
	while (pool->free) {
		struct pgl_json_value *value = pool->free;

		pool->free = value->next;
		free(value->text);
		free(value);
	}
}

struct pgl_json_value *pgl_json_new(struct pgl_json_pool *pool, char opening)
{
	struct pgl_json_value *value = pool->free;

	if (value)
		pool->free = value->next;
	else if (!(value = calloc(1, sizeof *value))) {
		pool->no_memory = true;
		return NULL;
	}
	value->length = 0;
	value->closing = opening == '{' ? '}' : opening == '[' ? ']' : 0;
	if (opening)
		pgl_json_put_raw(pool, value, &opening, 1);
	return value;
}

void pgl_json_free(struct pgl_json_pool *pool, struct pgl_json_value *value)
{
	if (!value)
		return;
	value->next = pool->free;
	pool->free = value;
}

void pgl_json_end(struct pgl_json_pool *pool, struct pgl_json_value *value)
{
	if (value && value->closing)
		pgl_json_put_raw(pool, value, &value->closing, 1);
	if (value)
		value->closing = 0;
}

/* Text ---------------------------------------------------------------------------------------- */

/* Returns room for SIZE more bytes at the end, or NULL. */
static inline char *more(struct pgl_json_pool *pool, struct pgl_json_value *value, size_t size)
{
	if (value && size <= value->room - value->length)
		return value->text + value->length;
	size_t room = value ? 2 * (value->room + size) + 256 : 0;
	char *text = value && room > size ? realloc(value->text, room) : NULL;

	if (!text) {
		pool->no_memory = true;
		return NULL;
	}
	value->text = text;
	value->room = room;
	return text + value->length;
}

void pgl_json_put_raw(struct pgl_json_pool *pool, struct pgl_json_value *value, const char *text,
		      size_t length)
{
	char *at = more(pool, value, length);

	if (!at)
		return;
	memcpy(at, text, length);
	value->length += length;
}

void pgl_json_comma(struct pgl_json_pool *pool, struct pgl_json_value *array)
{
	if (array && array->length > 1)
		pgl_json_put_raw(pool, array, ",", 1);
}

void pgl_json_key(struct pgl_json_pool *pool, struct pgl_json_value *object, const char *key)
{
	size_t length = strlen(key);
	char *at = more(pool, object, length + 4);

	if (!at)
		return;
	if (object->length > 1)
		*at++ = ',';
	*at++ = '"';
	memcpy(at, key, length);
	at += length;
	*at++ = '"';
	*at++ = ':';
	object->length = (size_t)(at - object->text);
}

/* Strings ------------------------------------------------------------------------------------- */

/* Returns the length of the UTF-8 sequence at TEXT in bytes; 0: invalid. */
static size_t utf8_length(const unsigned char *text)
{
	size_t n = text[0] < 0x80   ? 1
		   : text[0] < 0xc2 ? 0
		   : text[0] < 0xe0 ? 2
		   : text[0] < 0xf0 ? 3
		   : text[0] < 0xf5 ? 4
				    : 0;

	for (size_t i = 1; i < n; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	if (n >= 3 && ((text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xed && text[1] > 0x9f) ||
		       (text[0] == 0xf0 && text[1] < 0x90) || (text[0] == 0xf4 && text[1] > 0x8f)))
		return 0;
	return n;
}

/* True if C must be escaped or begins a multi-byte sequence. */
static bool is_special(unsigned char c)
{
	return c < ' ' || c >= 0x80 || c == '"' || c == '\\';
}

/* Returns how many bytes from TEXT on need no escaping; END is the end of the text. Eight at a
   time: a byte has its high bit set in MARKS if it is special, or follows one that is. */
static size_t plain_length(const unsigned char *text, const unsigned char *end)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
	const unsigned char *at = text;

	while (end - at >= 8) {
		uint64_t word, quote, slash, marks;

		memcpy(&word, at, sizeof word);
		quote = word ^ ones * '"';
		slash = word ^ ones * '\\';
		marks = (word | (word - ones * ' ') | (quote - ones) | (slash - ones)) & high;
		if (marks)
			break;
		at += 8;
	}
	while (at < end && !is_special(*at))
		at++;
	return (size_t)(at - text);
}

/* Writes the escape of the control character, quote or backslash C to AT. Returns its end. */
static char *escape(char *at, unsigned char c)
{
	static const char hexadecimal[] = "0123456789abcdef";
	static const char named[] = "\bb\nn\rr\tt\ff\"\"\\\\";
	const char *found = named;

	while (*found && (unsigned char)*found != c)
		found += 2;
	*at++ = '\\';
	if (*found) {
		*at++ = found[1];
		return at;
	}
	memcpy(at, "u00", 3);
	at[3] = hexadecimal[c >> 4];
	at[4] = hexadecimal[c & 15];
	return at + 5;
}

char *pgl_json_quote(char *at, const char *text, size_t length)
{
	const unsigned char *from = (const unsigned char *)text;
	const unsigned char *end = from + length;

	*at++ = '"';
	while (from < end) {
		size_t n = 1, plain = plain_length(from, end);

		memcpy(at, from, plain);
		at += plain;
		from += plain;
		if (from == end)
			break;
		if (*from >= 0x80) {
			n = utf8_length(from);
			memcpy(at, n ? (const char *)from : "\xef\xbf\xbd", n ? n : 3);
			at += n ? n : 3;
			n += !n;
		} else {
			at = escape(at, *from);
		}
		from += n;
	}
	*at++ = '"';
	return at;
}

void pgl_json_put_string(struct pgl_json_pool *pool, struct pgl_json_value *value, const char *text)
{
	size_t length = strlen(text);
	char *at = length < SIZE_MAX / 6 - 2 ? more(pool, value, PGL_JSON_QUOTED(length)) : NULL;

	if (at)
		value->length = (size_t)(pgl_json_quote(at, text, length) - value->text);
}

/* Numbers ------------------------------------------------------------------------------------- */

void pgl_json_put_unsigned(struct pgl_json_pool *pool, struct pgl_json_value *value,
			   uint64_t number)
{
	char digits[20], *at = more(pool, value, sizeof digits);
	size_t n = 0;

	do {
		digits[n++] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	if (!at)
		return;
	value->length += n;
	while (n)
		*at++ = digits[--n];
}

void pgl_json_put_integer(struct pgl_json_pool *pool, struct pgl_json_value *value, int64_t number)
{
	if (number < 0)
		pgl_json_put_raw(pool, value, "-", 1);
	pgl_json_put_unsigned(pool, value, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

void pgl_json_put(struct pgl_json_pool *pool, struct pgl_json_value *value,
		  struct pgl_json_value *inner)
{
	if (!inner) {
		pgl_json_put_raw(pool, value, "null", 4);
		return;
	}
	pgl_json_end(pool, inner);
	pgl_json_put_raw(pool, value, inner->text, inner->length);
	pgl_json_free(pool, inner);
}
