/* JSON inside an HTML page: a stream that makes any JSON harmless between <script> and </script>.

   In valid JSON, the characters that could end the script, begin a comment or a tag there can only stand in
   strings, where an escape means the same; whatever bytes a program put into its names, the page's parser
   finds no markup in them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SCRIPT_JSON_H
#define PGL_SCRIPT_JSON_H

#include <stdio.h>

/* A stream that writes to OUT what is written to it, with <, >, & and the line ends U+2028 and U+2029
   as \u003c and so on. fclose() it before OUT is used again, which stays open; a write error of OUT is
   one of the stream too. NULL: no memory. */
FILE *pgl_script_json_open(FILE *out);

#endif
