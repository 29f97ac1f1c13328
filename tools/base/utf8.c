/* UTF-8 and the width of its characters.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/utf8.h"

size_t pgl_utf8_next(const char *text, size_t length, uint32_t *ret_character)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)text[0];
	size_t n = first < 0x80	  ? 1
		   : first < 0xc2 ? 0
		   : first < 0xe0 ? 2
		   : first < 0xf0 ? 3
		   : first < 0xf5 ? 4
				  : 0;
	uint32_t character = n < 2 ? first : first & (0x7fu >> n);

	if (!n || n > length)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		character = character << 6 | (text[i] & 0x3f);
	}
	if (character < smallest[n] || character > 0x10ffff ||
	    (character >= 0xd800 && character <= 0xdfff))
		return 0;
	*ret_character = character;
	return n;
}

struct range {
	uint32_t first, last;
};

/* Combining marks and other characters without a width of their own; the common blocks. */
static const struct range without_width[] = {
	{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},  {0x0610, 0x061a}, {0x064b, 0x065f},
	{0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e},  {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},
	{0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064},  {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
	{0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef}};

/* East Asian wide characters and pictures. */
static const struct range wide[] = {{0x1100, 0x115f},	{0x2e80, 0x303e},   {0x3041, 0x33ff},
				    {0x3400, 0x4dbf},	{0x4e00, 0x9fff},   {0xa000, 0xa4cf},
				    {0xa960, 0xa97f},	{0xac00, 0xd7a3},   {0xf900, 0xfaff},
				    {0xfe30, 0xfe6f},	{0xff00, 0xff60},   {0xffe0, 0xffe6},
				    {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

#define HOLDS(ranges, character) holds(ranges, sizeof(ranges) / sizeof *(ranges), character)

static int holds(const struct range *ranges, size_t n, uint32_t character)
{
	for (size_t i = 0; i < n && ranges[i].first <= character; i++)
		if (character <= ranges[i].last)
			return 1;
	return 0;
}

unsigned pgl_utf8_columns(uint32_t character)
{
	if (character < 0x300)
		return 1;
	if (HOLDS(without_width, character))
		return 0;
	return HOLDS(wide, character) ? 2 : 1;
}

size_t pgl_utf8_width(const char *text, size_t length)
{
	size_t columns = 0;

	for (size_t i = 0, n; i < length; i += n ? n : 1) {
		uint32_t character = 0;

		n = 1;
		if ((unsigned char)text[i] >= 0x80)
			n = pgl_utf8_next(text + i, length - i, &character);
		columns += n ? pgl_utf8_columns(character) : 1;
	}
	return columns;
}

size_t pgl_utf8_fit(const char *text, size_t length, size_t columns)
{
	size_t i = 0;

	for (size_t n; i < length; i += n ? n : 1) {
		uint32_t character = 0;

		n = pgl_utf8_next(text + i, length - i, &character);
		size_t more = n ? pgl_utf8_columns(character) : 1;

		if (more > columns)
			break;
		columns -= more;
	}
	return i;
}
