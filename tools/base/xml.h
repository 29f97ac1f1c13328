/* Text inside XML.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_XML_TEXT_H
#define PGL_XML_TEXT_H

#include <stdio.h>

/* Writes TEXT, escaped for content and for double-quoted attribute values. The result is well-formed XML 1.0 in
   UTF-8 for any TEXT: bytes that are not UTF-8, and characters that XML forbids, become U+FFFD. */
void pgl_xml_text(FILE *out, const char *text);

#endif
