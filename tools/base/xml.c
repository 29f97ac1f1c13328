/* See xml.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/xml.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

/* Is CHARACTER one of XML's (2.2 Char)? */
static bool is_legal(uint32_t character)
{
	return character == '\t' || character == '\n' || character == '\r' ||
	       (character >= 0x20 && character < 0xd800) ||
	       (character > 0xdfff && character < 0xfffe) || character > 0xffff;
}

void pgl_xml_text(FILE *out, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		uint32_t character = 0;
		size_t length = pgl_utf8_next(text, left, &character);

		if (!length || !is_legal(character))
			fputs(PGL_UTF8_REPLACEMENT, out);
		else if (character == '&')
			fputs("&amp;", out);
		else if (character == '<')
			fputs("&lt;", out);
		else if (character == '>')
			fputs("&gt;", out);
		else if (character == '"')
			fputs("&quot;", out);
		else if (character == '\t' || character == '\n' || character == '\r')
			/* Readers turn these into blanks in attribute values unless they are escaped. */
			fprintf(out, "&#%u;", (unsigned)character);
		else
			fwrite(text, 1, length, out);
		length += !length;
		text += length;
		left -= length;
	}
}
