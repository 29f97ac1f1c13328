/* Text inside XML.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_XML_TEXT_H
#define PGL_XML_TEXT_H

#include <stdio.h>

/* Writes TEXT, escaped for content and for a value in double quotes. Whatever its bytes are, what comes
   out is well-formed XML 1.0 in UTF-8: bytes that are no UTF-8, and characters that XML has no place for,
   escaped or not, become U+FFFD. */
void pgl_xml_text(FILE *out, const char *text);

#endif
