/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Character classes of JSON, one table for all.  Called for every byte of the input.
 */
#ifndef CV_CHARS_H
#define CV_CHARS_H

#include <stdbool.h>
#include <stdint.h>

enum cv_char_class {
	CV_CHAR_SPACE = 1,	/* blank, tab, newline, carriage return */
	CV_CHAR_DIGIT = 2,
	CV_CHAR_HEX = 4,	/* digits included */
	CV_CHAR_PLAIN = 8,	/* ASCII that stands for itself inside a string */
	CV_CHAR_WORD = 16,	/* a to z: the words true, false, null */
};

extern const uint8_t cv_char_classes[256];

static inline bool cv_char_is(char c, unsigned classes)
{
	return (cv_char_classes[(unsigned char)c] & classes) != 0;
}

/* Value of a character of class CV_CHAR_HEX. */
static inline unsigned cv_char_hex_value(char c)
{
	return (unsigned)(cv_char_is(c, CV_CHAR_DIGIT) ? c - '0' : (c | 0x20) - 'a' + 10);
}

#endif
