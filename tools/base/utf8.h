/* Reads possibly invalid UTF-8 and measures its width on a terminal, independent of the locale: the same record
   gives the same text everywhere.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_UTF8_H
#define PGL_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Replaces a byte that is not UTF-8. */
#define PGL_UTF8_REPLACEMENT "\xef\xbf\xbd"

/* The character that starts TEXT (of LENGTH > 0 bytes). Returns its length in bytes, or 0: the
   first byte is not the start of a well-formed character (no surrogates, no overlong forms). */
size_t pgl_utf8_next(const char *text, size_t length, uint32_t *ret_character);

/* Columns CHARACTER takes on a terminal: 0, 1 or 2. */
unsigned pgl_utf8_columns(uint32_t character);
/* Columns the LENGTH bytes at TEXT take; a broken byte takes one. */
size_t pgl_utf8_width(const char *text, size_t length);
/* How many bytes of TEXT fit into COLUMNS columns, cut between characters. */
size_t pgl_utf8_fit(const char *text, size_t length, size_t columns);

#endif
