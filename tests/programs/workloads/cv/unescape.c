/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON's escapes.  Quotes and newlines are common; \u is rare, and pairs of surrogates rarer.
 */
#include "unescape.h"

#include <string.h>

#include "chars.h"
#include "utf8.h"

/* Four hexadecimal digits at *at; -1 if there are not that many. */
static int32_t read_hex(const char **at, const char *end)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++, (*at)++) {
		if (*at == end || !cv_char_is(**at, CV_CHAR_HEX))
			return -1;
		value = value << 4 | cv_char_hex_value(**at);
	}
	return (int32_t)value;
}

static bool is_high_surrogate(int32_t unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low_surrogate(int32_t unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/* The part of \uXXXX after the u, and of a second \uXXXX when the first is half a character. */
static int unescape_unicode(struct cv_lexer *lexer, const char **at, const char *end, char **out)
{
	const char *start = *at;
	int32_t unit = read_hex(at, end);
	int32_t low;

	if (unit < 0)
		return cv_lexer_fail(lexer, *at, "expected four hexadecimal digits");
	if (is_low_surrogate(unit))
		return cv_lexer_fail(lexer, start, "low surrogate without a high one");
	if (is_high_surrogate(unit)) {
		if (end - *at < 2 || (*at)[0] != '\\' || (*at)[1] != 'u')
			return cv_lexer_fail(lexer, *at, "high surrogate without a low one");
		*at += 2;
		low = read_hex(at, end);
		if (!is_low_surrogate(low))
			return cv_lexer_fail(lexer, *at, "high surrogate without a low one");
		unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
	}
	*out += cv_utf8_encode((uint32_t)unit, *out);
	return 0;
}

/* The character that a simple escape stands for; 0 if there is none. */
static char simple_escape(char c)
{
	switch (c) {
	case '"':
	case '\\':
	case '/':
		return c;
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case 'r':
		return '\r';
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	default:
		return '\0';
	}
}

static int unescape_one(struct cv_lexer *lexer, const char **at, const char *end, char **out)
{
	char c = *at < end ? **at : '\0';
	char simple = simple_escape(c);

	(*at)++;
	if (simple) {
		*(*out)++ = simple;
		return 0;
	}
	if (c == 'u')
		return unescape_unicode(lexer, at, end, out);
	return cv_lexer_fail(lexer, *at - 1, "unknown escape");
}

int cv_unescape(struct cv_lexer *lexer, struct cv_text *text)
{
	const char *at = text->data;
	const char *end = at + text->size;
	char *start = cv_arena_bytes(lexer->arena, text->size);	/* never longer than escaped */
	char *out = start;

	if (!start)
		return cv_lexer_fail(lexer, at, "out of memory");
	while (at < end) {
		const char *slash = memchr(at, '\\', (size_t)(end - at));
		size_t plain = (size_t)((slash ? slash : end) - at);

		memcpy(out, at, plain);
		out += plain;
		at += plain;
		if (slash) {
			at++;
			if (unescape_one(lexer, &at, end, &out))
				return -1;
		}
	}
	cv_arena_give_back(lexer->arena, text->size - (size_t)(out - start));
	text->data = start;
	text->size = (size_t)(out - start);
	return 0;
}
