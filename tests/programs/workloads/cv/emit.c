/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The indented writer's lower half.  Every write calls emit_char or emit_bytes; the
 * buffer is full once in a while, and escapes other than quotes are rare.
 */
#include "emit.h"

#include <string.h>

#include "chars.h"

void cv_emit_init(struct cv_emitter *emitter, struct cv_sink *sink)
{
	emitter->sink = sink;
	emitter->depth = 0;
	emitter->is_first = true;
	emitter->is_after_key = false;
	emitter->has_failed = false;
	emitter->used = 0;
}

static void drain(struct cv_emitter *emitter)
{
	if (!emitter->has_failed &&
	    emitter->sink->write(emitter->sink, emitter->buffer, emitter->used))
		emitter->has_failed = true;
	emitter->used = 0;
}

static void emit_char(struct cv_emitter *emitter, char c)
{
	if (emitter->used == CV_EMIT_BUFFER)
		drain(emitter);
	emitter->buffer[emitter->used++] = c;
}

static void emit_bytes(struct cv_emitter *emitter, const char *data, size_t size)
{
	while (size > CV_EMIT_BUFFER - emitter->used) {
		size_t part = CV_EMIT_BUFFER - emitter->used;

		memcpy(emitter->buffer + emitter->used, data, part);
		emitter->used += part;
		drain(emitter);
		data += part;
		size -= part;
	}
	memcpy(emitter->buffer + emitter->used, data, size);
	emitter->used += size;
}

int cv_emit_flush(struct cv_emitter *emitter)
{
	emit_char(emitter, '\n');
	drain(emitter);
	emitter->is_first = true;
	return emitter->has_failed ? -1 : 0;
}

static void new_line(struct cv_emitter *emitter)
{
	emit_char(emitter, '\n');
	for (unsigned i = 0; i < emitter->depth; i++)
		emit_bytes(emitter, "  ", 2);
}

/* Write the separator between the last thing written and the next. */
static void separate(struct cv_emitter *emitter)
{
	if (emitter->is_after_key) {
		emitter->is_after_key = false;
		return;
	}
	if (!emitter->is_first)
		emit_char(emitter, ',');
	if (emitter->depth)
		new_line(emitter);
	emitter->is_first = false;
}

void cv_emit_open(struct cv_emitter *emitter, char bracket)
{
	separate(emitter);
	emit_char(emitter, bracket);
	emitter->depth++;
	emitter->is_first = true;
}

void cv_emit_close(struct cv_emitter *emitter, char bracket)
{
	emitter->depth--;
	if (!emitter->is_first)
		new_line(emitter);
	emit_char(emitter, bracket);
	emitter->is_first = false;
}

static void emit_escape(struct cv_emitter *emitter, char c)
{
	static const char letters[] = "\b\t\n\f\r\"\\";
	const char *letter = c ? strchr(letters, c) : NULL;
	char text[6] = "\\u00";

	if (letter) {
		emit_char(emitter, '\\');
		emit_char(emitter, "btnfr\"\\"[letter - letters]);
		return;
	}
	text[4] = "0123456789abcdef"[(unsigned char)c >> 4];
	text[5] = "0123456789abcdef"[c & 15];
	emit_bytes(emitter, text, sizeof(text));
}

static bool is_plain(char c)
{
	return cv_char_is(c, CV_CHAR_PLAIN) || (unsigned char)c >= 0x80;
}

static void emit_quoted(struct cv_emitter *emitter, struct cv_text text)
{
	const char *at = text.data;
	const char *end = at + text.size;

	emit_char(emitter, '"');
	while (at < end) {
		const char *start = at;

		while (at < end && is_plain(*at))
			at++;
		emit_bytes(emitter, start, (size_t)(at - start));
		if (at < end)
			emit_escape(emitter, *at++);
	}
	emit_char(emitter, '"');
}

void cv_emit_key(struct cv_emitter *emitter, struct cv_text key)
{
	separate(emitter);
	emit_quoted(emitter, key);
	emit_bytes(emitter, ": ", 2);
	emitter->is_after_key = true;
}

void cv_emit_text(struct cv_emitter *emitter, struct cv_text text)
{
	separate(emitter);
	if (text.data)
		emit_quoted(emitter, text);
	else
		emit_bytes(emitter, "null", 4);
}

static void emit_integer(struct cv_emitter *emitter, int64_t integer)
{
	uint64_t rest = integer < 0 ? -(uint64_t)integer : (uint64_t)integer;
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (integer < 0)
		emit_char(emitter, '-');
	emit_bytes(emitter, digits + at, sizeof(digits) - at);
}

/* This function handles two decimals, which are common; printf does the rest. */
static void emit_real(struct cv_emitter *emitter, double real)
{
	char text[32];
	double hundreds = real * 100;

	if (hundreds >= 0 && hundreds < 1e9 && (double)(int64_t)hundreds == hundreds) {
		int64_t whole = (int64_t)hundreds;

		emit_integer(emitter, whole / 100);
		emit_char(emitter, '.');
		emit_char(emitter, (char)('0' + whole / 10 % 10));
		emit_char(emitter, (char)('0' + whole % 10));
		return;
	}
	emit_bytes(emitter, text, (size_t)snprintf(text, sizeof(text), "%.17g", real));
}

void cv_emit_number(struct cv_emitter *emitter, const struct cv_number *number)
{
	separate(emitter);
	if (number->is_integer)
		emit_integer(emitter, number->integer);
	else
		emit_real(emitter, number->real);
}

void cv_emit_flag(struct cv_emitter *emitter, bool flag)
{
	separate(emitter);
	if (flag)
		emit_bytes(emitter, "true", 4);
	else
		emit_bytes(emitter, "false", 5);
}
