/* Writes JSON as it goes: no tree, no memory, any size. The caller opens and closes what it opens;
   commas, line ends and escapes come by themselves.

   Every text is valid JSON in UTF-8 whatever the bytes given: what is no UTF-8 becomes U+FFFD. A
   write error stays in the FILE's own flag (output.h looks at it).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BASE_JSON_WRITE_H
#define PGL_BASE_JSON_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct pgl_json {
	FILE *out;
	unsigned lines; /* containers nested up to this deep have a line per item */
	unsigned depth;
	bool first; /* nothing yet in the container that is open */
};

/* LINES: 0 puts all on one line, 2 gives a line to each item of a list that is a key's value,
   UINT_MAX to everything. */
void pgl_json_init(struct pgl_json *json, FILE *out, unsigned lines);
/* Ends the text with a newline. */
void pgl_json_finish(struct pgl_json *json);

/* KEY is NULL for items of an array and for the outermost value. */
void pgl_json_object(struct pgl_json *json, const char *key);
void pgl_json_end_object(struct pgl_json *json);
void pgl_json_array(struct pgl_json *json, const char *key);
void pgl_json_end_array(struct pgl_json *json);

/* NULL gives null. */
void pgl_json_text(struct pgl_json *json, const char *key, const char *text);
void pgl_json_unsigned(struct pgl_json *json, const char *key, uint64_t value);
void pgl_json_signed(struct pgl_json *json, const char *key, int64_t value);
/* The shortest text that reads back the same; infinity is 1e999, which readers take for it; NAN is
   null. */
void pgl_json_real(struct pgl_json *json, const char *key, double value);
void pgl_json_bool(struct pgl_json *json, const char *key, bool value);
void pgl_json_null(struct pgl_json *json, const char *key);
/* TEXT is JSON already; NULL gives null. */
void pgl_json_raw(struct pgl_json *json, const char *key, const char *text);

/* A stream that writes to OUT what is written to it, with <, >, & and the line ends U+2028 and U+2029
   as \u003c and so on. fclose() it before OUT is used again, which stays open; a write error of OUT is
   one of the stream too. NULL: no memory. */
FILE *pgl_script_json_open(FILE *out);

#endif
